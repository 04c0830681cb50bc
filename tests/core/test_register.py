"""Promises about data, over every table of the house and of every installed scenario."""

import itertools
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, String, Table, UniqueConstraint, insert, select
from sqlalchemy.orm import Session

from actions.registry import Registry
from actions.table import Base, Purpose, tables
from bot.app import installed
from bot.register import register_text
from bot.retention import RETENTION, delete_expired
from bot.revision import import_models
from bot.settings import Settings
from bot.testing_tables import Copies
from integrations.database import Store, open_store

NOW = datetime(2026, 3, 4, 3, 30, tzinfo=UTC)
A_WHILE = timedelta(seconds=1)
TELLING = frozenset(
    [
        "name",
        "phone",
        "plate",
        "plates",
        "text",
        "comment",
        "address",
        "body",
        "payload",
        "data",
        "login",
        "email",
        "tax_id",
        "note",
        "contact",
        "age",
    ]
)
ALLOWED = {
    ("building", "name"): "the name of a building, as on its wall",
    ("community", "name"): "the name of a place",
    ("community", "phone"): "the duty phone, which is public",
    ("counter", "name"): "the name of a series of numbers",
    ("device", "name"): "the name of a thing",
    ("device", "data"): "what a thing is and does",
    ("home", "name"): "an address; whose it is stands in occupancy",
    ("job", "name"): "scenario and job",
    ("lift", "name"): "the name of a thing",
    ("notices_notice", "body"): "public words to everybody",
    ("resource", "name"): "the name of a room or court",
    ("resource", "data"): "its hours, capacity and other names",
    ("staff", "login"): "the name of an office account, given by the office",
}

NOBODYS = {"community", "process"}  # the community itself; which programs run


def load() -> Registry:
    import_models("bot")
    registry = installed(Settings())
    for scenario in registry.scenarios.values():
        import_models(scenario.package)
    return registry


REGISTRY = load()


def ours() -> list[type[Base]]:
    """Return the tables of the house and of installed scenarios, and none that another test has made up."""
    packages = ("bot.", "actions.", *(f"{scenario.package}." for scenario in REGISTRY.scenarios.values()))
    found = [owner for owner in tables() if f"{owner.__module__}.".startswith(packages)]
    return sorted((owner for owner in found if ".tests." not in owner.__module__), key=lambda one: one.__tablename__)


def table_of(owner: type[Base]) -> Table:
    assert isinstance(owner.__table__, Table)
    return owner.__table__


def name_of(thing: object) -> str:
    return getattr(thing, "__tablename__", "")


every_table = pytest.mark.parametrize("owner", ours(), ids=name_of)


@every_table
def test_every_table_says_what_its_data_is_for(owner: type[Base]) -> None:
    assert isinstance(owner.__purpose__, Purpose)
    assert owner.__purpose__.name


@every_table
def test_a_time_that_runs_out_counts_from_a_column_of_the_table(owner: type[Base]) -> None:
    purpose, table = owner.__purpose__, table_of(owner)
    if purpose.keep is not None and purpose.since:
        assert isinstance(table.columns[purpose.since].type, DateTime) or hasattr(
            table.columns[purpose.since].type, "impl"
        )
    if purpose.keep is not None and not purpose.since:
        rules = [key.ondelete for key in table.foreign_keys]
        assert "CASCADE" in rules, "it leaves with the row it belongs to, so that row must take it along"


@every_table
def test_a_column_that_tells_of_a_person_is_marked(owner: type[Base]) -> None:
    table = table_of(owner)
    bare = [column.name for column in table.columns if column.name in TELLING and "personal" not in column.info]
    assert [name for name in bare if (table.name, name) not in ALLOWED] == []


def test_every_exception_is_still_needed() -> None:
    columns = {(table.name, column.name): column for table in map(table_of, ours()) for column in table.columns}
    assert [place for place in ALLOWED if place not in columns or "personal" in columns[place].info] == []


@every_table
def test_sensitive_data_is_personal_data(owner: type[Base]) -> None:
    wrong = [c.name for c in table_of(owner).columns if c.info.get("sensitive") and not c.info.get("personal")]
    assert wrong == []


@every_table
def test_a_table_of_a_community_says_whose_it_is(owner: type[Base]) -> None:
    table = table_of(owner)
    if table.name in NOBODYS:
        return
    assert not table.columns["community_id"].nullable
    first = {column.name for index in table.indexes for column in list(index.columns)[:1]}
    assert "community_id" in first


def test_the_register_names_every_column() -> None:
    written = register_text()
    missing = [
        f"{table.name}.{column.name}"
        for table in map(table_of, ours())
        for column in table.columns
        if f"| {table.name} | {column.name} |" not in written
    ]
    assert missing == []


def test_the_job_that_deletes_runs_every_night() -> None:
    assert RETENTION.cron == "30 3 * * *"


