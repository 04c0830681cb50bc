import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from nlu.types import Entity, Moment

DENIED = re.compile(r"(?:不是|并非|而不是|不在|\b(?:not|isn't|instead of|rather than)(?: (?:in|at|for|the|on))*\s?)$")
CORRECTED = re.compile(
    r"[哦噢啊]不[,\s是]?|不对[,\s]{0,2}(?:应该)?是|不对[,\s]|(?<=[0-9,\s])(?:不是|不)[,\s]|说错了?|打错了?|口误|算了|那就|要不(?:就|还是)|改(?:成|到|为)"
    r"|换(?:成|到)|还是(?=[^,。]{1,8}吧)"
    r"|, sorry,|\bno,\s|\bno\s(?=[0-9])|\b(?:i mean|no wait|scratch that|make (?:it|that)|actually"
    r"|on second thoughts?|let'?s say)\b"
)
_IMPOSSIBLE = re.compile(
    r"(?:那天|我)?(?:又|也|是|真的?|实在)*(?:有事|没空|没时间|不行|不方便|不在家?|来不及|要上班)"
    r"|\s(?:is no good|doesn'?t work|won'?t work|i(?:'m| am) (?:busy|out|away)|i can'?t)"
)


def meant_first(entities: Sequence[Entity], text: str) -> list[Entity]:
    """Order entities so that what was meant comes before what was taken back.

    六楼,哦不,七楼; 是302不是203; 周三...算了周四, 哎周四有事, 那就下周三.
    """
    turns = [match.end() for match in CORRECTED.finditer(text)]

    def taken_back(entity: Entity) -> bool:
        if DENIED.search(text, max(0, entity.start - 16), entity.start) or _IMPOSSIBLE.match(text, entity.end):
            return True
        return any(
            entity.end <= turn <= other.start for turn in turns for other in entities if other.slot == entity.slot
        )

    ordered = sorted(entities, key=taken_back)
    times = [entity for entity in ordered if entity.slot == "time"]
    if len(times) > 1 and taken_back(times[1]) and not _IMPOSSIBLE.match(text, times[1].end):
        ordered[ordered.index(times[0])] = _on_its_day(times[0], times[1])
    return ordered


def _on_its_day(said: Entity, before: Entity) -> Entity:
    """Keep the day where only the hour was taken back: 明天上午,哦不,下午."""
    new, old = said.value, before.value
    if not isinstance(new, Moment) or not isinstance(old, Moment) or new.has_date or new.recurrence:
        return said
    if not old.has_date or old.recurrence or not (old.part or old.clock):
        return said
    by = timedelta(days=(old.start.date() - new.start.date()).days)
    return replace(said, value=replace(new, start=new.start + by, end=new.end + by, has_date=True))
