"""Brings times of a public data set, of our grammar and of jionlp into one form, so that they can be compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from nlu.types import Entity, Moment

DAY = timedelta(days=1)
RULES = {"P1D": "FREQ=DAILY", "P1W": "FREQ=WEEKLY", "P1M": "FREQ=MONTHLY", "P1Y": "FREQ=YEARLY"}
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS = {"TMO": ("morning",), "TAF": ("afternoon",), "TEV": ("evening", "night")}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# ("span", start, end), ("clock", start, end), ("part", day, name), ("long", minutes), ("rule", RRULE, clock)
Reading = tuple[object, ...]
UNRESOLVED: Reading = ("unresolved",)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text and what it may be read as."""

    start: int
    end: int
    readings: frozenset[Reading]


def is_right(expected: Sequence[Found], found: Sequence[Found]) -> bool:
    """Say whether each expected time was found where it stands, with one of its values, and no other time was."""
    wanted = [one for one in expected if UNRESOLVED not in one.readings]
    rest = list(found)
    for one in wanted:
        hit = next((other for other in rest if _overlap(one, other) and one.readings & other.readings), None)
        if hit is None:
            return False
        rest.remove(hit)
    return not rest


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def of_case(case: Mapping[str, Any]) -> list[Found]:
    """Return the results a case of the data set expects."""
    return [
        Found(
            result["start"],
            result["end"],
            frozenset(reading for value in result["resolution"] for reading in _of_value(value, result["text"])),
        )
        for result in case["results"]
    ]


def _of_value(value: Mapping[str, str], said: str) -> Iterator[Reading]:
    kind, timex = value["type"], value["timex"]
    if value.get("value") == "not resolved":
        yield _of_timex(timex)
    elif kind == "duration":
        yield "long", int(value["value"]) // 60
    elif kind == "date":
        day = datetime.fromisoformat(value["value"])
        yield "span", day, day + DAY
    elif kind == "datetime":
        yield "span", _minute(value["value"]), _minute(value["value"])
    elif kind == "time":
        yield "clock", _clock(value["value"]), _clock(value["value"])
    elif kind == "timerange":
        yield from _of_part(None, timex)
        yield "clock", *(_clock(value[side]) if side in value else None for side in ("start", "end"))
    else:
        yield from _of_range(value, said)


def _of_timex(timex: str) -> Reading:
    """Read what has no value because it repeats, or because the data set leaves its borders open (a season)."""
    if timex in RULES:
        return "rule", RULES[timex], None
    if timex.startswith("XXXX-WXX-"):
        day, _, hour = timex.removeprefix("XXXX-WXX-").partition("T")
        return "rule", f"FREQ=WEEKLY;BYDAY={CODES[int(day) - 1]}", time(int(hour)) if hour else None
    year, _, season = timex.partition("-")
    if season in SEASONS:
        first = datetime(int(year), SEASONS[season], 1)  # noqa: DTZ001
        return "span", first, _months_on(first, 3)
    return UNRESOLVED


def _of_part(day: date | None, timex: str) -> Iterator[Reading]:
    """A part of the day counts by its day and its name: its hours are a convention in which houses differ."""
    for name in PARTS.get(timex[-3:], ()):
        yield "part", day, name


def _of_range(value: Mapping[str, str], said: str) -> Iterator[Reading]:
    start, end = (_minute(value[side]) if side in value else None for side in ("start", "end"))
    if value.get("sourceEntity") == "datetimepoint" and value["type"] == "daterange":
        # Only the day is told: after it begins the day behind it, and until it includes it.
        start = start + DAY if start and value["Mod"] == "after" else start
        end = end + DAY if end and value["Mod"] == "until" else end
    yield "span", start, end
    yield from _of_part(start.date() if start else None, value["timex"])
    unit = value["timex"].rstrip(")")[-1:]
    if start and end and value["type"] == "daterange" and value["timex"].startswith("(") and _is_between(said):
        # The data set ends 3月到5月 where May begins; who says it means all of May.
        yield "span", start, {"D": end + DAY, "M": _months_on(end, 1), "Y": _months_on(end, 12)}.get(unit, end)


def _is_between(said: str) -> bool:
    return any(word in said for word in "到至和-–~")


