"""A database in memory for one conversation at a time: work is done at once, in the thread of whoever asks."""

import sqlite3
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.orm import Session

from integrations.database import Work
from integrations.sqlite import sqlite_module

T = TypeVar("T")


class MemoryStore:
    """The `Store` of a simulated house: transactions as on a disk, and nobody waits for a thread or for the disk."""

    shared = False

    def __init__(self, rows: sqlite3.Connection) -> None:
        """Open a database that holds what another one holds; `put_back` makes it so again."""
        self.url = "sqlite://"
        self.commits = 0
        self._rows = rows
        self._engine = _memory()
        self._connection = self._engine.connect()
        self.put_back()

    @property
    def touched(self) -> int:
        """How many rows have been inserted, changed or deleted since it was opened."""
        return self._raw.total_changes

    def put_back(self) -> None:
        """Forget everything that was written."""
        self._rows.backup(self._raw)

    async def write(self, work: Work[T]) -> T:
        """Run work in one transaction; an exception rolls it back."""
        with self._session() as session, session.begin():
            result = work(session)
        self.commits += 1
        return result

    async def put(self, work: Work[T]) -> T:
        """Run statements like any other work."""
        return await self.write(work)

    async def note(self, work: Work[T]) -> T:
        """Run a statement like any other work."""
        return await self.write(work)

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads; what it wrote would be rolled back."""
        with self._session() as session:
            return work(session)

    def engine(self) -> Engine:
        """Return the engine."""
        return self._engine

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()
        self._engine.dispose()

    @property
    def _raw(self) -> sqlite3.Connection:
        raw: sqlite3.Connection | None = self._connection.connection.dbapi_connection  # type: ignore[assignment]
        assert raw is not None, "an open connection has one"  # noqa: S101
        return raw

    def _session(self) -> Session:
        return Session(self._connection, join_transaction_mode="control_fully", expire_on_commit=False)


def _memory() -> Engine:
    engine = create_engine("sqlite://", module=sqlite_module(), poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
