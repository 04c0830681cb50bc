"""Which advice fits: the kind of danger alone does not say who is in it, and where."""

import re

from actions.emergencies.models import Danger

_MYSELF = re.compile(r"我.{0,3}(?:不想活|想死|活不下|要跳|想跳|撑不|熬不)|\bi(?:'m| am| want| don'?t| can'?t)?\b")
_OTHERS = re.compile(
    r"有人|别人|[他她]|邻居|同学|同屋|室友|朋友|老公|老婆|爱人|对象|爸|妈|爷|奶|儿子|女儿|闺女|孩子|姑娘|小伙|[男女]的|大[爷妈叔]"
    r"|\b(?:someone|somebody|he|she|they|man|woman|boy|girl|friend|neighbou?r|husband|wife|son|daughter|mother"
    r"|father|roommate)\b"
)
_CAR = re.compile(r"车|\bcar\b|\bvan\b", re.IGNORECASE)


def advice_for(kind: str, words: str) -> str:
    """Return the key of the advice: the kind's, or one for those who are beside it.

    >>> advice_for("suicide", "我不想活了"), advice_for("suicide", "有人要跳楼")
    ('advice.suicide', 'advice.suicide_other')
    >>> advice_for("child_locked", "宝宝锁车里了")
    'advice.child_in_car'
    """
    words = words.lower()
    if kind == Danger.SUICIDE and _OTHERS.search(words) and not _MYSELF.search(words):
        return "advice.suicide_other"
    if kind == Danger.CHILD_LOCKED and _CAR.search(words):
        return "advice.child_in_car"
    return f"advice.{kind}"
