"""How many people are meant: 六个人, 我们仨, 两大一小, half a dozen friends."""

import re

from nlu.slots.numerals import ENGLISH, whole
from nlu.types import Entity

_EITHER = "一二|两三|二三|三四|四五|五六|六七|七八|八九"
# 周五三位 is three on Friday: two digits stand beside each other only in 三四个.
_COUNT = (
    rf"(?:[0-9]{{1,4}}|[一两二三四五六七八九]?[百十][零一二三四五六七八九十百]{{0,4}}|{_EITHER}"
    "|[一二两俩三仨四五六七八九])"
)
_NOUN = (
    "(?:大人|小孩|孩子|小朋友|人|朋友|同学|闺蜜|姐妹|兄弟|哥们|客人|同事|老人|老头|老太|家长|家人|亲友|亲戚|邻居|业主"
    "|工人|师傅|工友|娃|老师"
    "|学生|队员|选手|队友|球友|小伙|姑娘|大姐|大哥|大叔|老爷们|大妈|大爷|阿姨|男的|女的|[男女]生|员工|位子|名额|座位"
    "|colleagues|friends?|mates|kids)"
)
_WE = "(?:[我俺咱]们?|就|[这那])"
_GROUP = (
    "(?:[我俺咱]们?(?:家|单元|队|班|部门|公司|几家)?|就|[这那]|业委会|姐妹|兄弟|同学|朋友|同事|闺蜜|孩子|老头|家长"
    "|有人来[^,.;!?]{0,4},|队里?|部门|出|凑了?|来了?|带了?|请了?|约了?)"
)
_END = r"(?=[,.;!?、\s]|$|去|来(?!个)|要[用来参]|参加|报|打|玩|开会|吃|用|一起|都)"
_NOUN_EN = (
    "(?:people|mates|workers|relatives|players|seats|persons?|kids|children|adults?|guests|friends|visitors"
    "|colleagues|pax|men"
    "|women|pupils|students|folks|lads|girls|boys|guys|heads|seniors|gents|painters|movers|neighbours|teammates"
    "|ladies|gentlemen|of us)"
)
_SOME_EN = r"(?:half a dozen|a dozen|a couple(?: of)?)"
_VAGUE = "(?:(?<=[十百0-9])[来多几])?"  # 十来个, 二十多号人, 十几个
_PEOPLE = re.compile(
    r"(?P<all>(?:一共|总共|共计?|凑了|凑够|拢共|合计|加起来)(?:是|有|来)?\s?"
    rf"(?P<total>{_COUNT}){_VAGUE}\s?[个位名口]?(?:{_NOUN})?(?![元块毛年月天]))"
    rf"|(?<![第周初期拜])(?P<zh>{_COUNT}){_VAGUE}\s?(?:个|位|名|口|桌|号)?{_NOUN}"
    rf"|(?<![后末第前错少漏差周期拜])(?P<zh2>{_COUNT}){_VAGUE}\s?(?:位|名|口)(?![0-9a-z])"
    rf"|(?P<mix>[一两二三四1-4]个?大人?[一两二三四1-4]个?小孩?)"
    rf"|{_WE}\s?(?P<we>[两俩三仨四五六七八])(?:个(?!小时|钟|月|星期)|口子|(?![点十百0-9个天楼号月]))"
    rf"|{_GROUP}\s?(?P<group>{_COUNT}){_VAGUE}个{_END}"
    rf"|(?:(?:^|(?<=[,.;!?、\s]))|坐得?下?)(?P<bare>{_COUNT}){_VAGUE}个(?=[,.;!?、\s]|$|的)"
    r"|报(?P<put>[一两三四五六七八0-9])(?:个|位)|(?P<both>两口子|both of us|the two of us|小两口|老两口)"
    rf"|(?<![a-z])(?P<adults>{ENGLISH}) adults?(?: and|,| plus)? (?P<children>{ENGLISH}|a) (?:child(?:ren)?|kids?)"
    "(?![a-z])"
    rf"|(?<![a-z])(?P<en>{ENGLISH}) (?:[a-z-]{{3,10}} )?{_NOUN_EN}(?![a-z])"
    rf"|(?<![a-z])(?P<some>{_SOME_EN}) (?:[a-z-]{{3,10}} )?{_NOUN_EN}(?![a-z])"
    rf"|\bfor (?:about |around )?(?P<for>[2-9]|1[0-9]|two|three|four|five|six|seven|eight|ten|twelve)(?=[,.!?]|$| (?:on"
    r"|at|this|next|tomorrow|tonight|please|from))"
    rf"|\b(?:party|group|team|crew) of (?P<en2>{ENGLISH})(?![a-z])|\b(?P<us>the (?:two|three|four|five|six) of us)\b"
)
_SOME = {"half": 6, "a dozen": 12, "a couple": 2}
_MOST = 10000


def read(text: str) -> list[Entity]:
    """Return `people` and `count` of simplified lower-case text, the sum of all that come first."""
    matches = sorted(_PEOPLE.finditer(text), key=lambda match: match["all"] is None)
    counted = [(match, _number(match)) for match in matches]
    return [
        Entity(slot, number, match[0], match.start(), match.end())
        for match, number in counted
        if number is not None and 0 < number < _MOST
        for slot in ("people", "count")
    ]


def _number(match: re.Match[str]) -> int | None:
    if match["both"]:
        return 2
    if match["mix"]:
        return sum(whole(char) or 0 for char in match["mix"] if char not in "个大人小孩")
    if match["adults"]:
        return (whole(match["adults"]) or 0) + (whole(match["children"]) or 1)
    if match["some"]:
        return next(number for word, number in _SOME.items() if match["some"].startswith(word))
    if match["us"]:
        return whole(match["us"].split()[1])
    names = ("total", "zh", "zh2", "group", "en", "en2", "we", "put", "for", "bare")
    said = next(match[name] for name in names if match[name])
    if (match["group"] or match["bare"]) and said in ("一", "1"):  # 给我一个 asks for one thing
        return None
    # 三四个 is three or four, and no thirty-four.
    return whole(said[-1]) if len(said) == 2 and said in _EITHER.split("|") else whole(said)
