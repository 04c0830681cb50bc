from dataclasses import dataclass

import numpy as np

from nlu.engines.beginnings import Beginnings
from nlu.engines.calibration import Calibration
from nlu.engines.ngrams import Floats, Grams
from nlu.engines.space import Space
from nlu.types import Intent

OUT_OF_SCOPE = "out_of_scope"
EMERGENCY = "emergency"
_RIVALS = 5  # best intents whose own phrases are looked through for the nearest one
_NEARNESS = 1.0  # weight of the nearest phrase's cosine beside a margin


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear model over n-grams and sentence vectors, and the training phrases' vectors, grouped by intent."""

    intents: tuple[str, ...]
    grams: tuple[Grams, ...]
    weights: tuple[Floats, ...]  # for each vocabulary: n-gram x intent, half precision
    space: Space  # where sentence vectors are compared, of size 0 without them
    dense: Floats  # size of the space x intent
    bias: Floats
    phrases: Floats  # phrase x size of the space, sorted by intent
    starts: tuple[int, ...]  # where each intent's phrases start, and the end
    calibration: Calibration
    beginnings: Beginnings

    @property
    def oos(self) -> int | None:
        """Place of the out-of-scope intent, if it was trained."""
        return self.intents.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in self.intents else None

    @property
    def _danger(self) -> int | None:
        return self.intents.index(EMERGENCY) if EMERGENCY in self.intents else None

    @property
    def size(self) -> int:
        """Size of the arrays in bytes."""
        return sum(array.nbytes for array in (*self.weights, self.dense, self.bias, self.phrases))

    def margins(self, text: str, vector: Floats | None) -> tuple[Floats, float]:
        """Return each intent's margin for one standard text, and its likeness to the training phrases (0 to 1)."""
        total, known = self._by_grams(text)
        if vector is None or not self.space.size:
            return total, known
        place = self.space.project(vector)
        total += place @ self.dense
        return self.with_nearest(place, total)

    def rank(self, text: str, vector: Floats | None) -> tuple[tuple[Intent, ...], float]:
        """Return all intents of one standard text with calibrated probabilities, best first, and the chance of danger.

        That chance stands by itself: who floods a flat while asking for a bill is in danger, whatever else they say.
        """
        margins, likeness = self.margins(text, vector)
        chances = self.calibration.probabilities(margins[None, :], np.array([likeness], np.float32), self.oos)[0]
        danger = self.calibration.danger(float(margins[self._danger])) if self._danger is not None else 0.0
        ranked = tuple(Intent(self.intents[i], float(chances[i])) for i in np.argsort(-chances, kind="stable"))
        if self.oos is None and likeness < self.calibration.strange:
            half = tuple(Intent(intent.name, intent.confidence / 2) for intent in ranked)
            return (Intent(OUT_OF_SCOPE, 0.5), *half), danger
        return ranked, danger

    def _by_grams(self, text: str) -> tuple[Floats, float]:
        total, known = self.bias.copy(), 0.0
        for grams, weights in zip(self.grams, self.weights, strict=True):
            at, values, share = grams.row(text)
            total += values @ weights[at].astype(np.float32)
            known += share / len(self.grams)
        return total, known

    def with_nearest(self, place: Floats, margins: Floats) -> tuple[Floats, float]:
        """Add to the best intents how near their nearest phrase lies; the others count as the farthest of these."""
        best = np.argsort(-margins)[:_RIVALS]
        spans = ((self.starts[i], self.starts[i + 1]) for i in best)
        near = np.array([(self.phrases[a:b] @ place).max() if b > a else 0.0 for a, b in spans], np.float32)
        margins += _NEARNESS * near.min()
        margins[best] += _NEARNESS * (near - near.min())
        return margins, float(near.max())
