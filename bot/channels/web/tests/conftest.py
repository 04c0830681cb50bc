from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.channels.web.tests.visit import Site, open_site


@pytest_asyncio.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(tmp_path) as site:
        yield site


@pytest_asyncio.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(tmp_path, demo=True) as site:
        yield site
