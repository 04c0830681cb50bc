"""Updates at which our own code fails: acknowledged once a person has them, by polling and by webhook alike."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

import bot.channels.telegram.intake
from actions.message import Message
from actions.ticket import Ticket
from bot.channels.telegram.reading import Incoming, read
from bot.inbox import InboxRow, InboxState, Stored
from nlu.types import Engine
from tests.telegram.house import Place, database_bytes, open_place, until
from tests.telegram.simulator import Simulator

POISON = "毒"


@pytest_asyncio.fixture(params=["polling", "webhook"])
async def place(
    request: pytest.FixtureRequest, tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> AsyncIterator[Place]:
    async with open_place(tmp_path, sim, understander, community, telegram_mode=request.param) as place:
        yield place
        assert sim.violations == []


def break_storing(place: Place, monkeypatch: pytest.MonkeyPatch, fails: Callable[[Message], bool]) -> None:
    accept = place.app.engine.accept

    async def broken(message: Message) -> Stored | None:
        if fails(message):
            raise ValueError(f"our own fault at {message.text}")
        return await accept(message)

    monkeypatch.setattr(place.app.engine, "accept", broken)


def break_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(update: Any, *more: Any) -> Incoming | None:
        message = update.message
        if message is not None and POISON in (message.text or ""):
            raise ValueError("our own fault")
        return read(update, *more)

    monkeypatch.setattr(bot.channels.telegram.intake, "read", broken)


async def failed(place: Place) -> InboxRow:
    """Return the one update that lies on the desk; everything is acknowledged."""

    async def there() -> bool:
        return bool(await place.rows(InboxRow, InboxRow.state == InboxState.FAILED))

    await until(there)
    await place.settled()
    (row,) = await place.rows(InboxRow, InboxRow.state == InboxState.FAILED)
    assert isinstance(row, InboxRow)
    assert row.error == "ValueError"
    return row


async def handoffs(place: Place) -> list[Any]:
    return await place.rows(Ticket, Ticket.kind == "handoff", Ticket.id.not_in(place.imported))


@pytest.mark.parametrize("kept", [POISON, ""], ids=["with the words", "without them"])
async def test_an_update_that_cannot_be_stored_goes_to_a_person_and_the_next_is_answered(
    place: Place, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    break_storing(place, monkeypatch, lambda said: POISON in said.text and not (kept and said.fault))
    user = place.sim.user(1001)
    await user.says(POISON)
    await user.says("谢谢")
    told = await user.hears("编号")
    await user.hears("不客气")
    row = await failed(place)
    assert row.body["text"] == kept
    (ticket,) = await handoffs(place)
    assert ticket.number in told.text
    assert ticket.conversation_id == row.conversation_id


async def test_an_update_that_cannot_be_read_goes_to_a_person_with_its_words(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_reading(monkeypatch)
    user = place.sim.user(1001)
    await user.says(POISON)
    await user.hears("编号")
    assert (await failed(place)).body["text"] == POISON
    assert len(await handoffs(place)) == 1


async def test_what_cannot_be_read_in_a_group_lies_on_the_desk_without_words_or_people(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    break_reading(monkeypatch)
    group, user = place.sim.group(-1001234567890, "一栋邻居"), place.sim.user(1001)
    await user.says(POISON, group)
    row = await failed(place)
    assert (row.body["text"], row.body["sender"], row.body["thread"]) == ("", "", "0")
    assert await handoffs(place) == []
    for trace in (POISON.encode(), POISON.encode("unicode_escape"), b"1001234567890"):
        assert trace not in database_bytes(tmp_path)
    await user.mentions("谢谢", group)
    await group.hears("不客气")


async def test_where_not_even_the_person_can_be_kept_the_desk_knows_that_something_came(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_storing(place, monkeypatch, lambda said: said.sender == "1001")
    await place.sim.user(1001).says("你好")
    assert (await failed(place)).body["sender"] == ""
    other = place.sim.user(1002)
    await other.says("谢谢")
    await other.hears("不客气")


async def test_what_cannot_be_kept_at_all_is_counted_and_stops_nobody(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        break_storing(place, cut, lambda said: True)
        user = place.sim.user(1001)
        await user.says(POISON)
        assert await place.sim.drained(20.0), "or Telegram would bring it for a day"
    assert place.app.counters.unparsed == 1
    await user.says("谢谢")
    await user.hears("不客气")
