"""What neighbouring Chinese time words mean together: 十月的 + 第一周, 八天 + 二十小时, 10月12日 + (星期一)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from nlu.slots.calendar import DAY
from nlu.slots.pieces import cut, monthly
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
        return cut(last, word)
    if isinstance(last, Every) and isinstance(word, Piece) and _OF.fullmatch(between):
        return monthly(last, word)
    if isinstance(last, Days) and isinstance(word, Days) and _is_aside(last, word, between):
        return replace(last, end=word.end + text.startswith(")", word.end))
    if not isinstance(last, Lasting) or not _AND.fullmatch(between):
        return None
    if isinstance(word, Lasting) and text[word.end - 1] not in "晚上":
        return Lasting(last.start, word.end, last.minutes + word.minutes, last.over or word.over)
    if isinstance(word, Clock) and text[word.end - 1] == "时" and word.minute == 0:
        return Lasting(last.start, word.end, last.minutes + 60 * word.hour, last.over)
    return None


def _is_aside(day: Days, weekday: Days, between: str) -> bool:
    """Say whether a weekday only names the date's day again: 10月12日(星期一), and 12日,星期一 where that is one."""
    if day.moves == "week" or weekday.moves != "week" or day.last - day.first != DAY or not _ASIDE.fullmatch(between):
        return False
    return "(" in between or day.first.weekday() == weekday.first.weekday()
