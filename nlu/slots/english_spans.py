"""Stretches of time that are counted in English: from now, beside a day, inside a period that is named."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from nlu.slots.calendar import CODES, WEEK, monday, month
from nlu.slots.english_words import DAYS
from nlu.slots.lengths import between, far, shifted, there
from nlu.slots.numerals import whole
from nlu.slots.timewords import Days, Piece, Reader, Shift, Word

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def amount(said: str, more: str | None = None) -> float | None:
    """Return how many: half an 0.5, a 1, a couple of 2, a few 3, and a half more where that was said."""
    half = 0.5 if more or said.endswith(" and a half") else 0
    said = said.removesuffix(" and a half")
    if said.startswith("half"):
        return 0.5
    if "." in said:
        return float(said)
    number = 2 if said.endswith("couple of") else {"a": 1, "an": 1, "a few": 3}.get(said) or whole(said)
    return number if number is None else number + half


def unit_of(said: str) -> str:
    """Return the unit's own name: hrs is hour, nights are days."""
    starts = {"mi": "minute", "h": "hour", "d": "day", "n": "day", "w": "week", "f": "fortnight", "mo": "month"}
    return next((unit for start, unit in starts.items() if said.startswith(start)), "year")


def _relative(match: re.Match[str], now: datetime) -> Iterator[Word]:
    number = amount(match["amount"] or match["later"], match["half1"] or match["half2"])
    unit = unit_of(match["unit"] or match["laterunit"])
    at = None if number is None else far(now, number * (-1 if match["way"] == "ago" else 1), unit)
    if at is not None:
        yield there(match.start(), match.end(), at, unit)


def _towards(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """The last three days, over the past month, the next two weeks, within two hours."""
    way, unit = match["towards"] or "past", unit_of(match["farunit"] or match["pastunit"])
    number = amount(match["far"] or "a")
    at = None if number is None else far(now, -number if way in ("last", "past") else number, unit)
    if at is None:
        return
    found = between(match.start(), match.end(), now, at, unit)
    if isinstance(found, Days) and way in ("next", "coming"):
        found = shifted(found, 1, 1)
    elif isinstance(found, Days):
        found = shifted(found, 0, 1)
    yield found


def _soon(match: re.Match[str], now: datetime) -> Iterator[Word]:
    at = far(now, 1, match["soon"])
    if at is not None:
        yield between(match.start(), match.end(), now, at, match["soon"])


def _shift(match: re.Match[str], now: datetime) -> Iterator[Word]:
    if match["weekon"] or match["weekthen"]:
        yield Shift(match.start(), match.end(), 7)
        return
    number = amount(match["away"] or "a")
    if number is not None:
        days = round(number) * (7 if match["awayunit"].startswith("week") else 1)
        yield Shift(match.start(), match.end(), days if match["side2"] == "after" else -days)


def _piece(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """The first week of, the last Friday of, the first three days of, the end of."""
    start, end = match.span()
    if match["share"]:
        which = {"beginning": 0, "start": 0, "early": 0, "end": -1, "late": -1}.get(match["share"], 1)
        yield Piece(start, end, "share", which, 1)
        return
    said, of = match["nth"], match["nthof"]
    number = (
        -1 if said == "last" else next(i for i, name in enumerate(_ORDINALS) if said in (name, f"{i + 1}{said[1:]}"))
    )
    if of == "half":
        yield Piece(start, end, "half", number, 1)
        return
    many = whole(match["many"]) if match["many"] else 1
    unit = next(
        (CODES[i] for i, name in enumerate(DAYS) if name.startswith(of[:3]) and of not in ("day", "days")), None
    )
    if many:
        yield Piece(start, end, unit or unit_of(of), -many if number < 0 else number, 1 if unit else many)


def _period(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Days(match.start(), match.end(), *current(match["period"], now.date()))


def current(unit: str, today: date, by: int = 0) -> tuple[date, date]:
    """Return the week, month or year that is under way, or the month or year `by` on."""
    if unit == "week":
        return monday(today), monday(today) + WEEK
    if unit == "year":
        first = date(min(max(today.year + by, 1), 9998), 1, 1)
        return first, month(first, 12)[0]
    return month(today, by)


def _season(match: re.Match[str], now: datetime) -> Iterator[Word]:
    opens = _SEASONS[match["season"]]
    which = match["whichseason"].split()[0]
    year = now.year + (now.month >= opens + 3)
    if which == "last":
        year -= 1
    elif which == "next" and opens <= now.month:
        year = now.year + 1
    first = date(min(max(year, 1), 9998), opens, 1)
    yield Days(match.start(), match.end(), first, month(first, 3)[0])


def _year(match: re.Match[str], now: datetime) -> Iterator[Word]:
    by = {"next": 1, "last": -1}.get(match["whichyear"] or "", 0)
    today = now.date() if match["whichyear"] else date(int(match["onlyyear"]), 1, 1)
    yield Days(match.start(), match.end(), *current("year", today, by))


READERS: dict[str, Reader] = {
    "relative_": _relative,
    "towards_": _towards,
    "soon_": _soon,
    "shift_": _shift,
    "piece_": _piece,
    "period_": _period,
    "season_": _season,
    "year_": _year,
}
