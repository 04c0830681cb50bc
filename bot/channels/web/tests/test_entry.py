"""Coming in and going out: codes, links, the demo's one tap, and what other sites cannot do."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from actions.people import Account
from bot.channels.web.tests.visit import Site
from bot.conversations import speaker
from bot.sessions import CHAT_COOKIE, SessionRow, end_all, token_hash


def cookie(browser: object, name: str) -> str:
    jar = browser.client.session.cookie_jar  # type: ignore[attr-defined]
    return next((found.value for found in jar if found.key == name), "")


async def test_a_code_signs_its_resident_in_once(site: Site) -> None:
    code = await site.code("R1")
    first, second = await site.browser(), await site.browser()
    await first.page("/enter")
    assert (await first.post("/enter/code", {"code": f" {code.lower()} "})).status == 303
    assert "钱一民" in await first.page("/chat")
    await second.page("/enter")
    refused = await second.post("/enter/code", {"code": code})
    assert refused.status == 400
    assert "登录码不对" in await refused.text()


async def test_looking_at_a_qr_link_does_not_use_it_up(site: Site) -> None:
    code = await site.code("R1")
    browser = await site.browser()
    for _ in range(3):
        assert (await browser.get(f"/in?code={code}")).status == 200
    await browser.client.head(f"/in?code={code}")
    assert code in await browser.page(f"/in?code={code}")
    assert (await browser.post("/in", {"code": code})).headers["Location"] == "/chat"


async def test_a_code_that_ran_out_signs_nobody_in(site: Site) -> None:
    code, browser = await site.code("R1"), await site.browser()
    await browser.page("/enter")
    site.clock.move(timedelta(minutes=31))
    assert (await browser.post("/enter/code", {"code": code})).status == 400


async def test_five_wrong_codes_lock_a_browser_even_for_the_right_one(site: Site) -> None:
    code, browser = await site.code("R1"), await site.browser()
    await browser.page("/enter")
    for _ in range(5):
        assert (await browser.post("/enter/code", {"code": "AAAA-AAAA"})).status == 400
    assert (await browser.post("/enter/code", {"code": code})).status == 400


async def test_a_residents_browser_that_redeems_a_neighbours_code_does_not_rename_the_resident(site: Site) -> None:
    browser = await site.resident("R1")
    assert (await browser.post("/enter/code", {"code": await site.code("R2")})).status == 303
    who = await site.app.store.read(lambda db: [speaker(db, "web", key) for key in ("R1", "R2")])
    assert [resident.key if resident else "" for resident in who] == ["R1", "R2"]
    leftovers = await site.app.store.read(lambda db: db.scalars(select(Account.address)).all())
    assert sorted(leftovers) == ["R1", "R2"]


async def test_the_session_id_changes_at_every_sign_in_and_the_old_one_is_dead(site: Site) -> None:
    browser = await site.guest_browser()
    before = cookie(browser, CHAT_COOKIE)
    await browser.post("/enter/code", {"code": await site.code("R1")})
    after = cookie(browser, CHAT_COOKIE)
    assert before
    assert after not in ("", before)
    hashes = await site.app.store.read(lambda db: db.scalars(select(SessionRow.token_hash)).all())
    assert hashes == [token_hash(after)]


async def test_the_cookie_is_out_of_reach_of_scripts_and_secure_where_the_address_is(tmp_path_factory: object) -> None:
    from bot.channels.web.tests.visit import open_site

    folder = tmp_path_factory.mktemp("https")  # type: ignore[attr-defined]
    async with open_site(folder, url="https://linli.example") as site:
        browser = await site.browser()
        visit = (await browser.get("/enter")).headers["Set-Cookie"]
        assert all(part in visit for part in ("HttpOnly", "Secure", "SameSite=Lax"))


async def test_idle_sessions_end_and_used_ones_go_on(site: Site) -> None:
    browser = await site.resident()
    for _ in range(4):
        site.clock.move(timedelta(hours=500))
        assert (await browser.get("/chat")).status == 200
    site.clock.move(timedelta(hours=721))
    assert (await browser.get("/chat")).status == 303


async def test_ending_all_sessions_of_a_person_signs_out_every_browser(site: Site) -> None:
    browsers = [await site.resident(), await site.resident()]
    await site.app.store.write(lambda db: end_all(db, "R1"))
    assert [(await browser.get("/chat")).status for browser in browsers] == [303, 303]


async def test_a_guest_may_ask_and_is_nobody(site: Site) -> None:
    browser = await site.guest_browser()
    wire = await browser.socket()
    assert (await wire.say("你好", "client-0001"))["text"] == "?: 你好"


async def test_the_demo_signs_in_with_one_tap(demo: Site) -> None:
    browser = await demo.browser()
    front = await browser.page("/")
    assert "钱一民" in front
    assert "1栋1单元101" in front
    assert (await browser.post("/enter/demo", {"resident": "R1"})).headers["Location"] == "/chat"
    assert "钱一民" in await browser.page("/chat")


async def test_outside_the_demo_nobody_is_shown_and_the_tap_does_not_exist(site: Site) -> None:
    browser = await site.browser()
    assert "钱一民" not in await browser.page("/")
    assert "钱一民" not in await browser.page("/enter")
    assert (await browser.post("/enter/demo", {"resident": "R1"})).status == 404


@pytest.mark.parametrize("path", ["/enter/code", "/enter/guest", "/in", "/out"])
async def test_a_form_without_its_token_is_refused(site: Site, path: str) -> None:
    browser = await site.resident()
    browser.csrf = "0" * 64
    refused = await browser.post(path, {"code": "AAAA-AAAA"})
    assert refused.status == 403
    assert (await browser.get("/chat")).status == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://localhost:1"}]
)
async def test_another_sites_form_is_refused_even_with_a_token(site: Site, headers: dict[str, str]) -> None:
    browser = await site.resident()
    assert (await browser.post("/out", headers=headers)).status == 403
    assert (await browser.get("/chat")).status == 200


async def test_our_own_form_passes_though_its_browser_names_no_origin(site: Site) -> None:
    browser = await site.resident()
    assert (await browser.post("/out", headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})).status == 303
