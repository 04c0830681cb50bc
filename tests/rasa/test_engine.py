"""The Rasa engine as a whole: Rasa decides what is meant, and nothing gets worse where it does not."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest
import pytest_asyncio

from bot.rasa.process import free_port
from nlu.engines.breaker import Breaker, State
from nlu.engines.calibration import Calibration
from nlu.engines.embedded import EmbeddedEngine
from nlu.engines.rasa import RasaEngine
from nlu.engines.rasa_server import RasaServer, Why
from nlu.engines.rasa_trust import Trust
from nlu.types import Certainty, Engine, Hints, Understanding
from tests.rasa.contract import SAID
from tests.rasa.fake import TOKEN, FakeRasa, fake_rasa, recorded

NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
LEAK, TRAPPED = SAID[0], SAID[2]
SOON = 5.0  # seconds
Made = Callable[..., RasaEngine]


class Watch:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest_asyncio.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    async with fake_rasa() as fake:
        yield fake


@pytest.fixture
def own(understander: Engine) -> EmbeddedEngine:
    assert isinstance(understander, EmbeddedEngine)
    return understander


@pytest.fixture
def make(own: EmbeddedEngine, rasa: FakeRasa) -> Iterator[Made]:
    """Make an engine that believes what Rasa says."""
    opened: list[RasaServer] = []
    trust = Trust(own.model.intents, Calibration(1.0, sure=0.6, likely=0.3))

    def made(patience: float = SOON, token: str = TOKEN, breaker: Breaker | None = None, url: str = "") -> RasaEngine:
        opened.append(RasaServer(url or rasa.url, token, patience))
        return RasaEngine(own, opened[-1], trust, breaker)

    yield made
    for server in opened:
        server.close()


async def meant(engine: Engine, text: str) -> Understanding:
    return replace(await engine.understand(text, None, NOW, Hints()), ms=0.0)


def answer(name: str, confidence: float = 1.0) -> bytes:
    one = {"name": name, "confidence": confidence}
    return json.dumps({"intent": one, "intent_ranking": [one]}).encode()


async def test_rasa_decides_what_is_meant_and_the_values_are_ours(make: Made, own: EmbeddedEngine) -> None:
    found, alone = await meant(make(), LEAK), await meant(own, LEAK)
    assert (found.engine, found.intent) == ("rasa", recorded()["answers"][LEAK]["intent"]["name"])
    assert found.intents != alone.intents
    assert found.entities == alone.entities != ()
    assert (found.lang, found.text) == (alone.lang, alone.text)


async def test_bands_are_those_of_the_rasa_model(make: Made, rasa: FakeRasa) -> None:
    found = {}
    for confidence in (0.9, 0.5, 0.1):
        rasa.body = answer("greeting", confidence)
        understood = await meant(make(), LEAK)
        found[confidence] = (understood.intent, understood.certainty)
    assert found[0.9] == ("greeting", Certainty.SURE)
    assert found[0.5][1] is not Certainty.UNSURE


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        pytest.param(500, b"{}", Why.STATUS, id="status"),
        pytest.param(200, b"Hello from Rasa: 3.6.21", Why.NOT_JSON, id="not_json"),
        pytest.param(200, b"{}", Why.FIELDS, id="fields"),
        pytest.param(200, answer("greeting", float("nan")), Why.CONFIDENCE, id="nan"),
        pytest.param(200, answer("order_pizza"), Why.UNKNOWN_INTENT, id="unknown_intent"),
    ],
)
async def test_a_wrong_answer_leaves_the_embedded_engines(
    make: Made, own: EmbeddedEngine, rasa: FakeRasa, status: int, body: bytes, why: Why
) -> None:
    rasa.status, rasa.body = status, body
    engine = make()
    assert await meant(engine, LEAK) == await meant(own, LEAK)
    assert engine.failures == {why: 1}


async def test_a_wrong_token_leaves_the_embedded_engines(make: Made, own: EmbeddedEngine) -> None:
    engine = make(token="wrong")
    assert await meant(engine, LEAK) == await meant(own, LEAK)
    assert engine.failures == {Why.STATUS: 1}


async def test_a_server_that_hangs_leaves_the_embedded_engines(make: Made, own: EmbeddedEngine, rasa: FakeRasa) -> None:
    rasa.hangs = True
    engine = make(patience=0.05)
    assert await meant(engine, LEAK) == await meant(own, LEAK)
    assert engine.failures == {Why.TIMEOUT: 1}


async def test_a_dead_server_leaves_the_embedded_engines(make: Made, own: EmbeddedEngine) -> None:
    engine = make(url=f"http://127.0.0.1:{free_port()}")
    assert await meant(engine, LEAK) == await meant(own, LEAK)
    assert engine.failures == {Why.UNREACHABLE: 1}


async def test_who_fails_often_is_left_alone_for_a_while_and_then_tried(make: Made, rasa: FakeRasa) -> None:
    watch = Watch()
    engine = make(breaker=Breaker(failures=3, rest=30, clock=watch))
    rasa.status = 500
    for _ in range(5):
        assert (await meant(engine, LEAK)).engine == "embedded"
    assert (len(rasa.asked), engine.state) == (3, State.OPEN)
    watch.now += 30
    await meant(engine, LEAK)
    assert (len(rasa.asked), engine.state) == (4, State.OPEN)
    watch.now += 30
    rasa.status = 200
    assert [(await meant(engine, LEAK)).engine for _ in range(2)] == ["rasa", "rasa"]
    assert engine.state is State.CLOSED


@pytest.mark.parametrize("text", ["", "  ", "//", "/"])
async def test_where_there_is_nothing_to_ask_nobody_is_asked(
    make: Made, own: EmbeddedEngine, rasa: FakeRasa, text: str
) -> None:
    assert await meant(make(), text) == await meant(own, text)
    assert rasa.asked == []


async def test_words_that_rasa_does_not_know_are_no_failure(make: Made, rasa: FakeRasa) -> None:
    rasa.body = b'{"intent": {"name": null, "confidence": 0.0}, "intent_ranking": []}'
    engine = make()
    assert (await meant(engine, LEAK)).engine == "embedded"
    assert engine.failures == {}


async def test_a_resident_cannot_choose_an_intent_with_a_slash(make: Made, rasa: FakeRasa) -> None:
    await meant(make(), "/emergency")
    assert rasa.asked == [{"text": "emergency"}]


@pytest.mark.parametrize("taken_for", ["greeting", "bill_query", "out_of_scope"])
async def test_danger_is_noticed_whatever_rasa_takes_it_for(
    make: Made, own: EmbeddedEngine, rasa: FakeRasa, taken_for: str
) -> None:
    rasa.body = answer(taken_for)
    alone, found = await meant(own, TRAPPED), await meant(make(), TRAPPED)
    assert (found.engine, found.intent) == ("rasa", taken_for)
    assert found.emergency is alone.emergency is not Certainty.UNSURE


async def test_danger_that_only_rasa_sees_is_asked_about(make: Made, own: EmbeddedEngine, rasa: FakeRasa) -> None:
    rasa.body = answer("emergency")
    assert (await meant(own, "好的")).emergency is Certainty.UNSURE
    assert (await meant(make(), "好的")).emergency is Certainty.LIKELY


async def test_a_model_that_lacks_an_intent_is_named(own: EmbeddedEngine, rasa: FakeRasa) -> None:
    trust = Trust(tuple(name for name in own.model.intents if name != "vote_cast"), Calibration(1.0))
    server = RasaServer(rasa.url, TOKEN)
    assert RasaEngine(own, server, trust).unlearned() == ["vote_cast"]
    server.close()


async def test_a_cry_for_help_is_known_without_any_model(make: Made) -> None:
    assert make().alarming("救命啊")
    assert make().name == "rasa"
