"""What neighbouring Chinese time words mean together: 十月的 + 第一周, 八天 + 二十小时, 10月12日 + (星期一)."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from nlu.slots.calendar import CODES, DAY, month, months_on, piece
from nlu.slots.timewords import Clock, Days, Every, Lasting, Piece, Word

_OF = re.compile(r"\s*的?\s*")
_AND = re.compile(r"\s*(?:又|零|余|多|加|外加)?\s*")
_ASIDE = re.compile(r"\s*[,(]?\s*")


def joined(words: Iterable[Word], text: str) -> list[Word]:
    """Return the words with each piece cut out of its period, lengths added up and a date's weekday put to it."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else None
        between = text[last.end : word.start] if last else ""
        both = _together(last, word, between, text) if last else None
        if both:
            found[-1] = both
        elif not isinstance(word, Piece):
            found.append(word)
        elif word.alone:
            found.append(word.alone)
    return [word for word in found if not (isinstance(word, Lasting) and word.minutes == 0)]


def _together(last: Word, word: Word, between: str, text: str) -> Word | None:
    if isinstance(last, Days) and isinstance(word, Piece) and _OF.fullmatch(between):
        return _cut(last, word)
    if isinstance(last, Every) and isinstance(word, Piece) and _OF.fullmatch(between):
        return _monthly(last, word)
    if isinstance(last, Days) and isinstance(word, Days) and _is_aside(last, word, between):
        return replace(last, end=word.end + text.startswith(")", word.end))
    if not isinstance(last, Lasting) or not _AND.fullmatch(between):
        return None
    if isinstance(word, Lasting) and text[word.end - 1] not in "晚上":
        return Lasting(last.start, word.end, last.minutes + word.minutes, last.over or word.over)
    if isinstance(word, Clock) and text[word.end - 1] == "时" and word.minute == 0:
        return Lasting(last.start, word.end, last.minutes + 60 * word.hour, last.over)
    return None


def _cut(period: Days, part: Piece) -> Days | None:
    if period.last - period.first > DAY:
        found = piece(period.first, period.last, part.unit, part.first, part.count)
        return Days(period.start, part.end, *found) if found else None
    if part.count is None or not part.beside:
        return None
    # 春节前三天 lies before the day, 国庆后两天 behind it.
    day = period.first if part.first == 0 else period.last
    other = _away(day, part.count if part.first else -part.count, part.unit)
    return Days(period.start, part.end, min(day, other), max(day, other))


def _monthly(every: Every, part: Piece) -> Every | None:
    """每个月第一个周六, 每月最后一天."""
    if every.rule != "FREQ=MONTHLY" or part.count != 1 or part.unit not in (*CODES, "day"):
        return None
    number = part.first + (part.first >= 0)
    day = f"BYMONTHDAY={number}" if part.unit == "day" else f"BYDAY={number}{part.unit}"
    pieces = (piece(*month(every.first, by), part.unit, part.first, 1) for by in range(12))
    first = next((found[0] for found in pieces if found and found[0] >= every.first), None)
    return Every(every.start, part.end, f"{every.rule};{day}", first) if first else None


def _away(day: date, count: int, unit: str) -> date:
    if unit == "month":
        return months_on(day, count)
    return day + count * (7 if unit == "week" else 1) * DAY


def _is_aside(day: Days, weekday: Days, between: str) -> bool:
    """Say whether a weekday only names the date's day again: 10月12日(星期一), and 12日,星期一 where that is one."""
    if day.moves == "week" or weekday.moves != "week" or day.last - day.first != DAY or not _ASIDE.fullmatch(between):
        return False
    return "(" in between or day.first.weekday() == weekday.first.weekday()
