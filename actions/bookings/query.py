"""What is free, when it is open, what it costs, what holds there, and what the speaker has booked."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from actions.bookings import own, times
from actions.bookings.board import Board, board
from actions.bookings.places import Place, common, named, places_of
from actions.bookings.wish import hours, length, span
from actions.reply import Button, Reply
from actions.slot import Answer
from actions.turn import Turn
from actions.wording import clock, day, listing, money
from nlu.types import Moment

_MINE = re.compile(
    r"我(?:都|还|自己)?(?:预?[订定约]了|有(?:哪些|什么|几个)?预|的预?[订定约])"
    r"|have i booked|my bookings?|did i book|i(?:'ve| have) booked",
    re.IGNORECASE,
)
_SHOWN = 6


def query(turn: Turn) -> Reply:
    """Answer what is asked of a place, or of the speaker's own bookings."""
    item = turn.value("booking_item")
    if item == "my_bookings" or _MINE.search(turn.message.text):
        return mine(turn)
    every = places_of(turn)
    values = (
        [str(one.value) for one in turn.understanding.entities if one.slot == "resource"] if turn.understanding else []
    )
    places = named(every, values, turn.message.text)
    if not places:
        return _which(turn, every, bool(values))
    answers = {"price": _price, "opening_hours": _hours, "capacity": _capacity, "rules": _rules}
    if item in answers and not (item == "opening_hours" and turn.value("time")):
        return answers[str(item)](turn, places).with_buttons(_book(turn))
    if item in ("deposit", "equipment"):
        return _ask_desk(turn, places)
    return _free(turn, places)


def mine(turn: Turn) -> Reply:
    """List the speaker's coming bookings."""
    if turn.resident is None:
        return turn.say("unknown").with_buttons(turn.button("button.sign_in", "start:bind_home"))
    visits = own.first_of_each(own.coming(turn))[:_SHOWN]
    if not visits:
        return turn.say("none").with_buttons(_book(turn))
    rows = [own.shown(turn, visit, turn.lang) for visit in visits]
    said = listing(
        [
            f"{row.says}（{row.key.partition('@')[0]}）"
            if turn.lang != "en"
            else f"{row.says} ({row.key.partition('@')[0]})"
            for row in rows
        ],
        turn.lang,
    )
    return turn.say("mine", private=True, rows=said, count=len(rows)).showing(*rows)


def this_one(turn: Turn) -> Reply:
    """Say how the booking of the argument stands."""
    visit = own.find(turn, turn.argument, over=True)
    if visit is None:
        return turn.say("not_yours").with_buttons(turn.handler_button("button.mine", "mine"))
    key = "one" if visit.status == "active" else "one_cancelled"
    said = turn.say(key, private=True, **own.facts(turn, visit, turn.lang))
    return said.showing(own.shown(turn, visit, turn.lang))


def _which(turn: Turn, every: Sequence[Place], asked: bool) -> Reply:
    names = listing(list(dict.fromkeys(_groups(every, turn.lang))), turn.lang)
    if not every:
        return turn.say("no_places")
    if asked:
        spoken = turn.understanding.entity("resource") if turn.understanding else None
        return turn.say("refuse.no_such", what=spoken.text if spoken else "", rows=names)
    return turn.say("places", rows=names)


def _groups(every: Iterable[Place], lang: str) -> list[str]:
    kinds: dict[str, list[Place]] = {}
    for place in every:
        kinds.setdefault(place.group[0] if place.group else place.kind or place.name, []).append(place)
    return [common(group, lang) for group in kinds.values()]


def _price(turn: Turn, places: Sequence[Place]) -> Reply:
    place, what = places[0], common(places, turn.lang)
    if not place.price:
        return turn.say("price_none", what=what)
    return turn.say("price", what=what, amount=money(place.price, turn.lang), each=length(place.minutes, turn.lang))


def _hours(turn: Turn, places: Sequence[Place]) -> Reply:
    key = "hours" if places[0].opens is not None else "hours_usual"
    return turn.say(key, what=common(places, turn.lang), hours=hours(places[0], turn.lang))


def _capacity(turn: Turn, places: Sequence[Place]) -> Reply:
    if not places[0].holds:
        return _ask_desk(turn, places)
    return turn.say("capacity", what=common(places, turn.lang), count=places[0].holds)


