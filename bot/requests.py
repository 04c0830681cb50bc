"""The requests of a message that holds several, each as a meaning of its own, the most urgent first. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from nlu.types import Entity, Segment, Understanding

SHARED = frozenset({"house", "building", "unit", "room"})
"""Slots that one request of a message may name for all of them: it is one home that they are about."""
_URGENT = "urgency"


def requests_of(understanding: Understanding) -> tuple[Understanding, ...]:
    """Return what each request of a message means, urgent ones first, else as they were said; at least two, or none."""
    parts = understanding.segments
    if len(parts) < 2:
        return ()
    shared = _shared(parts)
    meant = (_meaning(understanding, part, shared) for part in parts)
    return tuple(sorted(meant, key=lambda one: one.value(_URGENT) != "high"))


def _meaning(whole: Understanding, part: Segment, shared: Sequence[Entity]) -> Understanding:
    own = {entity.slot for entity in part.entities}
    lent = tuple(entity for entity in shared if not own & SHARED and entity.slot not in own)
    return replace(
        whole,
        text=part.text,
        intents=(part.intent,),
        certainty=part.certainty,
        entities=(*part.entities, *lent),
        segments=(),
    )


def _shared(parts: Sequence[Segment]) -> list[Entity]:
    """Return the home that exactly one of the requests names."""
    naming = [[entity for entity in part.entities if entity.slot in SHARED] for part in parts]
    named = [found for found in naming if found]
    return named[0] if len(named) == 1 else []
