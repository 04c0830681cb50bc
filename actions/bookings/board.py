"""Which times are free. What is read from here may be over when it is taken: `claim` decides (taking.py)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.bookings.models import Taken
from actions.bookings.places import DAY, Place

STEP = timedelta(minutes=15)
_HALF = timedelta(minutes=30)
_NEAREST = 2  # other times that are offered


def quarters(starts: datetime, ends: datetime) -> list[datetime]:
    """Return the quarters of an hour that a time touches, in UTC, oldest first."""
    first = starts.astimezone(UTC)
    first -= timedelta(minutes=first.minute % 15, seconds=first.second, microseconds=first.microsecond)
    count = -(-(ends.astimezone(UTC) - first) // STEP)
    return [first + STEP * number for number in range(count)]


@dataclass(frozen=True, slots=True)
class Board:
    """What is taken in a stretch of time: (resource, unit, quarter)."""

    taken: frozenset[tuple[str, int, datetime]]

    def units(self, place: Place, starts: datetime, ends: datetime) -> list[int]:
        """Return the units of a place that are free the whole time."""
        times = quarters(starts, ends)
        return [unit for unit in place.units if not any((place.id, unit, at) in self.taken for at in times)]

    def fits(self, places: Sequence[Place], starts: datetime, ends: datetime, need: int = 1) -> bool:
        """Say whether one of the places is open and free for so many."""
        return any(
            place.is_open(starts, ends) and len(self.units(place, starts, ends)) >= (need if place.shared else 1)
            for place in places
        )

    def nearest(
        self, places: Sequence[Place], starts: datetime, length: timedelta, now: datetime, need: int = 1
    ) -> list[datetime]:
        """Return the two free beginnings nearest to one that is not to be had, that day first, then the days after."""
        for number in range(8):
            around = starts + timedelta(days=number)
            sides = [self._beside(places, around, length, now, need, sign) for sign in (-1, 1)]
            found = sorted([*sides[0][:1], *sides[1][:1]] if all(sides) else [one for side in sides for one in side])
            if number and self.fits(places, around, around + length, need):
                return [around, *found[:1]]
            if found:
                return found[:_NEAREST]
        return []

    def _beside(
        self, places: Sequence[Place], at: datetime, length: timedelta, now: datetime, need: int, sign: int
    ) -> list[datetime]:
        """Return the two nearest free beginnings on one side of a time, that day and in hours that are surely kept."""
        tried = (at + _HALF * sign * number for number in range(1, 48))
        same = (one for one in tried if one.date() == at.date() and one > now)
        kept = (one for one in same if any(place.keeps(one, one + length) for place in places))
        return list(islice((one for one in kept if self.fits(places, one, one + length, need)), _NEAREST))

    def stretches(self, place: Place, day: date, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the free stretches of a day within the hours, none that is over."""
        opens, closes = place.hours
        midnight = datetime.combine(day, time(), tzinfo=now.tzinfo)
        at, end = midnight + timedelta(minutes=opens), midnight + timedelta(minutes=min(closes, DAY))
        if at < now:
            at = max(at, now.replace(second=0, microsecond=0) + STEP - timedelta(minutes=now.minute % 15))
        begun = None
        while at < end:
            if self.units(place, at, at + STEP):
                begun = begun or at
            elif begun:
                yield begun, at
                begun = None
            at += STEP
        if begun:
            yield begun, end


def board(db: Session, places: Sequence[Place], starts: datetime, ends: datetime, *, without: str = "") -> Board:
    """Read what is taken of some places in a time, but for what one visit holds (`without`, its id)."""
    columns = select(Taken.resource_id, Taken.unit, Taken.at)
    query = columns.where(Taken.resource_id.in_([place.id for place in places]), Taken.visit_id != without)
    rows = db.execute(query.where(Taken.at >= starts - STEP, Taken.at < ends))
    return Board(frozenset((resource, unit, at) for resource, unit, at in rows))
