"""An attempt at one turn: a message is made complete, understood and handled, or laid before a person."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial

from actions.message import MessageKind
from actions.reply import Do
from bot.choosing import explained
from bot.counters import Counters
from bot.inbox import Overtaken, Stored, Taken
from bot.logs import carried
from bot.mind import Mind, Minds
from bot.turns import LONGEST, Handled, Turns
from integrations.clock import Clock
from integrations.database import Store
from nlu.chatter import matter
from nlu.types import Engine as Understander
from nlu.types import Understanding

Fetch = Callable[[Stored], Awaitable[Stored]]
"""Brings in what a message of a channel refers to, or writes down that it could not be had."""
OPENS = 30.0  # seconds after which a channel that is to fetch a file is taken for one that is closed
WORDS = frozenset({MessageKind.TEXT, MessageKind.PHOTO, MessageKind.VOICE})  # kinds that may hold some


class Attempts:
    """What a turn needs before its transaction, and the transaction itself."""

    def __init__(
        self, store: Store, understander: Understander, clock: Clock, minds: Minds, turns: Turns, counters: Counters
    ) -> None:
        self.store = store
        self.understander = understander
        self.clock = clock
        self.minds = minds
        self.turns = turns
        self.counters = counters
        self.hears: Fetch | None = None  # writes a recording down, where somebody can
        self._fetchers: dict[str, Fetch] = {}
        self._opened = asyncio.Event()

    def fetches(self, channel: str, fetch: Fetch) -> None:
        """Say who brings in what messages of a channel refer to."""
        self._fetchers[channel] = fetch
        self._opened.set()

    def lacks(self, stored: Stored) -> bool:
        """Say whether something of a message must be brought in first: a file, the words of a recording."""
        message = stored.message
        unheard = message.kind is MessageKind.VOICE and not message.text and bool(message.files)
        return bool(message.fetch) or (self.hears is not None and unheard)

    async def brought(self, stored: Stored) -> Stored:
        """Have a channel bring in the file that a message refers to, and a recording written down.

        A channel that is closed brings nothing.
        """
        if stored.message.fetch:
            fetch = await self._fetcher(stored.message.channel)
            stored = await fetch(stored) if fetch is not None else stored
        return await self.hears(stored) if self.hears is not None and self.lacks(stored) else stored

    async def _fetcher(self, channel: str) -> Fetch | None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(OPENS):
                while channel not in self._fetchers:
                    self._opened.clear()
                    await self._opened.wait()
        return self._fetchers.get(channel)

    async def mind(self, stored: Stored) -> Mind:
        """Return what understanding needs to know of a message's conversation."""
        conversation, community = stored.conversation_id, stored.message.community
        mind = self.minds.get(conversation, community)
        if mind is None:
            mind = await self.store.read(lambda db: self.minds.recall(db, conversation, community))
        return mind

    async def understood(self, stored: Stored) -> Understanding | None:
        """Understand a message; None when there are no words in it."""
        message = stored.message
        chosen = message.kind is MessageKind.BUTTON and message.text.startswith(f"{Do.START}:")
        if message.kind not in WORDS and not chosen:
            return None
        mind = await self.mind(stored)
        if message.kind is MessageKind.TEXT and mind.offered:
            chosen = explained(message.text, mind.offered) is not None
        text = (mind.unclear if chosen else message.text)[:LONGEST]
        if not any(map(str.isalnum, text)):
            return None
        now = self.clock.now()
        understood = await self.understander.understand(
            matter(text), message.lang, now.astimezone(mind.zone), mind.hints
        )
        self.counters.understood[understood.engine] += 1
        if self.turns.timing is not None:
            self.turns.timing.prepare += understood.ms / 1000
        return understood

    async def handled(self, stored: Stored, understanding: Understanding | None) -> Handled:
        """Handle a message in one transaction."""
        handle = partial(self.turns.handle, stored=stored, understanding=understanding, now=self.clock.now())
        try:
            return await self.store.write(carried(handle))
        except Overtaken:
            return Handled(Taken.APART)

    async def handed_over(self, stored: Stored, failure: str) -> Handled:
        """Lay a message of which no turn could be made before a person."""
        self.counters.handed_over += 1
        hand_over = partial(self.turns.hand_over, stored=stored, failure=failure, now=self.clock.now())
        return await self.store.write(hand_over)
