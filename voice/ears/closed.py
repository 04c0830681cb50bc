"""Which of a few things was said: how likely each of them is, and how much it sounds like what was heard."""

import math
from collections.abc import Sequence

from voice.sounding import far
from voice.speech import Heard

_EXPECTED = 0.5  # of what a choice scores on silence: some words are likely whatever is heard
_SOUND = 4.0  # what a syllable's distance weighs beside a log-probability
_LATER = 0.05  # what each worse reading of the ear costs
_NEAR = 0.3  # distance up to which what was heard is a choice
_LONGER = 2  # syllables that may be misheard on top of an answer
_GAIN = (
    1.2  # how much likelier than in silence a choice is that was said: of noises and requests hardly one came so far
)


def picked(heard: Heard, choices: Sequence[str], scores: Sequence[float], silent: Sequence[float]) -> Heard | None:
    """Return the choice that was said, and the next ones after it; None where it seems to be none of them.

    `scores` and `silent` are mean log-probabilities of the choices, given the recording and given silence. What was
    heard may be nothing: a single syllable is often too short to be read. The confidence says how far the first one is
    before the second.
    """
    apart = [_apart(heard, choice) for choice in choices]
    worth = [score - _EXPECTED * base - _SOUND * off for score, base, off in zip(scores, silent, apart, strict=True)]
    order = sorted(range(len(choices)), key=lambda place: -worth[place])
    first = order[0]
    sounds_like_it = bool(heard.text) and apart[first] <= _NEAR
    if not sounds_like_it and scores[first] - silent[first] < _GAIN:
        return None
    margin = worth[first] - worth[order[1]] if len(order) > 1 else math.inf
    return Heard(choices[first], tuple(choices[place] for place in order[1:4]), 1 / (1 + math.exp(-2 * margin)))


def is_short(heard: Heard, choices: Sequence[str]) -> bool:
    """Say whether what was heard, if anything, is no longer than an answer."""
    return _length(heard.text) <= max(map(_length, choices)) + _LONGER


def _apart(heard: Heard, choice: str) -> float:
    if not heard.text:
        return 0.0  # nothing speaks for one more than for another
    return min(far(text, choice) + _LATER * rank for rank, text in enumerate((heard.text, *heard.others)))


def _length(text: str) -> int:
    return sum(map(str.isalnum, text))
