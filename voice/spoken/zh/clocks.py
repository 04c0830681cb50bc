"""Times of day: 14:30 is 下午两点半; the part of the day is said once."""

import re

from actions.aloud import count
from voice.spoken.zh.numbers import number

_NAMED = "凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|深夜|半夜|今早|明早|今晚|明晚|后晚|昨晚|当晚"
_CLOCK = re.compile(
    rf"({_NAMED})?\s?(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?!:?\d)(?:\s?([AaPp])\.?[Mm]\b\.?)?"
)
_BETWEEN = re.compile(rf"(?<=:\d\d)\s?[-~–—至]+\s?(?=(?:{_NAMED})?\s?\d{{1,2}}:\d\d)")
_HALF_DAY = re.compile(r"(?<![\d:.])(1[0-2]|[1-9])\s?([AaPp])\.?[Mm]\b\.?")
_MINUTES = re.compile(r"(?<![\d.])(\d{1,2})点(\d{1,2})分?(?!\d)")
_HOURS = re.compile(r"(?<![\d.])(\d{1,2})(?=点(?:钟|半|整|一刻|三刻|左右|前|后|以|之|到|至|[-~–—，。、]|$))")
_TWICE = re.compile(r"(凌晨|上午|中午|下午|晚上)([零一二三四五六七八九十两点半分]{2,9}到)\1")
_PARTS = ((5, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"), (25, "夜里"))
_SPAN = re.compile(r"(\d{1,2})\s?[-~–—到至]+\s?(?=\d{1,2}点)")


def clocks(text: str) -> str:
    """Say times of day.

    >>> clocks("明天 14:00-16:30，下午3:05，9:00"), clocks("2点到4点")
    ('明天下午两点到四点半，下午三点零五分，上午九点', '两点到四点')
    """
    text = _CLOCK.sub(_told, _BETWEEN.sub("到", text))
    text = _HALF_DAY.sub(lambda found: ("上午" if found[2] in "Aa" else "下午") + _hour(int(found[1])) + "点", text)
    text = _SPAN.sub(lambda found: f"{_hour(int(found[1]))}到", text)
    text = _MINUTES.sub(lambda found: _hour(int(found[1])) + _minutes(int(found[2])), text)
    text = _HOURS.sub(lambda found: _hour(int(found[1])), text)
    return _TWICE.sub(r"\1\2", text)


def _told(found: re.Match[str]) -> str:
    part, hour, minute, half = found[1], int(found[2]), int(found[3]), found[4]
    if half:
        hour = hour % 12 + (12 if half in "Pp" else 0)
    if part is None and (half or len(found[2]) == 2 or hour > 8):
        part = next(name for until, name in _PARTS if hour < until)
    short = hour - 12 if hour > 12 else hour  # with one digit, nobody knows which half of the day is meant
    return f"{part or ''}{_hour(short)}{_minutes(minute)}"


def _hour(hour: int) -> str:
    return "两" if hour == 2 else count(hour)


def _minutes(minute: int) -> str:
    if minute in (0, 30):
        return "点半" if minute else "点"
    return f"点{'零' if minute < 10 else ''}{number(str(minute))}分"
