"""Pages of a list, newest first: the cursor names the last row by its time and id, so that new rows move nothing."""

from datetime import UTC, datetime, timedelta
from typing import TypeVarTuple

from sqlalchemy import Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

Row = TypeVarTuple("Row")
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def place_of(at: datetime, row_id: str) -> str:
    """Write down a row's place.

    >>> place_of(datetime(2026, 3, 4, tzinfo=UTC), "0" * 32)
    '1772582400000000-00000000000000000000000000000000'
    """
    return f"{(at - _BEGAN) // _MICROSECOND}-{row_id}"


def paged(
    query: Select[*Row],
    at: InstrumentedAttribute[datetime],
    row_id: InstrumentedAttribute[str],
    cursor: str | None,
    limit: int,
) -> Select[*Row]:
    """Return the rows after a place, newest first, and one more that tells whether there is another page."""
    if cursor is not None:
        number, _, last = cursor.partition("-")
        when = _BEGAN + int(number) * _MICROSECOND
        query = query.where(or_(at < when, and_(at == when, row_id < last)))
    return query.order_by(at.desc(), row_id.desc()).limit(limit + 1)
