"""Kiosks that are enrolled: each has its key and its place, and no other browser is one any more."""

import argparse
import re
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import WSServerHandshakeError, web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.notices import scenario as notices
from actions.notices.models import Notice
from actions.repairs import scenario as repairs
from bot.certificate import Files, certify
from bot.channels.web.tests.test_kiosk import accounts, code_of
from bot.channels.web.tests.visit import Browser, Json, Site, Wire, open_site
from bot.enrolling import add_kiosk, enroll_kiosk
from bot.inbox import InboxRow, load_message
from bot.key_office import Order
from bot.settings import Settings

PULSE = {"type": "pulse", "doing": "rest", "hears": True, "speaks": True}


@pytest_asyncio.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(tmp_path) as made:
        yield made


async def enrolled(site: Site, place: str) -> str:
    """Return the key of a new kiosk."""
    return (await Order(do="new", kiosk=place).run(site.app)).split("\n")[1]


async def at_kiosk(site: Site, key: str) -> Browser:
    browser = await site.browser()
    assert (await browser.get(f"/kiosk/in?key={key}")).status == 303
    return browser


async def test_from_the_first_key_on_no_other_browser_is_a_kiosk(site: Site) -> None:
    browser = await site.browser()
    assert (await browser.get("/kiosk?place=1栋")).status == 200
    await enrolled(site, "1栋")
    shut = await browser.get("/kiosk?place=1栋")
    assert shut.status == 403
    assert "linli kiosk enroll" in await shut.text()
    assert (await browser.get("/kiosk/notices")).status == 403
    with pytest.raises(WSServerHandshakeError):
        await browser.socket(path="/kiosk/ws?place=1栋")


async def test_a_kiosk_stands_where_its_key_says(site: Site) -> None:
    browser = await at_kiosk(site, await enrolled(site, "2栋"))
    assert "您在 2栋" in await (await browser.get("/kiosk?place=9栋")).text()
    wire = await browser.socket(path="/kiosk/ws?place=9栋")
    assert (await wire.say("你好", "client-0001"))["text"] == "?@2栋: 你好"


async def test_a_key_that_is_revoked_or_none_of_a_kiosk_opens_nothing(site: Site) -> None:
    key = await enrolled(site, "1栋")
    browser = await at_kiosk(site, key)
    number = (await Order(do="list").run(site.app)).split("\n")[1].split()[0]
    await Order(do="revoke", key=number).run(site.app)
    assert (await browser.get("/kiosk")).status == 403
    assert (await (await site.browser()).get("/kiosk?place=1栋")).status == 403, "the house has had kiosks with keys"
    channel = (await Order(do="new", channel="wecom").run(site.app)).split("\n")[1]
    for wrong in (key, channel, "linli_kiosk_" + "x" * 43, ""):
        assert (await browser.get(f"/kiosk/in?key={wrong}")).status == 403


async def test_a_tablet_that_trusts_the_house_speaks_encrypted_with_it(tmp_path: Path) -> None:
    files = certify(tmp_path, ["127.0.0.1", "linli.lan"], datetime.now(UTC))
    authority = files.authority.read_bytes()
    assert certify(tmp_path, ["kiosk.lan"], datetime.now(UTC)).authority.read_bytes() == authority
    assert all(file.stat().st_mode & 0o077 == 0 for file in files.authority.parent.iterdir())

    async def scheme(request: web.Request) -> web.Response:
        return web.Response(text=request.scheme)

    application = web.Application()
    application.router.add_get("/", scheme)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=files.context()).start()
    address = f"https://127.0.0.1:{runner.addresses[0][1]}/"
    trusting = ssl.create_default_context(cafile=str(files.authority))
    async with aiohttp.ClientSession() as session:
        async with session.get(address, ssl=trusting) as answer:
            assert await answer.text() == "https"
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await session.get(address)
    await runner.cleanup()
    assert Files.of(tmp_path / "elsewhere").context() is None


