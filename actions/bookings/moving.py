"""A booking is changed: another day, hour, length or place. It stays as it was until the new time is surely had."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from actions.bookings import own
from actions.bookings.cancelling import drop
from actions.bookings.form import SLOTS, about, again, check_resource, heard, told
from actions.bookings.models import BookingStatus, Visit
from actions.bookings.picking import gone, meant, own_named, which
from actions.bookings.places import places_of
from actions.bookings.reminding import plan_reminder
from actions.bookings.taking import claim
from actions.bookings.times import clock_of, read_length, read_start
from actions.bookings.wish import Wish, cost, open_then, refused, span, taken, wish_of
from actions.form import Form
from actions.reference import last_done, screens
from actions.reply import Reply
from actions.slot import Answer, Slot, Unusable, Values
from actions.turn import Turn

MOVES = re.compile(
    r"改(?!善|造)|换(?:到|成|个|一|为|间|大)|挪|调到|推迟|往[后前]|延[后长期]|顺延|提前|提早|加(?:一个|半个?|两个?)(?:小时|钟)|多打|再续|加到"
    r"|\b(?:move|change|reschedule|postpone|shift|extend|switch|make it|push)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"往后|推迟|延后|推后|晚|later|push|postpone|delay", re.IGNORECASE)
_EARLIER = re.compile(r"提前|提早|往前|早|earlier|forward", re.IGNORECASE)
_LONGER = re.compile(r"延长|[加多再续]|longer|extend|more", re.IGNORECASE)
_HALF = re.compile(r"半个?(?:小时|钟头|点)|half an hour", re.IGNORECASE)


def move(turn: Turn) -> Reply:
    """Change the booking that the message means; ask which one where that is not clear."""
    visits = own.coming(turn)
    if not visits:
        return turn.say("none").with_buttons(turn.button("button.book", "start:booking_create"))
    found = meant(turn, visits, moving=True)
    if len(found) > 1:
        return which(turn, found, "move_this")
    return changed(turn, found[0])


def move_this(turn: Turn) -> Reply:
    """Change the booking of the argument."""
    visit = own.find(turn, turn.argument)
    if visit is None or visit.status != BookingStatus.ACTIVE:
        return gone(turn)
    return changed(turn, visit)


def changed(turn: Turn, visit: Visit) -> Reply:
    """Change what the message says is different; ask for another time where it says nothing of use."""
    known = values_of(turn, visit)
    said = told(turn) if turn.understanding else {}
    said.pop("recurrence", None)
    by = _by(turn)
    if by is not None:
        return turn.start(MOVE, **(known | _shifted(turn, visit, by)))
    if "resource" in said:
        try:
            said["resource"] = _first(visit.resource_id, str(check_resource(turn, said["resource"])))
        except Unusable as refusal:
            return Reply(text=turn.text(refusal.key, **refusal.values))
    if "start" in said:
        said["start"] = f"{clock_of(str(said['start']), known):%H:%M}"
    if not said.keys() - {"part"} or said.items() <= known.items():
        known.pop("start")
        turn.understanding = None  # nothing in it is an answer
        return turn.start(MOVE, **known)
    return turn.start(MOVE, **(known | said))


def _first(own_place: str, found: str) -> str:
    """Put the place that is booked already before others of its kind."""
    keys = found.split(",")
    return ",".join([own_place, *(key for key in keys if key != own_place)]) if own_place in keys else found


def values_of(turn: Turn, visit: Visit) -> Values:
    """Return a booked time as the values of a form."""
    starts = visit.starts.astimezone(turn.now.tzinfo)
    minutes = int((visit.ends - visit.starts) / timedelta(minutes=1))
    values: Values = {
        "visit": visit.id,
        "resource": visit.resource_id,
        "day": f"{starts:%Y-%m-%d}",
        "start": f"{starts:%H:%M}",
        "minutes": minutes,
    }
    people = own.booking_of(turn, visit).people
    return values | {"people": people} if people else values


def _by(turn: Turn) -> tuple[str, int] | None:
    """Return what is to be shifted and by how many minutes: 推后半小时, 提前一小时, 加一个小时."""
    text = turn.message.text
    answer = Answer(text, turn.understanding)
    if turn.understanding is None or read_start(answer) is not None:
        return None
    length = read_length(answer)
    minutes = length if isinstance(length, int) else 30 if _HALF.search(text) else 0
    if not minutes or re.search(r"加到|改[成到]|to (?:one|two|three|\d)", text):
        return None
    for way, pattern, sign in (("start", _LATER, 1), ("start", _EARLIER, -1), ("minutes", _LONGER, 1)):
        if pattern.search(text):
            return way, sign * minutes
    return None


def _shifted(turn: Turn, visit: Visit, by: tuple[str, int]) -> Values:
    way, minutes = by
    turn.understanding = None  # its length is no new length
    if way == "minutes":
        return {"minutes": int((visit.ends - visit.starts) / timedelta(minutes=1)) + minutes}
    starts = visit.starts.astimezone(turn.now.tzinfo) + timedelta(minutes=minutes)
    return {"day": f"{starts:%Y-%m-%d}", "start": f"{starts:%H:%M}"}


def _moved(turn: Turn, values: Values) -> Reply:
    """Say why not, read back what costs more or was heard, or do it."""
    visit = turn.db.get_one(Visit, str(values["visit"]))
    wish = wish_of(turn, values)
    refusal = refused(turn, wish, visit)
    if refusal:
        return again(turn, MOVE, values, refusal)
    if wish.cost > own.booking_of(turn, visit).price or turn.message.may_be_misheard:
        return turn.start(MOVE_AGREE, **values)
    return _do(turn, values, visit, wish)


def _agreed(turn: Turn, values: Values) -> Reply:
    visit = turn.db.get_one(Visit, str(values["visit"]))
    wish = wish_of(turn, values)
    refusal = refused(turn, wish, visit)
    return again(turn, MOVE, values, refusal) if refusal else _do(turn, values, visit, wish)


def _do(turn: Turn, values: Values, visit: Visit, wish: Wish) -> Reply:
    if visit.status != BookingStatus.ACTIVE or visit.ends <= turn.now:
        return gone(turn)
    before = state_of(visit)
    if not put(turn, visit, wish):
        return again(turn, MOVE, values, taken(turn, wish, visit))
    booking = own.booking_of(turn, visit)
    booking.people = wish.people
    if not booking.recurrence:
        booking.price, booking.closed_at = wish.cost, wish.ends
    known = own.facts(turn, visit, turn.lang)
    costs = cost(turn, wish.cost) if wish.cost else ""
    said = turn.done("done.moved", booking.ref, private=True, **known, costs=costs)
    undo = turn.handler_button("button.undo", "undo", own.key_of(turn, visit))
    return said.with_buttons(undo).showing(own.shown(turn, visit, turn.lang), before=before)


def put(turn: Turn, visit: Visit, wish: Wish) -> bool:
    """Give a visit another time; False and all as it was where that is not to be had."""
    places = open_then(wish.places, wish.starts, wish.ends)
    if not claim(turn.db, visit, places, wish.starts, wish.ends, need=wish.need, unit=wish.unit):
        return False
    plan_reminder(turn, visit)
    return True


def state_of(visit: Visit) -> dict[str, str]:
    """Return how a time is, fit for JSON."""
    times = {"starts": visit.starts.isoformat(), "ends": visit.ends.isoformat()}
    return times | {"visit": visit.id, "resource": visit.resource_id, "status": visit.status}


def corrected(turn: Turn) -> Reply:
    """Something about the booking of the argument is different."""
    visit = own.find(turn, turn.argument)
    other = own_named(turn, own.coming(turn))
    if other and visit not in other:
        return changed(turn, other[0]) if len(other) == 1 else which(turn, other, "move_this")
    if visit is None or visit.status != BookingStatus.ACTIVE:
        return gone(turn)
    return changed(turn, visit)


def undone(turn: Turn) -> Reply:
    """Put a booking back to how it was before its last change here; one that was just made is given up instead."""
    visit = own.find(turn, turn.argument)
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    screen = last_done(seen, f"booking:{turn.argument.partition('@')[0]}")
    before = screen.before if screen else None
    if before is not None:
        visit = turn.db.scalar(turn.mine(Visit).where(Visit.id == str(before["visit"])))
    if visit is None:
        return gone(turn)
    if before is None:
        return drop(turn)
    return _back(turn, visit, before)


def _back(turn: Turn, visit: Visit, before: Mapping[str, Any]) -> Reply:
    now = state_of(visit)
    starts, ends = (
        datetime.fromisoformat(str(before[name])).astimezone(turn.now.tzinfo) for name in ("starts", "ends")
    )
    if ends <= turn.now:
        return gone(turn)
    places = [place for place in places_of(turn) if place.id == before["resource"]]
    booking = own.booking_of(turn, visit)
    wish = Wish(places=tuple(places), starts=starts, ends=ends, people=booking.people)
    if not places or not put(turn, visit, wish):
        return turn.say(
            "not_back", when=span(starts, ends, turn.now, turn.lang), what=own.place_at(turn, visit).title(turn.lang)
        )
    visit.status = booking.status = BookingStatus.ACTIVE
    if not booking.recurrence:
        booking.closed_at, booking.price = ends, wish.cost
    turn.db.flush()
    said = turn.done("done.back", booking.ref, private=True, **own.facts(turn, visit, turn.lang))
    return said.showing(own.shown(turn, visit, turn.lang), before=now)


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    wish = wish_of(turn, values)
    when = span(wish.starts, wish.ends, turn.now, turn.lang)
    return {"what": wish.places[0].title(turn.lang), "when": when, "costs": cost(turn, wish.cost)}


MOVE = Form(
    name="move",
    package="actions.bookings",
    intent="booking_create",
    slots=(Slot(name="visit", read=lambda answer: None, needed=lambda values: False), *SLOTS),
    submit=_moved,
    known=heard,
    about=about,
    on_cancel=lambda turn: turn.say("stays"),
)
MOVE_AGREE = Form(
    name="move_agree",
    package="actions.bookings",
    intent="booking_create",
    slots=(Slot(name="visit", read=lambda answer: None, needed=lambda values: False), *SLOTS),
    submit=_agreed,
    confirm="confirm.move",
    summary=_summary,
    known=heard,
    about=about,
    on_cancel=lambda turn: turn.say("stays"),
)
