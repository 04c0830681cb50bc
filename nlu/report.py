"""What an engine's answers to labelled messages are worth: figures, lists, and two engines side by side."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from nlu.engines.classifier import OUT_OF_SCOPE

BINS = 10
_SHOWN = 20
_NAMED = 4  # intents that one is taken for
_WIDTH = 26  # of the names of measures


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
class IntentScore:
    """How one intent's messages were understood, and what the others were taken for, the most frequent first."""

    intent: str
    messages: int
    right: int
    taken_for: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine said to one message, and in how many milliseconds: by the clock, and of this process's CPU."""

    text: str
    truth: str
    intent: str
    confidence: float
    ms: float
    cpu_ms: float = 0.0

    @property
    def right(self) -> bool:
        """Whether the engine said what is meant."""
        return self.intent == self.truth


@dataclass(frozen=True, slots=True)
class Difference:
    """A message that exactly one of two engines understood."""

    text: str
    truth: str
    first: str
    other: str


@dataclass(frozen=True, slots=True)
class Against:
    """An engine beside the first one on the same messages.

    `gained` messages only it understood, `lost` ones only the first. `p` is McNemar's exact test, two-sided: how
    often chance alone would set two equally good engines at least this far apart.
    """

    first: str
    gained: int
    lost: int
    p: float
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Shares are from 0 to 1 and None where nothing was there to measure; sizes are in bytes, `p50_ms` by the clock."""

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
    engine: str = ""
    p50_cpu_ms: float = 0.0
    p99_cpu_ms: float = 0.0
    by_intent: tuple[IntentScore, ...] = ()
    against: Against | None = None

    def to_json(self) -> str:
        """Return the report as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def to_text(self) -> str:
        """Return the report as a person reads it."""
        return side_by_side([self])


@dataclass(frozen=True, slots=True)
class Run:
    """One engine's way through a task: what it said, what learning took, and what it keeps (bytes)."""

    engine: str
    train_rows: int
    answers: tuple[Answer, ...]
    train_seconds: float
    peak_memory: int
    model_size: int


def report(run: Run) -> Report:
    """Sum up one run."""
    answers = run.answers
    inside = [answer for answer in answers if answer.truth != OUT_OF_SCOPE]
    outside = [answer for answer in answers if answer.truth == OUT_OF_SCOPE]
    bins = _bins(answers)
    clock, cpu = [answer.ms for answer in answers] or [0.0], [answer.cpu_ms for answer in answers] or [0.0]
    return Report(
        train_rows=run.train_rows,
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
        train_seconds=run.train_seconds,
        p50_ms=float(np.percentile(clock, 50)),
        p99_ms=float(np.percentile(clock, 99)),
        peak_memory=run.peak_memory,
        model_size=run.model_size,
        engine=run.engine,
        p50_cpu_ms=float(np.percentile(cpu, 50)),
        p99_cpu_ms=float(np.percentile(cpu, 99)),
        by_intent=_by_intent(answers),
    )


def reports(runs: Sequence[Run], differences: int = 0) -> list[Report]:
    """Sum up runs over the same messages, each but the first one beside the first."""
    first, *others = runs
    return [report(first), *(replace(report(one), against=against(first, one, differences)) for one in others)]


def against(first: Run, other: Run, differences: int) -> Against:
    """Compare two runs over the same messages; keep that many of the messages that only one of them understood."""
    from scipy.stats import binomtest  # half a second that no other command should wait for

    pairs = [pair for pair in zip(first.answers, other.answers, strict=True) if pair[0].right != pair[1].right]
    gained = sum(mine.right for _, mine in pairs)
    lost = len(pairs) - gained
    shown = tuple(Difference(one.text, one.truth, one.intent, mine.intent) for one, mine in pairs[:differences])
    p = float(binomtest(gained, len(pairs)).pvalue) if pairs else 1.0
    return Against(first.engine, gained, lost, p, shown)


def side_by_side(found: Sequence[Report]) -> str:
    """Return reports over the same messages as a person reads them: a column an engine, then what each got wrong."""
    first = found[0]
    lines = [f"{first.train_rows} phrases of {first.intents} intents, {first.test_rows} messages tested"]
    lines += [_row("", [one.engine for one in found])] if len(found) > 1 else []
    lines += [_row(name, [show(one) for one in found]) for name, show in _MEASURES.items()]
    lines += [_row(name, [show(one.against) for one in found]) for name, show in _BESIDE.items()] * (len(found) > 1)
    lines += ["", _row("messages, right", [f"{one.engine:>15}" for one in found])]
    for similar in zip(*(one.bins for one in found), strict=True):
        if any(part.count for part in similar):
            low = similar[0].low
            lines.append(_row(f"confidence {low:.1f}-{low + 1 / BINS:.1f}", [_bin(part) for part in similar]))
    for one in found:
        lines += ["", f"{one.engine}: taken for another intent", *_wrong(one.by_intent)]
    for one in found:
        lines += _apart(one)
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


