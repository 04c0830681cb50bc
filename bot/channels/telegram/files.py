"""Photos and recordings: fetched from Telegram, cleaned, kept under our own ids."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from sqlalchemy.orm import Session

from actions.message import Message, MessageKind
from bot.channels.telegram.client import TROUBLE
from bot.channels.telegram.house import House, say
from bot.images import NotAPhoto, clean_photo
from bot.inbox import Stored, complete
from bot.uploads import VOICE, Upload

log = logging.getLogger(__name__)
JPEG = "image/jpeg"
TRIES = 3
FETCH_TIME = 15  # seconds one try may take
BETWEEN = 0.5  # seconds
LARGEST = 20 * 2**20  # bytes; the Bot API gives out no larger file (core.telegram.org/bots/api#getfile)
FETCHED_AT_ONCE = 8
DECODED_AT_ONCE = 2


def name_of(file: str, lang: str) -> str:
    """Return how a message refers to a file of Telegram's, and in which language its loss is to be told.

    >>> name_of("AgAC", "zh")
    'zh:AgAC'
    """
    return f"{lang}:{file}"


class NotFetched(Exception):
    """A file could not be had from Telegram."""


class Files:
    """Brings in what people send besides words, after the message that brought it is stored."""

    def __init__(self, house: House, bot: Bot, pause: Callable[[float], Awaitable[object]]) -> None:
        self._house = house
        self._bot = bot
        self._pause = pause
        self._fetchers = asyncio.Semaphore(FETCHED_AT_ONCE)
        self._decoders = asyncio.Semaphore(DECODED_AT_ONCE)
        self._closed = False

    def close(self) -> None:
        """Find no more file missing: Telegram is let go of."""
        self._closed = True

    async def fetch(self, stored: Stored) -> Stored:
        """Bring in the file of a message and keep both together; where it cannot be had, the message says so."""
        message = stored.message
        lang, _, file = message.fetch.partition(":")
        is_photo = message.kind is MessageKind.PHOTO
        try:
            data = await (self._photo(file) if is_photo else self._fetch(file, LARGEST))
        except (NotFetched, NotAPhoto) as problem:
            log.warning("a file could not be taken", extra={"kind": message.kind, "reason": str(problem)})
            note = f"{message.text} {say(lang, 'photo_lost')}" if is_photo and message.text else message.text
            without = replace(message, fetch="", text=note)
            return await self._house.store.write(lambda db: complete(db, stored, without))
        return await self._keep(stored, data, JPEG if is_photo else VOICE)

    async def _photo(self, file: str) -> bytes:
        """Fetch a photo and take its metadata away."""
        data = await self._fetch(file, self._house.settings.photo_mb * 2**20)
        async with self._decoders:
            return await asyncio.to_thread(clean_photo, data)

    async def _fetch(self, file: str, limit: int) -> bytes:
        reason = ""
        for attempt in range(TRIES):
            if attempt:
                await self._pause(BETWEEN * attempt)
            try:
                async with self._fetchers, asyncio.timeout(FETCH_TIME):
                    return await self._bytes(file, limit)
            except (TelegramBadRequest, TelegramForbiddenError) as refusal:
                raise NotFetched(type(refusal).__name__) from None
            except TROUBLE as error:
                reason = type(error).__name__
            if self._closed:
                await asyncio.Event().wait()  # nothing is lost by our closing: the next start fetches it
        raise NotFetched(reason)

    async def _bytes(self, file: str, limit: int) -> bytes:
        found = await self._bot.get_file(file)
        if not found.file_path or (found.file_size or 0) > limit:
            raise NotFetched("too large")
        address = self._bot.session.api.file_url(self._bot.token, found.file_path)
        data = bytearray()
        async for chunk in self._bot.session.stream_content(address, timeout=FETCH_TIME):
            data += chunk
            if len(data) > limit:
                raise NotFetched("too large")
        return bytes(data)

    async def _keep(self, stored: Stored, data: bytes, media_type: str) -> Stored:
        file_id = await asyncio.to_thread(self._house.storage.put, data, media_type)
        brought = replace(stored.message, fetch="", files=(file_id,))

        def keep(db: Session) -> Stored:
            kept = complete(db, stored, brought)
            if kept.message is brought:
                db.add(_upload(brought, file_id, media_type, len(data), self._house.clock.now()))
            return kept

        return await self._house.store.write(keep)


def _upload(message: Message, file_id: str, media_type: str, size: int, now: datetime) -> Upload:
    return Upload(
        id=file_id,
        community_id=message.community,
        channel=message.channel,
        thread=message.thread,
        media_type=media_type,
        size=size,
        created_at=now,
    )
