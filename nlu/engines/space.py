from dataclasses import dataclass
from typing import Self

import numpy as np

from nlu.engines.ngrams import Floats

SIZE = 128  # of 512 directions, those in which a community's phrases differ; the rest costs time and says nothing


@dataclass(frozen=True, slots=True)
class Space:
    """Sentence vectors seen from the middle of all phrases, along the directions in which these differ most."""

    middle: Floats
    directions: Floats  # vector x size

    @classmethod
    def none(cls) -> Self:
        """Return the space of an engine without sentence vectors."""
        return cls(np.zeros(0, np.float32), np.zeros((0, 0), np.float32))

    @property
    def size(self) -> int:
        """Number of directions, 0 where there are no vectors."""
        return int(self.directions.shape[1])

    def project(self, vectors: Floats) -> Floats:
        """Return the places of one vector or of rows of them.

        Their length is 1 less what lies beside the directions: a text that is like nothing learned is short.
        """
        apart = vectors - self.middle
        length = np.linalg.norm(apart, axis=-1, keepdims=True)
        return np.asarray((apart / np.maximum(length, 1e-6)) @ self.directions, np.float32)


def fit_space(vectors: Floats) -> Space:
    """Find the directions (principal components) of many vectors."""
    middle = vectors.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov((vectors - middle).T))  # ascending
    size = min(SIZE, vectors.shape[1], max(len(vectors) - 1, 1))
    return Space(np.asarray(middle, np.float32), np.ascontiguousarray(axes[:, ::-1][:, :size], np.float32))


Placed = tuple[Space, Floats]
"""A space, and the places of some texts in it, one a row."""


def place(vectors: Floats | None) -> Placed | None:
    """Find the space of texts by their vectors, and the texts' places in it."""
    if vectors is None:
        return None
    space = fit_space(vectors)
    return space, space.project(vectors)