_MEASURES: Mapping[str, Callable[[Report], str]] = {
    "accuracy": lambda one: _percent(one.accuracy),
    "macro F1": lambda one: _percent(one.macro_f1),
    "in-scope accuracy": lambda one: _percent(one.in_scope_accuracy),
    "out-of-scope recall": lambda one: _percent(one.out_of_scope_recall),
    "false rejects": lambda one: _percent(one.false_rejects),
    "calibration error": lambda one: _percent(one.calibration_error),
    "training": lambda one: f"{one.train_seconds:.1f} s",
    "a message": lambda one: f"{one.p50_ms:.2f} ms",
    "a message, p99": lambda one: f"{one.p99_ms:.2f} ms",
    "a message, CPU": lambda one: f"{one.p50_cpu_ms:.2f} ms",
    "a message, CPU, p99": lambda one: f"{one.p99_cpu_ms:.2f} ms",
    "memory at its peak": lambda one: f"{one.peak_memory >> 20} MiB",
    "model": lambda one: f"{one.model_size / (1 << 20):.1f} MiB",
}
_BESIDE: Mapping[str, Callable[[Against | None], str]] = {
    "right, where the first is not": lambda one: str(one.gained) if one else "",
    "wrong, where the first is not": lambda one: str(one.lost) if one else "",
    "p (McNemar, exact)": lambda one: (f"{one.p:.3f}" if one.p >= 0.001 else "< 0.001") if one else "",
}


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<{_WIDTH + 4}}{''.join(f'{cell:>16}' for cell in cells)}".rstrip()


def _bin(one: Bin) -> str:
    return f"{one.count} {_percent(one.accuracy):>7}" if one.count else "-"


def _wrong(scores: Sequence[IntentScore]) -> list[str]:
    """Return the intents with most mistakes, a line each."""
    worst = sorted(scores, key=lambda one: one.right - one.messages)
    return [
        f"{one.messages - one.right:5} of {one.messages:<5} {one.intent}: "
        + ", ".join(f"{name} {count}" for name, count in list(one.taken_for.items())[:_NAMED])
        for one in worst[:_SHOWN]
        if one.taken_for
    ]


def _apart(one: Report) -> list[str]:
    if one.against is None or not one.against.differences:
        return []
    first = one.against.first
    lines = ["", f"understood by only one of {first} and {one.engine}"]
    for apart in one.against.differences:
        lines.append(f"  {apart.text}")
        lines.append(f"      {apart.truth}; {first}: {apart.first}; {one.engine}: {apart.other}")
    return lines


def _share(answers: Sequence[Answer]) -> float | None:
    return sum(answer.right for answer in answers) / len(answers) if answers else None


def _macro_f1(answers: Sequence[Answer]) -> float:
    truths = Counter(answer.truth for answer in answers)
    said = Counter(answer.intent for answer in answers)
    right = Counter(answer.truth for answer in answers if answer.right)
    return sum(2 * right[name] / (truths[name] + said[name]) for name in truths) / max(len(truths), 1)


def _bins(answers: Sequence[Answer]) -> tuple[Bin, ...]:
    found = []
    for number in range(BINS):
        among = [answer for answer in answers if min(int(answer.confidence * BINS), BINS - 1) == number]
        confidence = sum(answer.confidence for answer in among) / max(len(among), 1)
        found.append(Bin(number / BINS, len(among), confidence, _share(among) or 0.0))
    return tuple(found)


def _confusions(answers: Sequence[Answer]) -> tuple[Confusion, ...]:
    wrong = Counter((answer.truth, answer.intent) for answer in answers if not answer.right)
    return tuple(Confusion(truth, taken, count) for (truth, taken), count in wrong.most_common(_SHOWN))


def _by_intent(answers: Sequence[Answer]) -> tuple[IntentScore, ...]:
    every = Counter(answer.truth for answer in answers)
    wrong: dict[str, Counter[str]] = {name: Counter() for name in every}
    for answer in answers:
        if not answer.right:
            wrong[answer.truth][answer.intent] += 1
    return tuple(
        IntentScore(name, count, count - wrong[name].total(), dict(wrong[name].most_common()))
        for name, count in sorted(every.items())
    )
