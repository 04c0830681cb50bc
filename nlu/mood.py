"""How a message sounds: anger, despair, shouting, and whether it is about waiting in vain. Words, not a model."""

import re
from dataclasses import dataclass

from nlu import mood_words as words
from nlu.normalize import simplify, tidy


def _joined(chinese: str, english: str = "") -> re.Pattern[str]:
    parts = chinese.split("\n") + [rf"\b(?:{line})\b" for line in english.split("\n") if line]
    return re.compile("|".join(part for part in parts if part))


_ANGER = _joined(words.ANGER + words.SLIP, words.ANGER_EN)
_NOT_ANGRY = _joined(words.NOT_ANGRY, words.NOT_ANGRY_EN)
_JOY = _joined(words.JOY, words.JOY_EN)
_TROUBLE = _joined(words.TROUBLE, words.TROUBLE_EN)
_DESPAIR = _joined(words.DESPAIR, words.DESPAIR_EN)
_UNHEARD = _joined(words.UNHEARD, words.UNHEARD_EN)
_WAITING = _joined(words.WAITING, words.WAITING_EN)
_OVERDUE = _joined(words.OVERDUE, words.OVERDUE_EN)
_AIMED = _joined(words.AIMED, words.AIMED_EN)
_QUEUE = _joined(words.QUEUE, words.QUEUE_EN)
_LOUD = re.compile(r"[!！]\s*[!！?？]\s*[!！]")
_LONGEST = 400  # characters that are listened to
_LETTERS = 8  # capitals that are a shout and no abbreviation


@dataclass(frozen=True, slots=True)
class Mood:
    """How a message sounds. `waiting`: somebody should have come or answered; `overdue`: and says for how long.

    `aimed`: at us, so far as it is anger.
    """

    angry: bool = False
    despairing: bool = False
    unheard: bool = False
    shouting: bool = False
    waiting: bool = False
    overdue: bool = False
    aimed: bool = False

    @property
    def heated(self) -> bool:
        """Say whether the person is at the end of their patience."""
        return self.angry or self.despairing or self.unheard


def mood(text: str) -> Mood:
    """Read the mood of a message.

    >>> mood("烦死了，灯又不亮").angry, mood("气死我了这灯太好看").angry, mood("都三天了还没人来").waiting
    (True, False, True)
    """
    heard = tidy(text)[:_LONGEST]
    said = simplify(heard).replace("’", "'")
    angry = _is_angry(said)
    return Mood(
        angry=angry,
        despairing=_DESPAIR.search(said) is not None,
        unheard=_UNHEARD.search(said) is not None,
        shouting=_is_shouted(heard),
        waiting=_WAITING.search(said) is not None,
        overdue=_OVERDUE.search(said) is not None,
        aimed=angry and _AIMED.search(said) is not None,
    )


def asks_for_turn(text: str) -> bool:
    """Say whether somebody who waits asks when it is their turn."""
    return _QUEUE.search(simplify(tidy(text)[:_LONGEST])) is not None


def _is_angry(said: str) -> bool:
    """Leave out what is denied or told of others; 死 and its like are as often joy."""
    said = _NOT_ANGRY.sub(" ", said)
    if _JOY.search(said) and not _TROUBLE.search(said):
        return False
    return _ANGER.search(said) is not None


def _is_shouted(said: str) -> bool:
    if _LOUD.search(said):
        return True
    letters = [char for char in said if char.isascii() and char.isalpha()]
    return len(letters) >= _LETTERS and len(said.split()) > 1 and all(char.isupper() for char in letters)
