"""Somebody who talks to a kiosk of the whole house: recordings are its microphone, and what it answers is caught."""

import io
import json
import os
import re
import subprocess
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from playwright.async_api import Page, ViewportSize, WebSocket, async_playwright, expect
from speech_recognition import AudioData
from sqlalchemy import select

from actions.access import issue_own
from actions.people import Resident
from bot.app import App, Parts, build
from bot.channels.web import make_web
from bot.channels.web.house import words
from bot.demo import open_demo
from bot.settings import Settings
from nlu.types import Engine
from tests.browser.test_kiosk_voice import wav_of
from tests.browser.test_web import CHROMIUM, FLAGS
from tests.operations.processes import until
from voice.house import open_voices
from voice.mouths.fastspeech import FastSpeech
from voice.speech import RATE, Manner
from voice.spoken import sentences

LOBBY: ViewportSize = {"width": 1280, "height": 800}
SLOWLY = 120_000  # milliseconds: a busy machine may take long to hear
NATURAL = os.environ.get("LINLI_VOICE_MOUTH_FOLDER", "")  # a natural voice (docs/speaking.md), where there is one
_BEFORE, _AFTER = 1, 40  # seconds of silence


@dataclass  # without slots: Playwright keeps things on whose methods it calls
class Visit:
    """One visitor. The microphone's file is read anew each time that the page opens the microphone."""

    app: App
    page: Page
    microphone: Path
    asked: dict[str, str] = field(default_factory=dict)  # texts that the page had spoken, by their ids
    sounds: dict[str, list[bytes]] = field(default_factory=dict)  # what came for them: WAV files
    known: set[str] = field(default_factory=set)  # rows that were there before
    _sounding: str = ""

    def put(self, text: str, pace: int = 150) -> None:
        """Have something said the next time the microphone opens; nothing: silence."""
        said = voiced(text, pace) if text else b""
        wav = wav_of(bytes(2 * RATE * _BEFORE) + said + bytes(2 * RATE * _AFTER), RATE)
        made = self.microphone.with_suffix(".part")
        made.write_bytes(wav)
        made.replace(self.microphone)

    async def tap(self) -> None:
        """Press the green key."""
        await self.page.locator("#mic").click()

    async def writes(self, text: str) -> None:
        """Write instead."""
        await self.page.locator("#write").click()
        await self.page.locator("#text").fill(text)
        await self.page.keyboard.press("Enter")

    async def heard(self, text: str | re.Pattern[str]) -> None:
        """Wait until the page shows what it took for these words; then be silent."""
        await expect(self.page.locator("#said")).to_contain_text(text, timeout=SLOWLY)
        self.put("")

    async def answered(self, text: str) -> str:
        """Wait for an answer with these words in it, and return it."""
        reply = self.page.locator("#reply").filter(has_text=text)
        await expect(reply).to_be_visible(timeout=SLOWLY)
        return await reply.text_content() or ""

    async def silent(self) -> None:
        """Wait until the kiosk has said everything."""
        await expect(self.page.locator("body")).not_to_have_attribute("data-mode", "speaking", timeout=SLOWLY)

    async def signs_in(self, name: str) -> None:
        """Enter the six digits that a resident asked for in their own chat, by the large keys."""
        now = self.app.clock.now()
        issued = await self.app.store.write(
            lambda db: issue_own(db, db.scalars(select(Resident).where(Resident.name == name)).one(), now)
        )
        await self.page.locator("#choices").get_by_role("button", name="登录").click()
        await self.page.get_by_role("button", name="手机上的登录码").click()
        for digit in issued.code.replace(" ", ""):
            await self.page.locator("#entry").get_by_role("button", name=digit, exact=True).click()
        await expect(self.page.locator("#who")).to_have_text(f"{name[0]}{'*' * (len(name) - 1)}", timeout=SLOWLY)

    async def spoken(self) -> tuple[str, list[bytes]]:
        """Return the answer that was spoken last, and its sounds: one of each sentence."""
        await self.silent()
        own = set(words("zh", "kiosk").values())

        async def answers() -> list[str]:
            await self.page.evaluate("0")
            return [key for key, text in self.asked.items() if text not in own]

        last = (await until(answers, bool))[-1]  # in an alarm it waits until nobody speaks
        text, sounds = self.asked[last], self.sounds.setdefault(last, [])
        await until(answers, lambda _: len(sounds) == len(sentences(text, "zh")))
        return text, sounds

    def listen(self, socket: WebSocket) -> None:
        """Catch what goes over the socket of the voice."""
        if "/kiosk/voice" in socket.url:
            socket.on("framesent", self._sent)
            socket.on("framereceived", self._came)

    def _sent(self, frame: bytes | str) -> None:
        said = json.loads(frame) if isinstance(frame, str) else {}
        if said.get("type") == "say":
            self.asked[said["id"]] = said["text"]

    def _came(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes):
            self.sounds.setdefault(self._sounding, []).append(frame)
        elif (said := json.loads(frame))["type"] == "sound":
            self._sounding = said["id"]


def voiced(text: str, pace: int) -> bytes:
    """Return 16-bit samples at 16 kHz of somebody who says these words; `pace` is espeak's."""
    if NATURAL:
        said = FastSpeech(Path(NATURAL)).speak(text, Manner())
        return bytes(said.get_raw_data(convert_rate=RATE, convert_width=2))
    voice = ["espeak-ng", "-v", "cmn-latn-pinyin+f3", "-s", str(pace), "--stdout", text]
    return samples(subprocess.run(voice, check=True, capture_output=True).stdout)


def samples(wav: bytes) -> bytes:
    """Return a WAV file's sound as 16-bit samples at 16 kHz; espeak-ng writes no length into a pipe."""
    with wave.open(io.BytesIO(wav)) as opened:
        audio = AudioData(opened.readframes(10**8), opened.getframerate(), opened.getsampwidth())
    return bytes(audio.get_raw_data(convert_rate=RATE, convert_width=2))


@asynccontextmanager
async def visiting(house: Path, understander: Engine) -> AsyncIterator[Visit]:
    """Open a house that hears and speaks, and stand before its kiosk."""
    microphone = house / "microphone.wav"
    flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    flags += [f"--use-file-for-fake-audio-capture={microphone}%noloop", "--autoplay-policy=no-user-gesture-required"]
    mouth = {"voice_mouth": "fastspeech", "voice_mouth_folder": Path(NATURAL)} if NATURAL else {"voice_mouth": "espeak"}
    settings = Settings(data=house, demo=True, voice_ear="whisper", **mouth)
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
                visit = Visit(app, page, microphone)
                visit.put("")
                page.on("websocket", visit.listen)
                await page.goto(f"http://127.0.0.1:{runner.addresses[0][1]}/kiosk?place=1栋")
                await expect(page.locator("#mic")).to_be_visible(timeout=SLOWLY)
                yield visit
                await browser.close()
        finally:
            await runner.cleanup()
