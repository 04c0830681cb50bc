"""The kiosk by voice in a real browser: a recording is its microphone, and what it plays is caught."""

import io
import subprocess
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.inbox import InboxRow
from tests.browser.test_web import CHROMIUM, SCREEN, Street, open_street
from voice.socket import Caught, Voices
from voice.speech import RATE, Listening, Manner, Spoken
from voice.worker import EngineAway

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")


def wav_of(samples: bytes, rate: int) -> bytes:
    """Return samples (16 bits, one channel) as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(rate)
        written.writeframes(samples)
    return out.getvalue()


@dataclass(slots=True)
class ScriptedEars:
    """Hears what it was told to, one after the other, and keeps how long the recordings were."""

    words: list[Caught | EngineAway]
    seconds: list[float] = field(default_factory=list)
    asked: list[Listening] = field(default_factory=list)

    async def awake(self) -> None:
        pass

    async def listen(self, pcm: bytes, listening: Listening, community_id: str) -> Caught:
        self.seconds.append(len(pcm) / 2 / RATE)
        self.asked.append(listening)
        heard = self.words.pop(0)
        if isinstance(heard, EngineAway):
            raise heard
        return heard


@dataclass(slots=True)
class Hum:
    """Speaks in hums."""

    seconds: float = 0.5
    said: list[tuple[str, Manner]] = field(default_factory=list)

    async def sentences(self, text: str, manner: Manner) -> AsyncIterator[Spoken]:
        self.said.append((text, manner))
        yield Spoken(text, wav_of(bytes(2 * int(RATE * self.seconds)), RATE))

    async def speak(self, text: str, manner: Manner) -> bytes:
        self.said.append((text, manner))
        return wav_of(bytes(2 * int(RATE * self.seconds)), RATE)


@dataclass(slots=True)
class Lobby:
    street: Street
    ears: ScriptedEars
    lips: Hum

    async def kiosk(self, **options: Any) -> Page:
        page = await self.street.come("/kiosk?place=1栋", viewport=SCREEN, permissions=["microphone"], **options)
        await expect(page.locator("#mic")).to_be_visible()
        return page

    def said(self) -> list[str]:
        return [text for text, _ in self.lips.said]


def spoken(folder: Path, seconds_of_silence: float = 3.0, text: str = "电梯坏了，一直停在五楼") -> Path:
    """Return a recording of somebody who speaks and then is silent."""
    said = subprocess.run(
        ["espeak-ng", "-v", "cmn-latn-pinyin+f3", "-s", "140", "--stdout", text], check=True, capture_output=True
    ).stdout
    with wave.open(io.BytesIO(said)) as read:
        rate, samples = read.getframerate(), read.readframes(10**8)
    path = folder / "microphone.wav"
    path.write_bytes(wav_of(bytes(rate) + samples + bytes(2 * int(rate * seconds_of_silence)), rate))
    return path


def silent(folder: Path) -> Path:
    path = folder / "microphone.wav"
    path.write_bytes(wav_of(bytes(RATE * 2 * 20), RATE))
    return path


@asynccontextmanager
async def lobby(
    folder: Path, microphone: Path | None, *words: Caught | EngineAway, lips: Hum | None = None
) -> AsyncIterator[Lobby]:
    ears, lips = ScriptedEars(list(words)), lips or Hum()
    flags = ["--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required"]
    if microphone is not None:
        flags += ["--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={microphone}%noloop"]
    voices = Voices(ears, lips)
    async with open_street(folder, voices.join, flags) as street:
        yield Lobby(street, ears, lips)


LIFT = Caught("电梯坏了")


async def test_who_speaks_is_heard_answered_aloud_and_heard_again(tmp_path: Path) -> None:
    async with lobby(tmp_path, spoken(tmp_path), LIFT, Caught("好")) as here:
        page = await here.kiosk()
        await page.locator("#mic").click()
        await expect(page.locator("#listening")).to_be_visible()
        await expect(page.locator("#said")).to_have_text("您说：电梯坏了", timeout=15_000)
        await expect(page.locator("#reply")).to_have_text("?@1栋: 电梯坏了")
        assert 1.5 < here.ears.seconds[0] < 6, "the silence around the words is cut off"
        await expect(page.locator("#said")).to_have_text("您说：好", timeout=15_000)  # it listened again by itself
        assert "(电梯坏了)" in here.said()
        assert here.ears.asked[1].choices == ("好", "不好"), "what was just offered is what may be said"


async def test_the_key_i_am_finished_ends_without_waiting_for_silence(tmp_path: Path) -> None:
    async with lobby(tmp_path, spoken(tmp_path, 30.0, "电梯坏了" * 3), LIFT) as here:
        page = await here.kiosk()
        await page.locator("#mic").click()
        await expect(page.locator("#kiosk[data-speech]")).to_be_attached(timeout=15_000)
        await page.get_by_role("button", name="说完了").click()
        await expect(page.locator("#reply")).to_have_text("?@1栋: 电梯坏了")


async def test_words_of_danger_count_down_before_anybody_is_called(tmp_path: Path) -> None:
    async with lobby(tmp_path, spoken(tmp_path), Caught("着火了", danger=True), LIFT, LIFT, LIFT, LIFT) as here:
        page = await here.kiosk()
        await page.locator("#mic").click()
        await expect(page.locator("#danger-title")).to_have_text("数到零，就帮您叫人", timeout=15_000)
        await expect(page.locator("#said")).to_have_text("")
        await page.get_by_role("button", name="现在就叫").click()
        await expect(page.locator("#danger-title")).to_have_text("已经在叫人了，请看下面的话")
        await expect(page.locator("#said")).to_have_text("您说：着火了")
        await expect(page.locator("#listening")).to_be_visible(timeout=15_000)  # it keeps listening


async def test_who_is_not_understood_twice_gets_a_person(tmp_path: Path) -> None:
    async with lobby(tmp_path, spoken(tmp_path), Caught(), Caught()) as here:
        page = await here.kiosk()
        await page.locator("#mic").click()
        await expect(page.locator("#notice")).to_have_text("我没听清，请您慢慢再讲一次。", timeout=15_000)
        await expect(page.locator("#said")).to_have_text("您说：找工作人员", timeout=15_000)
        assert "我没听清，请您慢慢再讲一次。" in here.said()


async def test_a_house_that_cannot_hear_just_now_says_so_and_shows_the_keys(tmp_path: Path) -> None:
    async with lobby(tmp_path, spoken(tmp_path), EngineAway("gone")) as here:
        page = await here.kiosk()
        await page.locator("#mic").click()
        await expect(page.locator("#notice")).to_contain_text("机器现在听不见", timeout=15_000)
        await expect(page.locator("#start")).to_be_visible()


async def test_a_lobby_without_a_microphone_has_no_key_for_it(tmp_path: Path) -> None:
    async with lobby(tmp_path, None) as here:
        page = await here.street.come("/kiosk?place=1栋", viewport=SCREEN)
        await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
        await expect(page.locator("#mic")).to_be_hidden()
        await expect(page.get_by_role("textbox")).to_be_visible()


async def test_a_touch_stops_the_speech(tmp_path: Path) -> None:
    async with lobby(tmp_path, spoken(tmp_path)) as here:
        page = await here.kiosk()
        here.lips.seconds = 60
        await page.get_by_role("button", name="报修").click()
        await expect(page.locator("body")).to_have_attribute("data-mode", "speaking")
        await page.locator("#reply").click()
        await expect(page.locator("body")).to_have_attribute("data-mode", "waiting")


async def test_the_pages_own_sentences_sound_without_the_house(tmp_path: Path) -> None:
    async with lobby(tmp_path, spoken(tmp_path)) as here:
        page = await here.kiosk()
        await page.wait_for_load_state("networkidle")  # the page fetches them when it opens
        assert "正在叫人。请听我说，或者看屏幕。" in here.said()
        answer = await page.request.get(f"{here.street.url}/kiosk/voice/calling.wav")
        assert answer.headers["content-type"] == "audio/wav"
        assert (await page.request.get(f"{here.street.url}/kiosk/voice/nothing.wav")).status == 404


async def test_it_waits_for_who_is_silent_asks_once_and_shows_the_keys(tmp_path: Path) -> None:
    async with lobby(tmp_path, silent(tmp_path)) as here:
        page = await here.kiosk()
        await page.locator("#mic").click()
        await expect(page.locator("#notice")).to_have_text("我在听，您请说。", timeout=15_000)
        await expect(page.locator("#notice")).to_contain_text("您也可以按屏幕上的键", timeout=20_000)
        assert here.ears.seconds == []


async def test_a_pin_that_is_said_aloud_is_neither_taken_nor_passed_on(tmp_path: Path) -> None:
    async with lobby(tmp_path, spoken(tmp_path), Caught("我的密码是四八二九一五")) as here:
        page = await here.kiosk()
        await page.locator("#who").click()
        await page.get_by_role("button", name="手机号和密码").click()
        await page.locator("#entry-field").fill("13800000001")
        await expect(page.locator("#entry-title")).to_have_text("请输入身份证最后四位")
        await page.locator("#mic").click()
        await expect(page.locator("#entry-problem")).to_have_text("这里请不要说出来，用手按就好。", timeout=15_000)
        await expect(page.locator("#entry-field")).to_have_value("")
        await expect(page.locator("#said")).to_have_text("")
        assert await here.street.site.app.store.read(lambda db: db.query(InboxRow).count()) == 0


async def test_the_way_and_the_telephone_number_may_be_said(tmp_path: Path) -> None:
    words = Caught("手机号和密码"), Caught("一三八零零零零零零零一")
    async with lobby(tmp_path, spoken(tmp_path, 30.0), *words) as here:
        page = await here.kiosk()
        await page.locator("#who").click()
        for title in ("请输入您的手机号", "请输入身份证最后四位"):
            await page.locator("#mic").click()
            await expect(page.locator("#kiosk[data-speech]")).to_be_attached(timeout=15_000)
            await page.get_by_role("button", name="说完了").click()
            await expect(page.locator("#entry-title")).to_have_text(title, timeout=15_000)
        assert await here.street.site.app.store.read(lambda db: db.query(InboxRow).count()) == 0
