"""The line of residents who wait for a person: one ticket a conversation."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from actions.duty import above, on_duty, page
from actions.event import TicketOpened
from actions.people import Staff
from actions.reply import Button
from actions.staff.brief import brief_of
from actions.staff.hours import in_hours, is_open
from actions.table import new_id
from actions.texts import LANGS, load_texts
from actions.ticket import Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Turn, Work

KIND = "handoff"
CHAT = "chat"  # of a handoff's data: the conversation in which its member of staff speaks with the resident
CALLED = "called"  # of a ticket's data: ids of those who were paged
CLAIM = "call:staff.claim:"
PATIENCE = timedelta(minutes=10)  # until those who were called are called again


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


def says(turn: Turn, listed: str) -> bool:
    """Say whether the message has one of the words that the texts list under a key, in any language."""
    if turn.understanding is None:
        return False
    said = turn.message.text.lower()
    words = (turn.text_in(lang, listed).split() for lang in LANGS)
    return any(word.replace("_", " ") in said for some in words for word in some)


def join(turn: Turn) -> Ticket:
    """Put the conversation into the line, and call somebody who hears of it."""
    ticket = _open(turn)
    ticket.data = {**ticket.data, "position": ahead(turn, ticket) + 1}
    call(turn, ticket, called(turn), "page", number=ticket.number)
    remind_later(turn, ticket, step=1)
    return ticket


def call(work: Work, ticket: Ticket, people: Sequence[Staff], key: str, **values: object) -> None:
    """Page people about somebody who waits; they may take them from their own chat, and it is kept who was called."""
    page(work, people, key, buttons=lambda lang: (claim_button(ticket, lang),), **values)
    ticket.data = {**ticket.data, CALLED: sorted({*ticket.data.get(CALLED, ()), *(one.id for one in people)})}


def claim_button(ticket: Ticket, lang: str) -> Button:
    """Return the button with which staff take somebody who waits."""
    text = load_texts("actions.staff").render(lang, "button.claim", {"number": ticket.number})
    return Button(str(text), f"{CLAIM}{ticket.number}")


def called(work: Work) -> list[Staff]:
    """Return who is called at once: those on duty; where nobody is, in office hours, those above."""
    present = list(on_duty(work))
    return present or (list(above(work)) if is_open(work.community, work.now) else [])


def remind_later(work: Work, ticket: Ticket, *, step: int) -> None:
    """Plan the next call, in office hours: nobody waits unheard."""
    due = in_hours(work.community, work.now + PATIENCE * step)
    work.schedule("remind", due, key=f"{ticket.id}:{step}", ticket=ticket.id, step=step)


def _open(turn: Turn) -> Ticket:
    resident = turn.resident
    asked = turn.value("phone")
    reason = turn.message.text if turn.understanding else ""
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"H-{next_number(turn.db, turn.community.id, KIND)}",
        kind=KIND,
        status=TicketStatus.OPEN,
        text=reason[:2000],
        resident_id=resident.id if resident else None,
        home_id=None,  # what one says to staff is not shown to housemates
        conversation_id=turn.conversation.id,
        created_at=turn.now,
        data={
            "reason": reason[:500],
            "target": str(turn.value("target") or ""),
            "callback": str(asked or (resident.phone if resident else "")),
            "call": says(turn, "words.call"),
            "brief": brief_of(turn),
            "lang": turn.lang,
        },
    )
    turn.db.add(ticket)
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, ticket.text)
    turn.db.flush()
    turn.conversation.ticket = ticket.id
    turn.emit(TicketOpened(ticket.id))
    return ticket
