"""Whoever struggles gets a person sooner; anger is answered with what will happen."""

from datetime import timedelta

import pytest

from actions.conversation import scenario as conversation
from actions.emergencies import scenario as emergencies
from actions.fees import scenario as fees
from actions.people import Resident
from actions.repairs import scenario as repairs
from actions.staff import scenario as staff
from actions.table import new_id
from actions.ticket import Ticket, entries
from nlu.types import Certainty
from tests.stage import Stage, stage

PERSON = "start:human_handoff"


@pytest.fixture
def house() -> Stage:
    return stage(conversation, repairs, fees, staff)


def waits(house: Stage, hours: int = 72, **given: object) -> Ticket:
    values = {"kind": "repair", "category": "intercom", "object": "对讲", "resident_id": "R1"} | given
    made = Ticket(
        id=new_id(),
        community_id="c",
        number="T-9",
        created_at=house.now - timedelta(hours=hours),
        data={},
        **values,
    )
    house.db.add(made)
    house.db.flush()
    return made


def offers_person(house: Stage) -> bool:
    return any(button.value == PERSON for button in house.replies[-1].buttons)


def test_an_angry_report_is_served_more_warmly_and_with_a_person(house: Stage) -> None:
    said = house.says("烦死了，卧室灯又不亮", "repair_report", category="electrical", object="light")
    assert said.startswith("让您烦心了，对不起。")
    assert "T-1" in said
    assert offers_person(house)


def test_joy_in_the_words_of_anger_is_no_anger(house: Stage) -> None:
    house.says("气死我了这灯太好看", "bill_query")
    assert not offers_person(house)
    assert house.conversation.strain["points"] == 0


def test_anger_about_a_ticket_is_answered_with_its_state_and_goes_to_the_manager_once(house: Stage) -> None:
    ticket = waits(house, due_at=house.now + timedelta(hours=6))
    said = house.says("都三天了还没人来!!!", "repair_status")
    assert all(part in said for part in ("T-9", "还没有派人", "16:00前办好", "王经理", "12:00"))
    assert "？" not in said
    assert [who for who, _ in house.pages] == ["M1"]
    assert "住户等得着急" in "".join(entry.text for entry in entries(house.db, ticket))
    again = house.says("你们物业管不管！！！", "complaint")
    assert "10:00已经通知过王经理" in again
    assert [who for who, _ in house.pages] == ["M1"]
    assert house.replies[-1].record == "ticket:T-9"


def test_when_nothing_happens_the_manager_is_called_again_and_the_resident_told(house: Stage) -> None:
    waits(house)
    house.says("都三天了还没人来!!!", "repair_status")
    house.wait(2 * 3600)
    assert [who for who, _ in house.pages] == ["M1", "M1"]
    assert "还没有动静" in str(house.tells[-1].text)


def test_when_staff_answered_nobody_is_called_again(house: Stage) -> None:
    waits(house)
    house.says("都三天了还没人来!!!", "repair_status")
    house.now += timedelta(minutes=20)
    house.desk("T-9", "done")
    house.wait(2 * 3600)
    assert len(house.pages) == 1


@pytest.mark.parametrize(
    ("said", "intent", "hours"),
    [
        ("师傅什么时候来", "repair_status", 72),  # calm
        ("都三天了还没人来", "repair_status", 2),  # impatient, and nothing is late
        ("快递都三天了还没人送来!!!", "bill_query", 72),  # about something else
    ],
)
def test_what_does_not_go_to_the_manager(house: Stage, said: str, intent: str, hours: int) -> None:
    waits(house, hours)
    house.says(said, intent)
    assert house.pages == []


def test_a_new_matter_is_reported_although_another_one_waits(house: Stage) -> None:
    waits(house)
    said = house.says("气死我了厨房水管漏了没人管", "repair_report", category="plumbing", object="pipe")
    assert "T-1" in said
    assert house.pages == []


def test_calm_impatience_about_something_late_goes_to_the_manager_too(house: Stage) -> None:
    waits(house)
    assert "王经理" in house.says("都三天了还没人来", "repair_status")


def test_a_neighbours_ticket_is_not_told(house: Stage) -> None:
    waits(house, resident_id="R2", home_id=None)
    assert "T-9" not in house.says("都三天了还没人来!!!", "repair_status")


