from typing import Protocol

from aiohttp import web

from actions.channel import Channel
from actions.texts import load_texts
from bot.engine import Engine
from bot.limits import PersonLimits
from bot.live import Live
from bot.settings import Settings
from integrations.clock import Clock
from integrations.database import Store
from integrations.storage import Storage

PACKAGE = "bot.channels.web"


class House(Protocol):
    """What the web pages need of the running house."""

    @property
    def settings(self) -> Settings: ...  # noqa: D102  named by its type
    @property
    def store(self) -> Store: ...  # noqa: D102
    @property
    def engine(self) -> Engine: ...  # noqa: D102
    @property
    def storage(self) -> Storage: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def live(self) -> Live: ...  # noqa: D102
    @property
    def limits(self) -> PersonLimits: ...  # noqa: D102
    @property
    def channels(self) -> dict[str, Channel]: ...  # noqa: D102


HOUSE: web.AppKey[House] = web.AppKey("house")


def house_of(request: web.Request) -> House:
    """Return the house whose pages these are."""
    return request.app[HOUSE]


def say(lang: str, key: str, /, **values: object) -> str:
    """Return a sentence of the pages themselves."""
    return str(load_texts(PACKAGE).render(lang, key, values))


def words(lang: str, group: str) -> dict[str, str]:
    """Return every sentence of a group (`js`), for the scripts of a page."""
    texts = load_texts(PACKAGE)
    keys = sorted(key for key in texts.keys(lang) if key.startswith(f"{group}."))
    return {key.removeprefix(f"{group}."): texts.raw(lang, key) for key in keys}
