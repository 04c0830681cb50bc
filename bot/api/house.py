"""What the API needs of the running house, and who calls."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import web

from actions.channel import Channel
from actions.registry import Registry
from bot.desk.house import Person
from bot.engine import Engine
from bot.keys import Known
from bot.limits import Limit, PersonLimits
from bot.live import Live
from bot.settings import Settings
from integrations.clock import Clock
from integrations.database import Store
from integrations.storage import Storage

PACKAGE = "bot.api"
CHANNEL = "api"


class House(Protocol):
    """What the API needs of the running house."""

    @property
    def settings(self) -> Settings: ...  # noqa: D102  named by its type
    @property
    def store(self) -> Store: ...  # noqa: D102
    @property
    def registry(self) -> Registry: ...  # noqa: D102
    @property
    def engine(self) -> Engine: ...  # noqa: D102
    @property
    def live(self) -> Live: ...  # noqa: D102
    @property
    def storage(self) -> Storage: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def channels(self) -> dict[str, Channel]: ...  # noqa: D102
    @property
    def limits(self) -> PersonLimits: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much one key or address may ask of the house."""

    wrong_keys: Limit = field(default_factory=lambda: Limit(20, 0.1))  # an address
    calls: Limit = field(default_factory=lambda: Limit(100, 20))  # a key
    files: Limit = field(default_factory=lambda: Limit(12, 0.2))  # a thread
    streams: int = 4  # open at once, a key
    longest_wait: float = 30.0  # seconds a poll waits for a reply
    longest_stream: float = 3600.0  # seconds


@dataclass(slots=True)
class Api:
    """The state of the API in this process."""

    house: House
    bounds: Bounds
    streams: "Counter[str]" = field(default_factory=Counter)
    waiting: "set[asyncio.Task[Any]]" = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Caller:
    """A program behind a channel key."""

    api: Api
    request: web.Request
    key: Known

    @property
    def house(self) -> House:
        """The house that is called."""
        return self.api.house

    def own(self, foreign: str) -> str:
        """Return another program's id as the house knows it: no key ever meets another key's threads."""
        return f"{self.key.id}:{foreign}"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff behind a token, with the rights of their role."""

    api: Api
    request: web.Request
    key: Known
    person: Person

    @property
    def house(self) -> House:
        """The house that is called."""
        return self.api.house
