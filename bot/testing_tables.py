"""Tables for tests: the first house of a test run migrates, those after it begin with a copy of what came out."""

import sqlite3
from collections.abc import Iterable

from sqlalchemy import Engine, inspect

from actions.scenario import Scenario
from bot import migrate as migrating
from integrations.sqlite import sqlite_module


class Copies:
    """Does what `bot.migrate.migrate` does; an empty SQLite file gets the tables of the same revisions as a copy."""

    def __init__(self) -> None:
        self._made: dict[str, sqlite3.Connection] = {}

    def migrate(self, engine: Engine, scenarios: Iterable[Scenario]) -> None:
        """Bring a database to the tables of this version."""
        wanted = list(scenarios)
        if engine.dialect.name != "sqlite" or not _is_empty(engine):
            migrating.migrate(engine, wanted)
            return
        key = migrating.fingerprint(wanted)
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None, "an open connection has one"  # noqa: S101
            if key in self._made:
                self._made[key].backup(raw)  # type: ignore[arg-type]
                return
            migrating.migrate(engine, wanted)
            self._made[key] = sqlite_module().connect(":memory:", check_same_thread=False)
            raw.backup(self._made[key])


def _is_empty(engine: Engine) -> bool:
    return not inspect(engine).get_table_names()
