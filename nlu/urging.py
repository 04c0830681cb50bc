"""Whether somebody urges what they have asked for already, and tells of nothing new: 那个漏水的，快点啊. Pure."""

import re

from nlu.normalize import simplify, tidy
from nlu.pleading import pleads

_HASTE = re.compile(
    r"催|快[一点些]|[赶加]快|赶紧|抓紧|尽快|早[一点些]+(?:来|修|弄|派|过来|处理|解决)|搞快|"
    r"\b(?:hurry|chase|faster|sooner|quick(?:er|ly)?|speed (?:it|this|that) up|as soon as possible|asap)\b"
)
_BACK = re.compile(  # it is known already
    r"催|那[个件台盏只处扇条边]|[这上]次|这[个件]|之前|先前|前[天几]|昨天|刚才|我?报[的过了]|说[过了]的?|登记[的过了]|还没"
    r"|\b(?:chase|that|still|already|reported|my repair|my ticket|with (?:the|my)|about (?:the|my)|on (?:the|my))\b"
)
_ASKS = re.compile(  # how fast, and not that
    r"(?:能不能|可不可以|可以|能否|麻烦|请|给我|帮我|再)*(?:快|早)[一点些]+(?:儿)?(?:来|过来|派人)?(?:修|弄|搞|处理|解决|安排|过来|上门|派人|来)"
)
_EVENT = re.compile(r"[了坏漏堵断裂爆跳]|不[亮响动转通出]|没[电水气]")
_NEW = re.compile(
    r"快递|外卖|包裹|又|也|另外|另一|再报|新的|别的|刚刚?(?:坏|漏|堵|断)|\b(?:another|also|too|as well|new one|again)\b"
)


def urges(text: str) -> bool:
    """Say whether a text urges what was asked for before.

    >>> [urges(said) for said in ("那个漏水的，快点啊", "催一下", "水龙头能不能快点修", "师傅快点过来吧")]
    [True, True, True, True]
    >>> [urges(said) for said in ("卫生间也漏水了，快点来", "漏水了，快点来人", "那个灯坏了", "厨房漏水，快点修")]
    [False, False, False, False]
    """
    said = simplify(tidy(text)).lower()
    if not _HASTE.search(said) or _NEW.search(said):
        return False
    return bool(_BACK.search(said)) or pleads(said) or (bool(_ASKS.search(said)) and not _EVENT.search(said))
