"""What to do next: emergency, person, universal, open form, intent, clarify once, offer a person. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum

from actions.access import looks_like_code
from actions.form import Form
from actions.message import Message, MessageKind
from actions.registry import Registry
from actions.slot import Slot
from actions.state import Conversation, OpenForm
from bot.offered import answer_to
from nlu.answers import left_over
from nlu.types import Certainty, Understanding

UNIVERSAL = frozenset({"help", "repeat", "slower", "louder", "language_switch", "thanks", "greeting"})
PLEASANTRIES = frozenset({"greeting", "thanks"})
SMALL = UNIVERSAL | {"affirm", "deny", "cancel", "correct", "out_of_scope"}
PERSON = "human_handoff"
EMERGENCY = "emergency"
MAYBE_WORDLESS = frozenset({MessageKind.VOICE, MessageKind.PHOTO})
TAKE_PLACES = frozenset({"where", "location", "note"})  # questions that a place on the map answers
CODE = "homes"  # the scenario that takes a one-time code which somebody just types


class Move(StrEnum):
    """What the assistant does with a message."""

    DESK = "desk"  # a member of staff has the conversation; the assistant is silent
    ANSWER = "answer"  # the handler or form of an intent
    PRESS = "press"  # the function behind a button or an outcome
    EXPIRED = "expired"  # a button of a question that is over
    FILL = "fill"  # an answer to the open question
    CORRECT = "correct"  # another value for something known
    SKIP = "skip"  # the resident does without an optional slot
    CONFIRM = "confirm"
    DECLINE = "decline"
    CANCEL = "cancel"
    REASK = "reask"  # not understood inside a form
    CLARIFY = "clarify"  # offer what it may mean
    OFFER_PERSON = "offer_person"
    NOT_SERVED = "not_served"  # what is meant belongs to a scenario that is switched off here


@dataclass(frozen=True, slots=True)
class Step:
    """A move and what it concerns: an intent, a handler's name, or a button's value; `resume` asks again afterwards."""

    move: Move
    name: str = ""
    argument: str = ""
    resume: bool = False


def decide(
    conversation: Conversation, message: Message, understanding: Understanding | None, registry: Registry
) -> Step:
    """Decide on one message."""
    if conversation.owner:
        return Step(Move.DESK)
    conversation = standing(conversation, registry)
    if message.kind is MessageKind.OUTCOME:
        name, _, argument = message.text.partition(":")
        return Step(Move.PRESS, name, argument)
    if message.kind is MessageKind.BUTTON:
        return _pressed(conversation, message.text, registry)
    if message.kind is MessageKind.LOCATION or (message.kind in MAYBE_WORDLESS and not message.text):
        return _wordless(conversation, message)
    if message.private and conversation.open is None and CODE in registry.scenarios and looks_like_code(message.text):
        return Step(Move.PRESS, f"{CODE}.code", message.text.strip())
    if understanding is None:
        return Step(Move.REASK if conversation.open else Move.CLARIFY)
    return _meant(conversation, understanding, registry)


def standing(conversation: Conversation, registry: Registry) -> Conversation:
    """Return the conversation without the forms of scenarios that have been switched off or removed meanwhile."""
    forms = [*conversation.stack, *([conversation.open] if conversation.open else [])]
    kept = [form for form in forms if form.form in registry.forms]
    if len(kept) == len(forms):
        return conversation
    return replace(conversation, open=kept[-1] if kept else None, stack=kept[:-1])


def _wordless(conversation: Conversation, message: Message) -> Step:
    opened = conversation.open
    if opened and message.kind is MessageKind.PHOTO and message.files:
        return Step(Move.FILL)
    if opened and message.kind is MessageKind.LOCATION and opened.asked in TAKE_PLACES:
        return Step(Move.FILL)
    return Step(Move.PRESS, f"conversation.{message.kind}", resume=conversation.open is not None)


def _pressed(conversation: Conversation, value: str, registry: Registry) -> Step:
    action, _, rest = value.partition(":")
    rest, _, serial = rest.rpartition("@") if "@" in rest else (rest, "", "")
    if serial and (conversation.open is None or str(conversation.open.serial) != serial):
        return Step(Move.EXPIRED, resume=conversation.open is not None)
    if action == "start":
        return Step(Move.NOT_SERVED if registry.not_served(rest) else Move.ANSWER, rest)
    if action == "call":
        name, _, argument = rest.partition(":")
        return Step(Move.PRESS, name, argument)
    if action == "say":
        return _said(conversation, rest)
    if action == "fill" and conversation.open:
        return Step(Move.FILL, argument=rest)
    return Step(Move.EXPIRED, resume=conversation.open is not None)


def _said(conversation: Conversation, intent: str) -> Step:
    opened = conversation.open
    if intent == "cancel":
        return Step(Move.CANCEL)
    if opened and opened.confirming:
        return Step(Move.CONFIRM if intent == "affirm" else Move.DECLINE)
    return Step(Move.ANSWER, intent, resume=opened is not None)


def _meant(conversation: Conversation, understanding: Understanding, registry: Registry) -> Step:
    opened = conversation.open
    emergency_open = opened is not None and opened.of_danger
    if understanding.emergency is not Certainty.UNSURE and EMERGENCY in registry.answers and not emergency_open:
        return Step(Move.ANSWER, EMERGENCY)
    own_words = opened is not None and _is_free(opened, registry)
    heard = understanding.certainty is Certainty.SURE if own_words else understanding.certainty is not Certainty.UNSURE
    if understanding.intent == PERSON and heard and not _about_person(conversation):
        return Step(Move.ANSWER, PERSON)
    if opened:
        return _in_form(opened, understanding, registry)
    return _fresh(conversation, understanding, registry)


def _is_free(opened: OpenForm, registry: Registry) -> bool:
    """Say whether the open question is answered in the resident's own words, which are easily taken for something."""
    return opened.asked is not None and registry.forms[opened.form][1].slot(opened.asked).free


