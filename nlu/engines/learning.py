from array import array
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from nlu.engines import beginning, calibrating
from nlu.engines.beginnings import NONE
from nlu.engines.calibration import Calibration, Labels
from nlu.engines.classifier import EMERGENCY, OUT_OF_SCOPE, Classifier
from nlu.engines.ngrams import COUNTS, Count, Floats, Grams, chosen
from nlu.engines.space import Placed, Space
from nlu.requests import messages

_FOLDS = 4
_MANY = 6000  # rows from which one fold is enough to calibrate on, and half as large a one
_AT_ONCE = 2  # parts of the intents that are learned beside each other; each copies the rows, 200 MB for 40,000
_PART = 16  # intents in such a part: all planes at once take as much again
_NO_SAY = 1e-6  # weight of the class that stands for all other intents
_GRAMS = 140_000  # n-grams that are kept, those with the largest say; half of all say next to nothing
_COMMON = 0.1  # share of many texts from which an n-gram that they hold says nothing, and costs a tenth of the learning


@dataclass(frozen=True, slots=True)
class _Rows:
    """Training rows in the form that the linear model takes."""

    texts: Sequence[str]
    places: Labels  # of each row's intent
    vectors: Floats  # in the space
    blocks: tuple[csr_matrix, ...]  # n-grams, one matrix a vocabulary

    def only(self, rows: Labels) -> "_Rows":
        texts = [self.texts[i] for i in rows]
        return _Rows(texts, self.places[rows], self.vectors[rows], tuple(block[rows] for block in self.blocks))


def fit(texts: Sequence[str], labels: Sequence[str], placed: Placed | None) -> Classifier:
    """Train on standard texts and their places and calibrate on held-out folds; needs at least two intents."""
    intents, places = np.unique(np.array(labels), return_inverse=True)
    names = tuple(str(intent) for intent in intents)
    space, found = placed or (Space.none(), np.zeros((len(texts), 0), np.float32))
    grams, blocks = zip(*(_learn(count, texts, places) for count in COUNTS), strict=True)
    rows = _Rows(texts, places, found, blocks)
    calibration, kept = _try_out(rows, names, grams, space)
    blocks = tuple(_of_unit_length(block[:, keep]) for block, keep in zip(blocks, kept, strict=True))
    grams = tuple(chosen(one, keep) for one, keep in zip(grams, kept, strict=True))
    rows = replace(rows, blocks=blocks)
    every = np.arange(len(texts))
    return replace(_fit(rows, every, names, grams, space, calibration), beginnings=beginning.learn(messages()))


def _try_out(
    rows: _Rows, names: tuple[str, ...], grams: tuple[Grams, ...], space: Space
) -> tuple[Calibration, list[npt.NDArray[np.bool_]]]:
    """Fit on a part and look at the rest: return what its margins are worth, and which n-grams have a say."""
    unseen, model = [], None
    for fold in _folds(rows.places):
        rest = np.setdiff1d(np.arange(len(rows.places)), fold)
        model = _fit(rows, rest, names, grams, space, Calibration(1))
        unseen.append(_margins(model, rows.only(fold)))
    assert model is not None, "there is always a fold"  # noqa: S101
    oos = names.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in names else None
    margins, likeness, truth = (np.concatenate(parts) for parts in zip(*unseen, strict=True))
    calibration = calibrating.fit(margins, likeness, truth, oos)
    if EMERGENCY in names:
        calibration = calibrating.with_danger(calibration, margins, truth, names.index(EMERGENCY))
    return calibration, _with_most_say(model.weights)


def _learn(count: Count, texts: Sequence[str], intents: Labels) -> tuple[Grams, csr_matrix]:
    """Learn the vocabulary of texts, the n-grams that several of them hold, and return their rows in it."""
    places: dict[str, int] = {}
    at, times, ends = array("i"), array("f"), array("i", [0])
    for text in texts:
        for gram, number in count(text).items():
            at.append(places.setdefault(gram, len(places)))
            times.append(number)
        ends.append(len(at))
    block = csr_matrix((np.array(times), np.array(at), np.array(ends)), shape=(len(texts), len(places)))
    seen = np.bincount(block.indices, minlength=len(places))
    kept = seen > 1
    if len(texts) > _MANY:  # two texts of two intents say nothing, and are a quarter of all
        kept &= ((seen > 2) | _speak_for_one(block, intents)) & (seen < _COMMON * len(texts))
    block = block[:, kept]
    idf = (np.log((1 + len(texts)) / (1 + seen[kept])) + 1).astype(np.float32)
    block.data = idf[block.indices] * (1 + np.log(block.data))
    names = [gram for gram, keep in zip(places, kept, strict=True) if keep]
    return Grams(count, {gram: place for place, gram in enumerate(names)}, idf), _of_unit_length(block)


