"""Kiosks that are enrolled: each has its key and its place, and no other browser is one any more."""

import argparse
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import WSServerHandshakeError, web

from bot.certificate import Files, certify
from bot.channels.web.tests.visit import Browser, Site, open_site
from bot.enrolling import enroll_kiosk
from bot.key_office import Order
from bot.settings import Settings


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

    plain = argparse.Namespace(place="1栋", community="", address=[])
    assert enroll_kiosk(plain, settings, ask) == 0
    assert "http://127.0.0.1:8080/kiosk/in?key=linli_kiosk_secret" in capsys.readouterr().out
    assert enroll_kiosk(argparse.Namespace(place="1栋", community="", address=["10.0.0.5"]), settings, ask) == 0
    told = capsys.readouterr().out
    assert "https://10.0.0.5:8443/kiosk/in?key=linli_kiosk_secret" in told
    assert "LINLI_HTTPS_PORT=8443" in told
    assert Files.of(tmp_path).certificate.exists()
    assert asked == [Order(do="new", kiosk="1栋")] * 2
