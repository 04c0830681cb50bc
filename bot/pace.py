"""How fast a messenger lets us speak."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.outbox import Lane


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
    """The limits of a channel, kept by the sender: messages a second overall, in a thread, and in a group.

    The emergency lane may use all of `overall`, the normal one leaves `reserved` of it alone.
    Telegram's own figures: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    overall: float
    per_thread: float
    per_group: float
    reserved: float = 0.0
    is_group: Callable[[str], bool] = lambda thread: False
    same: Callable[[str], str] = lambda thread: thread
    """Names what a thread's limit is counted by: several threads may live in one group."""
    _all: _Bucket | None = None
    _threads: dict[str, _Bucket] = field(default_factory=dict)

    def thread_wait(self, thread: str, now: float) -> float:
        """Return the seconds until a thread may get a message; `now` is a monotonic second."""
        return self._of(thread, now).wait(now)

    def overall_wait(self, lane: Lane, now: float) -> float:
        """Return the seconds until any message of a lane may leave."""
        return self._overall(now).wait(now, self.reserved if lane is Lane.NORMAL else 0.0)

    def take(self, thread: str, now: float) -> None:
        """Count a message that leaves."""
        self._overall(now).take(now)
        self._of(thread, now).take(now)

    def _overall(self, now: float) -> _Bucket:
        if self._all is None:
            size = self.reserved + 1
            self._all = _Bucket(self.overall - size, size, size, now)  # in no second more than `overall`
        return self._all

    def _of(self, thread: str, now: float) -> _Bucket:
        name = self.same(thread)
        if len(self._threads) > 5000:
            self._threads = {key: bucket for key, bucket in self._threads.items() if bucket.wait(now) > 0}
        if name not in self._threads:
            group = self.is_group(thread)
            rate, size = (self.per_group * 3 / 4, self.per_group * 15) if group else (self.per_thread, 1.0)
            self._threads[name] = _Bucket(rate, size, size, now)
        return self._threads[name]
