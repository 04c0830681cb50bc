"""A Rasa server that gives recorded answers, and whatever wrong ones a test wants."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

RECORDED = Path(__file__).parents[1] / "data" / "rasa" / "answers.json"
TOKEN = "token of the recorded server"


def recorded() -> dict[str, Any]:
    """Return what a real server said; `python bench/rasa.py --record` writes it."""
    document: dict[str, Any] = json.loads(RECORDED.read_text("utf-8"))
    return document


@dataclass
class FakeRasa:
    """Answers like the real one, unless it is told otherwise."""

    url: str = ""
    body: bytes | None = None  # said instead of what was recorded
    status: int = 200
    hangs: bool = False
    hangs_up: bool = False  # answers once on a connection, like a server that closes idle ones
    asked: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    peers: set[object] = field(default_factory=set)  # connections it has seen
    _answers: dict[str, Any] = field(default_factory=lambda: recorded()["answers"])
    _held: asyncio.Event = field(default_factory=asyncio.Event)

    async def parse(self, request: web.Request) -> web.StreamResponse:
        """Answer `POST /model/parse`."""
        assert request.transport is not None
        peer = request.transport.get_extra_info("peername")
        if self.hangs_up and peer in self.peers:
            request.transport.abort()
            return web.Response()
        self.peers.add(peer)
        self.tokens.append(request.query.get("token"))
        asked = await request.json()
        self.asked.append(asked)
        if self.hangs:
            await self._held.wait()
        if request.query.get("token") != TOKEN:
            return web.json_response(recorded()["refusal"]["body"], status=recorded()["refusal"]["status"])
        if self.body is not None or self.status != 200:
            return web.Response(
                body=b"{}" if self.body is None else self.body, status=self.status, content_type="application/json"
            )
        return web.json_response(self._answers[asked["text"]])

    def let_go(self) -> None:
        """Answer those who were kept waiting."""
        self._held.set()


@asynccontextmanager
async def fake_rasa() -> AsyncIterator[FakeRasa]:
    """Serve while the block runs."""
    fake = FakeRasa()
    application = web.Application()
    application.router.add_post("/model/parse", fake.parse)
    server = TestServer(application, host="127.0.0.1")
    await server.start_server()
    fake.url = str(server.make_url("/")).rstrip("/")
    try:
        yield fake
    finally:
        fake.let_go()
        await server.close()
