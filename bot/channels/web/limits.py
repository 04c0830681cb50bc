from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

KEPT = 10_000  # names that are remembered; the one that was quiet longest is forgotten first


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Limit:
    """A token bucket a name: `burst` at once, then `rate` a second. It never waits, it only says yes or no."""

    def __init__(self, burst: float, rate: float, now: Callable[[], float] = monotonic) -> None:
        self._burst = burst
        self._rate = rate
        self._now = now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def allows(self, name: str) -> bool:
        """Take one token of a name; False when there is none."""
        now = self._now()
        bucket = self._buckets.setdefault(name, _Bucket(self._burst, now))
        self._buckets.move_to_end(name)
        if len(self._buckets) > KEPT:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True
