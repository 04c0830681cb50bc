"""Buildings, floors and homes; also those that are written in Chinese: 7栋2单元1103."""

import re

from voice.spoken.en.numbers import digits, number, ordinal

_ROOM = re.compile(r"(?i)\b(rooms?|flats?|apartments?|apt\.?|suites?|homes?|no\.) ([a-z]?\d{1,5})(?![\w:%]|[.,]\d)")
_ADDRESS = re.compile(
    r"(?<!\d)(\d{1,3})\s?(?:栋|幢|号楼|座)\s?(?:(\d{1,2})\s?单元\s?)?(?:(\d{3,4})(?!\d)\s?[室房号]?)?"
)
_LONE_ROOM = re.compile(r"(?<!\d)(\d{3,4})\s?[室房]")
_UNIT = re.compile(r"(?<!\d)(\d{1,2})\s?单元\s?(?:(\d{3,4})(?!\d)\s?[室房号]?)?")
_FLOOR = re.compile(r"(?<!\d)(-?)(\d{1,3})\s?[楼层]")
_LETTERED = re.compile(
    r"(?i)\b(building|unit|block|tower|gate|lift|floor|level|lane|line|zone) ([a-z]?)(\d{1,4})(?![\w:%]|[.,]\d)"
)


def places(text: str) -> str:
    """Say where something is.

    >>> places("room 501, 7栋2单元1103, floor 3")
    'room five oh one, building seven, unit two, room one one oh three, floor three'
    """
    text = _ADDRESS.sub(lambda found: _apart(found, _address(*found.groups())), text)
    text = _UNIT.sub(lambda found: _apart(found, _address(None, *found.groups())), text)
    text = _LONE_ROOM.sub(lambda found: _apart(found, _address(None, None, found[1])), text)
    text = _FLOOR.sub(lambda found: _apart(found, _floor(found[1], int(found[2]))), text)
    text = _LETTERED.sub(lambda found: f"{found[1]} {_with_letter(found[2], found[3])}", text)
    return _ROOM.sub(lambda found: f"{_full(found[1])} {_with_letter('', found[2])}", text)


def _address(building: str | None, unit: str | None, room: str | None) -> str:
    parts = (("building", building), ("unit", unit), ("room", room))
    return ", ".join(f"{name} {_short(value)}" for name, value in parts if value)


def _floor(sign: str, floor: int) -> str:
    return f"basement {number(str(floor))}" if sign else f"the {ordinal(floor)} floor"


def _full(word: str) -> str:
    return {"no.": "number", "apt": "apartment", "apt.": "apartment"}.get(word.lower(), word)


def _with_letter(letter: str, value: str) -> str:
    if value[0].isalpha():
        letter, value = value[0], value[1:]
    return f"{letter.upper()} {_short(value)}" if letter else _short(value)


def _short(text: str) -> str:
    return number(text) if len(text) < 3 else digits(text, "oh")


def _apart(found: re.Match[str], told: str) -> str:
    begins, ends, text = found.start(), found.end(), found.string
    before = " " if begins and text[begins - 1].isalnum() else ""
    after = ", " if ends < len(text) and text[ends].isalnum() else ""
    return f"{before}{told}{after}"
