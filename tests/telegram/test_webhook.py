"""The webhook: who may knock, and what is answered when."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.channels.telegram.hook import HEADER, PATH
from bot.logs import JsonFormatter
from bot.settings import WrongSetting, load_settings
from integrations.database import StoreAway
from nlu.types import Engine
from tests.telegram.house import SECRET, Place, open_place
from tests.telegram.simulator import Simulator

UPDATE = {
    "update_id": 900_000_001,
    "message": {
        "message_id": 5,
        "date": 1_770_000_000,
        "chat": {"id": 77, "type": "private"},
        "from": {"id": 77, "is_bot": False, "first_name": "王"},
        "text": "谢谢",
    },
}


@pytest_asyncio.fixture
async def place(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> AsyncIterator[Place]:
    async with open_place(tmp_path, sim, understander, community, telegram_mode="webhook") as place:
        yield place


@pytest_asyncio.fixture
async def knock() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def test_telegram_brings_updates_with_the_secret(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.says("谢谢")
    await user.hears("不客气")
    assert place.sim.violations == []


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], "密", SECRET + "x"])
async def test_a_wrong_secret_is_turned_away(place: Place, knock: ClientSession, secret: str) -> None:
    async with knock.post(place.url + PATH, json=UPDATE, headers={HEADER: secret}) as answer:
        assert answer.status == 401
    async with knock.post(place.url + PATH, json=UPDATE) as answer:
        assert answer.status == 401
    assert await place.heard() == []


@pytest.mark.parametrize("body", [b"", b"no json", b"\xff\xfe", b"[1]", b"7", b"[" * 100_000, b'{"a": NaN'])
async def test_a_body_that_is_no_update_is_a_bad_request(place: Place, knock: ClientSession, body: bytes) -> None:
    async with knock.post(place.url + PATH, data=body, headers={HEADER: SECRET}) as answer:
        assert answer.status == 400


async def test_an_update_nobody_can_read_is_taken_so_that_it_does_not_come_again(
    place: Place, knock: ClientSession
) -> None:
    for poison in ({}, {"update_id": 1, "message": 7}, {"update_id": "x"}):
        async with knock.post(place.url + PATH, json=poison, headers={HEADER: SECRET}) as answer:
            assert answer.status == 200
    assert place.app.counters.unparsed == 3


async def test_nothing_is_acknowledged_while_the_store_is_away(
    place: Place, knock: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(message: object) -> None:
        raise StoreAway("the fake database is cut off")

    with monkeypatch.context() as cut:
        cut.setattr(place.app.engine, "accept", away)
        async with knock.post(place.url + PATH, json=UPDATE, headers={HEADER: SECRET}) as answer:
            assert answer.status == 503
    for _ in range(2):
        async with knock.post(place.url + PATH, json=UPDATE, headers={HEADER: SECRET}) as answer:
            assert answer.status == 200
    assert len(await place.heard()) == 1


@pytest.mark.parametrize("secret", ["", "has space", "密"])
def test_a_webhook_without_a_usable_secret_does_not_start(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("LINLI_TELEGRAM_MODE", "webhook")
    monkeypatch.setenv("LINLI_URL", "https://linli.example")
    monkeypatch.setenv("LINLI_TELEGRAM_WEBHOOK_SECRET", secret)
    with pytest.raises(WrongSetting, match="LINLI_TELEGRAM_WEBHOOK_SECRET"):
        load_settings()


def test_a_webhook_without_an_address_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_TELEGRAM_MODE", "webhook")
    monkeypatch.setenv("LINLI_TELEGRAM_WEBHOOK_SECRET", "secret")
    with pytest.raises(WrongSetting, match="LINLI_URL"):
        load_settings()


def test_a_token_that_is_none_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_TELEGRAM_TOKEN", "not-a-token-canary")
    with pytest.raises(WrongSetting, match="LINLI_TELEGRAM_TOKEN") as caught:
        load_settings()
    assert "canary" not in str(caught.value)


async def test_the_token_and_the_words_of_residents_never_reach_the_logs(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        user = await place.bound(1001, "R1")
        place.sim.faults.set(error=1.0, methods=("getFile", "answer", "edit"))
        place.sim.push({"message": {"text": "私房话金丝雀"}})
        await user.photo(b"x", "私房话金丝雀")
        await user.hears()
        user.chat.blocked = True
        await user.says("私房话金丝雀")
        await place.settled()
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert lines
    assert not [line for line in lines if place.sim.token in line or "金丝雀" in line or SECRET in line]
