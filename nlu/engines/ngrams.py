import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlu.sounds import sounds

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]
Count = Callable[[str], Counter[str]]

_WORD = re.compile(r"[a-z']+")
UNIT = re.compile(r"[a-z']+|[0-9]+|[^\W\d_a-z]")
_APART = 4  # units between the two of a pair, at most
_MARKS = re.compile(r"(?:[^\w\s']|_|\s)+")


def characters(text: str) -> Counter[str]:
    """Count runs of 1 to 3 characters, and up to 5 inside Latin words, whose letters say less each.

    Marks count as a space: who speaks sets none, and who writes sets them as they please.
    """
    padded = f" {_MARKS.sub(' ', text).strip()} "
    length = len(padded)
    grams = Counter([padded[i : i + n] for n in (1, 2, 3) for i in range(length - n + 1)])
    for word in _WORD.findall(text):
        padded = f" {word} "
        grams.update([padded[i : i + n] for n in (4, 5) for i in range(len(padded) - n + 1)])
    return grams


def syllables(text: str) -> Counter[str]:
    """Count runs of 1 to 3 syllables or Latin words, so that homophones and whole phrases meet."""
    units = sounds(text)
    return Counter([" ".join(units[i : i + n]) for n in (1, 2, 3) for i in range(len(units) - n + 1)])


def pairs(text: str) -> Counter[str]:
    """Count characters or Latin words that stand near each other, whatever is between: 厨房的水龙头又漏 holds 水~漏."""
    units = UNIT.findall(text)
    return Counter([f"{one}~{other}" for i, one in enumerate(units) for other in units[i + 2 : i + 1 + _APART]])


COUNTS: tuple[Count, ...] = (characters, syllables, pairs)


@dataclass(frozen=True, slots=True)
class Grams:
    """A vocabulary of n-grams with their inverse document frequency."""

    count: Count
    places: dict[str, int]
    idf: Floats

    def row(self, text: str) -> tuple[Places, Floats, float]:
        """Return places and weights (unit length) of one text's known n-grams, and what share of all is known."""
        grams = self.count(text)
        get = self.places.get
        found = [(place, times) for gram, times in grams.items() if (place := get(gram)) is not None]
        if not found:
            return np.zeros(0, np.int32), np.zeros(0, np.float32), 0.0
        at = np.array([place for place, _ in found], dtype=np.int32)
        weights = self.idf[at] * (1.0 + np.log(np.array([times for _, times in found], dtype=np.float32)))
        norm = np.float32(math.sqrt(float(weights @ weights)))
        return at, np.asarray(weights / norm, np.float32), len(found) / len(grams)


def chosen(grams: Grams, kept: npt.NDArray[np.bool_]) -> Grams:
    """Return the vocabulary without the n-grams that are not kept."""
    names = [gram for gram, keep in zip(grams.places, kept, strict=True) if keep]
    return Grams(grams.count, {gram: place for place, gram in enumerate(names)}, grams.idf[kept])
