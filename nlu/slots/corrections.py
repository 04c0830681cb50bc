import re
from collections.abc import Sequence

from nlu.types import Entity

DENIED = re.compile(r"(?:不是|并非|而不是|不在|\b(?:not|isn't|instead of|rather than)(?: (?:in|at|for|the|on))*\s?)$")
_CORRECTED = re.compile(
    r"[哦噢啊]不[,\s是]?|不对[,\s]{0,2}(?:应该)?是|说错了?|打错了?|口误|, sorry,|\b(?:i mean|no wait|scratch that)\b"
)


def meant_first(entities: Sequence[Entity], text: str) -> list[Entity]:
    """Order entities so that what was meant comes before what was taken back: 六楼,哦不,七楼 and 是302不是203."""
    turns = [match.end() for match in _CORRECTED.finditer(text)]

    def taken_back(entity: Entity) -> bool:
        if DENIED.search(text, max(0, entity.start - 16), entity.start):
            return True
        return any(
            entity.end <= turn <= other.start for turn in turns for other in entities if other.slot == entity.slot
        )

    return sorted(entities, key=taken_back)
