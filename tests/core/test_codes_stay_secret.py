"""A code by SMS: it stands nowhere but in the SMS, and holds through repeated deliveries and a process that dies."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from actions.people import Resident
from actions.proof import HIDDEN
from actions.table import Base
from actions.ticket import Ticket
from bot.inbox import InboxRow, store_message
from bot.outbox import OutboxRow, OutboxState
from bot.testing import Talk, texts
from tests.conftest import MINUTE, House

PHONE = "13700000001"


class Killed(Exception):
    """The process dies here."""


async def enter(house: House, stack: AsyncExitStack) -> Talk:
    house.sms.delivers = True
    talk = await house.open(stack)
    await talk.app.store.write(_telephone)
    return await talk.as_resident("R1")


def _telephone(db: Session) -> None:
    db.scalars(select(Resident).where(Resident.key == "R1")).one().phone = PHONE


@pytest_asyncio.fixture
async def talk(house: House) -> AsyncIterator[Talk]:
    async with AsyncExitStack() as stack:
        yield await enter(house, stack)


async def agree(talk: Talk) -> str:
    """Say what is wanted, and yes; return the code of the SMS."""
    for words in ("give", "我的押金"):
        await talk.says(words)
    await talk.press("是的")
    phone, text, _ = talk.sms.sent[-1]
    assert phone == PHONE
    return "".join(filter(str.isdigit, text))


async def given(talk: Talk) -> int:
    return len(await talk.read(lambda db: list(db.scalars(select(Ticket.id).where(Ticket.kind == "note")))))


def everything(db: Session) -> str:
    """Return every value of every row, as somebody would read it who has the database."""
    there = set(inspect(db.connection()).get_table_names())
    rows = (db.execute(select(table)).all() for table in Base.metadata.sorted_tables if table.name in there)
    return "\n".join(str(tuple(row)) for some in rows for row in some)


@pytest.mark.parametrize("said", ["{0}", "code {0}, please", "wrong", "twice", "failed"])
async def test_the_code_is_written_down_nowhere(talk: Talk, caplog: pytest.LogCaptureFixture, said: str) -> None:
    caplog.set_level(logging.DEBUG)
    code = await agree(talk)
    other = str((int(code) + 1) % 1_000_000).zfill(6)
    for words in {"wrong": [other], "twice": [code, code], "failed": [other] * 3 + [code]}.get(said, [said]):
        await talk.says(words.format(code))
    kept = await talk.read(everything)
    assert code not in kept
    assert other not in kept
    assert HIDDEN in kept
    assert code not in caplog.text
    assert code not in texts(talk.mine())
    assert await given(talk) == (said not in ("wrong", "failed"))


async def test_the_code_stands_in_no_outbox_while_the_sms_waits(talk: Talk) -> None:
    for words in ("give", "我的押金"):
        await talk.says(words)
    talk.sms.failures = 1
    await talk.press("是的")
    assert talk.sms.sent == []
    waiting = await talk.read(lambda db: db.scalars(select(OutboxRow).where(OutboxRow.kind == "sms")).one())
    assert waiting.state == OutboxState.NEW
    assert HIDDEN in waiting.body["text"]
    await talk.advance(MINUTE)
    assert (await given(talk)) == 0
    await talk.says("".join(filter(str.isdigit, talk.sms.sent[-1][1])))
    assert await given(talk) == 1


async def test_a_code_that_could_not_leave_in_time_does_not_leave(talk: Talk) -> None:
    for words in ("give", "我的押金"):
        await talk.says(words)
    talk.sms.failures = 1
    await talk.press("是的")
    await talk.app.engine.idle()
    talk.clock.move(6 * MINUTE)
    await talk.app.drain()
    assert talk.sms.sent == []


async def test_the_code_delivered_twice_gives_once(talk: Talk) -> None:
    code = await agree(talk)
    message = talk.message(code)
    assert "给出去了" in texts(await talk.send(message))
    assert await talk.send(message) == []
    assert "不能用了" in texts(await talk.says(code))
    assert await given(talk) == 1


async def test_a_process_that_dies_before_the_commit_has_given_nothing_and_gives_once(talk: Talk) -> None:
    code = await agree(talk)
    engine, message = talk.app.engine, talk.message(code)
    talk_id = await talk.read(lambda db: db.scalars(select(InboxRow.conversation_id)).first())
    stored = await talk.app.store.write(lambda db: store_message(db, message, str(talk_id), talk.clock.now()))
    assert stored is not None

    def half(db: Session) -> None:
        engine.attempts.turns.handle(db, stored, None, talk.clock.now())
        assert db.scalars(select(Ticket.id).where(Ticket.kind == "note")).one()
        raise Killed

    with pytest.raises(Killed):
        await talk.app.store.write(half)
    assert await given(talk) == 0
    await engine.recover()
    await talk.app.drain()
    assert await given(talk) == 1
    assert code not in await talk.read(everything)


async def test_the_next_process_knows_that_a_code_is_waited_for(house: House) -> None:
    async with AsyncExitStack() as stack:
        code = await agree(await enter(house, stack))
    async with AsyncExitStack() as stack:
        talk = await enter(house, stack)
        assert "给出去了" in texts(await talk.says(code, update_id="later"))
        assert await given(talk) == 1


async def test_what_breaks_at_the_code_leaves_no_code_with_the_person_it_is_handed_to(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = await agree(talk)

    def breaks(*args: Any) -> None:
        raise RuntimeError("the books are closed")

    monkeypatch.setattr("bot.proving.use_slip", breaks)
    assert "出了点问题" in texts(await talk.says(code))
    assert code not in await talk.read(everything)
    assert await given(talk) == 0
