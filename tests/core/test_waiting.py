"""Turns that wait: for messages that may still overtake, and for a file that the channel brings in first."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

import bot.engine
from actions.message import Message, MessageKind
from actions.ticket import Ticket
from bot.engine import AT_ONCE, Engine
from bot.inbox import InboxRow, InboxState, Stored, complete
from bot.testing import Talk, texts
from tests.conftest import House


async def states(talk: Talk) -> list[str]:
    return await talk.read(lambda db: list(db.scalars(select(InboxRow.state).order_by(InboxRow.id))))


async def other(talk: Talk) -> None:
    """Let somebody else speak and be answered."""
    await talk.app.engine.accept(talk.message("note other", thread="other", update_id="other"))
    await talk.app.engine.settled("other", "web")


def photo(talk: Talk, number: int = 1, **more: Any) -> Message:
    """A photo that the channel still has to fetch."""
    return talk.message("", kind=MessageKind.PHOTO, fetch=f"file-{number}", thread=f"p{number}", **more)


class Courier:
    """Brings files in as soon as it may."""

    def __init__(self, engine: Engine) -> None:
        self.asked: list[str] = []
        self.may = asyncio.Event()
        self.came = asyncio.Event()
        self._engine = engine
        engine.fetches("web", self.fetch)

    async def fetch(self, stored: Stored) -> Stored:
        self.asked.append(stored.message.fetch)
        self.came.set()
        await self.may.wait()
        brought = replace(stored.message, fetch="", files=("photo-1",))
        return await self._engine.store.write(lambda db: complete(db, stored, brought))


async def test_a_turn_waits_for_those_before_it_that_may_still_come(toy_talk: Talk) -> None:
    engine = toy_talk.app.engine
    await engine.accept(toy_talk.message("note two", sequence=2, wait=1.0))
    await other(toy_talk)
    assert await states(toy_talk) == [InboxState.NEW, InboxState.DONE]
    await engine.accept(toy_talk.message("note one", sequence=1))
    await engine.idle()
    made = await toy_talk.read(lambda db: list(db.scalars(select(Ticket.text).order_by(Ticket.number))))
    assert made == ["note other", "note one", "note two"]


async def test_a_file_is_brought_in_before_the_turn_and_kept_with_the_message(toy_talk: Talk) -> None:
    courier = Courier(toy_talk.app.engine)
    await toy_talk.app.engine.accept(photo(toy_talk))
    await courier.came.wait()
    await other(toy_talk)
    assert await states(toy_talk) == [InboxState.NEW, InboxState.DONE], "others go on meanwhile"
    courier.may.set()
    await toy_talk.app.drain()
    assert "照片收到了" in toy_talk.channel.sent[-1].text
    body = await toy_talk.read(lambda db: db.get_one(InboxRow, 1).body)
    assert (body["fetch"], body["files"]) == ("", ["photo-1"])
    assert courier.asked == ["file-1"]


async def test_many_files_under_way_keep_nobody_from_being_answered(toy_talk: Talk) -> None:
    courier = Courier(toy_talk.app.engine)
    for number in range(AT_ONCE + 3):
        await toy_talk.app.engine.accept(photo(toy_talk, number))
    await other(toy_talk)
    assert (await states(toy_talk))[-1] == InboxState.DONE
    courier.may.set()
    await toy_talk.app.drain()
    assert set(await states(toy_talk)) == {InboxState.DONE}


async def test_a_house_that_closes_meanwhile_asks_for_the_file_at_its_next_start(house: House) -> None:
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        courier = Courier(talk.app.engine)
        await talk.app.engine.accept(photo(talk))
        await courier.came.wait()
    assert house.channel.sent == []
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        Courier(talk.app.engine).may.set()
        await talk.app.drain()
        assert "照片收到了" in house.channel.sent[-1].text


async def test_a_channel_that_is_closed_brings_nothing_and_the_turn_says_so(
    toy_talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.engine, "OPENS", 0.0)
    await toy_talk.app.engine.accept(photo(toy_talk))
    await toy_talk.app.drain()
    assert "没有传过来" in toy_talk.channel.sent[-1].text


async def test_a_file_at_which_our_code_fails_is_laid_before_a_person(toy_talk: Talk) -> None:
    async def broken(stored: Stored) -> Stored:
        raise RuntimeError("our own fault")

    toy_talk.app.engine.fetches("web", broken)
    await toy_talk.app.engine.accept(photo(toy_talk))
    await toy_talk.app.drain()
    assert await states(toy_talk) == [InboxState.FAILED]
    assert "T-1" in texts(toy_talk.channel.sent)


async def test_what_somebody_else_brought_in_first_stays(toy_talk: Talk) -> None:
    courier = Courier(toy_talk.app.engine)
    stored = await toy_talk.app.engine.accept(photo(toy_talk))
    assert stored is not None
    await courier.came.wait()
    mine = replace(stored.message, fetch="", files=("mine",))
    late = replace(stored.message, fetch="", files=("late",))
    await toy_talk.app.store.write(lambda db: complete(db, stored, mine))
    kept = await toy_talk.app.store.write(lambda db: complete(db, stored, late))
    assert kept.message == mine
    courier.may.set()
    await toy_talk.app.drain()
    assert (await toy_talk.read(lambda db: db.get_one(InboxRow, 1).body))["files"] == ["mine"]
