"""The kiosk when something breaks: it says what is the matter, loses nothing, and goes on when it can."""

import asyncio
import wave
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.inbox import InboxRow
from tests.browser.test_kiosk_voice import LIFT, Hum, Lobby, lobby, silent, spoken, wav_of
from tests.browser.test_web import CHROMIUM, SCREEN, say
from tests.browser.wire import Wire, wire
from tests.operations.processes import until
from voice.socket import Caught
from voice.speech import RATE, Manner, Spoken
from voice.worker import EngineAway

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
SOON = 15_000  # milliseconds for what takes a moment: a sentence that ends, a line that comes back
LONG = "电梯坏了，一直停在五楼，里面的灯也不亮"
CANNOT_HEAR = "机器现在听不见。请按屏幕上的键，或者写下来。"
MICROPHONE = """() => {
    const devices = navigator.mediaDevices;
    const [open, list] = [devices.getUserMedia.bind(devices), devices.enumerateDevices.bind(devices)];
    let [plugged, stream] = [true, null];
    devices.enumerateDevices = async () => (plugged ? list() : []);
    devices.getUserMedia = async (wish) => {
        if (!plugged) throw new DOMException("Requested device not found", "NotFoundError");
        return (stream = await open(wish));
    };
    window.unplug = () => {
        plugged = false;
        for (const track of stream?.getTracks() ?? []) {
            track.stop();
            track.dispatchEvent(new Event("ended"));
        }
        devices.dispatchEvent(new Event("devicechange"));
    };
    window.plug = () => {
        plugged = true;
        devices.dispatchEvent(new Event("devicechange"));
    };
}"""
PLAYED = """() => {
    const start = AudioBufferSourceNode.prototype.start;
    window.played = [];
    AudioBufferSourceNode.prototype.start = function () {
        window.played.push(this.buffer.duration);
        return start.call(this);
    };
}"""


@dataclass(slots=True)
class Halting(Hum):
    """Says half a text and stops, the first time."""

    more: asyncio.Event = field(default_factory=asyncio.Event)

    async def sentences(self, text: str, manner: Manner) -> AsyncIterator[Spoken]:
        self.said.append((text, manner))
        half = Spoken(text, wav_of(bytes(2 * int(RATE * self.seconds)), RATE))
        yield half
        await self.more.wait()
        yield half


@asynccontextmanager
async def hall(
    folder: Path, microphone: Path | None, *words: Caught | EngineAway, lips: Hum | None = None
) -> AsyncIterator[tuple[Lobby, Wire]]:
    """Open a lobby whose kiosk reaches the house over a line that may break."""
    async with (
        lobby(folder, microphone, *words, lips=lips) as here,
        wire(int(here.street.url.rpartition(":")[2])) as line,
    ):
        here.street.url = line.url
        yield here, line


async def received(here: Lobby) -> Counter[str]:
    """Count what visitors have said or pressed, as the house has stored it."""
    rows = await here.street.site.app.store.read(lambda db: [row.body for row in db.query(InboxRow)])
    return Counter(str(row["text"]) for row in rows)


async def mode(page: Page, name: str) -> None:
    await expect(page.locator("body")).to_have_attribute("data-mode", name, timeout=SOON)


def length(recording: Path, silence: float) -> float:
    """Return for how many seconds somebody speaks in a recording that `spoken` made."""
    with wave.open(str(recording)) as opened:
        return float(opened.getnframes() / opened.getframerate()) - silence - 1


async def test_a_sentence_in_which_the_line_breaks_is_heard_from_its_beginning(tmp_path: Path) -> None:
    recording = spoken(tmp_path, 3.0, LONG)
    async with hall(tmp_path, recording, LIFT, Caught("好")) as (here, line):
        page = await here.kiosk()
        await page.locator("#mic").click()
        await expect(page.locator("#kiosk[data-speech]")).to_be_attached(timeout=SOON)
        line.cut()
        await expect(page.locator("#notice")).to_have_text("断了一下，正在连接。您接着说，我都记着。")
        await expect(page.locator("#listening")).to_be_visible()
        line.mend()
        await expect(page.locator("#said")).to_have_text("您说：电梯坏了", timeout=SOON)
        await expect(page.locator("#reply")).to_have_text("?@1栋: 电梯坏了")
        assert here.ears.seconds[0] > 0.9 * length(recording, 3.0)


