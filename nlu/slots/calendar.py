from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def monday(day: date) -> date:
    """Return the Monday of a day's week; weeks begin on Monday here."""
    return day - day.weekday() * DAY


def month(day: date, by: int = 0) -> tuple[date, date]:
    """Return the first day of the month `by` months on, and of the month after it."""
    number = day.year * 12 + day.month - 1 + by
    return _first(number), _first(number + 1)


def months_on(day: date, by: int) -> date:
    """Return the same day `by` months on, or the last one of a month that is shorter."""
    first, following = month(day, by)
    return min(first + (day.day - 1) * DAY, following - DAY)


def piece(first: date, last: date, unit: str, start: int, count: int | None) -> tuple[date, date] | None:
    """Return days (last exclusive) of a period: its second week, its last three days, its first Monday.

    A week belongs to the period that holds its Thursday (ISO 8601). None where the period has no such piece.
    """
    if unit == "month":
        start += (last.year - first.year) * 12 + last.month - first.month if start < 0 else 0
        return month(first, start)[0], month(first, start + (count or 1))[0]
    anchor = 3 if unit == "week" else CODES.index(unit) if unit in CODES else first.weekday()
    origin = first + (anchor - first.weekday()) % 7 * DAY
    step = 1 if unit == "day" else 7
    total = ((last - origin).days + step - 1) // step
    start += total if start < 0 else 0
    count = total - start if count is None else count
    if not 0 <= start < start + count <= total:
        return None
    opens = origin + (start * step - (3 if unit == "week" else 0)) * DAY
    return opens, opens + (DAY if unit in CODES else count * step * DAY)


def dated(year: int, number: int, day: int) -> date | None:
    """Return a date, or None where the calendar has no such day."""
    try:
        return date(year, number, day)
    except ValueError:
        return None


def upcoming(number: int, day: int, today: date) -> date | None:
    """Return the next such day of a year from today on (29 February may be years away)."""
    for year in range(today.year, min(today.year + 9, 9999)):
        found = dated(year, number, day)
        if found and found >= today:
            return found
    return None


def upcoming_day(day: int, today: date) -> date | None:
    """Return the next day of that number in a month, from today on."""
    for by in range(3):
        first, _ = month(today, by)
        found = dated(first.year, first.month, day)
        if found and found >= today:
            return found
    return None


def weekday(number: int, weeks: int | None, today: date) -> date:
    """Return a weekday (0 is Monday) of the week `weeks` on, or the next one from today on."""
    if weeks is None:
        return today + (number - today.weekday()) % 7 * DAY
    return monday(today) + weeks * WEEK + number * DAY


def weekly(numbers: list[int]) -> tuple[str, tuple[int, ...]]:
    """Return the rule that repeats on these weekdays, and the weekdays in order."""
    chosen = tuple(sorted(set(numbers)))
    return f"FREQ=WEEKLY;BYDAY={','.join(CODES[number] for number in chosen)}", chosen


def _first(months: int) -> date:
    year = min(max(months // 12, 1), 9999)
    return date(year, months % 12 + 1, 1)
