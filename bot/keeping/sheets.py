"""The tables of a database as they really are, and their rows as a stream."""

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, MetaData, Table

from bot.keeping.checksum import Tally, canonical
from bot.keeping.kinds import Kind, Value, bits, kind_of, reader
from bot.keeping.problems import CannotMove, Misfit

BATCH = 1000  # rows that are in memory at once
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: what it holds and how much of it PostgreSQL lets in."""

    name: str
    kind: Kind
    length: int | None = None  # characters of a text
    bits: int = 64  # of a whole number
    key: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. Its fields stand in the order of their names, so that two databases give the same rows."""

    name: str
    fields: tuple[Field, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Kinds of the fields, in their order."""
        return tuple(field.kind for field in self.fields)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the fields, in their order."""
        return tuple(field.name for field in self.fields)


def reflect(connection: Connection) -> MetaData:
    """Read which tables there are."""
    metadata = MetaData()
    metadata.reflect(connection)
    return metadata


def sheets(metadata: MetaData) -> list[Sheet]:
    """Return every table, those that are pointed to first."""
    return [_sheet(table) for table in metadata.sorted_tables]


def _sheet(table: Table) -> Sheet:
    fields = [_field(table, column.name, column) for column in table.columns]
    return Sheet(table.name, tuple(sorted(fields, key=operator.attrgetter("name"))))


def _field(table: Table, name: str, column: Any) -> Field:
    kind = kind_of(column.type)
    if kind is None:
        raise CannotMove(f"the column {name} of {table.name} has the type {column.type}, which cannot be moved")
    length = getattr(column.type, "length", None) if kind is Kind.TEXT else None
    return Field(name, kind, length, bits(column.type), bool(column.primary_key))


def quoted(connection: Connection, name: str) -> str:
    """Return a name as it may stand in SQL."""
    return connection.dialect.identifier_preparer.quote_identifier(name)


def raw_rows(connection: Connection, sheet: Sheet) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield the rows of a table in batches, as the driver gives them."""
    postgres = connection.dialect.name == "postgresql"
    columns = ", ".join(
        f"{quoted(connection, field.name)}{'::text' if postgres and field.kind is Kind.JSON else ''}"
        for field in sheet.fields
    )
    query = f"SELECT {columns} FROM {quoted(connection, sheet.name)}"  # noqa: S608  quoted names of real columns
    result = connection.exec_driver_sql(query, execution_options={"stream_results": True, "max_row_buffer": BATCH})
    yield from result.partitions(BATCH)


def rows(connection: Connection, sheet: Sheet) -> Iterator[list[Row]]:
    """Yield the rows of a table in batches, as values that mean the same in every database.

    Raises Misfit for a value that is not what its column says (SQLite lets that happen).
    """
    readers = [reader(field.kind) for field in sheet.fields]
    for batch in raw_rows(connection, sheet):
        yield [_row(sheet, readers, raw) for raw in batch]


def _row(sheet: Sheet, readers: Sequence[Any], raw: Sequence[Any]) -> Row:
    try:
        return tuple(None if cell is None else read(cell) for read, cell in zip(readers, raw, strict=True))
    except (ValueError, TypeError):
        raise _wrong_kind(sheet, readers, raw) from None


def _wrong_kind(sheet: Sheet, readers: Sequence[Any], raw: Sequence[Any]) -> Misfit:
    for field, read, cell in zip(sheet.fields, readers, raw, strict=True):
        try:
            if cell is not None:
                read(cell)
        except (ValueError, TypeError):
            return Misfit(sheet.name, field.name, key_of(sheet, raw), f"is not {field.kind}")
    raise AssertionError("one of them failed a moment ago")


def key_of(sheet: Sheet, row: Sequence[Any]) -> str:
    """Name a row by its primary key."""
    return ",".join(str(cell) for field, cell in zip(sheet.fields, row, strict=True) if field.key) or "without a key"


def tally(connection: Connection, sheet: Sheet) -> Tally:
    """Count a table and its checksum."""
    found, kinds = Tally(), sheet.kinds
    for batch in rows(connection, sheet):
        for row in batch:
            found.add(canonical(kinds, row))
    return found
