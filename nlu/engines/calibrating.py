from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from nlu.engines.calibration import Calibration, Labels
from nlu.engines.ngrams import Floats

OOS_SHARE = 0.25  # how much of real talk counts as served by nobody: a wrong guess is worse than a question
PRECISION = (
    0.82  # of what is acted upon without asking, on held-out phrases: everyday messages are easier, and reach 0.95
)
STRANGE_SHARE = 0.005  # of served messages that may be refused for being unlike every phrase
CHOICE_HITS = 0.75  # how often the three intents offered as a choice must hold the meant one

_FEW = 5  # messages from which a share says something


def fit(margins: Floats, likeness: Floats, labels: Labels, oos: int | None) -> Calibration:
    """Fit sharpness and the out-of-scope evidence on unseen rows, then choose the bands on the same rows."""
    weights = weigh(labels, oos)
    rows = np.arange(len(labels))

    def loss(values: npt.NDArray[np.float64]) -> float:
        chances = Calibration(*values.tolist()).probabilities(margins, likeness, oos)[rows, labels]
        return float(-(weights * np.log(chances + 1e-9)).sum() + 1e-3 * (values[1:] ** 2).sum())

    start = np.array([4.0] if oos is None else [4.0, 2.0, 2.0, 2.0])
    fitted = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 160, "xatol": 0.02, "fatol": 1e-4})
    calibration = Calibration(*(float(value) for value in fitted.x))
    strange = float(np.quantile(likeness, STRANGE_SHARE)) if oos is None else 0.0
    return with_bands(calibration, calibration.probabilities(margins, likeness, oos), labels, weights, strange)


def with_danger(calibration: Calibration, margins: Floats, labels: Labels, danger: int) -> Calibration:
    """Fit how the emergency intent's margin alone tells danger (Platt's scaling), each kind counting alike."""
    fitted = LogisticRegression(C=100.0, class_weight="balanced").fit(margins[:, [danger]], labels == danger)
    return replace(calibration, danger_slope=float(fitted.coef_[0, 0]), danger_bias=float(fitted.intercept_[0]))


def weigh(labels: Labels, oos: int | None) -> npt.NDArray[np.float64]:
    """Weigh rows so that the out-of-scope ones count as much as they will in real talk."""
    weights = np.ones(len(labels))
    outside = labels == oos if oos is not None else np.zeros(len(labels), bool)
    if 0 < outside.sum() < len(labels):
        weights[outside] = OOS_SHARE / (1 - OOS_SHARE) * (~outside).sum() / outside.sum()
    return np.asarray(weights / weights.sum(), np.float64)


def with_bands(
    calibration: Calibration, chances: Floats, labels: Labels, weights: npt.NDArray[np.float64], strange: float
) -> Calibration:
    """Choose from which probabilities a first intent is acted upon, and offered, on rows that were unseen."""
    order = np.argsort(-chances, axis=1)
    best = chances.max(axis=1)
    right = order[:, 0] == labels
    among_three = (order[:, :3] == labels[:, None]).any(axis=1)
    steps = np.arange(0.50, 0.91, 0.02)  # what is less likely than not is never sure
    sure = next((step for step in steps if _share(right, weights, best >= step) >= PRECISION), 0.9)
    likely = next((low for low in np.arange(0.10, sure, 0.02) if _helps(low, best, among_three, weights)), sure)
    return Calibration(
        calibration.sharpness,
        calibration.oos_bias,
        calibration.oos_margin,
        calibration.oos_likeness,
        float(sure),
        float(likely),
        strange,
    )


def _helps(low: float, best: Floats, among_three: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64]) -> bool:
    """Say whether a choice of three mostly holds the right one at just this confidence."""
    around = (best >= low) & (best < low + 0.1)
    return bool(around.sum() >= _FEW and _share(among_three, weights, around) >= CHOICE_HITS)


def _share(hit: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64], among: npt.NDArray[np.bool_]) -> float:
    total = weights[among].sum()
    return float(weights[among & hit].sum() / total) if total else 1.0
