"""A kiosk at an open gate, in a real browser: the keys it has, no way to sign in, and a change while it is open."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from actions.repairs import scenario as repairs
from bot.key_office import Order
from tests.browser.test_kiosk_scan import CARDS, give, scan
from tests.browser.test_web import CHROMIUM, SCREEN, Street, street

__all__ = ["street"]  # the fixture

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
NEXT_PULSE = 31_000  # milliseconds


async def gate(street: Street, **rights: str) -> tuple[Page, str]:
    """Enroll a kiosk and open its page; return the id of its key, too."""
    street.site.app.registry.add(repairs)
    order = Order(do="new", kiosk="大门", **rights)  # type: ignore[arg-type]  # they are all words
    key = (await order.run(street.site.app)).split("\n")[1]
    page = await street.come("/", viewport=SCREEN)
    await page.clock.install()
    await page.goto(f"{street.url}/kiosk/in?key={key}")
    await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
    return page, (await Order(do="list").run(street.site.app)).split("\n")[1].split()[0]


async def test_a_gate_has_no_way_to_sign_in_and_only_the_keys_that_it_serves(street: Street) -> None:
    await give(street)
    page, _ = await gate(street, sign_in="no", only="conversation")
    await expect(page.locator("#who")).to_be_hidden()
    await expect(page.locator('[data-press="start:repair_report"]')).to_be_hidden()
    await expect(page.locator('[data-press="start:human_handoff"]').first).to_be_visible()
    await page.clock.pause_at(await page.evaluate("Date.now() + 1000"))
    await scan(page, CARDS["R1"])
    await expect(page.locator("#done")).to_be_hidden()
    await expect(page.locator("#ways")).to_be_hidden()
    assert "钱" not in await page.locator("body").inner_text()


async def test_an_open_page_hears_what_may_be_done_from_now_on(street: Street) -> None:
    await give(street)
    page, key = await gate(street)
    await page.clock.pause_at(await page.evaluate("Date.now() + 1000"))
    await scan(page, CARDS["R1"])
    await expect(page.locator("#who")).to_have_text("钱**")
    await Order(do="set", key=key, sign_in="no", only="conversation").run(street.site.app)
    await page.evaluate("dispatchEvent(new Event('input'))")  # somebody is still here
    await page.clock.run_for(NEXT_PULSE // 2)
    await page.evaluate("dispatchEvent(new Event('input'))")
    await page.clock.run_for(NEXT_PULSE // 2)
    await expect(page.locator("#who")).to_be_hidden()
    await expect(page.locator('[data-press="start:repair_report"]')).to_be_hidden()
    await Order(do="set", key=key, sign_in="yes", only="*").run(street.site.app)
    await page.clock.run_for(NEXT_PULSE)
    await expect(page.locator("#who")).to_be_visible()
    await expect(page.locator("#who")).to_have_text("登录")
    await expect(page.locator('[data-press="start:repair_report"]')).to_be_visible()