def _about_person(conversation: Conversation) -> bool:
    """A form about a person (whom to reach) answers itself."""
    return conversation.open is not None and conversation.open.form.startswith("staff.")


def _in_form(opened: OpenForm, understanding: Understanding, registry: Registry) -> Step:
    intent, sure = understanding.intent, understanding.certainty is Certainty.SURE
    form, free = registry.forms[opened.form][1], _is_free(opened, registry)
    likely = sure or (not free and understanding.certainty is not Certainty.UNSURE)
    answers = opened.asked is not None and _answers(opened.asked, form, understanding)
    if intent == "cancel" and likely:
        return Step(Move.CANCEL)
    if opened.confirming and intent in {"affirm", "deny"}:
        return Step(Move.CONFIRM if intent == "affirm" else Move.DECLINE)
    if intent == "correct" and likely:
        return Step(Move.CORRECT)
    if intent in UNIVERSAL and likely and not answers and not (free and intent in PLEASANTRIES):
        return Step(Move.ANSWER, intent, resume=True)
    if opened.asked is None:
        return Step(Move.CORRECT) if understanding.entities else _aside(understanding, registry)
    if answers:
        return Step(Move.FILL)
    return _beside(opened, understanding, registry, form.slot(opened.asked))


def _beside(opened: OpenForm, understanding: Understanding, registry: Registry, slot: Slot) -> Step:
    """Decide on a message that is no plain answer to the open question."""
    intent, sure = understanding.intent, understanding.certainty is Certainty.SURE
    likely = sure or (not slot.free and understanding.certainty is not Certainty.UNSURE)
    if intent == "deny" and likely and slot.optional:
        return Step(Move.SKIP)
    in_danger = opened.of_danger  # whoever is in danger is still telling about it
    if registry.not_served(intent) and sure and not in_danger:
        return Step(Move.NOT_SERVED, intent, resume=True)
    elsewhere = intent not in SMALL and intent in registry.answers and _target(registry, intent) != opened.form
    if elsewhere and sure and not in_danger:
        return Step(Move.ANSWER, intent, resume=True)
    if intent == "out_of_scope" and sure and not slot.free:
        return Step(Move.ANSWER, intent, resume=True)
    return Step(Move.FILL)


def _aside(understanding: Understanding, registry: Registry) -> Step:
    if understanding.certainty is Certainty.SURE and understanding.intent in registry.answers:
        return Step(Move.ANSWER, understanding.intent, resume=True)
    return Step(Move.REASK)


def _answers(slot: str, form: Form, understanding: Understanding) -> bool:
    """Say whether a message is an answer to the open question: what the form asks for makes up most of it."""
    if understanding.entity(slot) is None:
        return False
    asked = {one.name for one in form.slots}
    told = {at for one in understanding.entities if one.slot in asked for at in range(one.start, one.end)}
    return len(told) >= left_over(understanding.text, told)


def _target(registry: Registry, intent: str) -> str:
    handler = registry.answers[intent][1]
    return getattr(handler, "full_name", "")


def _fresh(conversation: Conversation, understanding: Understanding, registry: Registry) -> Step:
    intent = understanding.intent
    answered = answer_to(conversation, understanding)
    if answered:
        return _pressed(conversation, answered, registry)
    if intent == "cancel":
        return Step(Move.CANCEL)
    if intent in SMALL or intent in registry.answers:
        safe = intent in registry.questions or (intent in SMALL and intent != "greeting")
        if understanding.certainty is Certainty.SURE or (safe and understanding.certainty is Certainty.LIKELY):
            return Step(Move.ANSWER, intent)
    if registry.not_served(intent) and understanding.certainty is not Certainty.UNSURE:
        return Step(Move.NOT_SERVED, intent)
    if conversation.failures >= 1:
        return Step(Move.OFFER_PERSON)
    return Step(Move.CLARIFY)
