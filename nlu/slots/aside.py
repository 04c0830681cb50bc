"""What is printed beside values found by grammars and lists: whole places, people, reasons, in the words as said."""

from collections.abc import Sequence
from dataclasses import replace

from nlu.normalize import simplify
from nlu.slots import danger, details, location, person, told
from nlu.types import Entity

_TAKEN = frozenset({"phone", "plate", "building", "unit", "room"})
_ITSELF = {"scene": "object"}
_MASK = "□"


def read(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return what else a tidy text says; `entities` are those found in it, whose numbers mean nothing else."""
    plain = simplify(text)
    rest, said = (_masked(one, entities) for one in (plain, text))
    things = {entity.slot: entity for entity in reversed(entities)}
    places = [
        place for place in location.spans(plain) if not _is_inside(place, things.get(_ITSELF.get(place.slot, "")))
    ]
    found = [*places, *person.read(said), *details.read(rest), *told.read(plain), *danger.read(plain)]
    return [replace(entity, text=text[entity.start : entity.end]) for entity in found]


def _masked(text: str, entities: Sequence[Entity]) -> str:
    for entity in entities:
        if entity.slot in _TAKEN:
            text = text[: entity.start] + _MASK * (entity.end - entity.start) + text[entity.end :]
    return text


def _is_inside(place: Entity, thing: Entity | None) -> bool:
    """Say whether a place is only the thing itself: in 单元门关不上 the door is broken."""
    return thing is not None and thing.start <= place.start and place.end <= thing.end