def _months_on(at: datetime, by: int) -> datetime:
    number = at.year * 12 + at.month - 1 + by
    return at.replace(year=number // 12, month=number % 12 + 1)


def _minute(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(second=0)


def _clock(said: str) -> time:
    return time.fromisoformat(said).replace(second=0)


def of_entities(entities: Sequence[Entity]) -> list[Found]:
    """Return what our grammar found; lengths and repetitions inside a time are that time's own."""
    moments = [entity for entity in entities if isinstance(entity.value, Moment)]
    inner = [one for one in entities if not any(m.start <= one.start and one.end <= m.end for m in moments)]
    found = [Found(one.start, one.end, frozenset(_of_moment(one.value))) for one in moments]
    return found + [_of_word(one) for one in inner]


def _of_word(entity: Entity) -> Found:
    is_rule = entity.slot == "recurrence"
    reading: Reading = ("rule", entity.value, None) if is_rule else ("long", entity.value)
    return Found(entity.start, entity.end, frozenset({reading}))


def _of_moment(moment: object) -> Iterator[Reading]:
    if not isinstance(moment, Moment):
        return
    start, end = moment.start.replace(tzinfo=None), moment.end.replace(tzinfo=None)
    if moment.recurrence:
        yield "rule", moment.recurrence, moment.clock
        return
    first, last = _open(moment, start, end)
    yield "span", first, last
    if not moment.has_date:
        yield "clock", first and first.time(), last and last.time()
    if moment.part and moment.clock is None:
        yield "part", start.date() if moment.has_date else None, moment.part


def _open(moment: Moment, start: datetime, end: datetime) -> tuple[datetime | None, datetime | None]:
    if moment.clock and moment.bound:
        return (None, end) if moment.bound in ("before", "until") else (start, None)
    sides = {"before": (None, start), "until": (None, end), "since": (start, None), "after": (end, None)}
    return sides.get(moment.bound or "", (start, end))


def of_jionlp(results: Sequence[Mapping[str, Any]]) -> list[Found]:
    """Return what jionlp found, each reading that its form allows counted in its favour."""
    return [Found(*one["offset"], frozenset(_of_detail(one["type"], one["detail"]["time"]))) for one in results]


def _of_detail(kind: str, value: Any) -> Iterator[Reading]:
    if kind == "time_period":
        yield from _of_period(value)
    elif kind == "time_delta":
        yield from _of_delta(value)
    else:
        start, end = (datetime.fromisoformat(side) for side in value)
        whole = end + timedelta(seconds=1) if end.second else end
        for first, last in ((start, whole), (start, start), (start, None), (None, whole), (start, end)):
            yield "span", first and first.replace(second=0), last and last.replace(second=0)
            yield "clock", first and first.time().replace(second=0), last and last.time().replace(second=0)
        for names in PARTS.values():
            for name in names:
                opens = {"morning": range(5, 12), "afternoon": range(12, 17)}.get(name, range(17, 24))
                if start.hour in opens and timedelta(hours=2) < whole - start < DAY:
                    yield "part", start.date(), name
                    yield "part", None, name


def _of_delta(value: Any) -> Iterator[Reading]:
    sizes = {"year": 525600, "month": 43200, "week": 10080, "day": 1440, "hour": 60, "minute": 1, "second": 1 / 60}
    if isinstance(value, Mapping) and all(name in sizes for name in value):
        yield "long", int(sum(sizes[name] * amount for name, amount in value.items()) + 1e-6)


def _of_period(value: Mapping[str, Any]) -> Iterator[Reading]:
    delta, point = value["delta"], value.get("point")
    rules = {("day", 1): "P1D", ("day", 7): "P1W", ("week", 1): "P1W", ("month", 1): "P1M", ("year", 1): "P1Y"}
    for name, amount in delta.items() if isinstance(delta, Mapping) else ():
        rule = RULES.get(rules.get((name, amount), ""), "")
        yield "rule", rule, None
        if point and rule == "FREQ=WEEKLY":
            at = datetime.fromisoformat(point["time"][0])
            yield "rule", f"{rule};BYDAY={CODES[at.weekday()]}", None
            yield "rule", f"{rule};BYDAY={CODES[at.weekday()]}", at.time()
