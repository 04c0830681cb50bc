"""Every route of the whole house: its headers, and that it opens to nobody without a session or a key."""

import itertools
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from bot.api.tests.premises import Premises, open_door, open_premises
from bot.channels.web.middleware import HEADERS
from bot.operations import make_operations

# Each is open to everybody for a reason; whatever else there is asks who comes.
OPEN = {
    "/": "the front door",
    "/offline": "shown by the browser itself when the network is gone",
    "/enter": "the ways in",
    "/enter/code": "a way in: it takes a slip's code",
    "/enter/demo": "a way in that exists in the demo only",
    "/enter/guest": "a way in for somebody we do not know",
    "/in": "a slip's link, a way in",
    "/out": "signing out a browser that is not signed in changes nothing",
    "/kiosk": "stands in the lobby; it tells nobody anything personal",
    "/kiosk/ws": "the kiosk's socket; where kiosks have keys it asks for one",
    "/kiosk/in": "takes a kiosk's key, a way in",
    "/kiosk/notices": "shows what hangs in the hall anyway",
    "/manifest.webmanifest": "names and icons",
    "/icon-{size}.png": "an icon",
    "/sw.js": "a script",
    "/static": "styles, scripts, pictures",
    "/desk/signin": "the desk's way in",
    "/desk/demo": "a way in that exists in the demo only",
    "/desk/static/{name}": "styles and scripts",
    "/api/openapi.json": "the description of the API",
    "/healthz": "says that the process lives, and nothing else",
    "/readyz": "says whether it can work, and nothing else",
    "/metrics": "figures without names, for the operator's network",
}
OWN_PROOF = ("/hooks/",)  # a messenger proves itself by its own secret, tested where it is
VALUES = ("0" * 32, "1", "inbox", "desk.css", "192", "fees", "fees.unpaid_by_home")  # of what stands in paths
SHUT = {401, 303, 403, 404}
FORBIDDEN_TO_FORMS = 403  # a form without its proof


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[Premises]:
    async with open_premises(tmp_path, url="https://linli.example") as closed:
        make_operations(closed.app, closed.application)
        async with open_door(closed) as premises:
            yield premises


def doors(application: web.Application) -> list[tuple[str, str, str]]:
    """Return method, pattern and a path that fits, for every route."""
    found = []
    for route in application.router.routes():
        assert route.resource is not None
        if route.method != "HEAD":
            method = "GET" if route.method == "*" else route.method
            found.append((method, route.resource.canonical, _path(route.resource)))
    return found


def _path(resource: web.AbstractResource) -> str:
    """Make a path that a resource answers to."""
    pattern = resource.get_info().get("pattern")
    if pattern is None:
        return "/static/base.css" if resource.canonical == "/static" else resource.canonical
    parts = re.split(r"\{\w+\}", resource.canonical)
    tries = itertools.product(VALUES, repeat=len(parts) - 1)
    made = ("".join(itertools.chain(*zip(parts, (*values, ""), strict=True))) for values in tries)
    return next(path for path in made if pattern.fullmatch(path))


async def test_every_route_asks_who_comes_unless_it_is_open_for_a_reason(house: Premises) -> None:
    assert house.client is not None
    checked = 0
    for method, pattern, path in doors(house.application):
        if pattern in OPEN or pattern.startswith(OWN_PROOF):
            continue
        answer = await house.client.request(method, path, allow_redirects=False, headers={"Accept": "text/html"})
        body = await answer.text()
        assert answer.status in SHUT, (method, pattern, answer.status)
        if answer.status == 303:
            assert answer.headers["Location"].startswith(("/enter", "/desk")), (method, pattern)
        if answer.status == 404:
            assert pattern.startswith("/files/"), (method, pattern, "only a file may not even be admitted to")
        if answer.status == FORBIDDEN_TO_FORMS:
            assert method == "POST", (method, pattern)
        if pattern.startswith("/api/"):
            assert answer.status == 401, (method, pattern)
        assert "云栖里" not in body, (method, pattern)
        checked += 1
    assert checked > 30


async def test_every_answer_carries_the_strict_headers(house: Premises) -> None:
    assert house.client is not None
    for method, pattern, path in doors(house.application):
        answer = await house.client.request(method, path, allow_redirects=False)
        missing = [name for name in HEADERS if name not in answer.headers]
        assert missing == [], (method, pattern)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), (method, pattern)
        assert "unsafe" not in policy, (method, pattern)
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000"), (method, pattern)
        assert answer.headers["Server"] == "linli"
        assert "Access-Control-Allow-Origin" not in answer.headers
        answer.close()


async def test_without_tls_nobody_is_told_to_insist_on_it(tmp_path: Path) -> None:
    async with open_premises(tmp_path) as closed, open_door(closed) as house:
        answer = await house.call("GET", "/")
        assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/v1/tickets", "/api/openapi.json", "/nowhere"])
async def test_an_error_carries_them_too(house: Premises, path: str) -> None:
    answer = await house.call("PATCH", path)
    assert answer.status in {403, 404, 405}
    assert set(HEADERS) <= set(answer.headers)
