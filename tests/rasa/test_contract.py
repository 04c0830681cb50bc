"""What a real Rasa server is relied on for, played against its recorded answers."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.rasa.home import VERSION
from nlu.engines.rasa_server import NoAnswer, RasaServer, Why
from tests.rasa.contract import CHECKS, SAID, Check, Place, asking
from tests.rasa.fake import TOKEN, FakeRasa, fake_rasa, recorded

WRONG = [
    pytest.param(500, b'{"reason": "ParsingError"}', Why.STATUS, id="server_error"),
    pytest.param(404, b"Error: Requested URL /model/parse not found", Why.STATUS, id="another_server"),
    pytest.param(301, b"", Why.STATUS, id="redirect"),
    pytest.param(409, b'{"reason": "Conflict"}', Why.STATUS, id="no_model"),
    pytest.param(200, b"<html>hello</html>", Why.NOT_JSON, id="html"),
    pytest.param(200, b"", Why.NOT_JSON, id="nothing"),
    pytest.param(200, b'{"intent": {"name": "gree', Why.NOT_JSON, id="cut_short"),
    pytest.param(200, b'\xff\xfe{"intent"', Why.NOT_JSON, id="not_utf8"),
    pytest.param(200, b"[" * 100_000, Why.NOT_JSON, id="a_tower"),
    pytest.param(200, b'{"intent": {}, "x": "' + b"y" * (1 << 20) + b'"}', Why.NOT_JSON, id="too_long"),
    pytest.param(200, b"[]", Why.FIELDS, id="a_list"),
    pytest.param(200, b"null", Why.FIELDS, id="null"),
    pytest.param(200, b'{"intent": {"name": "greeting", "confidence": 0.9}}', Why.FIELDS, id="no_ranking"),
    pytest.param(200, b'{"intent_ranking": []}', Why.FIELDS, id="no_intent"),
    pytest.param(200, b'{"intent": {}, "intent_ranking": {"greeting": 1}}', Why.FIELDS, id="ranking_is_no_list"),
    pytest.param(200, b'{"intent": {}, "intent_ranking": ["greeting"]}', Why.FIELDS, id="names_only"),
    pytest.param(200, b'{"intent": {}, "intent_ranking": [{"name": "greeting"}]}', Why.FIELDS, id="no_confidence"),
    pytest.param(200, b'{"intent": {}, "intent_ranking": [{"name": null, "confidence": 0}]}', Why.FIELDS, id="no_name"),
    *(
        pytest.param(
            200,
            b'{"intent": {}, "intent_ranking": [{"name": "greeting", "confidence": ' + value + b"}]}",
            Why.CONFIDENCE,
            id=f"confidence_{value.decode()}",
        )
        for value in (b"NaN", b"Infinity", b"-0.1", b"1.5", b"true", b'"0.9"', b"null")
    ),
]


@pytest_asyncio.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    async with fake_rasa() as fake:
        yield fake


def place(rasa: FakeRasa) -> Place:
    return Place(rasa.url, TOKEN, idle=0)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
async def test_recorded_answers_keep_the_contract(rasa: FakeRasa, check: Check) -> None:
    rasa.hangs_up = check.__name__.startswith("a_connection_that_was_closed")
    await check(place(rasa))


def test_the_answers_are_those_of_the_version_that_is_installed() -> None:
    assert recorded()["rasa"] == VERSION
    assert recorded()["refusal"]["status"] == 401


@pytest.mark.parametrize(("status", "body", "why"), WRONG)
async def test_a_wrong_answer_is_none(rasa: FakeRasa, status: int, body: bytes, why: Why) -> None:
    rasa.status, rasa.body = status, body
    async with asking(place(rasa)) as server:
        with pytest.raises(NoAnswer) as caught:
            await server.rank(SAID[0])
    assert caught.value.why is why


async def test_after_a_wrong_answer_the_next_one_is_read(rasa: FakeRasa) -> None:
    async with asking(place(rasa)) as server:
        rasa.body = b"[]"
        with pytest.raises(NoAnswer):
            await server.rank(SAID[0])
        rasa.body = None
        assert await server.rank(SAID[0])


async def test_a_connection_stays_open(rasa: FakeRasa) -> None:
    async with asking(place(rasa)) as server:
        for _ in range(5):
            await server.rank(SAID[0])
    assert len(rasa.peers) == 1


async def test_the_token_is_sent_and_of_the_message_nothing_but_its_words(rasa: FakeRasa) -> None:
    async with asking(place(rasa)) as server:
        await server.rank(SAID[0])
    assert (rasa.tokens, rasa.asked) == ([TOKEN], [{"text": SAID[0]}])


async def test_a_server_that_hangs_costs_the_patience_and_no_thread(rasa: FakeRasa) -> None:
    rasa.hangs = True
    server = RasaServer(rasa.url, TOKEN, patience=0.02)
    for _ in range(10):  # more than there are threads
        with pytest.raises(NoAnswer, match="timeout"):
            await server.rank(SAID[0])
    assert len(rasa.asked) == 10
    server.close()
