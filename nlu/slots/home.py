"""Addresses inside a community: building, unit and room, written, spoken or abbreviated."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.slots.corrections import CORRECTED, DENIED
from nlu.slots.numerals import WORDS_BELOW_100, digits, whole
from nlu.types import Entity

_N = "[0-9零〇一幺二两三四五六七八九十百]"
_LETTER = r"(?<![a-z])[a-h](?![a-z])"
_SIDE = r"[东西南北中]"
_ROOM_NUMBER = rf"(?:[0-9]{{3,6}}[a-h]?(?![0-9a-z])|(?:(?![0-9]){_N}){{3,6}})"
# What makes a number something else: a day, money, an area, a time, a score.
_NO_ROOM = r"(?![0-9年月日天块元度点分个人平吨.:/])"
# 懂 and 动 are how speech recognition hears 栋, 好楼 is how it hears 号楼. In 7号院5号楼 the building is 5.
_BUILDING = re.compile(
    rf"(?P<number>{_N}{{1,4}})\s?(?:号楼|好楼|号院(?!{_N}{{1,3}}\s?(?:号楼|栋|幢|座))|栋|幢|座|懂|动(?={_N}{{1,2}}单元)"
    rf"|[号楼](?={_N}{{1,2}}单元)|(?<!月{_N})(?<!月{_N}{{2}})号(?=[0-9]{{3,4}}(?:室"
    "|[^0-9年月日天块元度点分个人平吨.:/]|$)))"
    rf"|(?P<letter>{_LETTER})\s?(?:号楼|座|栋|幢)"
)
_UNIT = re.compile(
    rf"[\s,的]?(?:(?P<number>{_N}{{1,3}})\s?(?:单元|门(?={_N}{{3,4}}))|(?P<letter>(?:{_LETTER}|{_SIDE}"
    "|[甲乙丙丁])单元))"
)
_ROOM = re.compile(
    rf"[\s,的]?(?:(?:{_N}{{1,3}}|顶)[楼层][\s,的]?)?"
    rf"(?:({_ROOM_NUMBER})(?:\s?(?:室|房间|房|户|号房|号(?![楼院线])))?{_NO_ROOM}|({_LETTER})室)"
)
_DASHED = re.compile(r"(?<![0-9-])([0-9]{1,2})-([0-9]{1,2})-([0-9]{3,4})(?![0-9-])")
_SHORT = re.compile(r"(?<![0-9a-z-])([0-9]{1,2})-([0-9]{3,4})(?![0-9-])")
_LETTERED = re.compile(r"(?<![a-z])([a-h]|t[0-9]{1,2})\s?(座|栋|幢)?\s?([0-9]{3,4})(?![0-9])")
_LONE = re.compile(
    r"(?<![0-9.a-z])(?P<room>[0-9]{3,4}[a-h]?|[零一幺二两三四五六七八九]{3,4})\s?(?:室|号房|房(?!租|产))"
    r"|(?:对门|隔壁|楼上|楼下|我是|我家|[我家]们?在|家住|住在?|门牌号?|房间?号?|房号)(?:是|的|:)?\s?"
    rf"(?P<near>[0-9]{{3,4}}){_NO_ROOM}(?!米)"
    # 是302不是203, and 502,说错了
    r"|是\s?(?P<meant>[0-9]{3,4})(?=[,\s]?(?:不是|而不是))|^(?P<said>[0-9]{3,4})(?=[,\s]{0,2}(?:说错|打错|不对|才对"
    "|搞错))"
)
_WORD_EN = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)"
_NUMBER_EN = "[0-9]{3,4}[a-h]?"
_TEEN_EN = "(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty)"
_OH = "(?:oh|o|zero)"
# Twelve oh two, five oh one, eighteen fourteen.
_SPELT = rf"(?!zero|oh){WORDS_BELOW_100}[ -]?(?:{_OH}[ -]{WORDS_BELOW_100}|{_TEEN_EN})"
_ENGLISH = {
    "building": re.compile(
        r"\b(?:block|building|tower|bldg\.?)\s*(?:no\.?\s*|number\s*)?#?(?P<number>[0-9]{1,3})\b"
        r"|\b(?:block|building|tower) (?P<letter>[a-h])\b(?!')"
        rf"|\b(?:block|building|tower) (?:number )?(?P<word>{_WORD_EN})\b(?! (?:of|or)\b)"
    ),
    "unit": re.compile(
        rf"\b(?:unit|entrance|stairwell)\s*#?(?P<number>[0-9]{{1,2}})\b|\b(?:unit|entrance) (?P<word>{_WORD_EN})\b"
        rf"(?! or\b|[ -](?:{_OH}|{_WORD_EN})\b)"
    ),
    "room": re.compile(
        rf"\b(?:flat|apartment|apt\.?|room|suite|unit)(?:\s*(?:no\.?|number|is|#)){{0,2}}\s*#?"
        rf"(?:(?P<number>{_NUMBER_EN}|[0-9]{{1,2}}[a-h])\b|(?P<spelt>{_SPELT})\b)"
        r"|\b(?:block|building|tower|unit) (?:number )?#?[0-9a-z]{1,5},? (?:unit [0-9a-z]{1,5},? )?"
        rf"(?:(?P<behind>{_NUMBER_EN})\b(?! (?:yuan|rmb|units|kwh))|(?P<spelt_behind>{_SPELT})\b)"
        r"|\b(?:(?:live|living|stay) (?:in|at)|(?:i'm|we're|i am|we are|from) (?:in |at )?(?:number )?)"
        rf" ?(?P<lived>{_NUMBER_EN})(?![0-9:.%-]| ?(?:am|pm|yuan|years)\b)"
        rf"|\b(?P<ours>{_NUMBER_EN})(?:,? (?:is where )?(?:we|i) live\b)"
    ),
}
_SUFFIX = {"building": "栋", "unit": "单元", "room": ""}
_ASKED = {"building": "building", "unit": "unit", "room": "room", "house": "room"}
_TURNS = 6  # nobody takes back more in one message; each is read against all before it
_BARE = re.compile(rf"{_N}{{1,5}}")
_Address = tuple[re.Match[str] | None, re.Match[str] | None, re.Match[str] | None]  # building, unit, room


def read(text: str, slot: str | None = None) -> list[Entity]:
    """Return building (7栋), unit (2单元), room (1103) and, when all three are said, house (7栋2单元1103).

    `slot` is what was asked for: then a bare number answers it.
    """
    found = _corrected(text, slot) or _named(text, slot)
    values = {entity.slot: entity for entity in reversed(found)}
    if len(values) == len(_SUFFIX):
        parts = [values[name] for name in _SUFFIX]
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        found.append(Entity("house", "".join(str(part.value) for part in parts), text[start:end], start, end))
    return found


def _named(text: str, slot: str | None) -> list[Entity]:
    return list(_english(text)) or list(_chinese(text)) or list(_bare(text, slot))


def _corrected(text: str, slot: str | None) -> list[Entity]:
    """Return an address of which a part was taken back: 2栋1单元301,不对,303; nothing where none was."""
    turns = [*CORRECTED.finditer(text)][-_TURNS:]
    stood: list[list[Entity]] = []  # before each turn
    for number, turn in enumerate(turns):
        said = text[: turn.start()]
        stood.append(_anew(said, turns[:number], stood, slot) or _named(said, slot))
    return _anew(text, turns, stood, slot)


def _anew(text: str, turns: Sequence[re.Match[str]], stood: Sequence[list[Entity]], slot: str | None) -> list[Entity]:
    """Return what holds after the last turn behind which an address is said, nothing where there is none."""
    for turn, before in zip(reversed(turns), reversed(stood), strict=True):
        room = "room" if any(entity.slot == "room" for entity in before) else slot
        after = [_moved(entity, turn.end()) for entity in _named(text[turn.end() :], room)] if before else []
        if after:
            anew = {entity.slot for entity in after}
            return [*after, *(entity for entity in before if entity.slot not in anew)]
    return []


def _moved(entity: Entity, by: int) -> Entity:
    return replace(entity, start=entity.start + by, end=entity.end + by)


def _chinese(text: str) -> Iterator[Entity]:
    if dashed := _DASHED.search(text):
        for number, name in enumerate(_SUFFIX, start=1):
            yield _entity(name, dashed[number], dashed.start(number), dashed.end(number))
        return
    if short := _SHORT.search(text):
        yield _entity("building", short[1], short.start(1), short.end(1))
        yield _entity("room", short[2], short.start(2), short.end(2))
        return
    if (lettered := _LETTERED.search(text)) and (lettered[2] or lettered[1][0] == "t"):
        yield _lettered("building", lettered, 1, lettered.end(2 if lettered[2] else 1))
        yield Entity("room", lettered[3], lettered[3], lettered.start(3), lettered.end(3))
        return
    building, unit, room = max(_addresses(text), key=_said)
    for name, match in (("building", building), ("unit", unit)):
        if match and match["letter"]:
            yield _lettered(name, match, "letter", match.end())
        elif match:
            yield _entity(name, match["number"], match.start("number"), match.end(), text)
    if room:
        yield _room(room, 1 if room[1] else 2)
    elif lone := _LONE.search(text):
        yield _room(lone, lone.lastgroup or "")


def _addresses(text: str) -> Iterator[_Address]:
    """Read an address from every building that is named, or from the unit where none is."""
    buildings: list[re.Match[str] | None] = [*_BUILDING.finditer(text)]
    for building in buildings or [None]:
        unit = _UNIT.match(text, building.end()) if building else _UNIT.search(text)
        named = unit or building
        yield building, unit, _ROOM.match(text, named.end()) if named else None


def _said(address: _Address) -> tuple[bool, int]:
    """Rank an address: what is not denied first (不是3栋,是5栋), then what says most."""
    first = next(filter(None, address), None)
    denied = bool(first and DENIED.search(first.string, max(0, first.start() - 8), first.start()))
    return not denied, sum(part is not None for part in address)


def _room(match: re.Match[str], group: str | int) -> Entity:
    said = match[group]
    number = said.upper() if said[-1].isascii() and said[-1].isalpha() else digits(said)
    return Entity("room", number, said, match.start(group), match.end(group))


def _lettered(name: str, match: re.Match[str], group: str | int, end: int) -> Entity:
    start = match.start(group)
    said = match.string[start:end]
    return Entity(name, said.replace(" ", "").upper(), said, start, end)


def _english(text: str) -> Iterator[Entity]:
    for name, pattern in _ENGLISH.items():
        if match := pattern.search(text):
            kind = match.lastgroup or ""
            start = match.start() if kind in ("number", "letter", "word", "spelt") else match.start(kind)
            value = f"{_digits_en(match[kind], kind)}{_SUFFIX[name]}"
            yield Entity(name, value, text[start : match.end(kind)], start, match.end(kind))


def _digits_en(said: str, kind: str) -> str:
    """Write a number as on a door: twelve oh two is 1202, tower two is 2."""
    if kind == "word":
        return str(whole(said))
    if kind not in ("spelt", "spelt_behind"):
        return said.upper()
    words = re.findall(rf"\b{WORDS_BELOW_100}\b|\b{_OH}\b", said)
    return "".join("0" if word in ("oh", "o", "zero") else str(whole(word)) for word in words)


def _bare(text: str, slot: str | None) -> Iterator[Entity]:
    name = _ASKED.get(slot or "")
    match = _BARE.search(text) if name else None
    if name and match:
        yield _entity(name, match[0], match.start(), match.end())


def _entity(name: str, number: str, start: int, end: int, text: str = "") -> Entity:
    return Entity(name, f"{digits(number)}{_SUFFIX[name]}", text[start:end] or number, start, end)
