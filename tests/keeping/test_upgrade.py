"""What earlier versions left behind becomes this version's, on both databases, with everything in it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Engine, select

from actions.people import Community
from actions.registry import Registry
from actions.ticket import Ticket
from bot.app import Parts, build
from bot.keeping.ends import engine_of, fresh, snapshot
from bot.keeping.transfer import copy_all
from bot.migrate import migrate
from bot.revision import changes, import_models
from bot.settings import Settings
from bot.testing import FakeClock, RecordingChannel, Talk, texts
from integrations.database import backend
from integrations.postgres import postgres_engine
from integrations.sms import FakeSms
from integrations.sqlite import sqlite_engine
from nlu.types import Engine as Understander
from tests.conftest import NOON
from tests.keeping.old import NAMES, contents, load, scenarios, schema


def engine_for(url: str) -> Engine:
    return sqlite_engine(url) if backend(url) == "sqlite" else postgres_engine(url)


def quiet(line: str) -> None:
    """Progress is for people."""


@pytest.fixture(params=NAMES)
def old_url(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> str:
    """A database of an earlier version: its own SQLite file, or that moved to PostgreSQL as it was."""
    if backend(database_url) == "sqlite":
        return load(request.param, tmp_path / "linli.sqlite3")
    url = load(request.param, tmp_path / "old" / "linli.sqlite3")
    with engine_of(url) as engine, snapshot(engine) as source, fresh(database_url) as target:
        copy_all(source, target, scenarios(), quiet)
    return database_url


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


def test_no_row_and_no_value_is_lost(old: Engine) -> None:
    with old.connect() as connection:
        before = contents(connection)
    migrate(old, scenarios())
    with old.connect() as connection:
        after = contents(connection)
    assert sum(map(len, before.values())) > 150
    for table, rows in before.items():
        if table.startswith("version_"):
            continue
        columns = set(rows[0]) if rows else set()
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
