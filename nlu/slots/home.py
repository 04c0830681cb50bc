import re
from collections.abc import Iterator

from nlu.slots.numerals import digits
from nlu.types import Entity

_N = "[0-9零〇一幺二两三四五六七八九十百]"
# 懂 and 动 are how speech recognition hears 栋, 好楼 is how it hears 号楼.
_BUILDING = re.compile(
    rf"({_N}{{1,4}})\s?(?:号楼|好楼|号院|栋|幢|座|懂|动(?={_N}{{1,2}}单元)|[号楼](?={_N}{{1,2}}单元))"
)
_UNIT = re.compile(rf"[\s,的]?({_N}{{1,3}})\s?(?:单元|门(?={_N}{{3,4}}))")
_ROOM = re.compile(
    rf"[\s,的]?({_N}{{3,6}})(?:\s?(?:室|房间|房|户|号房|号(?![楼院线])))?(?![0-9年月日天块元度点分个人平.:/])"
)
_DASHED = re.compile(r"(?<![0-9-])([0-9]{1,2})-([0-9]{1,2})-([0-9]{3,4})(?![0-9-])")
_SHORT = re.compile(r"(?<![0-9a-z-])([0-9]{1,2})-([0-9]{3,4})(?![0-9-])")
_LETTERED = re.compile(r"(?<![a-z])([a-h]|t[0-9]{1,2})\s?(座|栋|幢)?\s?([0-9]{3,4})(?![0-9])")
_LONE = re.compile(
    r"(?<![0-9.a-z])([0-9]{3,4}|[零一幺二两三四五六七八九]{3,4})\s?(?:室|号房|房(?!租|产))"
    r"|(?:对门|隔壁|楼上|楼下|我是|我家|家住|住在?|门牌)(?:是|的)?\s?([0-9]{3,4})(?![0-9年月日块元度点个平米.:])"
)
_ENGLISH = {
    "building": re.compile(r"\b(?:block|building|tower|bldg\.?)\s*(?:no\.?\s*|number\s*)?#?([0-9]{1,3})\b"),
    "unit": re.compile(r"\b(?:unit|entrance|stairwell)\s*#?([0-9]{1,2})\b"),
    "room": re.compile(r"\b(?:flat|apartment|apt\.?|room|suite)\s*(?:no\.?\s*|number\s*)?#?([0-9]{3,4})\b"),
}
_SUFFIX = {"building": "栋", "unit": "单元", "room": ""}
_ASKED = {"building": "building", "unit": "unit", "room": "room", "house": "room"}
_BARE = re.compile(rf"{_N}{{1,5}}")


def read(text: str, slot: str | None = None) -> list[Entity]:
    """Return building (7栋), unit (2单元), room (1103) and, when all three are said, house (7栋2单元1103).

    `slot` is what was asked for: then a bare number answers it.
    """
    found = list(_english(text)) or list(_chinese(text)) or list(_bare(text, slot))
    values = {entity.slot: entity for entity in reversed(found)}
    if len(values) == len(_SUFFIX):
        parts = [values[name] for name in _SUFFIX]
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        found.append(Entity("house", "".join(str(part.value) for part in parts), text[start:end], start, end))
    return found


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
        end = lettered.end(2 if lettered[2] else 1)
        yield Entity(
            "building",
            text[lettered.start() : end].strip().upper(),
            text[lettered.start() : end],
            lettered.start(),
            end,
        )
        yield Entity("room", lettered[3], lettered[3], lettered.start(3), lettered.end(3))
        return
    building = _BUILDING.search(text)
    unit = _UNIT.match(text, building.end()) if building else _UNIT.search(text)
    named = unit or building
    room = _ROOM.match(text, named.end()) if named else None
    for name, match in (("building", building), ("unit", unit), ("room", room)):
        if match:
            yield _entity(name, match[1], match.start(1), match.end(), text)
    if room is None and (lone := _LONE.search(text)):
        group = 1 if lone[1] else 2
        yield _entity("room", lone[group], lone.start(group), lone.end(group))


def _english(text: str) -> Iterator[Entity]:
    for name, pattern in _ENGLISH.items():
        if match := pattern.search(text):
            yield Entity(name, f"{match[1]}{_SUFFIX[name]}", match[0], match.start(), match.end())


def _bare(text: str, slot: str | None) -> Iterator[Entity]:
    name = _ASKED.get(slot or "")
    match = _BARE.search(text) if name else None
    if name and match:
        yield _entity(name, match[0], match.start(), match.end())


def _entity(name: str, number: str, start: int, end: int, text: str = "") -> Entity:
    return Entity(name, f"{digits(number)}{_SUFFIX[name]}", text[start:end] or number, start, end)
