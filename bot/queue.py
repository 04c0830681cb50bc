"""The messages that wait, by conversation: each conversation's one after the other, different ones side by side."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator

from actions.registry import Registry
from bot.attempts import Attempts
from bot.claims import release
from bot.counters import Counters
from bot.flush import Flushed
from bot.foreign import blame
from bot.inbox import Stored, Taken, pending
from bot.joining import Joining, Line
from bot.logs import about
from bot.turns import Handled
from integrations.bus import Bus
from integrations.database import Store, StoreAway

log = logging.getLogger(__name__)
AT_ONCE = 32  # conversations that are worked on side by side
ENOUGH = 2  # failures of a turn; then a person is told
AWAY = 0.5  # seconds until a database that is out of reach is tried again
LOOK = 0.25  # seconds between looks for what other processes have stored while a turn waits for more
INBOX = "inbox"


class Queue:
    """Has a task for each conversation in which messages wait."""

    def __init__(
        self,
        store: Store,
        registry: Registry,
        attempts: Attempts,
        bus: Bus,
        counters: Counters,
        announce: Callable[[str, Flushed], None],
    ) -> None:
        self.joining = Joining(attempts)
        self._store = store
        self._registry = registry
        self._attempts = attempts
        self._bus = bus
        self._counters = counters
        self._announce = announce
        self._lines: dict[str, Line] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._aside: set[str] = set()  # conversations that wait for something outside and keep nobody from working
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._stopping = False

    def __contains__(self, conversation: str) -> bool:
        """Say whether a conversation is being worked on."""
        return conversation in self._tasks

    @property
    def busy(self) -> int:
        """How many conversations are worked on."""
        return len(self._tasks) - len(self._aside)

    def put(self, stored: Stored) -> None:
        """Take a message in and start its conversation's work, where it is not under way."""
        conversation = stored.conversation_id
        line = self._lines.setdefault(conversation, Line(conversation))
        line.put(stored)
        self.joining.came(stored)
        if conversation not in self._tasks and not self._stopping:
            self._tasks[conversation] = asyncio.create_task(self._drain(line))

    async def idle(self) -> None:
        """Wait until no turn is running or waiting."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())

    async def settled(self, conversation: str) -> None:
        """Wait until one conversation's messages have been handled."""
        task = self._tasks.get(conversation)
        if task is not None:
            await asyncio.shield(task)

    async def stop(self) -> None:
        """Finish the turns that are running; what waits, be it for a file, stays stored for the next start."""
        self._stopping = True
        tasks = tuple(self._tasks.values())
        for conversation in self._aside:
            self._tasks[conversation].cancel()
        await asyncio.gather(*(_ended(task) for task in tasks))

    async def _drain(self, line: Line) -> None:
        """Make the turns of one conversation, in order, until nothing waits."""
        handled: Handled | None = None
        try:
            while line.waiting and not self._stopping:
                stored = line.first()
                if (early := stored.ready - time.perf_counter()) > 0:
                    with self._waits_outside(line):
                        await asyncio.sleep(early)
                    continue
                with about(inbox=stored.id):
                    stored, handled = await self._turn(line, stored)
                if handled.lost:
                    line.waiting.clear()
                await self._go_on(line, stored, handled)
        finally:
            if not line.waiting:
                self._lines.pop(line.conversation, None)
            del self._tasks[line.conversation]
            if self._store.shared and not (handled and (handled.lost or handled.taken is Taken.LAST)):
                await self._give_back(line.conversation)

    async def _go_on(self, line: Line, stored: Stored, handled: Handled) -> None:
        """Strike off what was handled; look up what else waits where another process may have stored it."""
        if handled.taken is not Taken.EARLIER:
            line.strike(stored)
        more = handled.taken is Taken.MORE and not line.waiting and self._store.shared
        if more or handled.taken is Taken.EARLIER:
            with contextlib.suppress(StoreAway):
                await self._look_up(line)

    async def _look_up(self, line: Line) -> None:
        for stored in await self._store.read(lambda db: pending(db, line.conversation)):
            if stored.id not in line.waiting:
                line.put(stored)
                self.joining.came(stored)

    async def _give_back(self, conversation: str) -> None:
        with contextlib.suppress(StoreAway):
            await self._store.write(lambda db: release(db, [conversation], self._bus.me))
        self._bus.publish(INBOX)

    async def _turn(self, line: Line, stored: Stored) -> tuple[Stored, Handled]:
        """Make one turn of a message; what fails twice goes to a person, what finds no database waits for it."""
        failures = [stored.message.fault] * ENOUGH if stored.message.fault else []
        alone = False
        while True:
            try:
                if len(failures) < ENOUGH and self._attempts.lacks(stored):
                    with self._waits_outside(line):
                        stored = line.waiting[stored.id] = await self._attempts.brought(stored)
                async with self._slots:
                    made, handled = await self._try(line, stored, failures, alone=alone or bool(failures))
                alone = handled.taken is Taken.APART
                if not alone:
                    break
            except StoreAway:
                await asyncio.sleep(AWAY)
            except Exception as error:  # one message must never stop the others
                failures.append(blame(error, self._registry))
                self._counters.failed += 1
                known = {"conversation": stored.conversation_id, "attempt": len(failures), "fault": failures[-1]}
                log.exception("turn failed", extra=known)
                if len(failures) > ENOUGH + 1:
                    # not even a person can be told now; it stays stored
                    return stored, Handled(Taken.GONE, lost=True)
        if handled.taken in (Taken.LAST, Taken.MORE):
            self._count(made)
            self._announce(made.message.community, handled.flushed)
        return made, handled

    async def _try(self, line: Line, stored: Stored, failures: list[str], *, alone: bool) -> tuple[Stored, Handled]:
        if len(failures) >= ENOUGH:
            return stored, await self._attempts.handed_over(stored, failures[0])
        if alone:
            return stored, await self._attempts.handled(stored, await self._attempts.understood(stored))
        heard = await self.joining.heard(stored, line, self._more)
        return heard.stored, await self._attempts.handled(heard.stored, heard.understanding)

    async def _more(self, line: Line, seconds: float) -> bool:
        """Let others work until more comes in a conversation; False when nothing has come."""
        known = len(line.waiting)
        async with self._pause(line):
            await line.rings(min(seconds, LOOK) if self._store.shared else seconds)
            if self._store.shared and len(line.waiting) == known:
                await self._look_up(line)
        return len(line.waiting) > known

    @contextlib.asynccontextmanager
    async def _pause(self, line: Line) -> AsyncIterator[None]:
        self._slots.release()
        try:
            with self._waits_outside(line):
                yield
        finally:
            await self._slots.acquire()

    @contextlib.contextmanager
    def _waits_outside(self, line: Line) -> Iterator[None]:
        self._aside.add(line.conversation)
        if self._stopping:
            self._tasks[line.conversation].cancel()
        try:
            yield
        finally:
            self._aside.discard(line.conversation)

    def _count(self, stored: Stored) -> None:
        seconds = time.perf_counter() - stored.at
        self._counters.turns += 1
        self._counters.turn_seconds.observe(seconds)
        if self._attempts.turns.timing is not None:
            self._attempts.turns.timing.turns.append(seconds)


async def _ended(task: asyncio.Task[None]) -> None:
    """Wait for a task; that it was cancelled is no failure."""
    await asyncio.wait((task,))
    if not task.cancelled():
        task.result()
