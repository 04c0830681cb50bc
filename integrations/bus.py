"""News between the processes of one house, and work that only one of them may do at a time."""

import asyncio
import contextlib
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import psycopg

from integrations.database import backend
from integrations.postgres import driver_url

log = logging.getLogger(__name__)
News = dict[str, Any]
Run = Callable[[], Awaitable[None]]
CHANNEL = "linli"
GATHER = 0.01  # seconds in which news of one process is gathered into one statement
SPACING = 0.05  # seconds between two such statements: who rings all the time is heard twenty times a second
RETRY = 1.0  # seconds until a duty or a connection is tried again
LARGEST = 7500  # bytes; PostgreSQL takes 8000


class Bus(Protocol):
    """Carries news to the other processes and hands out duties."""

    me: str
    """Name of this process, as long as it lives."""

    def publish(self, topic: str, news: News | None = None) -> None:
        """Tell the other processes; the same news within a few milliseconds is told once. It may get lost."""
        ...

    def on(self, topic: str, hear: Callable[[News], None]) -> None:
        """Hear news of a topic from other processes."""
        ...

    async def alone(self, name: str, run: Run) -> None:
        """Do a duty in one process at a time: `run` is started when this process has it, cancelled when it loses it."""
        ...

    async def start(self) -> None:
        """Connect."""
        ...

    async def stop(self) -> None:
        """Say what is left to say, give the duties back, and part."""
        ...


class LocalBus:
    """The bus of a house with one process: nobody else to tell, every duty is ours."""

    me = "1"

    def publish(self, topic: str, news: News | None = None) -> None:
        """Tell nobody."""

    def on(self, topic: str, hear: Callable[[News], None]) -> None:
        """Hear nothing: there is nobody else."""

    async def alone(self, name: str, run: Run) -> None:
        """Do the duty, until cancelled."""
        await _again_and_again(name, run)

    async def start(self) -> None:
        """Nothing to connect."""

    async def stop(self) -> None:
        """Nothing to part from."""


class PostgresBus:
    """LISTEN and NOTIFY; a duty is a session's advisory lock, which PostgreSQL frees when its process dies.

    Notifications leave on a connection of their own, outside any transaction: NOTIFY inside one makes all commits queue
    (postgresql.org/docs/current/sql-notify.html). What gets lost is found by everybody's regular look at the tables.
    """

    def __init__(self, url: str) -> None:
        self._number = secrets.randbits(62)
        self.me = str(self._number)
        self._url = driver_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._hearers: dict[str, list[Callable[[News], None]]] = {}
        self._waiting: dict[str, None] = {}
        self._bell = asyncio.Event()
        self._told = asyncio.Event()
        self._told.set()
        self._tasks: list[asyncio.Task[None]] = []
        self._duties: dict[str, _Duty] = {}
        self._closing = False

    def publish(self, topic: str, news: News | None = None) -> None:
        """Queue news for the other processes."""
        line = json.dumps({"from": self.me, "topic": topic, "news": news or {}}, separators=(",", ":"))
        if len(line.encode()) <= LARGEST:
            self._waiting[line] = None
            self._told.clear()
            self._bell.set()

    def on(self, topic: str, hear: Callable[[News], None]) -> None:
        """Hear news of a topic from other processes; after a gap every hearer gets {"gap": true}."""
        self._hearers.setdefault(topic, []).append(hear)

    async def alone(self, name: str, run: Run) -> None:
        """Wait for a duty and do it, until cancelled."""
        duty = self._duties[name] = _Duty(run)
        try:
            await asyncio.Event().wait()
        finally:
            self._duties.pop(name, None)
            await duty.rest()

    async def start(self) -> None:
        """Begin to listen, to tell and to keep duties; a server that is away is waited for."""
        self._tasks = [asyncio.create_task(self._always(part)) for part in (self._listen, self._tell, self._keep)]

    async def stop(self) -> None:
        """Tell what is left, give the duties back."""
        self._closing = True
        for duty in tuple(self._duties.values()):
            await duty.rest()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._told.wait(), 1)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _always(self, part: Run) -> None:
        while True:
            try:
                await part()
            except (psycopg.Error, OSError) as failure:
                log.warning(
                    "the bus has lost the database", extra={"part": part.__name__, "why": type(failure).__name__}
                )
            await asyncio.sleep(RETRY)

    async def _connect(self) -> "psycopg.AsyncConnection[Any]":
        return await psycopg.AsyncConnection.connect(
            self._url,
            autocommit=True,
            connect_timeout=5,
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=3,
        )

    async def _listen(self) -> None:
        async with await self._connect() as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            for hearers in self._hearers.values():
                _tell_all(hearers, {"gap": True})
            async for notice in connection.notifies():
                heard = json.loads(notice.payload)
                if heard["from"] != self.me:
                    _tell_all(self._hearers.get(heard["topic"], ()), heard["news"])

    async def _tell(self) -> None:
        async with await self._connect() as connection:
            while True:
                await self._bell.wait()
                await asyncio.sleep(GATHER)
                self._bell.clear()
                lines = list(self._waiting)
                self._waiting.clear()
                await connection.execute(
                    "SELECT pg_notify(%s, line) FROM unnest(%s::text[]) AS line", (CHANNEL, lines), prepare=True
                )
                if not self._waiting:
                    self._told.set()
                await asyncio.sleep(SPACING)

    async def _keep(self) -> None:
        """Hold the lock that says this process lives, and every duty that is free."""
        try:
            async with await self._connect() as connection:
                await connection.execute("SELECT pg_advisory_lock(%s)", (self._number,))
                while True:
                    for name, duty in tuple(self._duties.items()):
                        if not duty.on and not self._closing and await _locked(connection, name):
                            duty.begin(name)
                    await connection.execute("SELECT 1")
                    await asyncio.sleep(RETRY / 2)
        finally:
            for duty in tuple(self._duties.values()):
                await duty.rest()


class _Duty:
    """Something one process does: on while this one has it."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._task: asyncio.Task[None] | None = None

    @property
    def on(self) -> bool:
        return self._task is not None

    def begin(self, name: str) -> None:
        self._task = asyncio.create_task(_again_and_again(name, self._run))

    async def rest(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _again_and_again(name: str, run: Run) -> None:
    """Do a duty; one that fails is taken up again, since nobody else can."""
    while True:
        try:
            await run()
        except Exception:
            log.exception("a duty failed", extra={"duty": name})
        await asyncio.sleep(RETRY)


async def _locked(connection: "psycopg.AsyncConnection[Any]", name: str) -> bool:
    cursor = await connection.execute("SELECT pg_try_advisory_lock(hashtext(%s))", (f"linli:{name}",))
    row = await cursor.fetchone()
    return bool(row and row[0])


def _tell_all(hearers: "list[Callable[[News], None]] | tuple[()]", news: News) -> None:
    for hear in hearers:
        hear(news)


def open_bus(url: str) -> Bus:
    """Return the bus that fits a database."""
    return PostgresBus(url) if backend(url) == "postgresql" else LocalBus()
