from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.bookings.models import Booking, BookingStatus, Visit
from actions.people import Community, Occupancy, Resident
from actions.place import Home, Resource
from actions.scenario import Row


def booking_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every booking, oldest first; of a series `date` is the first day that holds. Times are local."""
    query = select(Booking).where(Booking.community_id == community.id).order_by(Booking.created_at, Booking.number)
    for booking in db.scalars(query):
        visits = list(db.scalars(select(Visit).where(Visit.booking_id == booking.id).order_by(Visit.starts)))
        kept = [visit for visit in visits if visit.status == BookingStatus.ACTIVE]
        yield _row(db, community, booking, next(iter(kept or visits)), visits)


def _row(db: Session, community: Community, booking: Booking, visit: Visit, visits: list[Visit]) -> Row:
    resident = db.get_one(Resident, booking.resident_id)
    home = db.scalar(
        select(Home.name).join(Occupancy, Occupancy.home_id == Home.id).where(Occupancy.resident_id == resident.id)
    )
    starts, ends = visit.starts.astimezone(community.tz), visit.ends.astimezone(community.tz)
    gone = [one.starts.astimezone(community.tz) for one in visits if one.status != BookingStatus.ACTIVE]
    return {
        "key": booking.number,
        "house": home,
        "by": resident.key,
        "status": booking.status,
        "resource": db.get_one(Resource, visit.resource_id).name,
        "date": f"{starts:%Y-%m-%d}",
        "start": f"{starts:%H:%M}",
        "end": f"{ends:%H:%M}",
        "people": booking.people,
        "recurrence": booking.recurrence or None,
        "count": len(visits) - len(gone),
        "cancelled": [f"{one:%Y-%m-%d}" for one in gone],
    }
