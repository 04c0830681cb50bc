"""Whether a message asks for one thing or for several: a linear judgement over every way to divide it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from nlu.engines.classifier import OUT_OF_SCOPE
from nlu.segments import divisions
from nlu.types import Intent

# What is said around a request, or answers a question, is no request of its own.
SMALL_TALK = frozenset(
    f"{OUT_OF_SCOPE} greeting thanks affirm deny cancel correct help repeat slower louder language_switch".split()
)
# Fitted by `bench/dividing.py` as a choice among the ways to divide (conditional logit), on messages of which the model
# had learned nothing. `_CAUTION` is chosen: with it, two ordinary messages in a hundred are cut.
_PART = 0.42  # for each part: how certain it is by itself, as a logit
_LESS = 0.31  # for each cut: how certain the less certain of its two sides is
_WHOLE = -0.51  # how certain the message is when it is not cut
_ALIKE = -0.90  # for each cut: the chance that both sides mean the same
_BEGINS = 1.04  # for each cut: how likely a request begins there by the words around, as a logit
_CUT = -0.73  # for each cut
_CAUTION = 1.0  # for each cut
_HOPE = 4.0  # logit that a part's certainty seldom exceeds: a third less is read, and the same found
_ENOUGH = 5  # parts that are read, from which no other way is looked at: who rambles has many, and the best come first
_LEAST, _MOST = 0.02, 0.995  # chances beyond which it makes no difference how certain something is

Stretch = tuple[int, int]  # the first clause and the last
Way = tuple[Stretch, ...]


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


def hopeful(begins: Sequence[float], whole: float) -> list[tuple[float, Way]]:
    """Return each way to divide with what it may well gain over leaving the message whole, the best first.

    `begins` says for each clause how likely another request begins with it, as a logit; what it says of the first does
    not count. `whole` is how certain the message is as a whole, from 0 to 1.
    """
    left = _WHOLE * logit(whole)
    ways = ((left + _gain(parts, [_HOPE] * len(parts), begins), parts) for parts in divisions(len(begins)))
    return sorted((way for way in ways if way[0] > 0), key=lambda way: -way[0])


def divide(
    begins: Sequence[float], whole: Intent, read: Callable[[Way], Iterable[Reading]]
) -> tuple[tuple[Stretch, Reading], ...]:
    """Return the parts that ask for different things, or nothing where the message is better left whole.

    Reading is what costs time, so what will hardly become the best way is not read.
    """
    best: tuple[tuple[Stretch, Reading], ...] = ()
    left, most = _WHOLE * logit(whole.confidence), 0.0
    known: dict[Stretch, Reading] = {}
    for hope, parts in hopeful(begins, whole.confidence):
        if hope <= most or len(known) >= _ENOUGH:
            break
        if _hopeless(parts, known) or left + _at_most(parts, known, begins) <= most:
            continue
        for part, reading in zip(parts, read(parts), strict=False):
            known[part] = reading
            if _hopeless(parts, known):
                break
        else:
            readings = [known[part] for part in parts]
            gain = left + _at_most(parts, known, begins)
            gain += _ALIKE * sum(alike(before, after) for before, after in pairwise(readings))
            if gain > most:
                most, best = gain, tuple(zip(parts, readings, strict=True))
    return best


def _hopeless(parts: Way, known: Mapping[Stretch, Reading]) -> bool:
    """Say whether one of the parts that are known asks for nothing, or two ask for the same."""
    names = [known[part].best.name for part in parts if part in known]
    return not SMALL_TALK.isdisjoint(names) or len(set(names)) < len(names)


def _at_most(parts: Way, known: Mapping[Stretch, Reading], begins: Sequence[float]) -> float:
    """Return what a way may gain by what is known of its parts."""
    certain = [logit(known[part].best.confidence) if part in known else _HOPE for part in parts]
    return _gain(parts, certain, begins)


def _gain(parts: Way, certain: Sequence[float], begins: Sequence[float]) -> float:
    cuts = sum(_BEGINS * begins[first] + _CUT - _CAUTION for first, _ in parts[1:])
    return cuts + _PART * sum(certain) + _LESS * sum(min(sides) for sides in pairwise(certain))


def alike(one: Reading, other: Reading) -> float:
    """Return the chance that two parts mean the same."""
    chances = other.chances
    return sum(chance * chances.get(name, 0.0) for name, chance in one.chances.items())


def logit(chance: float) -> float:
    """Return how certain a chance makes something, within what makes a difference."""
    chance = min(max(chance, _LEAST), _MOST)
    return log(chance / (1 - chance))