def _rules(turn: Turn, places: Sequence[Place]) -> Reply:
    place = places[0]
    rules = place.rules_en if turn.lang == "en" else place.rules
    longest, last = length(place.longest, turn.lang), place.ahead
    return turn.say("rules", what=common(places, turn.lang), longest=longest, days=last, rules=rules)


def _ask_desk(turn: Turn, places: Sequence[Place]) -> Reply:
    return turn.say("not_written", what=common(places, turn.lang)).with_buttons(
        turn.button("button.person", "start:human_handoff")
    )


def _free(turn: Turn, places: Sequence[Place]) -> Reply:
    when = _asked_time(turn)
    first = when.start.date() if when and when.has_date else turn.now.date()
    midnight = datetime.combine(first, datetime.min.time(), tzinfo=turn.now.tzinfo)
    seen = board(turn.db, places, midnight, midnight + timedelta(days=2))
    what, said_day = common(places, turn.lang), day(first, turn.now.date(), turn.lang)
    if first < turn.now.date():
        return turn.say("over", what=what)
    if when and when.clock is not None and when.has_date:
        return _at_that_time(turn, seen, places, when)
    free = [(place, list(_cut(seen.stretches(place, first, turn.now), when))) for place in places]
    rows = _rows(turn, free)
    if not rows and when and when.part:
        rows = _rows(turn, [(place, list(seen.stretches(place, first, turn.now))) for place in places])
        if rows:
            return turn.say("free_else", what=what, day=said_day, rows=rows).with_buttons(_book(turn))
    if not rows:
        return turn.say("free_none", what=what, day=said_day).with_buttons(_book(turn))
    costs = (
        str(
            turn.text("costs_each", amount=money(places[0].price, turn.lang), each=length(places[0].minutes, turn.lang))
        )
        if places[0].price
        else ""
    )
    return turn.say("free", day=said_day, rows=rows, costs=costs).with_buttons(_book(turn))


def _rows(turn: Turn, free: Sequence[tuple[Place, list[tuple[datetime, datetime]]]]) -> str:
    kept = [(place, spans) for place, spans in free if spans]
    same = len({tuple(spans) for _, spans in kept}) == 1
    if same and len(kept) > 1 and len(kept) == len(free):
        return _row(turn, common([place for place, _ in kept], turn.lang), kept[0][1])
    gap = "; " if turn.lang == "en" else "；"
    return gap.join(_row(turn, place.title(turn.lang), spans) for place, spans in kept)


def _row(turn: Turn, title: str, spans: Sequence[tuple[datetime, datetime]]) -> str:
    said = [f"{clock(a)}-{'24:00' if b.date() > a.date() else clock(b)}" for a, b in spans]
    return f"{title}{' ' if turn.lang == 'en' else ''}{listing(said, turn.lang)}"


def _cut(spans: Iterable[tuple[datetime, datetime]], when: Moment | None) -> Iterable[tuple[datetime, datetime]]:
    """Keep of the free stretches what lies in the part of the day that was asked for."""
    for starts, ends in spans:
        if when is None or when.part is None:
            yield starts, ends
        elif max(starts, when.start) < min(ends, when.end):
            yield max(starts, when.start), min(ends, when.end)


def _at_that_time(turn: Turn, seen: Board, places: Sequence[Place], when: Moment) -> Reply:
    starts = when.start
    ends = when.end if when.end > starts else starts + timedelta(minutes=places[0].minutes)
    said = span(starts, ends, turn.now, turn.lang)
    if seen.fits(places, starts, ends):
        return turn.say("free_then", what=common(places, turn.lang), when=said).with_buttons(_book(turn))
    others = seen.nearest(places, starts, ends - starts, turn.now)
    near = [clock(one) for one in others if one.date() == starts.date()]
    key = "taken_then" if near else "free_none_then"
    return turn.say(key, what=common(places, turn.lang), when=said, others=listing(near, turn.lang)).with_buttons(
        _book(turn)
    )


def _asked_time(turn: Turn) -> Moment | None:
    found = times.moments(Answer(turn.message.text, turn.understanding))
    return next((one.value for one in found if isinstance(one.value, Moment)), None)


def _book(turn: Turn) -> Button:
    return turn.button("button.book", "start:booking_create")
