"""Communities for tests: a file that a test run has loaded once is there again as the rows that came of it."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import Session

from actions.people import Community
from actions.registry import Registry
from bot.importing import load_community

Rows = dict[str, list[tuple[Any, ...]]]


class Loads:
    """Does what `bot.testing.load` does; an empty SQLite file gets the rows of the same community file as a copy."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Rows]] = {}

    def load(self, db: Session, document: dict[str, Any], registry: Registry, now: datetime) -> str:
        """Load a community file and return the id of the community."""
        connection = db.connection()
        if connection.dialect.name != "sqlite" or db.scalar(select(func.count()).select_from(Community)):
            return load_community(db, document, registry, now).id
        key = json.dumps([document, now.isoformat(), sorted(registry.scenarios)], sort_keys=True, default=repr)
        if key in self._known:
            community, rows = self._known[key]
            _put(connection, rows)
            return community
        before = _rows(connection)
        loaded = load_community(db, document, registry, now).id
        brought = {table: rows for table, rows in _rows(connection).items() if rows != before[table]}
        if not any(before[table] for table in brought):
            self._known[key] = loaded, brought
        return loaded


def _rows(connection: Connection) -> Rows:
    found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
    return {
        name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]  # noqa: S608  a table's name
        for (name,) in found.all()
    }


def _put(connection: Connection, rows: Rows) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until the commit: a table may point to a later one
    for table, brought in rows.items():
        places = ", ".join("?" * len(brought[0]))
        connection.exec_driver_sql(f'INSERT INTO "{table}" VALUES ({places})', brought)  # noqa: S608  a table's name
