"""What the speaker is still waiting for, whatever scenario opened it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_

from actions.ticket import ACTIVE, Ticket
from actions.turn import Turn

NOT_A_MATTER = ("handoff", "emergency")  # the wait for a person, and what has its own way up


def waiting_for(turn: Turn) -> Sequence[Ticket]:
    """Return the open tickets of the speaker's homes and those they reported in this chat, oldest first."""
    mine = turn.mine(Ticket).with_only_columns(Ticket.id)
    query = turn.ours(Ticket).where(Ticket.kind.not_in(NOT_A_MATTER), Ticket.status.in_(ACTIVE))
    query = query.where(or_(Ticket.id.in_(mine), _said_here(turn)))
    return turn.db.scalars(query.order_by(Ticket.created_at, Ticket.number)).all()


def _said_here(turn: Turn) -> ColumnElement[bool]:
    if turn.resident is not None:
        return Ticket.resident_id == turn.resident.id
    here = turn.conversation.id if turn.message.private else ""
    return and_(Ticket.resident_id.is_(None), Ticket.conversation_id == here)
