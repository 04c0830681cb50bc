from dataclasses import dataclass
from math import exp

import numpy as np
import numpy.typing as npt

from nlu.engines.ngrams import Floats

Labels = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns an engine's margins into probabilities and bands; fitted on phrases the engine had not seen."""

    sharpness: float
    oos_bias: float = 0.0
    oos_margin: float = 0.0
    oos_likeness: float = 0.0
    sure: float = 0.5
    likely: float = 0.25
    strange: float = 0.0  # likeness below which a text is out of scope where no phrases say what that is
    danger_slope: float = 0.0
    danger_bias: float = 0.0

    def danger(self, margin: float) -> float:
        """Return the chance that a text with this margin of the emergency intent tells of danger."""
        return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, self.danger_slope * margin + self.danger_bias))))

    def probabilities(self, margins: Floats, likeness: Floats, oos: int | None) -> Floats:
        """Return a row of probabilities for each row of margins; `likeness` is that of the nearest phrase."""
        logits = self.sharpness * margins
        if oos is not None:
            best = np.delete(margins, oos, axis=1).max(axis=1) if margins.shape[1] > 1 else margins[:, 0]
            logits[:, oos] += self.oos_bias - self.oos_margin * best - self.oos_likeness * likeness
        logits -= logits.max(axis=1, keepdims=True)
        powers = np.exp(logits)
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)
