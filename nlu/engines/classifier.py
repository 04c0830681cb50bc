from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from nlu.engines import calibration as calibrating
from nlu.engines.calibration import Calibration, Labels
from nlu.engines.ngrams import COUNTS, Floats, Grams, learn
from nlu.engines.sentences import Sentences
from nlu.types import Intent

OUT_OF_SCOPE = "out_of_scope"
_DENSE = 2.0  # weight of the sentence vector beside the two n-gram vectors, all of unit length
_FOLDS = 4
_MANY = 6000  # rows from which one fold is enough to calibrate on
_RIVALS = 5  # best intents whose own phrases are looked through for the nearest one
_NEARNESS = 2.0  # weight of the nearest phrase's cosine beside a margin


@dataclass(frozen=True, slots=True)
class Classifier:
    """A linear model over n-grams and sentence vectors, and the training phrases' vectors, grouped by intent."""

    intents: tuple[str, ...]
    grams: tuple[Grams, ...]
    weights: tuple[Floats, ...]  # for each vocabulary: n-gram x intent
    dense: Floats  # SIZE x intent, or 0 x intent without sentence vectors
    bias: Floats
    phrases: Floats  # phrase x SIZE, sorted by intent
    starts: tuple[int, ...]  # where each intent's phrases start, and the end
    calibration: Calibration

    @property
    def oos(self) -> int | None:
        """Place of the out-of-scope intent, if it was trained."""
        return self.intents.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in self.intents else None

    @property
    def size(self) -> int:
        """Size of the arrays in bytes."""
        return sum(array.nbytes for array in (*self.weights, self.dense, self.bias, self.phrases))

    def margins(self, text: str, vector: Floats | None) -> tuple[Floats, float]:
        """Return each intent's margin for one standard text, and its likeness to the training phrases (0 to 1)."""
        total = self.bias.copy()
        known = 0.0
        for grams, weights in zip(self.grams, self.weights, strict=True):
            at, values, share = grams.row(text)
            total += values @ weights[at]
            known += share / len(self.grams)
        if vector is None:
            return total, known
        total += vector @ self.dense
        return self._with_nearest(vector, total)

    def rank(self, text: str, vector: Floats | None) -> tuple[Intent, ...]:
        """Return all intents of one standard text with calibrated probabilities, best first."""
        margins, likeness = self.margins(text, vector)
        chances = self.calibration.probabilities(margins[None, :], np.array([likeness], np.float32), self.oos)[0]
        ranked = tuple(Intent(self.intents[i], float(chances[i])) for i in np.argsort(-chances, kind="stable"))
        if self.oos is None and likeness < self.calibration.strange:
            half = tuple(Intent(intent.name, intent.confidence / 2) for intent in ranked)
            return (Intent(OUT_OF_SCOPE, 0.5), *half)
        return ranked

    def rough(self, text: str) -> str:
        """Return the intent whose n-grams fit best: a first look that costs a tenth of a real one."""
        total = np.zeros(len(self.intents), np.float32)
        for grams, weights in zip(self.grams, self.weights, strict=True):
            at, values, _ = grams.row(text)
            total += values @ weights[at]
        return self.intents[int(total.argmax())]

    def _with_nearest(self, vector: Floats, margins: Floats) -> tuple[Floats, float]:
        """Add to the best intents how near their nearest phrase lies; the others count as the farthest of these."""
        best = np.argsort(-margins)[:_RIVALS]
        spans = ((self.starts[i], self.starts[i + 1]) for i in best)
        near = np.array([(self.phrases[a:b] @ vector).max() if b > a else 0.0 for a, b in spans], np.float32)
        margins += _NEARNESS * near.min()
        margins[best] += _NEARNESS * (near - near.min())
        return margins, float(near.max())


def fit(texts: Sequence[str], labels: Sequence[str], sentences: Sentences | None) -> Classifier:
    """Train on standard texts and calibrate on held-out folds of them; needs at least two intents."""
    intents, places = np.unique(np.array(labels), return_inverse=True)
    vectors = sentences.many(texts) if sentences else np.zeros((len(texts), 0), np.float32)
    rows = [_unseen(texts, places, vectors, fold, len(intents)) for fold in _folds(places)]
    oos = list(intents).index(OUT_OF_SCOPE) if OUT_OF_SCOPE in intents else None
    calibration = calibrating.fit(
        np.concatenate([margins for margins, _, _ in rows]),
        np.concatenate([likeness for _, likeness, _ in rows]),
        np.concatenate([truth for _, _, truth in rows]),
        oos,
    )
    return _fit(texts, places, vectors, tuple(str(intent) for intent in intents), calibration)


def _folds(places: Labels) -> list[Labels]:
    """Deal each intent's rows out in turn, so that every fold holds some of each."""
    turn = np.zeros(len(places), np.intp)
    for intent in np.unique(places):
        mine = np.flatnonzero(places == intent)
        turn[mine] = np.arange(len(mine)) % _FOLDS
    folds = [np.flatnonzero(turn == number) for number in range(_FOLDS)]
    return folds[:1] if len(places) > _MANY else folds


def _unseen(
    texts: Sequence[str], places: Labels, vectors: Floats, fold: Labels, intents: int
) -> tuple[Floats, Floats, Labels]:
    """Return margins, likeness and truth of a fold's rows from a model trained without them."""
    rest = np.setdiff1d(np.arange(len(places)), fold)
    model = _fit([texts[i] for i in rest], places[rest], vectors[rest], tuple(map(str, range(intents))), Calibration(1))
    found = [model.margins(texts[i], vectors[i] if vectors.shape[1] else None) for i in fold]
    margins = np.array([margin for margin, _ in found], np.float32)
    return margins, np.array([likeness for _, likeness in found], np.float32), places[fold]


def _fit(
    texts: Sequence[str], places: Labels, vectors: Floats, intents: tuple[str, ...], calibration: Calibration
) -> Classifier:
    grams = tuple(learn(count, texts) for count in COUNTS)
    blocks = [one.matrix(texts) for one in grams]
    model = LinearSVC(C=0.3, class_weight="balanced", random_state=0)
    model.fit(hstack([*blocks, csr_matrix(_DENSE * vectors)]).tocsr(), places)
    weights, bias = _spread(model, len(intents))
    cuts = np.cumsum([block.shape[1] for block in blocks])
    *sparse, dense = np.split(weights, cuts)
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(len(intents) + 1))
    return Classifier(
        intents,
        grams,
        tuple(np.ascontiguousarray(part) for part in sparse),
        np.ascontiguousarray(_DENSE * dense),
        bias,
        np.ascontiguousarray(vectors[order]),
        tuple(int(start) for start in starts),
        calibration,
    )


def _spread(model: LinearSVC, intents: int) -> tuple[Floats, Floats]:
    """Return feature x intent weights; two intents come as one plane, an intent absent from a fold never wins."""
    coef, bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
    if len(model.classes_) == 2:
        coef, bias = np.concatenate([-coef, coef]), np.concatenate([-bias, bias])
    weights = np.zeros((coef.shape[1], intents), np.float32)
    biases = np.full(intents, -2.0, np.float32)
    weights[:, model.classes_] = coef.T
    biases[model.classes_] = bias
    return weights, biases
