"""A house for one conversation after the other: between two of them its database is put back as it was."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from actions.registry import Registry
from bot.app import Parts
from bot.settings import Settings
from bot.simulation.memory import MemoryStore
from bot.testing import Talk, at_the_door, talk_in
from integrations.sqlite import sqlite_module
from nlu.types import Engine as Understander


@dataclass(frozen=True, slots=True)
class House:
    """An open database with a community. Everything else is built anew for each conversation."""

    settings: Settings
    document: dict[str, Any]
    community: str
    parts: Parts
    store: MemoryStore

    @property
    def registry(self) -> Registry:
        """The scenarios of the house."""
        assert self.parts.registry is not None, "it was built with one"  # noqa: S101
        return self.parts.registry

    @contextlib.asynccontextmanager
    async def fresh(self) -> AsyncIterator[Talk]:
        """Stand at the door of a house in which nobody has spoken yet."""
        self.store.put_back()
        now = datetime.fromisoformat(self.document["now"])
        async with at_the_door(self.settings, self.parts, now) as guest:
            guest.community = self.community
            yield guest


@contextlib.asynccontextmanager
async def house_in(
    folder: Path, document: dict[str, Any], understander: Understander, registry: Registry
) -> AsyncIterator[House]:
    """Load a community in a folder, and keep what came out in memory."""
    async with talk_in(folder, document, understander=understander, registry=registry) as guest:
        settings, community = guest.app.settings, guest.community
    file = make_url(settings.database_url).database
    with contextlib.closing(sqlite_module().connect(":memory:")) as rows:
        with contextlib.closing(sqlite_module().connect(file)) as loaded:
            loaded.backup(rows)
        with contextlib.closing(MemoryStore(rows)) as store:
            parts = Parts(understander=understander, registry=registry, store=store)
            yield House(settings, document, community, parts, store)
