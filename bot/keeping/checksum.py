"""A checksum of a table's rows that is the same in every database and in every order."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from bot.keeping.kinds import Kind, Value

_SPACE = 1 << 128


@dataclass(slots=True)
class Tally:
    """How many rows there were, and the sum of their hashes: order does not matter, a row that is there twice does."""

    rows: int = 0
    total: int = 0

    def add(self, row: bytes) -> None:
        """Count a row in its canonical form."""
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(row).digest()[:16], "big")) % _SPACE

    @property
    def checksum(self) -> str:
        """Return the checksum: 32 hexadecimal digits."""
        return f"{self.total:032x}"


def canonical(kinds: Sequence[Kind], values: Sequence[Value]) -> bytes:
    """Return a row as bytes; its columns come in the order of their names.

    >>> canonical([Kind.BOOLEAN, Kind.JSON], [True, '{"b": 1.0, "a": null}'])
    b'1:1|16:{"a":null,"b":1}|'
    """
    parts = [b"-" if value is None else _WRITERS[kind](value) for kind, value in zip(kinds, values, strict=True)]
    return b"".join(b"%d:%b|" % (len(part), part) for part in parts)


def _plain(value: Any) -> bytes:
    return str(value).encode("utf-8", "surrogatepass")


def _boolean(value: Any) -> bytes:
    return b"1" if value else b"0"


def _instant(value: datetime) -> bytes:
    return value.isoformat(timespec="microseconds").encode()


def _calendar(value: date | time) -> bytes:
    return value.isoformat().encode()


def _decimal(value: Decimal) -> bytes:
    return f"{value.normalize():f}".encode() if value.is_finite() else str(value).encode()


def _float(value: float) -> bytes:
    return repr(value).encode()


def _json(text: str) -> bytes:
    try:
        parsed = json.loads(text)
    except ValueError:
        return text.encode("utf-8", "surrogatepass")
    written = json.dumps(_whole(parsed), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return written.encode("utf-8", "surrogatepass")


def _whole(part: Any) -> Any:
    """Write 1.0 as 1: SQLite does that to a bare number in a JSON column."""
    match part:
        case dict():
            return {name: _whole(value) for name, value in part.items()}
        case list():
            return [_whole(value) for value in part]
        case float() if part.is_integer():
            return int(part)
        case _:
            return part


_WRITERS: Mapping[Kind, Callable[[Any], bytes]] = {
    Kind.BOOLEAN: _boolean,
    Kind.JSON: _json,
    Kind.INSTANT: _instant,
    Kind.DATE: _calendar,
    Kind.TIME: _calendar,
    Kind.BYTES: bytes,
    Kind.INTEGER: _plain,
    Kind.FLOAT: _float,
    Kind.DECIMAL: _decimal,
    Kind.UUID: _plain,
    Kind.TEXT: _plain,
}
