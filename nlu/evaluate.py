"""Measure an engine on any data set: what it gets right, how far its confidence can be trusted, what it costs."""

import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import numpy as np

from nlu.engines.classifier import OUT_OF_SCOPE
from nlu.engines.training import train
from nlu.phrases import Example, Phrases
from nlu.types import Hints, Understanding

_BINS = 10
_SHOWN = 20
_OTHER_NAMES = frozenset({"oos", "out_of_scope", "none", "out-of-scope"})  # of the same thing in public data sets
_NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)  # intents do not depend on it


class Trained(Protocol):
    """What is measured."""

    @property
    def size(self) -> int:
        """Size of the model in bytes, or 0 where it is not known."""
        ...

    def parse(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Understand one message."""
        ...


Trainer = Callable[[Phrases], Trained]


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
class Bin:
    """Messages of similar confidence: how many, how sure the engine was on average, how often it was right."""

    low: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """An intent that was taken for another one, and how often."""

    truth: str
    taken_for: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine said to one row, and in how many milliseconds."""

    truth: str
    intent: str
    confidence: float
    ms: float


@dataclass(frozen=True, slots=True)
class Report:
    """Shares are from 0 to 1 and None where nothing was there to measure; sizes are in bytes."""

    train_rows: int
    test_rows: int
    intents: int
    accuracy: float
    macro_f1: float
    in_scope_accuracy: float | None
    out_of_scope_recall: float | None
    false_rejects: float | None
    calibration_error: float
    bins: tuple[Bin, ...]
    confusions: tuple[Confusion, ...]
    train_seconds: float
    p50_ms: float
    p99_ms: float
    peak_memory: int
    model_size: int

    def to_json(self) -> str:
        """Return the report as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def to_text(self) -> str:
        """Return the report as a person reads it."""
        shares = {
            "accuracy": self.accuracy,
            "macro F1": self.macro_f1,
            "in-scope accuracy": self.in_scope_accuracy,
            "out-of-scope recall": self.out_of_scope_recall,
            "false rejects": self.false_rejects,
            "calibration error": self.calibration_error,
        }
        lines = [f"{self.train_rows} phrases of {self.intents} intents, {self.test_rows} messages tested"]
        lines += [f"{name:<20} {'-' if share is None else f'{share:7.1%}'}" for name, share in shares.items()]
        lines += [
            f"{'training':<20} {self.train_seconds:6.1f} s",
            f"{'a message':<20} {self.p50_ms:.2f} ms, p99 {self.p99_ms:.2f} ms",
        ]
        lines += [
            f"{'memory, model':<20} {self.peak_memory >> 20} MiB, {self.model_size >> 20} MiB",
            "",
            "confidence  messages  right",
        ]
        lines += [
            f"{one.low:.1f}-{one.low + 1 / _BINS:.1f} {one.count:11} {one.accuracy:7.1%}"
            for one in self.bins
            if one.count
        ]
        lines += ["", "taken for another intent"]
        lines += [f"{one.count:5} {one.truth} -> {one.taken_for}" for one in self.confusions]
        return "\n".join(lines)


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


def evaluate(train_rows: Sequence[Row], test_rows: Sequence[Row], trainer: Trainer | None = None) -> Report:
    """Train a fresh engine on some rows and test it on others; without `trainer` it is the embedded engine."""
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({})
    phrases = Phrases(tuple(Example(row.text, row.intent, row.lang or "en") for row in train_rows), words)
    began = time.perf_counter()
    engine = (trainer or embedded)(phrases)
    seconds = time.perf_counter() - began
    return _report(len(train_rows), _answers(engine, test_rows), seconds, engine.size)


def cross_validate(phrases: Phrases, trainer: Trainer | None = None, folds: int = 5) -> Report:
    """Test each part of the phrases on an engine trained on the rest."""
    turn: Counter[str] = Counter()
    parts: list[list[Example]] = [[] for _ in range(folds)]
    for example in phrases.examples:
        parts[turn[example.intent] % folds].append(example)
        turn[example.intent] += 1
    answers: list[Answer] = []
    began, size = time.perf_counter(), 0
    for number, part in enumerate(parts):
        rest = tuple(example for other in (*parts[:number], *parts[number + 1 :]) for example in other)
        engine = (trainer or embedded)(Phrases(rest, phrases.words))
        size = engine.size
        answers += _answers(engine, [Row(example.text, example.intent, example.lang) for example in part])
    return _report(len(phrases.examples), answers, time.perf_counter() - began, size)


def embedded(phrases: Phrases) -> Trained:
    """Train the embedded engine without a cache."""
    return train(phrases, None)


def _answers(engine: Trained, test_rows: Iterable[Row]) -> list[Answer]:
    found = []
    for row in test_rows:
        understood = engine.parse(row.text, row.lang, _NOW, Hints())
        best = understood.intents[0]
        found.append(Answer(row.intent, best.name, best.confidence, understood.ms))
    return found


def _report(train_rows: int, answers: Sequence[Answer], seconds: float, size: int) -> Report:
    inside = [answer for answer in answers if answer.truth != OUT_OF_SCOPE]
    outside = [answer for answer in answers if answer.truth == OUT_OF_SCOPE]
    bins = _bins(answers)
    times = [answer.ms for answer in answers] or [0.0]
    return Report(
        train_rows=train_rows,
        test_rows=len(answers),
        intents=len({answer.truth for answer in answers}),
        accuracy=_share(answers) or 0.0,
        macro_f1=_macro_f1(answers),
        in_scope_accuracy=_share(inside),
        out_of_scope_recall=_share(outside),
        false_rejects=sum(answer.intent == OUT_OF_SCOPE for answer in inside) / len(inside) if inside else None,
        calibration_error=sum(one.count * abs(one.confidence - one.accuracy) for one in bins) / max(len(answers), 1),
        bins=bins,
        confusions=_confusions(answers),
        train_seconds=seconds,
        p50_ms=float(np.percentile(times, 50)),
        p99_ms=float(np.percentile(times, 99)),
        peak_memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        model_size=size,
    )


def _share(answers: Sequence[Answer]) -> float | None:
    return sum(answer.intent == answer.truth for answer in answers) / len(answers) if answers else None


def _macro_f1(answers: Sequence[Answer]) -> float:
    truths = Counter(answer.truth for answer in answers)
    said = Counter(answer.intent for answer in answers)
    right = Counter(answer.truth for answer in answers if answer.intent == answer.truth)
    return sum(2 * right[name] / (truths[name] + said[name]) for name in truths) / max(len(truths), 1)


def _bins(answers: Sequence[Answer]) -> tuple[Bin, ...]:
    found = []
    for number in range(_BINS):
        among = [answer for answer in answers if min(int(answer.confidence * _BINS), _BINS - 1) == number]
        confidence = sum(answer.confidence for answer in among) / max(len(among), 1)
        found.append(Bin(number / _BINS, len(among), confidence, _share(among) or 0.0))
    return tuple(found)


def _confusions(answers: Sequence[Answer]) -> tuple[Confusion, ...]:
    wrong = Counter((answer.truth, answer.intent) for answer in answers if answer.intent != answer.truth)
    return tuple(Confusion(truth, taken, count) for (truth, taken), count in wrong.most_common(_SHOWN))
