from actions.table import Base
from bot.conversations import ConversationRow
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import NOW
from bot.inbox import InboxRow
from bot.jobs import JobRow
from bot.outbox import OutboxRow


def _dead(community: str, kind: str = "message") -> OutboxRow:
    return OutboxRow(
        community_id=community,
        kind=kind,
        channel="telegram",
        thread="1",
        body={"text": "住户的话"},
        state="dead",
        attempts=8,
        due=NOW,
        error="SendFailed",
        created_at=NOW,
    )


def _failed(community: str, conversation: str) -> InboxRow:
    body: dict[str, object] = {
        "community": community,
        "channel": "web",
        "update_id": "u1",
        "thread": "thread",
        "sender": "thread",
        "sent_at": NOW.isoformat(),
        "kind": "text",
        "text": "住户的话",
        "files": [],
        "lang": None,
        "private": True,
        "place": "",
    }
    return InboxRow(
        community_id=community,
        channel="web",
        update_id="u1",
        conversation_id=conversation,
        kind="text",
        body=body,
        state="failed",
        error="KeyError",
        created_at=NOW,
    )


def _job(community: str) -> JobRow:
    return JobRow(
        community_id=community,
        name="repairs.remind",
        key="k",
        payload={},
        due=NOW,
        state="dead",
        attempts=5,
        error="KeyError",
        created_at=NOW,
    )


async def _break(visitor: Visitor, community: str) -> None:
    talk = await visitor.room.one(ConversationRow, community_id=community)
    rows: list[Base] = [_dead(community), _dead(community, "command"), _failed(community, talk.id), _job(community)]
    await visitor.room.add(*rows)


async def test_what_failed_is_listed_without_what_was_said(visitor: Visitor) -> None:
    await _break(visitor, visitor.room.ours)
    await visitor.become("manager")
    page = await visitor.get("/desk/problems")
    for words in ("SendFailed", "KeyError", "repairs.remind", "Telegram"):
        assert words in page
    assert "住户的话" not in page


async def test_a_message_a_job_and_a_failed_turn_are_tried_again(visitor: Visitor) -> None:
    await _break(visitor, visitor.room.ours)
    await visitor.become("manager")
    message = await visitor.room.one(OutboxRow, state="dead", kind="message")
    heard, job = await visitor.room.one(InboxRow), await visitor.room.one(JobRow)
    await visitor.post(f"/desk/problems/outbox/{message.id}", move="retry")
    await visitor.post(f"/desk/problems/jobs/{job.id}", move="retry")
    await visitor.post(f"/desk/problems/inbox/{heard.id}", move="retry")
    await visitor.room.engine.idle()
    message = await visitor.room.one(OutboxRow, id=message.id)
    assert (message.state, message.attempts) == ("new", 0)
    assert (await visitor.room.one(JobRow, id=job.id)).state == "new"
    assert (await visitor.room.one(InboxRow, id=heard.id)).state == "done"


async def test_a_device_command_is_never_repeated(visitor: Visitor) -> None:
    await _break(visitor, visitor.room.ours)
    await visitor.become("manager")
    command = await visitor.room.one(OutboxRow, kind="command")
    await visitor.post(f"/desk/problems/outbox/{command.id}", move="retry")
    assert (await visitor.room.one(OutboxRow, id=command.id)).state == "dead"
    await visitor.post(f"/desk/problems/outbox/{command.id}", move="drop")
    assert (await visitor.room.one(OutboxRow, id=command.id)).state == "expired"


async def test_problems_of_another_community_cannot_be_touched(visitor: Visitor) -> None:
    await _break(visitor, visitor.room.theirs)
    await visitor.become("manager")
    assert "SendFailed" not in await visitor.get("/desk/problems")
    for kind, table in (("outbox", OutboxRow), ("inbox", InboxRow), ("jobs", JobRow)):
        for row in await visitor.room.all(table, community_id=visitor.room.theirs):
            if row.state in {"dead", "failed"}:
                await visitor.post(f"/desk/problems/{kind}/{row.id}", move="retry")
                assert (await visitor.room.one(table, id=row.id)).state == row.state
