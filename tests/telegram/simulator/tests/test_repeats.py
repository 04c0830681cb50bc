import asyncio

from tests.telegram.simulator import Fault, Simulator
from tests.telegram.simulator.ledger import Send
from tests.telegram.simulator.repeats import repeats
from tests.telegram.simulator.tests.raw import Raw


def sent(seq: int, text: str, fault: Fault = Fault.NONE, answered: bool = True, accepted: bool = True) -> Send:
    entry = Send(seq, seq, "sendMessage", 7, text, 200, accepted, fault=fault)
    entry.answered = answered
    return entry


def test_a_repeat_without_excuse_is_found() -> None:
    found = repeats([sent(1, "a"), sent(2, "b"), sent(3, "a")])
    assert [(repeat.seq, repeat.earlier, repeat.excused) for repeat in found] == [(3, 1, "")]


def test_an_accepted_message_without_answer_excuses_its_repeat() -> None:
    first = [sent(1, "a", Fault.DROP, answered=False), sent(2, "a"), sent(3, "b", answered=False), sent(4, "b")]
    assert [repeat.excused for repeat in repeats(first)] == ["drop", "unheard"]


def test_a_refused_message_is_no_repeat() -> None:
    assert repeats([sent(1, "a", Fault.STORM, accepted=False), sent(2, "a")]) == []


async def test_a_bot_that_is_gone_leaves_its_message_unheard(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    body = b'{"chat_id": 7, "text": "hello"}'
    lines = (f"POST /bot{raw.token}/sendMessage HTTP/1.1", "Host: x", "Content-Type: application/json")
    head = "\r\n".join((*lines, f"Content-Length: {len(body)}", "", "")).encode()
    _, writer = await asyncio.open_connection("127.0.0.1", int(raw.base.rpartition(":")[2]))
    writer.write(head + body)
    writer.transport.abort()
    await sim.user(7).hears("hello")
    await raw.sent(7, "hello")
    assert [repeat.excused for repeat in sim.repeats()] == ["unheard"]
