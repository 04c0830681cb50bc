"""The desk and its kiosks: signs of life that are written down, sentences that are said once, and their end."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from actions.access import bind
from actions.people import Resident
from actions.turn import Work
from bot.access_log import DeskAccess
from bot.channels.web import make_web
from bot.channels.web.channel import HUB
from bot.channels.web.tests.visit import Browser, Site, Wire, open_site
from bot.desk import make_desk
from bot.desk.tests.room import QuickPasswords
from bot.key_office import Order
from bot.keys import ApiKey
from bot.pulses import Beats, Doing, KioskPulse, Pulse, State, note_pulse, states_of
from bot.sayings import KioskSaying
from voice.socket import Voices

NOON = datetime(2026, 3, 4, 4, tzinfo=UTC)
PULSE: dict[str, Any] = {"type": "pulse", "doing": "rest", "hears": True, "speaks": True}


@dataclass(slots=True)
class Lobby:
    site: Site
    application: web.Application
    key: str = ""  # the kiosk's secret

    async def kiosk(self) -> Wire:
        browser = await self.site.browser()
        assert (await browser.get(f"/kiosk/in?key={self.key}")).status == 303
        return await browser.socket(path="/kiosk/ws")

    async def desk(self) -> Browser:
        browser = await self.site.staff()
        await browser.page("/desk/kiosks")
        return browser

    async def say(self, desk: Browser, text: str) -> int:
        return (await desk.post(f"/desk/kiosks/{await self.key_id()}/say", {"words": text})).status

    async def key_id(self) -> str:
        return await self.site.app.store.read(lambda db: db.query(ApiKey).one().id)

    async def pulse(self) -> KioskPulse | None:
        return await self.site.app.store.read(lambda db: db.query(KioskPulse).one_or_none())

    async def sayings(self) -> list[KioskSaying]:
        return await self.site.app.store.read(lambda db: db.query(KioskSaying).order_by(KioskSaying.created_at).all())


@asynccontextmanager
async def open_lobby(folder: Path, *, voice: bool) -> AsyncIterator[Lobby]:
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(open_site(folder))
        application = make_web(site.app)
        if voice:
            Voices(_Nothing(), None).join(application)  # type: ignore[arg-type]  # nobody listens here
        make_desk(site.app, application, passwords=QuickPasswords())
        site.server = TestServer(application)
        await stack.enter_async_context(site.server)
        made = Lobby(site, application)
        made.key = (await Order(do="new", kiosk="1栋").run(site.app)).split("\n")[1]
        yield made


class _Nothing:
    """Ears of a house that has some."""


@pytest_asyncio.fixture
async def lobby(tmp_path: Path) -> AsyncIterator[Lobby]:
    async with open_lobby(tmp_path, voice=True) as made:
        yield made


async def beat(wire: Wire, **more: Any) -> None:
    """Send a pulse and wait until it has been taken."""
    await wire.send(**(PULSE | more))
    await wire.quiet()


async def test_a_pulse_is_written_down_once_a_minute_and_when_it_says_something_new(lobby: Lobby) -> None:
    wire, clock = await lobby.kiosk(), lobby.site.clock
    begun = clock.now()
    await beat(wire, level=-31, heard=12)
    row = await lobby.pulse()
    assert row is not None
    assert (row.doing, row.hears, row.speaks, row.level, row.seen_at) == ("rest", True, True, -31, begun)
    assert row.heard_at == begun - timedelta(seconds=12)
    clock.move(timedelta(seconds=30))
    await beat(wire, level=-40)
    assert (await lobby.pulse()).seen_at == begun  # type: ignore[union-attr]
    await beat(wire, doing="in_use")
    row = await lobby.pulse()
    assert row is not None
    assert (row.doing, row.seen_at) == ("in_use", clock.now())
    assert (row.level, row.heard_at) == (-31, begun - timedelta(seconds=12)), "what is not told stays as it was"
    clock.move(timedelta(seconds=60))
    await beat(wire, doing="in_use")
    assert (await lobby.pulse()).seen_at == clock.now()  # type: ignore[union-attr]


async def test_since_when_it_cannot_hear_is_kept_until_it_hears_again(lobby: Lobby) -> None:
    wire, clock = await lobby.kiosk(), lobby.site.clock
    begun = clock.now()
    await beat(wire, hears=False)
    clock.move(timedelta(minutes=2))
    await beat(wire, hears=False)
    assert (await lobby.pulse()).deaf_since == begun  # type: ignore[union-attr]
    await beat(wire)
    assert (await lobby.pulse()).deaf_since is None  # type: ignore[union-attr]


async def test_a_house_without_a_voice_calls_no_kiosk_deaf(tmp_path: Path) -> None:
    async with open_lobby(tmp_path, voice=False) as lobby:
        await beat(await lobby.kiosk(), hears=False, speaks=False)
        row = await lobby.pulse()
        assert row is not None
        assert (row.hears, row.speaks, row.deaf_since) == (None, None, None)
        assert states_of(row, lobby.site.clock.now()) == (State.WORKS,)


async def test_a_kiosk_without_a_key_tells_of_nothing(tmp_path: Path) -> None:
    async with open_site(tmp_path) as site:
        wire = await (await site.browser()).socket(path="/kiosk/ws?place=1栋")
        await beat(wire)
        assert await site.app.store.read(lambda db: db.query(KioskPulse).count()) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"doing": "dancing"},
        {"hears": "yes"},
        {"level": "loud"},
        {"level": True},
        {"heard": 1.5},
        {"type": "uttered", "id": "x", "how": "aloud"},
        {"type": "uttered", "id": "0" * 32, "how": "waits"},
        {"type": "uttered", "id": "0" * 32, "how": "sung"},
    ],
    ids=str,
)
async def test_what_no_page_sends_is_refused(lobby: Lobby, wrong: dict[str, Any]) -> None:
    wire = await lobby.kiosk()
    await wire.send(**(PULSE | wrong))
    assert (await wire.until("error"))["code"] == "frame"
    assert await lobby.pulse() is None


async def test_a_level_outside_of_all_scales_counts_as_the_nearest(lobby: Lobby) -> None:
    await beat(await lobby.kiosk(), level=-4000)
    assert (await lobby.pulse()).level == -100  # type: ignore[union-attr]


async def test_a_sentence_reaches_the_kiosk_and_the_desk_hears_that_it_was_said(lobby: Lobby) -> None:
    wire, desk = await lobby.kiosk(), await lobby.desk()
    assert await lobby.say(desk, "师傅十分钟后到") == 303
    told = await wire.until("saying")
    assert (told["text"], told["lang"], told["left"]) == ("物业的人说：师傅十分钟后到", "zh", 120)
    assert "还没说" in await desk.page("/desk/kiosks")
    with lobby.site.app.live.subscribe(f"desk:{lobby.site.community}") as feed:
        await wire.send(type="uttered", id=told["id"], how="aloud")
        assert (await feed.get())["type"] == "kiosk"
    assert "已经说了" in await desk.page("/desk/kiosks")
    await beat(wire)
    assert "saying" not in {event["type"] for event in await wire.quiet()}, "it is said once"
    access = await lobby.site.app.store.read(lambda db: db.query(DeskAccess).one())
    assert (access.what, access.record, access.resident_id) == ("saying", f"saying:{told['id']}", None)


async def test_english_is_said_in_english(lobby: Lobby) -> None:
    wire = await lobby.kiosk()
    await lobby.say(await lobby.desk(), "The plumber will be here soon")
    told = await wire.until("saying")
    assert (told["text"], told["lang"]) == ("The property office says: The plumber will be here soon", "en")


async def test_a_kiosk_that_comes_back_in_time_is_given_what_waits_and_later_it_is_not(lobby: Lobby) -> None:
    desk = await lobby.desk()
    await lobby.say(desk, "请在大堂等一下")
    lobby.site.clock.move(timedelta(seconds=50))
    wire = await lobby.kiosk()
    assert (await wire.until("saying"))["left"] == 70
    await beat(wire)
    await wire.ws.close()
    lobby.site.clock.move(timedelta(seconds=80))
    late = await lobby.kiosk()
    assert await late.quiet() == []
    lobby.site.clock.move(timedelta(minutes=2))
    assert "没说成，机器没有回应" in await desk.page("/desk/kiosks")


async def test_each_pulse_gives_again_what_has_not_been_told_of(lobby: Lobby) -> None:
    wire = await lobby.kiosk()
    await lobby.say(await lobby.desk(), "请在大堂等一下")
    first = await wire.until("saying")
    await wire.send(**PULSE)
    assert (await wire.until("saying"))["id"] == first["id"]


async def test_who_presses_twice_says_it_once_and_only_so_much_may_wait(lobby: Lobby) -> None:
    desk = await lobby.desk()
    for text in ("一", "一", "二", "三"):
        assert await lobby.say(desk, text) == 303
    assert [row.text for row in await lobby.sayings()] == ["一", "二", "三"]
    refused = await desk.post(f"/desk/kiosks/{await lobby.key_id()}/say", {"words": "四"})
    assert refused.status == 409
    shown = await refused.text()
    assert "前面几句还没说完" in shown
    assert 'value="四"' in shown, "what was written is kept"


async def test_no_kiosk_speaks_for_another(lobby: Lobby) -> None:
    other = (await Order(do="new", kiosk="2栋").run(lobby.site.app)).split("\n")[1]
    keys = await lobby.site.app.store.read(lambda db: {row.label: row.id for row in db.query(ApiKey)})
    first = await lobby.kiosk()
    lobby.key = other
    second, desk = await lobby.kiosk(), await lobby.desk()
    await desk.post(f"/desk/kiosks/{keys['1栋']}/say", {"words": "请稍等"})
    told = await first.until("saying")
    await second.send(type="uttered", id=told["id"], how="aloud")
    assert await second.quiet() == []
    assert [row.outcome for row in await lobby.sayings()] == [""]


async def test_the_first_word_of_a_kiosk_counts(lobby: Lobby) -> None:
    wire = await lobby.kiosk()
    await lobby.say(await lobby.desk(), "请稍等")
    told = await wire.until("saying")
    for how in ("cut", "aloud"):
        await wire.send(type="uttered", id=told["id"], how=how)
    await wire.quiet()
    assert [row.outcome for row in await lobby.sayings()] == ["cut"]


async def test_a_key_that_was_shut_is_no_kiosk(lobby: Lobby) -> None:
    desk, key = await lobby.desk(), await lobby.key_id()
    await Order(do="revoke", key=key).run(lobby.site.app)
    assert await lobby.say(desk, "请稍等") == 404
    assert "还没有一体机" in await desk.page("/desk/kiosks")


async def test_nothing_of_a_kiosk_is_left_in_the_hub_when_it_goes(lobby: Lobby) -> None:
    wire, key = await lobby.kiosk(), await lobby.key_id()
    hub = lobby.application[HUB]
    assert len(hub.of("kiosk", f"key:{key}")) == 1
    await wire.ws.close()
    await lobby.site.app.store.read(lambda db: None)
    wire = await lobby.kiosk()
    assert len(hub.of("kiosk", f"key:{key}")) == 1


async def test_news_that_somebody_was_vouched_for_and_got_lost_comes_with_the_next_pulse(lobby: Lobby) -> None:
    wire = await lobby.kiosk()
    await wire.say("你好", "client-0001")

    def vouch(work: Work) -> None:
        resident = work.db.scalars(work.ours(Resident).where(Resident.key == "R1")).one()
        bind(work.db, resident, "kiosk", wire.ready["thread"], work.now)

    await lobby.site.app.engine.act(lobby.site.community, "bot.channels.web", vouch)
    await wire.send(**PULSE)
    assert (await wire.until("who"))["name"] == "钱**"


STATES = [
    ("works", {}, 0, (State.WORKS,)),
    ("a minute late", {}, 90, (State.WORKS,)),
    ("lost", {"hears": False}, 121, (State.LOST,)),
    ("lost in an alarm", {"doing": Doing.ALARM}, 121, (State.LOST, State.ALARM)),
    ("alarm", {"doing": Doing.ALARM, "hears": False}, 0, (State.ALARM, State.DEAF)),
    ("deaf and mute", {"hears": False, "speaks": False}, 0, (State.DEAF, State.MUTE)),
    ("quiet", {"level": -61}, 0, (State.QUIET,)),
    ("as quiet as a hall", {"level": -60}, 0, (State.WORKS,)),
    ("was quiet before it went deaf", {"level": -80, "hears": False}, 0, (State.DEAF,)),
]


@pytest.mark.parametrize(("told", "seconds", "expected"), [pytest.param(*case[1:], id=case[0]) for case in STATES])
async def test_how_a_kiosk_is(lobby: Lobby, told: dict[str, Any], seconds: int, expected: tuple[State, ...]) -> None:
    now, key = lobby.site.clock.now(), await lobby.key_id()
    known: dict[str, Any] = {"doing": Doing.REST, "hears": True, "speaks": True}
    pulse = Pulse(**(known | told))
    await lobby.site.app.store.write(lambda db: note_pulse(db, lobby.site.community, key, pulse, now))
    assert states_of(await lobby.pulse(), now + timedelta(seconds=seconds)) == expected


async def test_a_kiosk_that_was_never_open_says_so(lobby: Lobby) -> None:
    assert "还没打开过" in await (await lobby.desk()).page("/desk/kiosks")


def test_a_level_is_no_news() -> None:
    beats, now = Beats(), NOON
    pulse = Pulse(doing=Doing.REST, hears=True, speaks=True, level=-30)
    assert beats.is_due(pulse, now)
    beats.wrote(pulse, now)
    assert not beats.is_due(Pulse(doing=Doing.REST, hears=True, speaks=True, level=-50), now)
    assert beats.is_due(Pulse(doing=Doing.REST, hears=False, speaks=True), now)