def test_a_strangers_anger_without_a_record_gets_a_person_who_is_called() -> None:
    house = stage(conversation, repairs, staff, who=None)
    said = house.says("你们这什么破系统，气死我了", "out_of_scope", Certainty.UNSURE)
    assert house.replies[-1].record == "handoff:H-1"
    assert "？" not in said
    assert [who for who, _ in house.pages] == ["D1"]


def test_despair_that_nobody_understands_is_offered_a_person_at_once(house: Stage) -> None:
    said = house.says("我真的不会弄啊", "unknown", Certainty.UNSURE)
    assert "要请工作人员来帮您吗" in said
    assert house.records("handoff") == []


def test_clarify_once_then_offer_a_person_then_say_the_phone(house: Stage) -> None:
    first = house.says("弄那个", "unknown", Certainty.UNSURE)
    second = house.says("那个东西", "unknown", Certainty.UNSURE)
    third = house.says("哎呀就是那样", "unknown", Certainty.UNSURE)
    assert "要请工作人员" not in first
    assert "要请工作人员" in second
    assert "028-8888" in third
    assert offers_person(house)


def test_who_struggled_before_is_offered_a_person_at_the_first_failure(house: Stage) -> None:
    house.says("I ALREADY TOLD YOU THE BILL", "bill_query")
    house.says("I ALREADY TOLD YOU", "bill_query")
    said = house.says("嗯那个啥", "unknown", Certainty.UNSURE)
    assert "要请工作人员" in said


def test_elders_get_a_person_sooner(house: Stage) -> None:
    house.db.get_one(Resident, "R1").needs = {"elder": True}
    house.says("查物业费", "bill_query")
    house.says("查物业费", "bill_query")
    assert not offers_person(house)
    assert "随时找工作人员" in house.says("查物业费", "bill_query")
    assert offers_person(house)


def test_who_waits_already_is_told_where_they_stand_instead_of_being_offered_it_again(house: Stage) -> None:
    house.says("转人工", "human_handoff")
    for _ in range(3):
        said = house.says("嗯那个啥", "unknown", Certainty.UNSURE)
        assert "您的申请还在，编号H-1" in said
        assert "要请工作人员" not in said
    assert [entry.text for entry in entries(house.db, house.ticket("H-1"))][1:] == ["嗯那个啥"] * 3


def test_a_request_that_is_over_is_no_line(house: Stage) -> None:
    house.says("转人工", "human_handoff")
    house.desk("H-1", "done", by="D1")
    house.says("嗯那个啥", "unknown", Certainty.UNSURE)
    assert len(house.records("handoff")) == 1


def test_a_button_is_no_sign_and_is_not_kept(house: Stage) -> None:
    house.says("转人工", "human_handoff")
    house.press("不用人工了")
    assert house.conversation.strain["said"] == ["转人工"]


def test_who_waits_asks_for_their_turn(house: Stage) -> None:
    house.says("转人工", "human_handoff")
    assert "第一位" in house.says("还要等多久", "repair_status")


def test_leaving_the_line_comes_back_to_the_open_task(house: Stage) -> None:
    house.says("厨房水管漏了", "repair_report", category="plumbing", object="pipe")
    asked = house.replies[-1].asks
    house.says("转人工", "human_handoff")
    said = house.press("不用人工了")
    assert "已经取消" in said
    assert "接着说" in said
    assert house.replies[-1].asks == asked is not None


def test_an_emergency_comes_first_and_in_its_own_words() -> None:
    house = stage(conversation, repairs, emergencies, staff)
    ticket = waits(house)
    said = house.says("气死我了都三天了还没人来，现在着火了!!!", "emergency", emergency=Certainty.SURE)
    assert "让您烦心了" not in said
    assert "escalated" not in ticket.data
    assert house.conversation.strain == {}


def test_anger_in_a_group_calls_nobody(house: Stage) -> None:
    house.private = False
    house.says("你们物业太不像话了", "unknown", Certainty.UNSURE)
    assert house.pages == []


def test_a_claim_stays_one_with_a_warm_word_before_it(house: Stage) -> None:
    house.says("真气人，楼道灯坏了", "repair_report", category="electrical", object="light", area="public")
    reply = house.replies[-1]
    assert reply.text.claim
    assert reply.record == "ticket:T-1"
