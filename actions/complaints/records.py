from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.complaints.filing import KIND
from actions.complaints.models import Complainant
from actions.people import Community, Resident, StaffRole
from actions.scenario import Row
from actions.ticket import ACTIVE, Ticket
from actions.turn import Work
from actions.view import Cell, View


def complaint_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every complaint, oldest first; the house and the person are left out where they want no name."""
    query = select(Ticket, Resident.key).where(Ticket.community_id == community.id, Ticket.kind == KIND)
    query = query.outerjoin(Complainant, Complainant.ticket_id == Ticket.id)
    query = query.outerjoin(Resident, Resident.id == Ticket.resident_id)
    for ticket, key in db.execute(query.order_by(Ticket.created_at, Ticket.number)):
        yield {
            "key": ticket.number,
            "house": ticket.data.get("house") or None,
            "by": key,
            "status": ticket.status,
            "topic": ticket.data.get("topic") or "",
            "about": ticket.data.get("target") or "",
            "location": ticket.location,
            "text": ticket.text,
            "anonymous": bool(ticket.data.get("anonymous")),
        }


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Ticket).where(Ticket.kind == KIND, Ticket.status.in_(ACTIVE))
    rows = work.db.scalars(query.order_by(Ticket.created_at.desc(), Ticket.number.desc())).all()
    return [_row(work, ticket) for ticket in rows if not ticket.data.get("above")]


def _row(work: Work, ticket: Ticket) -> Sequence[Cell]:
    topic, due = str(ticket.data.get("topic") or ""), ticket.due_at
    return (
        ticket.number,
        work.text(f"state.{ticket.status}"),
        work.text(f"topic.{topic}") if work.has_text(f"topic.{topic}") else topic,
        ticket.location,
        f"{due.astimezone(work.now.tzinfo):%m-%d}" if due else "",
    )


open_complaints = View(
    name="open_complaints",
    columns=("number", "status", "topic", "where", "due"),
    rows=_rows,
    roles=frozenset({StaffRole.MANAGER, StaffRole.DISPATCHER, StaffRole.SECURITY, StaffRole.ADMIN}),
)
