"""How answers about a visitor are read: who, when, until when, how long."""

import re

from actions.slot import Answer, Value
from actions.visitors import stay
from nlu.answers import says_nothing
from nlu.slots import person
from nlu.types import Entity

_NO_ANSWER = frozenset(
    {"affirm", "deny", "thanks", "correct", "help", "repeat", "slower", "louder", "cancel", "greeting"}
)
_NIGHT = re.compile(r"[晚宿夜]|night", re.IGNORECASE)
_DENIED = re.compile(r"(?:不是|不叫|并非|\bnot)\s*$", re.IGNORECASE)
_MINE = re.compile(r"^(?:我们?家?的?|俺家?的?|咱家?的?|my |our )", re.IGNORECASE)
_ONE = {"妈": "妈妈", "爸": "爸爸", "姐": "姐姐", "哥": "哥哥", "弟": "弟弟", "妹": "妹妹", "娘": "妈妈", "爹": "爸爸"}
_LEAD_IN = re.compile(
    r"^(?:名字|姓名)?(?:是|叫|他叫|她叫)|^(?:his name is|her name is|it's|it is|they are)\s*", re.IGNORECASE
)
_ENDING = re.compile(r"[。.！!，,\s]+$")
_LET = ",让"
_LONGEST = 20  # characters of an answer that may be somebody's name


def who(answer: Answer) -> Value:
    """Read who comes: a name, else what the resident calls them; asked for it, any short answer."""
    if answer.understanding is None:
        return None
    return _named(answer) or _called(answer) or (_own_words(answer) if answer.asked else None)


def _named(answer: Answer) -> str | None:
    text = answer.understanding.text if answer.understanding else answer.text
    found = person.read(text) or person.read(_beside_times(answer, text))
    found.sort(key=lambda one: one.slot != "name")
    meant = [one for one in found if not _DENIED.search(text, 0, one.start)]
    return (meant or found)[0].text[:60] if found else None


def _beside_times(answer: Answer, text: str) -> str:
    """Return a text with "let" in place of its times, so that a name right behind one is found: 明天两点张伟来."""
    times = [one for one in (answer.understanding.entities if answer.understanding else ()) if one.slot == "time"]
    for one in sorted(times, key=lambda one: one.start, reverse=True):
        text = f"{text[: one.start]}{_LET}{text[one.end :]}"
    return text


def _called(answer: Answer) -> str | None:
    entity = _kind(answer)
    if entity is None or entity.value == "guest":
        return None
    said = _MINE.sub("", entity.text).strip()
    return _ONE.get(said, said) or None


def kind(answer: Answer) -> Value:
    """Read what somebody is: nanny, mover, family."""
    entity = _kind(answer)
    return str(entity.value) if entity else None


def _kind(answer: Answer) -> Entity | None:
    """Return what visitors are called; 一大 of 一大一小 only counts them."""
    entities = answer.understanding.entities if answer.understanding else ()
    counts = [one for one in entities if one.slot == "count"]
    kinds = [one for one in entities if one.slot == "visitor_kind"]
    named = [one for one in kinds if not any(count.start <= one.start < count.end for count in counts)]
    some = named or [one for one in kinds if "大" not in one.text]
    return next((one for one in some if one.value != "guest"), some[0] if some else None)


def _own_words(answer: Answer) -> str | None:
    meant = answer.understanding
    text = _LEAD_IN.sub("", _ENDING.sub("", answer.text.strip()))
    other = meant is None or meant.intent in _NO_ANSWER or meant.entity("plate") or meant.entity("time")
    if other or not text or len(text) > _LONGEST or says_nothing(text) or text.isdigit():
        return None
    return text


def time(answer: Answer) -> Value:
    """Read when somebody comes."""
    meant = answer.understanding
    return stay.split(meant.text, meant.entities)[0] if meant else None


def until(answer: Answer) -> Value:
    """Read until when somebody may come."""
    meant = answer.understanding
    return stay.split(meant.text, meant.entities)[1] if meant else None


def minutes(answer: Answer) -> Value:
    """Read how long somebody stays, in minutes; two nights are three days."""
    entity = answer.understanding.entity("duration") if answer.understanding else None
    if entity is None or not isinstance(entity.value, int):
        return None
    return entity.value + (1440 if entity.value >= 1440 and _NIGHT.search(entity.text) else 0)
