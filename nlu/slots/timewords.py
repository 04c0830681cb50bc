import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from nlu.slots.calendar import DAY

W = TypeVar("W", bound="Word")


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of text that says something about time."""

    start: int
    end: int


Reader = Callable[[re.Match[str], datetime], Iterator[Word]]  # from what a pattern found, and now


@dataclass(frozen=True, slots=True)
class Days(Word):
    """One day or several: `last` is exclusive; `moves` names what was left open (year, month, week): which of them."""

    first: date
    last: date
    moves: str = ""


@dataclass(frozen=True, slots=True)
class Piece(Word):
    """A piece of the period that is named before it (the first week of October), or what it means by itself."""

    unit: str  # day, week, month, a weekday's code, half, or share (beginning, middle, end)
    first: int  # the how manyth, from 0; below 0 from the end
    count: int | None  # how many; None: all that follow
    alone: Days | None = None
    beside: bool = False  # lies before or behind a period that is a single day: 春节前三天


@dataclass(frozen=True, slots=True)
class Part(Word):
    """A part of the day, in hours of its day."""

    name: str
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Clock(Word):
    """A time of day as said; `exact` when morning or afternoon is beyond doubt."""

    hour: int
    minute: int
    exact: bool = False
    until: "Clock | None" = None  # the end that was said in the same breath: 三四点, 早九晚五


@dataclass(frozen=True, slots=True)
class Shift(Word):
    """So many days away from a day that is named beside it: two days before Christmas, Friday week."""

    days: int


@dataclass(frozen=True, slots=True)
class Point(Word):
    """An instant, said relative to now (in half an hour), or a span that begins or ends now (the last hour)."""

    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Every(Word):
    """A repetition (RFC 5545), the first day from today on that it falls on, and its weekdays if it has some."""

    rule: str
    first: date
    weekdays: tuple[int, ...] = ()

    def since(self, day: date) -> date:
        """Return the first day from `day` on that the repetition falls on."""
        while self.weekdays and day.weekday() not in self.weekdays:
            day += DAY
        return max(day, self.first)


@dataclass(frozen=True, slots=True)
class Lasting(Word):
    """A length of time in minutes; `over` when something has taken so long already (坏了三天)."""

    minutes: int
    over: bool = False

    @property
    def apart(self) -> bool:
        """Say whether it says nothing about when something is to be: what is over, and years."""
        return self.over or self.minutes >= 365 * 24 * 60


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words between and around time words, which differ by language."""

    filler: re.Pattern[str]  # may stand between words of one time
    to: re.Pattern[str]  # stands between start and end
    # before the start, between start and end, behind the end: the second with one of the others
    both: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
    until: re.Pattern[str]  # stands before an end whose start was said earlier
    after: tuple[re.Pattern[str], re.Pattern[str]]  # before the words, behind the words
    before: tuple[re.Pattern[str], re.Pattern[str]]
    since: tuple[re.Pattern[str], re.Pattern[str]]  # includes the day that is named
    through: tuple[re.Pattern[str], re.Pattern[str]]  # includes the day that is named
    past: tuple[re.Pattern[str], re.Pattern[str]]  # says that the time is over (since Monday)
    refused: tuple[re.Pattern[str], re.Pattern[str]]  # says that this time does not suit
    moved: tuple[re.Pattern[str], re.Pattern[str]]  # before the old time, between it and the new one
    ages: tuple[re.Pattern[str], re.Pattern[str]]  # says how old somebody is, or will be in that year


@dataclass(slots=True)
class Phrase:
    """Words that together name one time: those of its start, those of its end, and what bounds or repeats it."""

    left: list[Word] = field(default_factory=list)
    right: list[Word] = field(default_factory=list)
    bound: str = ""  # after, before, since or until
    is_past: bool = False
    pieces: list[tuple[int, int]] = field(default_factory=list)

    def words(self) -> list[Word]:
        """Return the words of both sides."""
        return self.left + self.right

    def has(self, *kinds: type[Word]) -> bool:
        """Say whether the start holds a word of one of these kinds."""
        return any(isinstance(word, kinds) for word in self.left)


def find(words: Iterable[Word], kind: type[W]) -> W | None:
    """Return the first word of a kind, or None."""
    return next((word for word in words if isinstance(word, kind)), None)
