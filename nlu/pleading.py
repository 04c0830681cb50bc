"""Words of somebody in fear that ask for nothing new and name no place: 快点啊, 我好怕, 怎么还不来. Pure."""

import re

from nlu.normalize import simplify, tidy

_PLEAS = re.compile(
    r"(?:请|求求?|拜托|麻烦)?(?:你们?|您|大家)?(?:快|赶快|赶紧|马上|立刻|尽快)(?:一?[点些]儿?|来人?|派人|过来|救人?|叫人|帮[我忙]|想办法)*"
    r"|(?:你们?|人|他们?|师傅|保安|物业)?(?:怎么|咋|为什么|为啥|啷个)?(?:都|这么久)?(?:还|仲)(?:不|没|冇|未|唔)(?:有)?(?:人)?(?:来|到|见人|来人|有人来)"
    r"|(?:要|还要|得)?(?:等)?多久(?:才)?(?:能)?(?:到|来)?|什么时候(?:能|才)?(?:到|来)|(?:到底)?来不来|人呢|有人吗|在吗|听见了?吗"
    r"|(?:我|人家)?(?:真的|有点|有些|好|很|太|快要?|都|要)*(?:怕|害怕|慌|着急|急|紧张|吓死|吓坏|撑不住|受不了|不行)(?:死)?"
    r"|怎么办|咋办|点算|救命|救救?(?:我|人|命|他|她)?|帮帮?(?:我|忙)|求求?你们?|来人|别挂|天[哪啊呐]|妈呀|我的天|哎[呀哟]"
    r"|please|hurry(?: up)?|quick(?:ly)?|faster|come (?:on|now|quick(?:ly)?|fast)|help(?: me| us)?|oh (?:my )?god|omg"
    r"|(?:i'?m|i am|we'?re|we are) (?:so |really |very |just )*(?:scared|afraid|frightened|terrified|panicking)"
    r"|where are (?:you|they)|how (?:much )?long(?:er)?(?: will (?:it|you) take| do (?:i|we) (?:have to )?wait)?"
    r"|when (?:are|will) (?:you|they) (?:be )?com(?:e|ing)"
    r"|what (?:do|should|can) (?:i|we) do|nobody(?:'s| is| has)? (?:here|com(?:e|ing)|came)|are you (?:there|coming)",
)
_BETWEEN = re.compile(
    r"[啊呀吧呢嘛吗啦了的哦喔噢哇我您你们,，.。!！?？…~\s]|\b(?:so|and|just|up|now|yet|still|it|to|you|very)\b"
)
_HUSHES = re.compile(
    r"嘘+|嘘*(?:(?:请|你|您|要|能不能|可不可以|都|给我|把|说话)*(?:声音)?"
    r"(?:安静|静音|小点儿?声|小声|轻一?点儿?|轻声|(?:别|不要|莫|唔好)(?:出声|作声|吭声|响|吵))(?:一?点儿?|些|一下)?)(?:好吗|行吗|吧|啊)?"
    r"|(?:please )?(?:be |keep )?(?:quiet|silent|mute|hush|sh+)(?: please)?",
    re.IGNORECASE,
)
_AROUND = re.compile(r"^[\s,，。.!！…~]+|[\s,，。.!！?？…~]+$|(?<=[\u4e00-\u9fff])[\s,，。]+(?=[\u4e00-\u9fff])")
_LONGEST = 200  # letters of a message that holds nothing else
_LEFT = 1  # letters beside them that say nothing


def pleads(text: str) -> bool:
    """Say whether a text holds nothing but fear and haste.

    >>> [pleads(said) for said in ("快点啊", "我好怕", "怎么还不来", "please hurry", "I'm so scared")]
    [True, True, True, True, True]
    >>> [pleads(said) for said in ("快递柜旁边", "7栋2单元", "我在楼下好怕", "by the gate, hurry", "他还在流血")]
    [False, False, False, False, False]
    """
    plain = simplify(tidy(text[: 2 * _LONGEST])).lower()
    if len(plain) > _LONGEST:
        return False
    found = _PLEAS.search(plain)
    left = _BETWEEN.sub("", _PLEAS.sub("", plain))
    return found is not None and len(left) <= _LEFT


def hushes(text: str) -> bool:
    """Say whether a text asks for quiet and nothing else; 太小声了 asks for the contrary.

    >>> [hushes(said) for said in ("安静", "嘘，小声点", "请静音好吗", "quiet please")]
    [True, True, True, True]
    >>> [hushes(said) for said in ("太小声了", "楼上太吵，让他们安静", "好吗")]
    [False, False, False]
    """
    bare = _AROUND.sub("", text)
    return bool(bare) and _HUSHES.fullmatch(bare) is not None
