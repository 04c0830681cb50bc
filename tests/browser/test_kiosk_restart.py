"""A server that is killed while the kiosk listens, speaks or has just been asked starts again, and nothing is lost."""

import asyncio
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright, expect

from nlu.types import Engine
from tests.browser.test_kiosk_voice import spoken
from tests.browser.test_web import CHROMIUM, FLAGS
from tests.operations.processes import LINLI, Process, clean, running
from voice.conftest import house, whisper_folder

__all__ = ["house", "whisper_folder"]  # fixtures

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
LOBBY: ViewportSize = {"width": 1280, "height": 800}
SLOWLY = 90_000  # milliseconds: a busy machine may take long to start and to hear


@dataclass(slots=True)
class Machine:
    """The kiosk's server: a process that can be killed and started again on the same port."""

    folder: Path
    port: int

    @asynccontextmanager
    async def runs(self) -> AsyncIterator[Process]:
        environment = clean(
            LINLI_DATA=str(self.folder),
            LINLI_DEMO="1",
            LINLI_PORT=str(self.port),
            LINLI_VOICE_EAR="whisper",
            LINLI_VOICE_MOUTH="espeak",
        )
        async with running(self.folder, environment, str(LINLI), "run") as process:
            await process.says(r"Linli is open: (\S+)")
            yield process

    def tickets(self) -> dict[str, str]:
        """Return the numbers and words of all tickets; beside a process that has the database open, so only to look."""
        with closing(sqlite3.connect(f"file:{self.folder}/linli.sqlite3?mode=ro", uri=True)) as seen:
            return dict(seen.execute("SELECT number, kind || ': ' || text FROM ticket"))


@asynccontextmanager
async def before(machine: Machine, microphone: Path) -> AsyncIterator[Page]:
    """Stand before the kiosk of a machine that runs."""
    flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    flags += [f"--use-file-for-fake-audio-capture={microphone}%noloop", "--autoplay-policy=no-user-gesture-required"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        page = await browser.new_page(viewport=LOBBY, locale="zh-CN")
        await page.goto(f"http://127.0.0.1:{machine.port}/kiosk?place=1栋")
        await expect(page.locator("#mic")).to_be_visible(timeout=2 * SLOWLY)
        yield page
        await browser.close()


@pytest.fixture
def machine(house: Path, understander: Engine) -> Machine:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return Machine(house, free.getsockname()[1])


async def kill(process: Process) -> None:
    process.tell(signal.SIGKILL)
    assert await process.ended() == -signal.SIGKILL


async def write(page: Page, words: str) -> None:
    if not await page.locator("#text").is_visible():
        await page.locator("#write").click()
    await page.locator("#text").fill(words)
    await page.keyboard.press("Enter")


async def new_ticket(machine: Machine, known: set[str], page: Page) -> str:
    """Return the number of the one ticket that has been opened, which the page shows."""
    opened = {number: words for number, words in machine.tickets().items() if number not in known}
    assert len(opened) == 1, opened
    [number] = opened
    await expect(page.locator("#reply")).to_contain_text(number)
    return number


async def test_a_sentence_during_which_the_server_is_killed_becomes_a_ticket(machine: Machine, tmp_path: Path) -> None:
    async with machine.runs() as first, before(machine, spoken(tmp_path, 6.0, "电梯坏了")) as page:
        known = set(machine.tickets())
        await page.locator("#mic").click()
        await expect(page.locator("#kiosk[data-speech]")).to_be_attached(timeout=SLOWLY)
        await kill(first)
        await expect(page.locator("#notice")).to_have_text("断了一下，正在连接。您接着说，我都记着。")
        async with machine.runs():
            await expect(page.locator("#said")).to_contain_text("电梯", timeout=2 * SLOWLY)
            await expect(page.locator("#reply")).to_contain_text("编号", timeout=SLOWLY)
            await new_ticket(machine, known, page)


async def test_a_server_that_is_killed_while_the_kiosk_speaks_leaves_the_answer_and_the_visit(
    machine: Machine, tmp_path: Path
) -> None:
    async with machine.runs() as first, before(machine, spoken(tmp_path, 1.0, " ")) as page:
        known = set(machine.tickets())
        await write(page, "楼道的灯不亮了")
        await expect(page.locator("body")).to_have_attribute("data-mode", "speaking", timeout=SLOWLY)
        await kill(first)
        number = await new_ticket(machine, known, page)
        await expect(page.locator("#banner")).to_be_visible()
        async with machine.runs():
            await expect(page.locator("#banner")).to_be_hidden(timeout=SLOWLY)
            await expect(page.locator("body")).to_have_attribute("data-mode", "waiting", timeout=SLOWLY)
            await expect(page.locator("#reply")).to_contain_text(number)
            await write(page, "现在有什么通知")
            await expect(page.locator("#reply.waiting")).to_have_count(0, timeout=SLOWLY)
            await expect(page.locator("#reply")).not_to_contain_text(number)
            assert set(machine.tickets()) - known == {number}


async def test_what_a_server_that_was_killed_had_not_taken_yet_is_done_once(machine: Machine, tmp_path: Path) -> None:
    async with machine.runs() as first, before(machine, spoken(tmp_path, 1.0, " ")) as page:
        known = set(machine.tickets())
        first.tell(signal.SIGSTOP)
        await write(page, "楼道的灯不亮了")
        await expect(page.locator("#reply")).to_have_text("请稍等")
        await kill(first)
        async with machine.runs():
            await expect(page.locator("#reply")).to_contain_text("编号", timeout=SLOWLY)
            number = await new_ticket(machine, known, page)
            await asyncio.gather(page.reload(), page.wait_for_load_state())
            assert set(machine.tickets()) - known == {number}
