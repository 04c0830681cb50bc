"""The speaker's own bookings, what they are called, and how they stand on the screen."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from actions.bookings.models import Booking, BookingStatus, Taken, Visit
from actions.bookings.places import Place, numbered, place_of
from actions.bookings.wish import span
from actions.place import Resource
from actions.reference import Shown
from actions.turn import Turn, Work

KIND = "booking"


def coming(turn: Turn) -> list[Visit]:
    """Return the speaker's times that are not over, the next one first."""
    query = turn.mine(Visit).where(Visit.status == BookingStatus.ACTIVE, Visit.ends > turn.now)
    return list(turn.db.scalars(query.order_by(Visit.starts, Visit.id)))


def first_of_each(visits: Sequence[Visit]) -> list[Visit]:
    """Return the next time of each booking."""
    return list({visit.booking_id: visit for visit in reversed(visits)}.values())[::-1]


def booking_of(work: Work, visit: Visit) -> Booking:
    """Return the booking that a time belongs to."""
    return work.db.get_one(Booking, visit.booking_id)


def place_at(work: Work, visit: Visit) -> Place:
    """Return where it is."""
    row = work.db.get_one(Resource, visit.resource_id)
    return place_of(row.name, row.data, row.id)


def title(work: Work, visit: Visit, lang: str) -> str:
    """Name the place of a time, of several under one name the one that is held: 充电车位3号."""
    place = place_at(work, visit)
    if place.shared or len(place.units) == 1:
        return place.title(lang)
    unit = work.db.scalar(select(Taken.unit).where(Taken.visit_id == visit.id).limit(1))
    return numbered(place, unit, lang) if unit else place.title(lang)


def key_of(work: Work, visit: Visit) -> str:
    """Name a time: B-4, and of a series B-4@2026-03-11."""
    booking = booking_of(work, visit)
    day = visit.starts.astimezone(work.now.tzinfo).date()
    return f"{booking.number}@{day}" if booking.recurrence else booking.number


def find(turn: Turn, key: str, *, over: bool = False) -> Visit | None:
    """Return the speaker's own time of a key; of a series without a day the next one. `over`: also what is past."""
    number, _, day = key.partition("@")
    booking = turn.db.scalar(turn.mine(Booking).where(Booking.number == number))
    if booking is None:
        return None
    query = turn.mine(Visit).where(Visit.booking_id == booking.id).order_by(Visit.starts)
    visits = [visit for visit in turn.db.scalars(query) if over or visit.ends > turn.now]
    if day:
        wanted = date.fromisoformat(day)
        return next((one for one in visits if one.starts.astimezone(turn.now.tzinfo).date() == wanted), None)
    active = [one for one in visits if one.status == BookingStatus.ACTIVE]
    return next(iter(active or visits), None)


def shown(work: Work, visit: Visit, lang: str, *, call: str = "") -> Shown:
    """Return a time as it stands on the screen."""
    place = place_at(work, visit)
    names = (place.name, place.name_en, *place.aliases, *place.group, place.name[:2], place.name[:3])
    return Shown(
        kind=KIND,
        key=key_of(work, visit),
        says=f"{title(work, visit, lang)} {span(visit.starts, visit.ends, work.now, lang)}"[:60],
        called=tuple(dict.fromkeys(name for name in names if len(name) > 1)),
        counted="个场间次片张位笔条项",
        start=visit.starts,
        end=visit.ends,
        call=call,
    )


def facts(work: Work, visit: Visit, lang: str) -> dict[str, object]:
    """Return what sentences about a time say: what, when and its number."""
    when = span(visit.starts, visit.ends, work.now, lang)
    return {"what": title(work, visit, lang), "when": when, "number": booking_of(work, visit).number}
