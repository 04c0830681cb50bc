"""Measure an engine on any data set: what it gets right, how far its confidence can be trusted, what it costs."""

import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from nlu.engines.classifier import OUT_OF_SCOPE
from nlu.engines.embedded import build
from nlu.engines.training import EMBEDDED, LITE, train
from nlu.phrases import Example, Phrases
from nlu.report import Answer, Report, Run, report
from nlu.types import Hints, Understanding

_OTHER_NAMES = frozenset({"oos", "out_of_scope", "none", "out-of-scope"})  # of the same thing in public data sets
_NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)  # intents do not depend on it
_PAUSE = 10.0  # seconds between two words about how far it is
_STATUS = Path("/proc/self/status")


class Trained(Protocol):
    """What is measured."""

    @property
    def size(self) -> int:
        """Size of the model in bytes, or 0 where it is not known."""
        ...

    def parse(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Understand one message."""
        ...

    def close(self) -> None:
        """End what it has started."""
        ...


Trainer = Callable[[Phrases], Trained]

# Every engine that can be measured, by the name that `linli evaluate --engine` takes; none keeps what it learns.
TRAINERS: Mapping[str, Trainer] = MappingProxyType(
    {EMBEDDED: lambda phrases: train(phrases, None), LITE: lambda phrases: build(phrases, None)}
)


class RowsError(Exception):
    """A data set that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled message; `split` is train, valid or test where the data set says so."""

    text: str
    intent: str
    lang: str | None = None
    split: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """What is learned, and on what it is tested."""

    phrases: Phrases
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What every engine that is compared goes through.

    It learns the phrases and is tested on `rows`; or, `folds` times, on a part of the phrases after learning the rest.
    """

    phrases: Phrases
    rows: tuple[Row, ...] = ()
    folds: int = 0

    def rounds(self) -> Iterator[Round]:
        """Yield what is learned and tested, one after the other."""
        if not self.folds:
            yield Round(self.phrases, self.rows)
        parts = _dealt(self.phrases.examples, self.folds)
        for number, part in enumerate(parts):
            rest = tuple(example for other in (*parts[:number], *parts[number + 1 :]) for example in other)
            tested = tuple(Row(example.text, example.intent, example.lang) for example in part)
            yield Round(Phrases(rest, self.phrases.words), tested)


def _dealt(examples: Iterable[Example], hands: int) -> list[list[Example]]:
    """Deal each intent's examples out in turn, so that every hand holds some of each."""
    turn: Counter[str] = Counter()
    parts: list[list[Example]] = [[] for _ in range(hands)]
    for example in examples if hands else ():
        parts[turn[example.intent] % hands].append(example)
        turn[example.intent] += 1
    return parts


def rows(path: Path) -> list[Row]:
    """Read `{"text", "intent", "lang"?, "split"?}` rows from JSON lines; raises RowsError with the line."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            intent = str(row["intent"])
            name = OUT_OF_SCOPE if intent.lower() in _OTHER_NAMES else intent
            found.append(Row(str(row["text"]), name, row.get("lang"), row.get("split")))
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise RowsError(f"{path}:{number}: expected text and intent: {error}") from error
    return found


def task_of(train_rows: Iterable[Row], test_rows: Iterable[Row]) -> Task:
    """Return the task of learning some rows and being tested on others."""
    examples = tuple(Example(row.text, row.intent, row.lang or "en") for row in train_rows)
    return Task(Phrases(examples, {}), tuple(test_rows))


def evaluate(train_rows: Iterable[Row], test_rows: Iterable[Row]) -> Report:
    """Train the embedded engine on some rows and test it on others, in this process."""
    return report(measure(task_of(train_rows, test_rows), EMBEDDED, TRAINERS[EMBEDDED]))


@dataclass(slots=True)
class Progress:
    """Says what goes on and how long it will still take, but not more often than a person wants to read it."""

    engine: str
    say: Callable[[str], None]
    now: Callable[[], float] = time.monotonic
    _round: str = ""
    _began: float = 0.0
    _tested: float = 0.0
    _said: float = 0.0

    def learning(self, number: int, rounds: int, phrases: int) -> None:
        """Say that a round begins, and from the second one on how long the rest will take."""
        if number == 0:
            self._began = self.now()
        left = (self.now() - self._began) / number * (rounds - number) if number else 0.0
        self._round = f", round {number + 1} of {rounds}" if rounds > 1 else ""
        self._tell(f"learning {phrases} phrases{self._round}{_about(left)}")

    def testing(self, done: int, messages: int) -> None:
        """Say now and then how many messages of a round have been tested."""
        if done == 0:
            self._tested = self.now()
            self._tell(f"learned; testing {messages} messages{self._round}")
        elif self.now() - self._said >= _PAUSE:
            left = (self.now() - self._tested) / done * (messages - done)
            self._tell(f"{done} of {messages} messages tested{self._round}{_about(left)}")

    def _tell(self, what: str) -> None:
        self._said = self.now()
        self.say(f"{self.engine}: {what}")


def _about(seconds: float) -> str:
    if not seconds:
        return ""
    return f", about {seconds:.0f} s left" if seconds < 120 else f", about {seconds / 60:.0f} min left"


def measure(task: Task, name: str, trainer: Trainer, progress: Progress | None = None) -> Run:
    """Take an engine through a task, in this process; each round's model is gone before the next one is learned."""
    progress = progress or Progress(name, lambda _: None)
    answers: list[Answer] = []
    seconds, size = 0.0, 0
    for number, one in enumerate(task.rounds()):
        progress.learning(number, max(task.folds, 1), len(one.phrases.examples))
        began = time.perf_counter()
        engine = trainer(one.phrases)
        seconds += time.perf_counter() - began
        try:
            size = engine.size
            answers += _answers(engine, one.rows, progress)
        finally:
            engine.close()
            del engine
    return Run(name, len(task.phrases.examples), tuple(answers), seconds, _peak(), size)


def _answers(engine: Trained, tested: Sequence[Row], progress: Progress) -> Iterator[Answer]:
    for done, row in enumerate(tested):
        progress.testing(done, len(tested))
        began, cpu = time.perf_counter(), time.process_time()
        understood = engine.parse(row.text, row.lang, _NOW, Hints())
        took, worked = time.perf_counter() - began, time.process_time() - cpu
        best = understood.intents[0]
        yield Answer(row.text, row.intent, best.name, best.confidence, took * 1000, worked * 1000)


def _peak() -> int:
    """Return the most memory this process has had, in bytes.

    Where Linux says it, not by getrusage: that counts what the parent had when it started us, too.
    """
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
