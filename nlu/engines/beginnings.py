"""How likely another request begins with a clause, by the words around: learned from messages that hold several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nlu.engines.ngrams import UNIT, Floats
from nlu.segments import Clause, asks

_EDGE = 3  # words or characters at the edges of a clause that count for where they stand
_HEARD = 60  # characters of either clause, nearest to where they meet, that count at all
_SHORT = 7  # characters below which a clause is short


@dataclass(frozen=True, slots=True)
class Beginnings:
    """A logistic model over signs: the words of both clauses and what sets them apart."""

    places: dict[str, int]
    weights: Floats
    bias: float

    def logits(self, text: str, among: Sequence[Clause]) -> list[float]:
        """Return for each clause the logit of the chance that another request begins with it; 0 for the first."""
        return [self._logit(text, among, at) if at else 0.0 for at in range(len(among))]

    def _logit(self, text: str, among: Sequence[Clause], at: int) -> float:
        known = {place for sign in signs(text, among, at) if (place := self.places.get(sign)) is not None}
        return self.bias + float(self.weights[list(known)].sum())


NONE = Beginnings({}, np.zeros(0, np.float32), 0.0)


def signs(text: str, among: Sequence[Clause], at: int) -> Iterator[str]:
    """Yield what may tell whether another request begins with the clause at this place of a tidy text."""
    before, clause = among[at - 1], among[at]
    left, right = text[before.start : before.end][-_HEARD:].lower(), text[clause.start : clause.end][:_HEARD].lower()
    yield from _words("<", left)
    yield from _words(">", right)
    yield f"sign {clause.sign}"
    yield f"link {clause.link}"
    yield f"of {len(among)}"
    asking = (asks(left), asks(right))
    yield f"asks {asking}"
    if len(left) < _SHORT:
        yield "short <"
    if len(right) < _SHORT:
        yield "short >"
    if at == len(among) - 1:
        yield "last"


def _words(side: str, clause: str) -> Iterator[str]:
    units = UNIT.findall(clause)
    for number in range(1, _EDGE + 1):
        yield f"{side}^{' '.join(units[:number])}"
        yield f"{side}${' '.join(units[-number:])}"
    yield from (f"{side}{unit}" for unit in units)
    yield from (f"{side}{unit} {after}" for unit, after in pairwise(units))
