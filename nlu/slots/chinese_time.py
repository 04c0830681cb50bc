import re
from collections.abc import Iterator
from datetime import date, datetime

from nlu.slots import chinese_days as days
from nlu.slots import chinese_feasts as feasts
from nlu.slots import chinese_parts as parts
from nlu.slots import chinese_spans as spans
from nlu.slots.calendar import upcoming_day, weekly
from nlu.slots.chinese_joins import joined
from nlu.slots.chinese_words import GRAMMAR, STRIDES, TRIGGER, WORDS, W
from nlu.slots.lengths import minutes
from nlu.slots.numerals import whole
from nlu.slots.timewords import Clock, Every, Lasting, Point, Reader, Word

__all__ = ["GRAMMAR", "warm", "words"]

_TITLE = re.compile(r"《[^《》]{1,40}》")  # what a film is called is no time


# What has taken so long already: 坏了三天, 三天了, 三天没水.
_OVER_BEFORE = ("了", "过", "了快", "了大")
_OVER_BEHIND = ("了", "没")


_DOUBLED = {"周周": "WEEKLY", "月月": "MONTHLY"}


def words(text: str, now: datetime) -> list[Word]:
    """Find the time words of simplified standard Chinese text."""
    if not TRIGGER.search(text):
        return []
    text = _TITLE.sub(lambda title: "\u25a1" * len(title[0]), text)
    found: list[Word] = []
    for match in WORDS.finditer(text):
        found += _READERS[next(name for name in _READERS if match[name] is not None)](match, now)
    return joined(_without_faint(found, text), text)


def warm() -> None:
    """Load the calendar of festivals now (0.1 s) and not in a resident's first message."""
    feasts.known_day("春节", date(2025, 1, 1))


def _every(match: re.Match[str], now: datetime) -> Iterator[Word]:
    first: date | None = now.date()
    weekdays: tuple[int, ...] = ()
    said, simple = match["days"] or match["spread"] or match["run"] or match["odd"], match["simple"] or ""
    if said:
        rule, weekdays = weekly(_weekdays(said, match["upto"]))
    elif match["working"]:
        rule, weekdays = weekly([0, 1, 2, 3, 4])
    elif match["everyday"]:
        day = whole(match["everyday"]) or 0
        rule, first = f"FREQ=MONTHLY;BYMONTHDAY={day}", upcoming_day(day, now.date())
    elif simple.endswith(("工作日", "周末", "双休日")):
        rule, weekdays = weekly([0, 1, 2, 3, 4] if simple.endswith("工作日") else [5, 6])
    elif match["strideof"]:
        rule = _stride(match)
    else:
        rule = f"FREQ={_DOUBLED.get(simple, 'DAILY')}"
    if first:
        yield Every(match.start(), match.end(), rule, first, weekdays)
    if simple in ("每晚", "每早"):
        yield parts.part_of(match.end() - 1, match.end(), simple[1])


def _stride(match: re.Match[str]) -> str:
    """Return the rule of 每天, 每两周, 每季度; who leaves out one day (隔天, 每隔一天) comes every second one."""
    name, step = STRIDES[match["strideof"]]
    step *= (whole(match["strides"] or "1") or 1) + (match["skips"] is not None)
    return f"FREQ={name}" if step == 1 else f"FREQ={name};INTERVAL={step}"


def _weekdays(said: str, upto: str | None) -> list[int]:
    numbers = [days.weekday_number(char) for char in said.replace("七", "日") if re.fullmatch(W, char)]
    if upto is None:
        return numbers
    return [(numbers[0] + step) % 7 for step in range((days.weekday_number(upto) - numbers[0]) % 7 + 1)]


def _now(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Point(match.start(), match.end(), now.replace(second=0, microsecond=0))


def _clock(match: re.Match[str], now: datetime) -> Iterator[Word]:
    hour = whole(match["hour"])
    minute = {None: 0, "整": 0, "半": 30, "一刻": 15, "三刻": 45}.get(match["minute"], -1)
    if minute < 0:
        minute = whole(match["minute"].rstrip("分").lstrip("零〇")) or 0
    if hour is None or hour > 24 or minute > 59:
        return
    yield Clock(match.start(), match.end(), hour, minute, exact=hour > 12 or hour == 0)


def _workday(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """早九晚五, 早八到晚六."""
    opens, closes = whole(match["opens"]) or 0, whole(match["closes"]) or 0
    if 0 < opens <= 12 and 0 < closes <= 12:
        until = Clock(match.start("closes"), match.end(), closes + 12, 0, exact=True)
        yield Clock(match.start(), match.end(), opens, 0, exact=True, until=until)


def _either(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """三四点, 十一二点: from the one to the other."""
    said = match["either"]
    hour, last = (11, 12) if said == "十一二" else (whole(said[0]) or 0, whole(said[1]) or 0)
    until = Clock(match.start(), match.end(), last, 0)
    yield Clock(match.start(), match.end(), hour, 0, until=until)


def _quarter(match: re.Match[str], now: datetime) -> Iterator[Word]:
    hour = whole(match["lesshour"])
    less = 15 if match["less"] == "一刻" else whole(match["less"])
    if hour and less and hour <= 24 and less < 60:
        yield Clock(match.start(), match.end(), hour - 1 or 12, 60 - less, exact=hour > 13)


def _samehour(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Clock(match.start(), match.end(), now.hour, now.minute, exact=True)


def _barehour(match: re.Match[str], now: datetime) -> Iterator[Word]:
    hour = whole(match["bare"])
    if hour is not None and hour <= 24:
        yield Clock(match.start(), match.end(), hour, 0, exact=hour > 12)


def _lasting(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number = spans.amount(match["long"], match["longhalf"] == "个半" or match["andhalf"] is not None)
    if number is not None:
        before, behind = match.string[max(0, match.start() - 2) : match.start()], match.string[match.end() :]
        over = before.endswith(_OVER_BEFORE) or behind.startswith(_OVER_BEHIND)
        yield Lasting(match.start(), match.end(), minutes(number, spans.UNITS[match["longunit"]]), over)


_READERS: dict[str, Reader] = {
    **days.READERS,
    **feasts.READERS,
    **parts.READERS,
    **spans.READERS,
    "every_": _every,
    "now_": _now,
    "clock_": _clock,
    "workday_": _workday,
    "either_": _either,
    "quarter_": _quarter,
    "barehour_": _barehour,
    "samehour_": _samehour,
    "lasting_": _lasting,
}


def _without_faint(found: list[Word], text: str) -> list[Word]:
    """Drop 一点 and 两点 where they mean "a bit" or "two points": no other time word beside them."""
    return [word for i, word in enumerate(found) if not _is_faint(word, text) or _has_neighbour(i, found, text)]


def _is_faint(word: Word, text: str) -> bool:
    return isinstance(word, Clock) and text[word.start : word.end] in ("一点", "1点")


def _has_neighbour(i: int, found: list[Word], text: str) -> bool:
    word = found[i]
    before = i > 0 and not isinstance(found[i - 1], Lasting) and len(text[found[i - 1].end : word.start].strip()) <= 1
    behind = i + 1 < len(found) and len(text[word.end : found[i + 1].start].strip()) <= 1
    return before or behind or text[word.end :].startswith(("左右", "以后", "之后", "以前", "之前", "整"))
