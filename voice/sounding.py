"""What was heard and what may have been said: stretches that sound like the community's own words are read as them."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nlu.normalize import simplify
from nlu.sounds import reading
from voice.speech import Heard

# Cost per syllable up to which a stretch may be a word: measured, with 0.32 every fifth harmless sentence became one.
FUZZY = 0.25
SHORT = 0.15  # ... of two syllables
_RANK = 0.1  # what a worse reading of the ear costs
_MOST = 10  # readings that are given
_TWO = 2
_GAP = 0.7  # what a syllable too many costs
# An unstressed 了 that ends a clause is heard as one of these.
_LAST = re.compile(r"(?<=[\u3400-\u9fff])[冷能门](?=[^\w]|$)")
_HAN = re.compile("[\u3400-\u9fff]+")
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
# What southern speech and a loud room merge, and what it costs to take one for the other.
_NEAR_INITIALS = {
    frozenset(pair.split()): cost
    for pairs, cost in (
        (("zh z", "ch c", "sh s", "n l"), 0.1),
        (("f h", "r l", "j zh", "q ch", "x sh", "b p", "d t", "g k", "j q", "zh ch", "z c", "m n", "q x", "j x"), 0.25),
        (("y r", "y l", "w h", "c s", "ch sh", "k h", "x s", "g d", "b d", "t k", "p t", "z s", "zh sh", "y j"), 0.35),
    )
    for pair in pairs
}
_NEAR_FINALS = {
    frozenset(pair.split()): cost
    for pairs, cost in (
        (("in ing", "en eng", "an ang", "ian iang", "uan uang", "un ong"), 0.1),
        (("ong eng", "ong ou", "uo o", "uo ou", "ei ui", "e uo", "ie ian", "u ou", "ao ou", "iu iong", "iu ou",
          "v i", "ai ei"), 0.25),
        (("a an", "a ang", "ian an", "uan an", "iao ao", "ui ue", "i ei", "e en", "ie e", "ia ian", "i ie", "in ian",
          "ia a", "ue ie", "u v", "en an", "en in", "i in", "i ing", "u un", "un en", "uan ian", "i e"), 0.35),
    )
    for pair in pairs
}  # fmt: skip
_ELSE = 0.6  # initials, or finals, that nobody takes for one another


@dataclass(frozen=True, slots=True)
class Reading:
    """What may have been said, and how far that is from what was heard: 0 is nothing but another spelling."""

    text: str
    cost: float = 0.0
    rank: int = 0  # of the ear's reading that it comes from


class _Place(NamedTuple):
    cost: float  # a syllable
    start: int
    end: int
    word: str


class Field:
    """The words that are spoken of here, ready to be compared by sound."""

    def __init__(self, words: Iterable[str]) -> None:
        kept = {simplify(word) for word in words}
        self._words = {word for word in kept if len(word) > 1 and _HAN.fullmatch(word)}
        self._begun: dict[str, list[tuple[str, list[str]]]] = {}  # words by their first syllable
        for word in sorted(self._words):
            sounds = [reading(char) for char in word]
            self._begun.setdefault(sounds[0], []).append((word, sounds))
        self._near: dict[str, list[tuple[str, list[str]]]] = {}  # ... that a syllable may begin

    def readings(self, heard: Heard) -> list[Reading]:
        """Return what may have been said: what was heard, then by how far it is from it."""
        found: dict[str, Reading] = {}
        for rank, text in enumerate(_spoken(heard)):
            for one in self._of(text, rank):
                known = found.get(one.text)
                if known is None or one.cost < known.cost:
                    found[one.text] = one
        first, *others = list(found.values()) or [Reading("")]
        return [first, *sorted(others, key=lambda one: one.cost)][:_MOST]

    def _of(self, text: str, rank: int) -> Iterator[Reading]:
        yield Reading(text, rank * _RANK, rank)
        known = self._known(text)
        ended = _LAST.sub(lambda last: last[0] if last.start() in known else "了", text)
        if ended != text:
            yield Reading(ended, _RANK + rank * _RANK, rank)
            text = ended
        alike = list(self._alike(text))
        for furthest in (0.0, FUZZY):
            places = list(self._apart(text, [place for place in alike if place.cost <= furthest]))
            if places:
                cost = sum(one.cost * (one.end - one.start) for one in places)
                yield Reading(_replaced(text, places), cost + rank * _RANK, rank)

    def _apart(self, text: str, alike: Iterable[_Place]) -> Iterator[_Place]:
        """Yield stretches to be replaced, which do not overlap: the best ones, the longer before the shorter."""
        known = self._known(text)
        taken: set[int] = set()
        for place in sorted(alike, key=lambda one: (one.cost, one.start - one.end)):
            where = set(range(place.start, place.end))
            length = place.end - place.start
            if not where & taken and all(length > known.get(at, 0) for at in where):
                taken |= where
                yield place

    def _known(self, text: str) -> dict[int, int]:
        """Return how long the words are that were heard as they are, for each of their places.

        Only a longer word may be read over them: 下午 is no word of 查一下午夜废.
        """
        known: dict[int, int] = {}
        for word in self._words:
            for match in re.finditer(word, text):
                known |= {at: max(len(word), known.get(at, 0)) for at in range(*match.span())}
        return known

    def _alike(self, text: str) -> Iterator[_Place]:
        for run in _HAN.finditer(text):
            syllables = [reading(char) for char in run[0]]
            for start, syllable in enumerate(syllables):
                for word, sounds in self._beginning(syllable):
                    said = syllables[start : start + len(sounds)]
                    limit = SHORT if len(word) == _TWO else FUZZY
                    if len(said) == len(sounds) and (cost := distance(sounds, said, limit)) <= limit:
                        yield _Place(cost, run.start() + start, run.start() + start + len(word), word)

    def _beginning(self, syllable: str) -> list[tuple[str, list[str]]]:
        """Return the words that may begin with what sounds like a syllable."""
        if syllable not in self._near:
            self._near[syllable] = [
                entry
                for first, entries in self._begun.items()
                for entry in entries
                if apart(first, syllable) <= FUZZY * len(entry[1])
            ]
        return self._near[syllable]


def far(one: str, other: str) -> float:
    """Return how far two texts are apart by sound, a syllable of the longer one: 0 the same, 1 nothing in common."""
    mine, theirs = _syllables(one), _syllables(other)
    costs = [_GAP * place for place in range(len(theirs) + 1)]
    for row, syllable in enumerate(mine, start=1):
        before, costs[0] = costs[0], _GAP * row
        for place, said in enumerate(theirs, start=1):
            best = min(before + apart(syllable, said), costs[place] + _GAP, costs[place - 1] + _GAP)
            before, costs[place] = costs[place], best
    return costs[-1] / max(len(mine), len(theirs), 1)


def _spoken(heard: Heard) -> list[str]:
    """Return the readings of an ear that differ in more than commas."""
    differing: dict[str, str] = {}
    for text in (heard.text, *heard.others):
        if text:
            differing.setdefault("".join(filter(str.isalnum, text)), text)
    return list(differing.values())


def _syllables(text: str) -> list[str]:
    return [reading(char) for char in text if char.isalnum()]


def distance(one: Sequence[str], other: Sequence[str], limit: float = 1.0) -> float:
    """Return how far two rows of as many syllables are apart, a syllable: 0 the same, 1 nothing in common."""
    total, most = 0.0, limit * len(one) + 1e-9
    for mine, theirs in zip(one, other, strict=True):
        total += apart(mine, theirs)
        if total > most:
            return 1.0
    return total / len(one)


@functools.lru_cache(maxsize=65536)
def apart(one: str, other: str) -> float:
    """Return how far two toneless syllables are apart, from 0 to 1."""
    if one == other:
        return 0.0
    (initial, final), (begun, ended) = _split(one), _split(other)
    cost = 0.0 if initial == begun else _NEAR_INITIALS.get(frozenset((initial, begun)), _ELSE)
    cost += 0.0 if final == ended else _NEAR_FINALS.get(frozenset((final, ended)), _ELSE)
    return min(cost, 1.0)


def _split(syllable: str) -> tuple[str, str]:
    initial = next((one for one in _INITIALS if syllable.startswith(one)), "")
    return initial, syllable.removeprefix(initial)


def _replaced(text: str, places: Iterable[_Place]) -> str:
    for place in sorted(places, key=lambda one: -one.start):
        text = text[: place.start] + place.word + text[place.end :]
    return text
