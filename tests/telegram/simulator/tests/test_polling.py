import asyncio

from tests.telegram.simulator import Simulator
from tests.telegram.simulator.tests.raw import Raw, ids


async def test_an_update_comes_again_until_it_is_confirmed(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).says("one")
    await sim.user(7).says("two")
    first = ids(await raw.updates())
    assert ids(await raw.updates()) == first
    assert ids(await raw.updates(offset=first[0] + 1)) == first[1:]
    assert await raw.updates(offset=first[1] + 1) == []
    assert await raw.updates() == []


async def test_a_negative_offset_forgets_all_but_the_last(sim: Simulator, raw: Raw) -> None:
    for text in "abc":
        await sim.user(7).says(text)
    assert [update["message"]["text"] for update in await raw.updates(offset=-1)] == ["c"]  # type: ignore[index]
    assert len(await raw.updates()) == 1


async def test_the_limit_is_kept(sim: Simulator, raw: Raw) -> None:
    for _ in range(120):
        await sim.user(7).says("x")
    assert len(await raw.updates(limit=3)) == 3
    assert len(await raw.updates()) == 100
    assert "limit" in await raw.refusal("getUpdates", limit=101)


async def test_a_poll_waits_for_something_new(sim: Simulator, raw: Raw) -> None:
    poll = asyncio.create_task(raw.updates(timeout=30))
    assert await sim.polled()
    assert not poll.done()
    await sim.user(7).says("hello")
    assert len(await asyncio.wait_for(poll, 5)) == 1


async def test_a_poll_ends_empty_when_its_time_is_over(raw: Raw) -> None:
    assert await raw.updates(timeout=1) == []


async def test_a_second_poller_throws_the_first_one_out(sim: Simulator, raw: Raw) -> None:
    first = asyncio.create_task(raw.refusal("getUpdates", timeout=30))
    assert await sim.polled()
    second = asyncio.create_task(raw.updates(timeout=30))
    assert (await first).startswith("409 Conflict: terminated by other getUpdates request")
    await sim.user(7).says("hello")
    assert len(await second) == 1


async def test_polling_is_refused_while_a_webhook_is_set(raw: Raw) -> None:
    await raw.result("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await raw.refusal("getUpdates")).startswith("409 Conflict: can't use getUpdates method while webhook")
    await raw.result("deleteWebhook")
    assert await raw.updates() == []


async def test_setting_a_webhook_ends_a_poll(sim: Simulator, raw: Raw) -> None:
    poll = asyncio.create_task(raw.refusal("getUpdates", timeout=30))
    assert await sim.polled()
    await raw.result("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await poll).startswith("409")


async def test_kinds_that_were_not_asked_for_do_not_come(sim: Simulator, raw: Raw) -> None:
    await raw.updates(allowed_updates=["callback_query"])
    await sim.user(7).says("hello")
    assert await raw.updates() == []
    await raw.updates(allowed_updates=[])
    await sim.user(7).says("hello")
    sim.push({"message_reaction": {}})
    assert [set(update) for update in await raw.updates()] == [{"update_id", "message"}]


async def test_a_lost_confirmation_brings_an_update_twice_and_no_more(sim: Simulator, raw: Raw) -> None:
    sim.twice = True
    await sim.user(7).says("hello")
    first = ids(await raw.updates())
    assert ids(await raw.updates(offset=first[0] + 1)) == first
    assert await raw.updates(offset=first[0] + 1) == []


async def test_anything_can_be_pushed(sim: Simulator, raw: Raw) -> None:
    number = sim.push({"message": "not an object"})
    update = {"update_id": number, "message": "not an object"}
    assert await raw.updates() == [update]
    sim.state.own_errors.clear()  # this update was meant to break the description


async def test_whole_updates_come_in_the_order_given(sim: Simulator, raw: Raw) -> None:
    sim.deliver([{"update_id": 12}, {"update_id": 10}, {"update_id": 11}])
    assert ids(await raw.updates()) == [12, 10, 11]


async def test_what_was_held_back_is_polled_by_id(sim: Simulator, raw: Raw) -> None:
    async with sim.shuffled(seed=3):
        for text in "abcdef":
            await sim.user(7).says(text)
        assert await raw.updates() == []
    got = ids(await raw.updates())
    assert got == sorted(got)
    assert len(got) == 6
