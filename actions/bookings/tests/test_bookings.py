import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.bookings.board import Board, quarters
from actions.bookings.desk import coming_bookings
from actions.bookings.exporting import write_bookings
from actions.bookings.models import Booking, Taken, Visit
from actions.bookings.places import Place, common, named, place_of
from actions.bookings.records import booking_rows
from actions.bookings.taking import claim
from actions.bookings.times import clock_of, days_of, length_of
from actions.message import MessageKind
from actions.people import Community, Resident
from actions.place import Resource
from actions.registry import Registry
from actions.table import new_id
from actions.turn import Work
from bot.importing import ImportProblems, load_community
from bot.testing import Talk, talk_in, texts
from nlu.types import Engine

SEVEN = datetime.fromisoformat("2026-03-06T19:00:00+08:00")
HOUR = timedelta(hours=1)


@pytest_asyncio.fixture
async def house(
    tmp_path: Path, community: dict[str, Any], scenarios: Registry, understander: Engine, database_url: str
) -> AsyncIterator[Talk]:
    """A house on SQLite, and one on PostgreSQL."""
    parts: dict[str, Any] = {"understander": understander, "registry": scenarios, "database": database_url}
    async with talk_in(tmp_path, community, **parts) as guest:
        yield guest


def takes(community: str, name: str, start: datetime, *, need: int = 1) -> "Take":
    return Take(community, name, start, need)


class Take:
    """Take an hour of a resource in a transaction of its own."""

    def __init__(self, community: str, name: str, start: datetime, need: int) -> None:
        self.community, self.name, self.start, self.need = community, name, start, need

    def __call__(self, db: Session) -> bool:
        row = db.scalars(select(Resource).where(Resource.name == self.name)).one()
        resident = db.scalars(select(Resident).where(Resident.key == "R1")).one()
        known = {"community_id": self.community, "resident_id": resident.id}
        booking = Booking(id=new_id(), number=new_id()[:18], created_at=self.start, closed_at=self.start, **known)
        db.add(booking)
        db.flush()
        end = self.start + HOUR
        visit = Visit(id=new_id(), booking_id=booking.id, resource_id=row.id, starts=self.start, ends=end, **known)
        db.add(visit)
        db.flush()
        return claim(db, visit, [place_of(row.name, row.data, row.id)], self.start, end, need=self.need)


@pytest.mark.parametrize(
    ("name", "need", "had"),
    [("会议室", 1, 1), ("充电车位1-2号", 1, 2), ("阅览室", 6, 3)],
    ids=["room", "bays", "shared"],
)
async def test_of_many_at_once_only_so_many_get_it(house: Talk, name: str, need: int, had: int) -> None:
    half = timedelta(minutes=30)
    starts = [SEVEN + half * (number % 2) for number in range(10)]  # they overlap
    wishes = [house.app.store.write(takes(house.community, name, start, need=need)) for start in starts]
    got = await asyncio.gather(*wishes)
    assert sum(got) == had
    quarters_taken = await house.read(lambda db: db.scalar(select(func.count()).select_from(Taken)))
    before = 4 + 12  # the two bookings of the file
    assert quarters_taken == before + had * need * 4


async def test_of_two_neighbours_who_ask_at_once_one_hears_of_other_times(house: Talk) -> None:
    talks = [await house.as_resident(key) for key in ("R1", "R2", "R3")]
    words = "订周五晚上七点的会议室，一个小时"
    for talk in talks:
        await house.app.engine.accept(talk.message(words))
    await house.app.drain()
    said = [texts(talk.mine()) for talk in talks]
    rows = [row for row in await records(house) if row["start"] == "19:00" and row["resource"] == "会议室"]
    assert len(rows) == 1
    assert sum("订好了" in one or "Booked" in one for one in said) == 1
    losers = [one for one in said if "已被占用" in one or "is taken" in one]
    assert len(losers) == 2
    assert all("18:00-19:00" in one and "20:00-21:00" in one for one in losers)
    assert not any(name in one for one in losers for name in ("许明远", "方秀珍", "Nora"))


async def test_the_database_itself_refuses_two_of_one_quarter(house: Talk) -> None:
    def twice(db: Session) -> None:
        visit = db.scalars(select(Visit)).first()
        assert visit is not None
        known = {"community_id": visit.community_id, "visit_id": visit.id, "resource_id": visit.resource_id, "unit": 1}
        db.add_all([Taken(id=new_id(), at=SEVEN, **known), Taken(id=new_id(), at=SEVEN, **known)])
        db.flush()

    with pytest.raises(Exception, match=r"(?i)unique"):
        await house.app.store.write(twice)


async def records(talk: Talk) -> list[dict[str, Any]]:
    return await talk.read(lambda db: list(booking_rows(db, db.get_one(Community, talk.community))))


