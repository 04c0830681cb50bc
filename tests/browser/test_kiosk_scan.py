"""Signing in at the kiosk's page by a reader that types, and by telephone number, four digits and PIN."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect
from sqlalchemy import select, update

from actions.access import WrongTry, issue_own
from actions.card import CardKind, card_hash, give_card
from actions.people import Resident
from actions.turn import Work
from tests.browser.test_kiosk import LOBBY, measured, sound
from tests.browser.test_kiosk_house import scan as scan_at_once
from tests.browser.test_web import CHROMIUM, SCREEN, Street, say, sizes, street

__all__ = ["street"]  # the fixture

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
CARDS = {"R1": "0004512233", "R2": "04A29F11"}
PHONE = "13800000001"
SMALL = {"width": 360, "height": 740}
OPENED, NOW = datetime(2026, 3, 4, 9, tzinfo=UTC), datetime(2026, 3, 4, 10, tzinfo=UTC)
LINK = "https://linli.example/in?code="


async def act(street: Street, work: Callable[[Work], Any]) -> Any:
    return await street.site.app.engine.act(street.site.community, "bot.channels.web", work)


async def give(street: Street) -> None:
    """Give both residents their card, and a telephone number."""

    def write(work: Work) -> None:
        work.db.execute(update(Resident).where(Resident.id == "R1").values(phone=PHONE))
        for key, card in CARDS.items():
            hashed = card_hash(card, work.community.id)
            give_card(work.db, work.db.get_one(Resident, key), hashed, work.now, kind=CardKind.OWN, by="s")

    await act(street, write)


async def code_of(street: Street, key: str = "R1") -> str:
    code: str = await act(street, lambda work: issue_own(work.db, work.db.get_one(Resident, key), work.now).code)
    return code.replace(" ", "")


async def kiosk(street: Street, **options: Any) -> Page:
    """Open a kiosk whose clock stands still: what is typed there is typed at once, like a reader does."""
    page = await street.come("/", **{"viewport": SCREEN, **options})
    await page.clock.install(time=OPENED)
    await page.goto(street.url + "/kiosk?place=1栋")
    await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
    await page.clock.pause_at(NOW)
    return page


async def scan(page: Page, said: str) -> None:
    await page.keyboard.type(said)
    await page.keyboard.press("Enter")


async def enter(page: Page, digits: str) -> None:
    """Press the keys of the question that is open."""
    for digit in digits:
        await page.locator("#entry").get_by_role("button", name=digit, exact=True).click()


async def wrong_tries(street: Street) -> int:
    return await street.site.app.store.read(lambda db: sum(db.scalars(select(WrongTry.count)).all()))


async def test_a_card_is_read_at_rest_and_its_holder_forgotten(street: Street) -> None:
    await give(street)
    page = await kiosk(street)
    await scan(page, CARDS["R1"])
    await expect(page.locator("#who")).to_have_text("钱**")
    await say(page, "你好")
    await expect(page.locator("#reply")).to_contain_text("钱一民@1栋")
    await page.get_by_role("button", name="离开").click()
    await expect(page.locator("#who")).to_have_text("登录")
    assert "钱" not in await page.content()


async def test_the_next_card_begins_a_visit_of_its_own(street: Street) -> None:
    await give(street)
    page = await kiosk(street)
    await scan(page, CARDS["R1"])
    await say(page, "查费用")
    await expect(page.locator("#reply")).to_contain_text("钱一民")
    await scan(page, CARDS["R2"].lower())
    await expect(page.locator("#who")).to_have_text("N. Q.")
    content = await page.content()
    assert "钱" not in content
    assert "费用" not in content.partition('id="answer"')[2].partition("</section>")[0]
    await say(page, "你好")
    await expect(page.locator("#reply")).to_contain_text("Nora Quinn@1栋")


@pytest.mark.parametrize("drawn", ["{code}", LINK + "{code}"], ids=["digits", "link"])
async def test_a_code_is_read_by_the_same_reader(street: Street, drawn: str) -> None:
    page = await kiosk(street)
    await scan(page, drawn.format(code=await code_of(street)))
    await expect(page.locator("#who")).to_have_text("钱**")


async def test_a_reader_types_over_nothing_that_is_open(street: Street) -> None:
    await give(street)
    page = await kiosk(street)
    field = page.locator("#text")
    await field.fill("还没写完")
    await scan(page, CARDS["R1"])
    await expect(page.locator("#who")).to_have_text("钱**")
    await expect(field).to_have_value("还没写完")
    await expect(page.locator("#said")).to_have_text("")
    await page.get_by_role("button", name="离开").click()
    await page.locator("#who").click()
    await page.locator("[data-way=code]").click()
    await scan(page, CARDS["R1"])  # its first six digits are no code
    await expect(page.locator("#who")).to_have_text("钱**")
    assert await wrong_tries(street) == 0


async def test_a_readers_enter_presses_no_key(street: Street) -> None:
    await give(street)
    page = await kiosk(street)
    await page.locator("#help").focus()
    await scan(page, CARDS["R1"])
    await expect(page.locator("#who")).to_have_text("钱**")
    await expect(page.locator("#danger")).to_be_hidden()
    await page.locator("#help").click()
    await scan(page, CARDS["R2"])  # nobody is signed in while help is called
    await expect(page.locator("#danger")).to_be_visible()
    await page.get_by_role("button", name="没事，取消").click()
    await expect(page.locator("#who")).to_have_text("钱**")


async def test_what_a_person_types_is_no_card(street: Street) -> None:
    await give(street)
    page = await kiosk(street)
    await page.locator("#text").focus()
    for digit in CARDS["R1"]:
        await page.keyboard.press(digit)
        await page.clock.run_for(150)
    await page.keyboard.press("Enter")
    await expect(page.locator("#said")).to_have_text(f"您说：{CARDS['R1']}")
    await expect(page.locator("#who")).to_have_text("登录")


async def test_a_card_that_nobody_has_says_what_to_do(street: Street) -> None:
    page = await kiosk(street)
    await scan(page, "0001112223")
    await expect(page.locator("#ways-problem")).to_have_text("这张卡现在不能用。请换一种方式，或者找物业看看。")
    await page.get_by_role("button", name="找工作人员").click()
    await expect(page.locator("#said")).to_have_text("您说：找工作人员")


async def test_without_a_line_a_card_says_so(street: Street) -> None:
    page = await kiosk(street)
    await page.context.set_offline(True)
    await page.evaluate("window.dispatchEvent(new Event('offline'))")
    await expect(page.locator("#banner")).to_be_visible()
    await scan(page, CARDS["R1"])
    await expect(page.locator("#ways-problem")).to_contain_text("网络断了")
    street.complaints.clear()  # Chromium complains of the line itself


async def test_a_pin_is_set_and_serves_without_a_phone(street: Street) -> None:
    await give(street)
    page = await kiosk(street)
    await scan(page, await code_of(street))
    await page.get_by_role("button", name="下次不带手机也能用").click()
    await page.get_by_role("button", name="定密码，改密码").click()
    await enter(page, "123X")
    await enter(page, "111111")
    await enter(page, "111111")
    await expect(page.locator("#entry-problem")).to_have_text("这个密码太好猜，请您换六个数字。")
    await expect(page.locator("#entry-title")).to_have_text("请您定六个数字做密码")
    await enter(page, "482915")
    await enter(page, "482916")
    await expect(page.locator("#entry-problem")).to_have_text("两遍不一样，请您重新定。")
    for _ in range(2):
        await enter(page, "482915")
    await expect(page.locator("#own-said")).to_contain_text("密码定好了")
    await page.get_by_role("button", name="返回").click()
    await page.get_by_role("button", name="离开").click()
    await expect(page.locator("#who")).to_have_text("登录")
    await page.locator("#who").click()
    await page.get_by_role("button", name="手机号和密码").click()
    await enter(page, PHONE[:10])
    await expect(page.locator("#entry-field")).to_have_value(PHONE[:10])
    await enter(page, PHONE[10:])
    await enter(page, "123X48291")
    await expect(page.locator("#entry-field")).to_have_value("●●●●●")
    assert "48291" not in await page.content()
    await enter(page, "5")
    await expect(page.locator("#who")).to_have_text("钱**")
    await say(page, "查费用")
    await expect(page.locator("#reply")).to_contain_text("钱一民@1栋: 查费用")
    await page.get_by_role("button", name="离开").click()
    kept = await page.evaluate("document.querySelector('#entry-field').value")
    assert kept == ""


async def test_a_pin_is_entered_by_keyboard_alone_and_corrected(street: Street) -> None:
    page = await kiosk(street)
    await page.locator("#who").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-way=code]")).to_be_focused()
    for _ in range(2):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    field, title = page.locator("#entry-field"), page.locator("#entry-title")
    await expect(field).to_be_focused()
    await page.keyboard.type("1380000000")
    await page.keyboard.press("Backspace")
    await expect(field).to_have_value("138000000")
    await page.keyboard.type("01")
    await page.clock.run_for(200)
    await expect(title).to_have_text("请输入身份证最后四位")
    await page.keyboard.type("12")
    await page.keyboard.press("Backspace")
    await page.keyboard.type("23x")
    await expect(field).to_have_value("●●●●")
    await page.clock.run_for(200)
    await expect(title).to_have_text("请输入您的六位密码")
    await page.get_by_role("button", name="删一个").click()  # nothing to delete: back to the question before
    await expect(title).to_have_text("请输入身份证最后四位")
    await page.locator("#entry").get_by_role("button", name="1", exact=True).click()
    await page.get_by_role("button", name="清空").click()
    await expect(field).to_have_value("")
    await enter(page, "1234")
    await enter(page, "482915")
    await expect(page.locator("#entry-problem")).to_contain_text("有一样不对")
    await expect(title).to_have_text("请输入您的手机号")


async def test_a_locked_pin_leads_to_the_other_ways(street: Street) -> None:
    page = await kiosk(street)
    await page.locator("#who").click()
    await page.get_by_role("button", name="手机号和密码").click()
    for number in range(5):
        await expect(page.locator("#entry-title")).to_have_text("请输入您的手机号")
        await enter(page, PHONE)
        await enter(page, "1234")
        await enter(page, f"48291{number}")
    await expect(page.locator("#ways-problem")).to_contain_text("密码停用半小时")
    await expect(page.locator("[data-way=code]")).to_be_visible()


async def test_who_came_by_card_is_offered_no_second_key(street: Street) -> None:
    await give(street)
    page = await kiosk(street)
    await scan(page, CARDS["R1"])
    await page.get_by_role("button", name="钱**").click()
    await expect(page.locator("#own-said")).to_contain_text("不能定密码")
    await expect(page.locator("#own-set")).to_be_hidden()
    await page.get_by_role("button", name="不要密码了").click()
    await expect(page.locator("#own-said")).to_contain_text("已经不用了")


@pytest.mark.parametrize("viewport", [SCREEN, LOBBY, SMALL], ids=["1280x800", "1080x1920", "360"])
async def test_every_question_fits_its_screen(street: Street, viewport: dict[str, int]) -> None:
    await give(street)
    page = await kiosk(street, viewport=viewport)

    async def fits(within: str) -> None:
        if viewport is SMALL:
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), within
            assert min(min(box["width"], box["height"]) for box in await sizes(page, f"{within} button")) >= 48
        else:
            await measured(page, viewport)
            assert await page.evaluate("kiosk.scrollHeight <= kiosk.clientHeight"), within

    await page.locator("#who").click()
    await fits("#ways")
    await page.locator("[data-way=card]").click()
    await fits("#by-card")
    await page.locator("#by-card [data-who=ways]").click()
    await page.locator("[data-way=pin]").click()
    await fits("#entry")
    await enter(page, PHONE)
    await fits("#entry")
    await enter(page, "1234")
    await enter(page, "482915")
    await expect(page.locator("#entry-problem")).to_contain_text("有一样不对")
    await fits("#entry")
    await scan(page, "0001112223")
    await expect(page.locator("#ways-problem")).not_to_be_empty()
    await fits("#ways")
    await scan(page, CARDS["R1"])
    await expect(page.locator("#who")).to_have_text("钱**")
    await fits("#start")
    await page.locator("#own-open").click()
    await fits("#own")


@pytest.mark.parametrize("lang", ["zh-CN", "en-GB"])
async def test_axe_finds_nothing_for_who_came_by_card(street: Street, lang: str) -> None:
    await give(street)
    page, axe = await street.come("/kiosk?place=1栋", viewport=SCREEN, locale=lang), Axe()
    await expect(page.locator("#kiosk[data-ready]")).to_be_attached()
    await scan_at_once(page, "0001112223")
    await expect(page.locator("#ways-problem")).not_to_be_empty()
    await sound(page, axe, "refused")
    await scan_at_once(page, CARDS["R1"])
    await expect(page.locator("#who")).to_have_text("钱**")
    await sound(page, axe, "known")
    await page.locator("#own-open").click()
    await sound(page, axe, "own")


async def test_what_is_scanned_is_told_apart(street: Street) -> None:
    page = await kiosk(street)
    told = await page.evaluate(
        """async (all) => {
            const { frameOf } = await import("/static/kiosk-scan.js");
            const told = (frame) => frame && (frame.code ?? `card ${frame.card}`);
            return all.map((one) => told(frameOf(one)));
        }""",
        ["482915", LINK + "ABCD-2345", "04:a2:9f:11", "0004512233", "12345", "saturday", "call 13800000001", "1" * 41],
    )
    assert told == ["482915", "ABCD-2345", "card 04A29F11", "card 0004512233", None, None, None, None]
