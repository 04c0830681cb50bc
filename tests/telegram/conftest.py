from collections.abc import AsyncIterator

import pytest_asyncio

from tests.telegram.simulator import Simulator, running


@pytest_asyncio.fixture
async def sim() -> AsyncIterator[Simulator]:
    """A Telegram of its own for one test."""
    async with running() as simulator:
        yield simulator