async def test_a_time_that_was_given_back_can_be_had(talk: Talk) -> None:
    first, second = await talk.as_resident("R1"), await talk.as_resident("R2")
    await first.says("订周五晚上七点的会议室，一个小时")
    await first.says("取消周五的会议室")
    assert "订好了" in texts(await second.says("订周五晚上七点的会议室，一个小时"))
    assert "改不回去" in texts(await first.press("还是要"))


async def test_a_neighbours_booking_can_be_neither_seen_nor_touched(talk: Talk) -> None:
    neighbour = await talk.as_resident("R1")
    for press in ("this_one", "cancel_this", "drop", "drop_series", "correct", "undo", "move_this"):
        said = await neighbour.says(f"call:bookings.{press}:B-2", kind=MessageKind.BUTTON)
        assert "没找到" in texts(said)
        assert "09:00" not in texts(said)
    (row,) = [row for row in await records(talk) if row["key"] == "B-2"]
    assert (row["status"], row["start"]) == ("active", "09:00")


async def test_pressing_the_same_button_twice_books_once(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("我想订周六上午十点的羽毛球馆，一个小时")
    await resident.press("是的")
    await resident.press("是的")
    assert [row["key"] for row in await records(talk)] == ["B-1", "B-2", "B-3"]


async def test_no_reminder_comes_for_a_time_that_was_moved(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("订今天下午五点的会议室，一个小时")
    await resident.says("改到晚上七点")
    assert texts(await resident.advance(timedelta(hours=6, minutes=5))) == ""
    assert "19:00-20:00" in texts(await resident.advance(timedelta(hours=2)))


async def test_what_was_exported_can_be_loaded_and_changes_nothing(
    talk: Talk, scenarios: Registry, community: dict[str, Any]
) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("每周三晚上八点订网球场，打到十点，到月底")
    await resident.says("好")
    await resident.says("下周三的不去了")
    before = await records(talk)

    def again(db: Session) -> None:
        house = db.get_one(Community, talk.community)
        load_community(db, community | {"bookings": list(write_bookings(db, house))}, scenarios, talk.clock.now())

    await talk.app.store.write(again)
    assert await records(talk) == before
    assert "B-4" in texts(await resident.says("订明天下午三点的会议室，一个小时"))


async def test_a_file_cannot_book_one_thing_twice(talk: Talk, scenarios: Registry, community: dict[str, Any]) -> None:
    first = community["bookings"][1]
    rows = [first, first | {"key": "B-9", "by": "R1", "start": "11:00", "end": "13:00"}, {"by": "R1"}]
    with pytest.raises(ImportProblems) as problem:
        await talk.app.store.write(
            lambda db: load_community(db, community | {"bookings": rows}, scenarios, talk.clock.now())
        )
    assert problem.value.problems == (
        "bookings, row 2, start: 会议室 is taken at that time by another row",
        "bookings, row 3, key: give every booking a key, such as B-1",
    )


async def test_staff_see_who_comes(talk: Talk) -> None:
    def rows(db: Session) -> list[tuple[Any, ...]]:
        now = talk.clock.now().astimezone(SEVEN.tzinfo)
        work = Work(db=db, community=db.get_one(Community, talk.community), now=now, package="actions.bookings")
        return [tuple(row) for row in coming_bookings.rows(work)]

    assert await talk.read(rows) == [
        ("B-2", "会议室", "03-06", "09:00-12:00", None, "梁思齐", "", ""),
        ("B-1", "羽毛球馆", "03-05", "19:00-20:00", None, "梁思齐", "", ""),
    ]


PLACES = [place_of(name, {}, name) for name in ("羽毛球场1号", "羽毛球场2号", "网球场", "充电车位1-6号", "会议室")]


@pytest.mark.parametrize(
    ("said", "values", "meant"),
    [
        ("明天的羽毛球场", ["badminton_court"], ["羽毛球场1号", "羽毛球场2号"]),
        ("羽毛球场2号", ["羽毛球场2号", "badminton_court"], ["羽毛球场2号"]),
        ("二号羽毛球场", ["badminton_court"], ["羽毛球场2号"]),
        ("打羽毛球，2号晚上", ["badminton_court"], ["羽毛球场1号", "羽毛球场2号"]),
        ("球场", [], []),
        ("给车充电", ["charging_bay"], ["充电车位1-6号"]),
    ],
    ids=["any of a kind", "by name", "number before it", "the second of the month", "no kind", "by kind"],
)
def test_what_is_meant_by_a_name(said: str, values: list[str], meant: list[str]) -> None:
    found = named(PLACES, values, said)
    assert [place.name for place in found] == meant


def test_several_are_called_by_what_they_share() -> None:
    assert common(PLACES[:2], "zh") == "羽毛球场"


@pytest.mark.parametrize(
    ("data", "hours", "bookable"),
    [
        ({}, (480, 1320), (360, 1380)),
        ({"open": "09:00"}, (540, 1320), (540, 1320)),
        ({"open": "00:00", "close": "23:59"}, (0, 1440), (0, 1440)),
        ({"open": "18:00", "close": "02:00"}, (1080, 1560), (1080, 1560)),
    ],
    ids=["unknown is not closed", "half", "day and night", "over midnight"],
)
def test_hours(data: dict[str, Any], hours: tuple[int, int], bookable: tuple[int, int]) -> None:
    place = place_of("棋牌室", data)
    assert (place.hours, place.bookable) == (hours, bookable)


@pytest.mark.parametrize(
    ("said", "known", "clock"),
    [
        ("07:00?", {}, "07:00"),
        ("07:00?", {"part": "night"}, "19:00"),
        ("07:00?", {"start": "18:00"}, "19:00"),
        ("19:00?", {"part": "morning"}, "07:00"),
        ("07:00", {"part": "night"}, "07:00"),
        ("14:00?", {"part": "morning"}, "14:00"),
    ],
)
def test_morning_or_evening(said: str, known: dict[str, Any], clock: str) -> None:
    assert f"{clock_of(said, known):%H:%M}" == clock


@pytest.mark.parametrize(
    ("said", "minutes"), [("until 09:00?", 120), ("until 21:30", 150), ("until 01:00", 360), (90, 90)]
)
def test_lengths(said: str | int, minutes: int) -> None:
    assert length_of(said, SEVEN) == minutes


def test_every_other_week_until_a_day() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20260320"
    assert [one.day for one in days_of(rule, date(2026, 3, 2), date(2026, 5, 1))] == [2, 4, 16, 18]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 95), st.integers(1, 40), st.integers(0, 95), st.integers(1, 40))
