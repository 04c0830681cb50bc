import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.activities.desk import signups
from actions.activities.files import signup_rows, write_activities, write_signups
from actions.activities.models import Activity
from actions.activities.people import read_people
from actions.activities.places import take
from actions.message import MessageKind
from actions.people import Community
from actions.registry import Registry
from actions.slot import Answer
from actions.turn import Work
from bot.importing import ImportProblems, load_community
from bot.testing import Talk, talk_in, texts
from nlu.types import Engine


@pytest_asyncio.fixture
async def house(
    tmp_path: Path, community: dict[str, Any], scenarios: Registry, understander: Engine, database_url: str
) -> AsyncIterator[Talk]:
    """A house on SQLite, and one on PostgreSQL."""
    parts: dict[str, Any] = {"understander": understander, "registry": scenarios, "database": database_url}
    async with talk_in(tmp_path, community, **parts) as guest:
        yield guest


def riddles(db: Session) -> Activity:
    return db.scalars(select(Activity).where(Activity.number == "A-3")).one()


async def records(talk: Talk) -> list[dict[str, Any]]:
    return await talk.read(lambda db: list(signup_rows(db, db.get_one(Community, talk.community))))


async def test_of_many_at_once_only_so_many_get_a_place(house: Talk) -> None:
    wishes = [house.app.store.write(lambda db: take(db, riddles(db), 1)) for _ in range(8)]
    assert sum(await asyncio.gather(*wishes)) == 2
    assert await house.read(lambda db: riddles(db).left) == 0


async def test_neighbours_who_sign_up_at_once_never_outnumber_the_places(house: Talk) -> None:
    talks = [await house.as_resident(key) for key in ("R1", "R2", "R4")]
    for talk in talks:
        await house.app.engine.accept(talk.message("帮我报名元宵猜灯谜"))
    await house.app.drain()
    said = sorted("报上了" in texts(talk.mine()) for talk in talks)
    assert said == [False, True, True]
    assert [row["status"] for row in await records(house)] == ["confirmed", "confirmed"]


async def full_and_waiting(talk: Talk) -> tuple[Talk, Talk, Talk]:
    """Two have the places, a third and a fourth person wait in this order."""
    first, second, third = [await talk.as_resident(key) for key in ("R1", "R2", "R4")]
    await first.says("帮我报名元宵猜灯谜，两个人")
    for waits in (second, third):
        await waits.says("帮我报名元宵猜灯谜")
        await waits.says("好的")
    return first, second, third


async def test_the_first_who_waits_is_asked_when_somebody_leaves(talk: Talk) -> None:
    first, second, third = await full_and_waiting(talk)
    await first.press("不去了")
    assert "留了1位的名额" in texts(second.mine())
    assert "留了" not in texts(third.mine())
    assert "报上了" in texts(await second.says("好的"))
    assert {row["by"]: row["status"] for row in await records(talk)} == {
        "R1": "left",
        "R2": "confirmed",
        "R4": "waiting",
    }


async def test_the_next_is_asked_after_a_no(talk: Talk) -> None:
    first, second, third = await full_and_waiting(talk)
    await first.press("不去了")
    await second.says("不用了")
    assert "留了1位的名额" in texts(third.mine())


async def test_the_next_is_asked_when_nobody_answers_and_the_late_yes_gets_nothing(talk: Talk) -> None:
    first, second, third = await full_and_waiting(talk)
    await first.press("不去了")
    await talk.advance(timedelta(hours=12, minutes=1))
    await talk.advance(timedelta(hours=12))
    assert "留了1位的名额" in texts(third.mine())
    number = next(row["key"] for row in await records(talk) if row["by"] == "R2")
    said = await second.says(f"call:activities.accept:{number}", kind=MessageKind.BUTTON)
    assert "给别人了" in texts(said)


async def test_a_neighbours_place_can_be_neither_seen_nor_given_up(talk: Talk) -> None:
    first, second = await talk.as_resident("R1"), await talk.as_resident("R2")
    await first.says("帮我报名元宵猜灯谜")
    for call in ("this_one", "leave_this", "drop", "accept", "decline"):
        said = texts(await second.says(f"call:activities.{call}:S-1", kind=MessageKind.BUTTON))
        assert "猜灯谜" not in said
    assert [row["status"] for row in await records(talk)] == ["confirmed"]


async def test_what_was_exported_can_be_loaded_and_changes_nothing(
    talk: Talk, scenarios: Registry, community: dict[str, Any]
) -> None:
    await full_and_waiting(talk)
    before = await records(talk)

    def again(db: Session) -> int | None:
        here = db.get_one(Community, talk.community)
        rows = {"activities": list(write_activities(db, here)), "activity_signups": list(write_signups(db, here))}
        load_community(db, community | rows, scenarios, talk.clock.now())
        return riddles(db).left

    assert await talk.app.store.write(again) == 0
    assert await records(talk) == before


async def test_a_file_cannot_take_places_back_that_were_given(
    talk: Talk, scenarios: Registry, community: dict[str, Any]
) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("帮我报名元宵猜灯谜，两个人")
    rows = [community["activities"][2] | {"left": 1}, {"name": "没有时间"}, {"date": "2026-03-08"}]
    with pytest.raises(ImportProblems) as problem:
        await talk.app.store.write(
            lambda db: load_community(db, community | {"activities": rows}, scenarios, talk.clock.now())
        )
    assert problem.value.problems == (
        "activities, row 1, left: 2 people are signed up here already",
        "activities, row 2, date: say when it begins, such as 2026-03-07 10:00",
        "activities, row 3, name: give every activity a name, such as 书法入门",
    )


async def test_staff_see_who_comes(talk: Talk) -> None:
    await (await talk.as_resident("R1")).says("帮我报名元宵猜灯谜")

    def rows(db: Session) -> list[tuple[Any, ...]]:
        here = db.get_one(Community, talk.community)
        work = Work(db=db, community=here, now=talk.clock.now().astimezone(here.tz), package="actions.activities")
        return [tuple(row) for row in signups.rows(work)]

    assert await talk.read(rows) == [("S-1", "元宵猜灯谜", "03-06 19:00", "许明远", 1, "已报名")]


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("给我报名", None),
        ("给孩子报书法", None),
        ("我和儿子", 2),
        ("我带我女儿去", 2),
        ("一家四口都去", 4),
        ("我们两口子", 2),
        ("me and my daughter", 2),
        ("family of five", 5),
        ("my son wants in", None),
    ],
)
def test_how_many_come(said: str, people: int | None) -> None:
    assert read_people(Answer(said, None)) == people


async def test_what_was_only_heard_is_read_back_before_somebody_is_on_the_list_or_off_it(house: Talk) -> None:
    resident = await house.as_resident("R1")
    asked = texts(await resident.says("帮我报名元宵猜灯谜", kind=MessageKind.VOICE))
    assert "元宵猜灯谜" in asked and "给您报上吗" in asked  # noqa: PT018
    assert await records(house) == []
    assert "报上了" in texts(await resident.says("好的", kind=MessageKind.VOICE))
    assert "是吗" in texts(await resident.says("元宵猜灯谜我不参加了", kind=MessageKind.VOICE))
    assert [row["status"] for row in await records(house)] == ["confirmed"]
    await resident.says("是的", kind=MessageKind.VOICE)
    assert [row["status"] for row in await records(house)] == ["left"]
