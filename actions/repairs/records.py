from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Resident
from actions.place import Home
from actions.repairs.tickets import KIND
from actions.scenario import Row
from actions.ticket import Ticket


def ticket_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every repair, oldest first; `date` and `time` are when somebody may come, in the community's zone."""
    query = select(Ticket).where(Ticket.community_id == community.id, Ticket.kind == KIND)
    for ticket in db.scalars(query.order_by(Ticket.created_at, Ticket.number)):
        yield _row(db, community, ticket)


def _row(db: Session, community: Community, ticket: Ticket) -> Row:
    home = db.get(Home, ticket.home_id) if ticket.home_id else None
    resident = db.get(Resident, ticket.resident_id) if ticket.resident_id else None
    when = ticket.wish_from.astimezone(community.tz) if ticket.wish_from else None
    phone = resident.phone if resident else ""
    return {
        "key": ticket.number,
        "status": ticket.status,
        "house": home.name if home else ticket.data.get("house") or None,
        "by": resident.key if resident else None,
        "category": ticket.category,
        "object": ticket.object,
        "location": ticket.location,
        "area": ticket.area,
        "urgency": ticket.urgency,
        "priority": ticket.urgency,
        "text": ticket.text,
        "date": f"{when:%Y-%m-%d}" if when else None,
        "time": _time(ticket, when),
        "contact": ticket.data.get("contact") or phone,
        "rating": ticket.rating,
        "comment": ticket.comment,
    }


def _time(ticket: Ticket, when: datetime | None) -> str | None:
    named = ticket.data.get("part") or ticket.data.get("clock")
    return f"{when:%H:%M}" if when and named else None
