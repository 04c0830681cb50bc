"""The requests of a message that holds several, each as a meaning of its own, the most urgent first. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from nlu.answers import left_over
from nlu.tried import stays_so, tried, tried_in_vain
from nlu.types import Entity, Segment, Understanding

SHARED = frozenset({"house", "building", "unit", "room"})
"""Slots that one request of a message may name for all of them: it is one home that they are about."""
_TIME = "time"
_BESIDE = 1  # letters beside a time that ask for nothing: 明天来修
_URGENT = "urgency"


def requests_of(understanding: Understanding) -> tuple[Understanding, ...]:
    """Return what each request of a message means, urgent ones first, else as they were said; at least two, or none."""
    parts = _with_what_was_tried(_with_their_times(understanding.segments))
    if len(parts) < 2:
        return ()
    shared = _shared(parts)
    meant = (_meaning(understanding, part, shared) for part in parts)
    return tuple(sorted(meant, key=lambda one: one.value(_URGENT) != "high"))


def _with_their_times(parts: Sequence[Segment]) -> tuple[Segment, ...]:
    """Leave a time, and no more, to the request before it: 厨房漏水, 明天下午来."""
    kept: list[Segment] = []
    for part in parts:
        when = next((entity for entity in part.entities if entity.slot == _TIME), None)
        told = set(range(when.start, when.end)) if when else set()
        if kept and when and left_over(part.text, told) <= _BESIDE:
            before, by = kept[-1], len(kept[-1].text) + 1
            moved = [replace(entity, start=entity.start + by, end=entity.end + by) for entity in part.entities]
            words = f"{before.text},{part.text}"
            kept[-1] = replace(
                before, text=words, entities=(*before.entities, *(one for one in moved if one.slot == _TIME))
            )
        else:
            kept.append(part)
    return tuple(kept)


def _with_what_was_tried(parts: Sequence[Segment]) -> tuple[Segment, ...]:
    """Leave what was tried in vain to the request it was tried for: 灯不亮了, 换了灯泡也没用 is one matter."""
    kept: list[Segment] = []
    for part in parts:
        before = kept[-1] if kept else None
        if before and (tried_in_vain(part.text) or (tried(before.text) and stays_so(part.text))):
            kept[-1] = replace(before, text=f"{before.text},{part.text}")
        else:
            kept.append(part)
    return tuple(kept)


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
