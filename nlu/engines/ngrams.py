import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from nlu.sounds import sounds

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]
Count = Callable[[str], Counter[str]]

_WORD = re.compile(r"[a-z']+")


def characters(text: str) -> Counter[str]:
    """Count runs of 1 to 3 characters, and up to 5 inside Latin words, whose letters say less each."""
    padded = f" {text} "
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


COUNTS: tuple[Count, ...] = (characters, syllables)


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

    def matrix(self, texts: Iterable[str]) -> csr_matrix:
        """Return the rows of many texts as one sparse matrix."""
        rows = [self.row(text) for text in texts]
        ends = np.cumsum([0, *(len(at) for at, _, _ in rows)])
        at = np.concatenate([at for at, _, _ in rows])
        weights = np.concatenate([weights for _, weights, _ in rows])
        return csr_matrix((weights, at, ends), shape=(len(rows), len(self.places)))


def learn(count: Count, texts: Iterable[str]) -> Grams:
    """Learn the vocabulary of the texts: the n-grams that more than one of them holds."""
    counted = [count(text) for text in texts]
    seen = Counter(gram for grams in counted for gram in grams)
    kept = sorted(gram for gram, times in seen.items() if times > 1)
    times = np.array([seen[gram] for gram in kept], dtype=np.float32)
    idf = np.log((1 + len(counted)) / (1 + times)).astype(np.float32) + np.float32(1)
    return Grams(count, {gram: place for place, gram in enumerate(kept)}, idf)
