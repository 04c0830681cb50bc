"""Several short messages, one answer; and what is never held back."""

import asyncio
import subprocess
import sys
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from actions.message import Message, MessageKind
from actions.ticket import Ticket
from bot.inbox import InboxRow, InboxState
from bot.joining import Line
from bot.outbox import OutboxRow
from bot.testing import Talk, texts
from tests.conftest import House
from tests.core.test_turn import _take_over

JOINED, DONE, HELD, FAILED = InboxState.JOINED, InboxState.DONE, InboxState.HELD, InboxState.FAILED
PATIENT = 4.0  # seconds; nobody waits for them here: the next message comes first


async def states(talk: Talk) -> list[str]:
    return await talk.read(lambda db: list(db.scalars(select(InboxRow.state).order_by(InboxRow.id))))


async def noted(talk: Talk) -> list[str]:
    query = select(Ticket.text).where(Ticket.kind != "handoff").order_by(Ticket.created_at)
    return await talk.read(lambda db: list(db.scalars(query)))


async def types(talk: Talk, *said: str | Message) -> None:
    """Let somebody send one message after the other, faster than the house waits."""
    talk.app.engine.queue.joining.longest = PATIENT
    for one in said:
        await talk.app.engine.accept(one if isinstance(one, Message) else talk.message(one))
    await talk.app.drain()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each wait for the rest was ended by the next message, and not by its time."""
    ended: list[bool] = []
    rings = Line.rings

    async def noting(line: Line, seconds: float) -> None:
        await rings(line, seconds)
        ended.append(line._bell.is_set())

    monkeypatch.setattr(Line, "rings", noting)
    return ended


async def before_the_night(house: House, *said: tuple[str, dict[str, Any]]) -> None:
    """Store messages in a house that ends before it handles them."""
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        talk.app.engine.queue._stopping = True
        for text, more in said:
            await talk.app.engine.accept(talk.message(text, **more))


async def test_five_short_messages_get_one_answer(toy_talk: Talk) -> None:
    await types(toy_talk, "喂", "那个", "note the tap and", "the door and", "the lamp")
    assert texts(toy_talk.mine()) == "记下了，单号 T-1。"
    assert await noted(toy_talk) == ["note the tap and the door and the lamp"]
    assert await states(toy_talk) == [JOINED] * 4 + [DONE]
    causes = await toy_talk.read(lambda db: db.scalars(select(OutboxRow.cause)).all())
    assert causes == [5], "the answer is to the last of them"


async def test_nobody_waits_for_ever_for_the_rest(toy_talk: Talk) -> None:
    toy_talk.app.engine.queue.joining.longest = 0.05
    assert texts(await toy_talk.says("note the tap and")) == "记下了，单号 T-1。"
    assert await states(toy_talk) == [DONE]


async def test_others_are_answered_while_somebody_is_still_speaking(toy_talk: Talk) -> None:
    engine = toy_talk.app.engine
    engine.queue.joining.longest = PATIENT
    await engine.accept(toy_talk.message("note the tap and"))
    await engine.accept(toy_talk.message("note other", thread="other", sender="other"))
    await engine.settled("other", "web")
    assert await states(toy_talk) == [InboxState.NEW, DONE]
    await types(toy_talk, "the door")
    assert await noted(toy_talk) == ["note other", "note the tap and the door"]


@pytest.mark.parametrize(
    ("text", "more", "result"),
    [
        ("say:affirm@99", {"kind": MessageKind.BUTTON}, [DONE, DONE]),
        ("", {"kind": MessageKind.PHOTO, "files": ("photo-1",)}, [DONE, DONE]),
        ("toy.opened:done", {"kind": MessageKind.OUTCOME, "sender": ""}, [DONE, DONE]),
        ("救命啊", {}, [JOINED, DONE]),
        ("note something else", {"sender": "another voice in the group"}, [DONE, DONE]),
    ],
    ids=["a button", "a photo", "an outcome", "a cry for help", "another voice"],
)
async def test_what_cannot_wait_ends_the_wait(
    toy_talk: Talk, waits: list[bool], text: str, more: dict[str, Any], result: list[str]
) -> None:
    await types(toy_talk, "note the tap and", toy_talk.message(text, **more))
    assert all(waits)
    assert await states(toy_talk) == result


async def test_what_stands_for_itself_has_its_own_answer(toy_talk: Talk) -> None:
    await types(toy_talk, "note one", "note two", "plain")
    assert await states(toy_talk) == [DONE] * 3
    assert await noted(toy_talk) == ["note one", "note two"]


async def test_fragments_that_waited_over_night_are_one_message(house: House) -> None:
    await before_the_night(house, ("喂", {}), ("note the tap and", {}), ("the door", {}))
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        await talk.app.drain()
        assert await states(talk) == [JOINED, JOINED, DONE]
        assert texts(talk.mine()) == "记下了，单号 T-1。"


async def test_fragments_of_different_hours_are_not(house: House) -> None:
    later = house.clock.now() + timedelta(hours=1)
    await before_the_night(house, ("note the tap and", {}), ("note the door", {"sent_at": later}))
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        await talk.app.drain()
        assert await states(talk) == [DONE, DONE]
        assert await noted(talk) == ["note the tap and", "note the door"]


async def test_a_house_that_closes_while_it_waits_answers_at_its_next_start(house: House) -> None:
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        talk.app.engine.queue.joining.longest = PATIENT
        await talk.app.engine.accept(talk.message("note the tap and"))
        await asyncio.sleep(0)
    assert house.channel.sent == []
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        await talk.app.drain()
        assert texts(talk.mine()) == "记下了，单号 T-1。"
        assert await states(talk) == [DONE]


async def test_a_fragment_at_which_we_fail_takes_no_other_with_it(toy_talk: Talk) -> None:
    await types(toy_talk, "boom and", "note the door")
    assert await states(toy_talk) == [FAILED, DONE]
    assert await noted(toy_talk) == ["note the door"]


async def test_an_earlier_message_that_comes_late_is_answered_first(toy_talk: Talk) -> None:
    three = [("note two and", 2), ("note one", 1), ("three", 3)]
    await types(toy_talk, *(toy_talk.message(text, sequence=number) for text, number in three))
    assert await noted(toy_talk) == ["note one", "note two and three"]
    assert await states(toy_talk) == [JOINED, DONE, DONE]


async def test_what_staff_read_is_left_as_it_was_said(toy_talk: Talk, waits: list[bool]) -> None:
    await toy_talk.says("plain")
    await toy_talk.app.store.write(_take_over)
    await toy_talk.says("note one")
    await types(toy_talk, "my", "tap and", "door")
    assert all(waits)
    assert await states(toy_talk) == [DONE] + [HELD] * 4


async def test_at_most_so_many_are_taken_as_one(toy_talk: Talk) -> None:
    await types(toy_talk, "note 0 and", *(f"{number} and" for number in range(1, 8)), "note 8")
    assert await noted(toy_talk) == ["note 0 and 1 and 2 and 3 and 4 and 5 and 6 and 7 and", "note 8"]


async def test_a_leak_in_five_messages_is_one_report(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    before = await talk.read(lambda db: len(db.scalars(select(Ticket).where(Ticket.kind == "repair")).all()))
    await types(resident, "师傅", "我家", "厨房", "水龙头一直漏水")
    tickets = await talk.read(lambda db: db.scalars(select(Ticket).where(Ticket.kind == "repair")).all())
    assert len(resident.mine()) == 1
    assert len(tickets) == before + 1


@pytest.mark.parametrize("said", [("我家", "着火了", "快来人"), ("那个", "水费", "着火了，好大的烟")], ids=" ".join)
async def test_danger_in_fragments_pages_people(talk: Talk, waits: list[bool], said: tuple[str, ...]) -> None:
    resident = await talk.as_resident("R1")
    await types(resident, *said)
    assert all(waits)
    assert talk.sms.sent


KILLED = """
import asyncio, os, sys
from contextlib import AsyncExitStack
from pathlib import Path
import tests.conftest as conftest, tests.toy as toy
from tests.core.test_joining import PATIENT

def dies(turn):
    toy.note(turn)
    os._exit(9)

async def main():
    toy.scenario.handlers["note"] = dies
    async with AsyncExitStack() as stack:
        talk = await conftest.House(Path(sys.argv[1]), sys.argv[2]).open(stack)
        talk.app.engine.queue.joining.longest = PATIENT
        for said in ("note the tap and", "the door and", "the lamp"):
            await talk.app.engine.accept(talk.message(said))
        await talk.app.drain()

asyncio.run(main())
"""


async def test_a_process_that_dies_in_a_joined_turn_loses_nothing_and_says_nothing_twice(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/linli.sqlite3"
    died = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", KILLED, str(tmp_path), url], cwd=Path(__file__).parents[2], check=False
    )
    assert died.returncode == 9, "it died in the middle of its turn"
    house = House(tmp_path, url)
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        await talk.app.drain()
        assert await noted(talk) == ["note the tap and the door and the lamp"]
        assert texts(talk.mine()) == "记下了，单号 T-1。"
        assert await states(talk) == [JOINED, JOINED, DONE]
