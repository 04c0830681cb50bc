"""What becomes of a sentence on its way through a person and a keyboard (pure)."""

from collections.abc import Mapping, Sequence
from random import Random


def mistyped(text: str, swaps: Mapping[str, str], rng: Random) -> str:
    """Mistype one thing: a word that sounds alike, else two letters of a long word in the wrong order."""
    found = [word for word in swaps if word in text]
    if found:
        word = rng.choice(found)
        return text.replace(word, swaps[word], 1)
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 5 and word.isascii() and word.isalpha()]
    if long:
        at = rng.choice(long)
        words[at] = _crossed(words[at], rng)
    return " ".join(words)


def _crossed(word: str, rng: Random) -> str:
    at = rng.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def rambled(text: str, before: Sequence[str], after: Sequence[str], rng: Random) -> str:
    """Put words around a sentence that ask for nothing."""
    return rng.choice(before) + text + rng.choice(["", *after])
