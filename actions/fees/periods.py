"""Billing periods as spans of months: 2025Q3, 2025Q2-Q3, 2025-08, 2025H1, 2025."""

import re

_PERIOD = re.compile(r"(?P<year>\d{4})(?:Q(?P<first>[1-4])(?:-Q(?P<last>[1-4]))?|H(?P<half>[12])|-(?P<month>\d{2}))?")


def months(period: str) -> range | None:
    """Return the months of a period as numbers that count on over the years; None where it is no period.

    >>> months("2025Q3"), months("2025-08")
    (range(24306, 24309), range(24307, 24308))
    """
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    january = int(found["year"]) * 12
    if found["first"]:
        first, last = int(found["first"]), int(found["last"] or found["first"])
        return range(january + 3 * (first - 1), january + 3 * last) if first <= last else None
    if found["half"]:
        return range(january + 6 * (int(found["half"]) - 1), january + 6 * int(found["half"]))
    if found["month"]:
        month = int(found["month"])
        return range(january + month - 1, january + month) if 1 <= month <= 12 else None
    return range(january, january + 12)


def overlaps(one: str, other: str) -> bool:
    """Say whether two periods have a month in common: a bill for a quarter is also one for its months."""
    first, second = months(one), months(other)
    if first is None or second is None:
        return one == other
    return first.start < second.stop and second.start < first.stop


def begins(period: str) -> int:
    """Return a number to sort periods by, oldest first."""
    span = months(period)
    return span.start if span else 0
