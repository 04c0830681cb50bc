"""Draws pages: templates, the language they are in, addresses of static files that change with their content."""

import hashlib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.channels.web.house import PACKAGE, say

LANG_COOKIE = "linli_lang"
SIZE_COOKIE = "linli_size"
SIZES = ("1", "2", "3")  # 18, 24 and 30 px
STATIC = Path(str(files(PACKAGE))) / "static"


@cache
def environment() -> Environment:
    """Return the templates; every value is escaped, a name that is missing is an error."""
    return Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def language(request: web.Request) -> str:
    """Return the language of the page's own words: chosen, or the browser's, else Chinese."""
    chosen = request.query.get("lang") or request.cookies.get(LANG_COOKIE)
    if chosen in ("zh", "en"):
        return chosen
    wanted = request.headers.get("Accept-Language", "").lower()
    return "en" if wanted.startswith("en") else "zh"


def text_size(request: web.Request) -> str:
    """Return the chosen size of type, 1 to 3."""
    size = request.cookies.get(SIZE_COOKIE, "")
    return size if size in SIZES else SIZES[0]


def render(request: web.Request, name: str, /, *, status: int = 200, **values: object) -> web.Response:
    """Return a template as a page."""
    lang = language(request)
    given: Mapping[str, object] = {
        "t": partial(say, lang),
        "lang": lang,
        "other_lang": "zh" if lang == "en" else "en",
        "size": text_size(request),
        "static": static_url,
        "status": status,
        "here": request.path,
    }
    html = environment().get_template(name).render({**given, **values})
    response = web.Response(text=html, content_type="text/html", status=status)
    if request.query.get("lang") in ("zh", "en"):
        response.set_cookie(LANG_COOKIE, lang, max_age=31_536_000, path="/", samesite="Lax", httponly=True)
    return response


def see_other(path: str) -> web.Response:
    """Send a browser on, after a form or to where it belongs."""
    return web.Response(status=303, headers={"Location": path})


@cache
def static_url(name: str) -> str:
    """Return the address of a static file; it changes when the file does."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"
