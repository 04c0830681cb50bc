from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.api.tests.premises import Premises, open_door, open_premises


@pytest_asyncio.fixture
async def premises(tmp_path: Path) -> AsyncIterator[Premises]:
    async with open_premises(tmp_path) as closed, open_door(closed) as premises:
        yield premises
