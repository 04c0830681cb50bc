import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.ordering import PATIENCE, Gaps, Lines, Order


def test_the_first_of_all_waits_because_nobody_knows_what_came_before() -> None:
    gaps = Gaps()
    gaps.saw(7, 0.0)
    assert not gaps.closed(7, 0.29)
    assert gaps.closed(7, 0.3)


def test_what_follows_directly_does_not_wait() -> None:
    gaps = Gaps()
    gaps.saw(7, 0.0)
    assert gaps.closed(7, 0.3)
    gaps.saw(8, 0.3)
    assert gaps.closed(8, 0.3)


def test_a_late_one_and_one_from_a_new_count_do_not_wait() -> None:
    gaps = Gaps()
    gaps.saw(7, 0.0)
    assert gaps.closed(7, 0.3)
    gaps.saw(6, 0.4)
    assert gaps.closed(6, 0.4)


@given(st.permutations(range(20)))
def test_in_any_order_the_gap_is_closed_when_the_last_one_came(order: list[int]) -> None:
    gaps = Gaps()
    gaps.saw(-1, 0.0)
    assert gaps.closed(-1, 0.3)
    for number in order:
        gaps.saw(number, 1.0)
        came = order[: order.index(number) + 1]
        for other in came:
            assert gaps.closed(other, 1.1) == (set(range(other)) <= set(came))


async def test_a_line_lets_the_smallest_pass_first() -> None:
    lines, passed = Lines(), []
    holding = asyncio.Event()

    async def walk(number: int) -> None:
        async with lines.place(1, number) as in_front:
            await holding.wait()
            await in_front()
            passed.append(number)

    walkers = [asyncio.create_task(walk(number)) for number in (5, 3, 4, 3)]
    await asyncio.sleep(0)  # all of them stand in line
    holding.set()
    await asyncio.gather(*walkers)
    assert passed == [3, 3, 4, 5]


async def test_where_others_take_updates_too_the_wait_goes_along() -> None:
    order = Order(Gaps(), hold=False)
    async with order.turn(1, 10) as wait:
        assert wait == PATIENCE
    async with order.turn(1, 11) as wait:
        assert wait == PATIENCE
