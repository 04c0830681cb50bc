"""What to do next: emergency, person, universal, open form, intent, clarify once, offer a person. Pure."""

from dataclasses import replace

from actions.access import looks_like_code
from actions.message import Message, MessageKind
from actions.registry import Registry
from actions.reply import Button
from actions.state import Conversation, OpenForm
from bot.answering import SMALL, answers, in_form, is_certain, is_short, tells
from bot.asides import aside
from bot.choosing import chosen, placed
from bot.moves import Command, Move
from bot.offered import answer_to
from bot.requests import requests_of
from nlu.types import Certainty, Understanding

PERSON = "human_handoff"
EMERGENCY = "emergency"
MAYBE_WORDLESS = frozenset({MessageKind.VOICE, MessageKind.PHOTO})
TAKE_PLACES = frozenset({"where", "location", "note"})  # questions that a place on the map answers
NO_WORDS = frozenset({MessageKind.BUTTON, MessageKind.OUTCOME, MessageKind.LOCATION})
TOGETHER = frozenset({Move.ANSWER, Move.NOT_SERVED})  # commands that may be several
ANSWERS = frozenset({Move.FILL, Move.CORRECT})  # ... and what may come before them
CODE = "homes"  # the scenario that takes a one-time code which somebody just types


def decide(
    conversation: Conversation, message: Message, understanding: Understanding | None, registry: Registry
) -> tuple[Command, ...]:
    """Decide on one message: one command, or one for each of its requests."""
    conversation = standing(conversation, registry)
    if not conversation.owner and understanding is not None and message.kind not in NO_WORDS:
        several = _several(conversation, understanding, registry)
        if several:
            return several
    return (_one(conversation, message, understanding, registry),)


def _one(
    conversation: Conversation, message: Message, understanding: Understanding | None, registry: Registry
) -> Command:
    if conversation.owner:
        return Command(Move.DESK)
    if message.kind is MessageKind.OUTCOME:
        name, _, argument = message.text.partition(":")
        return Command(Move.PRESS, name, argument)
    if message.kind is MessageKind.BUTTON:
        return _pressed(conversation, message.text, registry)
    if message.kind is MessageKind.LOCATION or (message.kind in MAYBE_WORDLESS and not message.text):
        return _wordless(conversation, message)
    if message.private and conversation.open is None and CODE in registry.scenarios and looks_like_code(message.text):
        return Command(Move.PRESS, f"{CODE}.code", message.text.strip())
    if understanding is None:
        return Command(Move.REASK if conversation.open else Move.CLARIFY)
    picked = _picked(conversation, message, understanding, registry)
    pressed = _pressed(conversation, picked.value, registry) if picked else None
    if pressed is not None and pressed.move is not Move.EXPIRED:
        return pressed
    return _meant(conversation, understanding, registry)


def _several(conversation: Conversation, understanding: Understanding, registry: Registry) -> tuple[Command, ...]:
    """Return a command for each request of a message that holds several, an answer to the open question first."""
    if _is_danger(conversation, understanding, registry):
        return ()
    commands: list[Command] = []
    for meant in requests_of(understanding):
        if commands and conversation.open and not is_certain(meant) and tells(conversation.open, meant, registry):
            return ()  # 在厨房, 明天上午来: both are answers
        command = _meant(conversation, meant, registry)
        if command.move in ANSWERS and commands:  # an answer comes first; what comes after it is a request
            command = replace(_fresh(conversation, meant, registry), resume=True)
        if command.move in TOGETHER or (command.move in ANSWERS and not commands):
            commands.append(replace(command, meant=meant))
    commands.sort(key=lambda command: (command.move is Move.ANSWER, command.name == PERSON))
    return tuple(commands) if len(commands) > 1 else ()


def _picked(
    conversation: Conversation, message: Message, understanding: Understanding, registry: Registry
) -> Button | None:
    """Return the button that somebody names who types; an answer that the form itself reads is no choice."""
    opened, offered = conversation.open, conversation.offered
    if understanding.emergency is not Certainty.UNSURE or (opened and opened.of_danger):
        return None
    if opened is not None and opened.asked is not None:
        if answers(opened, understanding, registry):
            return None
        if _is_free(opened, registry):
            return placed(message.text, offered)
    return chosen(message.text, offered)


