"""A complaint with which somebody calls us in a group: a candidate for staff, who decide what becomes of it."""

from datetime import timedelta

from actions.event import TicketOpened
from actions.reply import Reply
from actions.table import new_id
from actions.ticket import ACTIVE, Author, Ticket, add_entry, next_number
from actions.turn import Turn

KIND = "complaint"
SAME = timedelta(hours=24)  # what one person says of it in one group within this time is one complaint


def candidate(turn: Turn) -> Reply:
    """Write down what was said in a group, for staff to look at."""
    ticket = _known(turn) or _candidate(turn)
    by = turn.resident.id if turn.resident else None
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, turn.message.text, author_id=by, public=True)
    return turn.done("done.candidate", ticket.ref, number=ticket.number)


def _known(turn: Turn) -> Ticket | None:
    query = turn.ours(Ticket).where(Ticket.kind == KIND, Ticket.conversation_id == turn.conversation.id)
    query = query.order_by(Ticket.created_at.desc()).limit(1)
    return turn.db.scalar(query.where(Ticket.status.in_(ACTIVE), Ticket.created_at > turn.now - SAME))


def _candidate(turn: Turn) -> Ticket:
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"C-{next_number(turn.db, turn.community.id, KIND)}",
        kind=KIND,
        text=turn.message.text[:2000],
        resident_id=turn.resident.id if turn.resident else None,
        conversation_id=turn.conversation.id,
        created_at=turn.now,
        data={"from": "group", "lang": turn.lang, "anonymous": False},
    )
    turn.db.add(ticket)
    turn.db.flush()
    turn.emit(TicketOpened(ticket.id))
    return ticket