def _speak_for_one(block: csr_matrix, intents: Labels) -> npt.NDArray[np.bool_]:
    """Say which columns are held by rows of one intent only."""
    labels = np.repeat(intents, np.diff(block.indptr))
    lowest, highest = np.full(block.shape[1], len(intents)), np.full(block.shape[1], -1)
    np.minimum.at(lowest, block.indices, labels)
    np.maximum.at(highest, block.indices, labels)
    return np.asarray(lowest == highest)


def _of_unit_length(block: csr_matrix) -> csr_matrix:
    length = np.sqrt(np.asarray(block.multiply(block).sum(axis=1)).ravel())
    block.data /= np.repeat(np.maximum(length, 1e-9), np.diff(block.indptr))
    return block.astype(np.float32)


def _with_most_say(weights: Sequence[Floats]) -> list[npt.NDArray[np.bool_]]:
    """Say which n-grams are kept: those whose weight for some intent is largest."""
    say = [np.abs(part).max(axis=1) for part in weights]
    every = np.concatenate(say)
    least = np.partition(every, -_GRAMS)[-_GRAMS] if len(every) > _GRAMS else 0.0
    return [part >= least for part in say]


def _folds(places: Labels) -> list[Labels]:
    """Deal each intent's rows out in turn, so that every fold holds some of each."""
    many = len(places) > _MANY
    turn = np.zeros(len(places), np.intp)
    for intent in np.unique(places):
        mine = np.flatnonzero(places == intent)
        turn[mine] = np.arange(len(mine)) % (2 * _FOLDS if many else _FOLDS)
    return [np.flatnonzero(turn == number) for number in range(1 if many else _FOLDS)]


def _margins(model: Classifier, rows: _Rows) -> tuple[Floats, Floats, Labels]:
    """Return margins, likeness and truth of rows that the model has not seen."""
    sums = model.bias + rows.vectors @ model.dense
    for block, weights in zip(rows.blocks, model.weights, strict=True):
        sums = sums + block @ weights.astype(np.float32)
    if not model.space.size:
        known = [sum(grams.row(text)[2] for grams in model.grams) / len(model.grams) for text in rows.texts]
        return np.asarray(sums, np.float32), np.array(known, np.float32), rows.places
    found = [model.with_nearest(place, row) for place, row in zip(rows.vectors, sums, strict=True)]
    margins, likeness = (np.array(part, np.float32) for part in zip(*found, strict=True))
    return margins, likeness, rows.places


def _fit(
    rows: _Rows,
    mine: Labels,
    intents: tuple[str, ...],
    grams: tuple[Grams, ...],
    space: Space,
    calibration: Calibration,
) -> Classifier:
    """Train on some of the rows."""
    # In the solver's own precision at once: it would make a copy.
    features = hstack([*rows.blocks, csr_matrix(rows.vectors)], format="csr", dtype=np.float64)[mine]
    places = rows.places[mine]
    weights, bias = _planes(features, places, len(intents))
    *sparse, dense = np.split(weights, np.cumsum([block.shape[1] for block in rows.blocks]))
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(len(intents) + 1))
    return Classifier(
        intents,
        grams,
        tuple(np.ascontiguousarray(part, np.float16) for part in sparse),
        space,
        np.ascontiguousarray(dense),
        bias,
        np.ascontiguousarray(rows.vectors[mine[order]]),
        tuple(int(start) for start in starts),
        calibration,
        NONE,
    )


def _planes(features: csr_matrix, places: Labels, intents: int) -> tuple[Floats, Floats]:
    """Part each intent from all others: feature x intent weights; an intent that no row has never wins.

    They are found for some of the intents at a time. What is left is one more class to the solver, which has no say.
    """
    counts = np.bincount(places, minlength=intents)
    present = np.flatnonzero(counts)
    weights = np.zeros((features.shape[1], intents), np.float32)
    biases = np.full(intents, -2.0, np.float32)
    parts = min(-(-len(present) // _PART), len(present) // 2) or 1

    def part(number: int) -> None:
        mine = present[number::parts]
        say = {int(place): len(places) / (len(present) * counts[place]) for place in mine}
        labels = np.where(np.isin(places, mine), places, intents)
        model = LinearSVC(C=1.0, class_weight={**say, intents: _NO_SAY}, random_state=0, tol=0.5)
        model.fit(features, labels)
        coef, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:  # two come as one plane
            coef, bias = np.concatenate([-coef, coef]), np.concatenate([-bias, bias])
        weights[:, mine], biases[mine] = coef[: len(mine)].T, bias[: len(mine)]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(part, range(parts)))
    return weights, biases
