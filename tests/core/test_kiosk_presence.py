"""Whether somebody stands before a kiosk: told to its page as its sensor in Home Assistant says it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio
from aiohttp.test_utils import TestServer

from bot.channels.web.presence import PRESENCE, Presence
from bot.channels.web.tests.visit import Site, Wire, open_site
from bot.key_office import Order
from integrations.home_assistant import HomeAssistant
from integrations.tests.home_assistant_server import TOKEN, HomeAssistantServer
from tests.core.test_processes import until

LOBBY, GATE = "binary_sensor.lobby_1", "binary_sensor.gate"
PULSE = {"type": "pulse", "doing": "rest", "hears": True, "speaks": True}


@dataclass(slots=True)
class Hall:
    site: Site
    home: HomeAssistantServer

    async def kiosk(self, place: str, **rights: str) -> tuple[Wire, str]:
        """Enroll a kiosk, open its page, and return the id of its key, too."""
        order = Order(do="new", kiosk=place, **rights)  # type: ignore[arg-type]  # they are all words
        key = (await order.run(self.site.app)).split("\n")[1]
        browser = await self.site.browser()
        assert (await browser.get(f"/kiosk/in?key={key}")).status == 303
        wire = await browser.socket(path="/kiosk/ws")
        listed = (await Order(do="list").run(self.site.app)).splitlines()
        return wire, next(line.split()[0] for line in listed if f"  {place} " in line)


@pytest_asyncio.fixture
async def home() -> AsyncIterator[tuple[HomeAssistantServer, str]]:
    house = HomeAssistantServer({LOBBY: {"state": "off"}, GATE: {"state": "on"}})
    async with TestServer(house.app()) as server:
        yield house, str(server.make_url("/"))


@pytest_asyncio.fixture
async def hall(tmp_path: Path, home: tuple[HomeAssistantServer, str]) -> AsyncIterator[Hall]:
    house, url = home
    async with open_site(tmp_path, home_assistant_url=url, home_assistant_token=TOKEN) as site:
        yield Hall(site, house)


async def here(wire: Wire) -> bool | None:
    told: bool | None = (await wire.until("presence"))["here"]
    return told


async def test_a_page_hears_that_somebody_comes_and_goes(hall: Hall) -> None:
    wire, _ = await hall.kiosk("1栋", presence=LOBBY)
    assert await here(wire) is False
    for state, told in (("on", True), ("off", False), ("unavailable", None), ("on", True)):
        await hall.home.becomes(LOBBY, state)
        assert await here(wire) is told


async def test_each_kiosk_hears_of_its_own_sensor_over_one_connection(hall: Hall) -> None:
    lobby, _ = await hall.kiosk("1栋", presence=LOBBY)
    assert await here(lobby) is False
    gate, _ = await hall.kiosk("大门", presence=GATE)
    assert await here(gate) is True
    await until(lambda: hall.home.watched() == [{LOBBY, GATE}])
    await hall.home.becomes(GATE, "off")
    assert await here(gate) is False
    assert await lobby.quiet() == []
    await gate.ws.close()
    await lobby.ws.close()
    await until(lambda: hall.home.watched() == [])


async def test_a_kiosk_without_a_sensor_hears_nothing(hall: Hall) -> None:
    wire, _ = await hall.kiosk("1栋")
    await hall.home.becomes(LOBBY, "on")
    await wire.send(**PULSE)
    assert await wire.quiet() == []
    assert hall.home.watched() == []


async def test_a_sensor_that_does_not_exist_is_not_known(hall: Hall) -> None:
    wire, _ = await hall.kiosk("1栋", presence="binary_sensor.nowhere")
    await until(lambda: hall.home.watched() == [{"binary_sensor.nowhere"}])
    assert await wire.quiet() == []


async def test_another_sensor_counts_from_the_next_sign_of_life(hall: Hall) -> None:
    wire, key = await hall.kiosk("1栋", presence=LOBBY)
    assert await here(wire) is False
    for wish, told in ((GATE, [None, True]), ("-", [None])):
        await Order(do="set", key=key, presence=wish).run(hall.site.app)
        await wire.send(**PULSE)
        assert [await here(wire) for _ in told] == told
    await until(lambda: hall.home.watched() == [])


async def test_a_house_without_home_assistant_knows_nothing(tmp_path: Path) -> None:
    async with open_site(tmp_path) as site:
        wire, _ = await Hall(site, HomeAssistantServer()).kiosk("1栋", presence=LOBBY)
        await wire.send(**PULSE)
        assert await wire.quiet() == []
        assert site.server.app[PRESENCE]._task is None


async def test_while_home_assistant_is_away_nobody_knows_and_then_it_is_known_again(
    home: tuple[HomeAssistantServer, str],
) -> None:
    house, url = home
    presence = Presence(HomeAssistant(url, TOKEN), first=0.01)
    told: asyncio.Queue[bool | None] = asyncio.Queue()
    presence.follow("kiosk", LOBBY, told.put_nowait)
    assert await told.get() is False
    await house.becomes(LOBBY, "on")
    assert await told.get() is True
    await house.hang_up()
    assert [await told.get(), await told.get()] == [None, True]
    presence.leave("kiosk")
    await presence.close()


async def test_a_token_that_is_refused_is_tried_again_and_changes_nothing(
    home: tuple[HomeAssistantServer, str],
) -> None:
    _, url = home
    tries: list[HomeAssistant] = []

    class Counted(HomeAssistant):
        def watch(self, entities):  # type: ignore[no-untyped-def]
            tries.append(self)
            return HomeAssistant.watch(self, entities)

    presence = Presence(Counted(url, "wrong"), first=0.001)
    told: list[bool | None] = []
    presence.follow("kiosk", LOBBY, told.append)
    await until(lambda: len(tries) >= 3)
    assert told == []
    await presence.close()
