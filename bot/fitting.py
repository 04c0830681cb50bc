"""What may be shown where it is said: personal facts stay from groups, and from strangers at a kiosk."""

from datetime import datetime

from sqlalchemy import select

from actions.message import KIOSK
from actions.people import Resident
from actions.reply import Button, Reply
from actions.turn import Turn
from bot.conversations import ConversationRow, usual_conversation
from bot.elsewhere import nobody_known
from bot.rights import EVERYTHING, Rights

SIGN_IN = "kiosk:who"  # a button that the kiosk's page carries out by itself: it asks who the visitor is
_REGISTER = "start:bind_home"  # what a stranger is offered elsewhere


def fit(turn: Turn, reply: Reply, now: datetime, rights: Rights = EVERYTHING) -> Reply:
    """Return a reply as it may be shown where the speaker is; what is not for there goes to their own chat."""
    if turn.message.channel == KIOSK:
        return reply if turn.resident is not None else _to_stranger(turn, reply, rights)
    if not reply.private or turn.message.private:
        return reply
    if turn.resident is not None:
        turn.effects.tell(None, reply, conversation_id=_own_chat(turn, turn.resident, now))
        return Reply(text=turn.shared_text("private_sent"))
    return Reply(text=turn.shared_text("private_elsewhere"))


def _to_stranger(turn: Turn, reply: Reply, rights: Rights) -> Reply:
    """Ask a visitor of the kiosk to say who they are where that is what is missing, or say that nobody can there."""
    unknown = any(button.value == _REGISTER for button in reply.buttons)
    if not (reply.private or unknown or reply.text == turn.shared_text("private_elsewhere")):
        return reply
    others = tuple(button for button in reply.buttons if unknown and button.value != _REGISTER)
    if not rights.signs_in:
        return nobody_known(turn, others)
    sign_in = Button(str(turn.shared_text("sign_in_button")), SIGN_IN)
    return Reply(text=turn.shared_text("private_kiosk"), buttons=(sign_in, *others))


def _own_chat(turn: Turn, resident: Resident, now: datetime) -> str:
    """Return the private chat of a resident: in the messenger of the group when they are known there."""
    there = select(ConversationRow.id).where(
        ConversationRow.channel == turn.message.channel,
        ConversationRow.thread == turn.message.sender,
        ConversationRow.private,
    )
    return turn.db.scalar(there) or usual_conversation(turn.db, resident, now).id
