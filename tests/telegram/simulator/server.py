import asyncio
import json
from asyncio import Transport
from contextlib import suppress

from aiohttp import web

from tests.telegram.simulator.faults import Fault
from tests.telegram.simulator.gate import Answer, answer
from tests.telegram.simulator.reading import read_call
from tests.telegram.simulator.shapes import Refused, Thing
from tests.telegram.simulator.state import State

MOST_BODY = 60 * 1024 * 1024


class Server:
    """The HTTP side of the Bot API: reads calls, answers them, and breaks connections where a fault asks for it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the Bot API; one of several callers may say which it is, for the ledger."""
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.route("*", "/by/{caller}/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    def close(self) -> None:
        """Let go of the calls that wait for nothing."""
        self._closing.set()
        self.state.updates.interrupt()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of the bot."""
        if request.match_info["token"] != self.state.token:
            return _json(401, Refused(401, "Unauthorized").body())
        result = await answer(self.state, await read_call(request))
        if result.entry is not None:
            result.entry.caller = request.match_info.get("caller", "")
        await self._delay(result.fault)
        if result.fault in (Fault.RESET, Fault.DROP) or (result.fault is Fault.HANG and self._never()):
            _break(request)
        response = _json(result.status or 502, result.body)
        await _note_answered(request, result)
        return response

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file by its path."""
        file = self.state.world.paths.get(request.match_info["path"])
        if request.match_info["token"] != self.state.token or file is None:
            return _json(404, Refused(404, "Not Found").body())
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _delay(self, fault: Fault) -> None:
        plan = self.state.faults.plan
        seconds = {Fault.HANG: plan.hang_for, Fault.SLOW: plan.slow_for}.get(fault, 0.0)
        if seconds is None or seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), seconds)

    def _never(self) -> bool:
        return self.state.faults.plan.hang_for is None


async def _note_answered(request: web.Request, result: Answer) -> None:
    if result.entry is None:
        return
    await asyncio.sleep(0)  # lets a broken connection be noticed first
    transport = request.transport
    result.entry.answered = transport is not None and not transport.is_closing()


def _break(request: web.Request) -> None:
    transport = request.transport
    if isinstance(transport, Transport):
        transport.abort()


def _json(status: int, body: Thing) -> web.Response:
    return web.json_response(body, status=status, dumps=_dumps)


def _dumps(body: object) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
