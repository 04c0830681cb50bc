"""What earlier versions left behind becomes this version's, on both databases, with everything in it."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Engine, inspect, select, text

from actions.people import Community
from actions.registry import Registry
from actions.ticket import Ticket
from bot.app import Parts, build
from bot.cli import main
from bot.keeping.ends import engine_of, fresh, snapshot
from bot.keeping.transfer import copy_all
from bot.migrate import migrate
from bot.revision import changes, import_models
from bot.settings import Settings
from bot.testing import FakeClock, RecordingChannel, Talk, texts
from integrations.database import WRITER, backend
from integrations.postgres import postgres_engine
from integrations.sms import FakeSms
from integrations.sqlite import sqlite_engine
from nlu.types import Engine as Understander
from tests.conftest import NOON
from tests.keeping.old import NAMES, NATIVE, contents, load, load_native, scenarios, schema


def engine_for(url: str) -> Engine:
    return sqlite_engine(url) if backend(url) == "sqlite" else postgres_engine(url)


def quiet(line: str) -> None:
    """Progress is for people."""


def as_file(name: str, request: pytest.FixtureRequest) -> str:
    """Its own SQLite file."""
    folder: Path = request.getfixturevalue("tmp_path")
    return load(name, folder / "linli.sqlite3")


def moved(name: str, request: pytest.FixtureRequest) -> str:
    """Its SQLite file, moved to PostgreSQL as it was."""
    folder, there = request.getfixturevalue("tmp_path"), str(request.getfixturevalue("postgres_url"))
    with (
        engine_of(load(name, folder / "old" / "linli.sqlite3")) as engine,
        snapshot(engine) as source,
        fresh(there) as target,
    ):
        copy_all(source, target, scenarios(), quiet)
    return there


def native(name: str, request: pytest.FixtureRequest) -> str:
    """Its PostgreSQL database."""
    return load_native(name, request.getfixturevalue("postgres_url"))


Way = Callable[[str, pytest.FixtureRequest], str]
OLD: list[tuple[Way, str]] = [
    *((way, name) for name in NAMES for way in (as_file, moved)),
    *((native, name) for name in NATIVE),
]


@pytest.fixture(params=OLD, ids=[f"{name}-{way.__name__}" for way, name in OLD])
def old_url(request: pytest.FixtureRequest) -> str:
    """A database of an earlier version."""
    way, name = request.param
    url: str = way(name, request)
    return url


@pytest.fixture
def old(old_url: str) -> Iterator[Engine]:
    engine = engine_for(old_url)
    yield engine
    engine.dispose()


def test_the_tables_become_those_of_this_version(old: Engine) -> None:
    migrate(old, scenarios())
    with old.connect() as connection:
        for package in ("bot", *(scenario.package for scenario in scenarios())):
            import_models("bot")
            import_models(package)
            assert changes(connection, package).as_diffs() == [], package


REACH: list[tuple[Way, str]] = [(as_file, "0.1.0-reach"), (native, "0.1.0-reach")]  # they stand at 0004


@pytest.mark.parametrize("old_url", REACH, ids=["sqlite", "postgresql"], indirect=True)
def test_what_somebody_made_by_hand_is_left_alone_and_the_rest_is_made(old: Engine) -> None:
    assert {"process", "finding", "api_key"} <= set(inspect(old).get_table_names())
    with old.connect().execution_options(**{WRITER: True}) as connection, connection.begin():
        connection.execute(text("DROP TABLE finding"))
        connection.execute(text("DROP INDEX ix_process_seen"))
    with old.connect() as connection:
        keys = contents(connection)["api_key"]
    assert keys
    migrate(old, scenarios())
    import_models("bot")
    with old.connect() as connection:
        assert changes(connection, "bot").as_diffs() == []
        assert contents(connection)["api_key"] == keys


def test_an_upgraded_schema_is_a_fresh_one(old: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    migrate(old, scenarios())
    if old.dialect.name == "sqlite":
        new = sqlite_engine(f"sqlite:///{tmp_path}/fresh.sqlite3")
    else:
        new = postgres_engine(another_database(old, request))
    migrate(new, scenarios())
    assert schema(old) == schema(new)
    new.dispose()


def another_database(engine: Engine, request: pytest.FixtureRequest) -> str:
    server = request.getfixturevalue("postgres_server")
    name = f"{engine.url.database}_fresh"
    server.psql(f"CREATE DATABASE {name}")
    request.addfinalizer(lambda: server.psql(f"DROP DATABASE {name} WITH (FORCE)"))
    return engine.url.set(database=name).render_as_string(hide_password=False)


def test_the_commands_of_an_operator_bring_it_up_to_date_and_audit_it(
    old_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    monkeypatch.setenv("LINLI_DATABASE", old_url)
    assert main(["migrate"]) == 0
    assert main(["audit"]) in (0, 1), capsys.readouterr().err


GONE = {"inbox": {"due"}}  # columns that were given up; they had to be empty


def test_no_row_and_no_value_is_lost(old: Engine) -> None:
    with old.connect() as connection:
        before = contents(connection)
    migrate(old, scenarios())
    with old.connect() as connection:
        after = contents(connection)
    assert sum(map(len, before.values())) > 150
    assert not [row for table, names in GONE.items() for row in before[table] for name in names if row.get(name)]
    for table, rows in before.items():
        if table.startswith("version_"):
            continue
        columns = set(rows[0]) - GONE.get(table, set()) if rows else set()
        kept = [{name: row[name] for name in columns} for row in after[table]]
        assert sorted(kept, key=repr) == sorted(({name: row[name] for name in columns} for row in rows), key=repr)


@pytest_asyncio.fixture
async def talk(old_url: str, tmp_path: Path, scenarios: Registry, understander: Understander) -> AsyncIterator[Talk]:
    """Stand at the door of a house of an earlier version that has just been started with this one."""
    clock, web, sms = FakeClock(NOON), RecordingChannel(), FakeSms()
    settings = Settings(data=tmp_path, database=old_url)
    parts: dict[str, Any] = {"clock": clock, "understander": understander, "registry": scenarios, "sms": sms}
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(build(settings, Parts(channels={"web": web}, background=False, **parts)))
        community = await app.store.read(lambda db: db.scalars(select(Community.id)).one())
        yield Talk(app, clock, web, sms, community)


async def test_the_assistant_knows_what_was_reported_before(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    theirs = select(Ticket.number).where(Ticket.kind == "repair", Ticket.resident_id == resident.sender)
    number = await talk.read(lambda db: db.scalars(theirs.order_by(Ticket.created_at.desc())).first())
    assert number
    said = await resident.says("我的报修怎么样了", update_id="new:1")
    assert number in texts(said)


async def test_numbers_go_on_where_they_were(talk: Talk) -> None:
    before = await talk.read(lambda db: set(db.scalars(select(Ticket.number))))
    resident = await talk.as_resident("R1")
    await resident.says("卧室的灯坏了", update_id="new:2")
    await resident.says("随时都可以", update_id="new:3")
    after = await talk.read(lambda db: list(db.scalars(select(Ticket.number))))
    assert len(after) == len(before) + 1
    assert len(set(after)) == len(after)
