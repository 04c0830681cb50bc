"""Databases as earlier versions made them (tests/data/upgrades/), for tests that need full tables."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from sqlalchemy import Connection, Engine, inspect, make_url

from actions.registry import builtin
from actions.scenario import Scenario
from bot.keeping.sheets import reflect, rows, sheets
from bot.migrate import migrate
from integrations.sqlite import sqlite_engine

FOLDER = Path(__file__).parents[1] / "data" / "upgrades"
NAMES = sorted(path.stem for path in FOLDER.glob("sqlite/*.sql"))
NATIVE = sorted(path.stem for path in FOLDER.glob("postgresql/*.sql"))  # those that lived on PostgreSQL from the start
NEWEST = NAMES[-1]
Rows = dict[str, list[dict[str, object]]]


def scenarios() -> list[Scenario]:
    return list(builtin())


def load(name: str, file: Path) -> str:
    """Make the database of an earlier version and return its URL."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((FOLDER / "sqlite" / f"{name}.sql").read_text("utf-8"))
    return f"sqlite:///{file}"


def load_native(name: str, url: str) -> str:
    """Make the database of an earlier version in an empty one on PostgreSQL and return its URL."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        connection.execute((FOLDER / "postgresql" / f"{name}.sql").read_bytes())
    return url


def full(file: Path) -> str:
    """Make a database of this version with rows in most tables and return its URL."""
    url = load(NEWEST, file)
    engine = sqlite_engine(url)
    migrate(engine, scenarios())
    engine.dispose()
    return url


def contents(connection: Connection) -> Rows:
    """Read every row of every table, in an order that does not change."""
    found: Rows = {}
    for sheet in sheets(reflect(connection)):
        every = (row for batch in rows(connection, sheet) for row in batch)
        listed: list[dict[str, object]] = [dict(zip(sheet.names, row, strict=True)) for row in every]
        found[sheet.name] = sorted(listed, key=repr)
    return found


def schema(engine: Engine) -> dict[str, object]:
    """Describe tables, columns, keys and indexes, without their order."""
    look = inspect(engine)
    return {
        name: {
            "columns": {c["name"]: (str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns(name)},
            "key": look.get_pk_constraint(name),
            "foreign": sorted(map(repr, look.get_foreign_keys(name))),
            "unique": sorted(repr((rule["name"], rule["column_names"])) for rule in look.get_unique_constraints(name)),
            "indexes": sorted(repr((i["name"], i["column_names"], bool(i["unique"]))) for i in look.get_indexes(name)),
        }
        for name in look.get_table_names()
    }
