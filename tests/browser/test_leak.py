"""The whole house in a real browser: a leak with a photo, a bill in between, and the desk that hears of it at once."""

import asyncio
import io
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from PIL import Image, ImageDraw
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from bot.app import App, Parts, build
from bot.channels.web import make_web
from bot.demo import open_demo
from bot.desk import make_desk
from bot.settings import Settings
from nlu.types import Engine

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
IMAGES = Path(__file__).parents[2] / "docs" / "images"
LIVE = 2_000  # milliseconds in which the desk has to show a ticket
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")


@dataclass(slots=True)
class Front:
    """The running house and a browser before it."""

    app: App
    browser: Browser
    url: str

    async def visitor(self, **options: object) -> BrowserContext:
        return await self.browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)  # type: ignore[arg-type]


@pytest_asyncio.fixture
async def front(tmp_path: Path, understander: Engine) -> AsyncIterator[Front]:
    settings = Settings(data=tmp_path, demo=True)
    async with build(settings, Parts(understander=understander)) as app, async_playwright() as playwright:
        await open_demo(app)
        application = make_web(app)
        make_desk(app, application)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Front(app, browser, f"http://127.0.0.1:{runner.addresses[0][1]}")
        await browser.close()
        await runner.cleanup()


def photo() -> bytes:
    """A drawn picture of a tap that drips, with a place in its metadata that must not survive."""
    image = Image.new("RGB", (900, 700), "#dfe7ea")
    draw = ImageDraw.Draw(image)
    draw.rectangle((120, 180, 560, 250), fill="#8a979d")
    draw.rectangle((500, 240, 570, 380), fill="#8a979d")
    for drop in range(3):
        draw.ellipse((520, 420 + drop * 70, 550, 470 + drop * 70), fill="#3a86c8")
    exif = image.getexif()
    exif[0x010E] = "GPS 30.6586,104.0647"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


async def picture(page: Page, name: str) -> None:
    """Keep a screenshot for the documentation when one is asked for."""
    if os.environ.get("LINLI_SCREENSHOTS"):
        await page.screenshot(path=IMAGES / f"{name}.png")


async def say(page: Page, words: str) -> None:
    await page.locator("#text").fill(words)
    await page.keyboard.press("Enter")


async def house_says(page: Page, words: str | re.Pattern[str]) -> None:
    await expect(page.locator("#log .item.house").filter(has_text=words).last).to_be_visible(timeout=10_000)


async def enter_as(front: Front, context: BrowserContext, key: str) -> Page:
    page = await context.new_page()
    await page.goto(front.url)
    form = page.locator(f"form:has(input[name=resident][value={key}])")
    if not await form.is_visible():
        await page.locator("details.more summary").click()
    await form.locator("button").click()
    await expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
    return page


async def enter_desk(front: Front, context: BrowserContext, role: str) -> Page:
    page = await context.new_page()
    await page.goto(f"{front.url}/desk")
    await page.locator(".demo button").filter(has_text=role).first.click()
    await expect(page.locator(".live.on")).to_be_attached()
    return page


async def test_a_leak_is_reported_seen_assigned_and_the_resident_is_told(front: Front) -> None:
    resident = await enter_as(front, await front.visitor(viewport=PHONE), "R001")
    desk = await enter_desk(front, await front.visitor(viewport={"width": 1440, "height": 900}), "调度")

    await say(resident, "厨房水龙头一直漏水，关不住")
    await house_says(resident, re.compile("编号|单号"))
    line = desk.locator('[data-part="list"] li').filter(has_text="水龙头").filter(has_not_text="#never")
    await expect(line.first).to_be_visible(timeout=LIVE)

    await resident.locator("#photo").set_input_files({"name": "leak.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    await resident.locator("#send").click()
    await expect(resident.locator("#log .item.me img").first).to_be_visible(timeout=10_000)
    await say(resident, "对了，这个季度物业费多少")
    await house_says(resident, re.compile(r"\d+\.\d\d元"))
    await say(resident, "明天上午都在家")
    await house_says(resident, "明天")

    await line.first.locator("a").click()
    await expect(desk.locator('[data-part="ticket"] img').first).to_be_visible(timeout=10_000)
    await picture(desk, "desk")
    await desk.locator("#menu-assign summary").click()
    name = await desk.locator("#menu-assign button b").first.inner_text()
    await desk.locator("#menu-assign button").first.click()
    await house_says(resident, re.split(r"[ (（]", name)[0])
    phone = await enter_desk(front, await front.visitor(viewport=PHONE), "调度")
    await picture(phone, "desk-phone")


async def test_what_a_resident_missed_is_there_on_return(front: Front) -> None:
    context = await front.visitor(viewport={"width": 1280, "height": 800})
    resident = await enter_as(front, context, "R001")
    await say(resident, "这个季度物业费多少")
    await house_says(resident, re.compile(r"\d+\.\d\d元"))
    await resident.close()
    again = await context.new_page()
    await again.goto(f"{front.url}/chat")
    await house_says(again, re.compile(r"\d+\.\d\d元"))
    assert await again.locator("#log .item.me").count() == 1


async def test_a_lost_line_loses_and_repeats_nothing(front: Front) -> None:
    context = await front.visitor(viewport=PHONE)
    resident = await enter_as(front, context, "R001")
    await say(resident, "你好")
    await house_says(resident, re.compile("."))
    await context.set_offline(True)
    await say(resident, "转人工")
    await asyncio.sleep(0)
    await context.set_offline(False)
    await resident.reload()
    await house_says(resident, re.compile("H-"))
    mine = resident.locator("#log .item.me").filter(has_text="转人工")
    await expect(mine).to_have_count(1)
    told = resident.locator("#log .item.house").filter(has_text=re.compile("H-"))
    await expect(told).to_have_count(1)


async def test_the_kiosk_answers_in_large_type_and_forgets(front: Front) -> None:
    page = await (await front.visitor(viewport={"width": 1080, "height": 1920})).new_page()
    await page.goto(f"{front.url}/kiosk?place=1栋")
    assert await page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
