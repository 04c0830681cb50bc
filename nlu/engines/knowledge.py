"""What an engine has learned, and how it reads a text with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from nlu.emergency import FULL, LITE, Bars, is_everyday
from nlu.engines.classifier import EMERGENCY, OUT_OF_SCOPE, Classifier
from nlu.engines.sentences import Sentences
from nlu.normalize import standard
from nlu.types import Intent

READ = 600  # what decides what is meant: 300 letters, or 200 of other scripts; words of danger count in all of it


def beginning(text: str, most: int = READ) -> str:
    """Return the beginning of a text, two of `most` for a letter and three for another character: it says more."""
    spent = accumulate(2 if char.isascii() else 3 for char in text[: most // 2])
    return text[: sum(1 for so_far in spent if so_far <= most)]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What an engine has learned: a model, and the sentence encoder it was trained with, if it was."""

    model: Classifier
    sentences: Sentences | None

    @property
    def name(self) -> str:
        """Which kind of engine knows this."""
        return "embedded" if self.sentences else "lite"

    @property
    def bars(self) -> Bars:
        """From which chances of danger it is to be asked about."""
        return FULL if self.sentences else LITE

    def foresee(self, texts: Iterable[str]) -> None:
        """Prepare for reading these tidy texts: together they cost a little less than one by one."""
        if self.sentences:
            self.sentences.foresee([standard(beginning(text)) for text in texts if text])

    def read(self, text: str) -> tuple[tuple[Intent, ...], float]:
        """Return all intents of a tidy text, best first, and the chance that it tells of danger."""
        if not text:
            return (Intent(OUT_OF_SCOPE, 1.0),), 0.0
        words = standard(beginning(text))
        intents, danger = self.model.rank(words, self.sentences.one(words) if self.sentences else None)
        return (_calm(intents) if intents[0].name == EMERGENCY and is_everyday(text) else intents), danger


def _calm(intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """Return what is meant if it is no emergency."""
    left = sum(intent.confidence for intent in intents[1:])
    return tuple(Intent(intent.name, intent.confidence / left) for intent in intents[1:]) if left else intents
