"""Which of a few things was said: how likely each of them is, and how much it sounds like what was heard."""

import math
from collections.abc import Sequence

from voice.sounding import far
from voice.speech import Heard

_EXPECTED = 0.5  # of what a choice scores on silence: some words are likely whatever is heard
_SOUND = 4.0  # what a syllable's distance weighs beside a log-probability
_LATER = 0.05  # what each worse reading of the ear costs
_WITHIN = 0.5  # distance behind the nearest choice up to which another one may be likelier
_MOST = 10  # choices that are looked at closely: each of them takes 30 ms
_NEAR = 0.3  # distance up to which what was heard is a choice
_CLEAR = 0.25  # distance up to which what was heard is a choice, however likely the others are,
_BEFORE = 0.1  # if the next choice is so much further away
_LONGER = 2  # syllables that may be misheard on top of an answer
# How much likelier than in silence a choice is that was said: one of sixty noises came to 1.8, and of requests as long
# as the choice none to 0.1.
_GAIN_UNREAD = 1.9  # where nothing was heard: a syllable is often too short to be read
_GAIN_READ = 0.3  # where something else was heard that is as long
_AS_LONG = 1  # syllables


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
    if not _was_said(heard, choices[first], apart[first], scores[first] - silent[first]):
        return None
    margin = worth[first] - worth[order[1]] if len(order) > 1 else math.inf
    return Heard(choices[first], tuple(choices[place] for place in order[1:4]), 1 / (1 + math.exp(-2 * margin)))


def clear(heard: Heard, choices: Sequence[str]) -> Heard | None:
    """Return the choice that what was heard sounds like, where no other does; None where the ear has to look closer."""
    if not heard.text or not choices:
        return None
    (first, nearest), *rest = sorted(((_apart(heard, choice), choice) for choice in choices), key=lambda one: one[0])
    if first > _CLEAR or (rest and rest[0][0] - first < _BEFORE):
        return None
    return Heard(nearest, tuple(choice for _, choice in rest[:3]), heard.confidence)


def near(heard: Heard, choices: Sequence[str]) -> tuple[str, ...]:
    """Return the choices that may be what was heard: to find out how likely each of them is takes time.

    >>> near(Heard("是啊"), ("是的", "重复一下", "转人工"))
    ('是的',)
    """
    if not heard.text:
        return tuple(choices)
    apart = sorted(((_apart(heard, choice), place) for place, choice in enumerate(choices)))[:_MOST]
    return tuple(choices[place] for off, place in apart if off <= apart[0][0] + _WITHIN)


def is_short(heard: Heard, choices: Sequence[str]) -> bool:
    """Say whether what was heard, if anything, is no longer than an answer."""
    return _length(heard.text) <= max(map(_length, choices)) + _LONGER


def _was_said(heard: Heard, choice: str, apart: float, gain: float) -> bool:
    if not heard.text:
        return gain >= _GAIN_UNREAD
    as_long = abs(_length(heard.text) - _length(choice)) <= _AS_LONG
    return apart <= _NEAR or (as_long and gain >= _GAIN_READ)


def _apart(heard: Heard, choice: str) -> float:
    if not heard.text:
        return 0.0  # nothing speaks for one more than for another
    return min(far(text, choice) + _LATER * rank for rank, text in enumerate((heard.text, *heard.others)))


def _length(text: str) -> int:
    return sum(map(str.isalnum, text))
