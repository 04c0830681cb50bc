"""What one resident's session opens, asked for again with other people's."""

from datetime import timedelta
from urllib.parse import quote

from bot.channels.web.tests.test_photos import picture, upload
from bot.channels.web.tests.visit import Browser, Site

SECRET = "the key is under the flowerpot"
NO_PAGES = {"/chat/ws", "/kiosk/ws", "/static"}  # the sockets have their own test; styles and scripts are files


async def told(site: Site) -> tuple[Browser, str]:
    """Let a resident say more than a page of the history holds and send a photo; return the photo's path."""
    browser = await site.resident("R1")
    _, photo = await upload(browser, picture())
    wire = await browser.socket()
    for number in range(20):
        site.clock.move(timedelta(seconds=1))
        await wire.say(SECRET, f"client-{number:04}")
    await wire.send(type="send", id="client-photo", text=SECRET, files=[photo["id"]])
    await wire.until("stored")
    await site.app.drain()
    return browser, photo["id"]


async def pages(site: Site, owner: Browser, photo: str) -> list[str]:
    """Return a path for every page there is: one that is added is asked for, too."""
    routes = [route for route in site.server.app.router.routes() if route.method == "GET"]
    patterns = {route.resource.canonical for route in routes if route.resource is not None} - NO_PAGES
    paths = [pattern.replace("{id}", photo).replace("{size}", "192") for pattern in sorted(patterns)]
    assert not [path for path in paths if "{" in path], "say what stands for this name"
    return [*paths, f"/chat/history?before={quote((await owner.history())['before'])}"]


async def test_no_page_shows_anybody_what_a_neighbour_said_or_sent(site: Site) -> None:
    owner, photo = await told(site)
    strangers = [await site.resident("R2"), await site.guest_browser(), await site.browser()]
    holding = []
    for path in await pages(site, owner, photo):
        own = await owner.get(path)
        kept = await own.read() if own.content_type == "image/jpeg" else SECRET.encode()
        if own.status != 200 or kept not in await own.read():
            continue
        holding.append(path.partition("?")[0])
        for stranger in strangers:
            answer = await stranger.get(path)
            assert kept not in await answer.read(), path
            assert answer.status == 404 or not path.startswith("/files/"), path
    assert holding == ["/chat/history", f"/files/{photo}", "/chat/history"], "the resident's own pages hold it"


async def test_no_socket_tells_anybody_what_a_neighbour_was_told(site: Site) -> None:
    await told(site)
    for stranger in (await site.resident("R2"), await site.guest_browser()):
        wire = await stranger.socket(seq=0)
        assert await wire.quiet() == []