def test_the_command_says_what_to_open_and_what_to_trust(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(data=tmp_path)
    asked: list[Order] = []

    def ask(_: Settings, order: Order) -> str:
        asked.append(order)
        return "shown once:\nlinli_kiosk_secret\nid 1"

    known = {"community": "", "sign_in": None, "only": "", "presence": ""}
    plain = argparse.Namespace(place="1栋", address=[], **known)
    assert enroll_kiosk(plain, settings, ask) == 0
    assert "http://127.0.0.1:8080/kiosk/in?key=linli_kiosk_secret" in capsys.readouterr().out
    assert enroll_kiosk(argparse.Namespace(place="1栋", address=["10.0.0.5"], **known), settings, ask) == 0
    told = capsys.readouterr().out
    assert "https://10.0.0.5:8443/kiosk/in?key=linli_kiosk_secret" in told
    assert "LINLI_HTTPS_PORT=8443" in told
    assert Files.of(tmp_path).certificate.exists()
    assert asked == [Order(do="new", kiosk="1栋")] * 2


def test_the_command_asks_for_what_a_kiosk_may_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(data=tmp_path)
    asked: list[Order] = []

    def ask(_: Settings, order: Order) -> str:
        asked.append(order)
        return "linli_kiosk_secret"

    root = argparse.ArgumentParser()
    add_kiosk(root, ask)
    for words in (
        ["enroll", "--place", "大门", "--no-sign-in", "--only", "repairs,notices"],
        ["set", "k1", "--sign-in"],
        ["set", "k1", "--all"],
        ["set", "k1", "--presence", "binary_sensor.lobby_1"],
        ["set", "k1", "--no-presence"],
    ):
        given = root.parse_args(words)
        assert given.do(given, settings) == 0
    assert asked == [
        Order(do="new", kiosk="大门", sign_in="no", only="repairs,notices"),
        Order(do="set", key="k1", sign_in="yes"),
        Order(do="set", key="k1", only="*"),
        Order(do="set", key="k1", presence="binary_sensor.lobby_1"),
        Order(do="set", key="k1", presence="-"),
    ]
    assert capsys.readouterr().out.count("LINLI_HOME_ASSISTANT_URL") == 1
    with pytest.raises(SystemExit):
        root.parse_args(["set", "k1", "--only", "repairs", "--all"])


async def key_id(site: Site) -> str:
    return (await Order(do="list").run(site.app)).split("\n")[1].split()[0]


async def test_a_page_has_the_keys_that_are_served_and_hears_when_that_changes(site: Site) -> None:
    site.app.registry.add(repairs)
    browser = await at_kiosk(site, await enrolled(site, "大门"))
    page = await browser.page("/kiosk")
    assert shown_keys(page) >= {"start:repair_report", "start:human_handoff"}
    assert "data-nobody" not in page
    wire = await browser.socket(path="/kiosk/ws")
    told = await wire.until("post")
    assert ("repair_report" in told["keys"], told["signs_in"]) == (True, True)
    await wire.send(**PULSE)
    assert await every(wire) == [], "no news, no word"
    await Order(do="set", key=await key_id(site), sign_in="no", only="conversation").run(site.app)
    await wire.send(**PULSE)
    told = await wire.until("post")
    assert ("repair_report" in told["keys"], "human_handoff" in told["keys"], told["signs_in"]) == (False, True, False)
    page = await browser.page("/kiosk")
    assert "start:repair_report" not in shown_keys(page)
    assert "data-nobody" in page


def shown_keys(page: str) -> set[str]:
    start = page.split('class="keys"')[1].split("</div>")[0]
    return set(re.findall(r'data-press="([^"]+)" data-label="[^"]*">', start))


async def every(wire: Wire) -> list[Json]:
    """Return all that comes before the answer to a frame that is always answered."""
    await wire.send(type="nonsense")
    events = []
    while (event := await wire.ws.receive_json(timeout=5))["type"] != "error":
        events.append(event)
    return events


async def test_notices_hang_where_they_are_served_alone(site: Site) -> None:
    site.app.registry.add(notices)

    def announce(db: Session) -> None:
        Notice.metadata.tables["notices_notice"].create(db.connection())
        now = site.clock.now()
        row = {"title": "1栋停水", "title_en": "", "scope": [], "starts": now, "created_at": now}
        db.add(Notice(community_id=site.community, **row))

    await site.app.store.write(announce)
    browser = await at_kiosk(site, await enrolled(site, "1栋"))
    assert (await (await browser.get("/kiosk/notices")).json())["notices"] == ["1栋停水"]
    await Order(do="set", key=await key_id(site), only="conversation").run(site.app)
    assert (await (await browser.get("/kiosk/notices")).json())["notices"] == []


async def test_where_nobody_signs_in_no_way_in_opens_and_who_was_in_is_out(site: Site) -> None:
    browser = await at_kiosk(site, await enrolled(site, "大门"))
    wire = await browser.socket(path="/kiosk/ws")
    await wire.send(type="who", code=await code_of(site))
    assert (await wire.until("who"))["name"] == "钱**"
    await Order(do="set", key=await key_id(site), sign_in="no").run(site.app)
    await wire.send(type="pin", last="1234", pin="381604")
    await wire.send(**PULSE)
    assert "pin" not in {event["type"] for event in await wire.quiet()}
    assert (await wire.say("你好", "client-0001"))["text"] == "?@大门: 你好"
    message = await site.app.store.read(lambda db: load_message(db.scalars(select(InboxRow)).one()).message)
    assert (message.private, message.post) == (False, await key_id(site))
    await wire.send(type="done")
    await wire.send(type="hello", seq=0)
    await wire.until("ready")
    code = await code_of(site)
    for way in ({"code": code}, {"card": "0004512233"}, {"phone": "13800000000", "last": "1234", "pin": "381604"}):
        await wire.send(type="who", **way)
    assert await wire.quiet() == []
    assert await accounts(site) == 0
    await Order(do="set", key=await key_id(site), sign_in="yes").run(site.app)
    await wire.send(type="who", code=code)
    assert (await wire.until("who"))["name"] == "钱**", "the code was not used up"
