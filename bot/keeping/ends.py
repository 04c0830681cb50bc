"""The two ends of a move: a state of the source that does not change, and a target that exists whole or not at all."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.keeping.problems import CannotMove
from bot.keeping.transfer import is_empty
from bot.migrate import wait_for_others
from integrations.database import WRITER, backend
from integrations.postgres import postgres_engine
from integrations.sqlite import sqlite_engine

_PATIENCE = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")  # none: moving takes long


def file_of(url: str) -> Path:
    """Return the file of an SQLite URL."""
    path = make_url(url).database
    if not path or path == ":memory:":
        raise CannotMove(f"{url} is not a file; write it as sqlite:////path/to/linli.sqlite3")
    return Path(path).absolute()


def shown(url: str) -> str:
    """Return a URL without its password."""
    return make_url(url).render_as_string(hide_password=True)


@contextlib.contextmanager
def engine_of(url: str) -> Iterator[Engine]:
    """Open a database for one piece of work; CannotMove when it cannot be reached."""
    engine = sqlite_engine(url) if backend(url) == "sqlite" else postgres_engine(url, size=2)
    try:
        yield engine
    except OperationalError as failure:
        raise CannotMove(f"{shown(url)} cannot be used: {str(failure.orig).strip()}") from None
    finally:
        engine.dispose()


@contextlib.contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read one state of a database, whatever is written meanwhile."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            _be_patient(connection)
            yield connection


@contextlib.contextmanager
def fresh(url: str) -> Iterator[Connection]:
    """Write a database that did not exist or was empty, in one transaction; on an error nothing is left behind."""
    if backend(url) == "sqlite":
        with fresh_file(file_of(url)) as connection:
            yield connection
        return
    with engine_of(url) as engine, engine.connect() as connection, connection.begin():
        _be_patient(connection)
        wait_for_others(connection)
        if not is_empty(connection):
            raise CannotMove(f"{shown(url)} is not empty; nothing was written. Give a new database: createdb NAME")
        yield connection


@contextlib.contextmanager
def fresh_file(path: Path) -> Iterator[Connection]:
    """Write an SQLite file under another name; it gets its own when everything is in it."""
    with locked(path):
        must_be_free(path)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            with (
                engine_of(f"sqlite:///{part}") as engine,
                engine.connect().execution_options(**{WRITER: True}) as connection,
                connection.begin(),
            ):
                connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
                yield connection
            settle(part, path)
        finally:
            for left in path.parent.glob(f"{part.name}*"):
                left.unlink(missing_ok=True)


def must_be_free(path: Path) -> None:
    """Refuse a place where there is a database, or the log of one: SQLite would play it into the new file."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        taken = path.with_name(path.name + suffix)
        if taken.exists():
            raise CannotMove(f"{taken} exists; nothing was written. Give another place, or move that file away")


def settle(part: Path, path: Path) -> None:
    """Give a complete file its name, and return when both are on the disk."""
    sync(part)
    part.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep every other Linli process away from an SQLite file: the server takes the same lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotMove(
                f"another Linli process has {path} open: stop it first (nobody may write meanwhile), then try again"
            ) from None
        yield


@contextlib.contextmanager
def alone(url: str) -> Iterator[None]:
    """Make sure that nobody else writes to a database that is about to be moved."""
    if backend(url) == "sqlite":
        path = file_of(url)
        if not path.exists():
            raise CannotMove(f"there is no {path}; LINLI_DATABASE or LINLI_DATA names another place?")
        with locked(path):
            yield
        return
    with engine_of(url) as engine, engine.connect() as connection:
        others = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).scalar_one()
    if others:
        raise CannotMove(
            f"{others} other connections use {shown(url)}: stop every linli web and linli worker (and psql), "
            f"then try again"
        )
    yield


def _be_patient(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        for setting in _PATIENCE:
            connection.exec_driver_sql(f"SET LOCAL {setting} = 0")
