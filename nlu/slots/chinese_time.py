import functools
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

from nlu.jio import jionlp
from nlu.slots import chinese_spans as spans
from nlu.slots.calendar import DAY, WEEK, dated, monday, month, upcoming, upcoming_day, weekday, weekly
from nlu.slots.chinese_joins import joined
from nlu.slots.chinese_words import ERAS, GRAMMAR, NEAR, PARTS, ROUTINES, STRIDES, TRIGGER, WORDS, YEARS, W
from nlu.slots.numerals import digits, whole
from nlu.slots.timewords import Clock, Days, Every, Lasting, Part, Point, Word

__all__ = ["GRAMMAR", "warm", "words"]

_TITLE = re.compile(r"《[^《》]{1,40}》")  # what a film is called is no time


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
    known_day("春节", date(2025, 1, 1))


def _every(match: re.Match[str], now: datetime) -> Iterator[Word]:
    first: date | None = now.date()
    weekdays: tuple[int, ...] = ()
    said, simple = match["days"] or match["spread"], match["simple"] or ""
    if said:
        rule, weekdays = weekly(_weekdays(said, match["upto"]))
    elif match["working"]:
        rule, weekdays = weekly([0, 1, 2, 3, 4])
    elif match["everyday"]:
        day = whole(match["everyday"]) or 0
        rule, first = f"FREQ=MONTHLY;BYMONTHDAY={day}", upcoming_day(day, now.date())
    elif simple.endswith(("工作日", "周末")):
        rule, weekdays = weekly([5, 6] if simple.endswith("周末") else [0, 1, 2, 3, 4])
    elif match["strideof"]:
        rule = _stride(match)
    else:
        rule = "FREQ=DAILY"
    if first:
        yield Every(match.start(), match.end(), rule, first, weekdays)
    if simple in ("每晚", "每早"):
        yield _part_of(match.end() - 1, match.end(), simple[1])


def _stride(match: re.Match[str]) -> str:
    """Return the rule of 每天, 每两周, 每季度; who leaves out one day (隔天, 每隔一天) comes every second one."""
    name, step = STRIDES[match["strideof"]]
    step *= (whole(match["strides"] or "1") or 1) + (match["skips"] is not None)
    return f"FREQ={name}" if step == 1 else f"FREQ={name};INTERVAL={step}"


def _weekdays(said: str, upto: str | None) -> list[int]:
    numbers = [_weekday(char) for char in said if re.fullmatch(W, char)]
    if upto is None:
        return numbers
    return [(numbers[0] + step) % 7 for step in range((_weekday(upto) - numbers[0]) % 7 + 1)]


