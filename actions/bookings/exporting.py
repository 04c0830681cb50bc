from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.bookings.models import Booking, BookingStatus, Visit
from actions.people import Community, Resident
from actions.place import Resource
from actions.scenario import Row


def write_bookings(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `bookings` as it is loaded, one row a time; the times of a series share their key."""
    query = select(Booking, Visit).join(Visit, Visit.booking_id == Booking.id)
    query = query.where(Booking.community_id == community.id).order_by(Booking.created_at, Booking.number, Visit.starts)
    for booking, visit in db.execute(query).all():
        starts, ends = visit.starts.astimezone(community.tz), visit.ends.astimezone(community.tz)
        resident = db.get_one(Resident, booking.resident_id)
        row = {
            "key": booking.number,
            "by": resident.key,
            "resource": db.get_one(Resource, visit.resource_id).name,
            "date": f"{starts:%Y-%m-%d}",
            "start": f"{starts:%H:%M}",
            "end": f"{ends:%H:%M}",
            "until": f"{ends:%Y-%m-%d}" if ends.date() != starts.date() else None,
            "people": booking.people,
            "recurrence": booking.recurrence,
            "note": booking.note,
            "status": visit.status if visit.status != BookingStatus.ACTIVE else None,
        }
        yield {name: value for name, value in row.items() if value not in (None, "")}
