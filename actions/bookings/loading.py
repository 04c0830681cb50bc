"""Bookings of a community file: those that were made before the community moved in here."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from actions.bookings.models import Booking, BookingStatus, Visit
from actions.bookings.places import Place, place_of
from actions.bookings.taking import claim, holds, release
from actions.loading import Loading
from actions.place import Resource
from actions.ticket import count_on


def load_bookings(loading: Loading, rows: list[Any]) -> None:
    """Read the section `bookings`: key, by, resource, date, start, end; people, until, recurrence, note."""
    rows_of = loading.db.scalars(select(Resource).where(Resource.community_id == loading.community.id))
    places = {row.name: place_of(row.name, row.data, row.id) for row in rows_of}
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping) or not row.get("key"):
            loading.problem(index, "key", "give every booking a key, such as B-1")
            continue
        _load(loading, index, row, places)
    _count(loading)


def _load(loading: Loading, index: int, row: Mapping[str, Any], places: Mapping[str, Place]) -> None:
    place, resident = places.get(str(row.get("resource"))), loading.residents.get(str(row.get("by")))
    if place is None:
        loading.problem(index, "resource", f"there is no resource {row.get('resource')!r}; add it to the resources")
    if resident is None:
        loading.problem(index, "by", f"there is no resident {row.get('by')!r}")
    starts = loading.time(index, f"{row.get('date')} {row.get('start') or '00:00'}", "start")
    ends = loading.time(index, f"{row.get('until') or row.get('date')} {row.get('end') or '00:00'}", "end")
    if place is None or resident is None or starts is None or ends is None:
        return
    if ends <= starts:
        ends += timedelta(days=1)
    status = BookingStatus.CANCELLED if row.get("status") == "cancelled" else BookingStatus.ACTIVE
    people = row.get("people")
    booking = _booking(loading, row, resident.id, ends, people if isinstance(people, int) else None)
    known = {"booking_id": booking.id, "starts": starts}
    values = {"ends": ends, "resource_id": place.id, "resident_id": resident.id, "status": status}
    visit = loading.upsert(Visit, known, values)
    if status == BookingStatus.CANCELLED:
        release(loading.db, visit)
    elif not _held(loading, visit, place, starts, ends, booking.people or 1):
        loading.problem(index, "start", f"{place.name} is taken at that time by another row")
    booking.status = _status(loading, booking)


def _held(loading: Loading, visit: Visit, place: Place, starts: datetime, ends: datetime, need: int) -> bool:
    """Take the time unless it is held already, so that loading twice changes nothing."""
    if holds(loading.db, visit, place, starts, ends, need=need):
        return True
    return claim(loading.db, visit, [place], starts, ends, need=need)


def _booking(loading: Loading, row: Mapping[str, Any], resident: str, ends: datetime, people: int | None) -> Booking:
    number = str(row["key"])[:20]
    query = select(Booking).where(Booking.community_id == loading.community.id, Booking.number == number)
    seen = loading.db.scalar(query)
    last = max(seen.closed_at, ends) if seen else ends
    values = {
        "resident_id": resident,
        "people": people,
        "recurrence": str(row.get("recurrence") or ""),
        "note": str(row.get("note") or ""),
        "created_at": seen.created_at if seen else loading.now,
        "closed_at": last,
    }
    return loading.upsert(Booking, {"number": number}, values)


def _status(loading: Loading, booking: Booking) -> str:
    query = select(Visit).where(Visit.booking_id == booking.id, Visit.status == BookingStatus.ACTIVE)
    return BookingStatus.ACTIVE if loading.db.scalar(query) else BookingStatus.CANCELLED


def _count(loading: Loading) -> None:
    """Let new numbers begin behind those of the file."""
    numbers = loading.db.scalars(select(Booking.number).where(Booking.community_id == loading.community.id)).all()
    count_on(loading.db, loading.community.id, "booking", numbers)
