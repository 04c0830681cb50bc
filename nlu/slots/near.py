"""Names of a community that people only come near: one character wrong, or a part of the name."""

from collections.abc import Iterator
from typing import NamedTuple

from nlu.sounds import syllable

_LEAST = 4  # characters of a name from which one may be wrong
_TELLING = 3  # characters that say which name is meant, wherever they stand in it; two do at its beginning

Place = tuple[int, int]


class _Name(NamedTuple):
    slot: str
    value: str


class _Long(NamedTuple):
    """A name that is long enough for one wrong character, ready to be compared."""

    name: _Name
    word: str
    chars: frozenset[str]
    sounds: list[str]


class NearNames:
    """Knows names by what people may make of them; what a text holds is looked up, not compared name by name."""

    def __init__(self) -> None:
        self._names: list[_Name] = []
        self._long: list[_Long] = []
        self._parts: dict[str, list[tuple[int, int]]] = {}  # a telling part: the names it may mean, where it stands

    def add(self, word: str, slot: str, value: str) -> None:
        """Learn a name in simplified lower-case characters."""
        name = _Name(slot, value)
        if len(word) >= _LEAST and _is_chinese(word):
            self._long.append(_Long(name, word, frozenset(word), [syllable(char) for char in word]))
        for part, first in _telling_parts(word):
            self._parts.setdefault(part, []).append((len(self._names), first))
        self._names.append(name)

    def mistyped(self, text: str) -> Iterator[tuple[str, str, Place]]:
        """Yield slot, value and place of Chinese names with one syllable wrong (多动能厅 for 多功能厅)."""
        chars, sounds = set(text), [syllable(char) for char in text]
        for name, word, known, wanted in self._long:
            length = len(word)
            if len(chars & known) < length - 2:
                continue
            for start in range(len(text) - length + 1):
                alike = sum(one == other for one, other in zip(wanted, sounds[start : start + length], strict=True))
                said = text[start : start + length]
                if alike >= length - 1 and len(known & set(said)) >= length - 2 and _is_chinese(said):
                    yield *name, (start, start + length)
                    break

    def partly(self, text: str) -> Iterator[tuple[str, str, Place]]:
        """Yield slot, value and place of the longest telling part of Chinese names (手机课 for 老年智能手机课)."""
        best: dict[int, tuple[int, int, int]] = {}
        for length in sorted({len(part) for part in self._parts}, reverse=True):
            for start in range(len(text) - length + 1):
                for number, first in self._parts.get(text[start : start + length], ()):
                    found = (-length, first, start)
                    best[number] = min(best.get(number, found), found)
        for number in sorted(best):
            shorter, _, start = best[number]
            yield *self._names[number], (start, start - shorter)


def _telling_parts(word: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of a name that say which one is meant, each with the place where it first stands."""
    least = max(2, (len(word) - 1) // 2)
    known: set[str] = set()
    for length in range(len(word) - 1, least - 1, -1):
        for first in range(len(word) - length + 1 if length >= _TELLING else 1):
            part = word[first : first + length]
            if part not in known and _is_chinese(part):
                known.add(part)
                yield part, first


def _is_chinese(word: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" for char in word)
