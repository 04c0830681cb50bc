from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from nlu.types import Moment, Understanding

if TYPE_CHECKING:
    from actions.reply import Button
    from actions.turn import Turn

Json = dict[str, Any]
Value = str | int | bool | Moment | list[str] | None
Values = dict[str, Value]


class Unusable(Exception):
    """An answer was understood and cannot be used; `key` is the sentence that says why and what to do."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Answer:
    """What the resident just said, as a slot reads it. `asked`: this very slot was asked for."""

    text: str
    understanding: Understanding | None
    files: tuple[str, ...] = ()
    asked: bool = False


Reader = Callable[[Answer], Value]


def entity(name: str) -> Reader:
    """Read the value that understanding found for a slot."""

    def read(answer: Answer) -> Value:
        return answer.understanding.value(name) if answer.understanding else None

    return read


def spoken(name: str) -> Reader:
    """Read the words themselves in which understanding found a slot (厨房, not its canonical value)."""

    def read(answer: Answer) -> Value:
        found = answer.understanding.entity(name) if answer.understanding else None
        return found.text if found else None

    return read


def words(limit: int = 500) -> Reader:
    """Read the whole answer, only where it was asked for."""

    def read(answer: Answer) -> Value:
        return answer.text.strip()[:limit] or None if answer.asked else None

    return read


def first(*readers: Reader) -> Reader:
    """Read with the first reader that finds something."""

    def read(answer: Answer) -> Value:
        return next((value for reader in readers if (value := reader(answer)) is not None), None)

    return read


def photos(answer: Answer) -> Value:
    """Read the ids of the photos that came with the answer."""
    return list(answer.files) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One thing a form needs to know.

    `read` finds it in any answer, `check` refuses or tidies a value by raising `Unusable`, `needed` says whether to ask
    given what is known, `optional` lets the resident do without it, `choices` are offered as buttons. The question is
    the sentence `ask.NAME` of the scenario's texts.
    """

    name: str
    read: Reader
    check: "Callable[[Turn, Value], Value] | None" = None
    needed: Callable[[Mapping[str, Value]], bool] = field(default=lambda values: True)
    optional: bool = False
    choices: "Callable[[Turn], list[Button]] | None" = None
    past: bool = False  # asks when something happened: a time that is left open is the last one, not the next
    free: bool = False  # the answer is the resident's own words: a new request is recognised only when it is sure
    renewed: bool = False  # said again with the answer to another question, it takes the place of what was known
    story: bool = False  # any words are an answer, such as a reason: nothing that is said to it is out of scope


def encode(values: Mapping[str, Value]) -> Json:
    """Make values fit for a JSON column."""
    return {name: _moment_out(value) if isinstance(value, Moment) else value for name, value in values.items()}


def decode(stored: Mapping[str, Any]) -> Values:
    """Read values back from a JSON column."""
    return {name: _moment_in(value) if isinstance(value, dict) else value for name, value in stored.items()}


def _moment_out(value: Moment) -> Json:
    return asdict(value) | {
        "start": value.start.isoformat(),
        "end": value.end.isoformat(),
        "clock": value.clock.isoformat() if value.clock else None,
    }


def _moment_in(stored: Mapping[str, Any]) -> Moment:
    return Moment(
        text=stored["text"],
        start=datetime.fromisoformat(stored["start"]),
        end=datetime.fromisoformat(stored["end"]),
        part=stored["part"],
        recurrence=stored["recurrence"],
        clock=time.fromisoformat(stored["clock"]) if stored["clock"] else None,
        has_date=stored["has_date"],
        over=stored.get("over", False),
        bound=stored.get("bound"),
    )
