from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

FREE = 5  # wrong tries before a wait
FIRST = timedelta(seconds=30)
LONGEST = timedelta(minutes=15)
MOST = 10_000  # pairs that are remembered; the oldest goes first
FORGET = timedelta(hours=1)

Who = tuple[str, str]  # login, address


@dataclass(slots=True)
class _Tries:
    count: int
    last: datetime


class Lockout:
    """Counts wrong tries by login and address; from the fifth on each doubles the wait, up to a quarter of an hour.

    It counts logins that do not exist as well, so that it tells nobody which do.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._tries: OrderedDict[Who, _Tries] = OrderedDict()

    def wait(self, who: Who, now: datetime) -> timedelta:
        """Return how long this pair has to wait, zero when it may try."""
        tries = self._tries.get(who)
        if tries is None or tries.count < FREE:
            return timedelta()
        pause = min(FIRST * (1 << min(tries.count - FREE, 10)), LONGEST)
        return max(tries.last + pause - now, timedelta())

    def wrong(self, who: Who, now: datetime) -> None:
        """Count a wrong try."""
        tries = self._tries.pop(who, None)
        if tries is None or tries.last < now - FORGET:
            tries = _Tries(0, now)
        tries.count += 1
        tries.last = now
        self._tries[who] = tries
        while len(self._tries) > self._most:
            self._tries.popitem(last=False)

    def right(self, who: Who) -> None:
        """Forget the wrong tries of a pair that signed in."""
        self._tries.pop(who, None)
