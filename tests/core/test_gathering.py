import asyncio
from collections.abc import Sequence

import pytest

from bot.gathering import Gathering


class Slow:
    """Writes when it is told to, and remembers its batches."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.go = asyncio.Event()
        self.fails = False

    async def write(self, items: Sequence[int]) -> None:
        self.batches.append(list(items))
        await self.go.wait()
        if self.fails:
            raise ConnectionError("away")


async def test_what_comes_while_a_batch_is_written_shares_the_next_one() -> None:
    slow = Slow()
    gathering = Gathering(slow.write)
    adding = [asyncio.create_task(gathering.add(n)) for n in range(1)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    adding += [asyncio.create_task(gathering.add(n)) for n in range(1, 5)]
    await asyncio.sleep(0)
    slow.go.set()
    await asyncio.gather(*adding)
    assert slow.batches == [[0], [1, 2, 3, 4]]


async def test_nothing_returns_before_it_is_written() -> None:
    slow = Slow()
    adding = asyncio.create_task(Gathering(slow.write).add(1))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not adding.done()
    slow.go.set()
    await adding


async def test_a_batch_that_failed_says_so_to_its_own_and_the_next_one_is_written() -> None:
    slow = Slow()
    slow.fails = True
    slow.go.set()
    gathering = Gathering(slow.write)
    with pytest.raises(ConnectionError):
        await gathering.add(1)
    slow.fails = False
    await gathering.add(2)
    assert slow.batches == [[1], [2]]


async def test_somebody_who_stops_waiting_holds_up_nobody() -> None:
    slow = Slow()
    gathering = Gathering(slow.write)
    gone, stays = asyncio.create_task(gathering.add(1)), asyncio.create_task(gathering.add(2))
    await asyncio.sleep(0)
    gone.cancel()
    slow.go.set()
    await stays
    assert [item for batch in slow.batches for item in batch] == [1, 2]
