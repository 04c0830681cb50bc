"""Sends what lies in the outbox: each channel by itself, in order per thread, with back-off and dead letters."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.channel import Channel, SendFailed
from actions.message import Message, MessageKind
from actions.proof import HIDDEN, code_of
from bot.conversations import ConversationRow
from bot.engine import Engine
from bot.gathering import Gathering
from bot.outbox import OutboxKind, OutboxRow, OutboxState, Sent, delivery_of, due_rows, mark, next_due, start_sending
from bot.ways import Way
from integrations.database import StoreAway
from integrations.devices import DeviceAdapter, Outcome, Report
from integrations.sms import SmsFailed, SmsProvider

log = logging.getLogger(__name__)
GIVE_UP = timedelta(hours=24)  # a messenger that is away so long has lost its message; it is shown on the desk
LONGEST_WAIT = timedelta(minutes=5)  # of our own back-off; what a channel asks for is kept
ROUND = 50  # things that are taken out of the outbox at a time
GATHER = 0.02  # seconds between two rounds
LOOK = 5.0  # seconds between looks at the outbox when nobody rings
AWAY = 0.5  # seconds until a database that is out of reach is tried again
SETTLE = 1.0  # seconds in which the process that had the duty before may still mark what it sent
DUTY = "send"
OUTBOX_NEWS = "outbox"
FLUSH = 5.0  # seconds in which what may leave still leaves when the house closes
STOP = 10.0  # seconds what is leaving may take to be marked


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
        self._bell = asyncio.Event()
        self._looking = asyncio.Lock()
        self._ways: dict[tuple[str, str], Way] = {}  # by kind and channel
        self._duty: asyncio.Task[None] | None = None
        self._serving = False  # this process is the one that sends

    def ring(self) -> None:
        """Say that something may be waiting."""
        self._bell.set()

    async def start(self) -> None:
        """Begin sending as soon as no other process does."""
        self._engine.bus.on(OUTBOX_NEWS, lambda news: self.ring())
        self._duty = asyncio.create_task(self._engine.bus.alone(DUTY, self._serve))

    async def stop(self) -> None:
        """Send what may leave at once, then stop. The rest waits for the next start, or for another process."""
        if self._serving:
            with contextlib.suppress(TimeoutError, StoreAway):
                await asyncio.wait_for(self.drain(), FLUSH)
        if self._duty is not None:
            self._duty.cancel()
            await asyncio.wait([self._duty], timeout=STOP)
        for way in self._ways.values():
            way.give_up()

    async def drain(self) -> int:
        """Send until nothing is due; return how many were tried."""
        total = 0
        await self._idle()
        while count := await self._round():
            total += count
            await self._idle()
        return total

    async def _idle(self) -> None:
        await asyncio.gather(*(way.idle() for way in self._ways.values()))

    async def _serve(self) -> None:
        """Do the duty: first what the last process left half done, then rounds until it is over."""
        if self._engine.store.shared:
            await asyncio.sleep(SETTLE)
        await self.recover_commands()
        self._serving = True
        try:
            await self._run()
        finally:
            self._serving = False
            await asyncio.gather(*(way.rest() for way in self._ways.values()))
            self._engine.counters.rest("sender")

    async def _run(self) -> None:
        while True:
            self._bell.clear()
            self._engine.counters.beat("sender")
            try:
                found = await self._round()
                await asyncio.sleep(GATHER)  # what comes meanwhile leaves in one round
                pause = 0.0 if found or self._bell.is_set() else await self._pause()
            except StoreAway:
                pause = AWAY
            await self._rung(pause)

    async def _rung(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()

    async def _pause(self) -> float:
        now = self._engine.clock.now()
        due = await self._engine.store.read(lambda db: next_due(db, now))
        return LOOK if due is None else min(LOOK, max(0.01, (due - now).total_seconds()))

    async def _round(self) -> int:
        """Let what is due go its ways, without waiting for any of it; return how much it was."""
        async with self._looking:
            held = {number for way in self._ways.values() for number in way.held}
            full = [(*name, lane) for name, way in self._ways.items() for lane in way.full]
            now = self._engine.clock.now()
            rows = await self._engine.store.read(lambda db: due_rows(db, now, ROUND + len(held), full))
            new = [row for row in rows if row.id not in held]  # what has been marked meanwhile was held before
            kept = [row for row in new if self._is_kept(row)]
            self._let_go([row for row in new if row not in kept])
            await self._let_know(kept)
            return len(new)

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

    def _let_go(self, rows: Sequence[OutboxRow]) -> None:
        touched = {}
        for row in rows:
            name = (row.kind, row.channel)
            touched[name] = way = self._ways.get(name) or self._open(row)
            way.add(row)
        for way in touched.values():
            way.go()

    def _open(self, row: OutboxRow) -> Way:
        paced = row.channel if row.kind == OutboxKind.MESSAGE else ""
        way = Way(self._carry, self._put_off, lambda: getattr(self._channels.get(paced), "pace", None), self.ring)
        self._ways[row.kind, row.channel] = way
        return way

    async def _carry(self, row: OutboxRow) -> None:
        """Send one thing and mark what became of it; without a database it stays in the outbox."""
        try:
            sent = await self._send(row)
        except (StoreAway, SQLAlchemyError) as failure:
            log.warning("outbox item waits for the database", extra={"outbox": row.id, "why": type(failure).__name__})
            await asyncio.sleep(AWAY)
            return
        with self._ways[row.kind, row.channel].marking(row):
            await self._marks.add(sent)
        if sent.state in (OutboxState.DEAD, OutboxState.EXPIRED):
            log.error("outbox item is dead", extra={"outbox": sent.id, "why": sent.error})

    async def _put_off(self, row: OutboxRow, wait: float) -> None:
        """Leave something in the outbox until its chat may be written to: a restart knows of it, too."""
        due = self._engine.clock.now() + timedelta(seconds=wait)
        await self._marks.add(Sent(row.id, OutboxState.NEW, due, row.error, tries=0))

    async def _mark(self, results: Sequence[Sent]) -> None:
        """Write down what became of tries, however long the database is away: until then nothing is sent again."""
        counters = self._engine.counters
        counters.sent += sum(sent.state is OutboxState.SENT for sent in results)
        counters.retried += sum(sent.tries for sent in results if sent.state is OutboxState.NEW)
        counters.dead += sum(sent.state in (OutboxState.DEAD, OutboxState.EXPIRED) for sent in results)
        while True:
            try:
                return await self._engine.store.note(partial(self._write_down, results=results))
            except (StoreAway, SQLAlchemyError) as failure:
                log.warning("what was sent cannot be marked", extra={"why": type(failure).__name__})
                await asyncio.sleep(AWAY)

    def _write_down(self, db: Session, results: Sequence[Sent]) -> None:
        started = time.thread_time()
        mark(db, results, self._engine.clock.now())
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
        except Exception as failure:
            if not isinstance(failure, SmsFailed | OSError):
                log.exception("a channel failed", extra={"outbox": row.id})  # and stops nothing but this
            return self._again(row, type(failure).__name__, None, final=getattr(failure, "final", False))
        return Sent(row.id, OutboxState.SENT)

    async def _leave(self, row: OutboxRow) -> None:
        if row.kind == OutboxKind.SMS:
            await self._sms.send(row.thread, _sms_of(row.body), f"linli-{row.id}")
            return
        channel = self._channels.get(row.channel)
        if channel is None:
            raise SendFailed(f"channel {row.channel} is not running")
        await channel.send(delivery_of(row))

    def _again(self, row: OutboxRow, why: str, retry_after: float | None, *, final: bool) -> Sent:
        now = self._engine.clock.now()
        if final or now - row.created_at >= GIVE_UP:
            return Sent(row.id, OutboxState.DEAD, error=why[:200])
        wait = min(timedelta(seconds=2 ** min(row.attempts, 10)), LONGEST_WAIT)
        if retry_after is not None:
            wait = timedelta(seconds=retry_after)
        return Sent(row.id, OutboxState.NEW, now + wait, why[:200])

    async def _command(self, row: OutboxRow) -> Sent:
        adapter = self._devices.get(row.body["kind"])
        if not await self._engine.store.write(lambda db: start_sending(db, [row.id])):
            return Sent(row.id, OutboxState.SENDING)
        try:
            told = await adapter.perform(row.thread, row.body["payload"]) if adapter else Outcome.FAILED
            outcome = told if isinstance(told, Report) else Report(told)
        except Exception as failure:
            if not isinstance(failure, OSError):
                log.exception("a device failed", extra={"outbox": row.id})
            outcome = Report(Outcome.UNKNOWN)
        while True:
            try:
                await self._come_back(row, outcome)
                return Sent(row.id, OutboxState.SENT)
            except StoreAway:
                await asyncio.sleep(AWAY)

    async def _expired(self, row: OutboxRow) -> Sent:
        if row.kind == OutboxKind.COMMAND:
            await self._come_back(row, Report(Outcome.FAILED))
        return Sent(row.id, OutboxState.EXPIRED, error="expired before it could leave")

    async def _come_back(self, row: OutboxRow, outcome: Report) -> None:
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
                text=f"{row.body['outcome']}:{outcome.written}",
                sent_at=self._engine.clock.now(),
            )
        )

    async def recover_commands(self) -> None:
        """Report commands that were under way when the last process ended: nobody knows what became of them."""
        under_way = select(OutboxRow).where(OutboxRow.state == OutboxState.SENDING)
        rows = await self._engine.store.read(lambda db: db.scalars(under_way).all())
        for row in rows:
            await self._come_back(row, Report(Outcome.UNKNOWN))
        now = self._engine.clock.now()
        results = [Sent(row.id, OutboxState.SENT) for row in rows]
        await self._engine.store.write(lambda db: mark(db, results, now))


def _sms_of(body: Mapping[str, Any]) -> str:
    """Return the text of an SMS; the digits of a code come into it only here."""
    text, slip = str(body["text"]), body.get("slip")
    return text.replace(HIDDEN, code_of(slip)) if slip else text
