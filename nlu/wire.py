from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypedDict

from nlu.slots import aside
from nlu.types import Entity, Moment, Understanding

# Slots whose values are names of intents.yml; of all others the words as said are given, since people compare those.
NAMED = frozenset({"fee_type", "category", "area", "urgency", "type", "lang", "choice", "direction", "action"})
# Where a slot's own words are not said, the first of these stands for it.
_ELSE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "visitor_name": ("name", "called", "surname", "visitor_kind"),
        "topic": ("question", "account"),
        "complaint_topic": ("account",),
        "hazard": ("account",),
        "symptom": ("account",),
        "proposal": ("account",),
        "choice": ("option",),
        "activity": ("gathering",),
        "recurrence": ("habit",),
        "complaint_target": ("blamed",),
        "rating": ("verdict",),
        "type": ("danger",),
        "period": ("season",),
        "amount": ("sum",),
        "paid": ("amount", "sum", "figure"),
    }
    | dict.fromkeys(("device_item", "elevator_item", "parcel_item", "parking_item", "vote_item"), ("question",))
)
_COMMON_THINGS = frozenset({"public_facility", "fire_facility", "gate", "ev_charger"})  # categories nobody has at home
_NOBODY = frozenset({("visitor_kind", "guest")})  # 客人 says that somebody comes, and not who
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
        {"text": segment.text, "intent": segment.intent.name, "slots": slots(segment.entities, segment.text)}
        for segment in understanding.segments
    ]
    own = slots(understanding.entities, understanding.text)
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


def slots(entities: Sequence[Entity], text: str) -> dict[str, Value]:
    """Return the first value of each slot of a text, or what stands for it."""
    found: dict[str, Value] = {}
    entities = [*entities, *aside.read(text, entities)]
    for entity in entities:
        if (entity.slot, entity.value) not in _NOBODY and not _is_counted(entity, entities):
            found.setdefault(entity.slot, _value(entity))
    for slot, others in _ELSE.items():
        if slot not in found and (other := next((name for name in others if name in found), None)):
            found[slot] = found[other]
    if "degree" in found:  # 25 degrees say more than the mode that is named beside them
        found["device_value"] = found["degree"]
    if "time" in found and _is_wish(entities):
        found["when"] = found["time"]
    if "area" not in found and (area := _area(entities)):
        found["area"] = area
    return found


def _is_counted(entity: Entity, entities: Sequence[Entity]) -> bool:
    """Say whether visitors are only counted: 三个闺蜜 tells how many come, and not who."""
    return entity.slot == "visitor_kind" and any(
        other.slot == "count" and other.start < entity.end and entity.start < other.end for other in entities
    )


def _is_wish(entities: Sequence[Entity]) -> bool:
    """Say whether the first time is to come, and more than the repetition (每周三) that `recurrence` tells, too."""
    time = next(entity for entity in entities if entity.slot == "time")
    if isinstance(time.value, Moment) and time.value.over:
        return False
    return not any(entity.slot in ("recurrence", "habit") and time.text in entity.text for entity in entities)


def _area(entities: Sequence[Entity]) -> str | None:
    """Say whether a thing is in the home or shared, by where it is, else by what it is."""
    spot = next((entity for entity in entities if entity.slot == "scene"), None)
    if spot:
        return str(spot.value)
    category = next((entity.value for entity in entities if entity.slot == "category"), None)
    return None if category is None else "public" if category in _COMMON_THINGS else "home"


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
    if entity.slot in ("amount", "sum", "figure"):
        return f"{int(value) // 100}.{int(value) % 100:02d}".removesuffix(".00")
    if (
        entity.slot in NAMED
        or entity.slot == "danger"
        or entity.slot in ("plate", "phone", "ticket", "tail")
        or (isinstance(value, int) and entity.slot != "duration")
    ):
        return value
    return entity.text
