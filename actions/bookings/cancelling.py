"""A booking is given up: one, one time of a series, or all of it. One named time at once, with a way back."""

import re

from actions.bookings import own
from actions.bookings.models import Booking, BookingStatus, Visit
from actions.bookings.picking import gone, meant, places_said, which
from actions.bookings.taking import release
from actions.form import Form
from actions.reply import Reply
from actions.slot import Answer, Slot, Value, Values
from actions.turn import Turn
from actions.wording import listing

_ALL = re.compile(
    r"全部|所有|都(?:不|取消|退)|以后|每[周天个]|整个|一系列|\b(?:all|every|series|whole)\b", re.IGNORECASE
)
_ONCE = re.compile(r"这(?:一)?次|那(?:一)?次|下次|只|就|照常|this one|this time|only|just|next time", re.IGNORECASE)


def cancel(turn: Turn) -> Reply:
    """Give up what the message means; ask which one where that is not clear."""
    visits = own.coming(turn)
    if not visits:
        return turn.say("none").with_buttons(turn.button("button.book", "start:booking_create"))
    found = meant(turn, visits)
    if not found:
        return _not_then(turn, visits)
    bookings = list(dict.fromkeys(visit.booking_id for visit in found))
    if len(bookings) > 1:
        return _several(turn, found) if _ALL.search(turn.message.text) else which(turn, found, "cancel_this")
    return _one(turn, found)


def cancel_this(turn: Turn) -> Reply:
    """Give up the booking of the argument; of a series without a day it is asked how much."""
    visit = own.find(turn, turn.argument)
    if visit is None or visit.status != BookingStatus.ACTIVE:
        return gone(turn)
    named = places_said(turn)
    if named and visit.resource_id not in named:  # 那个羽毛球退了, beside a court for tennis
        return cancel(turn)
    booking = own.booking_of(turn, visit)
    if booking.recurrence and "@" not in turn.argument:
        return _how_much(turn, visit)
    return _cancelled(turn, visit)


def drop(turn: Turn) -> Reply:
    """Ask for a yes to giving up the booking of the argument."""
    visit = own.find(turn, turn.argument)
    if visit is None or visit.status != BookingStatus.ACTIVE:
        return gone(turn)
    return turn.start(DROP, visits=visit.id)


def drop_series(turn: Turn) -> Reply:
    """Ask for a yes to giving up every time of the booking of the argument."""
    visits = _rest(turn, turn.argument.partition("@")[0])
    return turn.start(DROP, visits=_ids(visits)) if visits else gone(turn)


def _one(turn: Turn, found: list[Visit]) -> Reply:
    booking, text = own.booking_of(turn, found[0]), turn.message.text
    if not booking.recurrence:
        return _cancelled(turn, found[0])
    if _ALL.search(text) and not _ONCE.search(text):
        turn.argument = booking.number
        return drop_series(turn)
    named = turn.value("time") is not None or _ONCE.search(text)
    return _cancelled(turn, found[0]) if named else _how_much(turn, found[0])


def _how_much(turn: Turn, visit: Visit) -> Reply:
    key = own.key_of(turn, visit)
    once = turn.handler_button("button.once", "cancel_this", key)
    every = turn.handler_button("button.series", "drop_series", key)
    asked = turn.say("how_much", private=True, **own.facts(turn, visit, turn.lang))
    return asked.with_buttons(once, every).showing(own.shown(turn, visit, turn.lang))


def _several(turn: Turn, visits: list[Visit]) -> Reply:
    return turn.start(DROP, visits=_ids(visits))


def _ids(visits: list[Visit]) -> str:
    return ",".join(visit.id for visit in visits)


def _not_then(turn: Turn, visits: list[Visit]) -> Reply:
    few = own.first_of_each(visits)[:4]
    rows = [own.shown(turn, visit, turn.lang) for visit in few]
    said = listing([row.says for row in rows], turn.lang)
    return turn.say("none_then", private=True, rows=said).showing(*rows)


def _cancelled(turn: Turn, visit: Visit) -> Reply:
    before = {
        "visit": visit.id,
        "starts": visit.starts.isoformat(),
        "ends": visit.ends.isoformat(),
        "resource": visit.resource_id,
        "status": visit.status,
    }
    known = own.facts(turn, visit, turn.lang)
    key = own.key_of(turn, visit)
    booking = give_up(turn, visit)
    undo = turn.handler_button("button.undo_cancel", "undo", key)
    said = turn.done("done.cancelled", booking.ref, private=True, **known)
    return said.with_buttons(undo).showing(own.shown(turn, visit, turn.lang), before=before)


def give_up(turn: Turn, visit: Visit) -> Booking:
    """Give a time back; the booking is over with its last one."""
    booking = own.booking_of(turn, visit)
    release(turn.db, visit)
    visit.status = BookingStatus.CANCELLED
    turn.db.flush()
    if not _rest(turn, booking.number):
        booking.status, booking.closed_at = BookingStatus.CANCELLED, turn.now
    turn.db.flush()
    return booking


def _rest(turn: Turn, number: str) -> list[Visit]:
    """Return the times of a booking that are still to come."""
    booking = turn.db.scalar(turn.mine(Booking).where(Booking.number == number))
    return [visit for visit in own.coming(turn) if booking and visit.booking_id == booking.id]


def _agreed(turn: Turn, values: Values) -> Reply:
    visits = _of(turn, values)
    if not visits:
        return gone(turn)
    if len(visits) == 1:
        return _cancelled(turn, visits[0])
    said = _summary(turn, values)["rows"]
    booking = next(iter([give_up(turn, visit) for visit in visits]))
    return turn.done("done.cancelled_all", booking.ref, private=True, rows=said)


def _of(turn: Turn, values: Values) -> list[Visit]:
    wanted = str(values["visits"]).split(",")
    return [visit for visit in own.coming(turn) if visit.id in wanted]


def _read_other(answer: Answer) -> Value:
    """Read that another one is meant: 不对，是周五的."""
    meant_else = answer.understanding
    return answer.text if meant_else and (meant_else.entity("time") or meant_else.entity("resource")) else None


def _check_other(turn: Turn, value: Value) -> Value:
    """Return the times that are meant instead; where there are none, those that were read back."""
    opened = turn.conversation.open
    return _ids(meant(turn, own.coming(turn))) or (opened.values["visits"] if opened else value)


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    visits = _of(turn, values)
    rows = [own.shown(turn, visit, turn.lang).says for visit in own.first_of_each(visits)]
    more = len(visits) - len(rows)
    said = listing(rows, turn.lang) + (str(turn.text("and_later", count=more)) if more else "")
    return {"rows": said}


DROP = Form(
    name="drop",
    package="actions.bookings",
    intent="booking_cancel",
    slots=(Slot(name="visits", read=_read_other, check=_check_other, needed=lambda values: False),),
    submit=_agreed,
    confirm="confirm.drop",
    summary=_summary,
    on_cancel=lambda turn: turn.say("stays"),
)
