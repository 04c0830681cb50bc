"""One open page: what is on its way to it, and where in the outbox it has got to."""

import asyncio
import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from aiohttp import WSCloseCode, web
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bot.channels.web.history import GONE, Json, drawn
from bot.outbox import OutboxKind, OutboxRow, delivery_of
from integrations.clock import Clock
from integrations.database import Store

WAITING = 100  # events that may wait for a page; a page that is slower is dropped and comes back with its hello
SLOWEST = 15.0  # seconds one event may take to leave
BATCH = 100  # outbox rows read at a time
REMEMBERED = 500  # ids of messages that have left, so that none leaves twice


@dataclass(frozen=True, slots=True)
class Told:
    """A message of the outbox as it leaves for a page."""

    id: int
    item: Json


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page that has everything up to `seq` has not got; `but` has left already."""

    channel: str
    thread: str
    seq: int
    now: datetime
    but: tuple[int, ...] = ()


class Line:
    """Writes to one socket. Messages come from the database, in order, each once; other events from memory."""

    def __init__(self, socket: web.WebSocketResponse, channel: str, session_id: str = "") -> None:
        self.channel = channel
        self.session_id = session_id
        self.thread = ""
        self._socket = socket
        self._events: deque[Json] = deque()
        self._late: deque[int] = deque()
        self._sent: deque[int] = deque(maxlen=REMEMBERED)
        self._seq: int | None = None  # None until the page has said hello
        self._bell = asyncio.Event()
        self._dropped: int | None = None
        self._part = 0  # counts hellos: what was read for an earlier one is not written any more

    def tell(self, event: Json) -> None:
        """Queue an event."""
        if len(self._events) >= WAITING:
            self.drop(WSCloseCode.TRY_AGAIN_LATER)
            return
        self._events.append(event)
        self._bell.set()

    def look(self) -> None:
        """Look whether the outbox holds anything new."""
        self._bell.set()

    def deliver(self, delivery_id: int) -> None:
        """Say that a message is in the outbox."""
        if self._seq is None:
            return
        if len(self._late) >= WAITING:
            self.drop(WSCloseCode.TRY_AGAIN_LATER)
            return
        self._late.append(delivery_id)
        self._bell.set()

    def resume(self, thread: str, seq: int) -> None:
        """Begin to deliver what came after `seq` in a thread."""
        self.thread, self._seq = thread, seq
        self._part += 1
        self._sent.clear()
        self._late.clear()
        self._bell.set()

    def rest(self) -> None:
        """Deliver nothing until the next hello: the visitor of a kiosk has gone."""
        self.resume("", 0)
        self._seq = None

    def drop(self, code: int) -> None:
        """Let go of this page; what it has not got waits in the database."""
        self._dropped = code
        self._bell.set()

    async def write(self, store: Store, clock: Clock) -> None:
        """Write until the page is dropped or gone."""
        while self._dropped is None and not self._socket.closed:
            await self._bell.wait()
            self._bell.clear()
            try:
                async with asyncio.timeout(SLOWEST):
                    await self._write_events()
                await self._write_messages(store, clock)
            except (TimeoutError, ConnectionError):
                self._dropped = WSCloseCode.TRY_AGAIN_LATER
        await self._close()

    async def _write_events(self) -> None:
        while self._events and self._dropped is None:
            await self._socket.send_str(_json(self._events.popleft()))

    async def _write_messages(self, store: Store, clock: Clock) -> None:
        """Send what the outbox holds beyond this page's place, then what was delivered out of order."""
        while self._seq is not None and self._dropped is None:
            part = self._part
            wanted = Wanted(self.channel, self.thread, self._seq, clock.now(), tuple(self._sent))
            rows = await store.read(partial(rows_after, wanted=wanted))
            await self._write_told(part, [Told(row.id, drawn(delivery_of(row), row.due)) for row in rows])
            if len(rows) < BATCH:
                break
        while self._late and self._dropped is None:
            late, thread, part = self._late.popleft(), self.thread, self._part
            if late not in self._sent:
                row = await store.read(lambda db, late=late: db.get(OutboxRow, late))  # type: ignore[misc]
                if row is not None and (row.channel, row.thread) == (self.channel, thread):
                    await self._write_told(part, [Told(row.id, drawn(delivery_of(row), row.due))])

    async def _write_told(self, part: int, batch: Sequence[Told]) -> None:
        for told in batch:
            if self._dropped is not None or part != self._part:
                return
            async with asyncio.timeout(SLOWEST):
                await self._socket.send_str(_json({"type": "message", **told.item}))
            if part != self._part:
                return
            self._sent.append(told.id)
            self._seq = max(self._seq or 0, told.id)

    async def _close(self) -> None:
        if not self._socket.closed:
            await self._socket.close(code=self._dropped or WSCloseCode.GOING_AWAY)


def rows_after(db: Session, wanted: Wanted) -> Sequence[OutboxRow]:
    """Return the messages that are wanted, in the order they became due.

    A message that waited for the morning has a small id and a late `due`: it counts as new, too.
    """
    in_thread = and_(OutboxRow.channel == wanted.channel, OutboxRow.thread == wanted.thread)
    mine = and_(in_thread, OutboxRow.kind == OutboxKind.MESSAGE)
    last = db.scalar(select(OutboxRow.due).where(mine, OutboxRow.id == wanted.seq))
    new = OutboxRow.id > wanted.seq if last is None else or_(OutboxRow.id > wanted.seq, OutboxRow.due > last)
    query = select(OutboxRow).where(mine, new, OutboxRow.due <= wanted.now, OutboxRow.state.not_in(GONE))
    query = query.where(OutboxRow.id.not_in(wanted.but)).order_by(OutboxRow.due, OutboxRow.id)
    return db.scalars(query.limit(BATCH)).all()


def _json(event: Json) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))
