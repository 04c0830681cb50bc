"""Our action server answers the calls that a real Rasa assistant made, from a house with its real API."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import func, select

from actions.ticket import Ticket
from bot.api.tests.premises import Premises, open_door, open_premises
from bot.inbox import InboxRow
from bot.rasa.action_server import running
from bot.rasa.actions import said_in
from bot.rasa.data import AWAY, CURSOR
from bot.rasa.house import House, HouseAway, Said, foreign
from bot.rasa.process import free_port

TOKEN = "sesame"
RECORDED = Path(__file__).parents[3] / "tests" / "data" / "rasa" / "webhook.json"
# rasa-sdk 3.21 says to each assistant of 3.6 that they might not fit together; this test shows that they do.
pytestmark = pytest.mark.filterwarnings("ignore:Your versions of rasa and rasa_sdk might not be compatible")


@dataclass(frozen=True)
class Door:
    """The action server, and how Rasa calls it."""

    url: str
    session: aiohttp.ClientSession

    async def post(self, body: object, token: str = TOKEN) -> tuple[int, Any]:
        async with self.session.post(f"{self.url}/webhook", params={"token": token}, json=body) as answer:
            return answer.status, await answer.json()


@asynccontextmanager
async def door_to(house: str, key: str) -> AsyncIterator[Door]:
    port = free_port()
    async with running(house, key, TOKEN, "127.0.0.1", port), aiohttp.ClientSession() as session:
        yield Door(f"http://127.0.0.1:{port}", session)


@pytest_asyncio.fixture
async def premises(tmp_path: Path) -> AsyncIterator[Premises]:
    async with open_premises(tmp_path, background=True) as closed, open_door(closed) as opened:
        yield opened


@pytest_asyncio.fixture
async def door(premises: Premises) -> AsyncIterator[Door]:
    assert premises.client is not None
    async with door_to(str(premises.client.make_url("/")), premises.ours.channel) as opened:
        yield opened


def call(kind: str = "words", **latest: Any) -> Any:
    """Return a call that a real Rasa server made, with some of the latest message changed."""
    made = json.loads(RECORDED.read_text("utf-8"))[kind]
    made["tracker"]["latest_message"] |= latest
    return made


def after(body: Any, answer: Any) -> Any:
    """Return the same call as Rasa makes it once the events of an answer have been applied."""
    later = deepcopy(body)
    for event in answer["events"]:
        later["tracker"]["slots"][event["name"]] = event["value"]
    return later


async def test_what_was_said_to_rasa_is_answered_by_the_house(door: Door, premises: Premises) -> None:
    status, answer = await door.post(call(text="转人工"))
    assert status == 200
    assert answer["responses"]
    assert [event["name"] for event in answer["events"]] == [CURSOR]
    stored = await premises.app.store.read(lambda db: db.scalars(select(InboxRow)).all())
    assert [row.update_id.rpartition(":")[2] for row in stored] == ["rasa-ecbe1ca449f74a0f91687ea7bb6248f7"]


async def test_the_same_call_again_does_nothing_twice_and_says_the_same(door: Door, premises: Premises) -> None:
    def count(kind: type[InboxRow] | type[Ticket]) -> Any:
        return premises.app.store.read(lambda db: db.scalar(select(func.count()).select_from(kind)))

    _, first = await door.post(call(text="转人工"))
    before = await count(InboxRow), await count(Ticket)
    _, again = await door.post(call(text="转人工"))
    assert (await count(InboxRow), await count(Ticket)) == before
    assert again["responses"] == first["responses"]


async def test_what_was_uttered_once_is_not_uttered_again(door: Door) -> None:
    body = call(text="转人工")
    _, first = await door.post(body)
    later = after(body, first)
    later["tracker"]["latest_message"] |= {"message_id": "f" * 32, "text": "蓝色的大象"}
    _, second = await door.post(later)
    said = [response["text"] for response in second["responses"]]
    assert said
    assert not set(said) & {response["text"] for response in first["responses"]}


async def test_a_button_goes_to_rasa_and_comes_back_pressed(
    door: Door, premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, answer = await door.post(call(text="蓝色的大象"))
    [button, *_] = [button for response in answer["responses"] for button in response["buttons"]]
    word, _, payload = button["payload"].partition("{")
    value = json.loads("{" + payload)["linli_value"]
    assert (word, button["title"] != "") == ("/linli_button", True)
    entity = {"entity": "linli_value", "value": value}
    monkeypatch.setattr("bot.rasa.house.WAIT", 1)  # nobody answers this button here
    status, _ = await door.post(call("button", text=button["payload"], entities=[entity]))
    kinds = await premises.app.store.read(lambda db: db.scalars(select(InboxRow.kind).order_by(InboxRow.id)).all())
    assert (status, [str(kind) for kind in kinds]) == (200, ["text", "button"])


@pytest.mark.parametrize("token", ["", "wrong", "sesame2", "é"])
async def test_without_the_token_nobody_speaks_for_a_resident(door: Door, premises: Premises, token: str) -> None:
    status, _ = await door.post(call(), token)
    assert status == 401
    async with door.session.get(f"{door.url}/actions", params={"token": token}) as answer:
        assert answer.status == 401
    assert await premises.app.store.read(lambda db: db.scalar(select(func.count()).select_from(InboxRow))) == 0


async def test_the_server_says_that_it_is_well_to_anybody_on_this_machine(door: Door) -> None:
    async with door.session.get(f"{door.url}/health") as answer:
        assert (answer.status, await answer.json()) == (200, {"status": "ok"})
    async with door.session.get(f"{door.url}/actions", params={"token": TOKEN}) as answer:
        assert await answer.json() == [{"name": "action_linli"}]


async def test_when_the_house_is_away_the_assistant_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rasa.house.PAUSES", (0.0, 0.0, 0.0))
    async with door_to(f"http://127.0.0.1:{free_port()}", "key") as door:
        status, answer = await door.post(call())
    assert status == 200
    assert [response["response"] for response in answer["responses"]] == [AWAY]
    assert answer["events"] == []


async def test_a_key_that_opens_nothing_is_not_tried_again(premises: Premises) -> None:
    assert premises.client is not None
    async with door_to(str(premises.client.make_url("/")), "wrong") as door:
        _, answer = await door.post(call())
    assert [response["response"] for response in answer["responses"]] == [AWAY]


@asynccontextmanager
async def busy_house(refusals: list[int]) -> AsyncIterator[str]:
    """Serve an API that refuses first, each time with the next status."""

    async def take(request: web.Request) -> web.Response:
        status = refusals.pop(0) if refusals else 202
        return web.json_response({"id": 5, "stored": True}, status=status)

    application = web.Application()
    application.router.add_post("/api/v1/messages", take)
    async with TestServer(application, host="127.0.0.1") as server:
        yield str(server.make_url("/"))


@pytest.mark.parametrize(("refusals", "taken"), [([503, 429], True), ([502, 503, 504], False), ([422], False)])
async def test_a_house_that_is_busy_is_asked_three_times(
    monkeypatch: pytest.MonkeyPatch, refusals: list[int], taken: bool
) -> None:
    monkeypatch.setattr("bot.rasa.house.PAUSES", (0.0, 0.0, 0.0))
    async with busy_house(refusals) as url, aiohttp.ClientSession() as session:
        saying = House(session, url, "key").say(Said("rasa-1", "wx-zhang", text="你好"))
        if taken:
            assert await saying == 5
        else:
            with pytest.raises(HouseAway):
                await saying


@pytest.mark.parametrize("name", ["张三", "a b", "x" * 81, "", "a\nb"])
def test_a_sender_whose_name_the_api_does_not_take_keeps_one_address(name: str) -> None:
    assert foreign(name) == foreign(name) != foreign(f"{name}2")
    assert foreign(foreign(name)) == foreign(name)


def test_only_a_button_is_pressed() -> None:
    entity = {"entity": "linli_value", "value": "pay:1"}
    pressed = {"message_id": "m", "text": "/x", "intent": {"name": "linli_button"}, "entities": [entity]}
    assert said_in("s", pressed).button == "pay:1"
    assert said_in("s", pressed | {"intent": {"name": "greeting"}}).button == ""
    assert said_in("s", pressed | {"entities": []}).to_json()["text"] == "/x"
