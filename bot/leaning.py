"""What messages that lean on what was shown or done have in common: how they are read, and what they say. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from actions.message import Message, MessageKind
from actions.reference import Screen
from actions.registry import Registry
from actions.slot import Value, Values
from bot.moves import Command, Move
from bot.spoken_of import more, referring
from nlu.changing_mind import changes
from nlu.types import Certainty, Entity, Intent, Moment, Understanding

JUST_DONE = timedelta(minutes=10)  # in which such a picture belongs to what was done


@dataclass(frozen=True, slots=True)
class Followed:
    """What to do, and the message as it is to be read with what it leans on."""

    step: Command
    message: Message
    understanding: Understanding | None


def about(understanding: Understanding | None, slots: Sequence[str]) -> Values:
    """Return what a message says for some slots, to go on from."""
    found: dict[str, Value] = {}
    for one in understanding.entities if understanding else ():
        if one.slot in slots:
            found.setdefault(one.slot, one.value)
    return found


def corrects(understood: Understanding, text: str) -> bool:
    """Say whether a message says that something is different."""
    return understood.intent == "correct" or changes(text)


def only_asks(step: Command, meant: Understanding, registry: Registry) -> bool:
    """Say whether a step surely only answers a question: 师傅明天来吗 gives no time."""
    return step.move is Move.ANSWER and step.name in registry.questions and meant.certainty is Certainty.SURE


def as_before(same: Followed, screen: Screen, step: Command) -> Followed:
    """Read the words that a screen answered once more, with what they were about."""
    entities = tuple(Entity(slot, value, "", 0, 0) for slot, value in values(screen.about))
    known = same.understanding
    first = known or Understanding(screen.words, "zh", (Intent("correct", 1.0),), Certainty.SURE)
    message = replace(same.message, kind=MessageKind.TEXT, text=screen.words)
    return Followed(step, message, replace(first, text=screen.words, entities=entities))


def values(stored: Values) -> Iterator[tuple[str, Moment | str | int]]:
    """Yield what a screen was about, as far as a message could say it."""
    yield from ((slot, value) for slot, value in stored.items() if isinstance(value, str | int | Moment))


def press(same: Followed, registry: Registry, ref: str, what: str) -> Followed | None:
    """Do to a record what its scenario has for this, such as "undo"; None where it has nothing."""
    kind, _, key = ref.partition(":")
    found = referring(registry, kind)
    call = getattr(found[1], what) if found else ""
    if not found or not call:
        return None
    return replace(same, step=Command(Move.PRESS, f"{found[0].name}.{call}", key))


def asked_on(same: Followed, screen: Screen, registry: Registry, *, alone: bool = False) -> Followed | None:
    """Ask a screen's question again where the message has a value for it (`alone`: and nothing else)."""
    understood = same.understanding
    found = registry.answers.get(screen.intent)
    slots = found[0].follows.get(screen.intent, ()) if found else ()
    told = about(understood, slots)
    if understood is None or not told or (alone and more(understood, slots)):
        return None
    carried = tuple(Entity(slot, value, "", 0, 0) for slot, value in values(screen.about) if slot not in told)
    understood = replace(understood, entities=(*understood.entities, *carried))
    return Followed(Command(Move.ANSWER, screen.intent), same.message, understood)
