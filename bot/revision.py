"""Compares a database with the models; `python -m bot.revision PACKAGE WHAT` writes a migration for what changed."""

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, create_engine, inspect

from actions.registry import discover
from actions.scenario import Scenario
from actions.table import Base, Instant, tables
from bot.migrate import CORE, FOLDER, History, migrate, read_history

if TYPE_CHECKING:
    from alembic.operations.ops import UpgradeOps

PAGE = '''"""{what}"""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before}


def upgrade() -> None:
    {body}
'''


def import_models(package: str) -> None:
    """Import every module of a package that declares a table; for "bot" the SDK's files too."""
    root = Path(str(files(package)))
    found = [*root.rglob("*.py"), *(Path(str(files("actions"))).glob("*.py") if package == "bot" else ())]
    for file in sorted(found):
        if "tests" not in file.parts and "\n    __tablename__ = " in file.read_text("utf-8"):
            top = root if file.is_relative_to(root) else file.parent
            name = package if top is root else "actions"
            import_module(".".join((name, *file.relative_to(top).with_suffix("").parts)))


def owns(package: str, module: str) -> bool:
    """Say whether a module's tables are migrated by a package; files of actions/ belong to the core.

    >>> owns("bot", "actions.ticket"), owns("bot", "actions.parcels.models"), owns("bot", "bot.access_log")
    (True, False, True)
    """
    if package == "bot" and module.startswith("actions."):
        return module.count(".") == 1
    return module.startswith(f"{package}.")


def tables_of(package: str) -> set[str]:
    """Return the names of the tables that a package declares and that have been imported."""
    return {table.__tablename__ for table in tables() if owns(package, table.__module__)}


def lacking(connection: Connection, scenarios: Iterable[Scenario]) -> list[str]:
    """Name the tables that these scenarios or the core declare and a database lacks, whatever version it stands at."""
    packages = ("bot", *(scenario.package for scenario in scenarios))
    declared = {name for package in packages for name in tables_of(package)}
    return sorted(declared - set(inspect(connection).get_table_names()))


def incomplete(tables: Sequence[str]) -> str:
    """Say which tables a database of this version lacks, and what to do."""
    return (
        f"the database lacks {', '.join(tables)} although it stands at this version: restore a backup (docs/backup.md)"
    )


def changes(connection: Connection, package: str) -> "UpgradeOps":
    """Compare a migrated database with what an owner's models declare now; empty when a migration covers all."""
    from alembic.autogenerate import produce_migrations

    script = produce_migrations(_context(connection, tables_of(package)), Base.metadata)
    if script.upgrade_ops is None:
        raise RuntimeError("Alembic compared nothing")
    return script.upgrade_ops


def write(package: str, what: str) -> Path | None:
    """Write the next migration of "bot" or a scenario's package; None when nothing changed."""
    from alembic.autogenerate import render_python_code

    import_models("bot")
    import_models(package)
    scenarios = [found.scenario for found in discover()]
    with TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.sqlite3")
        migrate(engine, scenarios)
        with engine.connect() as connection:
            found = changes(connection, package)
        engine.dispose()
    if found.is_empty():
        return None
    body: str = render_python_code(found, render_as_batch=True, render_item=_render)
    lines = [line for line in body.splitlines() if "# ### " not in line]
    return _write_page(package, what, "\n".join(lines).strip())


def _write_page(package: str, what: str, body: str) -> Path:
    history: History | None = read_history(CORE, package)
    number = f"{len(history.revisions) + 1 if history else 1:04}"
    before = f'"{history.head}"' if history else "None"
    folder = Path(str(files(package))) / FOLDER / "versions"
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{number}_{what.lower().replace(' ', '_')}.py"
    page.write_text(
        PAGE.format(what=f"{what.capitalize()}.", revision=number, before=before, body=body), encoding="utf-8"
    )
    return page


def _context(connection: Connection, names: set[str]) -> Any:
    from alembic.runtime.migration import MigrationContext

    def include(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or name in names

    def include_object(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        return kind != "table" or name in names

    options = {"include_name": include, "include_object": include_object, "render_as_batch": True}
    return MigrationContext.configure(connection, opts=options | {"compare_type": True, "render_item": _render})


def _render(kind: str, thing: Any, context: Any) -> str | Literal[False]:
    """Write a time as the plain column it is: a migration must not change when our types do."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Instant) else False


def main(arguments: Sequence[str], say: Callable[[str], object] = sys.stdout.write) -> None:
    """Write a migration: package ("bot" or actions.parcels) and what it does, in words."""
    package, what = arguments
    page = write(package, what)
    say(f"{page}\n" if page else "nothing changed\n")


if __name__ == "__main__":
    main(sys.argv[1:])
