"""Sends what lies in the outbox: in order per thread, with back-off, dead letters, and a lane for emergencies."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.channel import Channel, SendFailed
from actions.message import Message, MessageKind
from bot.conversations import ConversationRow
from bot.engine import Engine
from bot.outbox import OUTBOX, Lane, OutboxKind, OutboxRow, OutboxState, delivery_of, due_rows, next_due, start_sending
from integrations.devices import DeviceAdapter, Outcome
from integrations.sms import SmsFailed, SmsProvider

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 8
LONGEST_WAIT = timedelta(minutes=5)
IN_FLIGHT = 4  # threads that are sent to side by side
LOOK = 5.0  # seconds between looks at the outbox when nobody rings


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one try."""

    id: int
    state: OutboxState
    due: datetime | None = None
    error: str = ""


class Sender:
    """Empties the outbox. At least once for messages and SMS, at most once for commands."""

    def __init__(
        self, engine: Engine, channels: Mapping[str, Channel], sms: SmsProvider, devices: Mapping[str, DeviceAdapter]
    ) -> None:
        self._engine = engine
        self._channels = channels
        self._sms = sms
        self._devices = devices
        self._bells = {lane: asyncio.Event() for lane in Lane}
        self._locks = {lane: asyncio.Lock() for lane in Lane}  # what is being sent is not sent a second time
        self._in_flight = asyncio.Semaphore(IN_FLIGHT)
        self._tasks: list[asyncio.Task[None]] = []

    def ring(self) -> None:
        """Say that something may be waiting."""
        for bell in self._bells.values():
            bell.set()

    async def start(self) -> None:
        """Begin sending; commands that were under way when the last process ended have an unknown outcome."""
        await self.recover_commands()
        self._tasks = [asyncio.create_task(self._run(lane)) for lane in Lane]

    async def stop(self) -> None:
        """Send what may leave now, then stop."""
        await self.drain()
        async with self._locks[Lane.EMERGENCY], self._locks[Lane.NORMAL]:
            for task in self._tasks:
                task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def drain(self) -> int:
        """Send until nothing is due; return how many were tried."""
        total = 0
        while count := await self._round(Lane.EMERGENCY) + await self._round(Lane.NORMAL):
            total += count
        return total

    async def _run(self, lane: Lane) -> None:
        bell = self._bells[lane]
        while True:
            bell.clear()
            if await self._round(lane):
                continue
            pause = await self._pause()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), pause)

    async def _pause(self) -> float:
        due = await self._engine.store.read(next_due)
        if due is None:
            return LOOK
        return min(LOOK, max(0.01, (due - self._engine.clock.now()).total_seconds()))

    async def _round(self, lane: Lane) -> int:
        """Send what is due in a lane; return how many were tried."""
        async with self._locks[lane]:
            return await self._send_due(lane)

    async def _send_due(self, lane: Lane) -> int:
        now = self._engine.clock.now()
        rows = await self._engine.store.read(lambda db: due_rows(db, lane, now))
        if not rows:
            return 0
        started = time.thread_time()
        threads = [list(group) for _, group in groupby(sorted(rows, key=_thread), key=_thread)]
        counts = await asyncio.gather(*map(self._send_thread, threads))
        if self._engine.timing is not None:
            self._engine.timing.deliver += time.thread_time() - started
        return sum(counts)

    async def _send_thread(self, rows: Sequence[OutboxRow]) -> int:
        """Send the rows of one thread in order, each marked before the next; one that fails keeps the later ones back.

        Only a few are between sent and marked at any moment: those are what a crash would send once more.
        """
        for number, row in enumerate(rows, start=1):
            async with self._in_flight:
                sent = await self._send(row)
                await self._engine.store.write(partial(_mark, results=[sent], now=self._engine.clock.now()))
            if sent.state in (OutboxState.DEAD, OutboxState.EXPIRED):
                log.error("outbox item is dead", extra={"outbox": sent.id, "why": sent.error})
            if sent.state is OutboxState.NEW:
                return number
        return len(rows)

    async def _send(self, row: OutboxRow) -> Sent:
        if row.expires_at is not None and row.expires_at <= self._engine.clock.now():
            return await self._expired(row)
        if row.kind == OutboxKind.COMMAND:
            return await self._command(row)
        try:
            await self._leave(row)
        except SendFailed as failure:
            return self._again(row, str(failure), failure.retry_after, final=failure.final)
        except (SmsFailed, OSError, TimeoutError) as failure:
            return self._again(row, type(failure).__name__, None, final=getattr(failure, "final", False))
        return Sent(row.id, OutboxState.SENT)

    async def _leave(self, row: OutboxRow) -> None:
        if row.kind == OutboxKind.SMS:
            await self._sms.send(row.thread, row.body["text"], f"linli-{row.id}")
            return
        channel = self._channels.get(row.channel)
        if channel is None:
            raise SendFailed(f"channel {row.channel} is not running")
        await channel.send(delivery_of(row))

    def _again(self, row: OutboxRow, why: str, retry_after: float | None, *, final: bool) -> Sent:
        if final or row.attempts + 1 >= MAX_ATTEMPTS:
            return Sent(row.id, OutboxState.DEAD, error=why[:200])
        wait = timedelta(seconds=retry_after) if retry_after is not None else timedelta(seconds=2**row.attempts)
        return Sent(row.id, OutboxState.NEW, self._engine.clock.now() + min(wait, LONGEST_WAIT), why[:200])

    async def _command(self, row: OutboxRow) -> Sent:
        adapter = self._devices.get(row.body["kind"])
        if not await self._engine.store.write(lambda db: start_sending(db, [row.id])):
            return Sent(row.id, OutboxState.SENDING)
        try:
            outcome = await adapter.perform(row.thread, row.body["payload"]) if adapter else Outcome.FAILED
        except (OSError, TimeoutError):
            outcome = Outcome.UNKNOWN
        await self._come_back(row, outcome)
        return Sent(row.id, OutboxState.SENT)

    async def _expired(self, row: OutboxRow) -> Sent:
        if row.kind == OutboxKind.COMMAND:
            await self._come_back(row, Outcome.FAILED)
        return Sent(row.id, OutboxState.EXPIRED, error="expired before it could leave")

    async def _come_back(self, row: OutboxRow, outcome: Outcome) -> None:
        """Bring a command's outcome back through the inbox, once."""
        if row.conversation_id is None:
            return
        home = await self._engine.store.read(lambda db: db.get_one(ConversationRow, row.conversation_id))
        await self._engine.accept(
            Message(
                community=row.community_id,
                channel=home.channel,
                update_id=f"outcome:{row.id}",
                thread=home.thread,
                sender=home.thread,
                kind=MessageKind.OUTCOME,
                text=f"{row.body['outcome']}:{outcome}",
                sent_at=self._engine.clock.now(),
            )
        )

    async def recover_commands(self) -> None:
        """Report commands that were under way when the last process ended: nobody knows what became of them."""
        under_way = select(OutboxRow).where(OutboxRow.state == OutboxState.SENDING)
        rows = await self._engine.store.read(lambda db: db.scalars(under_way).all())
        for row in rows:
            await self._come_back(row, Outcome.UNKNOWN)
        now = self._engine.clock.now()
        await self._engine.store.write(lambda db: _mark(db, [Sent(row.id, OutboxState.SENT) for row in rows], now))


def _thread(row: OutboxRow) -> tuple[str, str, str]:
    return row.kind, row.channel, row.thread


def _mark(db: Session, results: Sequence[Sent], now: datetime) -> None:
    done = [sent.id for sent in results if sent.state is OutboxState.SENT]
    if done:
        step = update(OUTBOX).where(OUTBOX.c.id.in_(done))
        db.execute(step.values(state=OutboxState.SENT, sent_at=now, attempts=OUTBOX.c.attempts + 1))
    for sent in results:
        if sent.state in (OutboxState.SENT, OutboxState.SENDING):
            continue
        values: dict[str, object] = {"state": sent.state, "attempts": OUTBOX.c.attempts + 1, "error": sent.error}
        if sent.due is not None:
            values["due"] = sent.due
        db.execute(update(OUTBOX).where(OUTBOX.c.id == sent.id).values(**values))
