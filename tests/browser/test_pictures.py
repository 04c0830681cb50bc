"""Draws the pictures of the documentation from the demo community; kept when LINLI_SCREENSHOTS is set."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Page, ViewportSize, async_playwright, expect

from bot.app import Parts, build
from bot.channels.web import make_web
from bot.demo import open_demo
from bot.settings import Settings
from nlu.types import Engine
from tests.browser.test_web import CHROMIUM, FLAGS

IMAGES = Path(__file__).parents[2] / "docs" / "images"
PHONE: ViewportSize = {"width": 390, "height": 844}
SCREEN: ViewportSize = {"width": 1280, "height": 800}
LOBBY: ViewportSize = {"width": 1080, "height": 1920}

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")


@asynccontextmanager
async def demo(folder: Path, understander: Engine) -> AsyncIterator[str]:
    """Open the demo and return its address."""
    async with build(Settings(data=folder, demo=True), Parts(understander=understander)) as app:
        await open_demo(app)
        runner = web.AppRunner(make_web(app), shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


async def say(page: Page, text: str) -> None:
    """Say something and wait for the answer."""
    before = await page.locator(".item.house").count()
    await page.get_by_role("textbox").fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".item.house").nth(before)).to_be_visible()
    await expect(page.locator("#typing")).to_be_hidden()


def drawn(folder: Path) -> Path:
    """Where the pictures go: into the documentation when asked to, otherwise nowhere that stays."""
    return IMAGES if os.environ.get("LINLI_SCREENSHOTS") else folder


async def draw(page: Page, folder: Path, name: str) -> None:
    await page.evaluate("document.activeElement.blur()")  # no ring around the field
    await page.screenshot(path=drawn(folder) / f"{name}.png", animations="disabled")


async def test_the_pictures_of_the_documentation(tmp_path: Path, understander: Engine) -> None:
    async with demo(tmp_path, understander) as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport=SCREEN, locale="zh-CN")
        await page.goto(url)
        await draw(page, tmp_path, "front")
        for name, viewport, person in (("chat", SCREEN, 4), ("chat-phone", PHONE, 3)):
            page = await browser.new_page(viewport=viewport, locale="zh-CN")
            await page.goto(url)
            await page.locator("button.person").nth(person).click()
            await expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
            for words in ("厨房水管漏水了，地上都是水", "明天上午", "这个季度物业费多少"):
                await say(page, words)
            await draw(page, tmp_path, name)
        page = await browser.new_page(viewport=LOBBY, locale="zh-CN")
        await page.goto(f"{url}/kiosk?place=1栋")
        await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
        await page.get_by_role("textbox").fill("物业几点上班")
        await page.keyboard.press("Enter")
        await expect(page.locator("#reply.waiting")).to_have_count(0)
        await draw(page, tmp_path, "kiosk")
        await browser.close()
