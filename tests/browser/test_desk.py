"""The staff desk in a real browser: live without a reload, by keyboard, on a phone, without scripts."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from actions.people import Staff
from actions.ticket import Ticket, TicketStatus
from bot.desk import make_desk
from bot.desk.tests.room import NOW, Room, new_ticket, open_room
from bot.sessions import DESK_COOKIE, SessionKind, create_session

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
SOON = 2_000  # milliseconds in which a change has to show

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")


@dataclass(slots=True)
class Office:
    """The desk behind an address, and the browser in front of it."""

    room: Room
    browser: Browser
    url: str
    complaints: list[str] = field(default_factory=list)  # console errors and foreign requests

    async def seat(self, key: str, **options: Any) -> Page:
        """Sit a member of staff down at a screen of their own."""
        context = await self.browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **options}
        )
        await self._let_in(context, key)
        page = await context.new_page()
        page.on(
            "console",
            lambda said: self.complaints.append(f"{said.text} {said.location}") if said.type == "error" else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith(self.url) else self.complaints.append(sent.url))
        return page

    async def live(self, key: str, path: str = "/desk", **options: Any) -> Page:
        """Open a page and wait until it listens."""
        page = await self.seat(key, **options)
        await page.goto(self.url + path)
        await expect(page.locator(".live.on")).to_be_attached()
        return page

    async def ticket(self, number: str, **given: Any) -> str:
        made = await self.room.store.write(lambda db: new_ticket(db, self.room.ours, number, **given))
        self.room.live.publish(f"desk:{self.room.ours}", {"type": "ticket", "id": made})
        return made

    async def _let_in(self, context: BrowserContext, key: str) -> None:
        staff: Staff = await self.room.one(Staff, key=key)
        token = await self.room.store.write(
            lambda db: create_session(
                db,
                community_id=staff.community_id,
                kind=SessionKind.STAFF,
                person_id=staff.id,
                now=NOW,
                idle=timedelta(minutes=30),
            )
        )
        await context.add_cookies([{"name": DESK_COOKIE, "value": token, "url": self.url}])


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_room(tmp_path) as room, async_playwright() as playwright:
        application = web.Application()
        make_desk(room, application)
        runner = web.AppRunner(application, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        made = Office(room, browser, f"http://127.0.0.1:{runner.addresses[0][1]}")
        try:
            yield made
            assert made.complaints == []
        finally:
            await browser.close()
            await runner.cleanup()


async def test_a_new_emergency_shows_on_an_open_page_without_a_reload(office: Office) -> None:
    page = await office.live("dispatcher")
    await page.evaluate("window.same = true")
    await office.ticket("E-1", kind="emergency", category="elevator_trapped", text="电梯困人")
    take = page.get_by_role("button", name="我来处理 E-1")
    await expect(take).to_be_visible(timeout=SOON)
    await expect(page).to_have_title(re.compile(r"^\(1\)"))
    await expect(page.locator("#news")).to_contain_text("电梯困人")
    assert await page.evaluate("window.same") is True
    await take.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("电梯困人")
    await expect(page.locator(".tag.state")).to_have_text("处理中")


async def test_words_that_are_being_typed_survive_a_change_by_a_colleague(office: Office) -> None:
    ticket = await office.ticket("T-1")
    page = await office.live("dispatcher", f"/desk/tickets/{ticket}")
    await page.get_by_role("textbox", name="说明").fill("带上生料")
    await page.get_by_role("textbox", name="说明").press("End")
    other = await office.live("dispatcher2", f"/desk/tickets/{ticket}")
    await other.get_by_role("button", name="我来处理").click()
    await expect(page.locator(".tag.state")).to_have_text("处理中", timeout=SOON)
    await page.keyboard.type("带")
    await expect(page.get_by_role("textbox", name="说明")).to_have_value("带上生料带")


async def test_an_open_menu_stays_open_while_the_page_refreshes(office: Office) -> None:
    ticket = await office.ticket("T-1")
    page = await office.live("dispatcher", f"/desk/tickets/{ticket}")
    await page.locator("#menu-assign summary").click()
    await office.ticket("T-2")
    await expect(page.locator(".line .number", has_text="T-2")).to_be_visible(timeout=SOON)
    await page.get_by_role("button", name="repairer某").click()
    await expect(page.locator(".facts")).to_contain_text("repairer某")
    assert (await office.room.one(Ticket, id=ticket)).status == TicketStatus.ASSIGNED


async def test_a_conversation_that_was_taken_over_is_live(office: Office) -> None:
    ticket = await office.ticket("H-1", kind="handoff", category="", text="转人工")
    page = await office.live("dispatcher", f"/desk/tickets/{ticket}")
    await page.get_by_role("button", name="接手对话").click()
    await expect(page.get_by_text("您在应答")).to_be_visible()
    await expect(page.locator(".live.on")).to_be_attached()
    await office.room.hears("thread", "我的账单多了一个月")
    await expect(page.locator(".bubble.resident").last).to_contain_text("多了一个月", timeout=SOON)
    await page.get_by_label("回复住户").fill("我帮您看看。")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".bubble.staff").last).to_contain_text("我帮您看看。")
    await page.get_by_role("button", name="交还小助手").click()
    await expect(page.get_by_text("小助手在应答")).to_be_visible()


async def test_the_desk_is_used_by_keyboard_alone(office: Office) -> None:
    await office.ticket("T-1", created_at=NOW - timedelta(hours=2))
    await office.ticket("T-2", text="马桶堵了")
    page = await office.live("dispatcher")
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.locator(".head .number")).to_have_text("T-2")
    await page.keyboard.press("/")
    await page.keyboard.type("漏水")
    await page.keyboard.press("Enter")
    await expect(page.locator(".column.list .line .number")).to_have_text(["T-1"])


async def test_everything_works_without_scripts(office: Office) -> None:
    ticket = await office.ticket("T-1")
    page = await office.seat("dispatcher", java_script_enabled=False)
    await page.goto(f"{office.url}/desk")
    await page.get_by_label("搜索").fill("漏水")
    await page.get_by_role("button", name="筛选").click()
    await page.get_by_role("link", name="厨房水管漏水").click()
    await page.locator("#menu-pause summary").click()
    await page.get_by_role("button", name="等配件").click()
    await expect(page.locator(".tag.state")).to_have_text("暂停")
    assert (await office.room.one(Ticket, id=ticket)).status == TicketStatus.PAUSED


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_wider_than_a_phone(office: Office, scheme: str) -> None:
    ticket = await office.ticket("E-1", kind="emergency", category="gas", text="厨房煤气味很浓" * 20)
    options: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "color_scheme": scheme}
    page = await office.seat("dispatcher", **options)
    paths = ("", f"/tickets/{ticket}", "/residents?q=1", "/views", "/views/staff.waiting", "/problems")
    for path in paths:
        await page.goto(f"{office.url}/desk{path}")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390, path


async def test_a_page_of_somebody_who_was_signed_out_goes_to_the_door(office: Office) -> None:
    page = await office.live("dispatcher")
    office.room.clock.move(timedelta(minutes=31))
    await office.ticket("T-1")
    await expect(page.get_by_role("button", name="登录")).to_be_visible(timeout=5_000)
    office.complaints.clear()  # the browser notes the 401 that sent it there


@pytest.mark.parametrize(
    "viewport", [{"width": 1440, "height": 900}, {"width": 360, "height": 740}], ids=["desk", "360"]
)
async def test_a_card_is_given_by_a_reader_that_types_and_another_is_printed(
    office: Office, viewport: dict[str, int]
) -> None:
    page = await office.seat("dispatcher", viewport=viewport)
    await page.goto(f"{office.url}/desk/residents?q=郭")
    await page.get_by_role("link", name="郭建军的卡和密码").click()
    await expect(page.locator("#card")).to_be_focused()
    await page.keyboard.type("0004512233")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("rowheader", name="自己的卡")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = await Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [broken["id"] for broken in found.response["violations"]] == []
    await page.get_by_role("button", name="打印一张卡").click()
    await expect(page.locator(".qr svg")).to_be_visible()
    await page.get_by_role("link", name="返回").click()
    await page.locator("tr").filter(has_text="自己的卡").get_by_role("button", name="收回").click()
    await expect(page.get_by_role("rowheader")).to_have_text(["打印的卡"])
