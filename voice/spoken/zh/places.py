"""Buildings, floors and homes: 3栋2单元1203 is 三栋二单元一二零三."""

import re

from voice.spoken.zh.letters import spelled
from voice.spoken.zh.numbers import MEASURES, digits, number

_KINDS = "栋|幢|号楼|号院|号门|号厅|号线|号桌|单元|座|期|区|楼|层|号|弄|室|房"
_SHARP = re.compile(r"(?<![\w#])(\d{1,3})#(?:楼)?(?!\w)", re.ASCII)
_NO = re.compile(r"(?<![A-Za-z])[Nn][Oo]\.?\s?(\d{1,6})(?!\d)")
_ROOM_SPAN = re.compile(r"(?<![\d.-])(\d{3,4})\s?[-~–—至到]\s?(\d{3,4})(?=室|房|号房)")
_ROOM = re.compile(r"(?<![\d.])(\d{3,4})(?=室|房|号(?:房|室|门))")
_AFTER = re.compile(rf"(?<=单元|号楼)(-?)([A-Za-z]?\d{{3,4}})(?!\w|[.,]\d|\s?(?:{MEASURES}))", re.ASCII)
_IN_HOUSE = re.compile(rf"(?<=[栋幢座])(-?)([A-Za-z]?\d{{3,4}})(?!\w|[.,]\d|\s?(?:{MEASURES}))", re.ASCII)
_DASHED = re.compile(
    rf"(?<![\w.,-])(\d{{1,2}}|[A-Za-z]\d?)-(?:(\d{{1,2}})-)?(\d{{1,2}}0[1-9]|\d{{1,2}}[1-3]\d)(?![\w.,:%/-]|°|\s?(?:{MEASURES}))",
    re.ASCII,
)
_BELOW = re.compile(r"(?<![\w.])-(\d)(?=层|楼)", re.ASCII)
_SPAN = re.compile(rf"(?<![\d.])(\d{{1,3}})\s?[-~–—至到]\s?(\d{{1,3}})(?={_KINDS})")
_NUMBERED = re.compile(rf"(?<![\d.])(\d{{1,4}})(?={_KINDS})(?!层楼|楼层)")
_OF_HOMES = re.compile(r"((?:共|有|高|总)\s?)2(?=层)")


def places(text: str) -> str:
    """Say buildings, floors and homes.

    >>> places("3栋2单元1203漏水，501室，-1层，7-2-1103")
    '三栋二单元一二零三漏水，五零一室，负一层，七杠二杠一一零三'
    """
    text = _NO.sub(r"\1号", text)
    text = _SHARP.sub(r"\1号楼", text)
    text = _ROOM_SPAN.sub(lambda found: f"{digits(found[1])}到{digits(found[2])}", text)
    text = _ROOM.sub(lambda found: digits(found[1]), text)
    for after in (_AFTER, _IN_HOUSE):
        text = after.sub(lambda found: spelled(found[2]), text)
    text = _DASHED.sub(lambda found: "杠".join(map(_short, filter(None, found.groups()))), text)
    text = _OF_HOMES.sub(r"\1两", _BELOW.sub(r"负\1", text))
    text = _SPAN.sub(lambda found: f"{_short(found[1])}到{_short(found[2])}", text)
    return _NUMBERED.sub(lambda found: _short(found[1]), text)


def _short(text: str) -> str:
    """Say up to two digits as a number, and more one by one."""
    if not text.isdigit():
        return spelled(text)
    return number(text) if len(text) < 3 else digits(text)
