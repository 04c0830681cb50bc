"""Whoever harms the caller may read along: short neutral words, no call back, nothing that gives it away."""

from typing import Any

import pytest

from actions.conversation import scenario as conversation
from actions.emergencies import scenario as emergencies
from actions.reply import Reply
from actions.ticket import entries
from nlu.types import Certainty
from tests.stage import Stage, stage

SURE, LIKELY, UNSURE = Certainty.SURE, Certainty.LIKELY, Certainty.UNSURE
TELLTALE = ("110", "12110", "报警", "危险", "求助", "呼叫", "赶来", "安全", "紧急", "值班", "打您", "保安")


def beaten(house: Stage, text: str = "我老公打我", certainty: Certainty = SURE, **slots: Any) -> str:
    return house.says(text, "emergency", emergency=certainty, type="violence", **slots)


def shown(house: Stage) -> str:
    """Everything on the phone, buttons included."""
    said: list[Reply] = [*house.replies, *house.tells]
    return "\n".join(part for reply in said for part in (reply.text, *(button.label for button in reply.buttons)))


def test_nothing_on_the_phone_gives_it_away_from_the_first_word_to_the_last() -> None:
    house = stage(conversation, emergencies)
    assert beaten(house) == "好的，记下了。\n门牌号是多少？"
    assert (
        house.says("2栋1单元301", "unknown", UNSURE, building="2栋", unit="1单元", room="301")
        == "有什么变化，请直接告诉我。"
    )
    house.wait(600)
    assert house.tells == []
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert [reply.text for reply in house.tells] == ["周强已接单。"]
    assert house.says("他又动手了", "emergency", emergency=SURE, type="violence") == "好的，记下了。"
    assert [word for word in TELLTALE if word in shown(house)] == []
    assert all(reply.private for reply in house.tells)


def test_people_are_paged_and_told_not_to_call_back() -> None:
    house = stage(conversation, emergencies)
    beaten(house)
    assert sorted(who for who, _ in house.pages) == ["D1", "S1"]
    assert all("不要打电话" in text and "老公" not in text for _, text in house.pages)
    notes = [entry.text for entry in entries(house.db, house.ticket("E-1")) if entry.kind == "note"]
    assert notes == ["静默求助：不要给住户打电话，不要发消息，不要提到求助。"]


@pytest.mark.parametrize("text", ["别打电话，他就在旁边", "我不敢出声", "don't call, he's here"])
def test_silence_can_be_asked_for_in_any_danger_from_people(text: str) -> None:
    house = stage(conversation, emergencies)
    said = house.says(text, "emergency", LIKELY, emergency=LIKELY, type="burglary")
    assert "记下了" in said
    assert house.pages, "whoever must not be heard is not asked first"


def test_silence_can_be_asked_for_later() -> None:
    house = stage(conversation, emergencies)
    assert "110" in house.says("有人撬我家门", "emergency", emergency=SURE, type="burglary")
    assert house.says("别打电话，我躲着呢", "unknown", UNSURE) == "门牌号是多少？"
    said = house.says("2栋301", "unknown", UNSURE, building="2栋", room="301")
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert house.tells[-1].text == "周强已接单。"
    assert "值班" not in said
    assert "别打电话" not in house.records("escalation")[0]["location"]
    assert [entry.kind for entry in entries(house.db, house.ticket("E-1"))].count("note") == 1


def test_who_may_be_watched_is_asked_in_neutral_words() -> None:
    house = stage(conversation, emergencies)
    assert beaten(house, "我老公又动手", LIKELY) == "需要人过来吗？"
    assert [button.label for button in house.replies[-1].buttons] == ["是的", "不是"]
    assert house.press("不是") == "好的。"
    assert house.pages == []


def test_no_answer_of_somebody_watched_calls_people_without_a_word() -> None:
    house = stage(conversation, emergencies)
    beaten(house, "我老公又动手", LIKELY)
    house.wait(60)
    assert house.pages
    assert house.tells == []


def test_a_late_no_may_be_somebody_elses() -> None:
    house = stage(conversation, emergencies)
    beaten(house)
    assert house.says("没事了，算了", "cancel") == "好的，记下了。"
    assert house.records("escalation")[0]["status"] == "open"
    assert "可能不是本人说的" in house.records("escalation")[0]["note"]


def test_with_nobody_on_the_staff_it_is_said_honestly_and_shortly() -> None:
    house = stage(conversation, emergencies)
    for key in ("S1", "D1", "P1", "M1"):
        house.staff(key).active = False
    assert beaten(house) == "现在没有人值班。请发短信到12110。\n门牌号是多少？"


def test_who_sees_a_neighbour_beaten_is_answered_in_plain_words() -> None:
    house = stage(conversation, emergencies)
    assert "110" in beaten(house, "隔壁男的在打老婆")


def test_asked_for_at_a_kiosk_nothing_more_is_said_there() -> None:
    house = stage(conversation, emergencies, who=None, private=False, place="2栋大堂")
    house.says("别出声，他在旁边", "emergency", emergency=SURE, type="violence")
    house.wait(600)
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert house.tells == []
