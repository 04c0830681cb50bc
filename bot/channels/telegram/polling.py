"""Long polling that acknowledges an update only when it is stored."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.types import Update
from pydantic import ValidationError

from bot.channels.telegram.client import SLOWEST, TROUBLE, RawUpdates
from bot.channels.telegram.ordering import Lines
from bot.counters import Counters

log = logging.getLogger(__name__)
LONG = 25  # seconds a poll waits when nothing is under way
LOOK = 0.2  # seconds between polls while something is
LONGEST_PAUSE = 30.0  # seconds
Take = Callable[[Update], Awaitable[None]]
Pause = Callable[[float], Awaitable[object]]


def chat_in(update: Update) -> int:
    """Return the chat an update belongs to; those of no chat stand in one line."""
    message = update.message or update.edited_message
    if update.callback_query is not None and update.callback_query.message is not None:
        return update.callback_query.message.chat.id
    return message.chat.id if message else 0


class Reader:
    """Reads raw updates one by one; what cannot be read is counted and let go, its content never logged."""

    def __init__(self, bot: Bot, counters: Counters) -> None:
        self._bot = bot
        self._counters = counters

    def read(self, raw: object) -> Update | None:
        """Return an update, or None where it cannot be read."""
        try:
            return Update.model_validate(raw, context={"bot": self._bot})
        except (ValidationError, RecursionError, TypeError, ValueError):
            self._counters.unparsed += 1
            log.warning("an update of Telegram cannot be read and is skipped", extra={"update": number_of(raw)})
            return None


def number_of(raw: object) -> int | None:
    """Return the id of a raw update, if it has one."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if type(number) is int else None


class Polling:
    """Fetches updates, hands them on side by side, and moves the offset over those that are done.

    While one of them takes its time (a photo), the others go on: Telegram gives all above the offset again, and those
    already in hand are passed over.
    """

    def __init__(self, bot: Bot, reader: Reader, take: Take, pause: Pause) -> None:
        self._bot = bot
        self._reader = reader
        self._take = take
        self._pause = pause
        self._lines = Lines()
        self._offset: int | None = None
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._done: set[int] = set()
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled."""
        try:
            while True:
                await self._round()
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)
            self._tasks.clear()

    async def _round(self) -> None:
        batch = await self._fetch()
        if batch is None:
            return
        fresh = [raw for raw in batch if self._is_new(number_of(raw))]
        for raw in fresh:
            self._begin(raw)
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=LOOK)
        away = self._settle()
        self._move(batch)
        if away:
            await self._pause(1.0)
        elif batch and not fresh and not self._tasks:
            await self._pause(LOOK)  # the same again although it is done: do not spin

    def _is_new(self, number: int | None) -> bool:
        return number is not None and number not in self._tasks and number not in self._done

    def _begin(self, raw: object) -> None:
        number = number_of(raw)
        if number is None:
            return
        update = self._reader.read(raw)
        if update is None:
            self._done.add(number)
            return
        self._tasks[number] = asyncio.create_task(self._run(update))

    async def _run(self, update: Update) -> None:
        async with self._lines.place(chat_in(update), update.update_id) as in_front:
            await in_front()
            await self._take(update)

    def _settle(self) -> bool:
        """Take note of what is stored; True when the store was away for one of them."""
        away = False
        for number, task in [(number, task) for number, task in self._tasks.items() if task.done()]:
            del self._tasks[number]
            error = task.exception()
            if error is None:
                self._done.add(number)
            else:
                log.warning(
                    "an update could not be stored and stays with Telegram", exc_info=error, extra={"update": number}
                )
                away = True
        return away

    def _move(self, batch: list[object]) -> None:
        """Set the offset behind everything that is done without a gap in what we were given."""
        if not batch:
            if not self._tasks:
                self._offset = None  # all is confirmed; ids may begin anew after a quiet week
                self._done.clear()
            return
        for number in filter(None, map(number_of, batch)):
            if number not in self._done:
                return
            self._offset = number + 1
            self._done.discard(number)

    async def _fetch(self) -> list[object] | None:
        timeout = 0 if self._tasks else LONG
        try:
            batch = await self._bot(RawUpdates(offset=self._offset, timeout=timeout), request_timeout=timeout + SLOWEST)
        except TROUBLE as error:
            await self._stumble(error)
            return None
        self._failures = 0
        return batch

    async def _stumble(self, error: BaseException) -> None:
        """Wait after a failed poll, longer each time."""
        self._failures += 1
        pause = min(LONGEST_PAUSE, 2.0 ** min(self._failures - 1, 5))
        if isinstance(error, TelegramRetryAfter):
            pause = float(error.retry_after)
        elif isinstance(error, TelegramConflictError):
            log.warning("somebody else takes this bot's updates: another process, or a webhook that is still set")
        elif isinstance(error, TelegramUnauthorizedError):
            log.error("Telegram refuses the token: check LINLI_TELEGRAM_TOKEN")
        else:
            log.warning("Telegram cannot be reached", extra={"error_type": type(error).__name__})
        await self._pause(pause)
