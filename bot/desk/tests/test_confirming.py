"""What a resident has agreed to and staff confirm: done once, or refused with a word."""

from typing import Any

from actions.staff.confirming import KIND
from actions.ticket import Ticket
from bot.desk.tests.conftest import Visitor
from bot.outbox import OutboxRow
from tests.toy import scenario as toy


async def _asked(visitor: Visitor) -> str:
    """Lay the gift of a deposit before staff."""
    visitor.room.registry.add(toy)
    data: dict[str, Any] = {
        "form": "toy.give",
        "values": {"what": "押金"},
        "lang": "zh",
        "channel": "web",
        "sender": "me",
    }
    return await visitor.ticket("Q-1", kind=KIND, data=data, text="把押金给出去，是吗？")


async def _press(visitor: Visitor, ticket: str, move: str, status: int = 303, **form: str) -> str:
    return await visitor.post(f"/desk/tickets/{ticket}", status, **{"move": move, "seen": "open|", **form})


async def _told(visitor: Visitor) -> list[str]:
    return [row.body["text"] for row in await visitor.room.all(OutboxRow, kind="message", state="new")]


async def test_the_page_offers_a_yes_and_a_no_and_nothing_else(visitor: Visitor) -> None:
    ticket = await _asked(visitor)
    await visitor.become("dispatcher")
    page = await visitor.get(f"/desk/tickets/{ticket}")
    assert "同意，马上办" in page
    assert "不同意" in page
    assert 'value="take"' not in page


async def test_a_yes_does_it_once(visitor: Visitor) -> None:
    ticket = await _asked(visitor)
    await visitor.become("dispatcher")
    await _press(visitor, ticket, "done")
    await _press(visitor, ticket, "done", 409)
    await _press(visitor, ticket, "reopen", 400, seen="done|")
    await _press(visitor, ticket, "done", 400, seen="done|")
    assert len(await visitor.room.all(Ticket, kind="note")) == 1
    assert [text for text in await _told(visitor) if "押金给出去了" in text] != []
    assert (await visitor.room.one(Ticket, id=ticket)).status == "done"


async def test_a_no_needs_a_word_and_the_resident_reads_it(visitor: Visitor) -> None:
    ticket = await _asked(visitor)
    await visitor.become("dispatcher")
    assert "为什么不同意" in await _press(visitor, ticket, "cancel", 400)
    await _press(visitor, ticket, "cancel", words="电话里说不是本人")
    assert [text for text in await _told(visitor) if "电话里说不是本人" in text] == [
        "Q-1工作人员没有同意：电话里说不是本人。什么也没有改。"
    ]
    assert await visitor.room.all(Ticket, kind="note") == []


async def test_a_guard_reads_it_and_does_not_confirm(visitor: Visitor) -> None:
    ticket = await _asked(visitor)
    await visitor.become("security")
    assert "只有经理" in await _press(visitor, ticket, "done", 400)
    assert await visitor.room.all(Ticket, kind="note") == []


async def test_a_scenario_that_is_gone_says_so(visitor: Visitor) -> None:
    ticket = await _asked(visitor)
    visitor.room.registry.leave_out("toy", "removed")
    await visitor.become("manager")
    assert "场景已经关掉" in await _press(visitor, ticket, "done", 400)
    assert (await visitor.room.one(Ticket, id=ticket)).status == "open"
