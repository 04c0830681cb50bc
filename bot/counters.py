"""Counts one process keeps in memory for `/metrics`: how much it did, and nothing about anybody."""

import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

TURN_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper edges of the histogram's buckets, in seconds from stored to queued; what is above the last one has its own."""


@dataclass(slots=True)
class Histogram:
    """How often a duration fell into each bucket."""

    edges: tuple[float, ...] = TURN_SECONDS
    counts: list[int] = field(default_factory=list)  # one more than there are edges
    total: float = 0.0  # seconds

    def __post_init__(self) -> None:
        self.counts = self.counts or [0] * (len(self.edges) + 1)

    def observe(self, seconds: float) -> None:
        """Count one duration; a clock that was set back counts as none."""
        seconds = max(0.0, seconds)
        self.counts[bisect_left(self.edges, seconds)] += 1
        self.total += seconds

    def cumulative(self) -> list[tuple[str, float]]:
        """Return (upper edge, how many were not above it), as Prometheus draws it."""
        sums, total = [], 0
        for edge, count in zip((*map(str, self.edges), "+Inf"), self.counts, strict=True):
            total += count
            sums.append((edge, float(total)))
        return sums


@dataclass(slots=True)
class Counters:
    """What this process has done since it started."""

    accepted: int = 0  # messages stored for the first time
    repeated: int = 0  # the same update again, which changed nothing
    turns: int = 0  # turns that ended, in whatever way
    failed: int = 0  # attempts at a turn that raised
    handed_over: int = 0  # turns laid on the desk because they raised twice
    sent: int = 0  # what left the outbox
    retried: int = 0  # tries that failed and come again
    dead: int = 0  # what was given up
    unparsed: int = 0  # updates of a channel that nobody could read or keep
    refused: int = 0  # messages above a person's rate limit
    understood: Counter[str] = field(default_factory=Counter)  # messages that each engine understood
    turn_seconds: Histogram = field(default_factory=Histogram)
    beats: dict[str, float] = field(default_factory=dict)  # monotonic second at which a part last showed life

    def beat(self, part: str) -> None:
        """Say that a part of this process (runner, sender) is alive; to be said in each of its rounds."""
        self.beats[part] = time.monotonic()

    def rest(self, part: str) -> None:
        """Say that a part is at rest here, such as the sender where another process sends."""
        self.beats.pop(part, None)

    def age(self, part: str) -> float | None:
        """Return how many seconds ago a part showed life; None when it never has."""
        beaten = self.beats.get(part)
        return None if beaten is None else time.monotonic() - beaten
