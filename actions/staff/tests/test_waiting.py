"""Nobody waits unheard: who is called, when again, and what the resident can do instead."""

from datetime import timedelta

import pytest

from actions.conversation import scenario as conversation
from actions.repairs import scenario as repairs
from actions.staff import scenario as staff
from actions.ticket import entries
from tests.stage import MORNING, Stage, stage

EVENING = MORNING.replace(hour=21)


def off_duty(house: Stage, *keys: str) -> Stage:
    for key in keys or ("S1", "D1", "P1", "M1"):
        house.staff(key).on_duty = False
    house.db.flush()
    return house


def called(house: Stage) -> list[str]:
    return [who for who, _ in house.pages]


def labels(house: Stage) -> list[str]:
    return [button.label for button in house.replies[-1].buttons]


def test_with_nobody_on_duty_the_manager_is_called_and_the_resident_told_who_and_when() -> None:
    house = off_duty(stage(conversation, staff))
    said = house.says("转人工", "human_handoff")
    assert "没有人值班" in said
    assert "王经理" in said
    assert "最晚明天08:00后" in said
    assert called(house) == ["M1"]
    assert labels(house) == ["请回电话", "先留个言", "不用人工了"]


def test_with_nobody_at_all_it_says_when_the_office_opens() -> None:
    house = stage(conversation, staff)
    for key in ("S1", "D1", "P1", "M1"):
        house.staff(key).active = False
    assert "明天08:00后" in house.says("转人工", "human_handoff")
    assert called(house) == []
    house.wait(600)
    assert house.tells == []


def test_at_night_with_nobody_on_duty_nobody_is_woken_and_somebody_is_called_in_the_morning() -> None:
    house = off_duty(stage(conversation, staff, now=EVENING))
    house.says("转人工", "human_handoff")
    assert called(house) == []
    house.wait(11 * 3600 + 60)
    assert called(house) == ["M1"]
    assert house.now.hour == 8


def test_while_nobody_takes_it_those_on_duty_are_called_again_then_the_manager_then_every_morning() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    house.wait(10 * 60)
    assert called(house) == ["D1", "D1"]
    assert "又叫了一次吴敏" in str(house.tells[-1].text)
    house.wait(20 * 60)
    assert called(house) == ["D1", "D1", "M1"]
    house.wait(24 * 3600)
    assert called(house) == ["D1", "D1", "M1", "M1"]
    assert len(house.tells) == 1
    house.wait(30 * 24 * 3600)
    assert len(called(house)) == 7


@pytest.mark.parametrize("status", ["assigned", "done", "cancelled"])
def test_whoever_is_served_is_not_reminded_of(status: str) -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    house.desk("H-1", status, by="D1", assignee="D1")
    house.wait(3600)
    assert called(house) == ["D1"]
    assert house.tells == []


def test_a_call_back_goes_to_the_number_that_is_known() -> None:
    house = stage(conversation, staff, now=EVENING)
    house.says("转人工", "human_handoff")
    said = house.press("请回电话")
    assert "尾号0001" in said
    assert "08:00到20:00" in said
    assert house.replies[-1].private
    assert house.ticket("H-1").data["call"] is True
    assert "请回电：13700000001" in [entry.text for entry in entries(house.db, house.ticket("H-1"))]


def test_a_stranger_is_asked_for_the_number_until_it_can_be_one() -> None:
    house = stage(conversation, staff, who=None, now=EVENING)
    house.says("转人工", "human_handoff")
    assert "打哪个电话" in house.press("请回电话")
    assert "好像不对" in house.says("12")
    assert "尾号2222" in house.says("137 1111 2222", phone="13711112222")
    assert house.records("handoff")[0]["callback"] == "13711112222"


def test_asking_for_a_call_while_waiting_is_written_down() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    assert "尾号0001" in house.says("麻烦给我打电话", "human_handoff")
    assert labels_of_waiting(house) == ["不用人工了"]


def labels_of_waiting(house: Stage) -> list[str]:
    house.says("人呢", "human_handoff")
    return labels(house)


def test_words_left_for_staff_are_in_the_thread_whatever_they_are_about() -> None:
    house = stage(conversation, repairs, staff, now=EVENING)
    house.says("转人工", "human_handoff")
    house.press("先留个言")
    assert "记到H-1里" in house.says("车库的灯一直闪", "repair_report", category="electrical")
    assert house.ticket("H-1").text.endswith("车库的灯一直闪")
    assert house.records("ticket") == []


def test_an_old_button_opens_a_new_request_instead_of_failing() -> None:
    house = stage(conversation, staff, now=EVENING)
    house.says("转人工", "human_handoff")
    house.desk("H-1", "done", by="D1")
    assert "H-2" in house.press("请回电话")


def test_the_office_hours_are_told_to_who_waits() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    assert "20:00下班" in house.says("人呢", "human_handoff")


def test_the_ticket_tells_staff_what_was_open_and_said_before() -> None:
    house = stage(conversation, repairs, staff)
    house.says("厨房水管漏了", "repair_report", category="plumbing", object="pipe")
    house.says("转人工", "human_handoff")
    brief = house.ticket("H-1").data["brief"]
    assert [form["form"] for form in brief["forms"]] == ["repairs.visit"]
    assert brief["said"] == ["厨房水管漏了"]
    assert brief["shown"] == ["ticket:T-1"]


def test_a_reminder_that_runs_twice_calls_once() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    job = next(iter(house.planned.values()))
    house.now += timedelta(minutes=10)
    house.run(job)
    house.run(job)
    assert called(house) == ["D1", "D1"]
