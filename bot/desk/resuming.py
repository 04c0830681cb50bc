"""Back from a person: the task that was open is taken up where it stood."""

from dataclasses import replace

from actions.form import question
from actions.message import Message
from actions.people import Resident
from actions.registry import Registry
from actions.reply import Reply, Text
from actions.state import Conversation
from actions.turn import SHARED, Turn, Work
from bot.conversations import ConversationRow
from bot.policy import standing
from bot.switches import served


def resumed(work: Work, row: ConversationRow, registry: Registry) -> Reply | None:
    """Return the open question after a word about where we are, and begin afresh otherwise; None when nothing is open.

    What went wrong before the person came is forgotten: the next misunderstanding is the first.
    """
    conversation = standing(row.load(), served(registry, work.community))
    conversation.strain, conversation.failures = {}, 0
    opened = conversation.open
    reply = None
    if opened is not None and (opened.asked or opened.confirming or opened.proof):
        opened.tries = 0
        reply = _question(row, registry, _turn(work, row, conversation))
        conversation.last, conversation.last_asked = str(reply.text), reply.asks
        conversation.offered = list(reply.buttons)
    row.state = conversation.dump()
    return reply if reply is None or row.private or not reply.private else None


def _question(row: ConversationRow, registry: Registry, turn: Turn) -> Reply:
    assert turn.conversation.open is not None, "there is a task to take up"  # noqa: S101
    scenario, form = registry.forms[turn.conversation.open.form]
    turn.package = scenario.package
    asked, opened = question(turn, form), turn.conversation.open
    about = form.about(turn, opened.values) if form.about else ""
    where = turn.shared_text("resume", what=about) if about else turn.shared_text("resume_plain")
    parts = (turn.shared_text("staff_left_short"), where, asked.text)
    gap = " " if row.lang == "en" else ""
    return replace(asked, text=Text(gap.join(parts), spoken=gap.join(part.spoken for part in parts)))


def _turn(work: Work, row: ConversationRow, conversation: Conversation) -> Turn:
    """Return a turn without words: nobody has said anything, and the question is asked all the same."""
    message = Message(
        community=work.community.id,
        channel=row.channel,
        update_id="",
        thread=row.thread,
        sender="",
        sent_at=work.now,
        private=row.private,
    )
    return Turn(
        db=work.db,
        community=work.community,
        now=work.now,
        package=SHARED,
        lang=row.lang,
        message=message,
        conversation=conversation,
        resident=work.db.get(Resident, row.resident_id) if row.resident_id else None,
        effects=work.effects,
    )
