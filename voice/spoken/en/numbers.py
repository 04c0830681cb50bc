"""English numbers: counted, in order, as years, digit by digit."""

import re

from num2words import num2words

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,6})?"
_SPAN = re.compile(rf"(?<![\w.,-])({_NUMBER})\s?[-~–—]\s?(?={_NUMBER}(?![A-Za-z0-9-]))")
_SIGNED = re.compile(r"(?<![\w.)])-(?=\d)")
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,4})(?:st|nd|rd|th)\b", re.IGNORECASE)
_VERSION = re.compile(r"(?<![\d.])[vV]?(\d{1,4}(?:\.\d{1,4}){2,5})(?![\d.]*\d)")
_RATIO = re.compile(r"(?<![\d:.])(\d{1,4}):(\d{1,4})(?![\d:.])")
_PART = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])")
_WITH_POINT = re.compile(r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})\.\d{1,12}(?![\d.]*\d)")
_COMMAS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3}){1,3}(?![\d,])")
_SHARES = {2: "half", 4: "quarter"}


def digits(text: str, zero: str = "zero") -> str:
    """Say a number digit by digit.

    >>> digits("501", "oh"), digits("480")
    ('five oh one', 'four eight zero')
    """
    return " ".join(zero if sign == "0" else _DIGITS[int(sign)] for sign in text)


def counted(text: str) -> str:
    """Say how many, with or without a point.

    >>> counted("1,286.40"), counted("3")
    ('one thousand two hundred and eighty-six point four', 'three')
    """
    whole, _, rest = text.replace(",", "").partition(".")
    kept = rest.rstrip("0")
    told = str(num2words(int(whole))).replace(",", "")
    return f"{told} point {digits(kept)}" if kept else told


def number(text: str) -> str:
    """Say a number of which nothing is known: long ones and those that begin with zero digit by digit."""
    plain = text.replace(",", "").partition(".")[0]
    named = len(plain) > 12 or (len(plain) > 4 and "," not in text and not plain.endswith("000"))
    return digits(text) if "." not in text and (named or (len(plain) > 1 and plain[0] == "0")) else counted(text)


def ordinal(value: int) -> str:
    """Say a place in a row: third, twenty-first."""
    return str(num2words(value, to="ordinal")).replace(",", "")


def year(value: int) -> str:
    """Say a year: twenty twenty-six."""
    return str(num2words(value, to="year")).replace(",", "")


def spans(text: str) -> str:
    """Put a word where a dash leads from one number to another: 2-3 days."""
    return _SPAN.sub(r"\1 to ", text)


def signs(text: str) -> str:
    """Say what is left: ordinals, versions, ratios, fractions, numbers."""
    text = _SIGNED.sub("minus ", text)
    text = _ORDINAL.sub(lambda found: ordinal(int(found[1])), text)
    text = _VERSION.sub(lambda found: " point ".join(number(part) for part in found[1].split(".")), text)
    text = _RATIO.sub(lambda found: f"{number(found[1])} to {number(found[2])}", text)
    text = _PART.sub(lambda found: _share(int(found[1]), int(found[2])), text)
    for some in (_WITH_POINT, _COMMAS):
        text = some.sub(lambda found: counted(found[0]), text)
    return re.sub(r"\d+", lambda found: _apart(found, number(found[0])), text)


def _apart(found: re.Match[str], told: str) -> str:
    """Keep words apart that letters stood close to: B2."""
    text, begins, ends = found.string, found.start(), found.end()
    before = " " if begins and text[begins - 1].isalpha() else ""
    after = " " if ends < len(text) and text[ends].isalpha() else ""
    return f"{before}{told}{after}"


def _share(part: int, whole: int) -> str:
    if not part or whole < 2:
        return f"{number(str(part))} over {number(str(whole))}"
    name = _SHARES.get(whole) or ordinal(whole)
    return f"{number(str(part))} {name}{'s' if part > 1 else ''}"
