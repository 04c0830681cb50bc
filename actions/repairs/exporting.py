from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Resident, Staff
from actions.place import Home
from actions.repairs.tickets import KIND
from actions.scenario import Row
from actions.ticket import Ticket, TicketEntry, entries


def write_tickets(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `tickets` as it is loaded; photos stay where they are."""
    query = select(Ticket).where(Ticket.community_id == community.id, Ticket.kind == KIND)
    for ticket in db.scalars(query.order_by(Ticket.created_at, Ticket.number)):
        row = _row(db, ticket) | {"thread": [_line(entry) for entry in entries(db, ticket) if entry.text]}
        yield {name: value for name, value in row.items() if value not in (None, "", [], {})}


def _row(db: Session, ticket: Ticket) -> Row:
    home = db.get(Home, ticket.home_id) if ticket.home_id else None
    resident = db.get(Resident, ticket.resident_id) if ticket.resident_id else None
    staff = db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    named = ("status", "category", "object", "location", "area", "urgency", "text", "rating", "comment", "wish")
    times = {"created": ticket.created_at, "closed": ticket.closed_at}
    times |= {"due": ticket.due_at, "wish_from": ticket.wish_from, "wish_until": ticket.wish_until}
    return {
        "key": ticket.number,
        "home": home.name if home else None,
        "by": resident.key if resident else None,
        "worker": staff.key if staff else None,
        **{name: getattr(ticket, name) for name in named},
        **{name: when.isoformat() if when else None for name, when in times.items()},
        "data": ticket.data,
    }


def _line(entry: TicketEntry) -> Row:
    return {"at": entry.at.isoformat(), "author": entry.author, "text": entry.text, "public": entry.public}