def test_times_that_overlap_share_a_quarter_and_others_none(one: int, long: int, two: int, wide: int) -> None:
    step, day = timedelta(minutes=15), SEVEN.replace(hour=0)
    first = quarters(day + one * step, day + (one + long) * step)
    second = quarters(day + two * step, day + (two + wide) * step)
    assert bool(set(first) & set(second)) == (one < two + wide and two < one + long)


def free(place: Place, *, taken: tuple[int, int]) -> Board:
    day = SEVEN.replace(hour=0)
    held = quarters(day + taken[0] * HOUR, day + taken[1] * HOUR)
    return Board(frozenset((place.id, 1, at) for at in held))


@pytest.mark.parametrize(
    ("taken", "offered"),
    [((18, 20), ["06 17:00", "06 20:00"]), ((8, 20), ["06 20:00", "06 20:30"]), ((0, 24), ["07 19:00", "07 18:30"])],
    ids=["either side", "only later", "another day"],
)
def test_the_nearest_other_times(taken: tuple[int, int], offered: list[str]) -> None:
    place = place_of("会议室", {}, "m")
    found = free(place, taken=taken).nearest([place], SEVEN, HOUR, SEVEN - 24 * HOUR)
    assert sorted(f"{one:%d %H:%M}" for one in found) == sorted(offered)


async def test_what_a_neighbour_has_by_now_is_not_had_again_and_nothing_else_is_given_up(talk: Talk) -> None:
    owner, neighbour = await talk.as_resident("R4"), await talk.as_resident("R1")
    await owner.says("后天的会议室不要了，退掉")
    assert "订好了" in texts(await neighbour.says("订后天上午九点的会议室，两个小时"))
    said = texts(await owner.says("不对，退的是羽毛球的"))
    assert "改不回去" in said
    stands = select(Visit.status, func.count()).join(Booking, Booking.id == Visit.booking_id)
    rows = await talk.read(
        lambda db: dict(db.execute(stands.where(Booking.number == "B-1").group_by(Visit.status)).all())
    )
    assert rows == {"active": 1}


async def test_what_was_only_heard_is_read_back_before_it_is_booked_or_moved(house: Talk) -> None:
    resident = await house.as_resident("R1")
    before = await house.read(lambda db: set(db.scalars(select(Visit.id))))
    asked = texts(await resident.says("订周六下午两点到四点的会议室", kind=MessageKind.VOICE))
    assert "会议室" in asked and "可以吗" in asked  # noqa: PT018
    assert await house.read(lambda db: set(db.scalars(select(Visit.id)))) == before
    assert "订好了" in texts(await resident.says("可以", kind=MessageKind.VOICE))
    asked = texts(await resident.says("改到周日下午两点", kind=MessageKind.VOICE))
    assert "周日" in asked and "可以吗" in asked  # noqa: PT018
    assert "周日" in texts(await resident.says("好的", kind=MessageKind.VOICE))
    starts = await house.read(lambda db: db.scalars(select(Visit.starts).where(Visit.id.not_in(before))).one())
    assert starts.astimezone(SEVEN.tzinfo).date() == date(2026, 3, 8)
