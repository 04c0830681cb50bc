"""Days, weeks, months and years as Chinese names them."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from nlu.slots.calendar import DAY, WEEK, dated, monday, month, upcoming, upcoming_day, weekday
from nlu.slots.chinese_parts import NEAR
from nlu.slots.chinese_years import year_of
from nlu.slots.numerals import whole
from nlu.slots.timewords import Days, Reader, Word


def _iso(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield from _on(match, dated(int(match["y"]), int(match["m"]), int(match["d"])))


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


def _weekday_word(match: re.Match[str], now: datetime) -> Iterator[Word]:
    weeks = _weeks(match["which"])
    yield from _on(match, weekday(weekday_number(match["w"]), weeks, now.date()), "week" if weeks is None else "")


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
        yield from _on(match, dated(year_of(match["year"], now), number, day))
    else:
        yield from _on(match, upcoming(number, day, now.date()), "year")


def _month(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number = whole(match["onlymonth"]) or 0
    said = match["monthyear"]
    first = dated(year_of(said, now) if said else now.year + (number < now.month), number, 1)
    if first:
        yield Days(match.start(), match.end(), *month(first), "" if said else "year")


def _wholeyear(match: re.Match[str], now: datetime) -> Iterator[Word]:
    first = date(year_of(match["onlyyear"] or match["fromyear"], now), 1, 1)
    yield Days(match.start(), match.end(), first, month(first, 12)[0])


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


def _on(match: re.Match[str], day: date | None, moves: str = "") -> Iterator[Word]:
    if day:
        yield Days(match.start(), match.end(), day, day + DAY, moves)


def weekday_number(char: str) -> int:
    """Return the number of a weekday, Monday is 0."""
    return 6 if char in "日天" else "一二三四五六".index(char)


READERS: dict[str, Reader] = {
    "iso_": _iso,
    "dmy_": _dmy,
    "some_": _some,
    "season_": _season,
    "near_": _near,
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
}
