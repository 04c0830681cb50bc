"""Dates: December first, twenty twenty-six."""

import re
from calendar import month_name

from voice.spoken.en.numbers import ordinal, year

_MONTHS = list(month_name)[1:]
_NAMES = {name[:3].lower(): name for name in _MONTHS} | {"sept": "September"}
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "thur": "Thursday",
}
_DAYS |= {"thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday"}
_FULL = re.compile(r"(?<![\d.-])([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-])(?:T(?=\d))?")
_ZONE = re.compile(r"(?<=T\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)(?!\d)")
_OF_YEAR = re.compile(r"(?<![\d.-])(20\d{2})[-/](0?[1-9]|1[0-2])(?![\d/.-])")
_DAY_FIRST = re.compile(
    rf"(?<![\d.])(\d{{1,2}})(?:st|nd|rd|th)?(?:(?:\s?[-–]\s?| to )(\d{{1,2}}))? {_MONTH}"
    r"(?![A-Za-z])(?:,? ([12]\d{3})(?!\d))?"
)
_MONTH_FIRST = re.compile(
    rf"(?<![A-Za-z]){_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|\d)(?:,? ([12]\d{{3}})(?!\d))?"
)
_MONTH_YEAR = re.compile(rf"(?<![A-Za-z]){_MONTH} ([12]\d{{3}})(?!\d)")
_CHINESE = re.compile(r"(?:([12]\d{3})年)?(\d{1,2})月(?:(\d{1,2})[日号])?")
_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/%])")
_PARTS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 8), (1, 10)})
_QUARTERS = re.compile(r"\bQ([1-4])(?:\s?-\s?Q([1-4]))?(?: ([12]\d{3}))?(?!\w)")
_LONE_YEAR = re.compile(
    r"(?<![\w.,:/-])(20[0-4]\d)(?![\w,.:/-]*\d|\s?[A-Za-z]{1,3}\d|\s?(?:yuan|people|times|k[Wg]|m\b))|(?<!\d)(20\d{2})年"
)
_BEFORE_CLOCK = re.compile(
    r"\b(today|tomorrow|yesterday|[A-Z][a-z]+day|[a-z-]*(?:first|second|third|th)) (?=(?:[01]?\d|2[0-4]):[0-5]\d)"
)
_WEEKDAY = re.compile(r"(?<![A-Za-z])(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?![A-Za-z])\.?")
_TH = ("first", "second", "third", "fourth")


def dates(text: str) -> str:
    """Say dates.

    >>> dates("2026-12-01"), dates("Friday 20 Mar"), dates("Aug 2025"), dates("12/1")
    ('December first, twenty twenty-six', 'Friday March twentieth', 'August twenty twenty-five', 'December first')
    """
    text = _FULL.sub(lambda found: _day(found[3], found[4], found[1]) or found[0], _ZONE.sub("", text))
    text = _OF_YEAR.sub(lambda found: f"{_MONTHS[int(found[2]) - 1]} {year(int(found[1]))}", text)
    text = _CHINESE.sub(lambda found: _chinese(found) or found[0], text)
    text = _DAY_FIRST.sub(_days, text)
    text = _MONTH_FIRST.sub(lambda found: _named(found[1], found[2], found[3]) or found[0], text)
    text = _MONTH_YEAR.sub(lambda found: f"{_name(found[1])} {year(int(found[2]))}", text)
    text = _QUARTERS.sub(_quarter, text)
    text = _LONE_YEAR.sub(lambda found: year(int(found[1] or found[2])), text)
    text = _SHORT.sub(lambda found: found[0] if _is_part(found) else _day(found[1], found[2], None) or found[0], text)
    return _BEFORE_CLOCK.sub(r"\1, ", text)


def weekdays(text: str) -> str:
    """Say Mon as Monday."""
    return _WEEKDAY.sub(lambda found: _DAYS[found[1].lower()], text)


def _name(month: str) -> str:
    return _NAMES[month[:3].lower()]


def _day(month: str, day: str, of_year: str | None) -> str:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return f"{_MONTHS[int(month) - 1]} {ordinal(int(day))}" + (f", {year(int(of_year))}" if of_year else "")


def _named(month: str, day: str, of_year: str | None) -> str:
    return _day(str(_MONTHS.index(_name(month)) + 1), day, of_year)


def _days(found: re.Match[str]) -> str:
    begins = _named(found[3], found[1], None if found[2] else found[4])
    if not begins or not found[2]:
        return begins or found[0]
    return f"{begins} to {ordinal(int(found[2]))}" + (f", {year(int(found[4]))}" if found[4] else "")


def _chinese(found: re.Match[str]) -> str:
    if found[3]:
        return _day(found[2], found[3], found[1])
    if not 1 <= int(found[2]) <= 12:
        return ""
    return _MONTHS[int(found[2]) - 1] + (f" {year(int(found[1]))}" if found[1] else "")


def _quarter(found: re.Match[str]) -> str:
    first, last, of_year = found.groups()
    told = f"the {_TH[int(first) - 1]}" + (f" and {_TH[int(last) - 1]} quarters" if last else " quarter")
    return f"{told} of {year(int(of_year))}" if of_year else told


def _is_part(found: re.Match[str]) -> bool:
    return (int(found[1]), int(found[2])) in _PARTS
