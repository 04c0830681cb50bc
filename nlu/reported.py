"""Whether somebody asks what they have reported so far, and reports nothing. Pure."""

import re

from nlu.normalize import simplify, tidy

_PLEASE = (
    r"(?:请问|你好|您好|帮我|给我|替我|查一?下|查查|看一?下|看看|说一?下|问一?下|想知道|想问|我想|列一?下|列出来?)*\W*"
)
_MINE = r"(?:我们?家?|咱们?家?)"
_WHEN = r"(?:都|一共|总共|到现在|现在|之前|以前|最近|这几天|这[周月]|这段时间|今天|目前|已经|[,，])*"
_TOLD = r"(?:报修|上报|申报|反映|反应|投诉|报)(?:过|了|的)*"
_MATTER = r"(?:事情?|问题|东西|单子?|报修|投诉|毛病)"
_WHAT = rf"(?:都|有|是)*(?:什么|啥子?|些什么|哪些|哪几|几|多少)(?:样|个|件|条|张)?{_MATTER}?"
_READ = r"(?:都)?(?:列|念|说|查|看|给我)(?:出来|一下|一遍|看看|给我|我)*(?:听听?|看看?)?"
_END = r"(?:了|啊|呀|呢|吗|来着|\W)*"
_ZH = (
    rf"{_PLEASE}{_MINE}?{_WHEN}{_TOLD}{_WHAT}{_END}",
    rf"{_PLEASE}{_MINE}{_WHEN}(?:提|登记)(?:过|了)+{_WHAT}{_END}",
    rf"{_PLEASE}{_MINE}{_WHEN}(?:提|登记)过?的(?:报修|投诉|单子){_WHAT}{_END}",
    rf"{_PLEASE}把?{_MINE}{_WHEN}{_TOLD}(?:那些)?{_MATTER}?{_READ}{_END}",
)
_HELLO = r"(?:(?:hi|hello|hey|please|sorry|excuse me|can you|could you|tell me|remind me|so|and)\W+)*"
_TOLD_EN = r"(?:report(?:ed)?|complain(?:ed)? about|raised?|filed?|log(?:ged)?)"
_ENDS = r"so far|already|until now|up to now|to you|here|before|lately|this week|this month|again|please"
_END_EN = rf"(?:\W+(?:{_ENDS}))*\W*"
_SHOW = r"(?:show|list|read|give|see|what are|which are|where are)(?: (?:me|out|all|of|the|to))*"
_EN = (
    rf"{_HELLO}(?:what|which|how many)(?: (?:things|problems|repairs|issues|complaints|tickets|all))*"
    rf"(?: (?:have|had|did))? (?:i|we)(?: (?:have|already|all))* {_TOLD_EN}{_END_EN}",
    rf"{_HELLO}{_SHOW} (?:my|our)(?: (?:open|own|repairs|complaints|and|or))*"
    rf" (?:reports|tickets|repairs|complaints|repair tickets){_END_EN}",
    rf"{_HELLO}{_SHOW} (?:everything|what|all)(?: that)? (?:i|we)(?:'ve| have)? {_TOLD_EN}{_END_EN}",
)
_ASKS = re.compile("|".join(f"(?:{words})" for words in (*_ZH, *_EN)), re.IGNORECASE)
_LONGEST = 80


def asks_for_reported(text: str) -> bool:
    """Say whether somebody asks for everything they have reported.

    >>> asks_for_reported("我一共报过哪些事"), asks_for_reported("which problems did I report so far?")
    (True, True)
    >>> asks_for_reported("我报了名"), asks_for_reported("我要报修"), asks_for_reported("what did you report")
    (False, False, False)
    """
    words = simplify(tidy(text)).strip()
    return len(words) <= _LONGEST and _ASKS.fullmatch(words) is not None
