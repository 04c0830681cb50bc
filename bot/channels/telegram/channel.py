"""The Telegram channel as the house sees it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.types import BotCommand, Update
from aiohttp import web

from actions.channel import Delivery, SendFailed
from bot.channels.telegram.client import SLOWEST, TROUBLE, WANTED, make_bot
from bot.channels.telegram.errands import Errands
from bot.channels.telegram.files import Files
from bot.channels.telegram.hook import PATH, Hook
from bot.channels.telegram.house import CHANNEL, House, say
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.keyboards import Keyboards
from bot.channels.telegram.ordering import Gaps, Order
from bot.channels.telegram.polling import LONGEST_PAUSE, Polling, Reader
from bot.channels.telegram.reading import COMMANDS, Me, chat_of, is_group
from bot.channels.telegram.sending import Outgoing
from bot.pace import Pace

log = logging.getLogger(__name__)
WEBHOOK = "webhook"
EVERYTHING = "all"  # role of a process that does all of the work itself
Pause = Callable[[float], Awaitable[object]]


class Telegram:
    """Residents' private chats with the bot, and groups that call it."""

    name = CHANNEL

    def __init__(self, house: House, bot: Bot, pause: Pause = asyncio.sleep) -> None:
        self.reader = Reader(bot, house.counters)
        self.errands = Errands()
        self._house = house
        self._bot = bot
        self._pause = pause
        self._me: Me | None = None
        self._known = asyncio.Event()
        keyboards = Keyboards(bot, self.errands)
        self._files = Files(house, bot, pause)
        self._outgoing = Outgoing(house, bot, keyboards, usual_pace())
        self._intake = Intake(house, bot, keyboards, self.errands, self.notice, pause)
        self._starting: asyncio.Task[None] | None = None
        self._closed = False
        house.engine.fetches(CHANNEL, self._files.fetch)

    @property
    def pace(self) -> Pace:
        """How fast Telegram lets us speak; what is sent by the outbox and what is not share it."""
        return self._outgoing.pace

    @pace.setter
    def pace(self, pace: Pace) -> None:
        self._outgoing.pace = pace

    @property
    def by_webhook(self) -> bool:
        """Say whether Telegram brings updates instead of our fetching them."""
        return self._house.settings.telegram_mode == WEBHOOK

    async def start(self) -> None:
        """Begin to register with Telegram; it goes on by itself until Telegram is reached."""
        self._starting = asyncio.create_task(self._register())

    async def ready(self) -> None:
        """Wait until Telegram has said who we are and knows where its updates go."""
        await self._known.wait()

    async def stop(self) -> None:
        """Let go of Telegram; what is to be sent from now on waits for the next start."""
        self._closed = True
        self._files.close()
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        await self.errands.close()
        await self._bot.session.close()

    async def poll(self) -> None:
        """Fetch updates until cancelled; one process at a time may do so. With a webhook there is nothing to fetch."""
        if self.by_webhook:
            await asyncio.Event().wait()
        await self.ready()
        await Polling(self._bot, self.reader, self._take, self._pause).run()

    def add_routes(self, application: web.Application) -> None:
        """Open the door for Telegram's updates, where a webhook is chosen."""
        if not self.by_webhook:
            return
        settings = self._house.settings
        alone = self._house.role == EVERYTHING  # otherwise other processes take updates beside us
        secret = settings.telegram_webhook_secret.get_secret_value()
        hook = Hook(secret, self.reader, Order(Gaps(), hold=alone), self._take, self._known.is_set)
        application.router.add_post(PATH, hook.receive)

    async def send(self, delivery: Delivery) -> None:
        """Send a message, or raise SendFailed."""
        if self._closed:
            raise SendFailed("closing")
        await self._outgoing.send(delivery, self.link("private"))

    def notice(self, chat: int, text: str) -> None:
        """Say something that answers nothing in the outbox, at the pace of the chat; nobody waits for it."""
        self.errands.do(self._outgoing.notice(chat, text))

    def link(self, start: str = "") -> str | None:
        """Return the address that opens a private chat, with a code if one is given; None until we know our name."""
        if self._me is None:
            return None
        return f"https://t.me/{self._me.username}" + (f"?start={start}" if start else "")

    async def _take(self, update: Update, wait: float = 0.0) -> None:
        if self._me is not None:
            await self._intake.take(update, self._me, wait)

    async def _register(self) -> None:
        """Say to Telegram where updates go and what the menu holds; again and again until it hears."""
        pause = 1.0
        while not self._known.is_set():
            try:
                await self._introduce()
            except TROUBLE as error:
                log.warning("Telegram cannot be reached to begin", extra={"error_type": type(error).__name__})
                await self._pause(pause)
                pause = min(LONGEST_PAUSE, pause * 2)

    async def _introduce(self) -> None:
        me = await self._bot.get_me(request_timeout=SLOWEST)
        if self.by_webhook:
            settings = self._house.settings
            await self._bot.set_webhook(
                url=f"{settings.url.rstrip('/')}{PATH}",
                secret_token=settings.telegram_webhook_secret.get_secret_value(),
                allowed_updates=WANTED,
                request_timeout=SLOWEST,
            )
        else:
            await self._bot.delete_webhook(request_timeout=SLOWEST)
        await self._bot.set_my_commands(_menu("zh"), request_timeout=SLOWEST)
        await self._bot.set_my_commands(_menu("en"), language_code="en", request_timeout=SLOWEST)
        self._me = Me(me.id, me.username or "")
        self._known.set()
        log.info("Telegram is connected", extra={"by": self._house.settings.telegram_mode})


def usual_pace() -> Pace:
    """Return what Telegram allows: 1 message a second in a chat, 20 a minute in a group, 30 a second in all."""
    return Pace(overall=30.0, reserved=5.0, per_thread=1.0, per_group=20 / 60, is_group=is_group, same=chat_of)


def _menu(lang: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=say(lang, f"menu.{name}")) for name in COMMANDS]


def make_telegram(house: House) -> Telegram:
    """Return the channel for the configured bot; the house has a token in its settings."""
    return Telegram(house, make_bot(house.settings))
