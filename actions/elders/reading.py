"""What a message says of a meal beside its day: fetched or brought, how many, for whom, how it should be."""

import re

from actions.slot import Answer, Value
from nlu.changing_mind import says_same
from nlu.slots.numerals import whole
from nlu.types import Moment

PICKUP, DELIVER, USUAL, NEXT = "pickup", "deliver", "usual", "next"

_PICKUP = re.compile(
    r"自己?(?:过)?[去来](?:食堂)?[拿取吃端打]|自[取提]|(?:去|到|在|来)(?:食堂|饭堂|那[儿里边])?(?:去)?(?:吃|拿|取|端|打饭)|堂食|不[用要]?送|别送"
    r"|\b(?:pick(?:ing)? (?:it |them )?up|pick-?up|fetch|collect|eat (?:in|there|at the canteen))\b",
    re.IGNORECASE,
)
_DELIVER = re.compile(
    r"送(?:餐|饭|上[门来楼]|到|过来|来|一?下|一?份|给)|捎|给.{0,4}送|送[吧呗嘛]?[。.!！]?$"
    r"|\bdeliver(?:y|ed)?\b|\bbr(?:ing|ought)\b|\bto (?:my|her|his|the) (?:door|home|flat)\b|\bsend (?:it )?up\b",
    re.IGNORECASE,
)
_PORTIONS = re.compile(
    r"([一二两三四五六七八九十\d]{1,3})\s*[份客盒]|(?<![\w])(\w+) (?:portion|lunch(?:es)\b|meal)s?", re.IGNORECASE
)
_MORE = re.compile(r"(?:再|多)加?(?:来|要|订)?([一二两三四五\d])[份客盒]|\b(one) more\b", re.IGNORECASE)
_ENGLISH = {name: count for count, name in enumerate(("a", "two", "three", "four", "five", "six"), start=1)} | {
    "one": 1
}
_WHO = {
    "mother": r"我?(?:妈妈?|母亲|老妈|老娘|娘|姆妈)|\b(?:mum|mom|mother)\b",
    "father": r"我?(?:爸爸?|父亲|老爸|老爹|爹)|\b(?:dad|father)\b",
    "grandmother": r"我?(?:奶奶?|外婆|姥姥|姥|阿婆)|\b(?:gran|granny|grandma|grandmother)\b",
    "grandfather": r"我?(?:爷爷?|外公|姥爷|阿公)|\b(?:grandpa|grandfather)\b",
    "spouse": r"老伴儿?|\b(?:my )?(?:wife|husband)\b",
}
_WISH = re.compile(
    r"(?:少|低|无|不要|别放|不放|不吃)(?:一?点)?(?:盐|糖|油|辣椒?|葱|蒜|香菜|味精|鱼|肉|猪肉|海鲜)|(?:烧|做|煮|炖)?(?:得)?(?:软|烂)(?:和|乎|糊)?(?:一?[点些])|清淡(?:一?点)?"
    r"|\b(?:low|less|no|without) (?:salt|sugar|oil|pork|fish|meat|spice)\b|\bsoft(?:er)?(?: food)?\b",
    re.IGNORECASE,
)


def day(answer: Answer) -> Value:
    """Read the day that is named; a yes to "shall it be Friday?" takes the next possible one."""
    meant = answer.understanding
    when = meant.value("time") if meant else None
    if isinstance(when, Moment) and when.has_date and not when.recurrence:
        return when
    agreed = answer.asked and meant is not None and meant.intent == "affirm"
    return NEXT if agreed or (answer.asked and says_same(answer.text)) else None


def how(answer: Answer) -> Value:
    """Read whether it is fetched or brought."""
    if _PICKUP.search(answer.text):
        return PICKUP
    if _DELIVER.search(answer.text):
        return DELIVER
    return USUAL if answer.asked and says_same(answer.text) else None


def portions(answer: Answer) -> Value:
    """Read how many portions, not "one more"."""
    if more(answer.text):
        return None
    found = _PORTIONS.search(answer.text)
    if found is None:
        return None
    return whole(found[1]) if found[1] else _ENGLISH.get(found[2].lower())


def more(text: str) -> int:
    """Read how many portions more are wanted.

    >>> more("再加一份"), more("one more please"), more("两份")
    (1, 1, 0)
    """
    found = _MORE.search(text)
    return (whole(found[1]) if found and found[1] else 1 if found else 0) or 0


def who(answer: Answer) -> Value:
    """Read for which relative it is."""
    return next((name for name, words in _WHO.items() if re.search(words, answer.text, re.IGNORECASE)), None)


def clock(answer: Answer) -> Value:
    """Read the time of day that is wished for, as 11:30."""
    when = answer.understanding.value("time") if answer.understanding else None
    return f"{when.clock:%H:%M}" if isinstance(when, Moment) and when.clock is not None else None


def note(answer: Answer) -> Value:
    """Read how the food should be, in the resident's words."""
    return "，".join(dict.fromkeys(found[0] for found in _WISH.finditer(answer.text)))[:100] or None
