"""Photos and recordings: fetched from Telegram, cleaned, kept under our own ids."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from actions.turn import Work
from bot.channels.telegram.client import TROUBLE
from bot.channels.telegram.house import CHANNEL, PACKAGE, House
from bot.images import NotAPhoto, clean_photo
from bot.uploads import VOICE, Upload

log = logging.getLogger(__name__)
JPEG = "image/jpeg"
TRIES = 3
FETCH_TIME = 15  # seconds one try may take
BETWEEN = 0.5  # seconds
LARGEST = 20 * 2**20  # bytes; the Bot API gives out no larger file (core.telegram.org/bots/api#getfile)
DECODED_AT_ONCE = 2


class NotFetched(Exception):
    """A file could not be had from Telegram."""


class Files:
    """Brings in what people send besides words."""

    def __init__(self, house: House, bot: Bot, pause: Callable[[float], Awaitable[object]]) -> None:
        self._house = house
        self._bot = bot
        self._pause = pause
        self._decoders = asyncio.Semaphore(DECODED_AT_ONCE)

    async def photo(self, file: str, community: str, thread: str) -> tuple[str, ...]:
        """Fetch a photo, take its metadata away and keep it; nothing where it cannot be had."""
        try:
            data = await self._fetch(file, self._house.settings.photo_mb * 2**20)
            async with self._decoders:
                clean = await asyncio.to_thread(clean_photo, data)
        except (NotFetched, NotAPhoto) as problem:
            log.warning("a photo could not be taken", extra={"reason": str(problem)})
            return ()
        return (await self._keep(clean, JPEG, community, thread),)

    async def voice(self, file: str, community: str, thread: str) -> tuple[str, ...]:
        """Fetch a recording and keep it until it is written down, for a week at most."""
        try:
            data = await self._fetch(file, LARGEST)
        except NotFetched as problem:
            log.warning("a recording could not be taken", extra={"reason": str(problem)})
            return ()
        return (await self._keep(data, VOICE, community, thread),)

    async def _fetch(self, file: str, limit: int) -> bytes:
        reason = ""
        for attempt in range(TRIES):
            if attempt:
                await self._pause(BETWEEN * attempt)
            try:
                async with asyncio.timeout(FETCH_TIME):
                    return await self._bytes(file, limit)
            except (TelegramBadRequest, TelegramForbiddenError) as refusal:
                raise NotFetched(type(refusal).__name__) from None
            except TROUBLE as error:
                reason = type(error).__name__
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

    async def _keep(self, data: bytes, media_type: str, community: str, thread: str) -> str:
        file_id = await asyncio.to_thread(self._house.storage.put, data, media_type)

        def note(work: Work) -> None:
            work.db.add(
                Upload(
                    id=file_id,
                    community_id=work.community.id,
                    channel=CHANNEL,
                    thread=thread,
                    media_type=media_type,
                    size=len(data),
                    created_at=work.now,
                )
            )

        await self._house.engine.act(community, PACKAGE, note)
        return file_id
