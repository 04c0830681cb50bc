import asyncio
import logging
from collections.abc import Awaitable

from bot.channels.telegram.client import TROUBLE

log = logging.getLogger(__name__)


class Errands:
    """Small calls nobody waits for: stopping a button's clock, taking a keyboard away. What fails is let go."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def do(self, call: Awaitable[object]) -> None:
        """Start a call and come back at once."""
        task = asyncio.create_task(self._run(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until every call has come back."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, call: Awaitable[object]) -> None:
        try:
            await call
        except TROUBLE as error:
            log.debug("a small call to Telegram failed", extra={"error_type": type(error).__name__})
