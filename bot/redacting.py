"""Stand-ins for people, numbers, plates and homes in what was said; the same thing has the same stand-in throughout."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain

from nlu.normalize import language, simplify, tidy
from nlu.slots import home, person, phone, plate, taxpayer, time
from nlu.types import Entity


class Private(StrEnum):
    """What must not leave the house."""

    NAME = "name"
    PHONE = "phone"
    PLATE = "plate"
    ROOM = "room"
    NUMBER = "number"  # of an identity card, a bank card, an invoice
    ADDRESS = "address"  # of e-mail


Known = Mapping[Private, Sequence[str]]
"""What the house knows of people, by kind; the speaker's own first, "" where there is none. Homes: 3栋2单元1201."""

# The first of each is what R1 of the test community has.
_STANDS: Mapping[Private, Sequence[str]] = {
    Private.NAME: ("许明远", "贺子墨", "傅书雅", "段嘉禾", "贝思源", "凌若溪", "古天朗", "聂雨桐", "奚文博", "桑晚晴"),
    Private.PHONE: tuple(f"1370000{number:04}" for number in (1, *range(9000, 9100))),
    Private.PLATE: ("浙A7K221", *(f"浙A{number}" for number in range(20000, 20100))),
    Private.ROOM: ("1栋1单元101", "1栋1单元102", "2栋1单元301", "2栋1单元302", "2栋1单元303"),
    Private.NUMBER: ("000000",),
    Private.ADDRESS: ("someone@example.com",),
}
_ENGLISH_NAMES = ("Alex Moss", "Robin Vale", "Sasha Reed", "Jamie Holt", "Kim Arden", "Toni Marsh")
_ANY_DAY = datetime(2026, 3, 4, tzinfo=UTC)  # only where times stand matters, not when they are
_MOST_HOMES = 20  # addresses that are looked for in one text
_PARTS = ("building", "unit", "room")
_HOME = re.compile(r"(?P<building>.+?[栋幢座楼])(?P<unit>.+?单元)?(?P<room>[0-9A-Za-z]+)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_LONG = re.compile(r"(?<![0-9])[0-9][0-9Xx -]{4,}[0-9Xx](?![0-9])")
_COMING = re.compile("过来|要来|[来到说让是叫找]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SLOTS = {"phone": Private.PHONE, "plate": Private.PLATE, "tax_id": Private.NUMBER}


@dataclass(frozen=True, slots=True)
class _Find:
    start: int
    end: int
    kind: Private
    value: str  # what has the stand-in: written the same way however it was said
    part: str = ""  # of a home: building, unit, room


@dataclass(slots=True)
class Redactor:
    """Replaces what is private in one conversation.

    What the house knows is found wherever it stands, other things by the grammars of `nlu/slots`. A name that
    neither knows stays: somebody reads what comes out before it is given away.
    """

    known: Known
    _given: dict[tuple[Private, str], str] = field(default_factory=dict)
    _words: list[tuple[re.Pattern[str], Private, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._words = [*_name_words(self.known.get(Private.NAME, ())), *_other_words(self.known)]
        for kind, values in self.known.items():
            for value in values:
                self._stand_in(kind, value)  # the speaker's own come first and get those of R1

    def redact(self, text: str, asked: str = "") -> str:
        """Return a text, tidied, in which everything private has a stand-in; `asked` is the slot it answers."""
        text = tidy(text)
        for find in reversed(_apart([*self._known_in(text), *_grammar(text, asked)])):
            text = text[: find.start] + self._said(find, text[find.start : find.end]) + text[find.end :]
        return text

    def _known_in(self, text: str) -> Iterator[_Find]:
        plain = simplify(text)
        for pattern, kind, value in self._words:
            yield from (_Find(match.start(), match.end(), kind, value) for match in pattern.finditer(plain))

    def _said(self, find: _Find, words: str) -> str:
        if find.kind is Private.ROOM:
            return self._part(find, words)
        if find.kind is Private.NAME and not _HAN.search(words):
            return self._stand_in(Private.NAME, find.value, _ENGLISH_NAMES)
        return self._stand_in(find.kind, find.value)

    def _part(self, find: _Find, words: str) -> str:
        """Return a building, unit or room of the stand-in, in the shape in which it was said."""
        new = self._stand_in(Private.ROOM, self._home_of(find))
        match = _HOME.fullmatch(new)
        if not find.part or match is None:
            return new
        number = re.sub(r"[^0-9A-Za-z]", "", match[find.part] or "1")
        suffix = re.search(r"[栋幢座楼号单元室房]+$", words)
        before = re.match(r"[A-Za-z]{3,} ?", words)
        return f"{before[0] if before else ''}{number}{suffix[0] if suffix else ''}"

    def _home_of(self, find: _Find) -> str:
        """Return the known home that a part of an address belongs to, the speaker's first; else what was said."""
        homes = (value for value in self.known.get(Private.ROOM, ()) if value)
        return next((value for value in homes if _agrees(value, find.value)), find.value)

    def _stand_in(self, kind: Private, value: str, stands: Sequence[str] = ()) -> str:
        key = (kind, value) if not stands else (kind, f"en:{value}")
        if key not in self._given:
            stands = stands or _STANDS[kind]
            taken = {stand for (other, _), stand in self._given.items() if other is kind}
            free = [stand for stand in stands if stand not in taken]
            self._given[key] = (free or stands[-1:])[0]
        return self._given[key]


def _name_words(names: Iterable[str]) -> Iterator[tuple[re.Pattern[str], Private, str]]:
    """Find a name whole, and the given name of three characters alone; of an English one each part."""
    for name in filter(None, map(simplify, names)):
        if _HAN.search(name):
            parts = [name, *([name[-2:]] if len(name) >= 3 else [])]
            found = "|".join(map(re.escape, parts))
        else:
            parts = [name, *(part for part in name.split() if len(part) > 2)]
            found = "|".join(rf"\b{re.escape(part)}\b" for part in parts)
        yield re.compile(found), Private.NAME, name


def _other_words(known: Known) -> Iterator[tuple[re.Pattern[str], Private, str]]:
    for kind in (Private.PHONE, Private.PLATE, Private.ROOM, Private.NUMBER):
        for value in filter(None, known.get(kind, ())):
            yield re.compile(r"[\s·-]?".join(map(re.escape, simplify(value)))), kind, value


def _agrees(known: str, said: str) -> bool:
    """Say whether what was said of a home fits one: 1201, 3栋1201 and 2单元 all fit 3栋2单元1201."""
    match = _HOME.fullmatch(known)
    if match is None:
        return known == said
    number = f"{re.sub('[^0-9A-Za-z]', '', match['building'])}栋"
    parts = re.fullmatch(r"(?:(.+?栋))?(?:(.+?单元))?([0-9A-Za-z]*)", said)
    wanted = (number, match["unit"], match["room"])
    return parts is not None and all(not one or one == other for one, other in zip(parts.groups(), wanted, strict=True))


def _grammar(text: str, asked: str) -> Iterator[_Find]:
    plain = simplify(text)
    for entity in chain(phone.read(plain), plate.read(plain), taxpayer.read(plain)):
        yield _find(entity, _SLOTS.get(entity.slot, Private.NUMBER), str(entity.value))
    for entity in chain(person.read(text), person.read(_apart_from_names(text, plain))):
        yield _find(entity, Private.NAME, simplify(str(entity.value)))
    for pattern, kind in ((_MAIL, Private.ADDRESS), (_LONG, Private.NUMBER)):
        yield from (_Find(match.start(), match.end(), kind, match[0]) for match in pattern.finditer(plain))
    yield from _homes(plain, asked)


def _apart_from_names(text: str, plain: str) -> str:
    """Put commas where times and coming stand: a name between them is then read as one that stands alone."""
    spans = [(entity.start, entity.end) for entity in time.read(plain, language(text), _ANY_DAY)]
    for start, end in (*spans, *(match.span() for match in _COMING.finditer(text))):
        text = text[:start] + "," * (end - start) + text[end:]
    return text


def _homes(plain: str, asked: str) -> Iterator[_Find]:
    """Find every address of a text: the grammar reads one of them at a time."""
    rest, tries = plain, 0
    while (parts := [entity for entity in home.read(rest, asked) if entity.slot in _PARTS]) and tries < _MOST_HOMES:
        tries += 1
        named = {entity.slot: str(entity.value) for entity in parts}
        value = "".join(named.get(name, "") for name in _PARTS)
        for entity in parts:
            yield _Find(entity.start, entity.end, Private.ROOM, value, entity.slot)
            rest = rest[: entity.start] + "□" * (entity.end - entity.start) + rest[entity.end :]


def _find(entity: Entity, kind: Private, value: str) -> _Find:
    return _Find(entity.start, entity.end, kind, value)


def _apart(finds: Iterable[_Find]) -> list[_Find]:
    """Return what does not overlap, in order; of two that do, the longer one."""
    chosen: list[_Find] = []
    for find in sorted(finds, key=lambda one: (one.start - one.end, one.start)):
        if all(find.end <= other.start or other.end <= find.start for other in chosen):
            chosen.append(find)
    return sorted(chosen, key=lambda one: one.start)


def written_at(gap_from: datetime, gap_to: datetime) -> str:
    """Return how long nothing was said, as dialog files write it; empty when it was less than an hour.

    >>> written_at(datetime(2026, 3, 4, 8), datetime(2026, 3, 4, 10, 30))
    '2h30m'
    """
    minutes = int((gap_to - gap_from).total_seconds()) // 60
    if minutes < 60:
        return ""
    return "".join(f"{number}{unit}" for number, unit in ((minutes // 60, "h"), (minutes % 60, "m")) if number)
