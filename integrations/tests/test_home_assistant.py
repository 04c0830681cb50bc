from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from integrations.devices import Outcome, Report
from integrations.home_assistant import HomeAssistant
from integrations.home_assistant_words import as_found
from integrations.tests.home_assistant_server import TOKEN, HomeAssistantServer, State

LIGHT, AC, CURTAIN = "light.living_room", "climate.living_room", "cover.living_room"


@pytest.fixture
def house() -> HomeAssistantServer:
    states: dict[str, State] = {
        LIGHT: {"state": "on", "brightness": 255},
        "light.dead": {"state": "unavailable"},
        AC: {"state": "off", "temperature": 24, "current_temperature": 27.5},
        CURTAIN: {"state": "closed", "current_position": 0},
        "lock.front": {"state": "locked"},
    }
    return HomeAssistantServer(states)


@pytest_asyncio.fixture
async def home(house: HomeAssistantServer) -> AsyncIterator[HomeAssistant]:
    async with TestServer(house.app()) as server:
        yield HomeAssistant(str(server.make_url("/")), TOKEN, wait=0.3, slow=0.6)


async def told(home: HomeAssistant, *steps: tuple[str, str, object]) -> Report:
    return await home.perform(
        "home:1", {"steps": [dict(zip(("entity", "do", "value"), s, strict=True)) for s in steps]}
    )


async def test_a_light_is_out_when_its_state_says_so(home: HomeAssistant, house: HomeAssistantServer) -> None:
    house.delay = 0.05
    report = await told(home, (LIGHT, "off", None))
    assert report == Report(Outcome.DONE, {LIGHT: {"outcome": "done", "state": "off", "value": 100}})
    assert house.calls == [("light", "turn_off", {"entity_id": LIGHT})]


async def test_an_entity_that_is_not_there_has_failed_although_the_house_would_accept_the_call(
    home: HomeAssistant, house: HomeAssistantServer
) -> None:
    report = await told(home, ("light.nowhere", "off", None), ("light.dead", "on", None))
    assert report.outcome is Outcome.FAILED
    assert not house.calls


async def test_what_does_not_move_is_unknown(home: HomeAssistant, house: HomeAssistantServer) -> None:
    house.stuck.add(LIGHT)
    report = await told(home, (LIGHT, "off", None))
    assert report.outcome is Outcome.UNKNOWN
    assert report.found[LIGHT]["state"] == "on"
    assert len(house.calls) == 1


async def test_of_two_each_has_its_own_outcome(home: HomeAssistant) -> None:
    report = await told(home, (LIGHT, "brightness", 40), ("light.dead", "on", None))
    assert report.outcome is Outcome.UNKNOWN
    assert report.found[LIGHT] == {"outcome": "done", "state": "on", "value": 40}
    assert report.found["light.dead"] == {"outcome": "failed"}


async def test_an_air_conditioner_that_is_off_is_started_for_its_degrees(
    home: HomeAssistant, house: HomeAssistantServer
) -> None:
    report = await told(home, (AC, "temperature", 26))
    assert [service for _, service, _ in house.calls] == ["turn_on", "set_temperature"]
    assert report.found[AC] == {"outcome": "done", "state": "on", "value": 26, "mode": "on", "measured": 27.5}


async def test_heating_is_a_mode_and_degrees(home: HomeAssistant) -> None:
    report = await told(home, (AC, "heat", 24))
    assert (report.outcome, report.found[AC]["mode"], report.found[AC]["value"]) == (Outcome.DONE, "heat", 24)


async def test_degrees_that_are_refused_have_failed(home: HomeAssistant, house: HomeAssistantServer) -> None:
    house.refuses.add("set_temperature")
    assert (await told(home, (AC, "temperature", 29))).outcome is Outcome.FAILED


async def test_a_curtain_is_waited_for(home: HomeAssistant, house: HomeAssistantServer) -> None:
    house.delay = 0.2
    report = await told(home, (CURTAIN, "open", None))
    assert report.found[CURTAIN] == {"outcome": "done", "state": "open", "value": 100}


async def test_a_look_moves_nothing(home: HomeAssistant, house: HomeAssistantServer) -> None:
    report = await told(home, (LIGHT, "read", None), ("lock.front", "read", None))
    assert report.found["lock.front"] == {"outcome": "done", "state": "locked"}
    assert not house.calls


async def test_a_wish_that_a_device_cannot_have_is_not_sent(home: HomeAssistant, house: HomeAssistantServer) -> None:
    assert (await told(home, ("lock.front", "off", None))).outcome is Outcome.FAILED
    assert not house.calls


async def test_a_connection_that_breaks_at_the_call_leaves_it_unknown(
    home: HomeAssistant, house: HomeAssistantServer
) -> None:
    house.hangs_up_at = "turn_off"
    report = await told(home, (LIGHT, "off", None))
    assert report.outcome is Outcome.UNKNOWN
    assert len(house.calls) == 1


@pytest.mark.parametrize("how", ["token", "address"])
async def test_a_house_that_is_away_has_failed(home: HomeAssistant, house: HomeAssistantServer, how: str) -> None:
    home.token = "another" if how == "token" else home.token
    home.url = "http://127.0.0.1:1" if how == "address" else home.url
    assert (await told(home, (LIGHT, "off", None))).outcome is Outcome.FAILED
    assert not house.calls


def test_a_dead_sensor_says_no_degrees() -> None:
    assert as_found("climate", {"state": "off", "temperature": None}) == {"state": "off"}
