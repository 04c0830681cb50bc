"""What neighbouring English time words mean together: the first week of + October, two days before + Christmas."""

import re
from collections.abc import Iterable
from dataclasses import replace

from nlu.slots.calendar import DAY, WEEK
from nlu.slots.pieces import cut, monthly
from nlu.slots.timewords import Days, Every, Lasting, Piece, Shift, Word

_OF = re.compile(r"\s*(?:of|in|-)?\s*(?:the\s+)?")
_AND = re.compile(r"\s*,?\s*(?:and\s+)?")
_UNNAMED = re.compile(r"the (?:week|month|year)")  # tells something only behind a piece of it


def joined(words: Iterable[Word], text: str) -> list[Word]:
    """Return the words with each piece cut out of its period, days moved by what is said beside them, lengths added."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else None
        both = _together(last, word, text) if last else None
        if both:
            found[-1] = both
        else:
            found.append(word)
    return [word for word in found if not isinstance(word, Piece | Shift) and not _is_unnamed(word, text)]


def _is_unnamed(word: Word, text: str) -> bool:
    return isinstance(word, Days) and _UNNAMED.fullmatch(text, word.start, word.end) is not None


def _together(last: Word, word: Word, text: str) -> Word | None:
    between = text[last.end : word.start]
    if isinstance(last, Lasting) and isinstance(word, Lasting):
        is_sum = "and" in between or text[word.start].isdigit()
        both = Lasting(last.start, word.end, last.minutes + word.minutes)
        return both if is_sum and _AND.fullmatch(between) else None
    if not _OF.fullmatch(between):
        return None
    if isinstance(last, Piece) and isinstance(word, Days):
        return cut(word, last)
    if isinstance(last, Piece) and isinstance(word, Every):
        return monthly(word, last)
    if isinstance(last, Days) and isinstance(word, Every) and last.moves == "month" and word.rule == "FREQ=MONTHLY":
        return replace(word, start=last.start, rule=f"{word.rule};BYMONTHDAY={last.first.day}", first=last.first)
    if isinstance(last, Days) and isinstance(word, Days) and last.moves == "week" and word.last - word.first == WEEK:
        day = word.first + last.first.weekday() * DAY  # Friday next week
        return Days(last.start, word.end, day, day + DAY)
    if isinstance(last, Shift) and isinstance(word, Days):
        return _moved(word, last)
    if isinstance(last, Days) and isinstance(word, Shift):
        return _moved(last, word)
    return None


def _moved(days: Days, by: Shift) -> Days:
    start, end = min(days.start, by.start), max(days.end, by.end)
    moved = replace(days, start=start, end=end, first=days.first + by.days * DAY, last=days.last + by.days * DAY)
    return moved if days.last - days.first == DAY else replace(moved, last=moved.first + DAY)
