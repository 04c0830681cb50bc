"""The way in: a wish to book or to change, what is known of it already, and what the last screens add."""

import re

from actions.bookings import cancelling, moving
from actions.bookings.form import check_resource, told
from actions.bookings.making import AGREE, BOOK
from actions.bookings.models import Visit
from actions.bookings.moving import MOVES, values_of
from actions.bookings.own import coming, place_at
from actions.reference import screens
from actions.reply import Reply
from actions.slot import Value, Values
from actions.turn import Turn
from nlu.types import Moment

_SAME = re.compile(
    r"(?:跟|和|像)?上[次回](?:一样|那[个样]|的)|老(?:地方|时间|规矩|样子)"
    r"|一样的|照旧|same (?:as|again)|as last time|the usual",
    re.IGNORECASE,
)


def create(turn: Turn) -> Reply:
    """Book, or change what is booked where the message says so."""
    if turn.resident is None:
        return stranger(turn)
    said = told(turn)
    if MOVES.search(turn.message.text) and turn.understanding is not None and _has_any(turn):
        return moving.move(turn)
    if _SAME.search(turn.message.text):
        return same_again(turn)
    known = {} if "resource" in said and "day" in said else _from_screens(turn, said)
    kept = {name: value for name, value in said.items() if name != "resource"}  # heard, even where the place is none
    return turn.start(BOOK, **(known | kept))


def cancel(turn: Turn) -> Reply:
    """Give up a booking."""
    return stranger(turn) if turn.resident is None else cancelling.cancel(turn)


def stranger(turn: Turn) -> Reply:
    """Say that only residents who are known can book."""
    return turn.say("unknown").with_buttons(turn.button("button.sign_in", "start:bind_home"))


def same_again(turn: Turn) -> Reply:
    """Ask for the day of a booking like the last one."""
    last = turn.db.scalars(turn.mine(Visit).order_by(Visit.starts.desc())).first()
    if last is None:
        return turn.start(BOOK)
    known = values_of(turn, last)
    for name in ("visit", "day"):
        known.pop(name)
    said = {name: value for name, value in told(turn).items() if name != "resource"}
    if place_at(turn, last).shared:
        known["minutes"] = "usual"
    return turn.start(AGREE, **(known | said))


def _has_any(turn: Turn) -> bool:
    return bool(coming(turn))


def _from_screens(turn: Turn, said: Values) -> Values:
    """Return what the last question about free times named and the message leaves open: the day, the place."""
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    screen = next((one for one in seen if one.intent == "booking_query"), None)
    if screen is None:
        return {}
    found: dict[str, Value] = {}
    when, resource = screen.about.get("time"), screen.about.get("resource")
    if "day" not in said and isinstance(when, Moment) and when.has_date and when.start.date() >= turn.now.date():
        found["day"] = f"{when.start:%Y-%m-%d}"
        if when.part and "part" not in said:
            found["part"] = when.part
        if when.clock is not None and "start" not in said:
            found["start"] = f"{when.start:%H:%M}"
    if "resource" not in said and resource:
        found["resource"] = check_resource(turn, str(resource))
    return found
