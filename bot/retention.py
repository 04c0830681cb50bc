"""Deletes what has been kept as long as its purpose allows (PIPL art. 19, 47). Every table declares its own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnClause, CursorResult, Select, Table, delete, inspect, select
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlalchemy.orm import Session

from actions.job import Job, Payload
from actions.table import Base, tables
from actions.turn import Work

Pointer = tuple[str, Select[Any]]  # the table that is pointed to, and who points


def delete_expired(db: Session, community_id: str, now: datetime) -> dict[str, int]:
    """Delete rows whose time is over, children before parents; return how many went from each table."""
    by_table = {table.__table__: table for table in tables()}
    pointers = absent_pointers(db)
    there = set(inspect(db.connection()).get_table_names())
    gone = {}
    for table in reversed(Base.metadata.sorted_tables):
        owner = by_table.get(table)
        if owner is not None and table.name in there:  # one whose migration failed is not
            gone[table.name] = _expire(db, owner, table, community_id, now, pointers)
    return {name: count for name, count in gone.items() if count}


def absent_pointers(db: Session) -> list[Pointer]:
    """Return the foreign keys of tables whose scenario is not installed: what they point to stays until they go."""
    look = inspect(db.connection())
    absent = [name for name in look.get_table_names() if name not in Base.metadata.tables]
    found = []
    for name in absent:
        for key in look.get_foreign_keys(name):
            if key["referred_columns"] == ["id"] and not key.get("options", {}).get("ondelete"):
                found.append((str(key["referred_table"]), _ids_in(name, str(key["constrained_columns"][0]))))
    return found


def _ids_in(table: str, column: str) -> Select[Any]:
    place: ColumnClause[Any] = sql_column(column)
    return select(place).select_from(sql_table(table)).where(place.is_not(None))


def _expire(
    db: Session, owner: type[Base], table: Table, community_id: str, now: datetime, pointers: Sequence[Pointer]
) -> int:
    purpose = owner.__purpose__
    if purpose.keep is None or not purpose.since or "community_id" not in table.columns:
        return 0
    over = table.columns[purpose.since] < now - purpose.keep
    absent = [child for target, child in pointers if target == table.name]
    for child in (*_blockers(table), *absent):
        over = over & ~table.columns["id"].in_(child)
    result = db.execute(delete(table).where(table.columns["community_id"] == community_id, over))
    return cast("CursorResult[Any]", result).rowcount


def _blockers(table: Table) -> list[Select[Any]]:
    """Rows that another row still points to stay until that one has gone."""
    found: list[Select[Any]] = []
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is table and key.ondelete is None:
                found.append(select(key.parent).where(key.parent.is_not(None)))
    return found


def _run(work: Work, payload: Payload) -> None:
    delete_expired(work.db, work.community.id, work.now)


RETENTION = Job(name="retention", run=_run, cron="30 3 * * *")
