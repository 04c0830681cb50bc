import pytest

from actions.conversation import scenario as conversation
from actions.emergencies import scenario as emergencies
from actions.repairs import scenario as repairs
from actions.staff import scenario as staff
from actions.ticket import entries
from nlu.types import Certainty, SlotValue
from tests.stage import Stage, stage

SURE, LIKELY = Certainty.SURE, Certainty.LIKELY


def doubtful(house: Stage, text: str = "有点煤气味", **slots: SlotValue) -> str:
    return house.says(text, "emergency", LIKELY, emergency=LIKELY, type="gas", **slots)


def test_what_may_be_danger_is_asked_about_once_with_two_buttons() -> None:
    house = stage(conversation, emergencies)
    assert "现在有危险" in doubtful(house)
    assert [button.label for button in house.replies[-1].buttons] == ["立即求助", "不是紧急情况"]
    assert house.records("escalation") == []
    assert house.pages == []


@pytest.mark.parametrize("answer", ["press", "yes", "again", "place"])
def test_every_kind_of_yes_raises_it(answer: str) -> None:
    house = stage(conversation, emergencies)
    doubtful(house)
    match answer:
        case "press":
            house.press("立即求助")
        case "yes":
            house.says("是的", "affirm")
        case "again":
            doubtful(house, "头有点晕")
        case _:
            house.says("在厨房", "unknown", Certainty.UNSURE, location="厨房")
    assert len(house.records("escalation")) == 1
    assert house.pages


@pytest.mark.parametrize("answer", ["press", "no", "never mind"])
def test_every_kind_of_no_leaves_people_in_peace(answer: str) -> None:
    house = stage(conversation, emergencies)
    doubtful(house)
    match answer:
        case "press":
            said = house.press("不是紧急情况")
        case "no":
            said = house.says("不是", "deny")
        case _:
            said = house.says("算了", "cancel")
    assert "没有危险就好" in said
    house.wait(300)
    assert house.records("escalation") == []
    assert house.pages == []


def test_no_answer_raises_it_after_a_minute() -> None:
    house = stage(conversation, emergencies)
    doubtful(house)
    house.wait(59)
    assert house.pages == []
    house.wait(1)
    assert sorted(who for who, _ in house.pages) == ["D1", "S1"]
    assert "为了安全，已经通知值班人员" in house.tells[-1].text
    assert len(house.records("escalation")) == 1


def test_a_late_no_is_news_for_staff_and_closes_nothing() -> None:
    house = stage(conversation, emergencies)
    doubtful(house)
    house.wait(60)
    assert "他们还会来确认" in house.press("不是紧急情况")
    assert house.records("escalation")[0]["status"] == "open"


def test_the_chat_never_closes_a_call() -> None:
    house = stage(conversation, emergencies)
    house.says("着火了", "emergency", emergency=SURE, type="fire")
    assert "他们还会来确认" in house.says("没事了，算了", "cancel")
    assert house.records("escalation")[0]["status"] == "open"


@pytest.mark.parametrize("no", ["press", "word"])
def test_after_a_no_the_repair_behind_it_is_taken(no: str) -> None:
    house = stage(conversation, emergencies, repairs)
    house.says("厨房插座烧焦了", "repair_report", LIKELY, emergency=LIKELY, object="socket", category="electrical")
    house.press("不是紧急情况") if no == "press" else house.says("没有", "deny")
    assert [row["category"] for row in house.records("ticket")] == ["electrical"]
    assert any("没有危险就好" in reply.text for reply in house.replies)
    assert house.records("escalation") == []


def test_the_room_of_a_broken_thing_is_asked_about_once_more() -> None:
    house = stage(conversation, emergencies, repairs)
    house.says("插座烧焦了", "repair_report", LIKELY, emergency=LIKELY, object="socket", category="electrical")
    house.says("厨房", "unknown", Certainty.UNSURE, location="厨房")
    assert house.records("escalation") == []
    assert house.replies[-1].asks == "urgent"
    house.says("厨房", "unknown", Certainty.UNSURE, location="厨房")
    assert len(house.records("escalation")) == 1


