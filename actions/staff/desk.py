from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Occupancy, Resident
from actions.place import Home
from actions.scenario import Row
from actions.ticket import ACTIVE, Ticket
from actions.turn import Work
from actions.view import Cell, View


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Ticket).where(Ticket.kind == "handoff", Ticket.status.in_(ACTIVE))
    tickets = work.db.scalars(query.order_by(Ticket.created_at.desc())).all()
    return [
        (
            ticket.number,
            ticket.data.get("reason", ""),
            ticket.data.get("callback", ""),
            work.text(f"status.{ticket.status}"),
            f"{ticket.created_at.astimezone(work.now.tzinfo):%m-%d %H:%M}",
        )
        for ticket in tickets
    ]


waiting = View(name="waiting", columns=("number", "reason", "callback", "status", "since"), rows=_rows)


def records(db: Session, community: Community) -> Iterable[Row]:
    """List every request for a person, oldest first."""
    query = select(Ticket).where(Ticket.community_id == community.id, Ticket.kind == "handoff")
    for ticket in db.scalars(query.order_by(Ticket.created_at, Ticket.number)):
        resident = db.get(Resident, ticket.resident_id) if ticket.resident_id else None
        yield {
            "key": ticket.number,
            "reason": ticket.data.get("reason", ""),
            "position": ticket.data.get("position", 0),
            "callback": ticket.data.get("callback", ""),
            "status": ticket.status,
            "house": _house(db, ticket),
            "by": resident.key if resident else None,
        }


def _house(db: Session, ticket: Ticket) -> str | None:
    """Return where the resident lives; None where that is not one place."""
    query = select(Home.name).join(Occupancy, Occupancy.home_id == Home.id)
    names = db.scalars(query.where(Occupancy.resident_id == ticket.resident_id).distinct()).all()
    return names[0] if len(names) == 1 else None
