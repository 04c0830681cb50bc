import itertools
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy.orm import Session

from actions.message import Message
from actions.people import Account, Resident
from actions.table import new_id
from bot.app import App, Parts, Role, build
from bot.counters import Counters
from bot.limits import KEPT, Danger, Limit, PersonLimits, Voice, danger_of
from bot.settings import Settings
from bot.testing import FakeClock
from integrations.database import Store
from nlu.emergency import cries_out
from tests.conftest import NOON, FirstWord, found_community, toy_registry


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_burst_passes_then_one_at_a_time() -> None:
    hand = Hand()
    limit = Limit(3, 0.5, hand)
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    hand.time = 2.0
    assert [limit.allows("a") for _ in range(2)] == [True, False]


def test_one_name_does_not_use_up_anothers() -> None:
    limit = Limit(1, 0.1, Hand())
    assert limit.allows("a")
    assert limit.allows("b")
    assert not limit.allows("a")


def test_no_more_names_are_remembered_than_fit() -> None:
    limit = Limit(1, 0.1, Hand())
    for number in range(KEPT + 5):
        limit.allows(str(number))
    assert len(limit._buckets) == KEPT


def test_a_clock_that_is_set_back_takes_nothing_away() -> None:
    limit = Limit(2, 1.0)
    assert limit.allows("a", 100.0)
    assert limit.allows("a", 50.0)
    assert not limit.allows("a", 50.0)
    assert limit.allows("a", 51.0)


@pytest.mark.parametrize(("rate", "seconds"), [(2.0, 1), (1.0, 1), (0.2, 5), (0.3, 4)])
def test_who_is_refused_hears_when_to_come_back(rate: float, seconds: int) -> None:
    assert Limit(1, rate).retry_after == seconds


def test_what_is_stored_fills_a_bucket_as_what_is_remembered_does() -> None:
    limit, since = Limit(3, 0.5), NOW - timedelta(seconds=60)
    assert limit.has_room_after([], since, NOW)
    assert limit.has_room_after([NOW] * 2, since, NOW)
    assert not limit.has_room_after([NOW] * 3, since, NOW)
    assert not limit.has_room_after([NOW] * 9, since, NOW + timedelta(seconds=1))
    assert limit.has_room_after([NOW] * 9, since, NOW + timedelta(seconds=2))
    steady = [since + timedelta(seconds=seconds) for seconds in range(61)]
    assert not limit.has_room_after(steady, since, NOW), "who keeps on above the rate never has a full bucket"
    assert limit.has_room_after(steady[::3], since, NOW + timedelta(seconds=1))


NOW = datetime.fromisoformat("2026-03-04T10:00:00+08:00")
HERE, NEIGHBOUR = Voice("web", "a", "a"), Voice("web", "b", "b")


class NothingStored:
    """A database in which nobody has said anything; it counts how often it was asked."""

    url, commits, shared = "", 0, True

    def __init__(self) -> None:
        self.asked = 0

    async def read(self, work: Callable[[Session], Any]) -> Any:
        self.asked += 1
        return []


def limits_of(danger: Danger = cries_out, **more: Any) -> PersonLimits:
    return PersonLimits(cast("Store", NothingStored()), danger, **more)


async def passed(
    limits: PersonLimits, times: int, words: str = "水费", voice: Voice = HERE, now: datetime = NOW
) -> int:
    return sum([await limits.allows(voice, words, now) for _ in range(times)])


async def test_a_person_may_say_thirty_things_at_once_then_two_a_second() -> None:
    limits = limits_of()
    assert await passed(limits, 31) == 30
    assert await passed(limits, 1, voice=NEIGHBOUR) == 1
    assert await passed(limits, 3, now=NOW + timedelta(seconds=1)) == 2


async def test_a_person_who_speaks_now_and_then_costs_no_look_at_the_database() -> None:
    stored = NothingStored()
    limits = PersonLimits(cast("Store", stored))
    for number in range(20):
        assert await limits.allows(HERE, "水费", NOW + timedelta(seconds=5 * number))
    assert await passed(limits, 5, voice=NEIGHBOUR) == 5
    assert stored.asked == 0
    assert await passed(limits, 100, voice=NEIGHBOUR) == 25
    assert stored.asked == 25, "what is above the pace here costs none either"


@pytest.mark.parametrize("words", ["救命", "家里着火了", "电梯里困住人了", "I smell gas", "start:emergency"])
async def test_a_call_for_help_passes_when_nothing_else_does(words: str) -> None:
    limits = limits_of()
    await passed(limits, 30)
    assert await passed(limits, 1, "水费多少") == 0
    assert await passed(limits, 1, words) == 1


async def test_the_lane_for_help_is_no_way_around_the_limit() -> None:
    assert await passed(limits_of(), 100, "救命") == 33


async def test_words_are_judged_only_while_the_lane_has_room() -> None:
    judged: list[str] = []

    def danger(text: str) -> bool:
        judged.append(text)
        return True

    await passed(limits_of(danger), 100)
    assert len(judged) == 3


async def test_an_engine_that_knows_words_of_danger_is_asked() -> None:
    class Knows:
        def alarming(self, text: str) -> bool:
            return text == "着急"

    limits = limits_of(danger_of(Knows()), usual=Limit(0.5, 0.0001))
    assert await passed(limits, 1, "着急") == 1
    assert await passed(limits, 1, "救命") == 0


