"""The store: what runs work in transactions, on one SQLite file or on PostgreSQL."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Engine, FromClause, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

T = TypeVar("T")
Work = Callable[[Session], T]
WRITER = "linli_writer"  # execution option of the one connection that writes


class StoreError(RuntimeError):
    """The database cannot be used as asked; the message says what to do."""


class StoreAway(ConnectionError):
    """The database cannot be reached now. Nothing is known to be written: acknowledge nothing, try again later."""


class Store(Protocol):
    """Runs work in transactions. What `write` returned is on the disk."""

    url: str
    commits: int
    shared: bool
    """Whether other processes may work on the same database."""

    async def write(self, work: Work[T]) -> T:
        """Run work in one transaction and return when it is durable; an exception rolls back this work alone.

        Work may run twice when its transaction has to be repeated. Raises StoreAway when the database is out of reach.
        """
        ...

    async def put(self, work: Work[T]) -> T:
        """Run statements that each stand for themselves and do no harm when they are repeated; durable on return.

        Where it matters that is a round trip for each instead of a whole transaction. Raises StoreAway like `write`.
        """
        ...

    async def note(self, work: Work[T]) -> T:
        """Run one statement that a power cut may undo, such as the mark that something has left; as fast as can be."""
        ...

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads; StoreAway when the database is out of reach."""
        ...

    def engine(self) -> Engine:
        """Return the engine for migrations."""
        ...

    def close(self) -> None:
        """Finish what waits, then close."""
        ...


def insert_new(db: Session, table: FromClause) -> "sqlite.Insert | postgresql.Insert":
    """Begin an INSERT that does nothing when the row is known; add `.values()` and `.returning()`."""
    assert isinstance(table, Table), "rows are inserted into tables"  # noqa: S101
    if db.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def backend(url: str) -> str:
    """Return which database a URL names: sqlite or postgresql.

    >>> backend("postgresql://db/linli"), backend("sqlite:///linli.sqlite3")
    ('postgresql', 'sqlite')
    """
    return make_url(url).get_backend_name()


def open_store(url: str) -> Store:
    """Open the store of a database URL."""
    from integrations.postgres import PostgresStore
    from integrations.sqlite import SqliteStore

    match backend(url):
        case "sqlite":
            return SqliteStore(url)
        case "postgresql":
            return PostgresStore(url)
        case other:
            raise StoreError(f"{other} is not supported; use postgresql://... or sqlite:////path/to/linli.sqlite3")
