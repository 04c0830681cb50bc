"""Everything in one process: the pages, the desk, the operator's socket, the jobs."""

import asyncio
import contextlib
import signal
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community
from actions.registry import Registry
from bot.admin import serve_admin
from bot.app import App, build
from bot.channels.web import make_web
from bot.demo import open_demo
from bot.desk import make_desk
from bot.importing import ImportProblems, export_community, load_community
from bot.settings import Settings
from bot.uploads import sweep_files

DAY = 24 * 60 * 60  # seconds


async def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Run everything in one process until it is told to stop; `say` prints a line for the operator."""
    say("Linli is waking up ...")
    async with build(settings) as app:
        if settings.demo:
            await open_demo(app)
        application = make_web(app)
        make_desk(app, application)
        site = web.AppRunner(application, access_log=None, shutdown_timeout=3)
        await site.setup()
        listening = web.TCPSite(site, settings.host, settings.port)
        await listening.start()
        office = await serve_admin(settings, make_admin(app))
        try:
            for line in _welcome(settings, site.addresses[0][1]):
                say(line)
            await _until_told_to_stop(app)
        finally:
            await site.cleanup()
            await office.cleanup()


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


async def _until_told_to_stop(app: App) -> None:
    """Wait for the operator; once a day clear away files whose rows have been deleted."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, told.set)
    while not told.is_set():
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
