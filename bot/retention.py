"""Deletes what has been kept as long as its purpose allows (PIPL art. 19, 47). Every table declares its own."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Select, Table, delete, select
from sqlalchemy.orm import Session

from actions.job import Job, Payload
from actions.table import Base, tables
from actions.turn import Work


def delete_expired(db: Session, community_id: str, now: datetime) -> dict[str, int]:
    """Delete rows whose time is over, children before parents; return how many went from each table."""
    by_table = {table.__table__: table for table in tables()}
    gone = {}
    for table in reversed(Base.metadata.sorted_tables):
        owner = by_table.get(table)
        if owner is not None:
            gone[table.name] = _expire(db, owner, table, community_id, now)
    return {name: count for name, count in gone.items() if count}


def _expire(db: Session, owner: type[Base], table: Table, community_id: str, now: datetime) -> int:
    purpose = owner.__purpose__
    if purpose.keep is None or not purpose.since or "community_id" not in table.columns:
        return 0
    over = table.columns[purpose.since] < now - purpose.keep
    for child in _blockers(table):
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