def _iso(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield from _on(match, dated(int(match["y"]), int(match["m"]), int(match["d"])))


def _now(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Point(match.start(), match.end(), now.replace(second=0, microsecond=0))


def _routine(match: re.Match[str], now: datetime) -> Iterator[Word]:
    name, opens, closes = ROUTINES[match["routine"] + match["side"]]
    yield Part(match.start(), match.end(), name, opens, closes)


def _some(match: re.Match[str], now: datetime) -> Iterator[Word]:
    if "会" in match["some"]:
        yield Days(match.start(), match.end(), now.date(), now.date() + DAY)
        return
    first = now.date() + (DAY if match["some"].startswith("明") else 0 * DAY)
    yield Days(match.start(), match.end(), first, first + (3 if "几" in match["some"] else 2) * DAY)


def _dmy(match: re.Match[str], now: datetime) -> Iterator[Word]:
    day, number = int(match["dd"]), int(match["dm"])
    yield from _on(match, dated(int(match["dy"]), number, day) or dated(int(match["dy"]), day, number))


def _season(match: re.Match[str], now: datetime) -> Iterator[Word]:
    by = match["season"].count("下") - match["season"].count("上")
    long = 6 if match["seasonof"] == "半年" else 3
    opening = (now.month - 1) // long * long + 1 - now.month + long * by
    yield Days(match.start(), match.end(), month(now.date(), opening)[0], month(now.date(), opening + long)[0])


def _near(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield from _on(match, now.date() + NEAR[match["near"]] * DAY)


def _short(match: re.Match[str], now: datetime) -> Iterator[Word]:
    day = now.date() + NEAR.get(match["short"], 0) * DAY
    middle = match.start("shortpart")
    yield Days(match.start(), middle, day, day + DAY)
    yield _part_of(middle, match.end(), match["shortpart"])


def _weekday_word(match: re.Match[str], now: datetime) -> Iterator[Word]:
    weeks = _weeks(match["which"])
    yield from _on(match, weekday(_weekday(match["w"]), weeks, now.date()), "week" if weeks is None else "")


def _weekend(match: re.Match[str], now: datetime) -> Iterator[Word]:
    saturday = monday(now.date()) + (_weeks(match["whichend"]) or 0) * WEEK + 5 * DAY
    yield Days(match.start(), match.end(), saturday, saturday + 2 * DAY)


def _week(match: re.Match[str], now: datetime) -> Iterator[Word]:
    first = monday(now.date()) + (_weeks(match["whichweek"]) or 0) * WEEK
    yield Days(match.start(), match.end(), first, first + WEEK)


def _weeks(which: str | None) -> int | None:
    if which is None:
        return None
    return which.count("下") - which.count("上")


def _date(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number, day = whole(match["month"]) or 0, whole(match["day"]) or 0
    if match["year"]:
        yield from _on(match, dated(_year(match["year"], now), number, day))
    else:
        yield from _on(match, upcoming(number, day, now.date()), "year")


def _month(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number = whole(match["onlymonth"]) or 0
    said = match["monthyear"]
    first = dated(_year(said, now) if said else now.year + (number < now.month), number, 1)
    if first:
        yield Days(match.start(), match.end(), *month(first), "" if said else "year")


def _wholeyear(match: re.Match[str], now: datetime) -> Iterator[Word]:
    first = date(_year(match["onlyyear"] or match["fromyear"], now), 1, 1)
    yield Days(match.start(), match.end(), first, month(first, 12)[0])


def _year(said: str, now: datetime) -> int:
    """Return the year that is meant by 二零一八年, 98年, 明年."""
    said = said.rstrip("年 ")
    if said in YEARS:
        return now.year + YEARS[said]
    if said[:2] in ERAS:
        return ERAS[said[:2]] + (1 if said[2:] == "元" else whole(said[2:]) or 1)
    number = int(digits(said))
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _slash(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield from _on(match, upcoming(int(match["sm"]), int(match["sd"]), now.date()), "year")


def _monthday(match: re.Match[str], now: datetime) -> Iterator[Word]:
    first, _ = month(now.date(), match["whichmonth"].count("下") - match["whichmonth"].count("上"))
    yield from _on(match, dated(first.year, first.month, whole(match["mday"]) or 0))


def _months(match: re.Match[str], now: datetime) -> Iterator[Word]:
    which = match["whichmonths"] or ""
    first, last = month(now.date(), which.count("下") - which.count("上") + which.count("次"))
    third = match["third"] or (match["ofmonth"] or "")[1:]
    if third in ("底", "末"):
        first = last - 5 * DAY
    elif third == "初":
        last = first + 5 * DAY
    elif third:
        first, last = first + 10 * DAY, first + 20 * DAY
    yield Days(match.start(), match.end(), first, last)


def _dayonly(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield from _on(match, upcoming_day(whole(match["dday"]) or 0, now.date()), "month")


def _festival(match: re.Match[str], now: datetime) -> Iterator[Word]:
    name = match["festival"] or ("劳动节" if match[0] == "五一" else "国庆")
    said = match["festivalyear"]
    yield from _on(match, named_day(name, _year(said, now)) if said else known_day(name, now.date()))


def _lunar(match: re.Match[str], now: datetime) -> Iterator[Word]:
    name = match[0].removeprefix(match["lunaryear"] or "").lstrip("的 ")
    if match["lunaryear"]:
        yield from _on(match, named_day(name, _year(match["lunaryear"], now)))
    elif match["first"]:  # of the month that comes next
        months = (known_day(f"农历{number}月{name}", now.date()) for number in "一二三四五六七八九")
        yield from _on(match, min((day for day in months if day), default=None))
    else:
        yield from _on(match, known_day(name, now.date()))


def known_day(name: str, today: date) -> date | None:
    """Return the next day of that name from today on, by jionlp's calendar of festivals and lunar dates."""
    days = (named_day(name, year) for year in (today.year, today.year + 1))
    return next((day for day in days if day and day >= today), None)


@functools.lru_cache(maxsize=256)
def named_day(name: str, year: int) -> date | None:
    """Return the day of that name in a year."""
    full = name if name.endswith(("节", "旦", "夕")) or name.startswith("大年") or "月" in name else f"{name}节"
    if "月" in full and not full.startswith(("农历", "阴历")):
        full = f"农历{full}"
    try:
        parsed = jionlp().parse_time(full, time_base=datetime(year, 1, 1, 12))  # noqa: DTZ001
        return datetime.strptime(parsed["time"][0], "%Y-%m-%d %H:%M:%S").date()  # noqa: DTZ007
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _part(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield _part_of(match.start(), match.end(), match[0])


def _part_of(start: int, end: int, said: str) -> Part:
    name, opens, closes = next(
        values for names, values in PARTS.items() if said in names.split("|") or said[0] in names.split("|")
    )
    return Part(start, end, name, opens, closes)


def _clock(match: re.Match[str], now: datetime) -> Iterator[Word]:
    hour = whole(match["hour"])
    minute = {None: 0, "整": 0, "半": 30, "一刻": 15, "三刻": 45}.get(match["minute"], -1)
    if minute < 0:
        minute = whole(match["minute"].rstrip("分").lstrip("零〇")) or 0
    if hour is None or hour > 24 or minute > 59:
        return
    yield Clock(match.start(), match.end(), hour, minute, exact=hour > 12 or hour == 0)


def _quarter(match: re.Match[str], now: datetime) -> Iterator[Word]:
    hour = whole(match["lesshour"])
    less = 15 if match["less"] == "一刻" else whole(match["less"])
    if hour and less and hour <= 24 and less < 60:
        yield Clock(match.start(), match.end(), hour - 1 or 12, 60 - less, exact=hour > 13)


def _barehour(match: re.Match[str], now: datetime) -> Iterator[Word]:
    hour = whole(match["bare"])
    if hour is not None and hour <= 24:
        yield Clock(match.start(), match.end(), hour, 0, exact=hour > 12)


def _lasting(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number = spans.amount(match["long"], match["longhalf"] == "个半" or match["andhalf"] is not None)
    if number is not None:
        yield Lasting(match.start(), match.end(), spans.minutes(number, match["longunit"]))


def _on(match: re.Match[str], day: date | None, moves: str = "") -> Iterator[Word]:
    if day:
        yield Days(match.start(), match.end(), day, day + DAY, moves)


def _weekday(char: str) -> int:
    return 6 if char in "日天" else "一二三四五六".index(char)


_READERS: dict[str, Callable[[re.Match[str], datetime], Iterator[Word]]] = {
    "relative_": spans.relative,
    "within_": spans.within,
    "every_": _every,
    "iso_": _iso,
    "now_": _now,
    "routine_": _routine,
    "some_": _some,
    "dmy_": _dmy,
    "towards_": spans.towards,
    "piece_": spans.piece,
    "decade_": spans.decade,
    "season_": _season,
    "near_": _near,
    "short_": _short,
    "weekday_": _weekday_word,
    "weekend_": _weekend,
    "week_": _week,
    "date_": _date,
    "month_": _month,
    "year_": _wholeyear,
    "slash_": _slash,
    "monthday_": _monthday,
    "months_": _months,
    "dayonly_": _dayonly,
    "festival_": _festival,
    "lunar_": _lunar,
    "part_": _part,
    "clock_": _clock,
    "quarter_": _quarter,
    "barehour_": _barehour,
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
