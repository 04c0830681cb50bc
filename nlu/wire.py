from collections.abc import Iterable
from typing import TypedDict

from nlu.types import Entity, Moment, Understanding

# Slots whose values are names of intents.yml; of all others the words as said are given, since people compare those.
NAMED = frozenset(
    {"fee_type", "category", "area", "urgency", "type", "lang", "choice", "doc", "role", "direction", "action"}
)
_SHOWN = 3


class Time(TypedDict):
    """A moment as other programs read it: minutes with the zone's offset."""

    text: str
    start: str
    end: str
    part: str | None
    recurrence: str | None


class Intents(TypedDict):
    """One possible meaning."""

    name: str
    confidence: float


Value = str | int | bool | Time


class Part(TypedDict):
    """One request of a message."""

    text: str
    intent: str
    slots: dict[str, Value]


class Understood(TypedDict):
    """One line that `linli understand` prints."""

    id: str
    lang: str
    intents: list[Intents]
    slots: dict[str, Value]
    segments: list[Part]
    ms: float


def to_json(understanding: Understanding, id: str) -> Understood:  # noqa: A002 (the field's name in the interface)
    """Return an understanding as `linli understand` prints it."""
    segments: list[Part] = [
        {"text": segment.text, "intent": segment.intent.name, "slots": slots(segment.entities)}
        for segment in understanding.segments
    ]
    own = slots(understanding.entities)
    if not segments:
        segments = [{"text": understanding.text, "intent": understanding.intent, "slots": own}]
    return {
        "id": id,
        "lang": understanding.lang,
        "intents": [
            {"name": intent.name, "confidence": round(intent.confidence, 4)}
            for intent in understanding.intents[:_SHOWN]
        ],
        "slots": segments[0]["slots"],
        "segments": segments,
        "ms": round(understanding.ms, 2),
    }


def slots(entities: Iterable[Entity]) -> dict[str, Value]:
    """Return the first value of each slot."""
    found: dict[str, Value] = {}
    for entity in entities:
        found.setdefault(entity.slot, _value(entity))
    return found


def _value(entity: Entity) -> Value:
    value = entity.value
    if isinstance(value, Moment):
        return {
            "text": value.text,
            "start": value.start.isoformat(timespec="minutes"),
            "end": value.end.isoformat(timespec="minutes"),
            "part": value.part,
            "recurrence": value.recurrence,
        }
    if entity.slot == "amount":
        return f"{int(value) // 100}.{int(value) % 100:02d}".removesuffix(".00")
    if (
        entity.slot in NAMED
        or entity.slot in ("plate", "phone", "ticket")
        or (isinstance(value, int) and entity.slot != "duration")
    ):
        return value
    return entity.text
