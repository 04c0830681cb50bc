"""Draws a delivery as Telegram messages and sends them."""

import asyncio
import logging
from collections import OrderedDict
from time import monotonic

from aiogram import Bot
from aiogram.exceptions import TelegramMigrateToChat, TelegramRetryAfter
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters

from actions.channel import Delivery, SendFailed
from actions.texts import load_texts
from actions.turn import SHARED
from bot.channels.telegram.client import SLOWEST, TROUBLE, send_failed
from bot.channels.telegram.facts import answered_ref
from bot.channels.telegram.house import House, say
from bot.channels.telegram.keyboards import Keyboards, keyboard, markup
from bot.channels.telegram.reading import chat_of, is_group
from bot.outbox import Lane
from bot.pace import Pace

log = logging.getLogger(__name__)
LONGEST = 4096  # Telegram's limit, counted in halves of UTF-16 as Telegram counts
KEPT = 1000  # deliveries of which a part has gone
MOMENT = 1.5  # seconds a part or a notice waits for its chat
_ENDS = ("\n\n", "\n", "。", "！", "？", ". ", "! ", "? ", "；", "; ", "，", ", ", " ")


def parts_of(text: str, limit: int = LONGEST) -> list[str]:
    """Cut a text that is too long, where a sentence ends if that is possible.

    >>> parts_of("早。晚上好。", 4)
    ['早。', '晚上好。']
    """
    parts = []
    while _length(text) > limit:
        cut = _cut(text, limit)
        parts.append(text[:cut].strip())
        text = text[cut:].strip()
    return [part for part in (*parts, text) if part]


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, limit: int) -> int:
    fitting = text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore")
    for end in _ENDS:
        place = fitting.rfind(end)
        if place > 0 and (place + len(end)) * 3 >= len(fitting):  # a part of a third or more is worth a clean end
            return place + len(end)
    return len(fitting)


class Outgoing:
    """Sends deliveries; of one that failed half-way only the rest is sent again.

    A delivery comes when its chat may get a message: whoever sends it has counted that. Everything else waits here.
    """

    def __init__(self, house: House, bot: Bot, keyboards: Keyboards, pace: Pace) -> None:
        self.pace = pace
        self._house = house
        self._bot = bot
        self._keyboards = keyboards
        self._gone: OrderedDict[int, int] = OrderedDict()
        self._noticed: set[tuple[int, str]] = set()

    async def send(self, delivery: Delivery, link: str | None) -> None:
        """Send a delivery or raise SendFailed; `link` opens a private chat with us."""
        text = say(delivery.lang, "author", name=delivery.author, text=delivery.text)
        parts = parts_of(text if delivery.author else delivery.text)
        group = is_group(delivery.thread)
        answers = await self._answers(delivery) if group else None
        rows = keyboard(delivery)
        if group and link and _sends_elsewhere(delivery):
            rows.append([InlineKeyboardButton(text=say(delivery.lang, "open_chat"), url=link)])
        try:
            message = await self._send_parts(delivery, parts, markup(rows), answers)
        except TROUBLE as error:
            raise send_failed(error) from None
        self._gone.pop(delivery.id, None)
        self._keyboards.answered(delivery.thread)
        if delivery.buttons and delivery.asks and message is not None:
            self._keyboards.asked(delivery.thread, *message)

    async def notice(self, chat: int, text: str) -> None:
        """Say something that answers nothing in the outbox, when its chat may get it; let it go where that takes long.

        The same words to the same chat wait once. Raises what a call to Telegram may end in.
        """
        if (chat, text) in self._noticed:
            return
        self._noticed.add((chat, text))
        try:
            await self._turn(str(chat))
            await self._send_one(str(chat), text)
        except SendFailed:
            log.debug("a notice was let go: its chat has to wait")
        finally:
            self._noticed.discard((chat, text))

    async def _answers(self, delivery: Delivery) -> ReplyParameters | None:
        ref = await self._house.store.read(lambda db: answered_ref(db, delivery.id))
        return ReplyParameters(message_id=ref, allow_sending_without_reply=True) if ref else None

    async def _send_parts(
        self,
        delivery: Delivery,
        parts: list[str],
        buttons: InlineKeyboardMarkup | None,
        answers: ReplyParameters | None,
    ) -> tuple[int, int] | None:
        sent = None
        first = self._gone.get(delivery.id, 0)
        for number in range(first, len(parts)):
            last = number == len(parts) - 1
            if number > first:
                await self._turn(delivery.thread)
            sent = await self._send_one(delivery.thread, parts[number], buttons if last else None, answers)
            if not last:
                self._remember(delivery.id, number + 1)
        return sent

    async def _turn(self, thread: str) -> None:
        """Wait until a thread's chat may get one more message, and count it; SendFailed where that takes long."""
        while (wait := self.pace.wait(thread, Lane.NORMAL, monotonic())) > 0:
            if wait > MOMENT:
                raise SendFailed("its chat has to wait", retry_after=wait)
            await asyncio.sleep(wait)
        self.pace.take(thread, monotonic())

    async def _send_one(
        self,
        thread: str,
        text: str,
        buttons: InlineKeyboardMarkup | None = None,
        answers: ReplyParameters | None = None,
    ) -> tuple[int, int]:
        wait = 0.0
        try:
            message = await self._bot.send_message(
                chat_id=int(chat_of(thread)),
                text=text,
                parse_mode=None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_markup=buttons,
                reply_parameters=answers,
                request_timeout=SLOWEST,
            )
        except TelegramMigrateToChat as moved:  # a group that grew has another number now
            return await self._send_one(str(moved.migrate_to_chat_id), text, buttons)
        except TelegramRetryAfter as told:
            wait = float(told.retry_after)
            raise
        finally:
            self.pace.back(thread, monotonic(), wait)
        return message.chat.id, message.message_id

    def _remember(self, delivery_id: int, parts: int) -> None:
        self._gone[delivery_id] = parts
        if len(self._gone) > KEPT:
            self._gone.popitem(last=False)


def _sends_elsewhere(delivery: Delivery) -> bool:
    texts = load_texts(SHARED)
    return delivery.text in (texts.raw(delivery.lang, "private_elsewhere"), texts.raw(delivery.lang, "private_sent"))
