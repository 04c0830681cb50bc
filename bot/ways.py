"""One way out of the house: a messenger, the SMS, a kind of device. What hangs there holds up nothing elsewhere."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine, Iterator
from math import inf
from typing import Any

from bot.outbox import Lane, OutboxRow
from bot.pace import Pace

log = logging.getLogger(__name__)
IN_FLIGHT = 4  # things of a lane that leave side by side where a messenger is slow
SLOW = 1.0  # seconds after which one that is still leaving no longer keeps the next one waiting
MOMENT = 1.5  # seconds something waits here for its chat; what has to wait longer goes back to the outbox


class Way:
    """Lets things leave side by side, a few at a time and at the pace of the channel, emergencies first."""

    def __init__(
        self,
        carry: Callable[[OutboxRow], Coroutine[Any, Any, None]],
        put_off: Callable[[OutboxRow, float], Coroutine[Any, Any, None]],
        pace: Callable[[], Pace | None],
        ring: Callable[[], None],
    ) -> None:
        self.held: set[int] = set()  # what waits or leaves here; nobody else may send it
        self.full: set[Lane] = set()  # lanes in which more waits than may leave: they need nothing new
        self._carry = carry
        self._put_off = put_off
        self._pace = pace
        self._ring = ring
        self._waiting: dict[Lane, list[OutboxRow]] = {Lane.EMERGENCY: [], Lane.NORMAL: []}
        self._leaving: dict[Lane, dict[int, float]] = {lane: {} for lane in Lane}  # and the monotonic second it began
        self._unmarked = dict.fromkeys(Lane, 0)
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._quiet = asyncio.Event()
        self._quiet.set()

    def add(self, row: OutboxRow) -> None:
        """Take something in; `go` lets it leave."""
        self.held.add(row.id)
        self._waiting[Lane(row.lane)].append(row)
        self._quiet.clear()

    def go(self) -> None:
        """Let leave what may leave now, and come back by itself when more may."""
        if self._timer is not None:
            self._timer.cancel()
        soonest = min([self._go(lane) for lane in self._waiting])
        self._timer = None if soonest == inf else asyncio.get_running_loop().call_later(soonest, self.go)
        if not self.held:
            self._quiet.set()

    @contextlib.contextmanager
    def marking(self, row: OutboxRow) -> Iterator[None]:
        """Until it is written down that one has left, no other of its lane leaves: a crash repeats that one alone."""
        lane = Lane(row.lane)
        self._unmarked[lane] += 1
        try:
            yield
        finally:
            self._unmarked[lane] -= 1

    async def idle(self) -> None:
        """Wait until nothing waits or leaves here."""
        await self._quiet.wait()

    async def rest(self) -> None:
        """Let go of what waits, and return when what leaves has been marked."""
        for rows in self._waiting.values():
            self.held.difference_update(row.id for row in rows)
            rows.clear()
        self.go()
        await self.idle()

    def give_up(self) -> None:
        """Break off what leaves: it comes again at the next start."""
        for task in self._tasks:
            task.cancel()

    def _go(self, lane: Lane) -> float:
        """Let leave what may in a lane; return the seconds until time alone lets more of it leave."""
        stay: list[OutboxRow] = []
        pace, rows, soonest = self._pace(), self._waiting[lane], inf
        for number, row in enumerate(rows):
            now = time.monotonic()
            if (wait := self._lane_wait(pace, lane, now)) > 0:
                self._waiting[lane] = [*stay, *rows[number:]]
                self.full.add(lane)
                return min(soonest, wait)
            wait = pace.chat_wait(row.thread, lane, now) if pace else 0.0
            if wait > MOMENT:
                self._begin(self._put_off(row, wait), row)
            elif wait > 0:
                stay.append(row)
                soonest = min(soonest, wait)
            else:
                self._leave(row, lane, pace, now)
        self._waiting[lane] = stay
        if lane in self.full:
            self.full.remove(lane)
            self._ring()
        return soonest

    def _lane_wait(self, pace: Pace | None, lane: Lane, now: float) -> float:
        leaving = self._leaving[lane]
        if len(leaving) >= IN_FLIGHT or self._unmarked[lane]:
            return inf
        if leaving and (early := max(leaving.values()) + SLOW - now) > 0:
            return early
        return pace.overall_wait(lane, now) if pace else 0.0

    def _leave(self, row: OutboxRow, lane: Lane, pace: Pace | None, now: float) -> None:
        if pace:
            pace.take(row.thread, now)
        self._leaving[lane][row.id] = now
        self._begin(self._carry(row), row, lane)

    def _begin(self, work: Coroutine[Any, Any, None], row: OutboxRow, lane: Lane | None = None) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._end(done, row, lane))

    def _end(self, task: asyncio.Task[None], row: OutboxRow, lane: Lane | None) -> None:
        """Make room, and ask for what stood behind it in its thread."""
        if not task.cancelled() and (failure := task.exception()):
            log.error("an outbox item failed", extra={"outbox": row.id}, exc_info=failure)
        self._tasks.discard(task)
        self.held.discard(row.id)
        if lane is not None:
            del self._leaving[lane][row.id]
        self.go()
        self._ring()
