"""A member of staff answers a page from their own chat: takes it, cannot come, or has only read it."""

from collections.abc import Sequence
from datetime import timedelta

from actions.emergencies.models import RUNNING, Escalation, EscalationStatus
from actions.emergencies.raising import facts, was_called
from actions.event import TicketChanged
from actions.people import Staff, StaffRole
from actions.reply import Button, Reply
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Turn

LATELY = timedelta(hours=12)  # calls that an answer without a number can mean


def take(turn: Turn) -> Reply:
    """Let one named person who was called have it; the resident is told by what follows from the ticket's change."""
    staff = _speaker(turn)
    if staff is None:
        return turn.say("take.not_staff")
    meant = _meant(turn, staff)
    if len(meant) > 1:
        return turn.say("take.which", private=True).with_buttons(*(_choice(turn, one) for one in meant))
    if not meant:
        return turn.say("take.not_called", private=True)
    return _taken(turn, staff, meant[0])


def cannot(turn: Turn) -> Reply:
    """Write down that somebody who was called cannot come; the climb goes on."""
    staff = _speaker(turn)
    if staff is None:
        return turn.say("take.not_staff")
    meant = _meant(turn, staff)
    for escalation in meant:
        ticket = _locked(turn, escalation)
        if ticket is None or ticket.assignee_id is not None:
            continue
        text = turn.text_in("zh", "entry.cannot", name=staff.name)
        add_entry(turn.db, ticket, turn.now, Author.STAFF, text, author_id=staff.id, kind="note")
    return turn.say("take.cannot" if meant else "take.not_called", private=True)


def heard(turn: Turn) -> Reply:
    """Ask whoever only says that they have read it whether they come: nobody is promised help by an ok."""
    staff = _speaker(turn)
    if staff is None:
        return turn.say("take.not_staff")
    meant = _meant(turn, staff)
    if not meant:
        return turn.say("take.not_called", private=True)
    if len(meant) == 1 and (ticket := _locked(turn, meant[0])) is not None and ticket.assignee_id:
        return _taken(turn, staff, meant[0])
    return turn.say("take.coming", private=True).with_buttons(*(_choice(turn, one) for one in meant))


def _speaker(turn: Turn) -> Staff | None:
    staff = turn.staff if turn.message.private else None
    return staff if staff is not None and staff.active and staff.role != StaffRole.COMMITTEE else None


def _meant(turn: Turn, staff: Staff) -> Sequence[Escalation]:
    """Return which calls are meant: the one that is named; else those nobody has; else the last one that was paged."""
    query = turn.ours(Escalation).where(Escalation.status.in_((*RUNNING, EscalationStatus.CLOSED)))
    if turn.argument:
        named = turn.db.scalars(query.where(Escalation.number == turn.argument)).all()
        return [one for one in named if was_called(turn, one, staff)]
    since = query.where(Escalation.created_at > turn.now - LATELY).order_by(Escalation.created_at.desc())
    called = [one for one in turn.db.scalars(since) if was_called(turn, one, staff)]
    waiting = [one for one in called if (ticket := _ticket(turn, one)) and ticket.status == TicketStatus.OPEN]
    return waiting or called[:1]


def _taken(turn: Turn, staff: Staff, escalation: Escalation) -> Reply:
    ticket = _locked(turn, escalation)
    told = facts(turn, escalation, turn.lang)
    if ticket is None or not ticket.active:
        return turn.say("take.over", private=True, **told)
    if ticket.assignee_id is not None:
        first = turn.db.get_one(Staff, ticket.assignee_id)
        key = "take.yours" if first.id == staff.id else "take.has"
        return turn.say(key, private=True, name=first.name, **told)
    ticket.status, ticket.assignee_id = TicketStatus.ASSIGNED, staff.id
    turn.emit(TicketChanged(ticket.id, TicketStatus.ASSIGNED, by=staff.id))
    key = "done.you_take_silent" if escalation.silent or escalation.hushed else "done.you_take"
    return turn.done(key, escalation.ref, private=True, **told)


def _ticket(turn: Turn, escalation: Escalation) -> Ticket | None:
    return turn.db.get(Ticket, escalation.ticket_id) if escalation.ticket_id else None


def _locked(turn: Turn, escalation: Escalation) -> Ticket | None:
    """Read the ticket as it is now and hold it: of two who answer at once, one is the first."""
    if escalation.ticket_id is None:
        return None
    return turn.db.get(Ticket, escalation.ticket_id, with_for_update=True, populate_existing=True)


def _choice(turn: Turn, escalation: Escalation) -> Button:
    told = facts(turn, escalation, turn.lang)
    return turn.handler_button("button.take_one", "take", escalation.number, **told)
