"""Whether a message asks for one thing or for several: a linear judgement over every way to divide it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log

from nlu.engines.classifier import OUT_OF_SCOPE
from nlu.segments import Clause, divisions
from nlu.types import Intent

# What is said around a request, or answers a question, is no request of its own.
SMALL_TALK = frozenset(
    f"{OUT_OF_SCOPE} greeting thanks affirm deny cancel correct help repeat slower louder language_switch".split()
)
# Fitted by `bench/dividing.py` as a choice among the ways to divide (conditional logit): joins of two or three short
# phrases, and single phrases, read by a model that had seen none of them. `_CAUTION` is chosen: with it, one ordinary
# message in a hundred is cut. How well two clauses go together was left out: at random, phrases do so less than real
# requests.
_PART = 0.60  # for each part: how certain it is by itself, as a logit
_WHOLE = -0.43  # how certain the message is when it is not cut
_ALIKE = -2.54  # for each cut: the chance that both sides mean the same
_SIGN = {"stop": -0.36, "comma": -1.93, "space": -2.34, "bare": -3.75}
_LINK = {"strong": 4.0, "weak": 1.64, "none": 0.0}
_CAUTION = 1.5  # for each cut
_LEAST, _MOST = 0.02, 0.995  # chances beyond which it makes no difference how certain something is

Stretch = tuple[int, int]  # the first clause and the last


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of a message means by itself: all intents, best first, and the chance of danger."""

    intents: tuple[Intent, ...]
    danger: float

    @property
    def best(self) -> Intent:
        """The intent it most likely means."""
        return self.intents[0]

    @property
    def chances(self) -> Mapping[str, float]:
        """The chance of each intent."""
        return {intent.name: intent.confidence for intent in self.intents}


def divide(
    among: tuple[Clause, ...], whole: Intent, read: Callable[[Stretch], Reading]
) -> tuple[tuple[Stretch, Reading], ...]:
    """Return the parts that ask for different things, or nothing where the message is better left whole.

    Reading is what costs time, so a way to divide is given up as soon as it cannot become the best.
    """
    known: dict[Stretch, Reading] = {}
    best: tuple[tuple[Stretch, Reading], ...] = ()
    most = 0.0  # what is gained by leaving it whole
    for parts in divisions(len(among)):
        gained = _WHOLE * logit(whole.confidence) + sum(_boundary(among[first]) for first, _ in parts[1:])
        gained += _PART * logit(1) * len(parts)
        read_so_far: list[Reading] = []
        for part in parts:
            if gained <= most:
                break
            reading = known[part] = known.get(part) or read(part)
            gained += _PART * (logit(reading.best.confidence) - logit(1))
            if reading.best.name in SMALL_TALK or reading.best.name in {one.best.name for one in read_so_far}:
                break
            read_so_far.append(reading)
        if len(read_so_far) < len(parts):
            continue
        gained += _ALIKE * sum(alike(before, after) for before, after in pairwise(read_so_far))
        if gained > most:
            most, best = gained, tuple(zip(parts, read_so_far, strict=True))
    return best


def _boundary(clause: Clause) -> float:
    return _SIGN[clause.sign] + _LINK[clause.link] - _CAUTION


def alike(one: Reading, other: Reading) -> float:
    """Return the chance that two parts mean the same."""
    chances = other.chances
    return sum(chance * chances.get(name, 0.0) for name, chance in one.chances.items())


def logit(chance: float) -> float:
    """Return how certain a chance makes something, within what makes a difference."""
    chance = min(max(chance, _LEAST), _MOST)
    return log(chance / (1 - chance))
