"""Stretches of time that are counted: from now on, back from now, or inside a period that is named."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from nlu.slots.calendar import CODES, DAY, WEEK, month
from nlu.slots.chinese_words import SEASONS, W
from nlu.slots.lengths import between, far, shifted, there
from nlu.slots.numerals import whole
from nlu.slots.timewords import Days, Piece, Reader, Word

UNITS = {
    "秒": "second",
    "分钟": "minute",
    "刻钟": "quarter",
    "小时": "hour",
    "钟头": "hour",
    "钟": "hour",
    "天": "day",
    "日": "day",
    "晚": "day",
    "宿": "day",
    "夜": "day",
    "晚上": "day",
    "周": "week",
    "星期": "week",
    "月": "month",
    "年": "year",
}
_FROM_TODAY, _BACK = ("未来", "接下来", "今后", "往后", "后", "之后"), ("最近", "近")


def amount(said: str, half: bool = False) -> float | None:
    """Return how many: 半 0.5, 几 3, 个把 1, 个半 1.5, and a half more where that was said (个半, 年半)."""
    number = {"半": 0.5, "几": 3, "个把": 1, "个半": 1.5}.get(said) or whole(said)
    return number if number is None else number + half / 2


def _relative(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """半小时后, 三天前, 一年半以前."""
    number = amount(match["amount"], match["half"] == "个半" or match["andhalf1"] is not None)
    unit = UNITS[match["unit"]]
    at = None if number is None else far(now, number * (-1 if "前" in match["way"] else 1), unit)
    if at is not None:
        yield there(match.start(), match.end(), at, unit)


def _within(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """三天内, 半小时之内: from now on."""
    number, unit = amount(match["within"], match["withinhalf"] == "个半"), UNITS[match["withinunit"]]
    at = None if number is None else far(now, number, unit)
    if at is not None:
        yield between(match.start(), match.end(), now, at, unit)


def _towards(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """过去三天, 近一年, 未来两周; 前三天 and 后三天, too, which may be pieces of a period (十月的前三天)."""
    start, end = match.span()
    if match["hourway"]:
        yield between(start, end, now, now + timedelta(hours=1 if match["hourway"] == "下" else -1), "hour")
        return
    way, unit = match["towards"].removesuffix("的"), UNITS[match["farunit"]]
    number = amount(match["far"], match["farhalf"] == "个半")
    sign = 1 if way in _FROM_TODAY else -1
    at = None if number is None else far(now, sign * number, unit)
    if at is None or number is None:
        return
    found = between(start, end, now, at, unit)
    if not isinstance(found, Days):
        yield found
        return
    if sign > 0:  # the day that is under way is not one of the next ones
        found = shifted(found, 1, 1)
    elif way in _BACK:
        found = shifted(found, 0, 1)
    if way in ("前", "后") and unit in ("day", "week", "month") and number == int(number) > 0:
        # 前一天 is the day before something that was said: only a period or a day before it tells which.
        alone = None if number == 1 and unit == "day" else found
        yield Piece(start, end, unit, 0 if way == "前" else -int(number), int(number), alone, beside=True)
    else:
        yield found


def _piece(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """上半年, 第二周, 最后三天, 夏天: of the period before it, else of the current one where that makes sense."""
    start, end = match.span()
    if match["halfway"]:
        unit = {"年": "year", "月": "month"}.get(match["halfof"], "week")
        yield _half(start, end, match["halfway"] in ("上", "前"), unit, now.date())
    elif match["nth"]:
        number = whole(match["nth"]) or 0
        if number:
            yield _nth(start, end, number, match["nthof"], now.date())
    elif match["edge"]:
        many = whole((match["edges"] or "1").strip()) or 1
        unit = _unit(match["edgeof"])
        count = 1 if unit in CODES else many
        yield Piece(start, end, unit, 0 if match["edge"] == "头" else -many, count)
    elif match["yearpart"]:
        opens, many = (1, 2) if match["yearpart"] == "初" else (12, 1)
        yield Piece(start, end, "month", opens - 1, many, _months(start, end, now.year, opens, many))
    elif match["quarter"]:
        yield _nth(start, end, whole(match["quarter"]) or 1, "季度", now.date())
    else:
        yield _season(start, end, match["name"], now.date())


def _half(start: int, end: int, first: bool, unit: str, today: date) -> Piece:
    if unit == "year":
        opens = 1 if first else 7
        return Piece(start, end, "month", opens - 1, 6, _months(start, end, today.year, opens, 6))
    if unit == "month":
        opening, closing = month(today)
        middle = opening + 15 * DAY
    else:
        opening = today - today.weekday() * DAY
        middle, closing = opening + 3 * DAY, opening + WEEK
    alone = Days(start, end, *((opening, middle) if first else (middle, closing)))
    half = (middle - opening).days
    return Piece(start, end, "day", 0, half, alone) if first else Piece(start, end, "day", half, None, alone)


def _nth(start: int, end: int, number: int, said: str, today: date) -> Piece:
    if said == "季度":
        opens = 3 * min(number, 4) - 2
        return Piece(start, end, "month", opens - 1, 3, _months(start, end, today.year, opens, 3))
    return Piece(start, end, _unit(said), number - 1, 1)


def _season(start: int, end: int, name: str, today: date) -> Piece:
    """A season without a year is the one that is under way or comes next."""
    opens, many = SEASONS.get(name) or SEASONS[name[0]]
    year = today.year + (today.month >= opens + many)
    return Piece(start, end, "month", opens - 1, many, _months(start, end, year, opens, many))


def _months(start: int, end: int, year: int, opens: int, many: int) -> Days:
    first = date(min(year, 9998), opens, 1)
    return Days(start, end, first, month(first, many)[0])


def _unit(said: str) -> str:
    if said[-1] in W and said not in ("天", "日"):
        return CODES[6 if said[-1] in "日天" else "一二三四五六".index(said[-1])]
    return UNITS[said]


def _decade(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """十九世纪七十年代, 上世纪, 九十年代: of the last hundred years where the century was not said."""
    century = (now.year - 1) // 100 + 1
    if match["century"] in ("上", "上个"):
        century -= 1
    elif match["century"] and match["century"][0] not in "本这":
        century = whole(match["century"]) or 0
    said = match["decade"] or match["decades"]
    opens = (century - 1) * 100 + ((whole(said) or 0) if said else 0)
    if not match["century"] and opens > now.year:
        opens -= 100
    if 0 < opens < 9900:
        yield Days(match.start(), match.end(), date(opens, 1, 1), date(opens + (10 if said else 100), 1, 1))


READERS: dict[str, Reader] = {
    "relative_": _relative,
    "within_": _within,
    "towards_": _towards,
    "piece_": _piece,
    "decade_": _decade,
}
