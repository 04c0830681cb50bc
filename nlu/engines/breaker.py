import time
from collections.abc import Callable
from enum import StrEnum

_FAILURES = 5  # in a row after which nobody is asked for a while
_REST = 30.0  # seconds until one message tries again


class State(StrEnum):
    """Where a circuit breaker stands."""

    CLOSED = "closed"  # asks
    OPEN = "open"  # does not ask
    HALF_OPEN = "half_open"  # one question is under way that decides


class Breaker:
    """Stops asking a server that fails, and tries it again after a rest (Nygard, Release It!, "Circuit Breaker")."""

    def __init__(
        self, failures: int = _FAILURES, rest: float = _REST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = failures
        self._rest = rest
        self._clock = clock
        self._failures = 0
        self._asked_at = 0.0  # when it opened, or was last tried
        self._trying = False

    @property
    def state(self) -> State:
        """Where it stands now."""
        if self._failures < self._most:
            return State.CLOSED
        return State.HALF_OPEN if self._trying else State.OPEN

    def allows(self) -> bool:
        """Say whether to ask now; while it is open, one question a rest is let through.

        A question that never comes back blocks nobody: the next one is let through a rest later.
        """
        if self._failures < self._most:
            return True
        if self._clock() - self._asked_at < self._rest:
            return False
        self._asked_at, self._trying = self._clock(), True
        return True

    def succeeded(self) -> None:
        """Close: the server answers."""
        self._failures, self._trying = 0, False

    def failed(self) -> None:
        """Count a failure; the last of too many opens it, and so does a failed try."""
        self._failures += 1
        self._trying = False
        if self._failures >= self._most:
            self._asked_at = self._clock()