def test_the_place_and_the_state_go_to_the_same_call() -> None:
    house = stage(conversation, emergencies)
    house.says("我被困在电梯里了", "emergency", emergency=SURE, type="elevator_trapped", location="电梯里")
    house.pages.clear()
    said = house.says("2栋1单元，六楼上面一点", "unknown", Certainty.UNSURE, building="2栋", unit="1单元")
    assert "？" not in said, "one question is all that is asked"
    assert any("2栋1单元" in text for _, text in house.pages)
    said = house.says("一个人，喘不过气", "emergency", LIKELY, emergency=LIKELY)
    assert "还没有人接单" in said
    (row,) = house.records("escalation")
    assert row["location"] == "电梯里，2栋1单元，六楼上面一点"
    assert "喘不过气" in row["note"]


def test_a_place_that_was_said_is_not_asked_for() -> None:
    house = stage(conversation, emergencies)
    house.says("2栋1单元着火了", "emergency", emergency=SURE, type="fire", building="2栋", unit="1单元")
    assert house.replies[-1].asks == "note"


def test_at_home_means_the_speakers_only_home() -> None:
    house = stage(conversation, emergencies)
    house.says("我妈晕倒了", "emergency", emergency=SURE, type="medical")
    house.says("在家里", "emergency", LIKELY, emergency=LIKELY)
    assert house.records("escalation")[0]["location"] == "2栋1单元301"


def test_the_button_for_home_is_not_shown_where_others_read_it() -> None:
    house = stage(conversation, emergencies)
    house.says("我妈晕倒了", "emergency", emergency=SURE, type="medical")
    assert "2栋1单元301" in house.replies[-1].buttons[0].label
    group = stage(conversation, emergencies, private=False)
    group.says("我妈晕倒了", "emergency", emergency=SURE, type="medical")
    assert group.replies[-1].buttons == ()


def test_danger_instead_of_a_place_is_noted_and_the_place_asked_for_once_more() -> None:
    house = stage(conversation, emergencies)
    house.says("救命", "emergency", emergency=SURE)
    said = house.says("着火了", "emergency", emergency=SURE, type="fire")
    assert "119" in said
    assert house.replies[-1].asks == "where"
    house.says("烟越来越大", "emergency", emergency=SURE)
    assert house.replies[-1].asks == "note"
    (row,) = house.records("escalation")
    assert (row["type"], row["note"]) == ("fire", "救命；着火了；烟越来越大")


def test_a_bare_yes_is_no_place() -> None:
    house = stage(conversation, emergencies)
    house.says("着火了", "emergency", emergency=SURE, type="fire")
    house.says("是的", "affirm")
    assert house.replies[-1].asks == "where"
    assert house.records("escalation")[0]["location"] == "2栋1单元301"


def test_a_photo_goes_to_the_ticket() -> None:
    house = stage(conversation, emergencies)
    house.says("着火了", "emergency", emergency=SURE, type="fire")
    house.shows("file-1")
    assert [entry.file_id for entry in entries(house.db, house.ticket("E-1")) if entry.kind == "photo"] == ["file-1"]
    assert house.replies[-1].asks == "where"


def test_who_has_it_hears_the_news() -> None:
    house = stage(conversation, emergencies)
    house.says("2栋1单元着火了", "emergency", emergency=SURE, type="fire", building="2栋", unit="1单元")
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    house.pages.clear()
    assert "周强（保安）" in house.says("三个人，有烟", "unknown", Certainty.UNSURE)
    assert [who for who, _ in house.pages] == ["S1"]


def test_a_person_is_still_reached_in_an_emergency() -> None:
    house = stage(conversation, emergencies, staff)
    house.says("着火了", "emergency", emergency=SURE, type="fire")
    assert "H-1" in house.says("转人工", "human_handoff")
    assert len(house.records("escalation")) == 1


@pytest.mark.parametrize("plea", ["快点啊", "我好怕", "怎么还不来", "please hurry"])
def test_fear_is_no_place_and_no_wish_for_slower_words(plea: str) -> None:
    house = stage(conversation, emergencies, repairs)
    house.says("着火了", "emergency", emergency=SURE, type="fire")
    said = house.says(plea, "slower", SURE)
    assert "我在这里陪着您" in said or "I am here with you" in said
    assert house.replies[-1].asks == "where"
    (row,) = house.records("escalation")
    assert row["location"] == row["house"], "until a place is said it is the speaker's home"
    assert plea in row["note"]
    house.says("2栋3楼", "unknown", Certainty.UNSURE, building="2栋", floor="3楼")
    assert house.records("escalation")[0]["location"] in ("2栋，3楼", "2栋3楼")
