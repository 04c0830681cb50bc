"""What holds for every page: headers, errors without a trace of code, both languages, nothing from elsewhere."""

import io
import re

import pytest
import yaml
from aiohttp import web

from actions.texts import fields, load_texts
from bot.channels.web.house import PACKAGE
from bot.channels.web.pages import STATIC, environment
from bot.channels.web.shell import icon_png
from bot.channels.web.tests.visit import Site, open_site

PATHS = ["/", "/enter", "/in?code=ABCD-2345", "/kiosk?place=1栋", "/offline", "/nowhere", "/chat"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_page_is_shut_to_foreign_scripts(demo: Site, path: str, lang: str) -> None:
    browser = await (demo.resident() if path == "/chat" else demo.browser())
    gap = "&" if "?" in path else "?"
    answer = await browser.get(f"{path}{gap}lang={lang}")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "aiohttp" not in answer.headers["Server"]
    page = await answer.text()
    assert f'lang="{"en" if lang == "en" else "zh-CN"}"' in page
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("path", ["/nowhere", "/files/" + "0" * 32, "/files/../secret", "/desk/x"])
async def test_what_is_not_there_says_so_plainly(site: Site, path: str) -> None:
    answer = await (await site.browser()).get(path)
    assert answer.status == 404
    assert "没有这一页" in await answer.text()


async def test_a_failure_shows_a_sentence_and_no_code(site: Site) -> None:
    async def fail(request: web.Request) -> web.Response:
        raise RuntimeError("secret of the house")

    site.server.app.router._frozen = False
    site.server.app.router.add_get("/fail", fail)
    answer = await (await site.browser()).get("/fail")
    text = await answer.text()
    assert answer.status == 500
    assert "出了点问题" in text
    assert "secret" not in text
    assert "Traceback" not in text
    assert answer.headers["Content-Security-Policy"]


async def test_a_script_gets_its_error_as_json(site: Site) -> None:
    answer = await (await site.browser()).client.get("/chat/history")
    assert answer.status == 401
    assert (await answer.json())["error"]


async def test_a_body_that_is_too_large_is_refused(site: Site) -> None:
    browser = await site.browser()
    await browser.page("/enter")
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = io.BytesIO(f"csrf={browser.csrf}&code={'x' * 2**21}".encode())
    assert (await browser.client.post("/enter/code", data=body, headers=headers)).status == 413


async def test_a_wrong_method_is_refused_plainly(site: Site) -> None:
    browser = await site.browser()
    await browser.page("/enter")
    assert (await browser.get("/out")).status == 405


async def test_the_chosen_language_stays(site: Site) -> None:
    browser = await site.browser()
    assert "Anything about the community" in await browser.page("/?lang=en")
    assert "Anything about the community" in await browser.page("/")
    assert "Test Court" in await browser.page("/")


async def test_a_foreign_place_or_code_is_only_ever_text(site: Site) -> None:
    browser = await site.browser()
    for path in ('/kiosk?place="><script>alert(1)</script>', "/in?code=<img src=x onerror=alert(1)>"):
        page = await (await browser.get(path)).text()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


async def test_the_chat_can_be_put_on_a_phones_home_screen(site: Site) -> None:
    client = (await site.browser()).client
    manifest = await (await client.get("/manifest.webmanifest")).json(content_type="application/manifest+json")
    assert manifest["start_url"] == "/chat"
    for icon in manifest["icons"]:
        drawn = await (await client.get(icon["src"])).read()
        assert drawn == icon_png(int(icon["sizes"].split("x")[0]))
    assert drawn.startswith(b"\x89PNG")
    worker = await client.get("/sw.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")


async def test_a_house_without_a_community_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    async with open_site(tmp_path_factory.mktemp("none"), community="没有这个小区") as site:
        browser = await site.browser()
        await browser.page("/enter")
        refused = await browser.post("/enter/guest")
        assert refused.status == 503
        assert "还没有导入" in await refused.text()


def test_both_languages_say_everything_with_the_same_values() -> None:
    texts = load_texts(PACKAGE)
    assert texts.keys("zh") == texts.keys("en")
    for key in texts.keys("zh") - {"js.date", "js.date_year", "about.gap"}:
        assert fields(texts.raw("zh", key)) == fields(texts.raw("en", key)), key


def test_every_sentence_a_page_asks_for_exists() -> None:
    known = load_texts(PACKAGE).keys("zh")
    for name in environment().list_templates():
        source = (STATIC.parent / "templates" / name).read_text("utf-8")
        for key in re.findall(r"\bt\('([a-z_0-9.]+)'[,)]", source):
            assert key in known, (name, key)
    for script in STATIC.glob("*.js"):
        for key in re.findall(r"\bwords\.(?!js\b)(\w+)", script.read_text("utf-8")):
            assert known & {f"js.{key}", f"kiosk.{key}"}, (script.name, key)


def test_scripts_and_styles_are_small_and_name_no_other_site() -> None:
    for file in (*STATIC.glob("*.js"), *STATIC.glob("*.css")):
        text = file.read_text("utf-8")
        assert text.count("\n") < 300
        assert not re.search(r"https?://|innerHTML|eval\(", text), file.name
    assert yaml.safe_load((STATIC.parent / "texts" / "zh.yml").read_text("utf-8"))["name"] == "邻里"
