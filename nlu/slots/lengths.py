"""Lengths of time by the clock and by the calendar, and what lies so far from now."""

from datetime import datetime, timedelta

from nlu.slots.calendar import DAY, months_on
from nlu.slots.timewords import Days, Point

_MINUTES = {"second": 1 / 60, "minute": 1, "quarter": 15, "hour": 60}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


def is_short(unit: str) -> bool:
    """Say whether a unit is counted by the clock."""
    return unit in _MINUTES


def minutes(number: float, unit: str) -> int:
    """Return a length in minutes; a month has 30 days and a year 365."""
    return round(number * _MINUTES[unit]) if is_short(unit) else round(number * _DAYS[unit] * 1440)


def far(now: datetime, number: float, unit: str) -> datetime | None:
    """Return the time so far from now: months and years by the calendar; None beyond its ends."""
    months = number * {"month": 1, "year": 12}.get(unit, 0)
    if not 0 < now.year + months // 12 < 9999:
        return None
    try:
        if months and months == int(months):
            return now.replace(day=1) + (months_on(now.date(), int(months)) - now.date().replace(day=1))
        return now + timedelta(minutes=minutes(number, unit))
    except OverflowError:
        return None


def there(start: int, end: int, at: datetime, unit: str) -> Days | Point:
    """Return an instant where hours were said, else its day."""
    if is_short(unit):
        return Point(start, end, at.replace(second=0, microsecond=0))
    return Days(start, end, at.date(), at.date() + DAY)


def between(start: int, end: int, now: datetime, at: datetime, unit: str) -> Days | Point:
    """Return what lies between now and another time, in whole days unless hours were said."""
    first, last = (at, now) if at < now else (now, at)
    if is_short(unit):
        opens, closes = (one.replace(second=0, microsecond=0) for one in (first, last))
        return Point(start, end, opens, closes)
    return Days(start, end, first.date(), max(last.date(), first.date() + DAY))


def shifted(days: Days, back: int, on: int) -> Days:
    """Return the days with their start so many days on and their end, too."""
    return Days(days.start, days.end, days.first + back * DAY, days.last + on * DAY)
