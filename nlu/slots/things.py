"""Which of the things that are named is meant, and of which kind it is."""

import re
from collections.abc import Sequence

from nlu.types import Entity

_THINGS = frozenset({"object", "category"})
_VAGUE = frozenset({"water_supply", "power_supply"})  # what drips or is missing, beside the thing that is broken
_CREATURES = frozenset({"insects", "pest"})
_THERE = re.compile(
    r"(?:[有是多群窝只]|\b(?:see|saw|seen|of|are|is|some|many|a))\s?$"
)  # creatures that are there are the trouble
_SELF = re.compile(r"(?:我是|我算|我就是|作为|身份是?|\bi am (?:the |a )?|\bi'?m (?:the |a )?|\bas (?:the |a )?)$")


def things_first(found: Sequence[Entity], places: Sequence[Entity], text: str) -> list[Entity]:
    """Order listed values, slot by slot: what only says where comes last, and the kind is that of the thing itself.

    In 垃圾房的水龙头 the tap is broken, and plumbing is what is needed; in 房东是我姑,我是租户 the speaker is a tenant.
    """
    spots = [place for place in places if place.slot == "location"]

    def rank(entity: Entity) -> int:
        before = text[max(0, entity.start - 12) : entity.start]
        if entity.slot == "role":
            return 0 if _SELF.search(before) else 1
        if entity.slot not in _THINGS or (entity.value in _CREATURES and _THERE.search(before)):
            return 0
        if entity.value in _VAGUE or any(spot.start <= entity.start and entity.end <= spot.end for spot in spots):
            return 2
        return 1

    ranked = sorted(found, key=rank)
    thing = next((entity for entity in ranked if entity.slot == "object"), None)
    return sorted(ranked, key=lambda entity: entity.slot == "category" and bool(thing) and not _overlap(entity, thing))


def _overlap(one: Entity, other: Entity | None) -> bool:
    return other is not None and one.start < other.end and other.start < one.end
