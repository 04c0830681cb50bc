"""What a complaint is about, and who should look at it. Pure, but for the names of the staff."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from actions.people import Staff, StaffRole
from actions.quiet import quiet_of
from actions.slot import Answer, Value, entity
from actions.turn import Work
from nlu.types import Moment

STAFF = frozenset(
    {"guard", "cleaner", "property", "repairer", "front_desk", "housekeeper", "gardener", "committee", "parking"}
)
SERVICE = frozenset({"attitude", "slow_service", "overcharging", "no_show", "gate_control"})
LOUD = frozenset({"noise", "square_dance", "dog", "quarrel", "renovation_topic"})
PLACED = LOUD | {"smoke", "smell", "leak_from_above", "rubbish", "corridor_clutter", "cooking_fumes", "dripping", "cat"}
PLACED |= {"poultry", "dirty", "light", "parking_topic", "land_grab"}
ROLES: Mapping[str, StaffRole] = {
    "guard": StaffRole.SECURITY,
    "repairer": StaffRole.REPAIRER,
    "front_desk": StaffRole.DISPATCHER,
    "housekeeper": StaffRole.DISPATCHER,
    "committee": StaffRole.COMMITTEE,
}
_NOW = re.compile(
    r"现在|这会儿|正在|还在|此刻|刚刚|又开始|right now|at the moment|still (?:go|at it)|just now", re.IGNORECASE
)
_ANONYMOUS = re.compile(
    r"匿名|(?:别|不要|不想|不能)[^，。,]{0,6}(?:说是我|说我|知道是我|透露|暴露)|保密|anonymous"
    r"|(?:don'?t|do not|without)[^.,]{0,12}(?:my name|it was me|who i am|that i)",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"音乐|音响|唱歌|卡拉|[弹练]琴|钢琴|麻将|[蹦跳]来[蹦跳]去|[蹦跺]脚?|跳绳|[拖搬挪][桌椅凳]|敲[墙打地]|咚咚|砰砰|大喊大叫"
    r"|\b(?:music|stomp\w*|part(?:y|ies)|bass|drum\w*|piano|karaoke|bang\w*|scream\w*|jump\w*)\b",
    re.IGNORECASE,
)
_WORDLESS = re.compile(
    r"[我要想来得帮给请跟和你您们的了一下个件事吧啊呢，。,.!！\s]|投诉|反映|举报|情况|意见|complain(?:t)?|make|file|about"
    r"|\b(?:i|a|to|want|would|like|something|please)\b",
    re.IGNORECASE,
)
_SAYS_ENOUGH = 2  # letters that are left when the words of complaining are taken away


def read_target(answer: Answer) -> Value:
    """Read whom it is about."""
    return entity("complaint_target")(answer)


def read_topic(answer: Answer) -> Value:
    """Read what it is about; what somebody hears through the ceiling is noise, whatever it is called."""
    return entity("complaint_topic")(answer) or ("noise" if _HEARD.search(answer.text) else None)


def read_place(answer: Answer) -> Value:
    """Read where it is: an address, a place, or what was answered."""
    found = entity("house")(answer) or entity("room")(answer) or entity("location")(answer)
    if found is not None or not answer.asked:
        return found
    return None if answer.understanding and answer.understanding.intent == "deny" else answer.text.strip()[:120] or None


def read_story(answer: Answer) -> Value:
    """Read the whole message where it says more than that somebody complains."""
    return answer.text.strip()[:2000] if says_what(answer.text) else None


def read_time(answer: Answer) -> Value:
    """Read when it happened, in the words that were used."""
    found = entity("time")(answer)
    if isinstance(found, Moment):
        return found.text[:60]
    now = _NOW.search(answer.text)
    if now is not None:
        return now[0]
    if not answer.asked or (answer.understanding and answer.understanding.intent == "deny"):
        return None
    return answer.text.strip()[:60] or None


def says_what(text: str) -> bool:
    """Say whether a message tells what is wrong, beside wanting to complain.

    >>> says_what("我要投诉"), says_what("我要投诉楼上吵")
    (False, True)
    """
    return len(_WORDLESS.sub("", text)) >= _SAYS_ENOUGH


def wants_no_name(text: str) -> bool:
    """Say whether somebody does not want to be known to staff either.

    >>> wants_no_name("匿名投诉保安"), wants_no_name("投诉保安")
    (True, False)
    """
    return _ANONYMOUS.search(text) is not None


def concerns_staff(values: Mapping[str, Value]) -> bool:
    """Say whether it is about those who work here."""
    return values.get("target") in STAFF or (values.get("target") is None and values.get("topic") in SERVICE)


def disturbs_now(values: Mapping[str, Value], text: str, now: datetime, settings: Mapping[str, object] | None) -> bool:
    """Say whether somebody makes noise right now, at night."""
    loud = values.get("topic") in LOUD and not concerns_staff(values)
    return loud and quiet_of(settings).covers(now) and (_NOW.search(text) is not None or values.get("when") is None)


def named_staff(work: Work, text: str, said: Value) -> Staff | None:
    """Return the member of staff whom the words name."""
    every = work.db.scalars(work.ours(Staff).where(Staff.active).order_by(Staff.key)).all()
    return next((one for one in every if one.name in text or one.name == said), None)


def judges(work: Work, against: Staff | None) -> Sequence[Staff]:
    """Return who looks at a complaint about staff: managers, else the administrators; never the one it is about."""
    every = work.db.scalars(work.ours(Staff).where(Staff.active).order_by(Staff.key)).all()
    others = [one for one in every if against is None or one.id != against.id]
    for role in (StaffRole.MANAGER, StaffRole.ADMIN, StaffRole.COMMITTEE):
        found = [one for one in others if one.role == role]
        if found:
            return [one for one in found if one.on_duty] or found
    return []
