from typing import Protocol

from actions.registry import Registry
from bot.counters import Counters
from bot.engine import Engine
from bot.settings import Settings
from integrations.clock import Clock
from integrations.database import Store

WORKS = frozenset({"all", "worker"})  # roles that make turns, run jobs and send


class House(Protocol):
    """What operations need of the running house."""

    @property
    def settings(self) -> Settings: ...  # noqa: D102  named by its type
    @property
    def store(self) -> Store: ...  # noqa: D102
    @property
    def registry(self) -> Registry: ...  # noqa: D102
    @property
    def engine(self) -> Engine: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def counters(self) -> Counters: ...  # noqa: D102
    @property
    def role(self) -> str:
        """What this process does: all, web or worker."""
        ...
