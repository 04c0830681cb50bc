"""Takes one update in: when it returns, what was said to us is on the disk."""

import logging
from collections.abc import Callable
from dataclasses import replace

from aiogram import Bot
from aiogram.types import Update

from actions.message import Message, MessageKind
from bot.channels.telegram.client import SLOWEST
from bot.channels.telegram.errands import Errands
from bot.channels.telegram.facts import Facts, look_up
from bot.channels.telegram.files import Files
from bot.channels.telegram.house import CHANNEL, House, say
from bot.channels.telegram.keyboards import Keyboards
from bot.channels.telegram.reading import MARKED, Incoming, Me, read
from bot.limits import Limit

log = logging.getLogger(__name__)


class Intake:
    """Makes messages of updates. What is not meant for us leaves no trace."""

    def __init__(
        self,
        house: House,
        bot: Bot,
        files: Files,
        keyboards: Keyboards,
        errands: Errands,
        notice: Callable[[int, str], None],
    ) -> None:
        self._house = house
        self._bot = bot
        self._files = files
        self._keyboards = keyboards
        self._errands = errands
        self._notice = notice
        self._notices = Limit(1, 1 / 30)  # one in half a minute a person

    async def take(self, update: Update, me: Me, wait: float = 0.0) -> None:
        """Store what an update says to us; raises when the store is away, and then nothing may be acknowledged."""
        query = update.callback_query.id if update.callback_query else ""
        note = ""
        try:
            incoming = read(update, me, self._house.settings.photo_mb * 2**20)
            if incoming is not None and not (incoming.query and incoming.text == MARKED):
                note = await self._take(incoming, wait)
        finally:
            if query:
                self._errands.do(self._bot.answer_callback_query(query, text=note or None, request_timeout=SLOWEST))

    async def _take(self, incoming: Incoming, wait: float) -> str:
        """Store a message; return what is shown to somebody who pressed another person's button."""
        name = self._house.settings.community
        facts = await self._house.store.read(lambda db: look_up(db, incoming, name))
        if facts.not_yours:
            return say(incoming.spoken_to, "not_yours")
        if facts.seen or facts.stale:
            return ""
        if facts.community is None:
            self._nowhere(incoming)
            return ""
        if not self._house.limits.allows(f"{CHANNEL}:{incoming.user}", incoming.text, self._house.clock.now()):
            return self._too_fast(incoming)
        message = await self._message(incoming, facts, facts.community)
        stored = await self._house.engine.accept(replace(message, wait=wait))
        if stored is not None and facts.label:
            self._keyboards.pressed(incoming.thread, incoming.chat, incoming.ref, facts.label, incoming.spoken_to)
        return ""

    async def _message(self, incoming: Incoming, facts: Facts, community: str) -> Message:
        files: tuple[str, ...] = ()
        text = facts.value if incoming.query else incoming.text
        if incoming.kind is MessageKind.PHOTO:
            files = await self._files.photo(incoming.file, community, incoming.thread)
            if text and not files:
                text = f"{text} {say(incoming.spoken_to, 'photo_lost')}"
        elif incoming.kind is MessageKind.VOICE:
            files = await self._files.voice(incoming.file, community, incoming.thread)
        return Message(
            community=community,
            channel=CHANNEL,
            update_id=str(incoming.update_id),
            thread=incoming.thread,
            sender=str(incoming.user),
            sent_at=incoming.sent_at or self._house.clock.now(),
            kind=incoming.kind,
            text=text,
            files=files,
            lang=incoming.lang,
            private=incoming.private,
            sequence=incoming.update_id,
            ref=str(incoming.ref),
        )

    def _too_fast(self, incoming: Incoming) -> str:
        """Let go what is above a person's pace, and tell them, but not every time."""
        self._house.counters.refused += 1
        note = say(incoming.spoken_to, "too_fast")
        if not incoming.query and self._notices.allows(str(incoming.user)):
            self._notice(incoming.chat, note)
        return note

    def _nowhere(self, incoming: Incoming) -> None:
        """Nobody knows which community a stranger belongs to: without one nothing can be kept, only said."""
        log.warning("a stranger wrote, and there are several communities: set LINLI_COMMUNITY or hand out slips")
        self._notice(incoming.chat, say(incoming.spoken_to, "no_community"))
