"""What a button does, and what comes without words: a photo, a place on the map, a voice note nobody could make out."""

from actions.message import Message, MessageKind
from actions.registry import Registry
from actions.slot import Answer
from actions.state import Conversation, OpenForm
from bot.moves import Command, Move

_TAKE_PLACES = frozenset({"where", "location", "note"})  # questions that a place on the map answers


def pressed(conversation: Conversation, value: str, registry: Registry) -> Command:
    """Return what the button with this value asks for, unless the question it belongs to is over."""
    action, _, rest = value.partition(":")
    rest, _, serial = rest.rpartition("@") if "@" in rest else (rest, "", "")
    if serial and (conversation.open is None or str(conversation.open.serial) != serial):
        return Command(Move.EXPIRED, resume=conversation.open is not None)
    if action == "start":
        return Command(Move.NOT_SERVED if registry.not_served(rest) else Move.ANSWER, rest)
    if action == "call":
        name, _, argument = rest.partition(":")
        return Command(Move.PRESS, name, argument)
    if action == "say":
        return _said(conversation, rest)
    if action == "prove" and conversation.open and conversation.open.proof:
        return Command(Move.PROVE, argument=rest)
    if action == "fill" and conversation.open:
        return Command(Move.CORRECT if conversation.open.confirming else Move.FILL, argument=rest)
    return Command(Move.EXPIRED, resume=conversation.open is not None)


def _said(conversation: Conversation, intent: str) -> Command:
    opened = conversation.open
    if intent == "cancel":
        return Command(Move.CANCEL)
    if opened and (opened.confirming or (opened.proof and intent == "affirm")):  # pressed twice: asked again
        return Command(Move.CONFIRM if intent == "affirm" else Move.DECLINE)
    return Command(Move.ANSWER, intent, resume=opened is not None)


def wordless(conversation: Conversation, message: Message, registry: Registry) -> Command:
    """Return what a message without words is: an answer to the open question, or something to ask about."""
    opened = conversation.open
    if opened and message.kind is MessageKind.PHOTO and _takes(opened, message, registry):
        return Command(Move.CORRECT if opened.confirming else Move.FILL)
    if opened and message.kind is MessageKind.LOCATION and opened.asked in _TAKE_PLACES:
        return Command(Move.FILL)
    return Command(Move.PRESS, f"conversation.{message.kind}", resume=conversation.open is not None)


def _takes(opened: OpenForm, message: Message, registry: Registry) -> bool:
    """Say whether an open form takes pictures; one about danger is asked on, whatever comes."""
    seen = Answer("", None, message.files, asked=False)
    slots = registry.forms[opened.form][1].slots
    return bool(message.files) and (opened.of_danger or any(slot.read(seen) is not None for slot in slots))
