from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.bookings import own
from actions.bookings.models import BookingStatus, Visit
from actions.bookings.places import place_of
from actions.people import Community, Resident
from actions.place import Resource
from actions.turn import Work
from actions.view import Cell, View
from actions.wording import clock

_AHEAD = timedelta(days=14)


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Visit).where(Visit.status == BookingStatus.ACTIVE, Visit.ends > work.now)
    visits = work.db.scalars(
        query.where(Visit.starts < work.now + _AHEAD).order_by(Visit.starts.desc(), Visit.id)
    ).all()
    return [_row(work, visit) for visit in visits]


def _row(work: Work, visit: Visit) -> Sequence[Cell]:
    booking, place = own.booking_of(work, visit), own.place_at(work, visit)
    resident = work.db.get_one(Resident, visit.resident_id)
    starts, ends = visit.starts.astimezone(work.now.tzinfo), visit.ends.astimezone(work.now.tzinfo)
    return (
        booking.number,
        place.title(work.lang),
        f"{starts:%m-%d}",
        f"{clock(starts)}-{clock(ends)}",
        booking.people,
        resident.name,
        work.text("view.weekly") if booking.recurrence else "",
        booking.note,
    )


coming_bookings = View(
    name="coming_bookings",
    columns=("number", "what", "day", "time", "people", "who", "series", "note"),
    rows=_rows,
)


def resource_names(db: Session, community: Community) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return what residents call what can be booked here."""
    rows = db.scalars(select(Resource).where(Resource.community_id == community.id).order_by(Resource.name))
    places = [place_of(row.name, row.data, row.id) for row in rows]
    return {
        "resource": {
            place.name: tuple(word for word in (place.name, place.name_en, *place.aliases, *place.group) if word)
            for place in places
        }
    }
