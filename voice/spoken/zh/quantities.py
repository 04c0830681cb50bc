"""How many of what: 两 before what is counted, 二 in what is numbered; from one number to another."""

import re

from voice.spoken.zh.numbers import MEASURES, counted, number

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,6})?"
_SPAN = re.compile(rf"(?<![\w.-])({_NUMBER})([^\W\d_]{{0,2}}|%|°C?)\s?[-~–—]{{1,2}}\s?(?=\d)")
_FIRST = re.compile(rf"(?<![\d.,])({_NUMBER})(?=到{_NUMBER}(?:{MEASURES}))")
_COUNTED = re.compile(rf"(?<![\d.,])({_NUMBER})\s?(多|余|来|几)?(?={MEASURES})")
_ORDER = re.compile(r"(第|周|星期|礼拜|初|排名|排在第)(\d{1,4})")


def spans(text: str) -> str:
    """Put a word where a dash leads from one number to another: 2-3天 is 2到3天."""
    return _SPAN.sub(r"\1\2到", text)


def quantities(text: str) -> str:
    """Say how many.

    >>> quantities("2个人，第2个，12位，2到3天"), quantities("周2")
    ('两个人，第二个，十二位，两到三天', '周二')
    """
    text = _ORDER.sub(lambda found: found[1] + number(found[2]), text)
    text = _FIRST.sub(lambda found: counted(found[1]), text)
    return _COUNTED.sub(lambda found: counted(found[1]) + (found[2] or ""), text)
