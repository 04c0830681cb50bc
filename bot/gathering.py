"""What comes while one batch is being written shares the next one: one write for many, and none waits for a timer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Gathering(Generic[T]):
    """Hands items to `write` in batches, one batch at a time, in the order they came."""

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[None]]) -> None:
        self._write = write
        self._waiting: list[tuple[T, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def add(self, item: T) -> None:
        """Return when the batch with this item has been written; raise what the write raised."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._task is None:
            self._task = asyncio.create_task(self._drain())
        await done

    async def _drain(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                failure = await self._written([item for item, _ in batch])
                for _, done in batch:
                    if not done.done():
                        done.set_exception(failure) if failure else done.set_result(None)
        finally:
            self._task = None

    async def _written(self, items: Sequence[T]) -> Exception | None:
        try:
            await self._write(items)
        except Exception as failure:  # noqa: BLE001  it belongs to those who wait for this batch
            return failure
        return None
