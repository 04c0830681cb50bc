import asyncio

import aiohttp
import pytest

from tests.telegram.simulator import Fault, Simulator
from tests.telegram.simulator.tests.raw import Raw


async def opened(sim: Simulator) -> None:
    await sim.user(7).starts()


async def test_a_storm_refuses_and_says_how_long(sim: Simulator, raw: Raw) -> None:
    await opened(sim)
    sim.faults.set(storm=1.0, retry_after=3)
    status, body = await raw.call("sendMessage", chat_id=7, text="hello")
    assert (status, body["parameters"]) == (429, {"retry_after": 3})
    sim.faults.clear()
    await raw.sent(7)
    assert [(entry.fault, entry.accepted) for entry in sim.ledger.sends] == [(Fault.STORM, False), (Fault.NONE, True)]


async def test_an_error_accepts_nothing(sim: Simulator, raw: Raw) -> None:
    await opened(sim)
    sim.faults.next(Fault.ERROR)
    assert await raw.refusal("sendMessage", chat_id=7, text="hello") == "500 Internal Server Error"
    assert sim.user(7).inbox == []


@pytest.mark.parametrize(("fault", "messages"), [(Fault.RESET, 0), (Fault.DROP, 1)])
async def test_a_connection_breaks_before_or_after_acceptance(
    sim: Simulator, raw: Raw, fault: Fault, messages: int
) -> None:
    await opened(sim)
    sim.faults.next(fault)
    with pytest.raises(aiohttp.ClientError):
        await raw.call("sendMessage", chat_id=7, text="hello")
    assert len(sim.user(7).inbox) == messages
    entry = sim.ledger.sends[0]
    assert (entry.fault, entry.accepted, entry.answered) == (fault, bool(messages), False)


async def test_a_message_is_accepted_and_never_answered(sim: Simulator, raw: Raw) -> None:
    await opened(sim)
    sim.faults.next(Fault.HANG)
    call = asyncio.create_task(raw.call("sendMessage", chat_id=7, text="hello"))
    await sim.user(7).hears("hello")
    assert not call.done()
    call.cancel()
    entry = sim.ledger.sends[0]
    assert (entry.accepted, entry.answered, entry.fault) == (True, False, Fault.HANG)


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.SLOW])
async def test_an_answer_comes_late(sim: Simulator, raw: Raw, fault: Fault) -> None:
    await opened(sim)
    sim.faults.set(hang_for=0.05, slow_for=0.05)
    sim.faults.next(fault)
    before = asyncio.get_running_loop().time()
    await raw.sent(7)
    assert asyncio.get_running_loop().time() - before >= 0.05
    assert sim.ledger.sends[0].answered


async def test_shares_are_kept_and_repeatable(sim: Simulator) -> None:
    drawn = []
    for _ in range(2):
        sim.faults.set(storm=0.2, drop=0.1, seed=9)
        drawn.append([sim.faults.draw("sendMessage") for _ in range(1000)])
    assert drawn[0] == drawn[1]
    assert 150 < drawn[0].count(Fault.STORM) < 250
    assert 60 < drawn[0].count(Fault.DROP) < 140


async def test_faults_strike_only_the_methods_they_are_meant_for(sim: Simulator, raw: Raw) -> None:
    sim.faults.set(error=1.0)
    await raw.result("getMe")
    sim.faults.set(methods=("getMe",))
    assert (await raw.refusal("getMe")).startswith("500")


async def test_an_unknown_setting_is_refused(sim: Simulator) -> None:
    with pytest.raises(ValueError, match="no such fault setting"):
        sim.faults.set(strom=1.0)