async def test_who_has_finished_while_the_line_is_down_is_told_and_heard_when_it_is_back(tmp_path: Path) -> None:
    recording = spoken(tmp_path, 3.0, LONG)
    async with hall(tmp_path, recording, LIFT) as (here, line):
        page = await here.kiosk()
        await page.wait_for_load_state("networkidle")  # the page fetches its own sentences when it opens
        await page.locator("#mic").click()
        await expect(page.locator("#kiosk[data-speech]")).to_be_attached(timeout=SOON)
        await page.evaluate(PLAYED)
        line.cut()
        await expect(page.locator("#notice")).to_have_text("网络断了。您说的话我记着，连上了就办。", timeout=SOON)
        await expect(
            page.locator("#listening")
        ).to_be_hidden()  # what is said in the hall from now on is nobody's request
        await expect(page.locator("#banner")).to_be_visible()
        assert await page.evaluate("played.length") == 1, "it is said aloud, too"
        line.mend()
        await expect(page.locator("#reply")).to_have_text("?@1栋: 电梯坏了", timeout=2 * SOON)
        assert here.ears.seconds[0] > 0.9 * length(recording, 3.0)
        assert await received(here) == {"电梯坏了": 1}


async def test_what_was_recorded_is_heard_when_the_line_breaks_while_it_is_being_made_out(tmp_path: Path) -> None:
    async with hall(tmp_path, spoken(tmp_path), LIFT, Caught("好")) as (here, line):
        page = await here.kiosk()
        await page.locator("#mic").click()
        await expect(page.locator("#kiosk[data-speech]")).to_be_attached(timeout=SOON)
        line.deaf = True  # the house hears the rest, and the page hears nothing of it
        await until(lambda: received(here), lambda _: bool(here.ears.seconds))
        here.ears.words.insert(0, LIFT)
        line.cut()
        line.mend()
        await expect(page.locator("#reply")).to_have_text("?@1栋: 电梯坏了", timeout=SOON)
        assert await received(here) == {"电梯坏了": 1}


async def test_an_answer_that_the_line_cut_off_is_said_once_more(tmp_path: Path) -> None:
    lips = Halting()
    async with hall(tmp_path, silent(tmp_path), lips=lips) as (here, line):
        page = await here.kiosk()
        await page.evaluate(PLAYED)
        await page.get_by_role("button", name="报修").click()
        await mode(page, "speaking")
        await until(lambda: page.evaluate("played.length"), lambda played: played == 1)
        line.cut()
        await mode(page, "waiting")
        await expect(page.locator("#reply")).to_contain_text("看不懂")  # it can still be read
        answer = await page.locator("#reply").text_content() or ""
        lips.more.set()
        line.mend()
        await mode(page, "speaking")
        await mode(page, "waiting")
        assert here.said().count(answer) == 2
        assert await page.evaluate("played.length") == 3


async def test_what_has_come_is_said_to_its_end_without_the_house(tmp_path: Path) -> None:
    lips = Hum(seconds=3)
    async with hall(tmp_path, silent(tmp_path), lips=lips) as (here, line):
        page = await here.kiosk()
        ended = "new Promise((done) => { window.ended = done; })"
        await page.evaluate(
            f"""() => {{
                window.over = {ended};
                const start = AudioBufferSourceNode.prototype.start;
                AudioBufferSourceNode.prototype.start = function () {{
                    const [begun, long] = [performance.now(), this.buffer.duration];
                    this.addEventListener("ended", () => window.ended((performance.now() - begun) / 1000 / long));
                    return start.call(this);
                }};
            }}"""
        )
        await page.get_by_role("button", name="报修").click()
        await mode(page, "speaking")
        await expect(page.locator("#spoken")).not_to_be_empty()
        await asyncio.sleep(0.5)  # all of it has come
        line.cut()
        assert await page.evaluate("window.over") > 0.95
        await mode(page, "waiting")
        line.mend()
        count = len(here.said())
        await expect(page.locator("#banner")).to_be_hidden(timeout=SOON)
        await expect(page.locator("#mic")).to_be_visible(timeout=SOON)
        await mode(page, "waiting")
        assert len(here.said()) == count, "nothing is said twice"


@pytest.mark.parametrize(
    ("locale", "key", "told"),
    [
        ("zh-CN", "报修", "网络断了，您的话还没送到。连上了，我马上送。急事请打物业电话。"),
        ("en-GB", "Repair", "The line is down, and what you asked has not been sent yet."),
    ],
)
async def test_what_was_asked_without_a_line_is_said_to_be_kept_and_is_sent_once(
    tmp_path: Path, locale: str, key: str, told: str
) -> None:
    async with hall(tmp_path, silent(tmp_path)) as (here, line):
        page = await here.kiosk(locale=locale)
        await page.wait_for_load_state("networkidle")
        await page.evaluate(PLAYED)
        line.cut()
        await expect(page.locator("#banner")).to_be_visible()
        await page.locator("#start").get_by_role("button", name=key, exact=True).click()
        await expect(page.locator("#notice")).to_contain_text(told, timeout=SOON)
        assert await page.evaluate("played.length") == 1, "it is said aloud, too"
        assert await received(here) == {}
        line.mend()
        await expect(page.locator("#reply")).to_contain_text(
            "看不懂" if locale == "zh-CN" else "I cannot", timeout=2 * SOON
        )
        assert await received(here) == {"start:repair_report": 1}


