"""Small things that a request names beside its object: digits of a parcel, a title, how much, how soon, how often."""

import re
from collections.abc import Iterator

from nlu.slots.numerals import DIGIT, ENGLISH, NUMERAL, digits
from nlu.types import Entity

_UNIT = r"(?:个半)?(?:个)?(?:小时|钟头|分钟|刻钟|秒|钟)"
_PATTERNS = {
    "tail": re.compile(
        r"(?:尾号|尾数|后四位|末四位|后[三3]位|单号|取件码|手机尾号|ending(?: in)?|last (?:four|4)(?: digits)?"
        r"|code|tail|number"
        r"|顺丰|京东|中通|圆通|申通|韵达|极兔|邮政|德邦)\s?(?:是|为|:|号|is)?\s?(?P<value>[0-9]{3,6}"
        r"|[零〇一幺二两三四五六七八九]{4}"
        r"|[0-9]{1,2}-[0-9]{1,2}-[0-9]{3,5})(?![0-9])"
    ),
    "title": re.compile(
        r"(?:抬头|开给|名称)(?:就|还是|改成|换成|公司名?|是|为|写|开|叫|:)*\s?(?!要|怎|错|不|能|可以|打错|有|上|和|跟"
        r"|税|在)(?P<zh>[^,。;!?\s]{2,30}?)(?:就行|就好|就可以|即可)?(?=$|[,。;!?\s]|\.)"
        "|(?:title(?: is| should be| to)?(?=:)|title (?:is|should be|to)|made out to|in the name of|should say"
        "|addressed to|bill(?:ed)? to"
        r"|issue(?:d)? to|(?:invoice|receipt|it|fapiao) out to)[: ]+(?P<en>[a-z][a-z.&' -]{1,40}[a-z])"
    ),
    "delay": re.compile(
        rf"(?P<value>(?:过)?(?:{NUMERAL}|半){_UNIT}(?:以后|之后|过后|后|再)"
        rf"|\bin (?:half an|an?|{ENGLISH}) (?:minutes?|mins?|hours?|hrs?|seconds?)\b"
        rf"|\b(?:half an|an?|{ENGLISH}) (?:minutes?|mins?|hours?|hrs?) later\b)"
    ),
    "degree": re.compile(
        rf"(?P<value>(?:零下|百分之)?{NUMERAL}(?:点[0-9五])?\s?(?:度半?|肚|档|格|%|成(?![员就]))|百分之{NUMERAL}"
        rf"|\b{ENGLISH} ?(?:degrees?|percent|per cent|°c?|%)"
        r"|(?:(?<=[升降调开][到成至])|(?<=[升降]))(?:[0-9]{1,3}|[二两三]?十[一二三四五六七八九]?)(?![0-9:点楼层])"
        r"|(?<=\bto )[0-9]{1,3}(?![0-9:]|(?:st|nd|rd|th)\b))"
    ),
    "gathering": re.compile(
        r"(?P<zh>[\u4e00-\u9fff]{1,6}?(?:比赛|活动|大赛|培训|讲座|沙龙|晚会|联欢会?|义诊|工作坊|训练营|分享会|茶话会"
        "|体验|课程|运动会))"
        r"|\b(?P<en>(?!(?:the|a|an|my|for|this|that|next|to|of|in|every)\b)[a-z]+(?: (?!(?:the|for|on)\b)[a-z]+)? "
        "(?:class|workshop|night|trip|course|party"
        r"|contest|competition|club|session|fair|tour|walk))\b"
    ),
    "habit": re.compile(
        rf"(?P<value>(?:每|一)(?:天|周|星期|礼拜|个?月){NUMERAL}[次顿趟回]|隔{NUMERAL}?个?(?:天|日|周|星期|礼拜"
        rf"|月)(?!来)|逢[双单][日号]"
        r"|每[周月][一两二三][次趟回]|\b(?:once|twice|three times|four times) (?:a|per|every) (?:day|week|month)\b"
        r"|\bevery other (?:day|week|month)\b)"
    ),
}


def read(text: str) -> list[Entity]:
    """Return `tail` (last digits), `title`, `delay`, `degree` (warm, bright), `gathering` and `habit` (how often)."""
    return [entity for slot, pattern in _PATTERNS.items() for entity in _found(slot, pattern, text)]


def _found(slot: str, pattern: re.Pattern[str], text: str) -> Iterator[Entity]:
    for match in pattern.finditer(text):
        group = next(name for name, said in match.groupdict().items() if said)
        value = digits(match[group]) if slot == "tail" and match[group][0] in DIGIT else match[group]
        yield Entity(slot, value, match[group], match.start(group), match.end(group))
