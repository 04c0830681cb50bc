"""What leaves the house: one channel that hangs, fails or is slow keeps nothing back elsewhere."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import bot.sender
from actions.channel import Delivery, SendFailed
from actions.message import Message
from bot.app import App, Parts, build
from bot.outbox import Lane, OutboxKind, OutboxRow, OutboxState
from bot.pace import Pace
from bot.settings import Settings
from bot.ways import IN_FLIGHT
from integrations.clock import SystemClock
from integrations.devices import Outcome
from integrations.sms import FakeSms
from tests.conftest import FirstWord, found_community, toy_registry

NORMAL, EMERGENCY = Lane.NORMAL, Lane.EMERGENCY
SOON = 1.0  # seconds in which what nothing holds up has left
LONG = 20.0  # seconds until a test gives up


class Messenger:
    """A messenger that hangs where it is told to, and remembers what was handed to it and what it took."""

    name = "messenger"

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace
        self.hangs: Callable[[Delivery], bool] = lambda delivery: False
        self.fails: Callable[[Delivery], Exception | None] = lambda delivery: None
        self.goes_on = asyncio.Event()
        self.begun: list[str] = []
        self.took: list[str] = []

    async def send(self, delivery: Delivery) -> None:
        self.begun.append(delivery.text)
        if self.hangs(delivery):
            await self.goes_on.wait()
        if failure := self.fails(delivery):
            raise failure
        self.took.append(delivery.text)


class Breaking:
    """A device whose adapter has a fault of its own."""

    def __init__(self) -> None:
        self.asked = 0

    async def perform(self, target: str, payload: dict[str, Any]) -> Outcome:
        self.asked += 1
        raise KeyError(target)


class Outside:
    """A house that sends by itself, and what is around it."""

    def __init__(self, app: App, messenger: Messenger, sms: FakeSms, community: str) -> None:
        self.app = app
        self.messenger = messenger
        self.sms = sms
        self.community = community

    async def put(self, *texts: str, lane: Lane = NORMAL, thread: str = "", **more: Any) -> None:
        """Lay messages in the outbox, each in a thread of its own where none is given, and say so."""
        now = self.app.clock.now()
        known = {"community_id": self.community, "kind": OutboxKind.MESSAGE, "channel": "messenger", "lane": lane}
        rows = [
            OutboxRow(
                **(known | {"thread": thread or text, "body": {"text": text}, "due": now, "created_at": now} | more)
            )
            for text in texts
        ]
        await self.app.store.write(lambda db: db.add_all(rows))
        self.app.sender.ring()

    async def rows(self) -> Sequence[OutboxRow]:
        return await self.app.store.read(lambda db: db.query(OutboxRow).order_by(OutboxRow.id).all())

    async def states(self, channel: str) -> set[str]:
        return {row.state for row in await self.rows() if row.channel == channel}

    async def empty(self) -> bool:
        return OutboxState.NEW not in {row.state for row in await self.rows()}


@asynccontextmanager
async def opened(folder: Path, url: str, messenger: Messenger, **devices: Any) -> AsyncIterator[Outside]:
    """Open a house and wait until it sends."""
    registry, sms = toy_registry(), FakeSms()
    parts = Parts(
        clock=SystemClock(),
        registry=registry,
        understander=FirstWord(registry),
        channels={messenger.name: messenger},
        sms=sms,
        devices=devices,
    )
    async with build(Settings(data=folder, database=url), parts) as app:
        outside = Outside(app, messenger, sms, await app.store.write(found_community))
        await outside.put("warm", channel="sms", kind=OutboxKind.SMS)
        await until(lambda: sms.sent, LONG)
        sms.sent.clear()
        try:
            yield outside
        finally:
            messenger.goes_on.set()


async def until(true: Callable[[], Any], seconds: float) -> None:
    """Look every few milliseconds until something holds."""
    async with asyncio.timeout(seconds):
        while not (await found if asyncio.iscoroutine(found := true()) else found):  # noqa: ASYNC110  rows have no bell
            await asyncio.sleep(0.005)


def numbers(name: str, count: int) -> list[str]:
    return [f"{name} {number}" for number in range(count)]


async def test_pages_and_web_replies_leave_while_a_messenger_hangs(tmp_path: Path, database_url: str) -> None:
    messenger = Messenger()
    messenger.hangs = lambda delivery: True
    async with opened(tmp_path, database_url, messenger) as outside:
        await outside.put(*numbers("help", 80), lane=EMERGENCY)
        await outside.put(*numbers("news", 80))
        await until(lambda: len(messenger.begun) == 2 * IN_FLIGHT, LONG)
        for _ in range(2):  # in one round, and in the next one
            outside.sms.sent.clear()
            await outside.put("page", channel="sms", kind=OutboxKind.SMS, lane=EMERGENCY)
            await outside.put("reply", channel="web")
            await until(lambda: outside.sms.sent, SOON)
            await until(lambda: _all_sent(outside, "web"), SOON)
        assert await outside.states("messenger") == {OutboxState.NEW}
        messenger.goes_on.set()
        await until(outside.empty, LONG)
    assert sorted(messenger.took) == sorted(numbers("help", 80) + numbers("news", 80)), "each once"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the time for those that hang: the tests of bot/ways.py know the real one."""
    monkeypatch.setattr("bot.ways.SLOW", 0.1)


