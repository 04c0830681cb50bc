"""A house with Telegram in it, over HTTP against the simulator."""

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from aiohttp import web
from PIL import Image
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import issue
from actions.people import Resident
from actions.table import Base
from actions.ticket import Ticket
from bot.app import App, Parts, Role, build
from bot.channels.telegram import Telegram, make_telegram
from bot.importing import load_community
from bot.inbox import InboxRow, InboxState
from bot.outbox import OutboxRow, OutboxState
from bot.pace import Pace
from bot.settings import Settings
from integrations.sms import FakeSms
from nlu.types import Engine as Understander
from tests.telegram.simulator import Simulator, User

T = TypeVar("T")
SECRET = "a-secret-of-the-test"
ALONE, SPLIT = (Role.ALL,), (Role.WEB, Role.WORKER)
SECONDS = 10.0  # a test waits for something to become true


@dataclass(slots=True)
class RunningClock:
    """A clock that begins where the community file says and runs as fast as any other."""

    start: datetime
    began: float = field(default_factory=monotonic)

    def now(self) -> datetime:
        return (self.start + timedelta(seconds=monotonic() - self.began)).astimezone(UTC)


@dataclass(slots=True)
class Place:
    """The running house."""

    app: App
    telegram: Telegram
    sim: Simulator
    url: str
    polling: asyncio.Task[None]
    imported: tuple[str, ...] = ()  # tickets of the community file

    async def code(self, key: str) -> str:
        """Issue a slip to a resident, as the desk does."""

        def write(db: Session) -> str:
            resident = db.scalars(select(Resident).where(Resident.key == key)).one()
            return issue(db, resident, self.app.clock.now(), by="desk").code

        return await self.app.store.write(write)

    async def bound(self, number: int, key: str, name: str = "许明远", language: str = "zh-hans") -> User:
        """Return a person whose Telegram is bound to a resident by a slip."""
        user = self.sim.user(number, name, language)
        await user.starts(await self.code(key))
        await user.hears()
        return user

    async def rows(self, table: type[Any], *where: Any) -> list[Any]:
        """Return rows, oldest first."""
        query = select(table).where(*where)
        return await self.app.store.read(lambda db: list(db.scalars(query.order_by(table.id))))

    async def heard(self) -> list[Any]:
        """Return what came in over Telegram."""
        return await self.rows(InboxRow, InboxRow.channel == "telegram")

    async def tickets(self) -> list[Any]:
        """Return the repairs that Telegram brought about."""
        return await self.rows(Ticket, Ticket.kind == "repair", Ticket.id.not_in(self.imported))

    async def emergencies(self) -> list[Any]:
        """Return the emergencies that Telegram brought about."""
        return await self.rows(Ticket, Ticket.kind == "emergency", Ticket.id.not_in(self.imported))

    async def settled(self) -> None:
        """Wait until the bot took every update and answered everything."""
        assert await self.sim.drained(SECONDS)
        await until(self._nothing_waits)
        await self.app.engine.idle()
        await until(self._nothing_leaves)
        await self.telegram.errands.idle()

    async def _nothing_waits(self) -> bool:
        return not await self.rows(InboxRow, InboxRow.state == InboxState.NEW)

    async def _nothing_leaves(self) -> bool:
        return not await self.rows(OutboxRow, OutboxRow.state == OutboxState.NEW, OutboxRow.channel == "telegram")


async def until(true: Callable[[], Any], seconds: float = SECONDS) -> None:
    """Look every few milliseconds until something is true."""
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110  rows have no bell
            await asyncio.sleep(0.02)


@asynccontextmanager
async def open_place(
    folder: Path,
    sim: Simulator,
    understander: Understander,
    document: dict[str, Any],
    *,
    hurried: bool = True,
    split: bool = False,
    **settings: Any,
) -> AsyncIterator[Place]:
    """Open a house with the test community and Telegram; `telegram_mode="webhook"` opens the hook.

    `hurried`: nothing waits for Telegram's limits, of which the simulator then says nothing either. `split`: a process
    that serves pages takes the updates, and another one, in which the place is, makes the turns.
    """
    server = web.Application()
    runner = web.AppRunner(server, access_log=None)
    known: dict[str, Any] = {"data": folder, "telegram_token": SecretStr(sim.token), "telegram_api": sim.base_url}
    by_webhook = settings.get("telegram_mode") == "webhook"
    if by_webhook:
        port = _free_port()
        known |= {"url": f"http://127.0.0.1:{port}", "telegram_webhook_secret": SecretStr(SECRET)}
    made = Settings(**(known | settings))
    clock = RunningClock(datetime.fromisoformat(document["now"]))
    parts = Parts(clock=clock, understander=understander, sms=FakeSms())
    async with AsyncExitStack() as opened:
        apps = [await opened.enter_async_context(build(made, parts, role)) for role in (SPLIT if split else ALONE)]
        app = apps[-1]
        if not await app.store.read(_has_residents):
            await app.store.write(lambda db: load_community(db, document, app.registry, clock.now()))
        doors = [await opened.enter_async_context(_door(each, hurried=hurried)) for each in apps]
        doors[0].add_routes(server)
        await runner.setup()
        opened.push_async_callback(runner.cleanup)
        if by_webhook:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        telegram = doors[-1]
        polling = asyncio.create_task(telegram.poll())
        imported = await app.store.read(lambda db: tuple(db.scalars(select(Ticket.id))))
        try:
            yield Place(app, telegram, sim, made.url, polling, imported)
        finally:
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)


@asynccontextmanager
async def _door(app: App, *, hurried: bool) -> AsyncIterator[Telegram]:
    telegram = make_telegram(app)
    if hurried:
        telegram.pace = Pace(overall=1000.0, per_thread=50.0, per_group=20.0, is_group=telegram.pace.is_group)
    app.channels[telegram.name] = telegram
    await telegram.start()
    try:
        await telegram.ready()
        yield telegram
    finally:
        await telegram.stop()


def _has_residents(db: Session) -> bool:
    return db.scalar(select(Resident.id).limit(1)) is not None


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def photo(size: tuple[int, int] = (640, 480)) -> bytes:
    """A drawn picture with a place in its metadata that must not survive."""
    image = Image.new("RGB", size, "#dfe7ea")
    exif = image.getexif()
    exif[0x010E] = "GPS 30.6586,104.0647"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def database_bytes(folder: Path) -> bytes:
    """Everything the house has on the disk, database and log files of it."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("linli.sqlite3*")))


__all__ = ["SECRET", "Base", "Place", "database_bytes", "open_place", "photo", "until"]
