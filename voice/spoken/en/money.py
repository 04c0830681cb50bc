"""Money: the currency after the number, as it is said."""

import re

from voice.spoken.en.numbers import counted

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,4})?"
_SIGNS = {"¥": "yuan", "$": "dollar", "€": "euro", "£": "pound", "RMB": "yuan", "CNY": "yuan", "USD": "dollar"}
_BEFORE = re.compile(
    rf"(-?)\s?(?<![A-Za-z])(RMB|CNY|USD|[¥$€£])\s?(-?)({_NUMBER})(?:\s?(million|thousand|k|m)\b)?(?![\d])"
)
_AFTER = re.compile(rf"(?<![\w.,])(-?)({_NUMBER})\s?(?:yuan|元|RMB|CNY|块)(?![A-Za-z])")
_EACH = re.compile(r"(?<=yuan)\s?/\s?(?=\w)")
_LARGE = {"k": "thousand", "m": "million"}


def money(text: str) -> str:
    """Say amounts of money.

    >>> money("¥12.50"), money("-0.05 yuan"), money("2.8 yuan/month"), money("$1")
    ('twelve point five yuan', 'minus zero point zero five yuan', 'two point eight yuan per month', 'one dollar')
    """
    text = _BEFORE.sub(_signed, text)
    text = _AFTER.sub(lambda found: f"{_minus(found[1])}{counted(found[2])} yuan", text)
    return _EACH.sub(" per ", text)


def _signed(found: re.Match[str]) -> str:
    minus, sign, again, value, large = found.groups()
    unit = _SIGNS[sign]
    many = "s" if unit != "yuan" and (value != "1" or large) else ""
    return f"{_minus(minus or again)}{counted(value)} {_LARGE.get(large, large) + ' ' if large else ''}{unit}{many}"


def _minus(sign: str) -> str:
    return "minus " if sign else ""
