"""A person, please: one ticket a conversation, with its place in the queue; the assistant helps on meanwhile."""

from typing import Any

from sqlalchemy import func, select

from actions.event import TicketChanged, TicketOpened
from actions.people import Staff, StaffRole
from actions.reply import Reply
from actions.staff.hours import is_open, opens_next
from actions.table import new_id
from actions.texts import LANGS
from actions.ticket import Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Turn

KIND = "handoff"


def handoff(turn: Turn) -> Reply:
    """Put the resident into the queue for a person, or say where they stand in it."""
    ticket = waiting_ticket(turn)
    if ticket is None:
        return _queue(turn)
    if _withdraws(turn):
        return cancel(turn)
    if turn.understanding is not None:
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, turn.message.text)
    return _still_waiting(turn, ticket)


def cancel(turn: Turn) -> Reply:
    """Leave the queue again."""
    ticket = waiting_ticket(turn)
    if ticket is None:
        return turn.say("none_waiting")
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, turn.now
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, turn.text("entry.cancelled"), kind="status")
    turn.emit(TicketChanged(ticket.id, TicketStatus.CANCELLED))
    turn.conversation.ticket = None
    return turn.done("done.cancelled", record(ticket), number=ticket.number)


def waiting_ticket(turn: Turn) -> Ticket | None:
    """Return the conversation's open request for a person."""
    query = turn.ours(Ticket).where(Ticket.kind == KIND, Ticket.conversation_id == turn.conversation.id)
    return next((ticket for ticket in turn.db.scalars(query) if ticket.active), None)


def record(ticket: Ticket) -> str:
    """Return the record that proves a claim about a request for a person."""
    return f"{KIND}:{ticket.number}"


def ahead(turn: Turn, ticket: Ticket) -> int:
    """Count who has asked earlier and is still waiting for somebody."""
    # ours: only how many wait in this community is told, not who
    query = select(func.count()).where(
        Ticket.community_id == turn.community.id,
        Ticket.kind == KIND,
        Ticket.status == TicketStatus.OPEN,
        Ticket.created_at < ticket.created_at,
    )
    return turn.db.scalar(query) or 0


def _withdraws(turn: Turn) -> bool:
    """Say whether somebody who waits says that no person is needed any more."""
    if turn.understanding is None:
        return False
    said = turn.message.text.lower()
    listed = (turn.text_in(lang, "words.withdraw").split() for lang in LANGS)
    return any(word.replace("_", " ") in said for words in listed for word in words)


def _queue(turn: Turn) -> Reply:
    ticket = _open(turn)
    before = ahead(turn, ticket)
    ticket.data = {**ticket.data, "position": before + 1}
    _page(turn, ticket)
    reply = turn.done(f"done.{_standing(turn, before)}", record(ticket), **_facts(turn, ticket, before))
    return reply.with_buttons(turn.handler_button("button.cancel", "cancel"))


def _still_waiting(turn: Turn, ticket: Ticket) -> Reply:
    leave = turn.handler_button("button.cancel", "cancel")
    staff = turn.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    if staff is not None:
        return turn.say("taken", number=ticket.number, name=staff.name).with_buttons(leave)
    before = ahead(turn, ticket)
    return turn.say(f"waiting.{_standing(turn, before)}", **_facts(turn, ticket, before)).with_buttons(leave)


def _standing(turn: Turn, before: int) -> str:
    if not is_open(turn.community, turn.now):
        return "after_hours"
    return "queued" if before else "next"


def _facts(turn: Turn, ticket: Ticket, before: int) -> dict[str, Any]:
    """Return what the sentences about the queue may name."""
    day, opens = opens_next(turn.community, turn.now)
    return {
        "number": ticket.number,
        "ahead": before,
        "phone": _phone(turn),
        "when": turn.text(f"day.{day}", time=f"{opens:%H:%M}"),
    }


def _open(turn: Turn) -> Ticket:
    resident = turn.resident
    asked = turn.value("phone")
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"H-{next_number(turn.db, turn.community.id, KIND)}",
        kind=KIND,
        status=TicketStatus.OPEN,
        text=turn.message.text[:2000] if turn.understanding else "",
        resident_id=resident.id if resident else None,
        home_id=None,  # what one says to staff is not shown to housemates
        conversation_id=turn.conversation.id,
        created_at=turn.now,
        data={
            "reason": turn.message.text[:500] if turn.understanding else "",
            "target": str(turn.value("target") or ""),
            "callback": str(asked or (resident.phone if resident else "")),
        },
    )
    turn.db.add(ticket)
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, ticket.text)
    turn.db.flush()
    turn.conversation.ticket = ticket.id
    turn.emit(TicketOpened(ticket.id))
    return ticket


def _phone(turn: Turn) -> str:
    """Say where to turn when it is urgent: the duty phone, or the service desk where there is none."""
    phone = turn.community.phone
    return turn.text("phone.number", phone=phone) if phone else turn.text("phone.none")


def _page(turn: Turn, ticket: Ticket) -> None:
    staff = turn.db.scalars(turn.ours(Staff).where(Staff.active, Staff.on_duty)).all()
    chosen = [one for one in staff if one.role == StaffRole.DISPATCHER] or list(staff)
    for one in chosen:
        turn.effects.page(one.id, turn.text_in(one.lang, "page", number=ticket.number))
