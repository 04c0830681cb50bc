"""How fast a messenger lets us speak."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.outbox import Lane

KEPT = 5000  # chats that are remembered before those that are free again are forgotten
SEVERAL = 3  # chats told to wait, one after the other, with nothing let through between: then all chats are meant


@dataclass(slots=True)
class _Bucket:
    """`rate` tokens a second, `size` at most."""

    rate: float
    size: float
    tokens: float
    at: float

    def wait(self, now: float, spare: float = 0.0) -> float:
        """Return the seconds until a token beyond the spare ones is there."""
        tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        return max(0.0, (1 + spare - tokens) / self.rate)

    def take(self, now: float) -> None:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate) - 1
        self.at = now


@dataclass(slots=True)
class Pace:
    """The limits of a channel, in messages a second: overall, in a chat, and beside that in a chat that is a group.

    The normal lane leaves `reserved` of `overall` and a fifth of what a group may get at once to emergencies.
    Telegram's own figures: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    Every `now` is a monotonic second.
    """

    overall: float
    per_thread: float
    per_group: float
    reserved: float = 0.0
    is_group: Callable[[str], bool] = lambda thread: False
    same: Callable[[str], str] = lambda thread: thread
    """Names the chat a thread is counted by: several threads may live in one group."""
    _all: _Bucket | None = None
    _free: dict[str, float] = field(default_factory=dict)  # when a chat may get its next message
    _groups: dict[str, _Bucket] = field(default_factory=dict)
    _refused: dict[str, float] = field(default_factory=dict)  # chats told to wait since anything was let through
    _shut: float = 0.0  # until then nothing may leave that is no emergency

    def chat_wait(self, thread: str, lane: Lane, now: float) -> float:
        """Return the seconds until the chat of a thread may get a message."""
        wait = max(0.0, self._free.get(self.same(thread), now) - now)
        if not self.is_group(thread):
            return wait
        bucket = self._group(thread, now)
        return max(wait, bucket.wait(now, bucket.size / 5 if lane is Lane.NORMAL else 0.0))

    def overall_wait(self, lane: Lane, now: float) -> float:
        """Return the seconds until any message of a lane may leave."""
        bucket = self._overall(now)
        if lane is Lane.EMERGENCY:
            return bucket.wait(now)
        return max(self._shut - now, bucket.wait(now, self.reserved))

    def wait(self, thread: str, lane: Lane, now: float) -> float:
        """Return the seconds until a message may leave to a thread."""
        return max(self.chat_wait(thread, lane, now), self.overall_wait(lane, now))

    def take(self, thread: str, now: float) -> None:
        """Count a message that leaves."""
        self._overall(now).take(now)
        if self.is_group(thread):
            self._group(thread, now).take(now)
        self._hold(thread, now, 0.0)

    def back(self, thread: str, now: float, wait: float = 0.0) -> None:
        """Note that a call came back: it may have arrived as late as now, or `wait` seconds were asked for.

        Messengers do not say whether they mean one chat or all of them. That all are meant is a guess,
        so an emergency is tried even then.
        """
        self._hold(thread, now, wait)
        if not wait:
            self._refused.clear()
            return
        self._refused[self.same(thread)] = now + wait
        running = [until for until in self._refused.values() if until > now]
        if len(running) >= SEVERAL:
            self._shut = max(self._shut, min(running))

    def _hold(self, thread: str, now: float, wait: float) -> None:
        chat = self.same(thread)
        self._free[chat] = max(self._free.get(chat, now), now + max(wait, 1 / self.per_thread))
        if len(self._free) > KEPT:
            self._free = {chat: until for chat, until in self._free.items() if until > now}

    def _overall(self, now: float) -> _Bucket:
        if self._all is None:
            size = self.reserved + 1
            self._all = _Bucket(self.overall - size, size, size, now)  # in no second more than `overall`
        return self._all

    def _group(self, thread: str, now: float) -> _Bucket:
        chat = self.same(thread)
        if chat not in self._groups:
            if len(self._groups) > KEPT:
                self._groups = {name: one for name, one in self._groups.items() if one.wait(now, one.size - 1) > 0}
            size = self.per_group * 15
            self._groups[chat] = _Bucket(self.per_group * 3 / 4, size, size, now)  # in no minute more than 60 of them
        return self._groups[chat]
