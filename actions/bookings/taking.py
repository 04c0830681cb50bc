"""Takes and gives back times. Of two who want the same at once, the database lets one have it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from actions.bookings.board import board, quarters
from actions.bookings.models import Taken, Visit
from actions.bookings.places import Place
from actions.table import new_id
from integrations.database import insert_new

_TRIES = 3  # others may take what was just seen free


class _Short(Exception):
    """Less than what is needed could be taken; the savepoint around it undoes the rest."""


def claim(
    db: Session,
    visit: Visit,
    places: Sequence[Place],
    starts: datetime,
    ends: datetime,
    *,
    need: int = 1,
    unit: int | None = None,
) -> bool:
    """Take a time at the first of some places that has it, and write into the visit when and where.

    `need` is how many come, which counts where a place is shared; `unit` is the one that is wanted, if any. What the
    visit held before is given back. False: it all stays as it was.
    """
    return any(_claim_at(db, visit, place, starts, ends, need if place.shared else 1, unit) for place in places)


def holds(db: Session, visit: Visit, place: Place, starts: datetime, ends: datetime, *, need: int = 1) -> bool:
    """Say whether a visit holds just this already."""
    held = db.execute(select(Taken.resource_id, Taken.unit, Taken.at).where(Taken.visit_id == visit.id)).all()
    units = {unit for _, unit, _ in held}
    wanted = {(place.id, unit, at) for unit in units for at in quarters(starts, ends)}
    return len(units) == (need if place.shared else 1) and {tuple(row) for row in held} == wanted


def release(db: Session, visit: Visit) -> None:
    """Give back what a visit holds."""
    db.execute(delete(Taken).where(Taken.visit_id == visit.id))


def _claim_at(
    db: Session, visit: Visit, place: Place, starts: datetime, ends: datetime, need: int, unit: int | None
) -> bool:
    for _ in range(_TRIES):
        free = board(db, [place], starts, ends, without=visit.id).units(place, starts, ends)
        chosen = [one for one in free if unit in (None, one)][:need]
        if len(chosen) < need:
            return False
        with suppress(_Short):
            _take(db, visit, place, starts, ends, chosen)
            visit.resource_id, visit.starts, visit.ends = place.id, starts, ends
            db.flush()
            return True
    return False


def _take(db: Session, visit: Visit, place: Place, starts: datetime, ends: datetime, units: list[int]) -> None:
    """Take every quarter of some units, in an order that is the same for all who do: or nothing, and raise."""
    known = {"community_id": visit.community_id, "visit_id": visit.id, "resource_id": place.id}
    rows = [known | {"id": new_id(), "unit": unit, "at": at} for unit in sorted(units) for at in quarters(starts, ends)]
    with db.begin_nested():
        release(db, visit)
        got = db.execute(insert_new(db, Taken.__table__).values(rows).returning(Taken.id)).all()
        if len(got) < len(rows):
            raise _Short