class Rows:
    """Writes rows into every table of one community: one whose time is over, one that has a second left, one in use."""

    def __init__(self, db: Session, number: int) -> None:
        self._db = db
        self._serial = itertools.count(number * 100_000 + 1)
        self._parents: dict[tuple[str, str], Any] = {}
        self.left: dict[str, set[Any]] = {}
        self.gone: dict[str, set[Any]] = {}
        self.community = self._write(Base.metadata.tables["community"], "kept", {})

    def fill(self) -> None:
        owners = {owner.__tablename__: owner for owner in ours()}
        for table in Base.metadata.sorted_tables:
            if table.name in owners and table.name != "community":
                for age, values in _ages(owners[table.name].__purpose__, table):
                    key = self._write(table, age, values)
                    (self.gone if age == "over" else self.left).setdefault(table.name, set()).add(key)

    def _write(self, table: Table, age: str, values: Mapping[str, Any]) -> Any:
        serial = next(self._serial)
        row = {column.name: self._value(column, age, serial) for column in table.columns if _needed(column)}
        for column in _pairing(table):
            row[column.name] = self._another(next(iter(column.foreign_keys)).column.table)
        self._db.execute(insert(table).values(**(row | dict(values))))
        key = (row | dict(values))["id"]
        self._parents[table.name, age] = key
        return key

    def _another(self, table: Table) -> Any:
        """Write one more row that stays, for what may refer to each only once."""
        known = {place: key for place, key in self._parents.items() if place[0] == table.name}
        key = self._write(table, "kept", {})
        self._parents.update(known)
        self.left.setdefault(table.name, set()).add(key)
        return key

    def _value(self, column: "Column[Any]", age: str, serial: int) -> Any:
        if column.foreign_keys:
            parent = next(iter(column.foreign_keys)).column.table.name
            ages = (age, "fresh", "kept")
            return next(self._parents[parent, one] for one in ages if (parent, one) in self._parents)
        kind = column.type
        if isinstance(kind, String):
            return f"x{serial}"[: kind.length]
        if isinstance(kind, JSON):
            return {}
        if isinstance(kind, Boolean):
            return False
        if isinstance(kind, Integer):
            return serial
        if isinstance(kind, Date):
            return date(2026, 1, 1)
        return NOW


def _pairing(table: Table) -> "list[Column[Any]]":
    """Return a column of each constraint that lets two other rows meet only once."""
    unique = [list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    return [columns[-1] for columns in unique if len(columns) > 1 and all(column.foreign_keys for column in columns)]


def _needed(column: "Column[Any]") -> bool:
    return not column.nullable


def _ages(purpose: Purpose, table: Table) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if purpose.keep is None:
        yield "kept", {}
    elif not purpose.since:
        yield from (("over", {}), ("fresh", {}))
    else:
        edge = NOW - purpose.keep
        yield from (("over", {purpose.since: edge - A_WHILE}), ("fresh", {purpose.since: edge + A_WHILE}))
        if table.columns[purpose.since].nullable:
            yield "in use", {purpose.since: None}


@pytest.fixture
def store(tmp_path: Path, copies: Copies) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/house.sqlite3")
    copies.migrate(opened.engine(), REGISTRY.scenarios.values())
    yield opened
    opened.close()


def keys(db: Session, name: str) -> set[Any]:
    return set(db.scalars(select(Base.metadata.tables[name].columns["id"])))


async def test_what_is_over_goes_and_nothing_else_does(store: Store) -> None:
    def live(db: Session) -> tuple[Rows, Rows, dict[str, int]]:
        here, elsewhere = Rows(db, 1), Rows(db, 2)
        here.fill()
        elsewhere.fill()
        return here, elsewhere, delete_expired(db, here.community, NOW)

    here, elsewhere, counted = await store.write(live)
    for name in sorted({*here.left, *here.gone}):
        found = await store.read(lambda db, name=name: keys(db, name))  # type: ignore[misc]
        theirs = elsewhere.left.get(name, set()) | elsewhere.gone.get(name, set())
        assert found == here.left.get(name, set()) | theirs, name
    alone = {name for name in here.gone if next(o for o in ours() if o.__tablename__ == name).__purpose__.since}
    assert {name: counted.get(name) for name in alone} == dict.fromkeys(alone, 1)


async def test_a_second_night_deletes_nothing_more(store: Store) -> None:
    def twice(db: Session) -> dict[str, int]:
        rows = Rows(db, 1)
        rows.fill()
        delete_expired(db, rows.community, NOW)
        return delete_expired(db, rows.community, NOW)

    assert await store.write(twice) == {}


async def test_a_row_that_another_one_still_needs_waits_for_it(store: Store) -> None:
    def live(db: Session) -> tuple[set[Any], set[Any]]:
        rows = Rows(db, 1)
        rows.fill()
        conversations = Base.metadata.tables["conversation"]
        over = {"created_at": NOW - timedelta(days=400), "updated_at": NOW, "thread": "alive", "channel": "web"}
        rows._write(conversations, "needed", over)
        needed = rows._parents["conversation", "needed"]
        rows._write(Base.metadata.tables["inbox"], "needed", {"created_at": NOW})
        delete_expired(db, rows.community, NOW)
        return {needed}, keys(db, "conversation")

    needed, found = await store.write(live)
    assert needed <= found
