"""How many are signed up: 我和儿子 is two, 给孩子报 is one. Pure."""

import re

from actions.slot import Answer, Value
from nlu.slots.numerals import whole

_FAMILY = (
    r"(?:儿子|女儿|闺女|孩子|小孩|娃|宝宝|老伴|老公|老婆|爱人|先生|太太|妈妈?|爸爸?|父亲|母亲"
    r"|奶奶|爷爷|外婆|外公|孙子|孙女|朋友|邻居)"
)
_WITH = re.compile(rf"(?:我|本人)(?:和|跟|同|与|带着?)[我的]*{_FAMILY}|带着?[我的]*{_FAMILY}", re.IGNORECASE)
_WITH_EN = re.compile(r"\b(?:me and|with) my (?:\w+ )?\w+|\bmy \w+ and (?:me|i)\b", re.IGNORECASE)
_HOME = re.compile(r"一家([三四五六])口|family of (three|four|five|six)", re.IGNORECASE)
_BOTH = re.compile(
    r"(?:我们|咱们?)?(?:俩|两口子|夫妻|夫妇)|both of us|the two of us|my (?:wife|husband) and i", re.IGNORECASE
)


def read_people(answer: Answer) -> Value:
    """Read a number of people that is named or follows from who comes; None where neither does."""
    found = answer.understanding
    value = (found.value("people") or found.value("count")) if found else None
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    home = _HOME.search(answer.text)
    if home:
        return whole(home[1] or home[2])
    together = _BOTH.search(answer.text) or _WITH.search(answer.text) or _WITH_EN.search(answer.text)
    return 2 if together else None
