import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress, islice, takewhile
from typing import NamedTuple

from rapidfuzz.distance import OSA

from nlu.normalize import simplify, tidy
from nlu.slots.inside import is_part
from nlu.slots.near import NearNames, Place
from nlu.sounds import reading, syllable
from nlu.types import Entity

Words = Mapping[str, Mapping[str, tuple[str, ...]]]

_UNIT = re.compile(r"[a-z]+|[0-9]+|[^\sa-z0-9,.;:!?，。；：！？、'\"()-]")
# The place beside a thing, not the thing: in 洗衣机那块地漏堵了 the drain is broken.
_BESIDE = re.compile(r"(?:那[块边里头排扇盏根]|旁边|边上|下面|底下|上面|后面|前面|里面|里头|附近|[里上下内])的?")
_JOINTS = frozenset({"", " ", "-", "'", "' "})
_LONGEST = 8  # units of a word
_COMMON = frozenset("我人面子头口手里上下的了家")  # in so many words that it tells nothing
_FUZZY = 5  # letters from which one may be wrong
_EXCHANGED = 6  # letters of an English word from which two neighbours may be exchanged


class _Units(NamedTuple):
    """The Latin words, numbers and other single characters of a text, each as it is listed, and their places."""

    text: str
    keys: list[str]
    spans: list[tuple[int, int]]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return where in the text the units [first, last) stand."""
        return self.spans[first][0], self.spans[last - 1][1]

    def goes_on(self, unit: int) -> bool:
        """Say whether no comma stands between a unit and the one before it."""
        return self.text[self.spans[unit - 1][1] : self.spans[unit][0]] in _JOINTS


@dataclass(frozen=True, slots=True)
class _Hit:
    slot: str
    value: str
    first: int  # units
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first


class Gazetteer:
    """Finds listed words in text: as written or with two letters exchanged, as they sound, nearly; longest first."""

    def __init__(self, words: Words, *, near: bool = False) -> None:
        self._written: dict[str, list[tuple[str, str]]] = {}
        self._sounded: dict[str, list[tuple[str, str, str]]] = {}
        self._begun: set[str] = set()  # how listed words begin, written and sounded: what begins otherwise is none
        self._single: set[str] = set()  # units of listed words
        self._exchanged: dict[str, str] = {}  # an English word with two letters exchanged: as it is written
        self._latin: dict[int, dict[str, None]] = {}  # words that a stretch of so many characters may nearly be
        self._near = near
        self._names = NearNames()
        for slot, values in words.items():
            for value, said in values.items():
                for word in dict.fromkeys((*said, *((value,) if near else ()))):
                    self._add(slot, value, word)

    def find(self, text: str) -> list[Entity]:
        """Return the listed values of simplified lower-case text, by place; a slot may have several."""
        units = _units(text)
        units.keys[:] = map(self._as_listed, units.keys)
        hits = _longest(hit for hit in self._hits(units) if not is_part(text, *units.place(hit.first, hit.last)))
        free = set(range(len(units.keys))) - {i for hit in hits for i in range(hit.first, hit.last)}
        heard = (hit for hit in self._by_sound(units) if free.issuperset(range(hit.first, hit.last)))
        hits += _longest(heard)
        if self._near and not hits:
            hits = _longest(self._almost(units))
        found = [
            Entity(hit.slot, hit.value, text[start:end], start, end)
            for hit, (start, end) in ((hit, units.place(hit.first, hit.last)) for hit in hits)
        ]
        found += self._nearly(text, {hit.slot for hit in hits})
        return _things_first(sorted(found, key=lambda entity: entity.start), text)

    def _as_listed(self, key: str) -> str:
        """Return a unit as it is listed: with two letters in their right order, where it is no listed word itself."""
        return key if key in self._single else self._exchanged.get(key, key)

    def _nearly(self, text: str, known: set[str]) -> Iterator[Entity]:
        """Find names that were only nearly said, of slots that are not known yet."""
        for come_near in (self._names.mistyped, self._names.partly):
            close: dict[str, list[tuple[int, str, Place]]] = {}
            for slot, value, place in come_near(text):
                if slot not in known:
                    close.setdefault(slot, []).append((place[1] - place[0], value, place))
            known = known | set(close)
            for slot, found in close.items():
                longest = max(length for length, _, _ in found)
                for length, value, (start, end) in found:
                    if length == longest:
                        yield Entity(slot, value, text[start:end], start, end)

    def _add(self, slot: str, value: str, word: str) -> None:
        keys = _units(simplify(tidy(word))).keys
        if not keys or len(keys) > _LONGEST:
            return
        if self._near:
            self._names.add(simplify(tidy(word)), slot, value)
        entry = (slot, value)
        self._begin(keys)
        self._single.update(keys)
        self._exchanged.update(_exchanged(keys))
        written = " ".join(keys)
        same = self._written.setdefault(written, [])
        if entry not in same:
            same.append(entry)
        if self._near and written.isascii():
            for length in (len(written) - 1, len(written), len(written) + 1):
                self._latin.setdefault(length, {})[written] = None
        # One syllable has too many homophones.
        if sum(_is_han(key) for key in keys) >= 2:
            heard = [syllable(key) for key in keys]
            self._begin(heard)
            self._sounded.setdefault(" ".join(heard), []).append((simplify(tidy(word)), slot, value))

    def _begin(self, keys: list[str]) -> None:
        self._begun.update(" ".join(keys[:last]) for last in range(1, len(keys) + 1))

    def _by_sound(self, units: _Units) -> Iterator[_Hit]:
        """Find homophones (水飞 for 水费): unbroken, and with a telling character in common with the listed word."""
        for first, last, key in self._begun_in(units, [syllable(key) for key in units.keys]):
            for word, slot, value in self._sounded.get(key, ()):
                start, end = units.place(first, last)
                if _could_be(units.text[start:end], word):
                    yield _Hit(slot, value, first, last)

    def _hits(self, units: _Units) -> Iterator[_Hit]:
        for first, last, key in self._begun_in(units, units.keys):
            for slot, value in self._written.get(key, ()):
                yield _Hit(slot, value, first, last)

    def _begun_in(self, units: _Units, keys: list[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the stretches without a comma that are listed words or begin like one."""
        for first, begun in enumerate(keys):
            if begun not in self._begun:
                continue
            key, last = begun, first + 1
            while key in self._begun:
                yield first, last, key
                if last == len(keys) or not units.goes_on(last):
                    break
                key = f"{key} {keys[last]}"
                last += 1

    def _almost(self, units: _Units) -> Iterator[_Hit]:
        for first in range(len(units.keys)):
            for last in range(first + 1, min(first + 4, len(units.keys)) + 1):
                key = " ".join(units.keys[first:last])
                if len(key) < _FUZZY or not key.isascii():
                    continue
                for word in self._latin.get(len(key), ()):
                    if OSA.distance(key, word, score_cutoff=1) <= 1:  # two letters exchanged count as one
                        yield from (_Hit(slot, value, first, last) for slot, value in self._written[word])


