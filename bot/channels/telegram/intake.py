"""Takes one update in: when it returns, what was said to us is on the disk."""

import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from aiogram import Bot
from aiogram.types import Update

from actions.message import Message
from bot.channels.telegram.client import SLOWEST
from bot.channels.telegram.errands import Errands
from bot.channels.telegram.facts import look_up
from bot.channels.telegram.files import name_of
from bot.channels.telegram.house import CHANNEL, House, say
from bot.channels.telegram.keyboards import Keyboards
from bot.channels.telegram.reading import MARKED, Incoming, Me, bare, read
from bot.channels.telegram.tries import Hopeless, Pause, tried
from bot.limits import Limit, Voice

log = logging.getLogger(__name__)
T = TypeVar("T")


class Intake:
    """Makes messages of updates. What is not meant for us leaves no trace."""

    def __init__(
        self,
        house: House,
        bot: Bot,
        keyboards: Keyboards,
        errands: Errands,
        notice: Callable[[int, str], None],
        pause: Pause,
    ) -> None:
        self._house = house
        self._bot = bot
        self._keyboards = keyboards
        self._errands = errands
        self._notice = notice
        self._pause = pause
        self._notices = Limit(1, 1 / 30)  # one in half a minute a person

    async def take(self, update: Update, me: Me, wait: float = 0.0) -> None:
        """Store what an update says to us; raises when the store is away, and then nothing may be acknowledged.

        An update at which our own code fails is stored for a person instead.
        """
        query = update.callback_query.id if update.callback_query else ""
        note, incoming = "", None
        try:
            incoming = await self._tried(update, partial(self._read, update, me))
            if incoming is not None:
                note = await self._tried(update, partial(self._take, incoming, wait))
        except Hopeless as failure:
            await self._lay_before_person(update, incoming or bare(update), str(failure), wait)
        finally:
            if query:
                self._errands.do(self._bot.answer_callback_query(query, text=note or None, request_timeout=SLOWEST))

    async def _tried(self, update: Update, work: Callable[[], Awaitable[T]]) -> T:
        return await tried(update.update_id, self._pause, work)

    async def _read(self, update: Update, me: Me) -> Incoming | None:
        incoming = read(update, me, self._house.settings.photo_mb * 2**20)
        return None if incoming is not None and incoming.query and incoming.text == MARKED else incoming

    async def _lay_before_person(self, update: Update, incoming: Incoming | None, failure: str, wait: float) -> None:
        """Store that there was an update, with its words, or without them, or without knowing whose."""
        known = [incoming, replace(incoming, text="")] if incoming is not None else []
        for heard in (*known, Incoming(update_id=update.update_id, chat=0, user=0, ref=0, private=True, sent_at=None)):
            with contextlib.suppress(Hopeless):
                if await self._tried(update, partial(self._store_fault, heard, failure, wait)):
                    return
        self._house.counters.unparsed += 1
        log.error("an update could not even be laid before a person", extra={"update": update.update_id})

    async def _store_fault(self, heard: Incoming, failure: str, wait: float) -> bool:
        name = self._house.settings.community
        facts = await self._house.store.read(lambda db: look_up(db, replace(heard, query="", edited=False), name))
        if facts.community is None:
            return False
        message = self._message(heard, heard.text, facts.community)
        await self._house.engine.accept(replace(message, fault=failure, wait=wait))
        return True

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
        said = facts.value if incoming.query else incoming.text
        voice = Voice(CHANNEL, str(incoming.user), incoming.thread)
        if not await self._house.limits.allows(voice, said, self._house.clock.now()):
            return self._too_fast(incoming)
        message = self._message(incoming, said, facts.community)
        stored = await self._house.engine.accept(replace(message, wait=wait))
        if stored is not None and facts.label:
            self._keyboards.pressed(incoming.thread, incoming.chat, incoming.ref, facts.label, incoming.spoken_to)
        return ""

    def _message(self, incoming: Incoming, said: str, community: str) -> Message:
        return Message(
            community=community,
            channel=CHANNEL,
            update_id=str(incoming.update_id),
            thread=incoming.thread,
            sender=str(incoming.user or ""),
            sent_at=incoming.sent_at or self._house.clock.now(),
            kind=incoming.kind,
            text=said,
            lang=incoming.lang,
            private=incoming.private,
            sequence=incoming.update_id,
            ref=str(incoming.ref),
            fetch=name_of(incoming.file, incoming.spoken_to) if incoming.file else "",
        )

    def _too_fast(self, incoming: Incoming) -> str:
        """Let go what is above a person's pace, and tell them, but not every time."""
        note = say(incoming.spoken_to, "too_fast")
        if not incoming.query and self._notices.allows(str(incoming.user)):
            self._notice(incoming.chat, note)
        return note

    def _nowhere(self, incoming: Incoming) -> None:
        """Nobody knows which community a stranger belongs to: without one nothing can be kept, only said."""
        log.warning("a stranger wrote, and there are several communities: set LINLI_COMMUNITY or hand out slips")
        self._notice(incoming.chat, say(incoming.spoken_to, "no_community"))
