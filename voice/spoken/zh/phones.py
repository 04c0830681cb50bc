"""Telephone numbers: in the groups people say them in, and 幺 for one, which is not mistaken for seven."""

import re

from voice.spoken.zh.numbers import MEASURES, digits

# Numbers that everybody knows by these digits, and that count something only before a measure.
_SERVICES = (
    r"110|119|120|122|112|114|12110|12117|12119|12123|12306|12315|12320|12328|12329|12333|12338|12345|12348|12355|12356"
    r"|12393|95598|9[56]\d{3,4}|100(?:00|10|86)"
)
_MOBILE = re.compile(r"(?<![\w.])(?:\+?86[ -]?)?(1[3-9]\d)[ -]?([\d*]{4})[ -]?(\d{4})(?![\w*])", re.ASCII)
_FREE = re.compile(r"(?<![\w.])([48]00)[ -]?(?:(\d{3})[ -]?(\d{4})|(\d{4})[ -]?(\d{3}))(?!\w)", re.ASCII)
_LANDLINE = re.compile(
    r"(?<![\w.])\(?(0\d{2,3})(?:\)|\s?-|\s)\s?(\d{3,4})[ -]?(\d{4})(?:(?:-|\s?转\s?)(\d{1,5}))?(?!\w)", re.ASCII
)
_LOCAL = re.compile(r"(?<=电话)([是:]?\s?)(\d{3,4})[ -]?(\d{4})(?!\w)", re.ASCII)
_INSIDE = re.compile(r"(分机|内线|转)(\s?)(\d{2,6})(?!\w)", re.ASCII)
_SERVICE = re.compile(
    rf"(?<![\w.,¥$+-])({_SERVICES})(?![\w.,%°/-]*\d|[%°]|\s?(?:{MEASURES}|室|号楼|栋|幢|[A-Za-zμ]))", re.ASCII
)


def phones(text: str) -> str:
    """Say telephone numbers in groups.

    >>> phones("打13800138000，或0755-12345678转8012"), phones("急救120，120元")
    ('打幺三八，零零幺三，八零零零，或零七五五，幺二三四，五六七八，转八零幺二', '急救幺二零，120元')
    """
    text = _MOBILE.sub(lambda found: _mobile(*found.groups()), text)
    text = _FREE.sub(lambda found: _groups(*filter(None, found.groups())), text)
    text = _LANDLINE.sub(lambda found: _groups(*found.groups()[:3]) + _extension(found[4]), text)
    text = _LOCAL.sub(lambda found: found[1] + _groups(found[2], found[3]), text)
    text = _INSIDE.sub(lambda found: f"{found[1]}{digits(found[3], '幺')}", text)
    return _SERVICE.sub(lambda found: digits(found[1], "幺"), text)


def _groups(*parts: str) -> str:
    return "，".join(digits(part, "幺") for part in parts)


def _extension(number: str | None) -> str:
    return f"，转{digits(number, '幺')}" if number else ""


def _mobile(first: str, middle: str, last: str) -> str:
    """Leave a masked middle out, as people do."""
    return _groups(first, middle, last) if middle.isdigit() else f"{digits(first, '幺')}开头，尾号{digits(last, '幺')}"
