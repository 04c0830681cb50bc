"""Everything in one process: the pages, the desk, the operator's socket, the jobs."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community
from actions.registry import Registry
from bot.admin import serve_admin
from bot.api import make_api
from bot.app import App, Parts, Role, build
from bot.channels.web import make_web
from bot.demo import open_demo
from bot.desk import make_desk
from bot.importing import ImportProblems, export_community, load_community
from bot.key_office import add_key_routes
from bot.operations import Operations, make_operations, serve_health
from bot.scenario_office import add_scenario_routes
from bot.settings import Settings, WrongSetting
from bot.uploads import sweep_files
from integrations.cores import own_core
from integrations.database import StoreAway, backend

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram
    from voice.socket import Voices

DAY = 24 * 60 * 60  # seconds


async def serve(
    settings: Settings, say: Callable[[str], None], role: Role = Role.ALL, parts: Parts | None = None
) -> None:
    """Run a process of the house until it is told to stop; `say` prints a line for the operator."""
    say("Linli is waking up ...")
    told = _told_to_stop()
    async with contextlib.AsyncExitStack() as open_parts:
        if role.works and backend(settings.database_url) != "sqlite":
            open_parts.enter_context(own_core(settings.data))
        app = await open_parts.enter_async_context(build(settings, parts, role))
        if settings.demo:
            await open_demo(app)
        telegram = _telegram(app)
        if telegram is not None:
            app.channels[telegram.name] = telegram
            await open_parts.enter_async_context(_running(telegram))
        heard = parts is not None and parts.transcriber is not None
        voices = await _voices(app, open_parts, say, notes=role.works and not heard)
        if role.serves:
            operations = await _serve_pages(app, telegram, voices, open_parts, say)
        else:
            operations = await _watch(app, open_parts)
        if telegram is not None and role.works and settings.telegram_mode == "polling":
            await open_parts.enter_async_context(_polling(app, telegram))
        if role is Role.ALL:
            office = await serve_admin(settings, make_admin(app))
            open_parts.push_async_callback(office.cleanup)
        if role is Role.WORKER:
            say("This worker makes turns, runs jobs and sends. Stop with Ctrl-C.")
        await _until_told_to_stop(app, told)
        operations.drain()


def _telegram(app: App) -> "Telegram | None":
    """Make the messenger's channel where its token is set: aiogram takes longer to load than the rest of the house."""
    if not app.settings.telegram_token.get_secret_value():
        return None
    from bot.channels.telegram import make_telegram

    return make_telegram(app)


async def _voices(
    app: App, open_parts: contextlib.AsyncExitStack, say: Callable[[str], None], *, notes: bool
) -> "Voices | None":
    """Open ears and a mouth where their libraries, an extra, are installed; `notes`: voice notes are written down."""
    try:
        from voice.house import open_voices
    except ImportError as missing:
        say(f"The kiosk neither hears nor speaks ({missing.name} is not installed): make voice")
        return None
    return await open_parts.enter_async_context(open_voices(app, notes=notes))


async def _serve_pages(
    app: App,
    telegram: "Telegram | None",
    voices: "Voices | None",
    open_parts: contextlib.AsyncExitStack,
    say: Callable[[str], None],
) -> Operations:
    application = make_web(app)
    if voices is not None:
        voices.join(application)
    make_desk(app, application)
    make_api(app, application)
    operations = make_operations(app, application)
    if telegram is not None:
        telegram.add_routes(application)
    site = web.AppRunner(application, access_log=None, shutdown_timeout=3)
    await site.setup()
    open_parts.push_async_callback(site.cleanup)
    await web.TCPSite(site, app.settings.host, app.settings.port).start()
    if app.settings.https_port:
        await _serve_encrypted(app.settings, site)
    for line in _welcome(app.settings, site.addresses[0][1]):
        say(line)
    return operations


async def _serve_encrypted(settings: Settings, site: web.AppRunner) -> None:
    """Serve the pages a second time, with the certificate that `linli kiosk enroll` made."""
    from bot.certificate import Files

    context = Files.of(settings.data).context()
    if context is None:
        raise WrongSetting("LINLI_HTTPS_PORT needs a certificate: linli kiosk enroll --address makes one")
    await web.TCPSite(site, settings.host, settings.https_port, ssl_context=context).start()


async def _watch(app: App, open_parts: contextlib.AsyncExitStack) -> Operations:
    runner, operations = await serve_health(app)
    open_parts.push_async_callback(runner.cleanup)
    return operations


@contextlib.asynccontextmanager
async def _running(telegram: "Telegram") -> AsyncIterator[None]:
    await telegram.start()
    try:
        yield
    finally:
        await telegram.stop()


@contextlib.asynccontextmanager
async def _polling(app: App, telegram: "Telegram") -> AsyncIterator[None]:
    """Ask Telegram for updates, in one process at a time."""
    task = asyncio.create_task(app.bus.alone("telegram-poll", telegram.poll))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _welcome(settings: Settings, port: int) -> list[str]:
    url = settings.url or f"http://{settings.host}:{port}"
    lines = [
        f"Linli is open: {url}",
        f"  residents' chat   {url}/chat",
        f"  lobby kiosk       {url}/kiosk",
        f"  staff desk        {url}/desk",
    ]
    if settings.demo:
        lines.append("This is the demo community: pick a resident or a member of staff on the page, one tap signs in.")
    return [*lines, "Stop with Ctrl-C."]


def _told_to_stop() -> asyncio.Event:
    """Return what is set by the first signal to stop; the second one ends the process at once."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hear() -> None:
        if told.is_set():
            os._exit(1)
        told.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, hear)
    return told


async def _until_told_to_stop(app: App, told: asyncio.Event) -> None:
    """Wait for the operator; once a day clear away files whose rows have been deleted."""
    while not told.is_set():
        with contextlib.suppress(StoreAway):
            await sweep_files(app.store, app.storage, app.clock.now())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), DAY)


def make_admin(app: App) -> web.Application:
    """Return the pages behind the operator's socket."""
    office = web.Application(client_max_size=64 * 2**20)

    async def hello(request: web.Request) -> web.Response:
        return web.Response(text="linli")

    async def take_import(request: web.Request) -> web.Response:
        document, now = await request.json(), app.clock.now()
        try:
            name, key = await app.store.write(lambda db: _imported(db, document, app.registry, now))
        except ImportProblems as problems:
            return web.Response(status=400, text=f"nothing was loaded:\n{problems}")
        app.engine.forget_names(key)
        return web.Response(text=f"{name} is loaded")

    async def give_export(request: web.Request) -> web.Response:
        name = request.query.get("name", "")
        try:
            return web.json_response(await app.store.read(lambda db: export_named(db, name, app.registry)))
        except LookupError as problem:
            return web.Response(status=404, text=str(problem))

    office.add_routes([web.get("/", hello), web.post("/import", take_import), web.get("/export", give_export)])
    add_key_routes(office, app)
    add_scenario_routes(office, app)
    return office


def _imported(db: Session, document: dict[str, Any], registry: Registry, now: datetime) -> tuple[str, str]:
    community = load_community(db, document, registry, now)
    return community.name, community.id


def export_named(db: Session, name: str, registry: Registry) -> dict[str, Any]:
    """Return the community of that name, or the only one, as a document; LookupError says which there are."""
    found = db.scalars(select(Community).where(Community.name == name) if name else select(Community)).all()
    if len(found) != 1:
        names = [community.name for community in db.scalars(select(Community))]
        raise LookupError(f"name one community with --community; there are {names or 'none'}")
    return export_community(db, found[0], registry)
