from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.operations.tests.small import SmallHouse, furnish
from bot.revision import import_models
from bot.testing_tables import Copies
from integrations.database import Store, open_store


@pytest.fixture
def store(database_url: str, copies: Copies) -> Iterator[Store]:
    """A database with the tables of the house, on each kind."""
    import_models("bot")
    opened = open_store(database_url)
    copies.migrate(opened.engine(), ())
    yield opened
    opened.close()


@pytest_asyncio.fixture
async def small(store: Store, tmp_path: Path) -> SmallHouse:
    """A house with one community, its staff and one conversation."""
    await store.write(furnish)
    return SmallHouse(store, tmp_path)


@pytest_asyncio.fixture
async def plain(tmp_path: Path, copies: Copies) -> AsyncIterator[SmallHouse]:
    """The same on SQLite, where the kind of database makes no difference."""
    import_models("bot")
    store = open_store(f"sqlite:///{tmp_path}/plain.sqlite3")
    copies.migrate(store.engine(), ())
    await store.write(furnish)
    yield SmallHouse(store, tmp_path)
    store.close()
