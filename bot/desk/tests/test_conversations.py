from datetime import timedelta

from sqlalchemy.orm import Session

from actions.ticket import Ticket
from bot.conversations import ConversationRow
from bot.desk.tests.conftest import Visitor
from bot.outbox import OutboxRow


async def _row(visitor: Visitor) -> ConversationRow:
    row: ConversationRow = await visitor.room.one(ConversationRow, community_id=visitor.room.ours)
    return row


async def _said(visitor: Visitor) -> list[str]:
    return [row.body["text"] for row in await visitor.room.all(OutboxRow, state="new")]


async def test_taking_a_conversation_over_silences_the_assistant_and_says_who_reads(visitor: Visitor) -> None:
    ticket = await visitor.ticket("H-1", kind="handoff")
    me = await visitor.become("dispatcher")
    row = await _row(visitor)
    await visitor.post(f"/desk/conversations/{row.id}/take", ticket=ticket, seen="")
    assert (await _row(visitor)).owner_id == me.id
    assert (await visitor.room.one(Ticket, id=ticket)).assignee_id == me.id
    assert "dispatcher某" in (await _said(visitor))[0]
    before = len(await _said(visitor))
    visitor.room.clock.move(timedelta(seconds=5))
    await visitor.room.hears("thread", "我的账单不对")
    assert len(await _said(visitor)) == before
    page = await visitor.get(f"/desk/tickets/{ticket}")
    assert "我的账单不对" in page
    assert "新消息" in page


async def test_a_reply_goes_out_under_the_persons_name(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    row = await _row(visitor)
    await visitor.post(f"/desk/conversations/{row.id}/take", seen="")
    await visitor.post(f"/desk/conversations/{row.id}/reply", words="我来帮您看。")
    last = (await visitor.room.all(OutboxRow, state="new"))[-1]
    assert (last.body["text"], last.body["author"]) == ("我来帮您看。", "dispatcher某")
    assert last.conversation_id == row.id


async def test_nobody_writes_in_a_conversation_they_have_not_taken(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    row = await _row(visitor)
    page = await visitor.post(f"/desk/conversations/{row.id}/reply", 409, words="我写的话")
    assert "还没有接手" in page
    assert "我写的话" in page
    assert await _said(visitor) == []


async def test_two_people_cannot_take_the_same_conversation_unseen(visitor: Visitor) -> None:
    row = await _row(visitor)
    await visitor.become("dispatcher2")
    await visitor.post(f"/desk/conversations/{row.id}/take", seen="")
    first = (await _row(visitor)).owner_id
    await visitor.become("dispatcher")
    assert "刚被李调度接手" in await visitor.post(f"/desk/conversations/{row.id}/take", 409, seen="")
    assert (await _row(visitor)).owner_id == first
    await visitor.post(f"/desk/conversations/{row.id}/take", seen=str(first))
    assert (await _row(visitor)).owner_id != first


async def test_handing_back_lets_the_assistant_speak_and_ends_the_handoff(visitor: Visitor) -> None:
    ticket = await visitor.ticket("H-1", kind="handoff")
    await visitor.become("dispatcher")
    row = await _row(visitor)
    await visitor.post(f"/desk/conversations/{row.id}/take", seen="")
    await visitor.post(f"/desk/conversations/{row.id}/back")
    assert (await _row(visitor)).owner_id is None
    assert (await visitor.room.one(Ticket, id=ticket)).status == "done"
    assert "离开" in (await _said(visitor))[-1]
    before = len(await _said(visitor))
    await visitor.room.hears("thread", "你好")
    assert len(await _said(visitor)) > before


async def test_a_pressed_button_reads_as_its_label(visitor: Visitor) -> None:
    ticket = await visitor.ticket()
    await visitor.become("dispatcher")
    row = await _row(visitor)

    def offer(db: Session) -> None:
        said = db.query(OutboxRow).filter_by(conversation_id=row.id).one()
        said.body = {**said.body, "buttons": [["水电", "fill:category=plumbing@1"]]}

    await visitor.room.store.write(offer)
    page = await visitor.get(f"/desk/tickets/{ticket}")
    assert "水电" in page
    assert "fill:category" not in page


async def test_a_manager_downloads_a_conversation_as_a_test_without_its_names(visitor: Visitor) -> None:
    await visitor.become("manager")
    row = await _row(visitor)
    await visitor.room.hears("thread", "我是欧阳建国，电话13912345678，转人工")
    assert f"/desk/conversations/{row.id}/dialog" in await visitor.get(f"/desk/conversations/{row.id}")
    written = await visitor.get(f"/desk/conversations/{row.id}/dialog")
    assert "says: 我是" in written
    assert "欧阳" not in written
    assert "13912345678" not in written


async def test_only_managers_take_conversations_out_of_the_house(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    row = await _row(visitor)
    assert f"/desk/conversations/{row.id}/dialog" not in await visitor.get(f"/desk/conversations/{row.id}")
    await visitor.get(f"/desk/conversations/{row.id}/dialog", 403)


async def test_a_conversation_of_another_community_is_not_there(visitor: Visitor) -> None:
    await visitor.become("manager")
    await visitor.get(f"/desk/conversations/{'0' * 32}/dialog", 404)
