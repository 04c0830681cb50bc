"""How fast one person, address or key may go. These limits live in one process: they spare work, they prove nothing."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from nlu.emergency import cries_out

KEPT = 10_000  # names that are remembered; the one that was quiet longest is forgotten first
_URGENT_BUTTON = "start:emergency"
Danger = Callable[[str], bool]
"""Says whether a text speaks of danger."""
Asks = Callable[[str, str], Awaitable[bool]]
"""Says whether an emergency's question is open in a channel's thread."""


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

    @property
    def retry_after(self) -> int:
        """Return the whole seconds after which one more passes for certain."""
        return max(1, int(-(-1 // self._rate)))

    def allows(self, name: str, at: float | None = None) -> bool:
        """Take one token of a name at a moment in seconds (now, if none is given); False when there is none."""
        bucket = self._bucket(name, self._now() if at is None else at)
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True

    def has_room(self, name: str, at: float | None = None) -> bool:
        """Say whether the next one would pass, without taking anything."""
        return self._bucket(name, self._now() if at is None else at).tokens >= 1

    def _bucket(self, name: str, now: float) -> _Bucket:
        bucket = self._buckets.setdefault(name, _Bucket(self._burst, now))
        self._buckets.move_to_end(name)
        if len(self._buckets) > KEPT:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + max(0.0, now - bucket.at) * self._rate)
        bucket.at = now
        return bucket


class PersonLimits:
    """How fast a person may speak, in every channel alike: 30 messages at once, then two a second.

    Words of danger have a lane beside it (3 at once, then one in 5 s), and so have answers to an emergency's question
    (as wide as the usual one): fast fingers keep nobody from calling for help or from saying where. `danger` is
    `EmbeddedEngine.alarming`, or what an engine without one can tell; `asks` looks into the database.
    """

    retry_after = 1  # seconds

    def __init__(
        self,
        danger: Danger = cries_out,
        asks: Asks | None = None,
        *,
        usual: Limit | None = None,
        urgent: Limit | None = None,
    ) -> None:
        self._danger = danger
        self._asks = asks or _never
        self._usual = usual or Limit(30, 2.0)
        self._urgent = urgent or Limit(3, 0.2)
        self._answers = Limit(30, 2.0)

    async def allows(self, channel: str, person: str, thread: str, text: str, now: datetime) -> bool:
        """Say whether what a person says in a thread may come in now; of a button `text` is the value."""
        name, at = f"{channel}:{person}", now.timestamp()
        if self._usual.allows(name, at):
            return True
        # An empty lane is looked at first: judging words costs more than refusing them.
        if self._urgent.has_room(name, at) and self._is_urgent(text) and self._urgent.allows(name, at):
            return True
        answers = self._answers.has_room(name, at) and await self._asks(channel, thread)
        return answers and self._answers.allows(name, at)

    def _is_urgent(self, text: str) -> bool:
        return text.startswith(_URGENT_BUTTON) or self._danger(text)


async def _never(channel: str, thread: str) -> bool:
    return False


def danger_of(understander: object) -> Danger:
    """Return how an engine tells words of danger; one that cannot hears only cries for help."""
    alarming: Danger = getattr(understander, "alarming", cries_out)
    return alarming
