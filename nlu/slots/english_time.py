import re
from collections.abc import Iterator
from datetime import date, datetime

from nlu.slots import english_spans as spans
from nlu.slots import lengths
from nlu.slots.calendar import DAY, WEEK, dated, monday, month, upcoming, upcoming_day, weekday, weekly
from nlu.slots.chinese_feasts import known_day
from nlu.slots.english_joins import joined
from nlu.slots.english_parts import PARTS, ROUTINES
from nlu.slots.english_words import (
    AFTER_HOUR,
    DAY_NAME,
    DAYS,
    EVES,
    FESTIVALS,
    GRAMMAR,
    MONTHS,
    STRIDES,
    TRIGGER,
    WORDS,
)
from nlu.slots.numerals import ordinal, whole
from nlu.slots.timewords import Clock, Days, Every, Lasting, Part, Point, Reader, Word

__all__ = ["GRAMMAR", "words"]


# A bare hour behind "to" is a time also where something is moved: shift my swim to five.
_LATER = re.compile(AFTER_HOUR)
_MOVING = re.compile(
    r"\b(?:move|moving|shift|change|switch|swap|reschedule|postpone|push|bring|extend|put off)\b[^.;!?]{0,40}$"
)


def words(text: str, now: datetime) -> list[Word]:
    """Find the time words of lower-case English text."""
    if not TRIGGER.search(text):
        return []
    found: list[Word] = []
    for match in WORDS.finditer(text):
        if match["close"] and not (_is_end(match, found) or _is_moved(match)):
            continue
        found += _READERS[next(name for name in _READERS if match[name] is not None)](match, now)
    return joined(found, text)


def _is_end(match: re.Match[str], found: list[Word]) -> bool:
    """Say whether the end of 7-9 stands behind a start that is a time: 3-4 people are none."""
    return bool(found) and isinstance(found[-1], Clock) and match.start() - found[-1].end <= 7


def _is_moved(match: re.Match[str]) -> bool:
    text = match.string
    return _MOVING.search(text, 0, match.start()) is not None and _LATER.match(text, match.end()) is not None


def _every(match: re.Match[str], now: datetime) -> Iterator[Word]:
    said = (
        match["days"]
        or match["alternatedays"]
        or match["simple"]
        or match["plural"]
        or match["once"]
        or match["strideof"]
    )
    weekdays = tuple(_weekday(day) for day in re.findall(rf"\b{DAY_NAME}\b", said) if day not in ("day", "days"))
    if "weekday" in said or "weekend" in said:
        rule, weekdays = weekly([5, 6] if "weekend" in said else [0, 1, 2, 3, 4])
    elif weekdays:
        rule, weekdays = weekly(list(weekdays))
    else:
        name, step = next(values for start, values in STRIDES.items() if said.startswith(start))
        step *= (whole(match["stride"]) or 1 if match["stride"] else 1) * (2 if match["other"] else 1)
        rule = f"FREQ={name}" if step == 1 else f"FREQ={name};INTERVAL={step}"
    if (match["other"] or match["alternate"]) and weekdays:
        rule += ";INTERVAL=2"
    yield Every(match.start(), match.end(), rule, now.date(), weekdays)
    if said in ("morning", "evening", "night"):
        yield Part(match.start(), match.end(), *PARTS[said])


