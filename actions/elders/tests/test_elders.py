"""Lunch orders: what nobody else may see or do, what the canteen sees, community files out and in."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.elders.canteen import lunch_of, write_canteen
from actions.elders.desk import lunch_days, lunches
from actions.elders.models import Order
from actions.elders.records import write_orders
from actions.message import MessageKind
from actions.people import Community
from actions.turn import Work
from bot.importing import load_community
from bot.retention import delete_expired
from bot.testing import Talk, texts

PACKAGE = "actions.elders"


async def ordered(talk: Talk, words: str = "给我妈订明天的午饭，送上门", key: str = "R1") -> Talk:
    resident = await talk.as_resident(key)
    await resident.says(words)
    await resident.says("对")
    return resident


async def orders(talk: Talk) -> list[Order]:
    def read(db: Session) -> list[Order]:
        rows = list(db.scalars(select(Order).order_by(Order.number)))
        db.expunge_all()
        return rows

    return await talk.read(read)


async def listed(talk: Talk, view: Any) -> list[list[Any]]:
    def rows(work: Work) -> list[list[Any]]:
        return [[str(cell) if not isinstance(cell, int) else cell for cell in cells] for cells in view.rows(work)]

    return await talk.app.engine.act(talk.community, PACKAGE, rows)


async def test_a_neighbour_neither_sees_nor_changes_an_order(talk: Talk) -> None:
    await ordered(talk)
    neighbour = await talk.as_resident("R2")
    assert "L-1" not in texts(await neighbour.says("把我妈明天的餐停了"))
    for call in ("drop", "correct", "undo", "this_one"):
        message = neighbour.message(f"call:elders.{call}:L-1", kind=MessageKind.BUTTON)
        assert "您名下没有这份午餐" in texts(await neighbour.send(message))
    assert [row.status for row in await orders(talk)] == ["active"]


async def test_the_canteen_sees_how_many_on_which_day_and_no_cancelled_one(talk: Talk) -> None:
    await ordered(talk, "给我妈订明天的午饭，送上门，少盐")
    await ordered(talk, "订明天的午饭，两份，自己去拿", "R2")
    other = await ordered(talk, "给我订一份后天的午饭，自己去拿", "R4")
    await other.press("取消这份")
    assert await listed(talk, lunch_days) == [["03-05", 3, 1, 2]]
    rows = await listed(talk, lunches)
    assert [(row[0], row[3], row[6], row[7]) for row in rows] == [
        ("L-1", "1栋1单元101", "妈妈", "少盐"),
        ("L-2", "自己来拿", "", ""),
    ]


async def test_a_yes_after_the_deadline_orders_nothing(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("给我妈订明天的午饭，送上门")
    await resident.advance(timedelta(hours=8, minutes=1))
    assert "没有订上" in texts(await resident.says("对"))
    assert await orders(talk) == []


async def test_one_more_is_added_until_it_is_too_many(talk: Talk) -> None:
    resident = await ordered(talk)
    assert "午餐2份" in texts(await resident.says("再加一份"))
    assert "午餐3份" in texts(await resident.says("改成3份"))
    assert "最多订6份" in texts(await resident.says("改成9份"))
    assert [(row.portions, row.price) for row in await orders(talk)] == [(3, 3800)]


async def test_what_is_exported_loads_as_the_same_and_twice_changes_nothing(talk: Talk) -> None:
    await ordered(talk, "给我妈订明天的午饭，送上门，少盐")

    def both(db: Session) -> tuple[list[Any], list[Any]]:
        community = db.get_one(Community, talk.community)
        return list(write_canteen(db, community)), list(write_orders(db, community))

    canteen, written = await talk.read(both)
    assert canteen[0]["lunch_order_deadline"] == "前一天 18:00"
    assert written[0]["home"] == "1栋1单元101"
    name = await talk.read(lambda db: db.get_one(Community, talk.community).name)
    document = {"community": name, "now": "2026-03-04T10:00:00+08:00", "elder": canteen, "elder_orders": written}
    for _ in range(2):
        await talk.app.store.write(lambda db: load_community(db, document, talk.app.registry, talk.clock.now()))
        assert await talk.read(both) == (canteen, written)


async def test_an_order_is_deleted_ninety_days_after_its_day(talk: Talk) -> None:
    await ordered(talk)
    for days, left in ((60, 1), (40, 0)):
        talk.clock.move(timedelta(days=days))
        await talk.app.store.write(lambda db: delete_expired(db, talk.community, talk.clock.now()))
        assert len(await orders(talk)) == left


@pytest.mark.parametrize(
    ("canteen", "deadline", "read"),
    [
        ("午餐 11:00-12:30, 12元/份", "前一天 18:00", ("11:00", "12:30", 1200, 1, "18:00")),
        ("食堂 11:30至13:00，15.5元", "当天 9:30", ("11:30", "13:00", 1550, 0, "09:30")),
        ("lunch 12:00-13:00", "", ("12:00", "13:00", 0, 1, "18:00")),
    ],
    ids=["sample", "same-day", "english-without-deadline"],
)
def test_the_canteens_sentences_are_read(canteen: str, deadline: str, read: tuple[object, ...]) -> None:
    lunch = lunch_of({"canteen": canteen, "lunch_order_deadline": deadline})
    assert lunch is not None
    assert (
        f"{lunch.opens:%H:%M}",
        f"{lunch.closes:%H:%M}",
        lunch.price,
        lunch.days_before,
        f"{lunch.last:%H:%M}",
    ) == read
