"""Takes what one person says in several short messages as one: what is there already, and what comes within moments."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.attempts import Attempts
from bot.fragments import BREATH, MOST, Pace, Said, belongs, goes_on, hangs, joinable, may_join, patience
from bot.inbox import Stored
from bot.limits import danger_of
from nlu.types import Certainty, Understanding
from nlu.unfinished import join

_RANK = {Certainty.UNSURE: 0, Certainty.LIKELY: 1, Certainty.SURE: 2}


@dataclass(slots=True)
class Line:
    """The messages that wait in one conversation."""

    conversation: str
    waiting: dict[int, Stored] = field(default_factory=dict)
    _bell: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, stored: Stored) -> None:
        """Take a message in."""
        self.waiting[stored.id] = stored
        self._bell.set()

    def strike(self, stored: Stored) -> None:
        """Leave out what was handled."""
        for number in (*stored.before, stored.id):
            self.waiting.pop(number, None)

    def first(self) -> Stored:
        """Return the message whose turn it is."""
        return min(self.waiting.values(), key=lambda one: one.place)

    def after(self, stored: Stored) -> Stored | None:
        """Return the message that comes behind another one."""
        behind = [one for one in self.waiting.values() if one.place > stored.place]
        return min(behind, key=lambda one: one.place, default=None)

    async def rings(self, seconds: float) -> None:
        """Wait until a message comes in, or for some seconds."""
        self._bell.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), seconds)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message, or several as one, and what it means."""

    stored: Stored
    understanding: Understanding | None
    said: Said

    @property
    def danger(self) -> int:
        """How sure it is that somebody is in danger; a part of a sentence that only sounds like it does not count."""
        return _RANK[self.understanding.emergency] if self.understanding and self.said.urgent else 0


More = Callable[[Line, float], Awaitable[bool]]
"""Waits for seconds at most; says whether more has come."""


class Joining:
    """Decides with `bot/fragments.py`; `longest` are the seconds that somebody waits at most, 0 for no wait at all."""

    def __init__(self, attempts: Attempts, longest: float = 0.0) -> None:
        self.longest = longest
        self._attempts = attempts
        self._pace = Pace()

    def came(self, stored: Stored) -> None:
        """Note how fast somebody writes."""
        if self.longest and joinable(stored.message):
            self._pace.note(stored.conversation_id, stored.at)

    async def heard(self, first: Stored, line: Line, more: More) -> Heard:
        """Understand a message with what belongs to it."""
        heard = await self._understood(first)
        if not joinable(first.message) or (await self._attempts.mind(first)).at_once:
            return heard
        until = 0.0
        while True:
            after = line.after(heard.stored)
            if after is not None:
                both = await self._both(heard, after)
                if both is None:
                    return heard
                heard, until = both, 0.0
                continue
            now = time.perf_counter()
            until = until or now + self._patience(heard, now - first.at)
            if now >= until:
                return heard
            await more(line, until - now)

    def _patience(self, heard: Heard, waited: float) -> float:
        usual = self._pace.usual(heard.stored.conversation_id)
        seconds = patience(heard.said, usual, waited, self.longest) if self.longest else 0.0
        return 0.0 if seconds and self._alarms(heard.stored.message.text) else seconds

    async def _both(self, heard: Heard, after: Stored) -> Heard | None:
        """Put a message and the next one together; None when each is for itself."""
        crowded = len(heard.stored.before) + 2 > MOST or after.ready > time.perf_counter()
        if crowded or not may_join(heard.stored.message, after.message):
            return None
        alone = await self._understood(after)
        urgent = alone.said.urgent or self._alarms(after.message.text)
        said_next = replace(alone.said, urgent=urgent)
        close = abs(after.message.sent_at - heard.stored.message.sent_at) <= BREATH
        part = goes_on(heard.said, said_next)
        if not part and not close:
            return None
        both = await self._understood(joined(heard.stored, after))
        if not part and not (both.understanding and belongs(heard.said, said_next, both.understanding)):
            return None
        number, urgent = heard.said.count + 1, both.said.urgent or urgent
        said = replace(both.said, urgent=urgent, count=number, last=after.message.text)
        return None if both.danger < max(heard.danger, alone.danger) else replace(both, said=said)

    async def _understood(self, stored: Stored) -> Heard:
        meant = await self._attempts.understood(stored)
        mind = self._attempts.minds.get(stored.conversation_id, stored.message.community)
        slot = mind.hints.slot if mind else None
        said = Said(
            stored.message.text,
            meant.certainty if meant else None,
            meant.intent if meant else "",
            asked=slot is not None or (mind is not None and mind.hints.intent is not None),
            answers=meant is not None and slot is not None and meant.entity(slot) is not None,
            urgent=meant is not None and self._is_urgent(meant),
            gap=self._pace.gap(stored.conversation_id),
        )
        return Heard(stored, meant, said)

    def _is_urgent(self, meant: Understanding) -> bool:
        """Say whether it is danger, whatever may follow: what hangs only sounds like it without a word of danger."""
        if meant.emergency is Certainty.UNSURE:
            return False
        whole = meant.emergency is Certainty.SURE and not hangs(Said(meant.text, meant.certainty, meant.intent))
        return whole or self._alarms(meant.text)

    def _alarms(self, text: str) -> bool:
        return danger_of(self._attempts.understander)(text)


def joined(first: Stored, after: Stored) -> Stored:
    """Return two messages as one, which has the number of the later."""
    before, message = first.message, after.message
    text, files = join(before.text, message.text), (*before.files, *message.files)
    whole = replace(message, text=text, files=files)
    return Stored(after.id, after.conversation_id, whole, first.at, (*first.before, first.id))
