"""What we rely on when we ask a Rasa server: the same checks for a real one (bench/rasa.py) and recorded answers."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from nlu.engines.rasa_server import NoAnswer, RasaServer, Why, askable

SAID = (
    "我家厨房水管漏水了",
    "帮我查一下上个月的水费",
    "电梯里困住人了，快来人",
    "我要取消明天的羽毛球场",
    "物業費怎麼交",  # traditional characters
    "今儿个停水不",  # dialect
    "how much do I owe for water",
    "the lift is stuck on the 5th floor",
    "好的",
    "转人工",
    "写一首关于春天的诗",
    "😀👍",
    "？！……",
    "ฉันหิว",  # a script that is in no phrase
    '说"引号"和\\反斜杠\n换行',
    "/emergency",  # a slash must not choose an intent
    '/emergency{"type": "fire"}',
    "//",
    "{{7*7}} ${x} <b>粗</b>",
    "水" * 400,
)
PATIENCE = 20.0
IDLE = 6.5  # seconds after which Rasa's server has closed a connection that nobody used


@dataclass(frozen=True)
class Place:
    """A server that is asked."""

    url: str
    token: str
    idle: float = IDLE


Check = Callable[[Place], Awaitable[None]]


@asynccontextmanager
async def asking(place: Place, patience: float = PATIENCE) -> AsyncIterator[RasaServer]:
    """Return a client that is closed afterwards."""
    server = RasaServer(place.url, place.token, patience)
    try:
        yield server
    finally:
        await asyncio.to_thread(server.close)


async def fails(place: Place, patience: float = PATIENCE) -> Why:
    """Return why a question gets no answer."""
    async with asking(place, patience) as server:
        try:
            await server.rank(askable(SAID[0]))
        except NoAnswer as failure:
            return failure.why
    raise AssertionError("it was answered")


async def every_text_gets_a_ranking(place: Place) -> None:
    """Sorted, each intent once, no more than 1 in sum; or nothing, where no word is known."""
    async with asking(place) as server:
        for text in filter(None, map(askable, SAID)):
            ranking = await server.rank(text)
            chances = [intent.confidence for intent in ranking]
            assert chances == sorted(chances, reverse=True), text
            assert sum(chances) < 1.001, text
            assert len({intent.name for intent in ranking}) == len(ranking), text


async def the_same_text_means_the_same(place: Place) -> None:
    async with asking(place) as server:
        first, second = [await server.rank(SAID[0]) for _ in range(2)]
    assert [one.name for one in first] == [one.name for one in second]
    assert abs(first[0].confidence - second[0].confidence) < 1e-3


async def questions_side_by_side_get_their_own_answers(place: Place) -> None:
    texts = [text for text in map(askable, SAID[:10]) if text]
    async with asking(place) as server:
        alone = [(await server.rank(text))[0].name for text in texts]
        together = await asyncio.gather(*(server.rank(text) for text in texts))
    assert [ranking[0].name for ranking in together] == alone


async def a_slash_chooses_no_intent(place: Place) -> None:
    """Rasa believes who writes /emergency; whoever talks to us is understood instead."""
    async with asking(place) as server:
        told = await server.rank("/emergency")
        assert (told[0].name, told[0].confidence) == ("emergency", 1.0), "Rasa no longer takes a slash for an intent"
        understood = await server.rank(askable("/emergency"))
        assert (len(understood), understood[0].confidence) != (1, 1.0)


async def a_connection_that_was_closed_meanwhile_is_made_anew(place: Place) -> None:
    async with asking(place) as server:
        before = await server.rank(SAID[0])
        await asyncio.sleep(place.idle)
        after = await server.rank(SAID[0])
    assert before[0].name == after[0].name


async def a_wrong_token_opens_nothing(place: Place) -> None:
    assert await fails(replace(place, token=f"{place.token}x")) is Why.STATUS
    assert await fails(replace(place, token="")) is Why.STATUS


async def patience_ends(place: Place) -> None:
    assert await fails(place, patience=0.0005) is Why.TIMEOUT


async def nobody_there_is_noticed(place: Place) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = replace(place, url=f"http://127.0.0.1:{unused.getsockname()[1]}")
        assert await fails(nobody) is Why.UNREACHABLE


CHECKS: tuple[Check, ...] = (
    every_text_gets_a_ranking,
    the_same_text_means_the_same,
    questions_side_by_side_get_their_own_answers,
    a_slash_chooses_no_intent,
    a_connection_that_was_closed_meanwhile_is_made_anew,
    a_wrong_token_opens_nothing,
    patience_ends,
    nobody_there_is_noticed,
)
