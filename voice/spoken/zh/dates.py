"""Dates: years digit by digit, months and days as numbers."""

import re
from datetime import date

from voice.spoken.zh.numbers import digits, number

_FULL = re.compile(r"(?<![\d.-])([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-])(?:T(?=\d))?")
_MONTH = re.compile(r"(?<![\d.-])(20\d{2})[-/](0?[1-9]|1[0-2])(?![\d/.-]|元)")
_YEARS = re.compile(r"(?<!\d)([12]\d{3})\s?[-~–—至到]\s?([12]\d{3})(?=\s?年)")
_YEAR = re.compile(r"(?<![\d.])([12]\d{3})(?=\s?(?:年|财年|学年))")
_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/%])")
_SPAN = re.compile(r"(\d{1,2}|[日号月])\s?[-~–—]+\s?(?=(?:[12]\d{3}年)?\d{1,2}[日号月])")
_PARTS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (1, 6), (1, 8), (1, 10)})
_QUARTER = re.compile(r"(?:(?<!\d)([12]\d{3})年?|(?<![A-Za-z0-9]))Q([1-4])(?![A-Za-z0-9])")
_MONTHS_DAYS = re.compile(r"(?<!\d)(\d{1,2})(月|日|号(?!楼|线|门|院|室|房|厅|桌|车|位))")
_AND_PART = re.compile(r"(?<=\d) (?=\d{1,2}/\d{1,2})")
_ZONE = re.compile(r"(?<=T\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)(?!\d)")


def dates(text: str) -> str:
    """Say dates.

    >>> dates("2026-12-01，3月5-8日，12/1"), dates("2026年三季度")
    ('二零二六年十二月一日，三月五到八日，十二月一日', '二零二六年三季度')
    """
    text = _FULL.sub(_day, _ZONE.sub("", _AND_PART.sub("又", text)))
    text = _MONTH.sub(lambda found: f"{digits(found[1])}年{number(found[2].lstrip('0'))}月", text)
    text = _YEARS.sub(lambda found: f"{digits(found[1])}到{digits(found[2])}", text)
    text = _QUARTER.sub(_quarter, text)
    text = _YEAR.sub(lambda found: digits(found[1]), text)
    text = _SHORT.sub(_month_and_day, _SPAN.sub(r"\1到", text))
    text = re.sub(r"(?<![\d.])(\d{1,2})到(?=\d{1,2}[日号月])", lambda found: f"{number(found[1])}到", text)
    return _MONTHS_DAYS.sub(lambda found: f"{number(found[1].lstrip('0') or '0')}{found[2]}", text)


def _quarter(found: re.Match[str]) -> str:
    return (f"{digits(found[1])}年" if found[1] else "") + f"第{number(found[2])}季度"


def _day(found: re.Match[str]) -> str:
    year, _, month, day = found.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return found[0]
    return f"{digits(year)}年{number(month.lstrip('0'))}月{number(day.lstrip('0'))}日"


def _month_and_day(found: re.Match[str]) -> str:
    """Read 12/1 as a day, 1/2 as a half, and what is no day as a part of something."""
    left, right = int(found[1]), int(found[2])
    if (left, right) not in _PARTS and _is_day(left, right):
        return f"{number(str(left))}月{number(str(right))}日"
    return f"{number(found[2])}分之{number(found[1])}"


def _is_day(month: int, day: int) -> bool:
    try:
        date(2024, month, day)  # a leap year has them all
    except ValueError:
        return False
    return True
