import random
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from bot.keeping.checksum import Tally, canonical
from bot.keeping.kinds import Kind, for_sqlite, kind_of, portable, reader

CHINA = timezone(timedelta(hours=8))

ALIKE: dict[str, tuple[Kind, Any, Any]] = {  # what SQLite's driver gives, what PostgreSQL's gives
    "yes": (Kind.BOOLEAN, 1, True),
    "no": (Kind.BOOLEAN, 0, False),
    "a time": (Kind.INSTANT, "2026-03-04 04:00:00.000000", datetime(2026, 3, 4, 12, tzinfo=CHINA)),
    "a time to the microsecond": (Kind.INSTANT, "2026-03-04 04:00:00.000001", datetime(2026, 3, 4, 4, 0, 0, 1, UTC)),
    "a day": (Kind.DATE, "2026-03-04", date(2026, 3, 4)),
    "a clock": (Kind.TIME, "07:30:00.000000", time(7, 30)),
    "a decimal": (Kind.DECIMAL, 12.3, Decimal("12.30")),
    "a large decimal": (Kind.DECIMAL, 1000000, Decimal("1000000.00")),
    "a float": (Kind.FLOAT, 2.0, 2.0),
    "bytes": (Kind.BYTES, b"\x00\xff", memoryview(b"\x00\xff")),
    "an id": (Kind.UUID, "0" * 31 + "a", "00000000-0000-0000-0000-00000000000A"),
    "a bare number": (Kind.JSON, 5, "5.0"),
    "an object": (Kind.JSON, '{"a": 1, "b": "\\u680b"}', '{"b":"栋","a":1}'),
    "half a character": (Kind.JSON, '"\\ud800"', '"\\ud800"'),
    "a null": (Kind.JSON, "null", "null"),
}


@pytest.mark.parametrize(("kind", "here", "there"), ALIKE.values(), ids=ALIKE.keys())
def test_both_databases_give_the_same_bytes(kind: Kind, here: Any, there: Any) -> None:
    assert canonical([kind], [reader(kind)(here)]) == canonical([kind], [reader(kind)(there)])


DIFFERENT: dict[str, tuple[list[Kind], list[Any], list[Any]]] = {
    "where one text ends": ([Kind.TEXT, Kind.TEXT], ["ab", "c"], ["a", "bc"]),
    "nothing and an empty text": ([Kind.TEXT], [None], [""]),
    "nothing and a dash": ([Kind.TEXT], [None], ["--"]),
    "nothing and a JSON null": ([Kind.JSON], [None], ["null"]),
    "a number and its words": ([Kind.JSON], ["5"], ['"5"']),
    "the order of a list": ([Kind.JSON], ["[1, 2]"], ["[2, 1]"]),
    "yes and one": ([Kind.JSON], ["true"], ["1"]),
    "a space": ([Kind.TEXT], ["a"], ["a "]),
}


@pytest.mark.parametrize(("kinds", "one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_differs_has_other_bytes(kinds: list[Kind], one: list[Any], other: list[Any]) -> None:
    assert canonical(kinds, one) != canonical(kinds, other)


@given(st.lists(st.binary(max_size=8), max_size=20), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[bytes], chance: random.Random) -> None:
    one, other = Tally(), Tally()
    for row in rows:
        one.add(row)
    chance.shuffle(rows)
    for row in rows:
        other.add(row)
    assert one == other


def test_a_row_that_is_there_twice_counts_twice() -> None:
    once, thrice = Tally(), Tally()
    once.add(b"row")
    for _ in range(3):
        thrice.add(b"row")
    assert (once.rows, thrice.rows) == (1, 3)
    assert once.checksum != thrice.checksum


@given(st.datetimes(timezones=st.sampled_from([UTC, CHINA])))
def test_a_time_survives_sqlite(at: datetime) -> None:
    assert reader(Kind.INSTANT)(for_sqlite(at)) == at


WRONG = {
    Kind.BOOLEAN: 2,
    Kind.INTEGER: "old",
    Kind.FLOAT: "old",
    Kind.DECIMAL: "old",
    Kind.INSTANT: "noon",
    Kind.DATE: "today",
    Kind.TIME: "noon",
    Kind.TEXT: b"bytes",
}


@pytest.mark.parametrize(("kind", "raw"), WRONG.items(), ids=lambda part: str(part))
def test_a_value_of_another_kind_is_noticed(kind: Kind, raw: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        reader(kind)(raw)


def test_types_of_one_database_have_their_like_in_the_other() -> None:
    known: dict[sa.types.TypeEngine[Any], str] = {
        postgresql.TIMESTAMP(timezone=True): "TIMESTAMP WITH TIME ZONE",
        postgresql.JSONB(): "JSON",
        postgresql.BYTEA(): "BYTEA",
        postgresql.DOUBLE_PRECISION(): "DOUBLE PRECISION",
        sa.VARCHAR(20): "VARCHAR(20)",
        sa.TEXT(): "TEXT",
        sa.NUMERIC(10, 2): "NUMERIC(10, 2)",
        sa.SMALLINT(): "SMALLINT",
    }
    there = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own has no types
    assert {kind: portable(kind).compile(dialect=there) for kind in known} == known
    assert kind_of(postgresql.INTERVAL()) is None
    with pytest.raises(TypeError, match="cannot be moved"):
        portable(postgresql.INTERVAL())
