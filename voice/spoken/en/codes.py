"""Numbers that name something: plates, tickets, passes, accounts. Sign by sign, long ones in fours."""

import re

from voice.spoken.en.han import romanised
from voice.spoken.en.numbers import digits

_PLATE = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])([A-Za-z])\s?[·.•・-]?\s?([A-Za-z0-9]{4,6})[学警港澳挂]?(?![A-Za-z0-9])"
)
_GROUPED = re.compile(r"(?<![\w.,])\d{4}(?: \d{2,4}){2,6}(?![\w.,:]*\d)", re.ASCII)
_TICKET = re.compile(r"(?<![A-Za-z\d-])([A-Z]{1,4})-(\d{1,8})(?![\w-])", re.ASCII)
_NAMED = re.compile(
    r"(?i)(?<![a-z])((?:code|number|account|password|pin|id)(?: (?:is|for it is))?:? )"
    r"(?=[a-z\d]{0,40}\d)([a-z\d]{3,40})(?![\w:/]|[.,]\d| yuan)"
)
_MIXED = re.compile(r"(?<![A-Za-z\d])(?=[A-Z\d]{0,40}\d[A-Z\d]{0,40}[A-Z])[A-Z\d]{8,40}(?![A-Za-z\d])")


def codes(text: str) -> str:
    """Say plates, tickets and codes.

    >>> codes("number R-12, entry code 483920, plate 粤B·12345")
    'number R one two, entry code four eight three, nine two zero, plate Yue B, one two three four five'
    """
    text = _PLATE.sub(lambda found: f"{romanised(found[1])} {found[2].upper()}, {_signs(found[3])}", text)
    text = _GROUPED.sub(lambda found: ", ".join(map(_signs, found[0].split())), text)
    text = _TICKET.sub(lambda found: _signs(found[1] + found[2]), text)
    text = _NAMED.sub(lambda found: found[1] + in_groups(found[2]), text)
    return _MIXED.sub(lambda found: in_groups(found[0]), text)


def in_groups(text: str) -> str:
    """Say a code sign by sign; six in two threes, longer ones in fours."""
    size = 3 if len(text) == 6 else 4 if len(text) > 6 else len(text)
    return ", ".join(_signs(text[at : at + size]) for at in range(0, len(text), size))


def _signs(text: str) -> str:
    return " ".join(digits(sign) if sign.isdigit() else sign.upper() for sign in text)
