"""What was written down is corrected afterwards, or put back: the record is named, and undone with one word."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from actions.event import TicketChanged
from actions.form import Form
from actions.people import Staff
from actions.reference import last_done, screens
from actions.repairs.before import restore, state_of
from actions.repairs.cancel import drop
from actions.repairs.referring import known, not_there, shown, when
from actions.repairs.tickets import by_number, label, note, said_time, wish_time
from actions.reply import Reply
from actions.slot import Slot, Values, words
from actions.ticket import Ticket, TicketStatus
from actions.turn import Turn
from actions.wording import listing
from nlu.slots.corrections import DENIED
from nlu.types import Entity, Moment

_SAYS_NOTHING = frozenset({"correct", "deny", "affirm", "cancel", "thanks", "greeting"})
_GOOD = 3  # stars from which a repair that was opened again for fewer is finished after all


def corrected(turn: Turn) -> Reply:
    """Change what the message says is different; ask what where it says nothing of use."""
    ticket = known(turn)
    if ticket is None:
        return _of_another(turn)
    before = state_of(ticket)
    if ticket.rating is not None and isinstance(turn.value("rating"), int):
        return _rated_anew(turn, ticket, before)
    if not ticket.active:
        said = turn.say("too_late", number=ticket.number, what=label(ticket, turn.lang))
        return said.with_buttons(turn.button("button.report", "start:repair_report")).showing(shown(ticket, turn.lang))
    when_else = _meant(turn, "time")
    if isinstance(when_else, Moment) and _over(moved(ticket, when_else, turn.now), turn.now):
        opened = turn.conversation.begin(CHANGE.full_name, {"ticket": ticket.id})
        opened.asked = "time"
        return turn.ask("time", "time_over")
    changes = _change(turn, ticket)
    if not changes:
        return turn.start(CHANGE, ticket=ticket.id)
    return _changed(turn, ticket, changes, before)


def undone(turn: Turn) -> Reply:
    """Put a repair back to how it was before its last change here; one that was just made is cancelled instead."""
    ticket = known(turn)
    if ticket is None:
        return not_there(turn)
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    screen = last_done(seen, ticket.ref)
    if screen is None or screen.before is None:
        return drop(turn)
    before, now = screen.before, state_of(ticket)
    if ticket.status == TicketStatus.DONE and before["status"] != TicketStatus.DONE:
        return turn.say("too_late", number=ticket.number, what=label(ticket, turn.lang))
    again = ticket.status == TicketStatus.CANCELLED
    restore(ticket, before)
    note(turn, ticket, str(turn.text_in("zh", "entry.undone", time=said_time(ticket, turn.now, "zh"))), turn.resident)
    _tell(turn, ticket)
    key = "done.not_cancelled" if again else "done.undone"
    said = turn.done(key, ticket.ref, number=ticket.number, what=label(ticket, turn.lang), time=when(turn, ticket))
    return said.showing(shown(ticket, turn.lang), before=now)


def revived(turn: Turn) -> Reply:
    """Take a cancellation back; what was never cancelled stands as it is."""
    ticket = known(turn)
    if ticket is not None and ticket.active:
        said = turn.say("goes_on", number=ticket.number, what=label(ticket, turn.lang))
        return said.showing(shown(ticket, turn.lang))
    return undone(turn)


def moved(ticket: Ticket, new: Moment, now: datetime) -> Moment:
    """Complete a time that corrects an earlier one: another day keeps the hour, another hour keeps the day."""
    if ticket.wish_from is None or ticket.wish_until is None:
        return new
    start, end = ticket.wish_from.astimezone(now.tzinfo), ticket.wish_until.astimezone(now.tzinfo)
    if new.bound:
        return new if new.has_date else _on_day(new, start)
    if not new.has_date:
        return _on_day(new, start)
    timed = bool(ticket.data.get("part") or ticket.data.get("clock"))
    one_day = new.end - new.start <= timedelta(days=1)
    if new.part or new.clock or not timed or not one_day or ticket.data.get("bound"):
        return new
    by = timedelta(days=(new.start.date() - start.date()).days)
    clock = start.time() if ticket.data.get("clock") else None
    part = str(ticket.data["part"]) if ticket.data.get("part") else None
    return replace(new, start=start + by, end=end + by, part=part, clock=clock)


def _on_day(new: Moment, day: datetime) -> Moment:
    by = timedelta(days=(day.date() - new.start.date()).days)
    return replace(new, start=new.start + by, end=new.end + by)


def _change(turn: Turn, ticket: Ticket) -> list[str]:
    """Write into the ticket what the message says, and return what is different now."""
    changes: list[str] = []
    when_else, place, thing = _meant(turn, "time"), _meant(turn, "location"), _entity(turn, "object")
    if isinstance(when_else, Moment):
        wish_time(ticket, moved(ticket, when_else, turn.now))
        changes.append(str(turn.text("change.time", value=said_time(ticket, turn.now, turn.lang))))
    if place is not None and place != ticket.location:
        ticket.location = str(place)[:120]
        changes.append(str(turn.text("change.location", value=ticket.location)))
    if thing is not None and thing.value != ticket.data.get("thing"):
        ticket.object, ticket.data = thing.text[:60], {**ticket.data, "thing": str(thing.value)}
        ticket.category = str(_meant(turn, "category") or ticket.category)
        changes.append(str(turn.text("change.object", value=ticket.object)))
    home = next((home for home in turn.homes if _meant(turn, "house") == home.name and home.id != ticket.home_id), None)
    if home is not None:
        ticket.home_id = home.id
        changes.append(str(turn.text("change.home", value=home.name)))
    return changes


def _changed(turn: Turn, ticket: Ticket, changes: list[str], before: Mapping[str, Any]) -> Reply:
    said = listing(changes, turn.lang)
    note(turn, ticket, f"{turn.text_in('zh', 'entry.changed')}{said}", turn.resident)
    key = "done.changed_told" if _tell(turn, ticket) else "done.changed"
    reply = turn.done(key, ticket.ref, number=ticket.number, what=label(ticket, turn.lang), changes=said)
    undo = turn.handler_button("button.undo", "undo", ticket.number)
    return reply.with_buttons(undo).showing(shown(ticket, turn.lang), before=before)


def _rated_anew(turn: Turn, ticket: Ticket, before: Mapping[str, Any]) -> Reply:
    """Take other stars; what only few stars had opened again is finished after all."""
    rating = turn.value("rating")
    assert isinstance(rating, int), "the caller has looked"  # noqa: S101
    ticket.rating = rating
    if rating >= _GOOD and ticket.status == TicketStatus.OPEN and ticket.assignee_id is None:
        ticket.status, ticket.closed_at = TicketStatus.DONE, turn.now
        turn.emit(TicketChanged(ticket.id, ticket.status))
    note(turn, ticket, str(turn.text_in("zh", "entry.rated", rating=rating, comment="")), turn.resident)
    changes = str(turn.text("change.rating", value=rating))
    reply = turn.done("done.changed", ticket.ref, number=ticket.number, what=label(ticket, turn.lang), changes=changes)
    return reply.showing(shown(ticket, turn.lang), before=before)


def _of_another(turn: Turn) -> Reply:
    """Take the words of somebody else than the owner as a note where it stands outside; else say whose it is."""
    query = turn.ours(Ticket).where(Ticket.area == "public")
    ticket = by_number(turn.db.scalars(query).all(), turn.argument)
    if ticket is None or not ticket.active:
        return not_there(turn)
    note(turn, ticket, turn.message.text, turn.resident)
    return turn.done("done.noted_only", ticket.ref, number=ticket.number)


def _tell(turn: Turn, ticket: Ticket) -> bool:
    """Tell the desk, and whoever is to come; return whether somebody was to come."""
    turn.emit(TicketChanged(ticket.id, ticket.status))
    staff = turn.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    if staff is None:
        return False
    time = said_time(ticket, turn.now, staff.lang)
    what = label(ticket, staff.lang)
    turn.effects.page(staff.id, turn.text_in(staff.lang, "page_changed", number=ticket.number, what=what, time=time))
    return True


def _entity(turn: Turn, slot: str) -> Entity | None:
    """Return the first value of a slot that the message does not deny."""
    found = [one for one in (turn.understanding.entities if turn.understanding else ()) if one.slot == slot]
    text = turn.understanding.text if turn.understanding else ""
    return next((one for one in found if not DENIED.search(text, max(0, one.start - 16), one.start)), None)


def _meant(turn: Turn, slot: str) -> object:
    found = _entity(turn, slot)
    return found.value if found else None


def _over(when_else: Moment, now: datetime) -> bool:
    return when_else.end < now or when_else.end == when_else.start < now


def _told(turn: Turn, values: Values) -> Reply:
    """Read the answer to "what is different?"."""
    ticket = turn.db.get_one(Ticket, str(values["ticket"]))
    turn.argument = ticket.number
    when_else = _meant(turn, "time")
    if not ticket.active or (isinstance(when_else, Moment) and _over(moved(ticket, when_else, turn.now), turn.now)):
        return corrected(turn)
    before, changes = state_of(ticket), _change(turn, ticket)
    if changes:
        return _changed(turn, ticket, changes, before)
    if turn.understanding is None or turn.understanding.intent in _SAYS_NOTHING:
        said = turn.say("unchanged", number=ticket.number, what=label(ticket, turn.lang))
        return said.showing(shown(ticket, turn.lang))
    note(turn, ticket, str(values.get("time") or ""), turn.resident)
    return turn.done("done.added", ticket.ref, number=ticket.number).showing(shown(ticket, turn.lang))


CHANGE = Form(
    name="change",
    package="actions.repairs",
    slots=(Slot(name="time", read=words(500), free=True),),  # a time is what is changed most
    submit=_told,
)
