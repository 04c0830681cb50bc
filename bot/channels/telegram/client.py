"""The Bot API through aiogram's client: one session, updates as they come, errors as the outbox understands them."""

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientError, ClientSession, TCPConnector

from actions.channel import SendFailed
from bot.settings import Settings

WANTED = ["message", "edited_message", "callback_query"]
SLOWEST = 20  # seconds a call may take
TROUBLE = (AiogramError, ClientError, OSError, TimeoutError, UnicodeError)
"""What a call to Telegram may end in; their words may hold the token or a resident's, so only their names are kept."""


class RawUpdates(TelegramMethod[list[object]]):
    """getUpdates without reading what came: one update that aiogram cannot read must not hide the others."""

    __returning__ = list[object]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = 0
    allowed_updates: list[str] = WANTED


class Session(AiohttpSession):
    """aiogram's session with an HTTP proxy of aiohttp itself."""

    def __init__(self, api: TelegramAPIServer, proxy: str) -> None:
        super().__init__(api=api, timeout=SLOWEST)
        self._through = proxy or None

    async def create_session(self) -> ClientSession:
        """Return the open session, or open it."""
        if self._session is None or self._session.closed:
            self._session = ClientSession(connector=TCPConnector(**self._connector_init), proxy=self._through)
        return self._session

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer; one without a description, from something in between, is a server's failure too."""
        try:
            return super().check_response(bot, method, status_code, content)
        except TypeError:
            raise TelegramServerError(method=method, message=f"status {status_code}") from None


def make_bot(settings: Settings) -> Bot:
    """Return the client for the configured token, server and proxy."""
    api = TelegramAPIServer.from_base(settings.telegram_api) if settings.telegram_api else PRODUCTION
    return Bot(settings.telegram_token.get_secret_value(), Session(api, settings.telegram_proxy))


def send_failed(error: BaseException) -> SendFailed:
    """Say what a failed call means for the outbox: wait as told, give up, or try again later."""
    name = type(error).__name__
    if isinstance(error, TelegramRetryAfter):
        return SendFailed(name, retry_after=float(error.retry_after))
    return SendFailed(name, final=isinstance(error, TelegramForbiddenError | TelegramBadRequest))
