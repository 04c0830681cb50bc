"""Our action server: rasa-sdk's own application, for this machine only and for who knows the token."""

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import HTTPResponse, Request, Sanic
from sanic.response import json as json_response

from bot.rasa.actions import ActionLinli
from bot.rasa.house import House

_OPEN = "/health"


@asynccontextmanager
async def running(url: str, key: str, token: str, host: str, port: int) -> AsyncIterator[Sanic[Any, Any]]:
    """Serve while the block runs. rasa-sdk's own server would listen on every address and ask for nothing."""
    async with aiohttp.ClientSession() as session:
        executor = ActionExecutor()
        executor.register_action(ActionLinli(House(session, url, key)))
        application = create_app(executor, cors_origins=[])
        application.config.TOUCHUP = False  # it rewrites sanic's own code, which works once in a process

        async def check(request: Request) -> HTTPResponse | None:
            given = request.args.get("token", "")
            if request.path == _OPEN or hmac.compare_digest(given.encode(), token.encode()):
                return None
            return json_response({"error": "the token is missing or wrong"}, status=401)

        application.register_middleware(check, "request")
        server = await application.create_server(host, port, access_log=False)
        assert server is not None  # noqa: S101 (it always is; the type allows for an argument that is gone)
        try:
            await server.startup()
            await server.start_serving()
            yield application
        finally:
            await server.close()
            for connection in tuple(server.connections):
                connection.abort()
            Sanic.unregister_app(application)


async def serve(url: str, key: str, token: str, host: str, port: int) -> None:
    """Serve until cancelled."""
    async with running(url, key, token, host, port):
        await asyncio.Event().wait()
