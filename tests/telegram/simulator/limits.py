import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from tests.telegram.simulator.ledger import Send

PER_CHAT = 1.0  # seconds between two messages of a chat (core.telegram.org/bots/faq#my-bot-is-hitting-limits)
PER_GROUP = (20, 60.0)  # messages in seconds
OVERALL = (30, 1.0)


@dataclass(frozen=True, slots=True)
class Pace:
    """The fastest that was seen: seconds between two messages of a chat, most in a second, most a minute in a group."""

    shortest_gap: float
    most_a_second: int
    most_a_minute_in_a_group: int


def measure(sends: Iterable[Send]) -> Pace:
    """Measure the pace of accepted messages."""
    accepted = [entry for entry in sends if entry.accepted]
    times: dict[int, list[float]] = {}
    for entry in accepted:
        times.setdefault(entry.chat, []).append(entry.at)
    gaps = [later - earlier for chat in times.values() for earlier, later in pairwise(chat)]
    groups = [_most(chat, PER_GROUP[1]) for number, chat in times.items() if number < 0]
    return Pace(min(gaps, default=float("inf")), _most([entry.at for entry in accepted], 1.0), max(groups, default=0))


def breaches(sends: Iterable[Send], tolerance: float = 0.05) -> list[str]:
    """Name the limits that were broken; `tolerance` in seconds forgives the way over the network."""
    accepted = [entry for entry in sends if entry.accepted]
    limits = Limits(enforce=True, tolerance=tolerance)
    found = []
    for entry in accepted:
        if limits.wait(entry.chat, entry.at):
            found.append(f"message {entry.seq} to chat {entry.chat} came too soon")
        limits.note(entry.chat, entry.at)
    return found


class Limits:
    """Keeps the limits of Telegram when `enforce` is on."""

    def __init__(self, enforce: bool = False, tolerance: float = 0.05) -> None:
        self.enforce = enforce
        self.tolerance = tolerance
        self._chats: dict[int, deque[float]] = {}
        self._all: deque[float] = deque(maxlen=OVERALL[0])
        self._told: dict[int, float] = {}

    def wait(self, chat: int, at: float | None = None) -> int:
        """Return the seconds a message to this chat has to wait; 0 when it may go."""
        if not self.enforce:
            return 0
        at = time.monotonic() if at is None else at
        mine = self._chats.get(chat, deque())
        free = [mine[-1] + PER_CHAT] if mine else []
        if chat < 0 and len(mine) == PER_GROUP[0]:
            free.append(mine[0] + PER_GROUP[1])
        if len(self._all) == OVERALL[0]:
            free.append(self._all[0] + OVERALL[1])
        left = max(free, default=at) - at
        return ceil(left) if left > self.tolerance else 0

    def note(self, chat: int, at: float | None = None) -> None:
        """Count a message that was accepted."""
        at = time.monotonic() if at is None else at
        self._chats.setdefault(chat, deque(maxlen=PER_GROUP[0])).append(at)
        self._all.append(at)

    def tell(self, chat: int, seconds: int) -> None:
        """Remember that the bot was told to leave this chat alone for a while."""
        self._told[chat] = time.monotonic() + seconds

    def too_soon(self, chat: int) -> bool:
        """Say whether a chat's waiting time is still running."""
        return time.monotonic() < self._told.get(chat, 0.0) - self.tolerance


def _most(times: list[float], window: float) -> int:
    recent: deque[float] = deque()
    most = 0
    for at in times:
        recent.append(at)
        while at - recent[0] >= window:
            recent.popleft()
        most = max(most, len(recent))
    return most
