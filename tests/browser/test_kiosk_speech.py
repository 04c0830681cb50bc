"""Nothing but a voice: real ears, real mouth, real understanding, from the tap to the record and the spoken answer."""

import io
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Page, ViewportSize, WebSocket, async_playwright, expect
from sqlalchemy import select

from actions.ticket import Ticket
from bot.app import App, Parts, build
from bot.channels.web import make_web
from bot.demo import open_demo
from bot.settings import Settings
from nlu.types import Engine
from tests.browser.test_kiosk_voice import spoken
from tests.browser.test_web import CHROMIUM, FLAGS
from voice.conftest import house, whisper_folder
from voice.house import open_voices

__all__ = ["house", "whisper_folder"]  # fixtures

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
LOBBY: ViewportSize = {"width": 1280, "height": 800}
SLOWLY = 60_000  # milliseconds: a busy machine may take long to hear


@asynccontextmanager
async def lobby(folder: Path, understander: Engine, words: str, heard: list[bytes]) -> AsyncIterator[tuple[App, Page]]:
    """Open a house that hears and speaks, and a kiosk into which somebody says something; `heard` gets the answers."""
    microphone = spoken(folder, 3.0, words)
    flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    flags += [f"--use-file-for-fake-audio-capture={microphone}%noloop", "--autoplay-policy=no-user-gesture-required"]
    settings = Settings(data=folder, demo=True, voice_mouth="espeak")
    async with build(settings, Parts(understander=understander)) as app, open_voices(app, notes=False) as voices:
        await open_demo(app)
        application = make_web(app)
        voices.join(application)
        runner = web.AppRunner(application, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
                page = await browser.new_page(viewport=LOBBY, locale="zh-CN")
                page.on("websocket", lambda socket: listen(socket, heard))
                await page.goto(f"http://127.0.0.1:{runner.addresses[0][1]}/kiosk?place=1栋")
                await expect(page.locator("#mic")).to_be_visible(timeout=2 * SLOWLY)
                yield app, page
                await browser.close()
        finally:
            await runner.cleanup()


def listen(socket: WebSocket, heard: list[bytes]) -> None:
    socket.on("framereceived", lambda frame: heard.append(frame) if isinstance(frame, bytes) else None)


def seconds(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as opened:
        return float(opened.getnframes() / opened.getframerate())


async def test_a_lift_that_is_reported_aloud_becomes_a_ticket_and_is_answered_aloud(
    house: Path, understander: Engine
) -> None:
    heard: list[bytes] = []
    async with lobby(house, understander, "电梯坏了", heard) as (app, page):
        await page.locator("#mic").click()
        await expect(page.locator("#said")).to_contain_text("电梯", timeout=SLOWLY)
        await expect(page.locator("#reply")).to_contain_text("编号", timeout=SLOWLY)
        said = await page.locator("#reply").text_content() or ""
        ticket = await app.store.read(lambda db: db.scalars(select(Ticket).order_by(Ticket.created_at.desc())).first())
        assert ticket is not None
        assert ticket.number in said
        await expect(page.locator("body")).to_have_attribute("data-mode", "waiting", timeout=SLOWLY)
        assert sum(map(seconds, heard)) > len(said) * 0.1, "all of the answer was spoken"


async def test_somebody_who_says_nothing_asks_for_nothing(house: Path, understander: Engine) -> None:
    heard: list[bytes] = []
    async with lobby(house, understander, " ", heard) as (app, page):
        await page.locator("#mic").click()
        await expect(page.locator("#notice")).to_have_text("我在听，您请说。", timeout=SLOWLY)
        assert await app.store.read(lambda db: db.scalars(select(Ticket)).all()) is not None
        assert (await page.locator("#said").text_content()) == ""
