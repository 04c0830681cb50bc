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
