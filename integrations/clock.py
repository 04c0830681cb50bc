from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the house reads the time, so that tests can tell it."""

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return datetime.now(UTC)
