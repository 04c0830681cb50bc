from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Resident, StaffRole
from actions.scenario import Row
from actions.ticket import ACTIVE, Ticket, TicketStatus
from actions.turn import Work
from actions.view import Cell, View

_STATUS = {TicketStatus.DONE: "active", TicketStatus.CANCELLED: "refused"}


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Ticket).where(Ticket.kind == "binding", Ticket.status.in_(ACTIVE))
    return [
        (
            ticket.number,
            work.text(f"matter.{ticket.category}"),
            ticket.location,
            work.text(f"role.{ticket.data['role']}") if ticket.data.get("role") else "",
            ticket.data.get("name", ""),
            ticket.data.get("phone", ""),
            f"{ticket.created_at.astimezone(work.now.tzinfo):%m-%d %H:%M}",
        )
        for ticket in work.db.scalars(query.order_by(Ticket.created_at.desc()))
    ]


pending = View(
    name="pending",
    columns=("number", "matter", "house", "role", "name", "phone", "since"),
    rows=_rows,
    roles=frozenset({StaffRole.MANAGER.value, StaffRole.DISPATCHER.value, StaffRole.ADMIN.value}),
)


def records(db: Session, community: Community) -> Iterable[Row]:
    """List every request about who lives where, oldest first."""
    query = select(Ticket).where(Ticket.community_id == community.id, Ticket.kind == "binding")
    for ticket in db.scalars(query.order_by(Ticket.created_at, Ticket.number)):
        resident = db.get(Resident, ticket.resident_id) if ticket.resident_id else None
        yield {
            "key": ticket.number,
            "matter": ticket.category,
            "role": ticket.data.get("role", ""),
            "name": ticket.data.get("name", ""),
            "phone": ticket.data.get("phone", ""),
            "house": ticket.location or None,
            "status": _STATUS.get(TicketStatus(ticket.status), "pending"),
            "by": resident.key if resident else None,
        }
