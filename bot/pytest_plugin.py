"""Fixtures for scenario authors: `talk` is a guest at the door of the test community, with the real engine."""

# Everything of ours is imported inside the fixtures: a plugin is loaded before coverage starts, and would hide it.
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from actions.registry import Registry
    from bot.testing import Talk
    from nlu.types import Engine


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a project name its own test community."""
    parser.addini("linli_community", "community file that `talk` plays in", default="tests/data/community.json")


@pytest.fixture(scope="session")
def scenarios() -> "Registry":
    """Every installed scenario."""
    from bot.app import installed
    from bot.settings import Settings

    return installed(Settings())


@pytest.fixture(scope="session")
def understander(scenarios: "Registry", pytestconfig: pytest.Config) -> "Engine":
    """The embedded engine, trained on the installed scenarios, kept between test runs."""
    from bot.app import phrases_of
    from nlu.engines.embedded import train

    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)  # absent where the cache plugin is off
    folder = cache.mkdir("linli-models") if cache else None
    return train(phrases_of(scenarios), folder)


@pytest.fixture(scope="session")
def community(pytestconfig: pytest.Config) -> dict[str, Any]:
    """The document of the test community."""
    file = Path(pytestconfig.rootpath) / pytestconfig.getini("linli_community")
    document: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return document


@pytest_asyncio.fixture
async def talk(
    tmp_path: Path, community: dict[str, Any], scenarios: "Registry", understander: "Engine"
) -> "AsyncIterator[Talk]":
    """Stand at the door of a fresh house as a guest nobody knows; `await talk.as_resident("R1")` signs in."""
    from bot.testing import talk_in

    async with talk_in(tmp_path, community, understander=understander, registry=scenarios) as guest:
        yield guest
