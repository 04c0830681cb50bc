"""Turns that wait: for messages that may still overtake, for a file to be brought in, for a recording to be heard."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import bot.attempts
from actions.message import Message, MessageKind
from actions.ticket import Ticket
from bot.app import Parts, build
from bot.engine import Engine
from bot.inbox import InboxRow, InboxState, Stored, complete
from bot.queue import AT_ONCE
from bot.settings import Settings
from bot.testing import FakeClock, RecordingChannel, Talk, texts
from bot.uploads import VOICE, Upload, write_down
from integrations.sms import FakeSms
from integrations.storage import FileMissing
from integrations.transcriber import FakeTranscriber
from tests.conftest import NOON, FirstWord, House, found_community, toy_registry


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
    monkeypatch.setattr(bot.attempts, "OPENS", 0.0)
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


OGG = b"OggS" + bytes(20)


def recording(talk: Talk) -> str:
    """Keep a recording as a channel does."""
    return talk.app.storage.put(OGG, VOICE)


async def said(talk: Talk, words: str) -> str:
    """Let a recording come in that a transcriber hears as some words; return its file."""
    file = recording(talk)
    known = {"channel": "web", "thread": talk.sender, "media_type": VOICE, "size": len(OGG)}
    row = Upload(id=file, community_id=talk.community, created_at=talk.clock.now(), **known)
    await talk.app.store.write(lambda db: db.add(row))
    talk.app.engine.attempts.hears = partial(write_down, talk.app.store, talk.app.storage, FakeTranscriber(words))
    await talk.says("", kind=MessageKind.VOICE, files=(file,))
    return file


async def test_a_recording_that_is_written_down_counts_as_words_and_is_deleted(toy_talk: Talk) -> None:
    file = await said(toy_talk, " note the tap drips\0 ")
    assert texts(toy_talk.last) == "记下了，单号 T-1。"
    body = await toy_talk.read(lambda db: db.get_one(InboxRow, 1).body)
    assert (body["kind"], body["text"], body["files"]) == ("voice", "note the tap drips", [])
    assert await toy_talk.read(lambda db: list(db.scalars(select(Upload)))) == []
    with pytest.raises(FileMissing):
        toy_talk.app.storage.get(file)


async def test_a_recording_nobody_can_make_out_is_kept(toy_talk: Talk) -> None:
    file = await said(toy_talk, " ")
    assert "语音" in texts(toy_talk.last)
    assert toy_talk.app.storage.get(file) == (OGG, VOICE)
    assert await toy_talk.read(lambda db: db.scalars(select(Upload.id)).all()) == [file]


async def test_a_house_with_a_transcriber_asks_it(tmp_path: Path) -> None:
    registry, hears = toy_registry(), FakeTranscriber("note the tap drips")
    parts = Parts(registry=registry, understander=FirstWord(registry), transcriber=hears, background=False)
    async with build(Settings(data=tmp_path), parts) as app:
        assert app.engine.attempts.hears is not None
        talk = Talk(app, FakeClock(NOON), RecordingChannel(), FakeSms(), await app.store.write(found_community))
        stored = await app.engine.accept(talk.message("", kind=MessageKind.VOICE, files=(recording(talk),)))
        await app.engine.idle()
        assert stored is not None
        assert hears.heard == [OGG]


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
