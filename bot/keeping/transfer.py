"""Copies everything in one database into another, empty one, and proves that it arrived."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, MetaData, inspect

from actions.scenario import Scenario
from bot.keeping.checksum import Tally, canonical
from bot.keeping.fitting import misfits
from bot.keeping.kinds import Kind, for_sqlite, reader
from bot.keeping.problems import SHOWN, CannotMove, Misfit, refusal
from bot.keeping.schema import create_tables
from bot.keeping.sheets import Row, Sheet, key_of, quoted, raw_rows, reflect, rows, sheets, tally

Say = Callable[[str], object]
STEP = 50_000  # rows between two lines of progress


@dataclass(frozen=True, slots=True)
class Moved:
    """One table after the copy: its rows and checksum, the same in both databases."""

    table: str
    rows: int
    checksum: str


def copy_all(source: Connection, target: Connection, scenarios: Iterable[Scenario], say: Say) -> list[Moved]:
    """Copy every table in the target's open transaction, or raise CannotMove; the caller commits or rolls back.

    `source` must be a transaction that sees one state throughout. `say` gets a line of progress now and then.
    """
    found = reflect(source)
    create_tables(source, target, found, scenarios)
    pages = _pairs(found, reflect(target))
    told = _survey(source, pages, say, strict=target.dialect.name == "postgresql")
    for page, (_, there) in zip(told, pages, strict=True):
        _copy(source, target, page.sheet, there, page.tally.rows, say)
    _count_on(target, [there for _, there in pages])
    return [_proved(target, page, there, say) for page, (_, there) in zip(told, pages, strict=True)]


@dataclass(frozen=True, slots=True)
class _Page:
    sheet: Sheet
    tally: Tally


def _pairs(source: MetaData, target: MetaData) -> list[tuple[Sheet, Sheet]]:
    there = {sheet.name: sheet for sheet in sheets(target)}
    pairs = [(sheet, there[sheet.name]) for sheet in sheets(source)]
    for here, other in pairs:
        if here.names != other.names:
            odd = ", ".join(sorted(set(here.names) ^ set(other.names)))
            raise CannotMove(
                f"the table {here.name} has other columns than its migrations make ({odd}); please report this"
            )
    return pairs


def _survey(source: Connection, pages: Sequence[tuple[Sheet, Sheet]], say: Say, *, strict: bool) -> list[_Page]:
    """Count every table and look for what the target would refuse, before a row is written."""
    bad: list[Misfit] = []
    count = 0
    told = []
    for here, there in pages:
        found = Tally()
        for problem in _look(source, here, there, found, strict=strict):
            count += 1
            if len(bad) < SHOWN:
                bad.append(problem)
        told.append(_Page(here, found))
    if count:
        raise refusal(bad, count)
    say(f"{sum(page.tally.rows for page in told)} rows in {len(told)} tables fit")
    return told


def _look(source: Connection, here: Sheet, there: Sheet, found: Tally, *, strict: bool) -> "Iterable[Misfit]":
    readers, kinds = [reader(field.kind) for field in here.fields], here.kinds
    for batch in raw_rows(source, here):
        for raw in batch:
            values: list[Any] = []
            for field, read, cell in zip(here.fields, readers, raw, strict=True):
                try:
                    values.append(None if cell is None else read(cell))
                except (ValueError, TypeError):
                    yield Misfit(here.name, field.name, key_of(here, raw), f"is not {field.kind}")
                    values.append(None)
            if strict:
                yield from misfits(there, tuple(values))
            found.add(canonical(kinds, values))


def _copy(source: Connection, target: Connection, here: Sheet, there: Sheet, count: int, say: Say) -> None:
    put = _put_postgres if target.dialect.name == "postgresql" else _put_sqlite
    done, next_line = 0, STEP
    for batch in rows(source, here):
        put(target, there, batch)
        done += len(batch)
        if done >= next_line:
            say(f"{here.name}: {done} of {count}")
            next_line += STEP


def _put_sqlite(target: Connection, sheet: Sheet, batch: Sequence[Row]) -> None:
    names = ", ".join(quoted(target, name) for name in sheet.names)
    marks = ", ".join("?" * len(sheet.names))
    into = f"INSERT INTO {quoted(target, sheet.name)} ({names}) VALUES ({marks})"  # noqa: S608  quoted names
    target.exec_driver_sql(into, [tuple(map(for_sqlite, row)) for row in batch])


def _put_postgres(target: Connection, sheet: Sheet, batch: Sequence[Row]) -> None:
    names = ", ".join(quoted(target, name) for name in sheet.names)
    raw: Any = target.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {quoted(target, sheet.name)} ({names}) FROM STDIN") as pipe:
        for row in batch:
            pipe.write_row(row)


def _count_on(target: Connection, made: Sequence[Sheet]) -> None:
    """Let PostgreSQL's sequences go on behind the highest number that came."""
    if target.dialect.name != "postgresql":
        return
    for sheet in made:
        table = quoted(target, sheet.name)
        for field in sheet.fields:
            if field.kind is Kind.INTEGER and (sequence := _sequence(target, table, field.name)):
                column = quoted(target, field.name)
                last = f"SELECT max({column}) AS last FROM {table}"  # noqa: S608  quoted names
                target.exec_driver_sql(
                    f"SELECT setval(%s, coalesce(last, 1), last IS NOT NULL) FROM ({last}) AS found",  # noqa: S608
                    (sequence,),
                )


def _sequence(target: Connection, table: str, column: str) -> str | None:
    name = target.exec_driver_sql("SELECT pg_get_serial_sequence(%s, %s)", (table, column)).scalar()
    return str(name) if name else None


def _proved(target: Connection, page: _Page, there: Sheet, say: Say) -> Moved:
    arrived = tally(target, there)
    if arrived != page.tally:
        raise CannotMove(
            f"nothing was kept: {there.name} has {page.tally.rows} rows ({page.tally.checksum}) here and "
            f"{arrived.rows} ({arrived.checksum}) there; please report this"
        )
    return Moved(there.name, arrived.rows, arrived.checksum)


def survey(connection: Connection) -> list[Moved]:
    """Return every table of a database with its rows and checksum."""
    found = []
    for sheet in sheets(reflect(connection)):
        counted = tally(connection, sheet)
        found.append(Moved(sheet.name, counted.rows, counted.checksum))
    return found


def is_empty(connection: Connection) -> bool:
    """Say whether a database has no table at all."""
    return not inspect(connection).get_table_names()


def table_text(moved: Sequence[Moved]) -> str:
    """Return what was copied as a table for a person."""
    out = io.StringIO()
    width = max((len(line.table) for line in moved), default=5)
    out.write(f"{'table':<{width}}  {'rows':>9}  {'checksum':<32}  ok\n")
    for line in sorted(moved, key=lambda one: one.table):
        out.write(f"{line.table:<{width}}  {line.rows:>9}  {line.checksum}  yes\n")
    out.write(f"{len(moved)} tables, {sum(line.rows for line in moved)} rows")
    return out.getvalue()
