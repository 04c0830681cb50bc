"""The chain that pages people, in the real house: closed and opened in between, and on every channel of its people."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from actions.people import Community, Resident, Staff
from actions.registry import Registry
from actions.ticket import Ticket
from bot.desk.changes import Overtaken, Wish, apply
from bot.desk.house import PACKAGE, Person
from bot.desk.thread import seen
from bot.testing import RecordingChannel, Talk, talk_in, texts
from nlu.types import Engine

Open = Callable[[AsyncExitStack], Awaitable[Talk]]
NIGHT = datetime.fromisoformat("2026-03-05T03:10:00+08:00")
FIRE = "1栋1单元101着火了，快来人"


@pytest_asyncio.fixture
async def house(
    tmp_path: Path, community: dict[str, Any], understander: Engine, scenarios: Registry
) -> AsyncIterator[Open]:
    """Open the same house again, as much later as it was closed."""
    moment = [datetime.fromisoformat(community["now"])]
    chats = RecordingChannel("chats")

    async def enter(stack: AsyncExitStack) -> Talk:
        talk = await stack.enter_async_context(
            talk_in(
                tmp_path,
                community,
                understander=understander,
                registry=scenarios,
                now=moment[0],
                channels=[chats],
            )
        )
        stack.callback(lambda: moment.__setitem__(0, talk.clock.now() + timedelta(seconds=40)))
        return talk

    yield enter


async def person(talk: Talk, key: str) -> Person:
    staff = await talk.read(lambda db: db.scalars(select(Staff).where(Staff.key == key)).one())
    community = await talk.read(lambda db: db.get_one(Community, talk.community))
    return Person(staff, community, "")


async def takes(talk: Talk, key: str, saw: str = "") -> None:
    """Press 我来处理 at the desk, having seen the ticket as it was."""
    who = await person(talk, key)
    ticket = await newest(talk)
    wish = Wish("take", seen=saw or seen(ticket))
    await talk.app.engine.act(
        talk.community, PACKAGE, lambda work: apply(work, who, ticket.id, wish, talk.app.registry)
    )
    await talk.app.drain()


async def newest(talk: Talk) -> Ticket:
    query = select(Ticket).where(Ticket.kind == "emergency").order_by(Ticket.created_at.desc())
    return await talk.read(lambda db: db.scalars(query).first() or Ticket())


async def test_a_house_that_was_closed_in_between_goes_on_climbing_when_it_opens(house: Open) -> None:
    async with AsyncExitStack() as stack:
        talk = await house(stack)
        assert "已经通知值班人员" in texts(await (await talk.as_resident("R1")).says(FIRE))
        first = len(talk.sms.sent)
        assert first
    async with AsyncExitStack() as stack:
        talk = await house(stack)
        await talk.app.drain()
        assert len(talk.sms.sent) > first, "the second level, ten seconds late"
        assert "呼叫更多人" in talk.channel.sent[-1].text


async def test_what_was_taken_before_the_house_closed_pages_nobody_afterwards(house: Open) -> None:
    async with AsyncExitStack() as stack:
        talk = await house(stack)
        await (await talk.as_resident("R1")).says(FIRE)
        await takes(talk, "S4")
        assert talk.channel.sent[-1].text == "范建国（保安）已经接到，正在赶来。"
    async with AsyncExitStack() as stack:
        talk = await house(stack)
        await talk.advance(timedelta(minutes=10))
        assert talk.sms.sent == []


async def test_of_two_who_press_at_once_one_has_it_and_the_other_reads_who(house: Open) -> None:
    async with AsyncExitStack() as stack:
        talk = await house(stack)
        await (await talk.as_resident("R1")).says(FIRE)
        saw = seen(await newest(talk))
        await takes(talk, "S4", saw)
        with pytest.raises(Overtaken) as late:
            await takes(talk, "S2", saw)
        assert late.value.by == "范建国"
        assert [sent.text for sent in talk.channel.sent if "赶来" in sent.text] == [
            "范建国（保安）已经接到，正在赶来。"
        ]


async def test_a_guard_who_lives_here_is_paged_in_their_own_chat_at_once(house: Open) -> None:
    async with AsyncExitStack() as stack:
        talk = await house(stack)

        def lives_here(db: Any) -> None:
            guard = db.scalars(select(Staff).where(Staff.key == "S4")).one()
            db.scalars(select(Resident).where(Resident.key == "R4")).one().phone = guard.phone

        await talk.app.store.write(lives_here)
        guard = await talk.as_resident("R4")
        await guard.says("你好")
        neighbour = await talk.as_resident("R2")
        await neighbour.says("你好")
        before = len(neighbour.mine())
        await (await talk.as_resident("R1")).says(FIRE)
        assert "请马上接单" in guard.mine()[-1].text
        assert len(neighbour.mine()) == before
        assert talk.sms.sent