def _exchanged(keys: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what English words become with two neighbouring letters exchanged, and the words: badmitnon, swimmign."""
    for key in keys:
        if len(key) >= _EXCHANGED and key.isascii() and key.isalpha():
            for at in range(1, len(key) - 1):
                yield f"{key[:at]}{key[at + 1]}{key[at]}{key[at + 2 :]}", key


def _could_be(said: str, word: str) -> bool:
    """Say whether words that sound alike may be the same: short ones must sound exactly alike."""
    if not (set(said) & set(word)) - _COMMON:
        return False
    return len(word) > 2 or [reading(char) for char in said] == [reading(char) for char in word]


def _units(text: str) -> _Units:
    keys, spans = [], []
    for match in _UNIT.finditer(text):
        key = match[0]
        keys.append(key if len(key) == 1 else _singular(key))
        spans.append(match.span())
    return _Units(text, keys, spans)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _is_han(key: str) -> bool:
    return len(key) == 1 and "\u3400" <= key <= "\u9fff"


def _longest(hits: Iterator[_Hit]) -> list[_Hit]:
    """Keep, slot by slot, the longest of the hits that overlap; the same words may name several values of a slot."""
    kept: list[_Hit] = []
    taken: dict[tuple[str, int], list[_Hit]] = {}
    for hit in sorted(hits, key=lambda hit: -hit.length):
        places = [(hit.slot, unit) for unit in range(hit.first, hit.last)]
        rivals = [other for place in places for other in taken.get(place, ())]
        if all((other.first, other.last) == (hit.first, hit.last) and other.value != hit.value for other in rivals):
            kept.append(hit)
            for place in places:
                taken.setdefault(place, []).append(hit)
    return kept


def _things_first(found: list[Entity], text: str) -> list[Entity]:
    """Move a word that only says where (洗衣机那块) behind the word of the same slot that says what."""
    beside = [_is_beside(number, found, text) for number in range(len(found))]
    return [e for e, aside in zip(found, beside, strict=True) if not aside] + list(compress(found, beside))


def _is_beside(number: int, found: list[Entity], text: str) -> bool:
    """Say whether one of the entities, which are in order, only tells where another one of its slot is."""
    match = _BESIDE.match(text, found[number].end)
    if not match:
        return False
    near = takewhile(lambda other: other.start - match.end() <= 4, islice(found, number + 1, None))
    return any(other.slot == found[number].slot and other.start >= match.end() for other in near)
