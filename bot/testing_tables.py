"""Tables for tests: the first house of a test run makes them, those after it begin with a copy of what came out."""

import sqlite3
from collections.abc import Iterable
from threading import Lock
from typing import Any

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from actions.scenario import Scenario
from actions.table import Base
from bot import migrate as migrating

_declared: dict[tuple[str, ...], sqlite3.Connection] = {}


class Copies:
    """Does what `bot.migrate.migrate` does; an empty database gets the tables of the same revisions as a copy."""

    def __init__(self) -> None:
        self._files: dict[str, sqlite3.Connection] = {}
        self._templates: dict[tuple[str, ...], str] = {}
        self._alone = Lock()  # two processes of one house that a test opens together

    def migrate(self, engine: Engine, scenarios: Iterable[Scenario]) -> None:
        """Bring a database to the tables of this version."""
        wanted = list(scenarios)
        with self._alone:
            if not _is_empty(engine):
                migrating.migrate(engine, wanted)
            elif engine.dialect.name == "sqlite":
                self._in_file(engine, wanted)
            else:
                self._on_server(engine, wanted)

    def _in_file(self, engine: Engine, wanted: list[Scenario]) -> None:
        key = migrating.fingerprint(wanted)
        if key in self._files:
            _fill(engine, self._files[key])
            return
        migrating.migrate(engine, wanted)
        self._files[key] = _copy_of(engine)

    def _on_server(self, engine: Engine, wanted: list[Scenario]) -> None:
        server, name = engine.url.set(database="postgres"), engine.url.database
        key = (str(server), migrating.fingerprint(wanted))
        if key not in self._templates:
            migrating.migrate(engine, wanted)
            template = f"{name}_tables"
            if _done(engine, f'CREATE DATABASE "{template}" TEMPLATE "{name}"'):
                self._templates[key] = template
        elif _done(engine, f'DROP DATABASE "{name}"'):
            _done(engine, f'CREATE DATABASE "{name}" TEMPLATE "{self._templates[key]}"')
        else:  # somebody else is connected
            migrating.migrate(engine, wanted)


def create_tables(engine: Engine) -> None:
    """Make every table that is declared by now in an empty SQLite database, without migrations."""
    with engine.connect() as connection:
        module = type(connection.connection.dbapi_connection).__module__
    key = (module, *(f"{name}({', '.join(table.columns.keys())})" for name, table in Base.metadata.tables.items()))
    if key in _declared:
        _fill(engine, _declared[key])
        return
    Base.metadata.create_all(engine)
    _declared[key] = _copy_of(engine)


def _is_empty(engine: Engine) -> bool:
    return not inspect(engine).get_table_names()


def _fill(engine: Engine, tables: sqlite3.Connection) -> None:
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None, "an open connection has one"  # noqa: S101
        tables.backup(raw)  # type: ignore[arg-type]


def _copy_of(engine: Engine) -> sqlite3.Connection:
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None, "an open connection has one"  # noqa: S101
        made: Any = type(raw)(":memory:", check_same_thread=False)  # type: ignore[call-arg]
        raw.backup(made)
    copy: sqlite3.Connection = made
    return copy


def _done(engine: Engine, statement: str) -> bool:
    """Do something with the whole database of an engine, from another one; False when somebody else is connected."""
    engine.dispose()
    outside = create_engine(engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with outside.connect() as connection:
            connection.execute(text(statement))
    except OperationalError as failure:
        if getattr(failure.orig, "sqlstate", "") == "55006":  # object_in_use
            return False
        raise
    finally:
        outside.dispose()
    return True
