"""From a first and a last day whose year, month or week was left open to a range that runs forwards."""

from dataclasses import replace
from datetime import date

from nlu.slots.calendar import DAY, WEEK, dated, month
from nlu.slots.timewords import Days


def aligned(left: Days, right: Days, today: date) -> tuple[Days, Days]:
    """Move what was left open so that the end follows the start; a range that holds today is the current one.

    下周二到周四 ends in the same week, 8月到2月 in the next year, and 5月到10月 said in June began last month.
    """
    before = earlier(left) if left.moves != "week" else None
    if before:
        last = _behind(right, before.first)
        if before.first <= today < last.last - DAY or _is_behind(left, last):
            return before, last
    return left, _behind(right, left.first)


def _is_behind(left: Days, right: Days) -> bool:
    """Say whether the start lies behind an end that cannot move: 3月到今天 began in the past."""
    return not right.moves and right.first < left.first


def earlier(days: Days) -> Days | None:
    """Return the days of that name before these, None where nothing was left open."""
    first = days.first
    if days.moves == "week":
        return _moved(days, first - WEEK)
    if days.moves == "year":
        return _moved(days, dated(first.year - 1, first.month, first.day))
    if days.moves == "month":
        before, _ = month(first, -1)
        return _moved(days, dated(before.year, before.month, first.day))
    return None


def _behind(days: Days, first: date) -> Days:
    """Return the first days of that name that do not begin before `first`."""
    begins = days.first
    if days.moves == "week":
        return _moved(days, first + (begins - first).days % 7 * DAY) or days
    if days.moves == "month":
        months = (month(first, by)[0] for by in range(3))
        found = (dated(one.year, one.month, begins.day) for one in months)
    elif days.moves == "year":
        found = (dated(year, begins.month, begins.day) for year in range(first.year, min(first.year + 9, 9999)))
    else:
        return days
    return _moved(days, next((day for day in found if day and day >= first), None)) or days


def _moved(days: Days, first: date | None) -> Days | None:
    if first is None:
        return None
    is_month = days.first.day == 1 and (days.first, days.last) == month(days.first)
    return replace(days, first=first, last=month(first)[1] if is_month else first + (days.last - days.first))
