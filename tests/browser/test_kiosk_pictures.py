"""Draws every state of the kiosk in both shapes of screen; kept in docs/images/kiosk/ when LINLI_SCREENSHOTS is set."""

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
from tests.browser.test_kiosk_house import digits
from tests.browser.test_kiosk_voice import Hum, ScriptedEars, spoken
from tests.browser.test_web import CHROMIUM, FLAGS
from voice.socket import Caught, Voices

IMAGES = Path(__file__).parents[2] / "docs" / "images" / "kiosk"
SHAPES: dict[str, ViewportSize] = {"tall": {"width": 1080, "height": 1920}, "wide": {"width": 1280, "height": 800}}

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")


@asynccontextmanager
async def demo(folder: Path, understander: Engine, ears: ScriptedEars) -> AsyncIterator[str]:
    async with build(Settings(data=folder, demo=True), Parts(understander=understander)) as app:
        await open_demo(app)
        application = make_web(app)
        Voices(ears, Hum(seconds=0.1)).join(application)
        runner = web.AppRunner(application, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


@pytest.mark.parametrize("shape", SHAPES)
async def test_every_state_is_drawn(tmp_path: Path, understander: Engine, shape: str) -> None:
    microphone = spoken(tmp_path, 3.0)
    flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    flags += [f"--use-file-for-fake-audio-capture={microphone}%noloop", "--autoplay-policy=no-user-gesture-required"]
    ears = ScriptedEars([Caught("厨房的水管漏水了"), Caught(), Caught()])
    async with demo(tmp_path, understander, ears) as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        page = await browser.new_page(viewport=SHAPES[shape], locale="zh-CN")
        await page.goto(f"{url}/kiosk?place=1栋")
        await expect(page.locator("#mic")).to_be_visible()
        await expect(page.locator("#news button").first).to_be_attached()
        await draw(page, tmp_path, f"rest-{shape}")
        await page.locator("#mic").click()
        await expect(page.locator("#kiosk[data-speech]")).to_be_attached(timeout=15_000)
        await draw(page, tmp_path, f"listening-{shape}")
        await expect(page.locator("#said")).to_have_text("您说：厨房的水管漏水了", timeout=15_000)
        await expect(page.locator("#reply.waiting")).to_have_count(0)
        await draw(page, tmp_path, f"answer-{shape}")
        await page.locator("#done").click()
        await page.locator("#who").click()
        await draw(page, tmp_path, f"ways-{shape}")
        await page.locator("[data-way=card]").click()
        await draw(page, tmp_path, f"card-{shape}")
        await page.locator("#by-card [data-who=ways]").click()
        await page.locator("[data-way=pin]").click()
        await page.locator("#entry-field").fill("13800000001")
        await expect(page.locator("#entry-letter")).to_be_visible()
        await page.locator("#entry-field").fill("123X")
        await expect(page.locator("#entry-letter")).to_be_hidden()
        for digit in "4829":
            await page.locator("#entry").get_by_role("button", name=digit, exact=True).click()
        await draw(page, tmp_path, f"pin-{shape}")
        await page.locator("#entry-close").click()
        await page.locator("#who").click()
        await page.locator("[data-way=code]").click()
        await draw(page, tmp_path, f"entry-{shape}")
        chat = await browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
        await chat.goto(url)
        await chat.locator("button.person").first.click()
        await expect(chat.locator("#log")).to_have_attribute("aria-live", "polite")
        await page.locator("#entry-field").fill(await digits(chat))
        await expect(page.locator("#who")).to_contain_text("*")
        await draw(page, tmp_path, f"home-{shape}")
        await page.locator("#own-open").click()
        await draw(page, tmp_path, f"own-{shape}")
        await page.locator("#own [data-who=close]").click()
        await page.locator("#start").get_by_role("button", name="查费用").click()
        await expect(page.locator("#reply")).to_contain_text("元")
        await draw(page, tmp_path, f"known-{shape}")
        await page.locator("#help").click()
        await draw(page, tmp_path, f"counting-{shape}")
        await page.locator("#call-now").click()
        await expect(page.locator("#danger-title")).to_have_text("已经在叫人了，请看下面的话")
        await expect(page.locator("#reply")).to_contain_text("值班")
        await draw(page, tmp_path, f"alarm-{shape}")
        await browser.close()


async def draw(page: Page, folder: Path, name: str) -> None:
    await page.evaluate("document.activeElement.blur()")
    kept = IMAGES if os.environ.get("LINLI_SCREENSHOTS") else folder
    kept.mkdir(exist_ok=True)
    await page.screenshot(path=kept / f"{name}.png", animations="disabled")
