"""What a column holds, said so that SQLite and PostgreSQL agree: raw values in, Python values, and back."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

Value = str | int | float | bool | bytes | Decimal | date | time | datetime | None


class Kind(StrEnum):
    """Kinds of values; each has one canonical form, whichever database it lies in."""

    BOOLEAN = "yes or no"
    JSON = "JSON"
    INSTANT = "a point in time"
    DATE = "a day"
    TIME = "a time of day"
    BYTES = "bytes"
    INTEGER = "a whole number"
    FLOAT = "a number"
    DECIMAL = "a decimal number"
    UUID = "a UUID"
    TEXT = "text"


_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (  # the first that fits: Float is a Numeric, Enum a String
    (sa.Boolean, Kind.BOOLEAN),
    (sa.JSON, Kind.JSON),
    (sa.DateTime, Kind.INSTANT),
    (sa.Date, Kind.DATE),
    (sa.Time, Kind.TIME),
    (sa.LargeBinary, Kind.BYTES),
    (sa.Integer, Kind.INTEGER),
    (sa.Float, Kind.FLOAT),
    (sa.Numeric, Kind.DECIMAL),
    (sa.Uuid, Kind.UUID),
    (sa.String, Kind.TEXT),
)


def kind_of(column_type: TypeEngine[Any]) -> Kind | None:
    """Return the kind of a column's type, or None for one that cannot be moved.

    >>> kind_of(sa.DateTime(timezone=True)), kind_of(sa.ARRAY(sa.Integer))
    (<Kind.INSTANT: 'a point in time'>, None)
    """
    return next((kind for base, kind in _KINDS if isinstance(column_type, base)), None)


def bits(column_type: TypeEngine[Any]) -> int:
    """Return how many bits a whole number of this type has on PostgreSQL."""
    if isinstance(column_type, sa.SmallInteger):
        return 16
    return 64 if isinstance(column_type, sa.BigInteger) else 32


def portable(column_type: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return the type under which a column is made in another database; TypeError when there is none."""
    match kind_of(column_type):
        case Kind.TEXT:
            length = getattr(column_type, "length", None)
            return sa.String(length) if length else sa.Text()
        case Kind.INTEGER:
            return {16: sa.SmallInteger(), 64: sa.BigInteger()}.get(bits(column_type), sa.Integer())
        case Kind.DECIMAL:
            return sa.Numeric(getattr(column_type, "precision", None), getattr(column_type, "scale", None))
        case None:
            raise TypeError(f"columns of the type {column_type} cannot be moved")
        case kind:
            return _PLAIN[kind]()


def _instant() -> TypeEngine[Any]:
    return sa.DateTime(timezone=True)


_PLAIN: Mapping[Kind, Callable[[], TypeEngine[Any]]] = {
    Kind.BOOLEAN: sa.Boolean,
    Kind.JSON: sa.JSON,
    Kind.INSTANT: _instant,
    Kind.DATE: sa.Date,
    Kind.TIME: sa.Time,
    Kind.BYTES: sa.LargeBinary,
    Kind.FLOAT: sa.Double,
    Kind.UUID: sa.Uuid,
}


def reader(kind: Kind) -> Callable[[Any], Value]:
    """Return what turns a driver's raw value (never None) into ours; ValueError when it is of another kind."""
    return _READERS[kind]


def _text(raw: Any) -> str:
    if isinstance(raw, bytes):
        raise ValueError("bytes are no text")
    return str(raw)


def _boolean(raw: Any) -> bool:
    if raw not in (0, 1):
        raise ValueError("neither yes nor no")
    return bool(raw)


def _integer(raw: Any) -> int:
    whole = int(raw)
    if whole != raw and str(whole) != raw:
        raise ValueError("not whole")
    return whole


def _decimal(raw: Any) -> Decimal:
    try:
        return Decimal(str(raw))
    except ArithmeticError as failure:
        raise ValueError("no number") from failure


def _at(raw: Any) -> datetime:
    moment = raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _day(raw: Any) -> date:
    return raw if isinstance(raw, date) else date.fromisoformat(str(raw))


def _clock(raw: Any) -> time:
    return raw if isinstance(raw, time) else time.fromisoformat(str(raw))


def _json(raw: Any) -> str:
    """Return JSON as text: SQLite keeps a bare number in such a column as a number."""
    return raw if isinstance(raw, str) else json.dumps(raw)


def _uuid(raw: Any) -> str:
    return str(raw).replace("-", "").lower()


_READERS: Mapping[Kind, Callable[[Any], Value]] = {
    Kind.BOOLEAN: _boolean,
    Kind.JSON: _json,
    Kind.INSTANT: _at,
    Kind.DATE: _day,
    Kind.TIME: _clock,
    Kind.BYTES: bytes,
    Kind.INTEGER: _integer,
    Kind.FLOAT: float,
    Kind.DECIMAL: _decimal,
    Kind.UUID: _uuid,
    Kind.TEXT: _text,
}


def for_sqlite(value: Value) -> Value:
    """Return a value as SQLAlchemy stores it in SQLite.

    >>> for_sqlite(datetime(2026, 3, 4, 4, tzinfo=UTC)), for_sqlite(True)
    ('2026-03-04 04:00:00.000000', 1)
    """
    match value:
        case bool():
            return int(value)
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
        case time():
            return value.isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value
