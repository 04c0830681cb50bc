"""Draws the desk's pages: templates, times and ages as staff read them, headers that let nothing else in."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from actions.texts import load_texts
from bot.desk.house import PACKAGE, Person

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
STATIC = Path(str(files(PACKAGE))) / "static"
Say = Callable[..., str]


@cache
def static_url(name: str) -> str:
    """Return the address of a static file; it changes when the file does."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/desk/static/{name}?v={digest}"


def environment() -> Environment:
    """Return the templates; every value is escaped, a name that is missing is an error."""
    return Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def say_in(lang: str) -> Say:
    """Return the function with which templates say a sentence."""
    texts = load_texts(PACKAGE)

    def say(key: str, /, **values: object) -> str:
        return str(texts.render(lang, key, values))

    return say


def name_in(lang: str, group: str, value: str) -> str:
    """Say a value of a closed set (kind.repair); one that nobody translated yet stays as it is."""
    key = f"{group}.{value}"
    texts = load_texts(PACKAGE)
    return str(texts.render(lang, key, {})) if texts.has(key) else value


def age(now: datetime, since: datetime, say: Say) -> str:
    """Say how long something has waited.

    >>> from datetime import UTC
    >>> now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    >>> [age(now, now - timedelta(minutes=n), say_in("en")) for n in (0, 5, 125, 4000)]
    ['just now', '5 min', '2 h', '2 d']
    """
    minutes = int((now - since) / timedelta(minutes=1))
    if minutes < 1:
        return say("time.now")
    if minutes < 60:
        return say("time.minutes", n=minutes)
    if minutes < 48 * 60:
        return say("time.hours", n=minutes // 60)
    return say("time.days", n=minutes // (24 * 60))


def stamp(person: Person, now: datetime, when: datetime) -> str:
    """Say a time of this community: 14:05 today, 03-04 14:05 otherwise, with the year where it differs."""
    local, today = person.local(when), person.local(now)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d %H:%M}"


class Pages:
    """Renders templates for a person, or for somebody who is not signed in yet."""

    def __init__(self) -> None:
        self._environment = environment()

    def draw(self, name: str, person: Person, now: datetime, csrf: str, values: Mapping[str, object]) -> str:
        """Return a template filled in for a person."""
        say = say_in(person.lang)
        given = {
            "t": say,
            "named": partial(name_in, person.lang),
            "stamp": partial(stamp, person, now),
            "age": lambda since: age(now, since, say),
            "link": link,
            "static": static_url,
            "lang": person.lang,
            "person": person,
            "csrf": csrf,
        }
        return self._environment.get_template(name).render({**given, **values})

    def draw_outside(self, name: str, lang: str, values: Mapping[str, object]) -> str:
        """Return a template for somebody who is not signed in."""
        given: dict[str, object] = {"t": say_in(lang), "named": partial(name_in, lang), "lang": lang, "person": None}
        given["static"] = static_url
        return self._environment.get_template(name).render({**given, **values})


def link(path: str, query: Mapping[str, str] | None = None) -> str:
    """Return an address with its query."""
    return f"{path}?{urlencode(query)}" if query else path


def page(html: str, status: int = 200) -> web.Response:
    """Return a page that no cache keeps and no other site frames."""
    return web.Response(text=html, status=status, content_type="text/html", headers=HEADERS)
