"""Staff at the desk and a kiosk in the lobby, in real browsers: how it is, and a sentence that it says for them."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from aiohttp import web
from playwright.async_api import Page, expect
from sqlalchemy.orm import Session

from actions.people import Community
from bot.channels.web.house import HOUSE
from bot.desk import House, make_desk
from bot.desk.tests.room import QuickPasswords
from bot.key_office import Order
from bot.keys import new_kiosk_key
from bot.pulses import Doing, Pulse, note_pulse
from bot.sessions import DESK_COOKIE
from tests.browser.test_kiosk_voice import Hum, ScriptedEars, spoken
from tests.browser.test_web import CHROMIUM, SCREEN, Street, open_street
from voice.socket import Caught, Voices
from voice.worker import EngineAway

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
IMAGES = Path(__file__).parents[2] / "docs" / "images" / "kiosk"
SENTENCE = "师傅十分钟后到，请在大堂等一下"
SAYS = f"物业的人说：{SENTENCE}"


@dataclass(slots=True)
class Hall:
    street: Street
    lips: Hum

    async def kiosk(self, place: str = "1栋") -> Page:
        """Enroll a kiosk and open its page."""
        key = (await Order(do="new", kiosk=place).run(self.street.site.app)).split("\n")[1]
        page = await self.street.come(f"/kiosk/in?key={key}", viewport=SCREEN, permissions=["microphone"])
        await expect(page.locator("#mic")).to_be_visible()
        return page

    async def desk(self) -> Page:
        """Sit a dispatcher down before the page of the kiosks."""
        browser = await self.street.site.staff()
        [token] = [cookie.value for cookie in browser.client.session.cookie_jar if cookie.key == DESK_COOKIE]
        page = await self.street.come("/offline", viewport={"width": 1440, "height": 900})
        await page.context.add_cookies([{"name": DESK_COOKIE, "value": token, "url": self.street.url}])
        await page.goto(f"{self.street.url}/desk/kiosks")
        await expect(page.locator(".live.on")).to_be_attached()
        return page

    async def others(self) -> None:
        """Let others have told of themselves: one that has gone, one in an alarm, one with a covered microphone."""
        site, now = self.street.site, self.street.site.clock.now()
        told = (
            (
                "2栋",
                now - timedelta(minutes=28),
                Pulse(doing=Doing.REST, hears=True, speaks=True, level=-31, heard=900),
            ),
            ("3栋", now, Pulse(doing=Doing.ALARM, hears=False, speaks=True, heard=45)),
            ("4栋", now, Pulse(doing=Doing.IN_USE, hears=True, speaks=True, level=-72)),
        )

        def write(db: Session) -> None:
            community = db.get_one(Community, site.community)
            for place, at, pulse in told:
                key = new_kiosk_key(db, place, community, now).key
                db.flush()
                note_pulse(db, community.id, key.id, pulse, at)

        await site.app.store.write(write)

    def said(self) -> list[str]:
        return [text for text, _ in self.lips.said]


@asynccontextmanager
async def hall(folder: Path, *words: Caught | EngineAway) -> AsyncIterator[Hall]:
    ears, lips = ScriptedEars(list(words)), Hum()
    flags = ["--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required"]
    flags += ["--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={spoken(folder)}%noloop"]

    def dress(application: web.Application) -> None:
        Voices(ears, lips).join(application)
        make_desk(cast("House", application[HOUSE]), application, passwords=QuickPasswords())

    async with open_street(folder, dress, flags) as street:
        yield Hall(street, lips)


async def write(desk: Page, text: str = SENTENCE) -> None:
    await desk.get_by_label("让1栋的一体机说").fill(text)
    await desk.get_by_role("button", name="说", exact=True).click()
    await expect(desk.locator(".sayings .words").first).to_have_text(text)


async def draw(page: Page, folder: Path, name: str) -> None:
    kept = IMAGES if os.environ.get("LINLI_SCREENSHOTS") else folder
    await page.screenshot(path=kept / f"{name}.png", animations="disabled")


async def test_the_desk_sees_how_a_kiosk_is_and_that_it_said_a_sentence(tmp_path: Path) -> None:
    async with hall(tmp_path, Caught("电梯坏了"), Caught("好")) as here:
        desk = await here.desk()
        await expect(desk.locator("main")).to_contain_text("还没有一体机")
        kiosk = await here.kiosk()
        await expect(desk.locator(".kiosks")).to_contain_text("正常", timeout=10_000)
        await expect(desk.locator(".kiosks")).to_contain_text("没人在用")
        await write(desk)
        await expect(kiosk.locator("#sentence")).to_have_text(SAYS)
        await expect(desk.locator(".sayings .tag")).to_have_text("已经说了", timeout=10_000)
        assert here.said().count(SAYS) == 1
        await expect(kiosk.locator("#more")).to_be_hidden()  # every key is still in sight
        await draw(kiosk, tmp_path, "staff-wide")
        await here.others()
        await desk.reload()
        await expect(desk.locator(".live.on")).to_be_attached()
        await expect(desk.locator(".kiosks > li")).to_have_count(4)
        await draw(desk, tmp_path, "desk")


async def test_nobody_is_interrupted_who_speaks(tmp_path: Path) -> None:
    async with hall(tmp_path, Caught("电梯坏了"), Caught("好")) as here:
        kiosk, desk = await here.kiosk(), await here.desk()
        await kiosk.locator("#mic").click()
        await expect(kiosk.locator("#listening")).to_be_visible()
        await write(desk)
        await expect(kiosk.locator("#listening")).to_be_visible()
        await expect(kiosk.locator("#sentence")).to_be_hidden()
        await expect(desk.locator(".kiosks")).to_contain_text("有人在用", timeout=10_000)
        await expect(kiosk.locator("#said")).to_have_text("您说：电梯坏了", timeout=15_000)
        await expect(kiosk.locator("#sentence")).to_have_text(SAYS, timeout=10_000)
        assert here.said().index("(电梯坏了)") < here.said().index(SAYS)
        await expect(kiosk.locator("#said")).to_have_text("您说：好", timeout=15_000)  # what was asked is listened for
        await expect(desk.locator(".sayings .tag")).to_have_text("已经说了")


async def test_nothing_is_said_into_the_count_and_a_touch_stops_it(tmp_path: Path) -> None:
    async with hall(tmp_path) as here:
        here.lips.seconds = 30.0
        kiosk, desk = await here.kiosk(), await here.desk()
        await kiosk.locator("#help").click()
        await write(desk)
        await expect(kiosk.locator("#take-back")).to_be_visible()
        assert SAYS not in here.said()
        await kiosk.locator("#take-back").click()
        await expect(kiosk.locator("#sentence")).to_have_text(SAYS)
        await kiosk.locator("h1").click()
        await expect(desk.locator(".sayings .tag")).to_have_text("没说完，有人按了屏幕，字显示了", timeout=10_000)
        await expect(kiosk.locator("#sentence")).to_have_text(SAYS)
