"""Somebody comes before a kiosk and goes again, in a real browser: a sensor in Home Assistant says so."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect

from bot.channels.web.presence import PRESENCE, Presence
from bot.key_office import Order
from integrations.home_assistant import HomeAssistant
from integrations.tests.home_assistant_server import TOKEN, HomeAssistantServer
from tests.browser.test_kiosk_pictures import SHAPES, draw
from tests.browser.test_kiosk_scan import CARDS, give, scan
from tests.browser.test_web import CHROMIUM, SCREEN, Street, open_street

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
SENSOR = "binary_sensor.lobby_1"
REPAIR = '[data-press="start:repair_report"]'
DARK = 20  # seconds


@dataclass  # without slots: Playwright keeps things on whose methods it calls
class Hall:
    street: Street
    home: HomeAssistantServer

    async def kiosk(self, **options: Any) -> Page:
        """Enroll a kiosk with a sensor and open its page, whose clock stands still."""
        key = (await Order(do="new", kiosk="1栋", presence=SENSOR).run(self.street.site.app)).split("\n")[1]
        page = await self.street.come("/", **({"viewport": SCREEN} | options))
        await page.clock.install()
        await page.goto(f"{self.street.url}/kiosk/in?key={key}")
        await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
        await page.clock.pause_at(await page.evaluate("Date.now() + 1000"))
        return page

    async def ask(self, page: Page, text: str) -> None:
        """Write something and let the house answer."""
        await page.locator("#text").fill(text)
        await page.locator("#send").click()
        await expect(page.locator("#said")).to_have_text(f"您说：{text}")
        await self.street.answer()


@pytest_asyncio.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    home = HomeAssistantServer({SENSOR: {"state": "on"}})
    async with TestServer(home.app()) as server:

        def sense(application: web.Application) -> None:
            application[PRESENCE] = Presence(HomeAssistant(str(server.make_url("/")), TOKEN))

        async with open_street(tmp_path, sense) as street:
            yield Hall(street, home)


async def wait_for_dark(page: Page) -> None:
    """Let seconds pass until the screen is dark; what the sensor says takes a moment to arrive."""
    for _ in range(3 * DARK):
        await page.clock.run_for(1000)
        if await page.locator("#dark").is_visible():
            return
    raise AssertionError("it stays lit")


@pytest.mark.parametrize("way", ["finger", "mouse", "keyboard"])
async def test_the_first_touch_only_lights_the_screen(hall: Hall, way: str) -> None:
    page = await hall.kiosk(has_touch=way == "finger")
    box = await page.locator(REPAIR).bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    async def touch() -> None:
        if way == "finger":
            await page.touchscreen.tap(*middle)
        elif way == "mouse":
            await page.mouse.click(*middle)
        else:
            await page.keyboard.press("Enter")

    await page.locator(REPAIR).focus()
    await hall.home.becomes(SENSOR, "off")
    await wait_for_dark(page)
    await expect(page.locator("#dark")).to_have_text("碰一下屏幕，就可以说话、办事。")
    await touch()
    await expect(page.locator("#dark")).to_be_hidden()
    await expect(page.locator("#done")).to_be_hidden()
    await expect(page.locator("#said")).to_have_text("")
    if way == "keyboard":
        await page.locator(REPAIR).focus()
    await touch()
    await expect(page.locator("#said")).to_have_text("您说：报修")


@pytest.mark.parametrize("shape", SHAPES)
async def test_the_dark_screen_is_drawn(hall: Hall, tmp_path: Path, shape: str) -> None:
    page = await hall.kiosk(viewport=SHAPES[shape])
    await hall.home.becomes(SENSOR, "off")
    await wait_for_dark(page)
    await draw(page, tmp_path, f"dark-{shape}")


async def test_who_comes_lights_the_screen_and_begins_nothing(hall: Hall) -> None:
    page = await hall.kiosk()
    await hall.home.becomes(SENSOR, "off")
    await wait_for_dark(page)
    await hall.home.becomes(SENSOR, "on")
    await expect(page.locator("#dark")).to_be_hidden()
    await expect(page.locator("#done")).to_be_hidden()
    await expect(page.locator("body")).to_have_attribute("data-mode", "rest")


async def test_a_card_is_read_at_a_dark_screen(hall: Hall) -> None:
    await give(hall.street)
    page = await hall.kiosk()
    await hall.home.becomes(SENSOR, "off")
    await wait_for_dark(page)
    await scan(page, CARDS["R1"])
    await expect(page.locator("#who")).to_have_text("钱**")
    await expect(page.locator("#dark")).to_be_hidden()


async def test_one_who_was_signed_in_walks_away_and_the_next_finds_nothing(hall: Hall) -> None:
    await give(hall.street)
    page = await hall.kiosk()
    await scan(page, CARDS["R1"])
    await expect(page.locator("#who")).to_have_text("钱**")
    await hall.ask(page, "我欠多少")
    await expect(page.locator("#reply")).to_have_text("钱一民@1栋: 我欠多少")
    await hall.home.becomes(SENSOR, "off")
    await expect(page.locator("#idle")).to_have_text("10 秒后回到开始，碰一下屏幕就继续")
    await page.clock.run_for(5_000)
    await hall.home.becomes(SENSOR, "on")  # somebody comes near: they get no more than what was left
    await expect(page.locator("#idle")).to_be_hidden()
    await hall.home.becomes(SENSOR, "off")
    await expect(page.locator("#idle")).to_be_visible()
    await page.clock.run_for(10_000)
    await expect(page.locator("#who")).to_have_text("登录")
    await hall.home.becomes(SENSOR, "on")
    assert "钱" not in await page.locator("body").inner_text()
    await hall.ask(page, "你好")
    await expect(page.locator("#reply")).to_have_text("?@1栋: 你好")
