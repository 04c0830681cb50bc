"""The webhook: checked, stored, and only then acknowledged."""

import hmac
import json
from collections.abc import Awaitable, Callable

from aiogram.types import Update
from aiohttp import web

from bot.channels.telegram.ordering import Order
from bot.channels.telegram.polling import Reader, chat_in
from bot.channels.telegram.tries import AWAY

PATH = "/hooks/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
TakeAfter = Callable[[Update, float], Awaitable[None]]


class Hook:
    """Takes the updates that Telegram brings."""

    def __init__(self, secret: str, reader: Reader, order: Order, take: TakeAfter, ready: Callable[[], bool]) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._secret = secret.encode()
        self._reader = reader
        self._order = order
        self._take = take
        self._ready = ready

    async def receive(self, request: web.Request) -> web.Response:
        """Answer 200 once an update is stored, or cannot be read; 503 asks Telegram to bring it again."""
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=401)
        try:
            raw = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(raw, dict):
            return web.Response(status=400)
        if not self._ready():
            return web.Response(status=503)
        update = self._reader.read(raw)
        return web.Response(status=200 if update is None else await self._stored(update))

    async def _stored(self, update: Update) -> int:
        try:
            async with self._order.turn(chat_in(update), update.update_id) as wait:
                await self._take(update, wait)
        except AWAY:  # the store is away: Telegram keeps the update and brings it again
            return 503
        return 200
