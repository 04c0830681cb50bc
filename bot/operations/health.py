"""Whether this process is alive, and whether it may be given work."""

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.migrate import core, of, stored
from bot.operations.heartbeat import Heartbeat
from bot.operations.house import WORKS, House
from bot.operations.vitals import Loop
from bot.revision import incomplete, lacking
from integrations.database import StoreAway, backend
from nlu.types import Hints

log = logging.getLogger(__name__)
WRITER_THREAD = "linli-write"  # on SQLite everything is written by one thread
PATIENCE = 2.0  # seconds the database may take for one write
KEEP = 2.0  # seconds for which an answer about the database holds: whoever asks often makes no load
KEEP_SLOW = 60.0  # seconds for which an answer about tables and the model holds
GREETING = "你好"
Check = Callable[[], Awaitable[bool]]


def not_alive(house: House, loop: Loop) -> list[str]:
    """Return what is wrong with this process so that only a new start helps; empty while it is well."""
    wrong = [] if loop.responsive else ["event_loop"]
    if backend(house.store.url) == "sqlite" and not _writes():
        wrong.append("writer")
    return wrong


def _writes() -> bool:
    return any(thread.name == WRITER_THREAD for thread in threading.enumerate())


@dataclass(slots=True)
class Kept:
    """The answer of a check, asked again after a while; those who ask at the same time wait for one answer."""

    check: Check
    keep: float  # seconds
    _good: bool = False
    _asked: float = float("-inf")
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def good(self) -> bool:
        """Return the answer; a good one holds for a while, a bad one for a second."""
        async with self._lock:
            if time.monotonic() - self._asked > (self.keep if self._good else min(self.keep, 1.0)):
                self._good = await self.check()
                self._asked = time.monotonic()
            return self._good


class Readiness:
    """Says what this process still lacks before it may be given work."""

    def __init__(self, house: House, heartbeat: Heartbeat) -> None:
        self._house = house
        self._heartbeat = heartbeat
        self.draining = False
        self._checks = {
            "database": Kept(self._database, KEEP),
            "migrations": Kept(self._migrations, KEEP_SLOW),
        }
        if house.role in WORKS:  # pages understand nothing themselves
            self._checks["model"] = Kept(self._model, KEEP_SLOW)

    async def missing(self) -> list[str]:
        """Return what is not ready; empty when all is. A process that is stopping is asked nothing more."""
        if self.draining:
            return ["draining"]
        answers = await asyncio.gather(*(kept.good() for kept in self._checks.values()))
        return [name for name, good in zip(self._checks, answers, strict=True) if not good]

    async def _database(self) -> bool:
        """Write one row within two seconds: a disk that is full or a server that only reads is not ready."""
        return await self._heartbeat.beat()

    async def _migrations(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._house.store.read(self._current)
        except (TimeoutError, StoreAway, SQLAlchemyError, OSError):
            return False

    def _current(self, db: Session) -> bool:
        scenarios, connection = self._house.registry.scenarios.values(), db.connection()
        wanted = [history for history in (core(), *map(of, scenarios)) if history is not None]
        if any(stored(connection, history) != history.head for history in wanted):
            return False
        missing = lacking(connection, scenarios)
        if missing:
            log.error(incomplete(missing))
        return not missing

    async def _model(self) -> bool:
        """Understand a greeting: a model that was not loaded cannot."""
        now = self._house.clock.now()
        try:
            return bool((await self._house.engine.understander.understand(GREETING, "zh", now, Hints())).intents)
        except (RuntimeError, ValueError, LookupError, OSError):
            return False
