"""Updates in the order of their ids: one after the other in a chat, and no later one before a missing one."""

import asyncio
from bisect import insort
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

PATIENCE = 0.3  # seconds in which a webhook's updates may overtake each other


class Gaps:
    """Knows which update ids are still missing below one that came. Pure: the caller brings the time in seconds.

    >>> gaps = Gaps(patience=0.3)
    >>> gaps.saw(10, now=0.0), gaps.closed(10, now=0.1), gaps.closed(10, now=0.3)
    (None, False, True)
    >>> gaps.saw(12, now=1.0), gaps.closed(12, now=1.1)
    (None, False)
    >>> gaps.saw(11, now=1.2), gaps.closed(12, now=1.2)
    (None, True)
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._next: int | None = None  # every id below it came, or was waited for long enough
        self._ahead: dict[int, float] = {}

    def saw(self, update_id: int, now: float) -> None:
        """Note that an update came."""
        if self._next is None or update_id >= self._next:
            self._ahead.setdefault(update_id, now)
        self._advance()

    def closed(self, update_id: int, now: float) -> bool:
        """Say whether nothing is missing before an update, or was waited for long enough."""
        over = [seen for seen, at in self._ahead.items() if at + self._patience <= now + 1e-9]
        if over:
            self._next = max(over) + 1
            self._ahead = {seen: at for seen, at in self._ahead.items() if seen >= self._next}
        self._advance()
        return self._next is not None and update_id < self._next

    def _advance(self) -> None:
        while self._next is not None and self._next in self._ahead:
            del self._ahead[self._next]
            self._next += 1


@dataclass(slots=True, order=True)
class _Ticket:
    update_id: int
    number: int
    woken: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


class Lines:
    """A line for every chat in which the smallest update id stands in front, whenever it came."""

    def __init__(self) -> None:
        self._lines: dict[int, list[_Ticket]] = {}
        self._numbers = count()

    @asynccontextmanager
    async def place(self, chat: int, update_id: int) -> AsyncIterator[Callable[[], Awaitable[None]]]:
        """Stand in a chat's line; await what is given to be in front."""
        ticket = _Ticket(update_id, next(self._numbers))
        line = self._lines.setdefault(chat, [])
        insort(line, ticket)

        async def in_front() -> None:
            while line[0] is not ticket:
                ticket.woken.clear()
                await ticket.woken.wait()

        try:
            yield in_front
        finally:
            line.remove(ticket)
            if line:
                line[0].woken.set()
            else:
                self._lines.pop(chat, None)


class Order:
    """Holds a webhook's updates back until those before them came, or had time enough to."""

    def __init__(self, gaps: Gaps, *, hold: bool) -> None:
        self._gaps = gaps
        self._hold = hold
        self._lines = Lines()
        self._arrival = asyncio.Event()

    @asynccontextmanager
    async def turn(self, chat: int, update_id: int) -> AsyncIterator[float]:
        """Wait for an update's turn; gives the seconds for which earlier ones may still come elsewhere.

        Where other processes take updates too, nothing is held here: the seconds go along to the inbox they share.
        """
        async with self._lines.place(chat, update_id) as in_front:
            now = asyncio.get_running_loop().time
            self._gaps.saw(update_id, now())
            self._arrival.set()
            self._arrival = asyncio.Event()
            if self._hold:
                await self._until_closed(update_id, now)
            await in_front()
            yield 0.0 if self._gaps.closed(update_id, now()) else PATIENCE

    async def _until_closed(self, update_id: int, now: Callable[[], float]) -> None:
        end = now() + PATIENCE
        while not self._gaps.closed(update_id, now()) and now() < end:
            arrival = asyncio.ensure_future(self._arrival.wait())
            await asyncio.wait((arrival,), timeout=end - now())
            arrival.cancel()