def standing(conversation: Conversation, registry: Registry) -> Conversation:
    """Return the conversation without the forms of scenarios that have been switched off or removed meanwhile."""
    forms = [*conversation.stack, *([conversation.open] if conversation.open else [])]
    kept = [form for form in forms if form.form in registry.forms]
    if len(kept) == len(forms):
        return conversation
    return replace(conversation, open=kept[-1] if kept else None, stack=kept[:-1])


def _wordless(conversation: Conversation, message: Message) -> Command:
    opened = conversation.open
    if opened and message.kind is MessageKind.PHOTO and message.files:
        return Command(Move.CORRECT if opened.confirming else Move.FILL)
    if opened and message.kind is MessageKind.LOCATION and opened.asked in TAKE_PLACES:
        return Command(Move.FILL)
    return Command(Move.PRESS, f"conversation.{message.kind}", resume=conversation.open is not None)


def _pressed(conversation: Conversation, value: str, registry: Registry) -> Command:
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
    if action == "fill" and conversation.open:
        return Command(Move.CORRECT if conversation.open.confirming else Move.FILL, argument=rest)
    return Command(Move.EXPIRED, resume=conversation.open is not None)


def _said(conversation: Conversation, intent: str) -> Command:
    opened = conversation.open
    if intent == "cancel":
        return Command(Move.CANCEL)
    if opened and opened.confirming:
        return Command(Move.CONFIRM if intent == "affirm" else Move.DECLINE)
    return Command(Move.ANSWER, intent, resume=opened is not None)


def _meant(conversation: Conversation, understanding: Understanding, registry: Registry) -> Command:
    opened = conversation.open
    if _is_danger(conversation, understanding, registry):
        return Command(Move.ANSWER, EMERGENCY)
    answered = answer_to(conversation, understanding) if opened is None else None
    if answered:  # 几点? after "the worker comes" is no question about the clock
        return _pressed(conversation, answered, registry)
    own_words = opened is not None and _is_free(opened, registry)
    beside = aside(opened, understanding, own_words=own_words)
    if beside is not None:
        return beside
    heard = understanding.certainty is Certainty.SURE if own_words else understanding.certainty is not Certainty.UNSURE
    if understanding.intent == PERSON and heard and not _about_person(conversation):
        return Command(Move.ANSWER, PERSON)
    if opened:
        return in_form(opened, understanding, registry)
    return _fresh(conversation, understanding, registry)


def _is_danger(conversation: Conversation, understanding: Understanding, registry: Registry) -> bool:
    """Say whether a message starts an emergency; among answers to a question it needs more than a chance of danger."""
    opened, danger = conversation.open, understanding.emergency
    if danger is Certainty.UNSURE or EMERGENCY not in registry.answers or (opened and opened.of_danger):
        return False
    if understanding.alarm or opened is None or opened.asked is None:
        return True
    return danger is Certainty.SURE and not tells(opened, understanding, registry)


def _is_free(opened: OpenForm, registry: Registry) -> bool:
    """Say whether the open question is answered in the resident's own words, which are easily taken for something."""
    return opened.asked is not None and registry.forms[opened.form][1].slot(opened.asked).free


def _about_person(conversation: Conversation) -> bool:
    """A form about a person (whom to reach) answers itself."""
    return conversation.open is not None and conversation.open.form.startswith("staff.")


def _fresh(conversation: Conversation, understanding: Understanding, registry: Registry) -> Command:
    intent = understanding.intent
    if intent == "cancel" and understanding.certainty is not Certainty.UNSURE:
        return Command(Move.CANCEL)
    scrap = intent == EMERGENCY and understanding.emergency is Certainty.UNSURE and is_short(understanding.text)
    if (intent in SMALL or intent in registry.answers) and not scrap:  # 我想问下 is no emergency
        safe = intent in registry.questions or (intent in SMALL and intent != "greeting")
        if understanding.certainty is Certainty.SURE or (safe and understanding.certainty is Certainty.LIKELY):
            return Command(Move.ANSWER, intent)
    if registry.not_served(intent) and understanding.certainty is not Certainty.UNSURE:
        return Command(Move.NOT_SERVED, intent)
    if conversation.failures >= 1:
        return Command(Move.OFFER_PERSON)
    return Command(Move.CLARIFY)
