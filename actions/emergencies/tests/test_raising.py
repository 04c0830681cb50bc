from typing import Any

import pytest

from actions.conversation import scenario as conversation
from actions.emergencies import scenario as emergencies
from actions.emergencies.models import Danger, Escalation
from actions.reply import Button
from actions.table import SAFETY, SENSITIVE
from actions.ticket import entries
from nlu.types import Certainty
from tests.stage import Stage, stage

SURE, LIKELY = Certainty.SURE, Certainty.LIKELY


def danger(house: Stage, text: str = "着火了", kind: str = "fire", certainty: Certainty = SURE, **slots: Any) -> str:
    return house.says(text, "emergency", emergency=certainty, type=kind, **slots)


def test_danger_is_raised_before_anything_is_asked() -> None:
    house = stage(conversation, emergencies)
    said = danger(house)
    assert "已经通知值班人员" in said
    assert "119" in said
    assert sorted({who for who, _ in house.pages}) == ["D1", "S1"]
    (row,) = house.records("escalation")
    assert (row["type"], row["house"], row["notify"]) == ("fire", "2栋1单元301", ["dispatcher", "security"])
    assert house.replies[-1].record == "escalation:E-1"
    assert house.replies[-1].asks == "where"


def test_nothing_sounds_like_help_before_a_named_person_has_it() -> None:
    house = stage(conversation, emergencies)
    said = danger(house)
    house.wait(400)
    said += "".join(reply.text for reply in (*house.replies, *house.tells))
    assert "赶来" not in said
    assert "接到" not in said
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert house.tells[-1].text == "周强（保安）已经接到，正在赶来。"
    assert house.tells[-1].record == "escalation:E-1"


def test_it_climbs_until_somebody_takes_it() -> None:
    house = stage(conversation, emergencies)
    danger(house)
    house.pages.clear()
    house.wait(30)
    assert sorted(who for who, _ in house.pages) == ["D1", "M1", "P1", "S1"]
    house.pages.clear()
    house.wait(89)
    assert house.pages == []
    house.wait(1)
    assert len(house.pages) == 4
    house.wait(180)
    assert len(house.pages) == 8, "five minutes after the alarm"
    house.wait(360)
    assert len(house.pages) == 16
    assert house.records("escalation")[0]["level"] == 3
    house.desk("E-1", "assigned", by="M1", assignee="M1")
    house.pages.clear()
    house.wait(3600)
    assert house.pages == []


def test_every_step_is_an_entry_of_the_ticket() -> None:
    house = stage(conversation, emergencies)
    danger(house)
    house.wait(120)
    steps = [entry.text for entry in entries(house.db, house.ticket("E-1")) if entry.kind == "status"]
    assert [step[:5] for step in steps] == ["第1级呼叫", "第2级呼叫", "第3级呼叫"]


def test_a_step_that_runs_twice_pages_once() -> None:
    house = stage(conversation, emergencies)
    danger(house)
    (first,) = house.planned.values()
    house.pages.clear()
    house.run(first)
    house.run(first)
    assert len(house.pages) == 4


def test_with_nobody_on_duty_every_active_member_of_staff_is_paged() -> None:
    house = stage(conversation, emergencies)
    for key in ("S1", "D1", "P1"):
        house.staff(key).on_duty = False
    house.staff("P1").active = False
    danger(house)
    assert sorted(who for who, _ in house.pages) == ["D1", "M1", "S1"]


def test_with_no_staff_at_all_nothing_is_claimed() -> None:
    house = stage(conversation, emergencies)
    for key in ("S1", "D1", "P1", "M1"):
        house.staff(key).active = False
    said = danger(house)
    assert "已经通知" not in said
    assert "110" in said


def test_one_conversation_never_makes_two_calls() -> None:
    house = stage(conversation, emergencies)
    danger(house)
    danger(house, "火更大了")
    danger(house, "救命", certainty=LIKELY)
    assert len(house.records("escalation")) == 1
    assert "火更大了" in house.records("escalation")[0]["note"]


def test_after_it_is_closed_a_new_one_can_be_raised() -> None:
    house = stage(conversation, emergencies)
    danger(house)
    house.desk("E-1", "done", by="S1")
    house.conversation.drop()
    danger(house)
    assert [row["status"] for row in house.records("escalation")] == ["closed", "open"]


