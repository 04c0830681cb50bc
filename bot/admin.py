"""Commands that reach a running server: SQLite has one writing process, so import and export go through it."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.settings import Settings


def socket_of(settings: Settings) -> Path:
    """Return the path of the server's own socket; only the operator's account can open it."""
    return (settings.data / "admin.sock").absolute()


def running(settings: Settings) -> bool:
    """Say whether a server is listening."""
    return asyncio.run(_answers(settings))


async def _answers(settings: Settings) -> bool:
    if not await asyncio.to_thread(socket_of(settings).exists):
        return False
    try:
        async with _session(settings) as session, session.get("http://linli/") as answer:
            return answer.status == 200
    except (aiohttp.ClientError, OSError):
        return False


def _session(settings: Settings) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.UnixConnector(str(socket_of(settings))))


class Refused(ValueError):
    """The server did not do it; the message is its own."""


async def send_import(settings: Settings, document: dict[str, Any]) -> str:
    """Load a community through the running server."""
    async with _session(settings) as session, session.post("http://linli/import", json=document) as answer:
        text = await answer.text()
        if answer.status != 200:
            raise Refused(text)
        return text


async def fetch_export(settings: Settings, name: str) -> dict[str, Any]:
    """Read a community from the running server."""
    async with _session(settings) as session, session.get("http://linli/export", params={"name": name}) as answer:
        if answer.status != 200:
            raise Refused(await answer.text())
        document: dict[str, Any] = json.loads(await answer.text())
        return document


async def ask(settings: Settings, method: str, path: str, document: object) -> Any:
    """Ask the running server for something; return JSON or text, as it answers. Refused carries its own reason."""
    async with _session(settings) as session, session.request(method, f"http://linli{path}", json=document) as answer:
        text = await answer.text()
        if answer.status != 200:
            raise Refused(text)
        return json.loads(text) if answer.content_type == "application/json" else text


async def serve_admin(settings: Settings, application: web.Application) -> web.AppRunner:
    """Listen on the operator's socket."""
    runner = web.AppRunner(application)
    await runner.setup()
    path = socket_of(settings)
    await asyncio.to_thread(path.unlink, missing_ok=True)
    await web.UnixSite(runner, path).start()
    await asyncio.to_thread(path.chmod, 0o600)
    return runner
