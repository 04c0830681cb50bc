"""A person, please: one ticket a conversation, with its place in the queue; the assistant helps on meanwhile."""

from dataclasses import replace
from typing import Any

from actions.duty import above, names, on_duty
from actions.event import TicketChanged
from actions.message import MessageKind
from actions.people import Staff
from actions.reply import Button, Reply, Request
from actions.staff.callback import callback, wanted
from actions.staff.hours import is_open, office_hours, opens_next
from actions.staff.queue import ahead, join, record, says, waiting_ticket
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Turn

_LEAVING = frozenset({"human_handoff", "cancel", "deny", "affirm", "correct", "thanks", "greeting", "out_of_scope"})


def handoff(turn: Turn) -> Reply:
    """Put the resident into the queue for a person, or say where they stand in it."""
    ticket = waiting_ticket(turn)
    if ticket is None:
        return _queue(turn)
    if says(turn, "words.withdraw"):
        return cancel(turn)
    if turn.understanding is not None:
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, turn.message.text)
        if says(turn, "words.call") and not ticket.data.get("call"):
            return callback(turn)
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
    said = turn.done("done.cancelled", record(ticket), number=ticket.number).showing(before={"waiting": True})
    return replace(said, then=_instead(turn))


def _instead(turn: Turn) -> Request | None:
    """Return what somebody who leaves the line wants in its place: 算了，先查一下物业费."""
    meant = turn.understanding
    if meant is None or meant.intent in _LEAVING or not turn.sure or turn.message.kind is MessageKind.BUTTON:
        return None
    return Request(meant.intent, meant.text, meant.entities)


def _queue(turn: Turn) -> Reply:
    ticket = join(turn)
    if ticket.data.get("call"):  # 给我回个电话: where to is what they want to hear, and without a number nobody can
        return wanted(turn, ticket, new=True)
    standing = _standing(turn, ahead(turn, ticket))
    reply = turn.done(f"done.{standing}", record(ticket), **_facts(turn, ticket))
    return reply.with_buttons(*_buttons(turn, standing))


def _still_waiting(turn: Turn, ticket: Ticket) -> Reply:
    staff = turn.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    if staff is not None:
        said = turn.say("taken", number=ticket.number, name=staff.name)
        return said.with_buttons(turn.handler_button("button.cancel", "cancel"))
    standing = _standing(turn, ahead(turn, ticket))
    said = turn.say(f"waiting.{standing}", **_facts(turn, ticket))
    return said.with_buttons(*_buttons(turn, "" if ticket.data.get("call") else "waiting"))


def _standing(turn: Turn, before: int) -> str:
    if not is_open(turn.community, turn.now):
        return "after_hours"
    if not on_duty(turn):
        return "nobody" if above(turn) else "after_hours"
    return "queued" if before else "next"


def _buttons(turn: Turn, standing: str) -> list[Button]:
    """Offer to leave the line; who is not first in it, or waits for a closed office, may be called or leave words."""
    call = [turn.handler_button("button.callback", "callback")]
    words = [turn.handler_button("button.message", "message")]
    offered = {"after_hours": call + words, "nobody": call + words, "queued": call, "waiting": call}
    return [*offered.get(standing, []), turn.handler_button("button.cancel", "cancel")]


def _facts(turn: Turn, ticket: Ticket) -> dict[str, Any]:
    """Return what the sentences about the queue may name."""
    day, opens = opens_next(turn.community, turn.now)
    _, closes = office_hours(turn.community)
    phone = turn.community.phone
    return {
        "number": ticket.number,
        "ahead": ahead(turn, ticket),
        "phone": turn.text("phone.number", phone=phone) if phone else turn.text("phone.none"),
        "when": turn.text(f"day.{day}", time=f"{opens:%H:%M}"),
        "until": f"{closes:%H:%M}",
        "who": names(above(turn), turn.lang),
    }


def only_staff(turn: Turn) -> Reply:
    """Say whom a button is for that staff have in their own chats; theirs are heard before it comes to this."""
    return turn.say("not_staff")
