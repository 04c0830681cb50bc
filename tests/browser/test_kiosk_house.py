"""The kiosk of the whole house: the unknown learn nothing, who signs in is served, and the next one finds nothing."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import func, select

from actions.card import CardKind, card_hash, give_card
from actions.homes.handlers import masked_name
from actions.people import Account, Community, Resident
from actions.turn import Work
from tests.browser.test_leak import CHROMIUM, Front, front

__all__ = ["front"]  # the fixture

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")


async def kiosk(front: Front) -> Page:
    page = await (await front.visitor(viewport={"width": 1080, "height": 1920})).new_page()
    await page.goto(f"{front.url}/kiosk?place=1栋")
    await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
    return page


async def own_chat(front: Front, person: int) -> Page:
    page = await (await front.visitor(viewport={"width": 390, "height": 844})).new_page()
    await page.goto(front.url)
    await page.locator("button.person").nth(person).click()
    await expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
    return page


async def digits(chat: Page) -> str:
    """Ask for the digits in one's own chat."""
    await chat.get_by_role("textbox").fill("大堂一体机登录码")
    await chat.keyboard.press("Enter")
    said = chat.locator(".item.house .bubble").filter(has_text="您的登录码是")
    await expect(said.last).to_be_visible()
    return "".join(filter(str.isdigit, (await said.last.text_content() or "").partition("。")[0]))


async def accounts(front: Front) -> int:
    query = select(func.count()).select_from(Account).where(Account.channel == "kiosk")
    return await front.app.store.read(lambda db: db.scalar(query) or 0)


async def forgotten(front: Front) -> None:
    """Wait until nobody is known at a kiosk."""
    async with asyncio.timeout(10):
        while await accounts(front):
            pass


async def test_a_bill_is_told_to_who_signs_in_and_to_nobody_after_them(front: Front) -> None:
    page, chat = await kiosk(front), await own_chat(front, 0)
    await page.get_by_role("button", name="查费用").click()
    await expect(page.locator("#choices").get_by_role("button", name="登录")).to_be_visible()
    assert "元" not in (await page.locator("#reply").text_content() or "")
    await page.locator("#choices").get_by_role("button", name="登录").click()
    await page.locator("[data-way=code]").click()
    for digit in await digits(chat):
        await page.locator("#entry").get_by_role("button", name=digit, exact=True).click()
    await expect(page.locator("#reply")).to_contain_text("元")  # what was asked before is answered now
    name = await page.locator("#who").text_content()
    assert name
    assert name.endswith("*")
    told = await page.locator("#reply").text_content() or ""
    await page.get_by_role("button", name="离开").click()
    await forgotten(front)
    await expect(page.locator("#who")).to_have_text("登录")
    content = await page.content()
    assert told not in content
    assert name not in content
    await page.go_back()  # nothing comes back either
    await page.goto(f"{front.url}/kiosk?place=1栋")
    await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
    await page.get_by_role("button", name="查费用").click()
    await expect(page.locator("#choices").get_by_role("button", name="登录")).to_be_visible()
    assert "元" not in (await page.locator("#reply").text_content() or "")


async def test_a_card_tells_each_holder_their_own_bill_and_nothing_of_the_last_one(front: Front) -> None:
    """Two people, one after the other, the first of whom walks away without a word."""
    cards = ("0004512233", "0004512234")

    def give(work: Work) -> list[str]:
        owners = list(work.db.scalars(work.ours(Resident).order_by(Resident.key).limit(2)))
        for card, owner in zip(cards, owners, strict=True):
            give_card(work.db, owner, card_hash(card, work.community.id), work.now, kind=CardKind.OWN, by="s")
        return [owner.name for owner in owners]

    community = await front.app.store.read(lambda db: db.scalars(select(Community.id)).one())
    names = await front.app.engine.act(community, "bot.channels.web", give)
    page = await kiosk(front)
    await page.get_by_role("button", name="查费用").click()
    await expect(page.locator("#choices").get_by_role("button", name="登录")).to_be_visible()
    await scan(page, cards[0])
    await expect(page.locator("#reply")).to_contain_text("元")  # what was asked before is answered now
    told = await page.locator("#reply").text_content() or ""
    await scan(page, cards[1])
    await expect(page.locator("#who")).to_have_text(masked_name(names[1]))
    content = await page.content()
    assert told not in content
    assert masked_name(names[0]) not in content
    await page.locator("#start").get_by_role("button", name="查费用").click()
    await expect(page.locator("#reply")).to_contain_text(re.compile(r"元|没有"))
    assert told not in await page.content()
    assert await accounts(front) == 1, "the first one is not known any more"


async def scan(page: Page, said: str) -> None:
    """Type as a reader does: all keys at once."""
    await page.evaluate(
        """(keys) => keys.forEach((key) => dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true })))""",
        [*said, "Enter"],
    )


async def test_a_page_that_is_loaded_anew_knows_nobody(front: Front) -> None:
    page, chat = await kiosk(front), await own_chat(front, 0)
    await page.locator("#who").click()
    await page.locator("[data-way=code]").click()
    await page.locator("#entry-field").fill(await digits(chat))
    await expect(page.locator("#who")).to_contain_text("*")
    await page.reload()
    await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
    await expect(page.locator("#who")).to_have_text("登录")
    await forgotten(front)


async def test_wrong_digits_say_what_to_do(front: Front) -> None:
    page = await kiosk(front)
    await page.locator("#who").click()
    await page.locator("[data-way=code]").click()
    await page.locator("#entry-field").fill("000000")
    await expect(page.locator("#entry-problem")).to_contain_text("请再输一遍")
    await expect(page.locator("#entry-field")).to_have_value("")
    await page.locator("#entry-close").click()
    await expect(page.locator("#entry")).to_be_hidden()


async def test_a_cry_for_help_is_no_code(front: Front) -> None:
    page = await kiosk(front)
    await page.locator("#who").click()
    await page.evaluate(
        """async () => {
            const { onlyDigits, digitsIn } = await import("/static/kiosk-entry.js");
            document.title = JSON.stringify([
                onlyDigits("三楼着火了"), onlyDigits("快打一二零"), onlyDigits("四八二，九一五。"),
                onlyDigits("four eight 2"), digitsIn("482 915"),
            ]);
        }"""
    )
    assert await page.title() == '["","","482915","482","482915"]'
    await page.locator("#help").click()
    await page.locator("#call-now").click()
    await expect(page.locator("#entry")).to_be_hidden()
    await expect(page.locator("#reply")).to_contain_text("值班")


async def test_the_next_visitor_finds_the_kiosks_own_language(front: Front) -> None:
    page = await kiosk(front)
    await page.get_by_role("link", name="Switch to English").click()
    await expect(page.locator("#start")).to_contain_text("Hello")
    await page.locator("#start").get_by_role("button", name="Repair").click()
    await expect(page.locator("#reply.waiting")).to_have_count(0)
    await page.get_by_role("button", name="Leave").click()
    await expect(page.locator("#start")).to_contain_text("您好")