async def _all_sent(outside: Outside, channel: str) -> bool:
    return await outside.states(channel) == {OutboxState.SENT}


async def test_one_hanging_call_holds_up_neither_its_messenger_nor_a_later_round(
    tmp_path: Path, database_url: str
) -> None:
    messenger = Messenger()
    messenger.hangs = lambda delivery: delivery.text == "hangs"
    async with opened(tmp_path, database_url, messenger) as outside:
        await outside.put("hangs", "one")
        await until(lambda: messenger.took == ["one"], SOON)
        await outside.put("two")
        await until(lambda: messenger.took == ["one", "two"], SOON)
        await outside.put("behind", thread="hangs")
        await outside.put("three")
        await until(lambda: messenger.took == ["one", "two", "three"], SOON)
        assert "behind" not in messenger.begun, "a thread keeps its order"
        messenger.goes_on.set()
        await until(outside.empty, LONG)
    assert messenger.took[3:] == ["hangs", "behind"]


@pytest.mark.parametrize("lane", list(Lane))
async def test_only_a_few_are_under_way_at_a_time(tmp_path: Path, database_url: str, lane: Lane) -> None:
    messenger = Messenger()
    messenger.hangs = lambda delivery: True
    async with opened(tmp_path, database_url, messenger) as outside:
        await outside.put(*numbers("news", 60), lane=lane)
        await until(lambda: len(messenger.begun) == IN_FLIGHT, SOON)
        await outside.put("page", channel="sms", kind=OutboxKind.SMS)
        await until(lambda: outside.sms.sent, SOON)
        assert messenger.begun == numbers("news", IN_FLIGHT), "the oldest first"


async def test_an_emergency_overtakes_a_queue_of_the_same_messenger(tmp_path: Path, database_url: str) -> None:
    messenger = Messenger()
    messenger.hangs = lambda delivery: delivery.text.startswith("news")
    async with opened(tmp_path, database_url, messenger) as outside:
        await outside.put(*numbers("news", 60))
        await until(lambda: len(messenger.begun) == IN_FLIGHT, SOON)
        await outside.put("help", lane=EMERGENCY)
        await until(lambda: messenger.took == ["help"], SOON)


async def test_an_emergency_overtakes_what_waits_for_the_same_chat(tmp_path: Path, database_url: str) -> None:
    messenger = Messenger(Pace(overall=1000, per_thread=5, per_group=1, same=lambda thread: thread.partition(":")[0]))
    async with opened(tmp_path, database_url, messenger) as outside:
        for number in range(8):
            await outside.put(f"news {number}", thread=f"chat:{number}")
        await until(lambda: messenger.took, LONG)
        before = len(messenger.took)
        await outside.put("help", thread="chat:99", lane=EMERGENCY)
        await until(lambda: "help" in messenger.took, LONG)
        assert messenger.took.index("help") <= before + 1
        await until(outside.empty, LONG)


async def test_every_message_leaves_once_and_in_order_however_often_the_outbox_is_looked_at(
    tmp_path: Path, database_url: str
) -> None:
    messenger = Messenger()
    async with opened(tmp_path, database_url, messenger) as outside:
        for number in range(10):
            for thread in "abcdef":
                await outside.put(f"{thread}{number}", thread=thread)
            await asyncio.gather(outside.app.sender.drain(), outside.app.sender.drain())
        await until(outside.empty, LONG)
    for thread in "abcdef":
        assert [text for text in messenger.took if text[0] == thread] == [f"{thread}{number}" for number in range(10)]


