"""Sends what lies in the outbox: in order per thread, with back-off, dead letters, and a lane for emergencies."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.channel import Channel, SendFailed
from actions.message import Message, MessageKind
from bot.conversations import ConversationRow
from bot.engine import Engine
from bot.gathering import Gathering
from bot.outbox import OUTBOX, Lane, OutboxKind, OutboxRow, OutboxState, delivery_of, due_rows, next_due, start_sending
from bot.pace import Pace
from integrations.database import StoreAway
from integrations.devices import DeviceAdapter, Outcome
from integrations.sms import SmsFailed, SmsProvider

log = logging.getLogger(__name__)
GIVE_UP = timedelta(hours=24)  # a messenger that is away so long has lost its message; it is shown on the desk
LONGEST_WAIT = timedelta(minutes=5)
IN_FLIGHT = 4  # things that are between leaving and being marked: those are what a crash would send once more
GATHER = 0.02  # seconds between two rounds
LOOK = 5.0  # seconds between looks at the outbox when nobody rings
AWAY = 0.5  # seconds until a database that is out of reach is tried again
SETTLE = 1.0  # seconds in which the process that had the duty before may still mark what it sent
DUTY = "send"
OUTBOX_NEWS = "outbox"
FLUSH = 5.0  # seconds in which what may leave still leaves when the house closes
STOP = 10.0  # seconds what is leaving may take to be marked


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one try."""

    id: int
    state: OutboxState
    due: datetime | None = None
    error: str = ""