async def test_what_is_refused_is_counted() -> None:
    counters = Counters()
    await passed(limits_of(counters=counters), 34)
    assert counters.refused == 4


class Line:
    """One process, and what somebody says through it."""

    def __init__(self, app: App, community: str) -> None:
        self.app = app
        self._community = community
        self._numbers = itertools.count()

    async def says(self, voice: Voice, times: int, words: str = "note x") -> int:
        """Say something as a channel does; return how often it came in."""
        return sum([await self._says(voice, words) for _ in range(times)])

    async def _says(self, voice: Voice, words: str) -> bool:
        if not await self.app.limits.allows(voice, words, self.app.clock.now()):
            return False
        update = f"{voice}{id(self)}{next(self._numbers)}"[-100:]
        message = Message(
            community=self._community,
            channel=voice.channel,
            update_id=update,
            thread=voice.thread,
            sender=voice.address,
            sent_at=self.app.clock.now(),
            text=words,
        )
        return await self.app.engine.accept(message) is not None


PHONE, PAGE = Voice("telegram", "1001", "1001"), Voice("web", "R", "R")


def bind(db: Session) -> str:
    """Found the community; one of its residents uses two channels."""
    community = found_community(db)
    resident = db.query(Resident).filter_by(key="R1").one()
    for voice in (PHONE, PAGE):
        address = {"channel": voice.channel, "address": voice.address, "created_at": NOON}
        db.add(Account(id=new_id(), community_id=community, resident_id=resident.id, **address))
    return community


async def open_line(stack: AsyncExitStack, folder: Path, url: str, clock: FakeClock, role: Role = Role.ALL) -> App:
    registry = toy_registry()
    parts = Parts(clock=clock, registry=registry, understander=FirstWord(registry), background=False)
    return await stack.enter_async_context(build(Settings(data=folder, database=url), parts, role))


async def test_a_resident_has_one_pace_over_all_channels(tmp_path: Path, database_url: str) -> None:
    async with AsyncExitStack() as stack:
        clock = FakeClock(NOON)
        app = await open_line(stack, tmp_path, database_url, clock)
        line = Line(app, await app.store.write(bind))
        assert await line.says(PHONE, 40) == 30
        assert await line.says(PAGE, 40) == 5, "five may be said before anybody looks"
        assert await line.says(PAGE, 1, "救命") == 1
        assert await line.says(Voice("web", "guest", "guest"), 40) == 30
        clock.move(timedelta(seconds=60))
        assert await line.says(PAGE, 40) == 30
        group = PHONE._replace(thread="-7")
        clock.move(timedelta(seconds=60))
        assert await line.says(group, 20) + await line.says(PAGE, 20) == 30


async def test_a_neighbour_in_the_same_group_keeps_their_own_pace(tmp_path: Path, database_url: str) -> None:
    async with AsyncExitStack() as stack:
        app = await open_line(stack, tmp_path, database_url, FakeClock(NOON))
        line = Line(app, await app.store.write(bind))
        assert await line.says(PHONE._replace(thread="-7"), 40) == 30
        assert await line.says(Voice("telegram", "1002", "-7"), 40) == 30


async def test_a_web_process_hears_the_words_of_danger_that_a_worker_hears(tmp_path: Path, postgres_url: str) -> None:
    settings = Settings(data=tmp_path, database=postgres_url)
    async with build(settings, Parts(clock=FakeClock(NOON), background=False), Role.WEB) as app:
        line = Line(app, await app.store.write(bind))
        for number, words in enumerate(("老人摔倒起不来了", "heart attack", "喘不上气", "电线冒火花")):
            voice = Voice("web", str(number), str(number))
            assert await line.says(voice, 31) == 30
            assert await line.says(voice, 1, words) == 1, words


async def test_two_processes_let_in_no_more_than_one(tmp_path: Path, postgres_url: str) -> None:
    async with AsyncExitStack() as stack:
        clock = FakeClock(NOON)
        apps = [await open_line(stack, tmp_path, postgres_url, clock, Role.WEB) for _ in range(2)]
        community = await apps[0].store.write(bind)
        one, two = (Line(app, community) for app in apps)
        said = 0
        for _ in range(40):
            said += await one.says(PAGE, 1) + await two.says(PAGE, 1)
        assert said == 30
        assert apps[0].counters.refused + apps[1].counters.refused == 50
        clock.move(timedelta(seconds=5))
        assert await one.says(PAGE, 20) + await two.says(PAGE, 20) == 10 + 1, "one in five seconds goes unlooked at"
        assert await one.says(PAGE, 1, "家里着火了") == 1
        assert await two.says(PAGE, 1, "家里着火了") == 1


async def test_answers_to_an_emergencys_question_pass_when_nothing_else_does() -> None:
    open_question = [("telegram", "-100:7")]

    async def asks(channel: str, thread: str) -> bool:
        return (channel, thread) in open_question

    limits = limits_of(asks=asks, usual=Limit(0.5, 0.0001), urgent=Limit(0.5, 0.0001))
    there, elsewhere = Voice("telegram", "7", "-100:7"), Voice("telegram", "7", "7")
    for said in ("fill:urgent=yes", "fill:where=3栋2单元601", "三楼，左手边"):
        assert await passed(limits, 1, said, there) == 1
        assert await passed(limits, 1, said, elsewhere) == 0, "in another chat nothing was asked"
    assert await passed(limits, 100, "x", there) == 27, "and they are no way around the limit"
