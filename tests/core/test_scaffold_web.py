"""A scenario somebody else wrote answers in the web chat without an edit anywhere: installing it is all it takes."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from bot.app import Parts, build
from bot.channels.web import make_web
from bot.channels.web.tests.visit import Site
from bot.settings import Settings
from bot.testing import FakeClock
from integrations.sms import FakeSms
from tests.conftest import NOON, found_community
from tests.scaffolds import NAME, describe, distribution, imported


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Install a distribution as an installer does; only its name is switched on, as an operator may."""
    written = distribution(tmp_path)
    describe(written)
    with imported(written) as scenario:
        yield Settings(data=tmp_path / "data", scenarios=["conversation", scenario.name])


@pytest_asyncio.fixture
async def site(settings: Settings) -> AsyncIterator[Site]:
    """The real house: scenarios found by their entry points, tables migrated, the engine trained on their phrases."""
    clock = FakeClock(NOON)
    async with build(settings, Parts(clock=clock, sms=FakeSms(), background=False)) as app:
        community = await app.store.write(found_community)
        server = TestServer(make_web(app))
        async with server:
            site = Site(app, clock, server, community)
            yield site
            for client in site.clients:
                await client.session.close()


async def test_a_guest_talks_with_it_over_the_web(site: Site) -> None:
    assert list(site.app.registry.scenarios) == ["conversation", "emergencies", "staff", NAME]
    wire = await (await site.guest_browser()).socket()
    asked = await wire.say("物业有没有东西可以借", "client-0001")
    assert asked["text"] == "您想借哪一样？"
    ladder = next(button["value"] for button in asked["buttons"] if button["label"] == "梯子")
    await wire.send(type="send", id="client-0002", button=ladder)
    await wire.until("stored")
    await site.app.drain()
    kept = await wire.until("message")
    assert kept["text"].startswith("已经为您留好梯子，编号L-1")
    assert kept["record"] == f"{NAME}:L-1"