def _iso(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield from _on(match, dated(int(match["y"]), int(match["m"]), int(match["d"])))


def _near(match: re.Match[str], now: datetime) -> Iterator[Word]:
    said = match["near"].removeprefix("the ")
    away = {
        "day after tomorrow": 2,
        "day after tmr": 2,
        "day after tmrw": 2,
        "tomorrow": 1,
        "tmr": 1,
        "tmrw": 1,
        "tmw": 1,
        "yesterday": -1,
        "day before yesterday": -2,
        "last night": -1,
    }
    yield from _on(match, now.date() + away.get(said, 0) * DAY)
    if said in ("tonight", "last night"):
        yield Part(match.start(), match.end(), *PARTS["night"])


def _now(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Point(match.start(), match.end(), now.replace(second=0, microsecond=0))


def _routine(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Part(match.start(), match.end(), *ROUTINES[f"{match['when']} {match['routine']}"])


def _festival(match: re.Match[str], now: datetime) -> Iterator[Word]:
    said = match["festival"]
    if said in EVES:
        yield from _on(match, upcoming(12, EVES[said], now.date()))
        return
    name = FESTIVALS.get(said.split()[0], "元旦" if said.startswith("new") else "国庆节")
    yield from _on(match, known_day(name, now.date()))


def _onlymonth(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number, said = MONTHS.index(match["onlymonth"]) + 1, match["monthyear"]
    first = dated(int(said) if said else now.year + (number < now.month), number, 1)
    if first:
        yield Days(match.start("onlymonth"), match.end(), *month(first), "" if said else "year")


def _weekend(match: re.Match[str], now: datetime) -> Iterator[Word]:
    saturday = monday(now.date()) + (2 if match["endafter"] else _weeks(match["whichend"], 0)) * WEEK + 5 * DAY
    yield Days(match.start(), match.end(), saturday, saturday + 2 * DAY)


def _week(match: re.Match[str], now: datetime) -> Iterator[Word]:
    first = monday(now.date()) + (2 if match["weekafter"] else _weeks(match["whichweek"], 0)) * WEEK
    yield Days(match.start(), match.end(), first, first + WEEK)


def _months(match: re.Match[str], now: datetime) -> Iterator[Word]:
    first, last = month(now.date(), _weeks(match["whichmonth"], 0))
    yield Days(match.start(), match.end(), first, last)


def _weekday_word(match: re.Match[str], now: datetime) -> Iterator[Word]:
    which = match["which"]
    weeks = None if which in (None, "coming", "this") else _weeks(which, 0)
    yield from _on(match, weekday(_weekday(match["w"]), weeks, now.date()), "week" if weeks is None else "")


def _weeks(which: str | None, default: int) -> int:
    return {"this": 0, "next": 1, "last": -1, "coming": 0}.get(which or "", default)


def _dates(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """1-7 October, October 1 to 7."""
    number = _month(match["rm"] or match["rm2"])
    first = upcoming(number, int(match["r1"] or match["r3"]), now.date())
    last = first and dated(first.year, number, int(match["r2"] or match["r4"]))
    if first and last and first <= last:
        yield Days(match.start(), match.end(), first, last + DAY)


def _date(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number, day = _month(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
    if said := match["y1"] or match["y2"]:
        yield from _on(match, dated(int(said), number, day))
    else:
        yield from _on(match, upcoming(number, day, now.date()), "year")


def _month(said: str) -> int:
    return next(i for i, name in enumerate(MONTHS, start=1) if name.startswith(said[:3]))


def _dayonly(match: re.Match[str], now: datetime) -> Iterator[Word]:
    if match["dayword"]:
        day = ordinal(match["dayword"]) or 0
        yield from _on(match, upcoming_day(day, now.date()), "month")
    elif match["dayof"]:
        first, _ = month(now.date(), _weeks(match["dayof"], 0))
        yield from _on(match, dated(first.year, first.month, int(match["day"])))
    else:
        yield from _on(match, upcoming_day(int(match["day"]), now.date()), "month")


def _part(match: re.Match[str], now: datetime) -> Iterator[Word]:
    said = match["part"]
    start = match.start("part")
    if match["today"]:
        yield Days(match.start(), start, now.date(), now.date() + DAY)
    if said in ("noon", "midday"):
        yield Clock(start, match.end(), 12, 0, exact=True)
    else:
        yield Part(start, match.end(), *PARTS[said.removeprefix("early ")])


def _midnight(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Clock(match.start(), match.end(), 24, 0, exact=True)


def _said(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """Half past six, ten past nine, a quarter to eight, half seven."""
    hour = whole(match["offhour"] or match["lesshour"] or match["halfhour"]) or 12
    offset = (match["offset"] or match["lessoffset"] or "half").removesuffix(" minutes")
    minutes = {"half": 30, "quarter": 15, "a quarter": 15}.get(offset) or whole(offset) or 0
    if match["lessoffset"]:
        hour, minutes = hour - 1 or 12, 60 - minutes
    if hour <= 24 and 0 < minutes < 60:
        yield Clock(match.start(), match.end(), hour, minutes, exact=hour > 12)


def _samehour(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Clock(match.start(), match.end(), now.hour, now.minute, exact=True)


def _military(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Clock(match.start(), match.end(), int(match["mh"]), int(match["mm"]), exact=True)


def _clock(match: re.Match[str], now: datetime) -> Iterator[Word]:
    hour = whole(match["h1"] or match["h2"]) or 0
    minute = int(match["min"] or whole((match["min2"] or "zero").replace("-", " ")) or 0)
    half = (match["ap1"] or match["ap2"] or "")[:1]
    if half in ("a", "p"):
        if hour > 12:
            half = ""
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    if hour <= 24:
        yield Clock(match.start(), match.end(), hour, minute, exact=half in ("a", "p") or hour > 12 or hour == 0)


def _bare(match: re.Match[str], now: datetime) -> Iterator[Word]:
    hour = whole(match["bare"] or match["open"] or match["begin"] or match["plain"] or match["close"])
    if hour is not None and hour <= 24:
        yield Clock(match.start(), match.end(), hour, 0, exact=hour > 12)


def _lasting(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number = spans.amount(match["long"], match["half3"])
    if number:
        yield Lasting(match.start(), match.end(), lengths.minutes(number, spans.unit_of(match["longunit"])))


def _on(match: re.Match[str], day: date | None, moves: str = "") -> Iterator[Word]:
    if day:
        yield Days(match.start(), match.end(), day, day + DAY, moves)


def _weekday(said: str) -> int:
    return next(number for number, name in enumerate(DAYS) if name.startswith(said[:3]))


_READERS: dict[str, Reader] = {
    **spans.READERS,
    "every_": _every,
    "iso_": _iso,
    "near_": _near,
    "now_": _now,
    "routine_": _routine,
    "festival_": _festival,
    "onlymonth_": _onlymonth,
    "weekend_": _weekend,
    "week_": _week,
    "months_": _months,
    "weekday_": _weekday_word,
    "dates_": _dates,
    "date_": _date,
    "dayonly_": _dayonly,
    "part_": _part,
    "midnight_": _midnight,
    "said_": _said,
    "samehour_": _samehour,
    "military_": _military,
    "clock_": _clock,
    "bare_": _bare,
    "open_": _bare,
    "lasting_": _lasting,
}
