import asyncio
from datetime import datetime

from bot.outbox import Lane, OutboxKind, OutboxRow, OutboxState
from bot.ways import SLOW, Way

NOW = datetime.fromisoformat("2026-03-04T10:00:00+08:00")


def row(number: int, lane: Lane = Lane.NORMAL) -> OutboxRow:
    return OutboxRow(
        id=number,
        kind=OutboxKind.MESSAGE,
        lane=lane,
        channel="web",
        thread=f"t{number}",
        body={},
        state=OutboxState.NEW,
        attempts=0,
        due=NOW,
        created_at=NOW,
    )


class Messenger:
    """Takes things at once or when it is told to; the database marks them when it is told to."""

    def __init__(self) -> None:
        self.left: list[int] = []
        self.taken, self.marked, self.second = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.way = Way(self.carry, self.put_off, lambda: None, lambda: None)

    async def carry(self, row: OutboxRow) -> None:
        self.left.append(row.id)
        if len(self.left) == 2:
            self.second.set()
        await self.taken.wait()
        with self.way.marking(row):
            await self.marked.wait()

    async def put_off(self, row: OutboxRow, wait: float) -> None:
        raise AssertionError("nothing here has a pace")

    async def hand_over(self, *rows: OutboxRow) -> None:
        for one in rows:
            self.way.add(one)
        self.way.go()
        await asyncio.sleep(0)
        await asyncio.sleep(0)


async def test_until_one_is_marked_no_other_of_its_lane_leaves() -> None:
    """A crash then sends that one again, and no other."""
    messenger = Messenger()
    messenger.taken.set()
    await messenger.hand_over(row(1), row(2), row(3, Lane.EMERGENCY))
    assert sorted(messenger.left) == [1, 3]
    messenger.marked.set()
    await messenger.way.idle()
    assert sorted(messenger.left) == [1, 2, 3]


async def test_one_that_hangs_keeps_the_next_one_waiting_for_a_moment_only() -> None:
    messenger = Messenger()
    messenger.marked.set()
    await messenger.hand_over(row(1), row(2))
    assert messenger.left == [1]
    await asyncio.wait_for(messenger.second.wait(), 20 * SLOW)
    messenger.taken.set()
    await messenger.way.idle()


async def test_beside_one_that_hangs_the_others_leave_without_waiting() -> None:
    hanging, all_left = asyncio.Event(), asyncio.Event()
    left: list[int] = []

    async def carry(row: OutboxRow) -> None:
        left.append(row.id)
        if len(left) == 30:
            all_left.set()
        if row.id == 1:
            await hanging.wait()

    async def put_off(row: OutboxRow, wait: float) -> None:
        raise AssertionError("nothing here has a pace")

    way = Way(carry, put_off, lambda: None, lambda: None)
    for number in range(1, 31):
        way.add(row(number))
    way.go()
    await asyncio.wait_for(all_left.wait(), 10 * SLOW)  # a moment for each would be more
    hanging.set()
    await way.idle()
