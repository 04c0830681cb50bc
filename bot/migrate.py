"""Brings a database to the tables of this version: the core first, then each scenario by a version table of its own."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, inspect, select, text

from actions.scenario import Scenario
from integrations.database import WRITER, StoreError

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationStep

CORE = "core"
FOLDER = "migrations"
_MIGRATING = 0x6C696E6C69  # "linli": the key of the lock
_ASSIGNED = re.compile(r'^(down_revision|revision)\b[^=\n]*=\s*(?:"([^"]+)"|None)', re.MULTILINE)


class MigrationError(StoreError):
    """The database cannot be brought to this version; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class History:
    """The revisions of one owner of tables: the core or a scenario."""

    name: str
    package: str
    revisions: frozenset[str]
    head: str

    @property
    def table(self) -> str:
        """Name of the version table."""
        return f"version_{self.name}"


def migrate(engine: Engine, scenarios: Iterable[Scenario]) -> None:
    """Create or change tables until they are those of this version, all in one transaction; twice changes nothing."""
    wanted = [history for history in (core(), *map(of, scenarios)) if history is not None]
    with engine.connect().execution_options(**{WRITER: True}) as connection:
        with connection.begin():
            behind = [history for history in wanted if _is_behind(connection, history)]
        if behind:
            _upgrade_all(connection, wanted)


def fingerprint(scenarios: Iterable[Scenario]) -> str:
    """Return what tells one set of revisions from another: their owners and every word of their scripts."""
    owners = [(CORE, "bot"), *((scenario.name, scenario.package) for scenario in scenarios)]
    words = (
        f"{name}\n{file.name}\n{file.read_text('utf-8')}" for name, package in owners for file in _scripts(package)
    )
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def core() -> History | None:
    """Return the revisions of the SDK's and the bot's own tables."""
    return read_history(CORE, "bot")


def of(scenario: Scenario) -> History | None:
    """Return a scenario's revisions, or None when it has no tables."""
    return read_history(scenario.name, scenario.package)


def read_history(name: str, package: str) -> History | None:
    """Read which revisions a package has, without loading them: an up-to-date database starts at once."""
    pairs = [_revision(file) for file in _scripts(package)]
    if not pairs:
        return None
    revisions = frozenset(revision for revision, _ in pairs)
    heads = sorted(revisions - {before for _, before in pairs if before})
    if len(heads) != 1:
        raise MigrationError(f"{package}.{FOLDER} must end in one revision; it ends in {', '.join(heads)}")
    return History(name, package, revisions, heads[0])


def stored(connection: Connection, history: History) -> str | None:
    """Return the revision a database stands at, or None before the first."""
    if not inspect(connection).has_table(history.table):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {history.table}")).scalar()  # noqa: S608  a folder's name
    return str(found) if found else None


def _scripts(package: str) -> list[Traversable]:
    folder = files(package) / FOLDER
    return sorted(_python_files(folder), key=lambda file: file.name) if folder.is_dir() else []


def _python_files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the scripts in a folder and in those below it, such as Alembic's usual versions/."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.name.startswith("_"):
            yield from _python_files(entry)
        elif entry.name.endswith(".py") and not entry.name.startswith("_"):
            yield entry


def _revision(file: Traversable) -> tuple[str, str | None]:
    found = {name: value or None for name, value in _ASSIGNED.findall(file.read_text("utf-8"))}
    revision = found.get("revision")
    if revision is None or "down_revision" not in found:
        raise MigrationError(f'{file.name} must say revision = "..." and down_revision = "..." (or None)')
    return revision, found["down_revision"]


def _is_behind(connection: Connection, history: History) -> bool:
    at = stored(connection, history)
    if at is not None and at not in history.revisions:
        raise MigrationError(
            f"the tables of {history.name} stand at {at}, which this version does not know: "
            f"install the version that made them, or restore a backup"
        )
    return at != history.head


def _upgrade_all(connection: Connection, wanted: Sequence[History]) -> None:
    with _foreign_keys_off(connection), connection.begin():
        wait_for_others(connection)
        for history in wanted:
            if _is_behind(connection, history):
                upgrade(connection, history)
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise MigrationError("a migration left rows that point nowhere; nothing was changed, please report this")


def wait_for_others(connection: Connection) -> None:
    """Let one process migrate or fill a database while the others that start with it wait; SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        for setting in ("statement_timeout", "lock_timeout"):  # a large table takes longer than a turn may
            connection.exec_driver_sql(f"SET LOCAL {setting} = 0")
        connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let a table be rebuilt without its children being deleted (sqlite.org/lang_altertable.html, section 7)."""
    raw = connection.connection.dbapi_connection if connection.dialect.name == "sqlite" else None
    if raw is None:
        yield
        return
    raw.cursor().execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.cursor().execute("PRAGMA foreign_keys=ON")


def upgrade(connection: Connection, history: History) -> None:
    """Bring one owner's tables to this version in the caller's transaction."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with as_file(files(history.package) / FOLDER) as folder:
        scripts = ScriptDirectory(folder, version_locations=[folder], recursive_version_locations=True)

        def steps(heads: tuple[str, ...], context: MigrationContext) -> "list[MigrationStep]":
            return list(scripts._upgrade_revs("head", heads))  # type: ignore[arg-type]  # as alembic.command does

        options = {"version_table": history.table, "fn": steps, "render_as_batch": True}
        context = MigrationContext.configure(connection, opts=options)
        with Operations.context(context):
            context.run_migrations()