async def test_what_a_messenger_asks_for_is_waited_however_long(tmp_path: Path, database_url: str) -> None:
    messenger = Messenger()
    messenger.fails = lambda delivery: SendFailed("too fast", retry_after=3600.0)
    async with opened(tmp_path, database_url, messenger) as outside:
        await outside.put("one")
        await until(lambda: _tried(outside), LONG)
        row = (await outside.rows())[-1]
        assert timedelta(minutes=59) < row.due - outside.app.clock.now() <= timedelta(hours=1)
    assert messenger.begun == ["one"]


async def test_a_long_row_of_failures_is_tried_every_few_minutes(tmp_path: Path, database_url: str) -> None:
    messenger = Messenger()
    messenger.fails = lambda delivery: SendFailed("away")
    async with opened(tmp_path, database_url, messenger) as outside:
        await outside.put("one", attempts=30)
        await until(lambda: _tried(outside, 31), LONG)
        row = (await outside.rows())[-1]
        assert timedelta(minutes=4) < row.due - outside.app.clock.now() <= timedelta(minutes=5)


async def _tried(outside: Outside, attempts: int = 1) -> bool:
    return (await outside.rows())[-1].attempts == attempts


async def test_neighbours_of_a_chat_that_must_wait_are_put_off_without_a_try(tmp_path: Path, database_url: str) -> None:
    pace = Pace(overall=1000, per_thread=50, per_group=1, same=lambda thread: thread.partition(":")[0])
    messenger = Messenger(pace)
    async with opened(tmp_path, database_url, messenger) as outside:
        pace.back("chat:1", asyncio.get_running_loop().time(), 3600.0)
        for number in range(120):
            await outside.put(f"news {number}", thread=f"chat:{number}")
        await outside.put("elsewhere", thread="other:1")
        await until(lambda: messenger.took == ["elsewhere"], LONG)
        await until(lambda: _put_off(outside, 120), LONG)
        assert {row.attempts for row in await outside.rows() if row.state == OutboxState.NEW} == {0}
        assert outside.app.counters.retried == 0
    assert messenger.begun == ["elsewhere"]


async def _put_off(outside: Outside, count: int) -> bool:
    later = outside.app.clock.now() + timedelta(minutes=50)
    return sum(row.due > later for row in await outside.rows()) == count


async def test_a_fault_in_a_channels_code_stops_nothing_else(tmp_path: Path, database_url: str) -> None:
    messenger = Messenger()
    messenger.fails = lambda delivery: KeyError("ours") if delivery.text == "odd" else None
    async with opened(tmp_path, database_url, messenger) as outside:
        await outside.put("odd", "one")
        await until(lambda: messenger.took == ["one"], SOON)
        await outside.put("two")
        await until(lambda: messenger.took == ["one", "two"], SOON)
        await until(lambda: _failed(outside, "KeyError"), LONG)


async def _failed(outside: Outside, why: str) -> bool:
    return [row.error for row in await outside.rows() if row.state == OutboxState.NEW and row.attempts] == [why]


async def test_a_fault_in_a_devices_code_is_an_outcome_nobody_knows(tmp_path: Path, database_url: str) -> None:
    device, messenger = Breaking(), Messenger()
    async with opened(tmp_path, database_url, messenger, door=device) as outside:
        now = outside.app.clock.now()
        message = Message(
            community=outside.community,
            channel="messenger",
            update_id="1",
            thread="a",
            sender="a",
            sent_at=now,
            text="door",
        )
        await outside.app.engine.accept(message)
        await until(lambda: len(messenger.took) == 2, LONG)
    assert messenger.took[1] == "不确定门开没开，请看一眼。"
    assert device.asked == 1


async def test_a_house_that_closes_waits_for_nobody_who_hangs(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.sender, "FLUSH", 0.2)
    monkeypatch.setattr(bot.sender, "STOP", 0.2)
    messenger = Messenger()
    messenger.hangs = lambda delivery: True
    async with opened(tmp_path, database_url, messenger) as outside:
        await outside.put(*numbers("news", 10))
        await until(lambda: len(messenger.begun) == IN_FLIGHT, SOON)
        await outside.put("page", channel="sms", kind=OutboxKind.SMS)
        async with asyncio.timeout(LONG):
            await outside.app.sender.stop()
        assert len(outside.sms.sent) == 1
        assert await outside.states("messenger") == {OutboxState.NEW}, "it comes again at the next start"
    assert messenger.took == []
