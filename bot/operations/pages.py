"""`/healthz`, `/readyz` and `/metrics`, beside the pages of residents or on a small server of their own."""

import asyncio
import hmac
import ipaddress
from collections.abc import AsyncIterator

from aiohttp import web
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from bot.operations.auditor import Auditor
from bot.operations.health import Readiness, not_alive
from bot.operations.heartbeat import Heartbeat
from bot.operations.house import House
from bot.operations.metrics import Metrics
from bot.operations.vitals import Loop
from bot.turns import Timing
from integrations.database import StoreAway

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")  # a proxy on this machine speaks for somebody elsewhere


class _Forgetful(list[float]):
    """A list that keeps nothing: what single turns took is in the histogram, and a process lives for months."""

    def append(self, seconds: float) -> None:
        """Forget it."""


class Operations:
    """The parts that watch one process from inside."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.loop = Loop()
        self.heartbeat = Heartbeat(house)
        self.auditor = Auditor(house)
        self.readiness = Readiness(house, self.heartbeat)
        self.metrics = Metrics(house, self.loop)

    def drain(self) -> None:
        """Say from now on that this process takes no new work."""
        self.readiness.draining = True

    async def run(self, application: web.Application) -> AsyncIterator[None]:
        """Watch as long as the application lives."""
        if self.house.engine.timing is None:
            self.house.engine.timing = Timing(turns=_Forgetful())
        async with self.heartbeat.running():
            tasks = [asyncio.create_task(part.run()) for part in (self.loop, self.auditor)]
            yield
            self.drain()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def show_health(self, request: web.Request) -> web.Response:
        """Say whether this process is alive; 503 means that only a new start helps."""
        return _answer(not_alive(self.house, self.loop), "dead")

    async def show_readiness(self, request: web.Request) -> web.Response:
        """Say whether this process may be given work; 503 names what is missing."""
        return _answer(await self.readiness.missing(), "not_ready")

    async def show_metrics(self, request: web.Request) -> web.Response:
        """Show the numbers to this machine and to who has the token; to everybody else there is nothing here."""
        if not may_read(request, self.house.settings.metrics_token):
            raise web.HTTPNotFound
        try:
            body = await self.metrics.text()
        except (StoreAway, SQLAlchemyError, OSError):
            return web.json_response({"status": "not_ready", "not_ready": ["database"]}, status=503)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


def make_operations(house: House, application: web.Application) -> Operations:
    """Put the three pages into an application; heartbeat and auditor run as long as it does."""
    operations = Operations(house)
    application.cleanup_ctx.append(operations.run)
    application.add_routes(
        [
            web.get("/healthz", operations.show_health),
            web.get("/readyz", operations.show_readiness),
            web.get("/metrics", operations.show_metrics),
        ]
    )
    return operations


async def serve_health(house: House) -> tuple[web.AppRunner, Operations]:
    """Run the three pages on a server of their own (a port of 0: none), with heartbeat and auditor either way.

    The caller calls `operations.drain()` when it is told to stop and `await runner.cleanup()` at the end.
    """
    application = web.Application()
    operations = make_operations(house, application)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    if house.settings.health_port:
        await web.TCPSite(runner, house.settings.health_host, house.settings.health_port).start()
    return runner, operations


def may_read(request: web.Request, token: str) -> bool:
    """Say whether the numbers are shown to whoever asks."""
    given = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    return not any(name in request.headers for name in FORWARDED) and _is_here(request.remote)


def _is_here(address: str | None) -> bool:
    """Say whether an address is this machine's own.

    >>> _is_here("127.0.0.1"), _is_here("::1"), _is_here("10.0.0.8"), _is_here(None)
    (True, True, False, False)
    """
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def _answer(wrong: list[str], name: str) -> web.Response:
    if wrong:
        return web.json_response({"status": name, name: wrong}, status=503)
    return web.json_response({"status": "ok"})