def test_a_dispatcher_who_sends_somebody_is_named_with_whom_they_send() -> None:
    house = stage(conversation, emergencies)
    danger(house)
    house.pages.clear()
    house.desk("E-1", "assigned", by="D1", assignee="S1")
    assert house.tells[-1].text == "吴敏（调度员）已经接到，正在安排周强过来。"
    assert [who for who, _ in house.pages] == ["S1"]


@pytest.mark.parametrize("by", ["", "nobody"])
def test_only_a_person_can_take_it(by: str) -> None:
    house = stage(conversation, emergencies)
    danger(house)
    house.desk("E-1", "assigned", by=by)
    assert house.records("escalation")[0]["status"] == "open"
    assert house.tells == []


def test_taking_it_twice_tells_once() -> None:
    house = stage(conversation, emergencies)
    danger(house)
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert len(house.tells) == 1


def test_an_unknown_speaker_at_a_kiosk_raises_it_too() -> None:
    house = stage(conversation, emergencies, who=None, private=False, place="2栋大堂")
    danger(house, "有人晕倒了", "medical")
    (row,) = house.records("escalation")
    assert (row["location"], row["by"], row["house"]) == ("2栋大堂", None, None)
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert "正在赶来" in house.tells[-1].text


def test_the_button_for_help_needs_no_words() -> None:
    house = stage(conversation, emergencies)
    house.says("你好", "greeting")
    house.replies[-1] = house.replies[-1].with_buttons(_sos())
    assert "已经通知" in house.press("求助")
    assert house.records("escalation")[0]["type"] == "other"


def _sos() -> Button:
    return Button("求助", "start:emergency")


@pytest.mark.parametrize("kind", sorted(Danger))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_danger_has_advice_in_both_languages(kind: str, lang: str) -> None:
    house = stage(conversation, emergencies, lang=lang)
    said = danger(house, kind=kind)
    assert any(part in said for part in ("110", "119", "120", "12356", "对讲", "intercom"))


def test_the_lift_advice_keeps_the_doors_shut() -> None:
    said = danger(stage(conversation, emergencies), "我被困在电梯里了", "elevator_trapped", location="电梯里")
    assert "不要扒门" in said
    assert "对讲" in said


def test_what_a_victim_says_is_on_no_pager_and_private() -> None:
    house = stage(conversation, emergencies)
    danger(house, "我老公打我", "violence")
    assert house.replies[-1].private
    assert all("老公" not in text for _, text in house.pages)
    assert house.ticket("E-1").home_id is None
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert house.tells[-1].private


def test_what_turns_out_to_be_violence_at_a_kiosk_is_hushed_from_then_on() -> None:
    house = stage(conversation, emergencies, who=None, private=False)
    danger(house, "救命", "")
    said = danger(house, "我老公打我", "violence")
    assert "12110" not in said
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert house.tells == []


def test_words_of_despair_are_on_no_pager() -> None:
    house = stage(conversation, emergencies)
    danger(house, "我不想活了", "suicide")
    assert house.pages
    assert all("不想活" not in text for _, text in house.pages)


def test_what_a_victim_says_at_a_kiosk_is_not_answered_aloud() -> None:
    house = stage(conversation, emergencies, who=None, private=False, place="2栋大堂")
    said = danger(house, "我老公打我", "violence")
    assert said == "好的，已经通知值班人员。需要时请打110。"
    house.wait(300)
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert house.tells == []


def test_the_table_says_why_and_how_long_it_is_kept() -> None:
    assert Escalation.__purpose__ is SAFETY
    assert Escalation.__table__.columns["note"].info == SENSITIVE
    assert "home_id" not in Escalation.__table__.columns


def test_the_desk_sees_open_calls_only() -> None:
    house = stage(conversation, emergencies)
    danger(house)
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    (row,) = house.view("emergencies", "open")
    assert (row[0], row[1], row[5]) == ("E-1", "着火", "周强")
    house.desk("E-1", "done", by="S1")
    assert house.view("emergencies", "open") == []