async def test_a_microphone_that_is_pulled_out_leaves_what_was_said_so_far(tmp_path: Path) -> None:
    async with hall(tmp_path, spoken(tmp_path, 30.0, LONG), LIFT, Caught("好")) as (here, _):
        page = await here.kiosk()
        await page.evaluate(MICROPHONE)
        await page.locator("#mic").click()
        await expect(page.locator("#kiosk[data-speech]")).to_be_attached(timeout=SOON)
        await page.evaluate("unplug()")
        await expect(page.locator("#reply")).to_have_text("?@1栋: 电梯坏了", timeout=SOON)
        await expect(page.locator("#notice")).to_have_text(CANNOT_HEAR, timeout=SOON)  # it would listen now
        assert CANNOT_HEAR in here.said()
        await expect(page.locator("#mic")).to_be_hidden()
        await expect(page.get_by_role("textbox")).to_be_visible()
        await page.evaluate("plug()")
        await expect(page.locator("#notice")).to_have_text("我又听得见了，您请说。")
        await expect(page.locator("#said")).to_have_text("您说：好", timeout=2 * SOON)


async def test_a_microphone_that_is_pulled_out_before_anybody_spoke_is_spoken_of(tmp_path: Path) -> None:
    async with hall(tmp_path, silent(tmp_path)) as (here, _):
        page = await here.kiosk()
        await page.evaluate(MICROPHONE)
        await page.locator("#mic").click()
        await expect(page.locator("#listening")).to_be_visible()
        await until(lambda: page.evaluate("document.querySelector('#level').value"), lambda level: level >= 0)
        await page.evaluate("unplug()")
        await expect(page.locator("#notice")).to_have_text(CANNOT_HEAR, timeout=SOON)
        await page.locator("#start").get_by_role("button", name="报修").click()  # who goes on by finger
        await expect(page.locator("#reply")).to_contain_text("看不懂")
        await mode(page, "waiting")
        await page.evaluate("plug()")
        await expect(page.locator("#mic")).to_be_visible()
        await mode(page, "waiting")  # is not listened to unasked


async def test_a_microphone_that_cannot_be_opened_is_no_dead_end(tmp_path: Path) -> None:
    async with hall(tmp_path, None) as (here, _):
        page = await here.street.come("/kiosk?place=1栋", viewport=SCREEN)
        await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
        refused = "navigator.mediaDevices.getUserMedia({ audio: true }).catch((problem) => problem.name)"
        assert await page.evaluate(refused) == "NotFoundError"
        await page.evaluate(  # there was one a moment ago
            """() => {
                navigator.mediaDevices.enumerateDevices = async () => [{ kind: "audioinput" }];
                navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
            }"""
        )
        await page.locator("#mic").click()
        await expect(page.locator("#notice")).to_have_text(CANNOT_HEAR)
        await expect(page.locator("#mic")).to_be_hidden()
        await say(page, "电梯坏了")
        await expect(page.locator("#reply")).to_have_text("?@1栋: 电梯坏了")
        await mode(page, "waiting")


async def test_a_call_for_help_outlives_the_page(tmp_path: Path) -> None:
    async with hall(tmp_path, silent(tmp_path)) as (here, line):
        page = await here.kiosk()
        await page.locator("#help").click()
        await page.reload()  # while it counts
        await expect(page.locator("#danger-title")).to_have_text("数到零，就帮您叫人")
        line.deaf = True
        await page.locator("#call-now").click()  # the house takes the call, and the page hears nothing of it
        await expect(page.locator("#danger-title")).to_have_text("正在叫人")
        await until(lambda: received(here), bool)
        line.mend()
        await page.reload()
        await expect(page.locator("#danger-title")).to_have_text("已经在叫人了，请看下面的话", timeout=SOON)
        await expect(page.locator("#reply")).to_contain_text("start:emergency")
        assert await received(here) == {"start:emergency": 1}
        await page.locator("#done").click()
        await page.reload()
        await expect(page.locator("#start")).to_be_visible()


async def test_the_back_key_shows_nobody_what_was_said_before(tmp_path: Path) -> None:
    async with hall(tmp_path, None) as (here, _):
        page = await here.street.come("/kiosk?place=1栋", viewport=SCREEN)
        await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
        await say(page, "我家的秘密")
        await expect(page.locator("#reply")).to_contain_text("秘密")
        await page.get_by_role("link", name="Switch to English").click()
        await expect(page.locator("#start")).to_contain_text("Hello")
        await page.go_back()
        await expect(page.locator("#start")).to_contain_text("您好")
        await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
        assert "秘密" not in await page.content()
        await page.go_forward()
        await expect(page.locator("#start")).to_contain_text("Hello")
        assert "秘密" not in await page.content()
