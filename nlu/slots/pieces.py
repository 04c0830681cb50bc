"""Pieces cut out of the period that is named beside them: 十月第一周, the last Friday of the month."""

from datetime import date

from nlu.slots.calendar import CODES, DAY, month, months_on, piece
from nlu.slots.timewords import Days, Every, Piece


def cut(period: Days, part: Piece) -> Days | None:
    """Return a piece of a period, None where it has none; of a single day, what lies before or behind it."""
    start, end = min(period.start, part.start), max(period.end, part.end)
    if period.last - period.first > DAY:
        opens = part.first
        if part.unit == "share":
            return Days(start, end, *_share(period.first, period.last, opens))
        if part.unit == "half":
            middle = _middle(period.first, period.last)
            return Days(start, end, *((period.first, middle) if opens == 0 else (middle, period.last)))
        found = piece(period.first, period.last, part.unit, opens, part.count)
        return Days(start, end, *found) if found else None
    if part.count is None or not part.beside:
        return None
    # 春节前三天 lies before the day, 国庆后两天 behind it.
    day = period.first if part.first == 0 else period.last
    other = _away(day, part.count if part.first else -part.count, part.unit)
    return Days(start, end, min(day, other), max(day, other))


def monthly(every: Every, part: Piece) -> Every | None:
    """Return the repetition on one day of each month: 每个月第一个周六, the last day of every month."""
    if every.rule != "FREQ=MONTHLY" or part.count != 1 or part.unit not in (*CODES, "day"):
        return None
    number = part.first + (part.first >= 0)
    day = f"BYMONTHDAY={number}" if part.unit == "day" else f"BYDAY={number}{part.unit}"
    pieces = (piece(*month(every.first, by), part.unit, part.first, 1) for by in range(12))
    first = next((found[0] for found in pieces if found and found[0] >= every.first), None)
    start, end = min(every.start, part.start), max(every.end, part.end)
    return Every(start, end, f"{every.rule};{day}", first) if first else None


def _share(first: date, last: date, which: int) -> tuple[date, date]:
    """Return the beginning (0), middle (1) or end (-1) of a period: Fri to Sun of a week, five days of a month."""
    days = (last - first).days
    edge = max(days // 6, min(days // 2, 3))
    if which == 0:
        return first, first + edge * DAY
    if which < 0:
        return last - edge * DAY, last
    return first + days // 3 * DAY, last - days // 3 * DAY


def _middle(first: date, last: date) -> date:
    days = (last - first).days
    return month(first, 6)[0] if days > 31 else first + days // 2 * DAY


def _away(day: date, count: int, unit: str) -> date:
    if unit == "month":
        return months_on(day, count)
    return day + count * (7 if unit == "week" else 1) * DAY
