from datetime import timedelta

import pytest

from actions.conversation import scenario as conversation
from actions.people import Community
from actions.staff import scenario as staff
from actions.staff.hours import is_open, opens_next
from actions.table import new_id
from actions.ticket import Ticket, entries
from tests.stage import MORNING, Stage, stage


def wait_before(house: Stage, count: int) -> None:
    for number in range(count):
        house.db.add(
            Ticket(
                id=new_id(),
                community_id="c",
                number=f"H-9{number}",
                kind="handoff",
                created_at=house.now - timedelta(minutes=5),
                data={},
            )
        )
    house.db.flush()


def test_asking_for_a_person_opens_one_ticket_and_pages_the_dispatcher() -> None:
    house = stage(conversation, staff)
    said = house.says("转人工", "human_handoff", target="front_desk")
    assert "H-1" in said
    assert "028-8888" in said
    assert house.replies[-1].record == "handoff:H-1"
    assert house.conversation.ticket == house.ticket("H-1").id
    assert [who for who, _ in house.pages] == ["D1"]


def test_asking_again_tells_the_place_in_the_queue_and_opens_nothing() -> None:
    house = stage(conversation, staff)
    wait_before(house, 2)
    assert "前面还有2位" in house.says("转人工", "human_handoff")
    assert "前面还有2位" in house.says("还要等多久", "human_handoff")
    assert len([row for row in house.records("handoff") if row["by"] == "R1"]) == 1
    assert [entry.text for entry in entries(house.db, house.ticket("H-1"))] == ["转人工", "还要等多久"]


def test_who_came_later_is_not_before() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    house.now += timedelta(minutes=10)
    wait_before(house, 1)
    assert "第一位" in house.says("还要等多久", "human_handoff")


def test_after_hours_it_says_when_somebody_reads_it() -> None:
    house = stage(conversation, staff, now=MORNING.replace(hour=21))
    said = house.says("转人工", "human_handoff")
    assert "明天08:00后" in said
    assert "028-8888" in said


@pytest.mark.parametrize(
    ("hours", "hour", "open_now", "day"),
    [
        ("08:00-20:00", 8, True, "tomorrow"),
        ("08:00-20:00", 20, False, "tomorrow"),
        ("08:00-20:00", 7, False, "today"),
        ("20:00-06:00", 23, True, "tomorrow"),
        ("20:00-06:00", 12, False, "today"),
        ("", 12, True, "tomorrow"),
    ],
)
def test_office_hours(hours: str, hour: int, open_now: bool, day: str) -> None:
    community = Community(name="x", settings={"office_hours": hours})
    now = MORNING.replace(hour=hour)
    assert is_open(community, now) is open_now
    assert opens_next(community, now)[0] == day


def test_the_button_leaves_the_queue() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    assert "已经取消" in house.press("不用人工了")
    assert house.records("handoff")[0]["status"] == "cancelled"
    assert "没有在等" in house.press("不用人工了")


def test_saying_that_no_person_is_needed_leaves_the_queue_too() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    house.says("算了，不用人工了", "human_handoff")
    assert house.records("handoff")[0]["status"] == "cancelled"
    house.says("转人工", "human_handoff")
    assert [row["status"] for row in house.records("handoff")] == ["cancelled", "open"]


def test_once_somebody_has_it_the_name_is_said() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    house.desk("H-1", "assigned", by="D1", assignee="D1")
    assert "吴敏" in house.says("有人吗", "human_handoff")


def test_without_a_dispatcher_on_duty_everybody_on_duty_is_paged() -> None:
    house = stage(conversation, staff)
    house.staff("D1").on_duty = False
    house.says("转人工", "human_handoff")
    assert sorted(who for who, _ in house.pages) == ["P1", "S1"]


def test_the_record_names_reason_place_and_callback() -> None:
    house = stage(conversation, staff)
    house.says("让管家给我回个电话13912345678", "human_handoff", phone="13912345678")
    (row,) = house.records("handoff")
    assert (row["reason"], row["position"]) == ("让管家给我回个电话13912345678", 1)
    assert (row["callback"], row["house"], row["by"]) == ("13912345678", "2栋1单元301", "R1")


def test_an_unknown_speaker_gets_a_person_too() -> None:
    house = stage(conversation, staff, who=None)
    assert "H-1" in house.says("转人工", "human_handoff")
    assert house.records("handoff")[0]["by"] is None


def test_a_request_is_shown_to_no_housemate() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    assert house.ticket("H-1").home_id is None


def test_the_desk_sees_who_waits() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    assert house.view("staff", "waiting")[0][:2] == ["H-1", "转人工"]
    house.press("不用人工了")
    assert house.view("staff", "waiting") == []