class Sender:
    """Empties the outbox, in one process at a time: there the limits of the messengers can be kept.

    At least once for messages and SMS, at most once for commands, in order per thread.
    """

    def __init__(
        self, engine: Engine, channels: Mapping[str, Channel], sms: SmsProvider, devices: Mapping[str, DeviceAdapter]
    ) -> None:
        self._engine = engine
        self._channels = channels
        self._sms = sms
        self._devices = devices
        self._marks = Gathering(self._mark)
        self._bells = {lane: asyncio.Event() for lane in Lane}
        self._locks = {lane: asyncio.Lock() for lane in Lane}  # what is being sent is not sent a second time
        self._held_up = dict.fromkeys(Lane, LOOK)
        self._duty: asyncio.Task[None] | None = None
        self._serving = False  # this process is the one that sends
        self._stopping = False

    def ring(self) -> None:
        """Say that something may be waiting."""
        for bell in self._bells.values():
            bell.set()

    async def start(self) -> None:
        """Begin sending as soon as no other process does."""
        self._engine.bus.on(OUTBOX_NEWS, lambda news: self.ring())
        self._duty = asyncio.create_task(self._engine.bus.alone(DUTY, self._serve))

    async def stop(self) -> None:
        """Send what may leave at once, then stop. The rest waits for the next start, or for another process."""
        if self._serving:
            with contextlib.suppress(TimeoutError, StoreAway):
                await asyncio.wait_for(self.drain(), FLUSH)
        self._stopping = True
        self.ring()
        if self._duty is not None:
            self._duty.cancel()
            await asyncio.wait([self._duty], timeout=STOP)

    async def drain(self) -> int:
        """Send until nothing is due; return how many were tried."""
        total = 0
        while count := await self._round(Lane.EMERGENCY) + await self._round(Lane.NORMAL):
            total += count
        return total

    async def _serve(self) -> None:
        """Do the duty: first what the last process left half done, then both lanes until it is over."""
        if self._engine.store.shared:
            await asyncio.sleep(SETTLE)
        await self.recover_commands()
        lanes = [asyncio.create_task(self._run(lane)) for lane in Lane]
        self._serving = True
        try:
            await asyncio.gather(*lanes)
        finally:
            self._serving = False
            async with self._locks[Lane.EMERGENCY], self._locks[Lane.NORMAL]:
                for task in lanes:
                    task.cancel()
            await asyncio.gather(*lanes, return_exceptions=True)
            self._engine.counters.rest("sender")

    async def _run(self, lane: Lane) -> None:
        bell = self._bells[lane]
        while not self._stopping:
            bell.clear()
            self._engine.counters.beat("sender")
            try:
                if await self._round(lane):
                    await asyncio.sleep(GATHER)  # what comes meanwhile leaves in one round
                    continue
                pause = min(await self._pause(), self._held_up[lane])
            except StoreAway:
                pause = AWAY
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), pause)
            if lane is Lane.EMERGENCY and not self._stopping:
                await asyncio.sleep(GATHER)  # rung for every reply, and hardly ever meant

    async def _pause(self) -> float:
        now = self._engine.clock.now()
        due = await self._engine.store.read(lambda db: next_due(db, now))
        return LOOK if due is None else min(LOOK, max(0.01, (due - now).total_seconds()))

    async def _round(self, lane: Lane) -> int:
        """Send what is due in a lane; return how many were tried."""
        async with self._locks[lane]:
            now = self._engine.clock.now()
            rows = await self._engine.store.read(lambda db: due_rows(db, lane, now))
            kept = [row for row in rows if self._is_kept(row)]
            await self._let_know(kept)
            pushed = await self._push([row for row in rows if row not in kept], lane)
            return len(kept) + pushed

    def _is_kept(self, row: OutboxRow) -> bool:
        """Say whether the outbox itself is where a channel's people read."""
        return row.kind == OutboxKind.MESSAGE and getattr(self._channels.get(row.channel), "kept", False)

    async def _let_know(self, rows: Sequence[OutboxRow]) -> None:
        """Wake the pages that read from the outbox, and mark all at once: to wake them twice harms nobody."""
        started = time.thread_time()
        for row in rows:
            await self._channels[row.channel].send(delivery_of(row))
        self._spend(started)
        if rows:
            await self._mark([Sent(row.id, OutboxState.SENT) for row in rows])

    async def _push(self, rows: Sequence[OutboxRow], lane: Lane) -> int:
        """Send side by side, a few at a time, at the pace of each channel; return how many were tried."""
        free, tried, self._held_up[lane] = asyncio.Semaphore(IN_FLIGHT), [], LOOK
        for row in rows:
            if self._stopping:
                break
            if await self._may_leave(row, lane):
                await free.acquire()
                tried.append(asyncio.create_task(self._send_one(row, free)))
        await asyncio.gather(*tried)
        return len(tried)

    async def _may_leave(self, row: OutboxRow, lane: Lane) -> bool:
        """Wait for the channel's overall pace; a thread that has had its share is left for later."""
        pace: Pace | None = getattr(self._channels.get(row.channel), "pace", None)
        if pace is None or row.kind != OutboxKind.MESSAGE:
            return True
        if (wait := pace.thread_wait(row.thread, time.monotonic())) > 0:
            self._held_up[lane] = min(self._held_up[lane], wait)
            return False
        while (wait := pace.overall_wait(lane, time.monotonic())) > 0:  # noqa: ASYNC110  the other lane may be first
            await asyncio.sleep(wait)
        pace.take(row.thread, time.monotonic())
        return True

    async def _send_one(self, row: OutboxRow, free: asyncio.Semaphore) -> None:
        try:
            sent = await self._send(row)
            await self._marks.add(sent)
        finally:
            free.release()
        if sent.state in (OutboxState.DEAD, OutboxState.EXPIRED):
            log.error("outbox item is dead", extra={"outbox": sent.id, "why": sent.error})

    async def _mark(self, results: Sequence[Sent]) -> None:
        """Write down what became of tries, however long the database is away: until then nothing is sent again."""
        counters = self._engine.counters
        counters.sent += sum(sent.state is OutboxState.SENT for sent in results)
        counters.retried += sum(sent.state is OutboxState.NEW for sent in results)
        counters.dead += sum(sent.state in (OutboxState.DEAD, OutboxState.EXPIRED) for sent in results)
        while True:
            try:
                return await self._engine.store.note(partial(self._write_down, results=results))
            except StoreAway:
                await asyncio.sleep(AWAY)

    def _write_down(self, db: Session, results: Sequence[Sent]) -> None:
        started = time.thread_time()
        _mark(db, results, self._engine.clock.now())
        self._spend(started)

    def _spend(self, started: float) -> None:
        if self._engine.timing is not None:
            self._engine.timing.deliver += time.thread_time() - started

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
        now = self._engine.clock.now()
        if final or now - row.created_at >= GIVE_UP:
            return Sent(row.id, OutboxState.DEAD, error=why[:200])
        wait = timedelta(seconds=retry_after if retry_after is not None else 2 ** min(row.attempts, 10))
        return Sent(row.id, OutboxState.NEW, now + min(wait, LONGEST_WAIT), why[:200])

    async def _command(self, row: OutboxRow) -> Sent:
        adapter = self._devices.get(row.body["kind"])
        if not await self._engine.store.write(lambda db: start_sending(db, [row.id])):
            return Sent(row.id, OutboxState.SENDING)
        try:
            outcome = await adapter.perform(row.thread, row.body["payload"]) if adapter else Outcome.FAILED
        except (OSError, TimeoutError):
            outcome = Outcome.UNKNOWN
        while True:
            try:
                await self._come_back(row, outcome)
                return Sent(row.id, OutboxState.SENT)
            except StoreAway:
                await asyncio.sleep(AWAY)

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
        results = [Sent(row.id, OutboxState.SENT) for row in rows]
        await self._engine.store.write(lambda db: _mark(db, results, now))


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
