"""The wrong booking was given up: it is had again, and the one that was meant goes, or it is asked which one."""

from actions.bookings import moving, own
from actions.bookings.cancelling import give_up
from actions.bookings.models import BookingStatus, Visit
from actions.bookings.moving import MOVES, changed, state_of, undone
from actions.bookings.picking import meant, names_any, which
from actions.reference import last_done, screens
from actions.reply import Reply
from actions.turn import Turn

_OF_CANCELLING = frozenset({"correct", "deny", "booking_cancel"})


def corrected(turn: Turn) -> Reply:
    """Something about the booking of the argument is different: how it is, or that it was given up at all."""
    dropped = _just_dropped(turn)
    if dropped is None:
        return moving.corrected(turn)
    others = own.coming(turn)
    pointed = [visit for visit in others if own.key_of(turn, visit) == turn.argument]
    named = bool(pointed) or names_any(turn)
    found = pointed or (meant(turn, others) if named else [])
    turn.argument = own.key_of(turn, dropped)
    back = undone(turn)
    if back.record is None:
        return back  # somebody else has it by now
    if not found and _moves(turn, named=named):
        return changed(turn, dropped)
    if len(found) == 1:
        return _instead(turn, found[0], dropped)
    rest = found or [visit for visit in others if visit.id != dropped.id]
    return _which(turn, dropped, rest) if rest else back


def _just_dropped(turn: Turn) -> Visit | None:
    """Return the time that was given up by what was done last, unless it is had again or over."""
    screen = last_done(screens(turn.conversation.shown, turn.now, turn.conversation.resident_id))
    if screen is None or screen.before is None or not screen.done.startswith(f"{own.KIND}:"):
        return None
    visit = turn.db.scalar(turn.mine(Visit).where(Visit.id == str(screen.before["visit"])))
    given_up = visit is not None and visit.status == BookingStatus.CANCELLED and visit.ends > turn.now
    return visit if given_up else None


def _moves(turn: Turn, *, named: bool) -> bool:
    """Say whether it is wanted at another time: 不对，改到周日, or a time that is no correction of which one."""
    intent = turn.understanding.intent if turn.understanding else ""
    return MOVES.search(turn.message.text) is not None or (named and intent not in _OF_CANCELLING)


def _instead(turn: Turn, visit: Visit, kept: Visit) -> Reply:
    before, key, known = state_of(visit), own.key_of(turn, visit), own.facts(turn, visit, turn.lang)
    row = own.shown(turn, kept, turn.lang)
    booking = give_up(turn, visit)
    undo = turn.handler_button("button.undo_cancel", "undo", key)
    said = turn.done("done.cancelled_instead", booking.ref, private=True, **known, kept=row.says, other=row.key)
    return said.with_buttons(undo).showing(own.shown(turn, visit, turn.lang), row, before=before)


def _which(turn: Turn, kept: Visit, rest: list[Visit]) -> Reply:
    asked = which(turn, rest, "cancel_this")
    known = own.facts(turn, kept, turn.lang)
    said = turn.done("done.back_which", own.booking_of(turn, kept).ref, private=True, **known)
    return said.with_buttons(*asked.buttons).showing(*asked.shows)
