"""Telephone numbers: digit by digit, in groups."""

import re

from voice.spoken.en.numbers import digits

_MOBILE = re.compile(r"(?<![\w.])(?:\+?86[ -]?)?(1[3-9]\d)[ -]?([\d*]{4})[ -]?(\d{4})(?![\w*])", re.ASCII)
_FREE = re.compile(r"(?<![\w.])([48]00)[ -]?(?:(\d{3})[ -]?(\d{4})|(\d{4})[ -]?(\d{3}))(?!\w)", re.ASCII)
_LANDLINE = re.compile(r"(?<![\w.])\(?(0\d{2,3})(?:\)|\s?-|\s)\s?(\d{3,4})[ -]?(\d{4})(?!\w)", re.ASCII)
_SERVICE = re.compile(
    r"(?<![\w.,¥$+-])(110|119|120|122|112|12110|12315|12320|12329|12345|12348|12355|12356|12393|95598|9[56]\d{3,4})"
    r"(?![\w.,%°/:-]*[\d%°]|\s?(?:yuan|people|persons|metres|meters|m2?\b|kg|minutes|hours|days|places|homes|times|square))",
    re.ASCII,
)


def phones(text: str) -> str:
    """Say telephone numbers in groups.

    >>> phones("Call 110 or 0571-5550100.")
    'Call one one oh or oh five seven one, five five five, oh one oh oh.'
    """
    text = _MOBILE.sub(lambda found: _mobile(*found.groups()), text)
    for kind in (_FREE, _LANDLINE):
        text = kind.sub(lambda found: _groups(*filter(None, found.groups())), text)
    return _SERVICE.sub(lambda found: digits(found[1], "oh"), text)


def _groups(*parts: str) -> str:
    return ", ".join(digits(part, "oh") for part in parts)


def _mobile(first: str, middle: str, last: str) -> str:
    """Leave a masked middle out, as people do."""
    return (
        _groups(first, middle, last) if middle.isdigit() else f"{digits(first, 'oh')}, ending in {digits(last, 'oh')}"
    )
