"""PostgreSQL: a pool of threads, one transaction for each piece of work."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from psycopg import Cursor
from psycopg.types.string import StrDumper
from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from integrations.database import StoreAway, Work

T = TypeVar("T")
WRITERS = 8  # transactions that change something, side by side
READERS = 4
PUTTERS = 4  # connections for what is one statement
NOTERS = 2  # connections for what a power cut may undo
TRIES = 4  # of work that lost against another transaction
_LOST = frozenset({"40001", "40P01", "55P03"})  # serialization failure, deadlock, lock not available
_GONE = ("08", "57P", "53")  # connection, shutdown or too many of them (postgresql.org, appendix A, classes)
_UNKNOWN = (None,) * 5
_OPTIONS = "-c timezone=UTC -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"


def driver_url(url: str) -> URL:
    """Return the URL for psycopg 3, whichever driver it names."""
    return make_url(url).set(drivername="postgresql+psycopg")


def postgres_engine(url: str, *, size: int = WRITERS, options: str = _OPTIONS, **more: Any) -> Engine:
    """Make an engine whose connections notice within seconds that the server has gone; `more` is for SQLAlchemy."""
    engine = create_engine(
        driver_url(url),
        pool_size=size,
        max_overflow=2,
        pool_timeout=10,
        hide_parameters=True,  # an error's text must not carry a resident's words into a log
        connect_args={
            "cursor_factory": _Cursor,
            "connect_timeout": 5,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "options": options,
        },
        **more,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.adapters.register_dumper(str, _Storable)

    @event.listens_for(engine, "handle_error")
    def hide_values(context: ExceptionContext) -> None:
        """Keep only the first line of PostgreSQL's message: its DETAIL quotes the row."""
        failure, told = context.original_exception, context.sqlalchemy_exception
        diag = getattr(failure, "diag", None)
        if diag is not None and diag.message_primary:
            failure.args = (diag.message_primary,)
            if told is not None:
                told.args = (f"({type(failure).__name__}) {diag.message_primary}",)

    return engine


class _Storable(StrDumper):
    """Writes text without what PostgreSQL cannot hold: NUL characters and halves of surrogate pairs."""

    def dump(self, obj: str) -> Any:
        """Encode a string."""
        try:
            return super().dump(obj.replace("\0", "") if "\0" in obj else obj)
        except UnicodeEncodeError:
            return super().dump(obj.replace("\0", "").encode("utf-8", "ignore").decode())


class _Cursor(Cursor[Any]):
    """Says of a result's columns only what SQLAlchemy asks; psycopg's own description takes a tenth of a statement."""

    @property
    def description(self) -> Any:
        """Return name, type and five unknowns of each column (PEP 249); None without any."""
        result, encoding = self.pgresult, self.connection.info.encoding
        if result is None or not result.nfields:
            return None
        columns = range(result.nfields)
        return [((result.fname(at) or b"").decode(encoding), result.ftype(at), *_UNKNOWN) for at in columns]


class PostgresStore:
    """Work runs in threads. What loses against other work is repeated; where the server has gone it is StoreAway."""

    shared = True

    def __init__(self, url: str) -> None:
        self.url = url
        self.commits = 0
        self._engine = postgres_engine(url)
        # Psycopg forgets what it has prepared at every ROLLBACK; reads have connections of their own that never say it.
        self._reading = _single(url, READERS, "default_transaction_read_only=on")
        self._putting = _single(url, PUTTERS, "synchronous_commit=on")
        self._noting = _single(url, NOTERS, "synchronous_commit=off")
        self._counting = threading.Lock()
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="linli-write")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="linli-read")

    async def write(self, work: Work[T]) -> T:
        """Run work in a transaction of its own and return when it is committed."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, self._write, work)

    async def put(self, work: Work[T]) -> T:
        """Run statements without a transaction around them."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, self._put, work)

    async def note(self, work: Work[T]) -> T:
        """Run one statement without a transaction around it, on a connection that does not wait for the disk."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, _repeated, self._noting, work)

    async def read(self, work: Work[T]) -> T:
        """Run work in a reader thread."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def engine(self) -> Engine:
        """Return the engine for migrations."""
        return self._engine

    def close(self) -> None:
        """Finish what waits, then close the connections."""
        self._writers.shutdown()
        self._readers.shutdown()
        for engine in (self._engine, self._reading, self._putting, self._noting):
            engine.dispose()

    def _write(self, work: Work[T]) -> T:
        return self._counted(_repeated(self._engine, work))

    def _put(self, work: Work[T]) -> T:
        return self._counted(_repeated(self._putting, work))

    def _counted(self, result: T) -> T:
        with self._counting:
            self.commits += 1
        return result

    def _read(self, work: Work[T]) -> T:
        return _repeated(self._reading, work, keep=False)


def _single(url: str, size: int, setting: str) -> Engine:
    """Make an engine whose statements stand for themselves, with a setting of the server for its connections."""
    options = f"{_OPTIONS} -c {setting}"
    return postgres_engine(url, size=size, options=options, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)


def relax(db: Session) -> None:
    """Let this transaction's commit not wait for the disk: for what a power cut may undo, such as a lease."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SET LOCAL synchronous_commit TO off"))


def only_here(db: Session, what: str) -> None:
    """Let one transaction at a time do something, whichever process it is in."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(hashtext(:what))"), {"what": f"linli:{what}"})


def _repeated(engine: Engine, work: Work[T], *, keep: bool = True) -> T:
    """Run work; once more when a pooled connection turned out dead before the commit, or when it lost."""
    last: DBAPIError | None = None
    for _ in range(TRIES):
        begun = _Progress()
        try:
            return _once(engine, work, begun, keep=keep)
        except PoolTimeout as failure:
            raise StoreAway("no connection to the database is free") from failure
        except DBAPIError as failure:
            last = failure
            if is_gone(failure):
                if begun.committing or begun.fresh:
                    break
            elif _state(failure) not in _LOST:
                raise
    raise StoreAway(f"the database is out of reach: {type(last.orig if last else last).__name__}") from last


class _Progress:
    """How far a transaction got: a connection that was new, or a commit whose outcome nobody knows."""

    fresh = False
    committing = False


def _once(engine: Engine, work: Work[T], begun: _Progress, *, keep: bool) -> T:
    begun.fresh = True  # until there is a connection, failing means that no connection can be made
    with engine.connect() as connection:
        begun.fresh = False
        with Session(connection, expire_on_commit=False) as session:
            result = work(session)
            if keep:
                session.flush()
                begun.committing = True
                session.commit()
            return result


def is_gone(failure: DBAPIError) -> bool:
    """Say whether an error means that the server or the way to it has gone."""
    state = _state(failure)
    return failure.connection_invalidated or (state.startswith(_GONE) if state else _is_connecting(failure))


def _is_connecting(failure: DBAPIError) -> bool:
    return type(failure.orig).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError")


def _state(failure: DBAPIError) -> str:
    return getattr(failure.orig, "sqlstate", None) or ""
