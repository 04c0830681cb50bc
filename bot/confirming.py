"""A member of staff's yes or no to what a resident has agreed to, in place of a second factor (`bot/proving.py`)."""

from dataclasses import replace

from actions.effect import Command
from actions.form import Form
from actions.message import Message
from actions.people import Resident, Staff
from actions.registry import Registry
from actions.reply import Reply
from actions.scenario import Scenario
from actions.staff.confirming import ROLES, carry_out, refused
from actions.state import Conversation
from actions.ticket import CannotMove, Ticket
from actions.turn import Turn, Work
from bot.conversations import ConversationRow


def settle(work: Work, staff: Staff, ticket: Ticket, move: str, words: str, registry: Registry) -> None:
    """Carry it out once, or tell the resident why not; CannotMove with the key of a sentence where that is refused.

    The ticket is held by the caller and still open: of two who press at once, one is the first.
    """
    if move not in {"done", "cancel"}:
        raise CannotMove("error.move")
    if staff.role not in ROLES:
        raise CannotMove("error.not_yours")
    if move == "cancel":
        if not words:
            raise CannotMove("error.why")
        return _tell(work, ticket, refused(work, ticket, words, ticket.data["lang"]))
    known = registry.forms.get(ticket.data["form"])
    if known is None:
        raise CannotMove("error.gone")
    return _tell(work, ticket, _carried(work, staff, ticket, *known))


def _carried(work: Work, staff: Staff, ticket: Ticket, scenario: Scenario, form: Form) -> Reply:
    turn = _turn(work, ticket, scenario)
    first = len(work.effects.wishes)
    reply = carry_out(turn, form, ticket, staff.name)
    for place, wish in enumerate(work.effects.wishes[first:], first):  # outcomes come back to where it was asked for
        if isinstance(wish, Command) and wish.conversation_id is None:
            work.effects.wishes[place] = replace(wish, conversation_id=ticket.conversation_id)
    return reply


def _turn(work: Work, ticket: Ticket, scenario: Scenario) -> Turn:
    """Return a turn of the resident without words: what they said stands in the ticket."""
    facts = ticket.data
    row = work.db.get(ConversationRow, ticket.conversation_id)
    talk = row.load() if row else Conversation(str(ticket.conversation_id), facts["channel"], facts["sender"])
    message = Message(
        community=work.community.id,
        channel=facts["channel"],
        update_id="",
        thread=talk.thread,
        sender=facts["sender"],
        sent_at=work.now,
    )
    return Turn(
        db=work.db,
        community=work.community,
        now=work.now,
        package=scenario.package,
        lang=facts["lang"],
        message=message,
        conversation=talk,
        resident=work.db.get(Resident, ticket.resident_id) if ticket.resident_id else None,
        effects=work.effects,
        events=work.events,
        planned=work.planned,
    )


def _tell(work: Work, ticket: Ticket, reply: Reply) -> None:
    where = None if ticket.resident_id else ticket.conversation_id  # a resident is told in the chat they use now
    work.effects.tell(ticket.resident_id, reply, conversation_id=where)
