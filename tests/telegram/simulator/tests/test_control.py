import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp

from tests.telegram.simulator import TOKEN, Simulator
from tests.telegram.simulator.tests.raw import Raw

ROOT = Path(__file__).parents[4]


async def test_another_process_speaks_for_people(sim: Simulator, raw: Raw) -> None:
    said = await raw.control("say", chat=7, text="报修")
    group = await raw.control("say", chat=-1001, text="大家好", **{"from": 9})
    texts = [update["message"]["text"] for update in await raw.updates()]  # type: ignore[index]
    assert texts == ["报修", "大家好"]
    assert [line["update_id"] for line in await raw.lines("said")] == [said["update_id"], group["update_id"]]
    assert [line["person"] for line in await raw.lines("said")] == [7, 9]


async def test_many_texts_are_said_at_a_rate(sim: Simulator, raw: Raw) -> None:
    answer = await raw.control("bulk", chats=[1, 2, 3], count=30, text="报修 {n} von {chat}", rate=1000)
    assert answer == {"bulk": 1, "count": 30}
    assert await sim.state.updates.bell.until(lambda: len(sim.ledger.said) == 30, 5)
    assert [line["text"] for line in await raw.lines("said?after=28")] == ["报修 29 von 2", "报修 30 von 3"]
    await raw.control("bulk", messages=[{"chat": 4, "text": "one"}, {"chat": -5, "text": "two", "from": 6}])
    assert await sim.state.updates.bell.until(lambda: len(sim.ledger.said) == 32, 5)
    assert (await raw.lines("said?after=31"))[0]["person"] == 6


async def test_a_bulk_needs_messages_or_chats(raw: Raw) -> None:
    assert await raw.control("bulk", count=3) == {"error": "give messages, or chats with count and text"}
    assert await raw.control("say", chat="x", text="y") == {"error": "chat must be a whole number"}


async def test_the_ledger_can_be_read(sim: Simulator, raw: Raw) -> None:
    await raw.control("say", chat=7, text="hi")
    await raw.control("say", chat=8, text="hi")
    for chat in (7, 8, 7):
        await raw.sent(chat, f"to {chat}")
    assert [line["text"] for line in await raw.lines("ledger")] == ["to 7", "to 8", "to 7"]
    assert [line["seq"] for line in await raw.lines("ledger?chat=7&after=1")] == [3]
    assert (await raw.lines("ledger"))[0]["fault"] == ""
    state = await raw.state()
    assert (state["said"], state["accepted"], state["violations"], state["pending"]) == (2, 3, 0, 2)
    assert [line["taken"] for line in await raw.lines("said")] == [False, False]


async def test_buttons_faults_and_switches_are_within_reach(sim: Simulator, raw: Raw) -> None:
    await raw.control("say", chat=7, text="hi")
    await raw.sent(7, reply_markup={"inline_keyboard": [[{"text": "Tap", "callback_data": "x"}]]})
    assert (await raw.control("press", chat=7, label="Tap"))["query"]
    assert "no button" in str(await raw.control("press", chat=7, label="Nothing"))
    assert (await raw.control("faults", storm=0.5, retry_after=2, methods=["sendMessage"]))["storm"] == 0.5
    assert (await raw.control("faults", clear=True, next="error", times=1))["storm"] == 0.0
    assert (await raw.refusal("sendMessage", chat_id=7, text="x")).startswith("500")
    assert "no such fault" in str(await raw.control("faults", strom=1))
    assert await raw.control("options", twice=True, enforce=True) == {
        "twice": True,
        "ordered": True,
        "enforce": True,
        "jitter": 0.0,
    }
    assert await raw.control("block", chat=7) == {"blocked": True}
    assert await raw.control("block", chat=7, blocked=False) == {"blocked": False}
    assert await raw.control("push", message="poison") == {"update_id": sim.state.updates.last}
    await raw.call("sendMesage")
    assert await raw.lines("violations") == [{"method": "sendMesage", "problems": ["unknown method sendMesage"]}]


async def test_it_runs_as_a_process_of_its_own() -> None:
    command = (sys.executable, "-m", "tests.telegram.simulator", "--port", "0")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=pipe, env=os.environ.copy())
    assert process.stdout is not None
    base = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as session:
        raw = Raw(base, TOKEN, session)
        await raw.control("say", chat=7, text="hello")
        assert len(await raw.updates()) == 1
        await raw.sent(7, "answer")
        assert [line["text"] for line in await raw.lines("ledger")] == ["answer"]
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


async def test_ten_thousand_messages_pass(sim: Simulator, raw: Raw) -> None:
    await raw.control("bulk", chats=list(range(1, 201)), count=10_000, text="{n}")
    offset = taken = 0
    while taken < 10_000:
        updates = await raw.updates(offset=offset, timeout=5)
        taken += len(updates)
        offset = int(str(updates[-1]["update_id"])) + 1
    state = await raw.state()
    assert (state["said"], len({entry.update_id for entry in sim.ledger.said})) == (10_000, 10_000)
