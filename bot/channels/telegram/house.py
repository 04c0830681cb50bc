from typing import Protocol

from actions.texts import load_texts
from bot.counters import Counters
from bot.engine import Engine
from bot.limits import PersonLimits
from bot.settings import Settings
from integrations.clock import Clock
from integrations.database import Store
from integrations.storage import Storage

PACKAGE = "bot.channels.telegram"
CHANNEL = "telegram"


class House(Protocol):
    """What Telegram needs of the running house."""

    @property
    def settings(self) -> Settings: ...  # noqa: D102  named by its type
    @property
    def store(self) -> Store: ...  # noqa: D102
    @property
    def engine(self) -> Engine: ...  # noqa: D102
    @property
    def storage(self) -> Storage: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def limits(self) -> PersonLimits: ...  # noqa: D102
    @property
    def counters(self) -> Counters: ...  # noqa: D102


def say(lang: str, key: str, /, **values: object) -> str:
    """Return a sentence of this channel itself."""
    return str(load_texts(PACKAGE).render(lang, key, values))
