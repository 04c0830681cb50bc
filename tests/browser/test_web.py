"""The residents' pages in a real browser: by finger and by keyboard, large and dark, with a line that breaks."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright, expect

from actions.reply import Reply, Text
from actions.turn import Work
from bot.channels.web import make_web
from bot.channels.web.channel import HUB
from bot.channels.web.tests.visit import Site, open_site

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 360, "height": 640}
SCREEN = {"width": 1280, "height": 800}
SMALLEST_TARGET = 44  # pixels; 60 in large type (MIIT 2021)
HARMLESS = ("net::ERR_INTERNET_DISCONNECTED", "WebSocket connection", "Failed to load resource")

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")


@dataclass(slots=True)
class Street:
    """The pages behind an address, and people who come by."""

    site: Site
    application: web.Application
    browser: Browser
    url: str
    complaints: list[str] = field(default_factory=list)  # console errors and foreign requests

    async def come(self, path: str = "/", **options: Any) -> Page:
        """Open a page in a browser of its own."""
        context = await self.browser.new_context(**{"viewport": PHONE, "locale": "zh-CN", **options})
        page = await context.new_page()
        page.on("console", lambda said: self._note(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", lambda sent: None if _ours(sent.url, self.url) else self._note(sent.url))
        await page.goto(self.url + path)
        return page

    async def chat(self, **options: Any) -> Page:
        """Come in as the first demo resident."""
        page = await self.come(**options)
        await page.locator("button.person").first.click()
        await expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
        await self.listening(1)
        return page

    async def listening(self, count: int) -> None:
        """Wait until so many pages of the resident have said hello."""
        hub = self.application[HUB]
        while sum(line._seq is not None for line in hub.of("web", "R1")) != count:
            await self.site.app.store.read(lambda db: None)

    async def answer(self) -> None:
        await self.site.app.drain()

    async def tell(self, text: str) -> None:
        """Let a job say something to the resident."""

        def work(work: Work) -> None:
            work.effects.tell("R1", Reply(text=Text(text)))

        await self.site.app.engine.act(self.site.community, "bot.channels.web", work)
        await self.answer()

    def _note(self, text: str) -> None:
        if not any(word in text for word in HARMLESS):
            self.complaints.append(text)


def _ours(url: str, base: str) -> bool:
    return url.startswith((base, base.replace("http", "ws"), "blob:", "data:"))


@asynccontextmanager
async def open_street(
    folder: Path, dress: Callable[[web.Application], None] = lambda made: None, flags: Sequence[str] = ()
) -> AsyncIterator[Street]:
    """Open the pages and a browser with more `flags`; `dress` adds to the pages."""
    async with open_site(folder, demo=True) as site, async_playwright() as playwright:
        application = make_web(site.app)
        dress(application)
        runner = web.AppRunner(application, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        site.app.engine.on_outbox = site.app.sender.ring
        await site.app.sender.start()
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        try:
            made = Street(site, application, browser, f"http://127.0.0.1:{runner.addresses[0][1]}")
            yield made
            assert made.complaints == []
        finally:
            await browser.close()
            await runner.cleanup()
            await site.app.sender.stop()


@pytest_asyncio.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    async with open_street(tmp_path) as made:
        yield made


async def say(page: Page, text: str) -> None:
    await page.get_by_role("textbox").fill(text)
    await page.keyboard.press("Enter")


async def sizes(page: Page, selector: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = await page.eval_on_selector_all(
        selector,
        """(all) => all.filter((one) => one.checkVisibility()).map((one) => {
            const box = one.getBoundingClientRect();
            return { width: box.width, height: box.height, right: box.right };
        })""",
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [SMALL, PHONE, SCREEN], ids=["small", "phone", "screen"])
async def test_every_page_fits_its_screen_and_every_target_its_finger(
    street: Street, scheme: str, viewport: dict[str, int]
) -> None:
    page = await street.come(color_scheme=scheme, viewport=viewport)
    for path in ("/", "/enter", "/in?code=ABCD-2345", "/kiosk?place=1栋", "/nowhere"):
        await page.goto(street.url + path)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        for box in await sizes(page, "button, summary, a.button, a.door, input:not([type=hidden])"):
            assert min(box["width"], box["height"]) >= SMALLEST_TARGET, (path, box)
            assert box["right"] <= viewport["width"], (path, box)


async def test_the_chat_answers_with_buttons_and_only_the_newest_look_like_buttons(street: Street) -> None:
    page = await street.chat()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("钱一民")
    await page.get_by_role("button", name="厨房水管漏水了").click()
    await expect(page.locator(".item.house .bubble")).to_have_text("钱一民: 厨房水管漏水了")
    await expect(page.locator(".item.me .state")).to_have_text("已送达")
    await page.get_by_role("button", name="不好").click()
    await expect(page.locator(".item.house")).to_have_count(2)
    await expect(page.locator(".item.me .bubble").last).to_have_text("不好")
    await expect(page.locator(".choices.old")).to_have_count(1)
    await page.locator(".choices.old button").first.click()  # an old one can still be pressed
    await expect(page.locator(".item.house")).to_have_count(3)
    await expect(page.locator("#empty")).to_be_hidden()


async def test_enter_sends_and_shift_enter_begins_a_line(street: Street) -> None:
    page = await street.chat()
    field = page.get_by_role("textbox")
    await field.press_sequentially("一")
    await page.keyboard.press("Shift+Enter")
    await field.press_sequentially("二")
    await page.keyboard.press("Enter")
    assert await page.locator(".item.me .bubble").inner_text() == "一\n二"
    await expect(field).to_have_value("")
    await expect(field).to_be_focused()


async def test_what_is_said_is_only_ever_text(street: Street) -> None:
    page = await street.chat()
    await say(page, '<img src=x onerror="document.title=1"><b>粗</b>')
    await expect(page.locator(".item.house .bubble")).to_contain_text("<b>粗</b>")
    assert await page.locator(".bubble b, .bubble img").count() == 0


async def test_what_is_written_without_a_line_goes_out_once_when_it_is_back(street: Street) -> None:
    page = await street.chat()
    await page.context.set_offline(True)
    await expect(page.locator("#banner")).to_contain_text("网络断了")
    for text in ("一", "二", "三"):
        await say(page, text)
    await expect(page.locator(".item.me.waiting")).to_have_count(3)
    await page.context.set_offline(False)
    await expect(page.locator(".item.house .bubble")).to_have_text(["钱一民: 一", "钱一民: 二", "钱一民: 三"])
    await expect(page.locator(".item.me.waiting")).to_have_count(0)


async def test_what_is_written_without_a_line_survives_a_reload(street: Street) -> None:
    page = await street.chat()
    await page.context.set_offline(True)
    await expect(page.locator("#banner")).to_contain_text("网络断了")
    await say(page, "还在吗")
    await expect(page.locator(".item.me.waiting")).to_have_count(1)
    await page.context.set_offline(False)
    await page.reload()
    await expect(page.locator(".item.house .bubble")).to_have_text("钱一民: 还在吗")


async def test_what_came_while_away_stands_under_a_line(street: Street) -> None:
    page = await street.chat()
    await say(page, "在吗")
    await expect(page.locator(".item.house")).to_have_count(1)
    await page.goto(street.url + "/")
    await street.listening(0)
    await street.tell("师傅明天上午来")
    await page.goto(street.url + "/chat")
    await expect(page.locator(".unread + .item.house .bubble, .unread ~ .item.house .bubble").last).to_have_text(
        "师傅明天上午来"
    )
    await expect(page.locator(".unread")).to_have_text("以下是新消息")


async def test_a_photo_is_looked_at_sent_and_shown(street: Street, tmp_path: Path) -> None:
    from PIL import Image

    file = tmp_path / "leak.png"
    Image.new("RGB", (800, 600), "steelblue").save(file)
    page = await street.chat()
    await page.locator("#photo").set_input_files(file)
    await expect(page.get_by_alt_text("要发的照片")).to_be_visible()
    await say(page, "厨房这里")
    await expect(page.locator(".item.house .bubble")).to_have_text("钱一民: 厨房这里+1")
    await expect(page.locator("#preview")).to_be_hidden()
    await page.reload()
    photo = page.locator(".item.me img.photo")
    await expect(photo).to_be_visible()
    await expect(photo).to_have_js_property("naturalWidth", 800)


async def test_a_file_that_is_no_photo_gets_a_sentence(street: Street) -> None:
    page = await street.chat()
    await page.locator("#photo").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<svg/>"})
    await page.get_by_role("button", name="发送").click()
    await expect(page.locator("#banner")).to_contain_text("请发 JPG 或 PNG 照片")
    await expect(page.locator(".item.me")).to_have_count(0)


async def test_large_type_is_large_stays_and_leaves_room_to_write(street: Street) -> None:
    page = await street.chat(viewport=SMALL)
    await page.locator("#menu summary").click()
    await page.get_by_role("button", name="特大字").click()
    await page.keyboard.press("Escape")
    await say(page, "厨房的水管漏水了，地上都是水，麻烦快一点")
    await expect(page.locator(".item.house")).to_have_count(1)
    await page.reload()
    await expect(page.locator(".item.house")).to_have_count(1)
    style = "(one) => [getComputedStyle(one).fontSize, getComputedStyle(one).lineHeight].map(parseFloat)"
    size, height = await page.locator(".bubble").first.evaluate(style)
    assert size >= 30
    assert height >= size * 1.3
    for box in await sizes(page, "button, summary, .attach, textarea"):
        assert min(box["width"], box["height"]) >= 60, box
        assert box["right"] <= SMALL["width"], box
    [field] = await sizes(page, "textarea")
    assert field["width"] >= 120


async def test_the_page_speaks_english_and_keeps_to_it(street: Street) -> None:
    page = await street.chat(color_scheme="dark", viewport=SCREEN)
    await page.locator("#menu summary").click()
    await page.get_by_role("link", name="Switch to English").click()
    await expect(page.get_by_role("textbox", name="Write here")).to_be_visible()
    await expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
    await say(page, "The kitchen pipe is leaking")
    await expect(page.locator(".item.house .name")).to_have_text("Assistant")


async def test_everything_can_be_done_by_keyboard(street: Street) -> None:
    page = await street.come()
    await page.get_by_role("button", name="以钱一民的身份进入").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
    await page.get_by_role("textbox").focus()
    await page.keyboard.type("你好")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="好", exact=True)).to_be_visible()
    await page.get_by_role("button", name="好", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".item.house")).to_have_count(2)


async def test_signing_out_leaves_nothing_in_the_browser(street: Street) -> None:
    page = await street.chat()
    await page.locator("#menu summary").click()
    await page.get_by_role("button", name="退出登录").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("小区里的事，说一声就好")
    assert await page.evaluate("Object.keys(localStorage)") == []
    await page.goto(street.url + "/chat")
    await expect(page).to_have_url(street.url + "/enter")


async def test_without_a_network_the_app_opens_and_says_so(street: Street) -> None:
    page = await street.chat()
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await page.reload()
    await page.context.set_offline(True)
    await page.goto(street.url + "/chat")
    await expect(page.get_by_role("heading", level=1)).to_have_text("现在没有网络")
    kept = await page.evaluate(
        """caches.open('linli-shell-1').then((cache) => cache.keys())
        .then((all) => all.map((one) => new URL(one.url).pathname))"""
    )
    assert kept
    assert all(path == "/offline" or path.startswith("/static/") for path in kept)


CONTRAST = """(least) => {
    const number = (part) => { const c = part / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
    const light = ([r, g, b]) => 0.2126 * number(r) + 0.7152 * number(g) + 0.0722 * number(b);
    const rgba = (text) => text.match(/[\\d.]+/g).map(Number);
    const behind = (one) => {
        for (let at = one; at; at = at.parentElement) {
            const [r, g, b, a = 1] = rgba(getComputedStyle(at).backgroundColor);
            if (a > 0.99) return [r, g, b];
        }
        return [255, 255, 255];
    };
    const poor = [];
    for (const one of document.querySelectorAll("body *")) {
        const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!own || !one.checkVisibility() || one.closest(".sr")) continue;
        const [a, b] = [light(rgba(getComputedStyle(one).color)), light(behind(one))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < least) poor.push(`${one.className} ${one.textContent.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
    }
    return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_word_stands_out_from_its_ground(street: Street, scheme: str) -> None:
    page = await street.chat(color_scheme=scheme)
    for text in ("厨房漏水了", "好"):
        await say(page, text)
    await expect(page.locator(".item.house")).to_have_count(2)
    await expect(page.locator(".item.me.waiting")).to_have_count(0)
    assert await page.evaluate(CONTRAST, 4.5) == []
    for path in ("/", "/enter?lang=en", "/kiosk?place=1栋"):
        if path == "/enter?lang=en":
            await page.context.clear_cookies()
        await page.goto(street.url + path)
        assert await page.evaluate(CONTRAST, 4.5) == [], path
