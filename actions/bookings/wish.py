"""What somebody wants to book, as far as a form knows it, and why it cannot be had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from actions.bookings.board import board
from actions.bookings.models import Visit
from actions.bookings.places import Place, common, places_of
from actions.bookings.times import clock_of, length_of
from actions.reply import Button
from actions.slot import Value
from actions.turn import Turn
from actions.wording import clock, day, listing, money

GRACE = timedelta(minutes=10)  # a time that has only just begun can still be had


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where (any of `places`), from when on and until when."""

    places: tuple[Place, ...]
    starts: datetime
    ends: datetime
    people: int | None = None
    unit: int | None = None
    recurrence: str = ""

    @property
    def minutes(self) -> int:
        """Return how long it is."""
        return int((self.ends - self.starts) / timedelta(minutes=1))

    @property
    def need(self) -> int:
        """Return how many places it takes where many come at the same time."""
        return self.people or 1

    @property
    def cost(self) -> int:
        """Return what the dearest of the places would cost, in fen."""
        each = self.need if self.places[0].shared else 1
        return max(place.cost(self.minutes) for place in self.places) * each


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be had: the sentence, and what is asked next."""

    key: str
    asks: str
    values: Mapping[str, object]
    buttons: tuple[Button, ...] = ()


def chosen(turn: Turn, values: Mapping[str, Value]) -> list[Place]:
    """Return the places that the value of the slot `resource` names."""
    keys = str(values.get("resource") or "").partition("#")[0].split(",")
    return [place for place in places_of(turn) if place.id in keys]


def wish_of(turn: Turn, values: Mapping[str, Value]) -> Wish:
    """Return the wish that complete values make."""
    places = chosen(turn, values)
    starts = _starts(turn, values)
    length, people = values["minutes"], values.get("people")
    if length == "day":
        starts, ends = _all_of(turn, places[0], starts)
    else:
        minutes = places[0].minutes if length == "usual" else length_of(length, starts)
        ends = starts + timedelta(minutes=minutes)
    unit = str(values.get("resource")).partition("#")[2]
    return Wish(
        places=tuple(places),
        starts=starts,
        ends=ends,
        people=people if isinstance(people, int) else None,
        unit=int(unit) if unit else None,
        recurrence=str(values.get("recurrence") or ""),
    )


def refused(turn: Turn, wish: Wish, moving: Visit | None = None) -> Refusal | None:
    """Say why a wish cannot be had, and what could: over, closed, too long, too many, taken."""
    return _impossible(turn, wish) or _taken(turn, wish, moving)


def open_then(places: Sequence[Place], starts: datetime, ends: datetime) -> list[Place]:
    """Return the places that are open the whole time."""
    return [place for place in places if place.is_open(starts, ends)]


def check_day(turn: Turn, said: str, places: Sequence[Place]) -> Refusal | None:
    """Say why a day is none that can be booked."""
    when, today = date.fromisoformat(said), turn.now.date()
    ahead = max((place.ahead for place in places), default=0)
    if when < today:
        return Refusal("refuse.over", "day", {})
    if places and when > today + timedelta(days=ahead):
        return Refusal("refuse.ahead", "day", {"last": day(today + timedelta(days=ahead), today, turn.lang)})
    return None


def hours(place: Place, lang: str) -> str:
    """Say when a place is open."""
    opens, closes = place.hours
    if (opens, closes) == (0, DAY_LONG):
        return "24 hours" if lang == "en" else "全天"
    return f"{_clock(opens)}-{_clock(closes)}"


def span(starts: datetime, ends: datetime, now: datetime, lang: str) -> str:
    """Say a day and the times: 后天（3月6日）19:00-21:00."""
    starts, ends = starts.astimezone(now.tzinfo), ends.astimezone(now.tzinfo)
    said, gap = day(starts.date(), now.date(), lang), " " if lang == "en" else ""
    if starts.date() == ends.date() or (ends.time() == time() and ends - starts <= timedelta(days=1)):
        return f"{said}{gap}{clock(starts)}-{'24:00' if ends.time() == time() else clock(ends)}"
    to = " to " if lang == "en" else "到"
    return f"{said}{gap}{clock(starts)}{to}{day(ends.date(), now.date(), lang)}{gap}{clock(ends)}"


def cost(turn: Turn, fen: int) -> str:
    """Say what it costs, as a sentence behind another one."""
    return after(turn, str(turn.text("costs", amount=money(fen, turn.lang))))


def after(turn: Turn, sentence: str) -> str:
    """Return a sentence as it stands behind another one: in English with a space between."""
    return f" {sentence}" if sentence and turn.lang == "en" else sentence


DAY_LONG = 24 * 60


def _impossible(turn: Turn, wish: Wish) -> Refusal | None:
    place, title = wish.places[0], common(wish.places, turn.lang)
    late = check_day(turn, f"{wish.starts:%Y-%m-%d}", wish.places)
    if late:
        return late
    if wish.starts < turn.now - GRACE:
        return Refusal("refuse.over", "start", {})
    if wish.minutes > max(one.longest for one in wish.places):
        return Refusal("refuse.long", "minutes", {"what": title, "longest": length(place.longest, turn.lang)})
    holds = max((one.holds or 0 for one in wish.places), default=0)
    if wish.people and holds and wish.people > holds:
        return Refusal("refuse.many", "people", {"what": title, "count": holds})
    if not open_then(wish.places, wish.starts, wish.ends):
        return Refusal("refuse.closed", "start", {"what": title, "hours": hours(place, turn.lang)})
    return None


def _taken(turn: Turn, wish: Wish, moving: Visit | None) -> Refusal | None:
    if wish.recurrence:
        return None
    seen = board(
        turn.db,
        wish.places,
        wish.starts - timedelta(days=1),
        wish.ends + timedelta(days=8),
        without=moving.id if moving else "",
    )
    places = open_then(wish.places, wish.starts, wish.ends)
    if any(len(_wanted(seen.units(place, wish.starts, wish.ends), wish)) >= _need(place, wish) for place in places):
        return None
    return taken(turn, wish, moving)


def taken(turn: Turn, wish: Wish, moving: Visit | None = None) -> Refusal:
    """Say that somebody has it already, never who, and offer the two nearest times."""
    start, end = wish.starts - timedelta(days=1), wish.ends + timedelta(days=9)
    seen = board(turn.db, wish.places, start, end, without=moving.id if moving else "")
    others = seen.nearest(wish.places, wish.starts, wish.ends - wish.starts, turn.now, wish.need)
    known = {
        "what": common(wish.places, turn.lang),
        "when": span(wish.starts, wish.ends, turn.now, turn.lang),
    }
    if not others:
        return Refusal("refuse.full", "start", known)
    length = wish.ends - wish.starts
    said = [_short(one, one + length, wish, turn) for one in others]
    buttons = tuple(Button(label, f"fill:start={one:%Y-%m-%dT%H:%M}") for label, one in zip(said, others, strict=True))
    return Refusal("refuse.taken", "start", known | {"others": listing(said, turn.lang)}, buttons)


def length(minutes: int, lang: str) -> str:
    """Say how long: 2个小时, 90 minutes.

    >>> length(120, "zh"), length(90, "zh"), length(60, "en"), length(4320, "zh")
    ('2个小时', '90分钟', '1 hour', '3天')
    """
    for unit, zh, en in ((DAY_LONG, "天", "day"), (60, "个小时", "hour"), (1, "分钟", "minute")):
        if minutes % unit == 0:
            count = minutes // unit
            return f"{count} {en}{'' if count == 1 else 's'}" if lang == "en" else f"{count}{zh}"
    raise AssertionError("every number of minutes is a number of minutes")


def _short(starts: datetime, ends: datetime, wish: Wish, turn: Turn) -> str:
    same = starts.date() == wish.starts.date() == ends.date()
    return f"{clock(starts)}-{clock(ends)}" if same else span(starts, ends, turn.now, turn.lang)


def _starts(turn: Turn, values: Mapping[str, Value]) -> datetime:
    at = clock_of(str(values["start"]), values)
    return datetime.combine(date.fromisoformat(str(values["day"])), at, tzinfo=turn.now.tzinfo)


def _all_of(turn: Turn, place: Place, starts: datetime) -> tuple[datetime, datetime]:
    opens, closes = place.hours
    midnight = datetime.combine(starts.date(), time(), tzinfo=turn.now.tzinfo)
    return midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes)


def _wanted(units: list[int], wish: Wish) -> list[int]:
    return [one for one in units if wish.unit in (None, one)]


def _need(place: Place, wish: Wish) -> int:
    return wish.need if place.shared else 1


def _clock(minutes: int) -> str:
    return (
        f"{minutes // 60:02d}:{minutes % 60:02d}"
        if minutes <= DAY_LONG
        else f"{minutes // 60 - 24:02d}:{minutes % 60:02d}"
    )
