import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from math import log
from pathlib import Path

import numpy as np

from nlu.engines.calibration import Calibration, Labels
from nlu.engines.classifier import OUT_OF_SCOPE
from nlu.engines.ngrams import Floats
from nlu.engines.rasa_server import NoAnswer, Why
from nlu.types import Intent

_NEVER = 2.0  # a probability that there is not
_LEAST = 1e-6  # below which confidences are all alike


class NoTrust(Exception):
    """There is nothing that says how far a Rasa model can be trusted; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How far one Rasa model can be trusted: fitted on phrases it had not seen, kept beside it.

    DIET is over-confident: what it calls 0.9 is right less often than what the embedded engine calls 0.5.
    """

    intents: tuple[str, ...]
    calibration: Calibration

    def read(self, ranking: Sequence[Intent]) -> tuple[Intent, ...]:
        """Return all intents with calibrated probabilities, best first; raises NoAnswer for an unknown intent."""
        nothing = np.zeros(1, np.float32)
        oos = self.intents.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in self.intents else None
        chances = self.calibration.probabilities(margins(self.intents, [ranking]), nothing, oos)[0]
        return tuple(Intent(self.intents[i], float(chances[i])) for i in np.argsort(-chances, kind="stable"))

    def save(self, path: Path) -> None:
        """Write it beside its model."""
        document = {"intents": self.intents, "calibration": asdict(self.calibration)}
        path.write_text(json.dumps(document, indent=1), "utf-8")


def load_trust(path: Path) -> Trust:
    """Read what was written beside a model; raises NoTrust."""
    try:
        document = json.loads(path.read_text("utf-8"))
        return Trust(tuple(map(str, document["intents"])), Calibration(**document["calibration"]))
    except FileNotFoundError:
        raise NoTrust(f"{path} is missing: no Rasa model has been trained here; linli rasa train makes one") from None
    except (ValueError, KeyError, TypeError) as problem:
        raise NoTrust(f"{path} cannot be read ({problem}); linli rasa train writes it anew") from None


def fit_trust(rankings: Sequence[Sequence[Intent]], truths: Sequence[str]) -> Trust:
    """Fit how far a model can be trusted on its rankings of phrases that it has not seen, and on what they mean.

    Two numbers are fitted: one temperature (Guo et al. 2017, "On Calibration of Modern Neural Networks"), and how much
    likelier out of scope is than among the phrases.
    """
    from scipy.optimize import minimize

    from nlu.engines import calibrating  # with its libraries, which only learning needs

    intents = tuple(sorted({intent.name for ranking in rankings for intent in ranking} | set(truths)))
    oos = intents.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in intents else None
    labels = np.array([intents.index(truth) for truth in truths], np.intp)
    unlike = np.zeros(len(labels), np.float32)  # Rasa does not tell how near its nearest phrase is
    logs, weights, rows = margins(intents, rankings), calibrating.weigh(labels, oos), np.arange(len(labels))

    def chances(values: Floats) -> Floats:
        return Calibration(*map(float, values)).probabilities(logs, unlike, oos)

    def loss(values: Floats) -> float:
        return float(-(weights * np.log(chances(values)[rows, labels] + 1e-9)).sum() + 1e-3 * values[1] ** 2)

    values = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    fitted = Calibration(*map(float, values))
    banded = calibrating.with_bands(fitted, chances(values), labels, weights, strange=0.0)
    return Trust(intents, _unsure_if_wrong(banded, chances(values), labels))


def _unsure_if_wrong(calibration: Calibration, chances: Floats, labels: Labels) -> Calibration:
    """Never be sure with a model that is wrong too often even where it is most sure."""
    from nlu.engines.calibrating import PRECISION

    right = (chances.argmax(axis=1) == labels)[chances.max(axis=1) >= calibration.sure]
    return calibration if right.size and right.mean() >= PRECISION else replace(calibration, sure=_NEVER)


def _left_out(ranking: Sequence[Intent], intents: int) -> float:
    """Return the confidence of each intent that a ranking leaves out: a share of the rest."""
    rest = 1.0 - sum(intent.confidence for intent in ranking)
    share = rest / max(1, intents - len(ranking))
    return max(_LEAST, min([share, *(intent.confidence for intent in ranking)]))


def margins(intents: Sequence[str], rankings: Sequence[Sequence[Intent]]) -> Floats:
    """Return a row of logarithms of confidences for each ranking; raises NoAnswer for an intent that is not ours."""
    places = {name: place for place, name in enumerate(intents)}
    rows = np.zeros((len(rankings), len(intents)), np.float32)
    for row, ranking in zip(rows, rankings, strict=True):
        row[:] = log(_left_out(ranking, len(intents)))
        for intent in ranking:
            if intent.name not in places:
                raise NoAnswer(Why.UNKNOWN_INTENT)
            row[places[intent.name]] = log(max(intent.confidence, _LEAST))
    return rows
