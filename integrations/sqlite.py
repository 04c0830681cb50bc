"""SQLite: one writer thread with group commit."""

import asyncio
import contextlib
import fcntl
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Transaction, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from integrations.database import WRITER, StoreAway, StoreError, Work

T = TypeVar("T")
GROUP = 64  # turns that share one commit at most


@dataclass(slots=True)
class _Waiting:
    work: Work[Any]
    future: "Future[Any]"
    result: Any = None
    error: BaseException | None = None


def sqlite_module() -> ModuleType:
    """Return the newest SQLite there is: the system's may have the WAL-reset bug (fixed in 3.51.3)."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        import sqlite3 as module
    return module  # type: ignore[no-any-return]  # pysqlite3 ships no types


def sqlite_engine(url: str, *, readers: int = 4) -> Engine:
    """Make an engine with write-ahead log, full sync, foreign keys, and transactions that we begin ourselves."""
    engine = create_engine(
        url,
        module=sqlite_module(),
        pool_size=readers + 1,
        max_overflow=2,
        hide_parameters=True,  # an error's text must not carry a resident's words into a log
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITER)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class SqliteStore:
    """One thread writes: it takes all work that waits (64 at most), each in its savepoint, and commits once.

    A group whose commit fails is run again one by one. A second process on the same file is refused.
    """

    shared = False

    def __init__(self, url: str) -> None:
        self.url = url
        self.commits = 0
        self._lock = _lock_file(url)
        self._engine = sqlite_engine(url)
        self._closed = False
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="linli-read")
        self._writer = threading.Thread(target=self._run, name="linli-write", daemon=True)
        self._writer.start()

    async def write(self, work: Work[T]) -> T:
        """Queue work for the writer and wait until it is committed."""
        if self._closed:
            raise StoreAway("the database has been closed")
        waiting = _Waiting(work, Future())
        self._queue.put(waiting)
        return await asyncio.wrap_future(waiting.future)

    async def put(self, work: Work[T]) -> T:
        """Queue statements like any other work: they share a commit."""
        return await self.write(work)

    async def note(self, work: Work[T]) -> T:
        """Queue a statement like any other work: it shares a commit."""
        return await self.write(work)

    async def read(self, work: Work[T]) -> T:
        """Run work in a reader thread on the last committed state."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def engine(self) -> Engine:
        """Return the engine for migrations."""
        return self._engine

    def close(self) -> None:
        """Finish what waits, then close the file."""
        self._closed = True
        self._queue.put(None)
        self._writer.join()
        self._readers.shutdown()
        self._engine.dispose()
        if self._lock:
            self._lock.close()

    def _read(self, work: Work[T]) -> T:
        try:
            with self._engine.connect() as connection, Session(connection) as session:
                return work(session)
        except OperationalError as failure:
            if "locked" in str(failure.orig):
                raise StoreAway("the database file cannot be read now: it is locked") from failure
            raise

    def _run(self) -> None:
        with self._engine.connect().execution_options(**{WRITER: True}) as connection:
            while (head := self._queue.get()) is not None:
                group = [head, *self._more()]
                stop = None in group
                self._commit_group(connection, [waiting for waiting in group if waiting is not None])
                if stop:
                    return

    def _more(self) -> list[_Waiting | None]:
        taken: list[_Waiting | None] = []
        with contextlib.suppress(queue.Empty):
            while len(taken) < GROUP - 1:
                taken.append(self._queue.get_nowait())
        return taken

    def _commit_group(self, connection: Connection, group: list[_Waiting]) -> None:
        try:
            self._transact(connection, group)
        except StoreAway as failure:
            for waiting in group:
                waiting.error = failure
        except SQLAlchemyError as failure:
            if len(group) > 1:
                for waiting in group:
                    self._commit_group(connection, [waiting])
                return
            group[0].error = group[0].error or failure
        for waiting in group:
            _resolve(waiting)

    def _transact(self, connection: Connection, group: list[_Waiting]) -> None:
        with _begun(connection):
            for waiting in group:
                waiting.error = None
                _run_in_savepoint(connection, waiting)
        self.commits += 1


def _begun(connection: Connection) -> Transaction:
    """Begin to write; StoreAway when another program keeps the file locked."""
    try:
        return connection.begin()
    except OperationalError as failure:
        connection.rollback()
        raise StoreAway(f"the database file cannot be written now: {failure.orig}") from None


def _run_in_savepoint(connection: Connection, waiting: _Waiting) -> None:
    with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
        try:
            waiting.result = waiting.work(session)
            session.commit()
        except BaseException as error:  # noqa: BLE001  it belongs to the caller, who gets it from the future
            waiting.error = error


def _resolve(waiting: _Waiting) -> None:
    if waiting.future.cancelled():
        return
    with contextlib.suppress(RuntimeError, asyncio.InvalidStateError):
        if waiting.error is not None:
            waiting.future.set_exception(waiting.error)
        else:
            waiting.future.set_result(waiting.result)


def _lock_file(url: str) -> Any:
    """Take the lock beside the database file, so that no second process writes to it."""
    path = make_url(url).database
    if not path or path == ":memory:":
        raise StoreError(f"{url} is not a file; give LINLI_DATABASE as sqlite:////path/to/linli.sqlite3")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    lock = Path(f"{path}.lock").open("w")  # noqa: SIM115  it is held as long as the process lives
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise StoreError(
            f"another Linli process has {path} open; stop it, or let it do the work (import and export go through it)"
        ) from None
    return lock
