import asyncio
import json

from bot.desk.stream import MOST_STREAMS, Streams
from bot.desk.tests.conftest import Visitor


async def _event(stream: asyncio.StreamReader, name: str) -> dict[str, object]:
    async with asyncio.timeout(5):
        while (await stream.readline()).decode().strip() != f"event: {name}":
            pass
        data: dict[str, object] = json.loads((await stream.readline()).decode().removeprefix("data: "))
        return data


async def test_an_open_page_hears_of_a_change_by_a_colleague(visitor: Visitor) -> None:
    ticket = await visitor.ticket()
    await visitor.become("dispatcher")
    answer = await visitor.client.get("/desk/stream")
    assert answer.content_type == "text/event-stream"
    await _event(answer.content, "hello")  # type: ignore[arg-type]  # it has readline, too
    await visitor.post(f"/desk/tickets/{ticket}", move="take", seen="open|")
    heard = await _event(answer.content, "change")  # type: ignore[arg-type]
    assert heard == {"type": "ticket", "id": ticket}
    answer.close()


async def test_a_page_that_fell_behind_is_told_to_read_everything_afresh(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    answer = await visitor.client.get("/desk/stream")
    await _event(answer.content, "hello")  # type: ignore[arg-type]
    for number in range(500):
        visitor.room.live.publish(f"desk:{visitor.room.ours}", {"type": "ticket", "id": str(number)})
    heard = [await _event(answer.content, "change")]  # type: ignore[arg-type]
    while heard[-1]["id" if "id" in heard[-1] else "type"] != "499":
        heard.append(await _event(answer.content, "change"))  # type: ignore[arg-type]
    assert {"type": "resync"} in heard
    assert len(heard) < 200
    answer.close()


async def test_the_other_communitys_changes_are_not_heard(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    answer = await visitor.client.get("/desk/stream")
    await _event(answer.content, "hello")  # type: ignore[arg-type]
    visitor.room.live.publish(f"desk:{visitor.room.theirs}", {"type": "ticket", "id": "theirs"})
    visitor.room.live.publish(f"desk:{visitor.room.ours}", {"type": "ticket", "id": "ours"})
    assert (await _event(answer.content, "change"))["id"] == "ours"  # type: ignore[arg-type]
    answer.close()


async def test_the_parts_of_a_page_come_as_json(visitor: Visitor) -> None:
    ticket = await visitor.ticket("E-1", kind="emergency", category="gas")
    await visitor.become("dispatcher")
    answer = await visitor.client.get(f"/desk/tickets/{ticket}?part=all")
    parts = await answer.json()
    assert parts["alarms"] == 1
    assert set(parts["parts"]) == {"list", "ticket", "talk"}
    assert "<html" not in parts["parts"]["list"]


async def test_a_session_has_so_many_streams_and_no_more(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    answers = [await visitor.client.get("/desk/stream") for _ in range(MOST_STREAMS)]
    assert (await visitor.client.get("/desk/stream")).status == 429
    await visitor.become("manager")
    other = await visitor.client.get("/desk/stream")
    assert other.status == 200
    for answer in (*answers, other):
        answer.close()


async def test_a_stream_that_ended_is_forgotten() -> None:
    streams = Streams()
    with streams.opened("a") as may:
        assert may
    assert not streams.sessions
    assert not streams.tasks
