"""Who has it: nobody, the wrong person, two at once, somebody else later; and everything on one timeline."""

from datetime import datetime

import pytest
from sqlalchemy import select

from actions.conversation import scenario as conversation
from actions.emergencies import scenario as emergencies
from actions.people import Community, Staff
from actions.ticket import Ticket
from nlu.types import Certainty
from tests.stage import Stage, stage

SURE, LIKELY, UNSURE = Certainty.SURE, Certainty.LIKELY, Certainty.UNSURE
NIGHT = datetime.fromisoformat("2026-03-05T03:10:00+08:00")


def fire(house: Stage) -> str:
    return house.says("2栋1单元着火了", "emergency", emergency=SURE, type="fire", building="2栋", unit="1单元")


def hire(house: Stage, key: str, role: str, community: str = "c") -> None:
    if community != "c":
        house.db.add(Community(id=community, name=community, settings={}))
        house.db.flush()
    house.db.add(Staff(id=key, community_id=community, key=key, name=f"{key}某", role=role, login=key, phone=key))
    house.db.flush()


def test_while_nobody_takes_it_every_level_is_paged_again_and_nothing_sounds_like_help() -> None:
    house = stage(conversation, emergencies)
    fire(house)
    house.wait(3600)
    assert len(house.pages) > 4 * 15
    assert house.records("escalation")[0]["status"] == "open"
    assert all("赶来" not in reply.text and "接" not in reply.text.replace("还没有人接单", "") for reply in house.tells)


def test_a_community_climbs_as_it_has_set() -> None:
    house = stage(conversation, emergencies)
    house.community.settings = {"emergency_climb": [10, 20, 30], "emergency_fire": "119转1"}
    fire(house)
    house.pages.clear()
    house.wait(20)
    assert len(house.pages) == 8


def test_the_numbers_are_the_communitys() -> None:
    house = stage(conversation, emergencies)
    house.community.settings = {"emergency_lift": "0571-96333"}
    assert "0571-96333" in house.says("困电梯里了", "emergency", emergency=SURE, type="elevator_trapped")


@pytest.mark.parametrize(("role", "community"), [("committee", "c"), ("security", "other"), ("security", "c")])
def test_the_wrong_person_has_not_taken_it(role: str, community: str) -> None:
    house = stage(conversation, emergencies)
    hire(house, "X", role, community)
    house.staff("X").active = not (role == "security" and community == "c")  # somebody who has left
    fire(house)
    house.desk("E-1", "assigned", by="X", assignee="X")
    assert (house.records("escalation")[0]["status"], house.tells) == ("open", [])
    house.pages.clear()
    house.wait(30)
    assert {who for who, _ in house.pages} == {"S1", "D1", "P1", "M1"}
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert house.tells[-1].text == "周强（保安）已经接到，正在赶来。"


def test_neighbours_on_the_committee_are_never_paged() -> None:
    house = stage(conversation, emergencies)
    hire(house, "X", "committee")
    fire(house)
    house.wait(3600)
    assert "X" not in {who for who, _ in house.pages}


def test_of_two_at_once_one_has_it_and_the_other_is_told_who() -> None:
    house = stage(conversation, emergencies)
    fire(house)
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    house.pages.clear()
    house.desk("E-1", "assigned", by="D1", assignee="S1")  # pressed a moment later
    assert [reply.text for reply in house.tells] == ["周强（保安）已经接到，正在赶来。"]
    assert house.pages == [("D1", "紧急E-1：周强已接单，您不用再接。")]


def test_whoever_was_called_hears_that_somebody_has_it() -> None:
    house = stage(conversation, emergencies)
    fire(house)
    house.wait(30)
    house.pages.clear()
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    assert sorted(house.pages) == [(who, "紧急E-1：周强已接单，您不用再接。") for who in ("D1", "M1", "P1")]


def test_when_somebody_else_goes_in_the_end_the_resident_hears_their_name() -> None:
    house = stage(conversation, emergencies)
    fire(house)
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    house.desk("E-1", "assigned", by="D1", assignee="P1")
    assert house.tells[-1].text == "吴敏（调度员）已经接到，正在安排郑师傅过来。"


def test_at_night_with_nobody_on_duty_everybody_is_paged_at_once_and_nothing_waits_for_the_morning() -> None:
    house = stage(conversation, emergencies, now=NIGHT)
    for key in ("S1", "D1", "P1"):
        house.staff(key).on_duty = False
    fire(house)
    assert sorted(who for who, _ in house.pages) == ["D1", "M1", "P1", "S1"]
    house.wait(30)
    assert len(house.pages) == 5, "the manager on call again"


def test_everything_is_on_one_timeline() -> None:
    house = stage(conversation, emergencies)
    house.says("有点煤气味", "emergency", LIKELY, emergency=LIKELY, type="gas")
    house.wait(20)
    house.says("有危险", "unknown", UNSURE)
    house.says("2栋1单元301", "unknown", UNSURE, building="2栋", unit="1单元", room="301")
    house.wait(30)
    house.desk("E-1", "assigned", by="S1", assignee="S1")
    house.says("没有危险了", "unknown", UNSURE)
    rows = list(reversed(house.view("emergencies", "timeline")))
    assert {(row[0], row[1]) for row in rows} == {("E-1", "燃气泄漏")}
    assert [str(row[2]) for row in rows] == sorted(str(row[2]) for row in rows)
    told = [f"{row[3]}{row[4]} {row[5]}" for row in rows]
    begins = [
        "助手经过 10:00:00问过",
        "住户说 有点煤气味；有危险",
        "助手经过 第1级呼叫：吴敏、",
        "助手说 不要碰开关，不要点火",
        "住户说 2栋1单元301",
        "助手经过 第2级呼叫：吴敏、",
        "助手说 还没有人接单，我已经",
        "周强经过 周强已经接单。",
        "助手说 周强（保安）已经接到",
        "住户说 没有危险了",
        "住户说 住户说不是紧急情况，",
    ]
    assert [line[: len(begin)] for line, begin in zip(told, begins, strict=True)] == begins


@pytest.mark.parametrize("answer", ["没有危险", "没有危险，就是水龙头滴水", "no danger"])
def test_no_danger_closes_the_question_kindly(answer: str) -> None:
    house = stage(conversation, emergencies)
    house.says("水龙头滴水", "repair_report", LIKELY, emergency=LIKELY)
    said = house.says(answer, "emergency", LIKELY, emergency=LIKELY)
    assert "没有危险就好" in said
    house.wait(300)
    assert house.pages == []


def test_while_the_question_is_open_nothing_is_taken_for_another_request() -> None:
    house = stage(conversation, emergencies)
    house.says("有点煤气味", "emergency", LIKELY, emergency=LIKELY, type="gas")
    assert "现在有危险" in house.says("灯也坏了", "repair_report")
    house.says("有", "unknown", UNSURE)
    assert len(house.records("escalation")) == 1
    assert [ticket.number for ticket in house.db.scalars(select(Ticket))] == ["E-1"]


def test_no_danger_instead_of_a_place_is_noted_and_the_place_asked_for_once_more() -> None:
    house = stage(conversation, emergencies)
    house.says("着火了", "emergency", emergency=SURE, type="fire")
    said = house.says("没有危险了", "unknown", UNSURE)
    assert "还会来看一下" in said
    assert house.replies[-1].asks == "where"
    assert "没有危险" not in house.records("escalation")[0]["location"]
    assert "他们还会来确认" in house.says("真的没有危险了", "unknown", UNSURE)
    assert house.records("escalation")[0]["status"] == "open"
