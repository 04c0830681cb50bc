import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import datetime

import aiohttp
from sqlalchemy import Select, select
from sqlalchemy.exc import SQLAlchemyError

from bot.operations.audit import LIMITS
from bot.operations.house import House
from bot.operations.processes import Me, forget, say_goodbye, show
from bot.operations.vitals import DATABASE, SENDER, silent
from bot.outbox import OutboxRow, OutboxState
from integrations.database import StoreAway

log = logging.getLogger(__name__)
PERIOD = 15.0  # seconds between two lines in the table of processes
WRITE = 2.0  # seconds the database may take for one line
CALL = 60.0  # seconds between two calls to the watch outside
PATIENCE = aiohttp.ClientTimeout(total=10)


class Heartbeat:
    """Writes down that this process is alive, and tells a watch outside the house while every part of it is.

    The watch (a dead-man's switch) raises the alarm when the calls stop: no alarm of our own can do that once the
    machine is off.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self.me = Me(house.role)
        self.quiet: list[str] = []  # parts for which the last call was not made

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Beat until left, then say goodbye in the table."""
        await self.beat()
        tasks = [asyncio.create_task(self._beat_forever())]
        if self._house.settings.heartbeat_url:
            tasks.append(asyncio.create_task(self._call_forever(self._house.settings.heartbeat_url)))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._part()

    async def beat(self) -> bool:
        """Write down that this process is alive; False when the database does not take it."""
        house, now = self._house, self._house.clock.now()
        try:
            async with asyncio.timeout(WRITE):
                await house.store.write(lambda db: show(db, self.me, now))
        except (StoreAway, SQLAlchemyError, OSError, TimeoutError) as failure:
            log.warning("the heartbeat could not be written", extra={"why": type(failure).__name__})
            return False
        house.counters.beat(DATABASE)
        return True

    async def call(self, client: aiohttp.ClientSession, url: str) -> bool:
        """Tell the watch outside that all is well; nothing while a part is silent. A failure stops nothing."""
        quiet = await self._silent()
        if quiet != self.quiet:
            log.warning("parts that are silent keep the watch outside uncalled", extra={"silent": quiet})
            self.quiet = quiet
        if quiet:
            return False
        try:
            async with client.get(url) as answer:
                if answer.status < 400:
                    return True
                why = f"status {answer.status}"
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as failure:
            why = type(failure).__name__
        log.warning("the watch outside did not answer", extra={"why": why})  # never the address: it is a secret
        return False

    async def _silent(self) -> list[str]:
        quiet, edge = silent(self._house), self._house.clock.now() - LIMITS.send
        try:
            left = await self._house.store.read(lambda db: db.scalar(_left_lying(edge)))
        except (StoreAway, SQLAlchemyError, OSError):
            return sorted({*quiet, DATABASE})
        return quiet if left is None else sorted({*quiet, SENDER})

    async def _beat_forever(self) -> None:
        while True:
            await asyncio.sleep(PERIOD)
            await self.beat()
            now = self._house.clock.now()
            with contextlib.suppress(StoreAway, SQLAlchemyError, OSError):
                await self._house.store.write(lambda db, now=now: forget(db, now))  # type: ignore[misc]

    async def _call_forever(self, url: str) -> None:
        async with aiohttp.ClientSession(timeout=PATIENCE) as client:
            while True:
                await asyncio.sleep(CALL)
                await self.call(client, url)

    async def _part(self) -> None:
        now = self._house.clock.now()
        with contextlib.suppress(StoreAway, SQLAlchemyError, OSError, TimeoutError):
            async with asyncio.timeout(WRITE):  # a writer that is stuck must not keep the process from ending
                await self._house.store.write(lambda db: say_goodbye(db, self.me, now))


def _left_lying(edge: datetime) -> Select[int]:
    """Find something that nobody in the whole house takes out of the outbox."""
    due = (OutboxRow.state == OutboxState.NEW, OutboxRow.due <= edge)
    return select(OutboxRow.id).where(*due).limit(1)
