"""What holds for every page: headers that let nothing foreign in, proof of origin for forms, plain error pages."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.web.house import house_of, say
from bot.channels.web.pages import language, render
from bot.problem import plain_problem
from bot.sessions import CHAT_COOKIE, csrf_fits, csrf_of, set_cookie
from integrations.database import StoreAway

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
VISIT_COOKIE = "linli_visit"  # ties forms to a browser before there is a session
VISIT_LASTS = timedelta(hours=12)
NEW_VISIT: web.RequestKey[str] = web.RequestKey("new_visit", str)
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
STAY_ENCRYPTED = "max-age=31536000"  # a year; sub-domains are their owners' business
API = "/api/"
# These prove in their own way who speaks: a key, a signature, or the desk's own form check.
OWN_PROOF = ("/desk", API, "/hooks/")
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_KNOWN = frozenset({400, 401, 403, 404, 405, 413, 415, 429, 500, 503})
_FAILED = 500


async def dress(request: web.Request, response: web.StreamResponse) -> None:
    """Give a response its headers; what a handler set itself stays. A failure shows no trace of the code."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "linli"
    if house_of(request).settings.url.startswith("https://"):
        response.headers["Strict-Transport-Security"] = STAY_ENCRYPTED
    if response.status == _FAILED and isinstance(response, web.Response):
        plain = problem(request, _FAILED)
        response.body = plain.body
        response.content_type = plain.content_type
        response.headers["Content-Length"] = str(len(plain.body) if isinstance(plain.body, bytes) else 0)


@web.middleware
async def plain_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn an HTTP error into a page that a resident can read."""
    try:
        response = await handler(request)
    except StoreAway:
        response = problem(request, 503)
    except web.HTTPException as error:
        if error.status < 400 or error.content_type == "application/json":
            raise
        response = problem(request, error.status)
        response.headers.extend({name: error.headers[name] for name in ("Allow",) if name in error.headers})
    visit = request.get(NEW_VISIT)
    if visit and not response.prepared:
        set_cookie(response, VISIT_COOKIE, visit, house_of(request).settings, VISIT_LASTS)
    return response


def problem(request: web.Request, status: int) -> web.Response:
    """Say what went wrong: as a page to a person, as JSON to a script."""
    if request.path.startswith(API):
        return plain_problem(request, status)
    key = f"error.{status if status in _KNOWN else 400}"
    sentence = say(language(request), key)
    if "text/html" in request.headers.get("Accept", ""):
        return render(request, "problem.html", status=status, sentence=sentence)
    return web.json_response({"error": sentence}, status=status)


@web.middleware
async def own_forms_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site makes a browser send."""
    if request.method not in _READS:
        # A key in a header is sent by no browser of its own accord: there is nothing to forge.
        if not request.path.startswith(API) and not same_origin(request):
            raise web.HTTPForbidden
        if not request.path.startswith(OWN_PROOF) and not csrf_fits(anchor(request), await _proof(request)):
            raise web.HTTPForbidden
    return await handler(request)


def same_origin(request: web.Request) -> bool:
    """Say whether a browser sent this from a page of ours; what is no browser names no origin."""
    origin = request.headers.get("Origin")
    if origin is None or (origin == "null" and not _is_socket(request)):
        # Under our own referrer policy browsers name no origin in a form; the form's token proves it then.
        return request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
    ours = {request.host, urlsplit(house_of(request).settings.url).netloc}
    return urlsplit(origin).netloc in ours - {""}


def _is_socket(request: web.Request) -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"


def anchor(request: web.Request) -> str | None:
    """Return the token of this browser that forms are tied to."""
    return request.cookies.get(CHAT_COOKIE) or request.cookies.get(VISIT_COOKIE)


def form_token(request: web.Request) -> str:
    """Return what a form or script of this page must send back; a browser without a token gets one."""
    token = anchor(request) or request.get(NEW_VISIT)
    if not token:
        token = request[NEW_VISIT] = secrets.token_urlsafe(24)
    return csrf_of(token)


async def _proof(request: web.Request) -> str:
    sent = request.headers.get("X-CSRF", "")
    if sent or request.content_type != "application/x-www-form-urlencoded":
        return sent
    value = (await request.post()).get("csrf", "")
    return value if isinstance(value, str) else ""
