"""Which kind of danger a cry for help tells of, where none of the listed words is said; it alarms nobody by itself."""

import re
from collections.abc import Iterator

from nlu.normalize import standard, tidy
from nlu.types import Entity

_CHILD = (
    r"孩|娃|宝宝|小朋友|婴儿|囡|细路|儿子|女儿|闺女|孙子|孙女|细伢"
    r"|\b(?:kids?|child(?:ren)?|baby|toddler|boy|girl|son|daughter|grandson|granddaughter)\b"
)
_ANYBODY = _CHILD + r"|老人|老头|爸|妈|奶奶|爷爷|老伴|痴呆|阿婆|\b(?:dad|mum|mom|mother|father|gran(?:ny|dma|dpa)?)\b"
# Every pattern of a kind must be found somewhere; the first kind that fits is it.
_KINDS: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = tuple(
    (kind, tuple(re.compile(pattern) for pattern in patterns))
    for kind, patterns in (
        (
            "elevator_trapped",
            (
                r"电梯|电提|电体|店梯|货梯|客梯|梯门|𨋢|梯里|轿厢|箱子里|\blift\b|\belevator\b",
                r"困|关[着在起住]|卡|停[了咗在]|出不|不动|往下|没灯|没人理|没人应|下坠"
                r"|stuck|trapped|inside|shut in|fall|caught"
                r"|between floors"
                r"|get (?:us|me) out",
            ),
        ),
        (
            "suicide",
            (
                r"不想活|活够|活着没|药.{0,2}都?(?:吃|喝)(?:光|完|了|咗)|敌敌畏|农药|百草枯|遗书"
                r"|站在?.{0,3}(?:天台|楼顶)|轻生|自杀|自尽|跳楼|要跳|想跳|别找我|安眠药|割腕|天台边"
                r"|活不下去|对不起.{0,8}先走|own life|over the rail|suicid"
                r"|kill (?:my|him|her)self"
                r"|going to jump|whole bottle|razor|lot of pills|end it all|take my (?:own )?life",
            ),
        ),
        (
            "drowning",
            (
                r"溺|淹着|(?:掉|跌|摔|滑|栽|落).{0,4}(?:湖|河|池|塘|水里|水头|喷水)"
                r"|落水|(?:湖|河|池|水)(?:底|里|中间).{0,6}(?:不动|没上来|扑腾)|沉下去"
                r"|drown|under the water|(?:fell|slid|dropped) in(?:to)? the (?:pond|pool|lake"
                r"|river|water"
                r"|fountain)",
            ),
        ),
        (
            "missing_child",
            (
                _ANYBODY,
                r"不见|丢了|走丢|走失|走散|找不[着到]|没找|没回|没到家|拉走|抱走|没影|出去到现在|vanished|missing"
                r"|is gone|lost\b|can'?t find"
                r"|didn'?t come home|taken away",
            ),
        ),
        ("child_locked", (_CHILD, r"锁|带上了|关在|一个人在|locked|alone in")),
        (
            "child_danger",
            (_CHILD, r"爬|趴|窗|栏杆|夹|卡|悬|绞|坠|ledge|window|railing|caught|stuck|climb|hanging|balcony"),
        ),
        ("gas", (r"煤气|煤汽|梅气|燃气|天然[气汽]|臭鸡蛋|嘶嘶|瓦斯|漏气|\bgas\b|rotten egg",)),
        (
            "electric",
            (
                r"触电|触店|遭电|过电|电打|漏电|电击|电到|电线|麻人|电箱"
                r"|shock|electrocut|live wire|power cable|touched the wire|sparks",
            ),
        ),
        ("fire", (r"火|烟|烧|炸|着了|着车|\bfire\b|smok|burn|flames?|explo",)),
        (
            "violence",
            (
                "砍|刀|斧|锤|打架|打群架|打起来|斗殴|跟踪|跟[到着]我|踹|追人|打人|打我|打她|打起|打老|打孩|家暴|动手|抢|泼|掐|威胁|knife|hitting|beat|punch"
                r"|attack|\bgun\b"
                r"|threat|petrol|scream"
                r"|assault|robbed",
            ),
        ),
        (
            "burglary",
            (
                r"贼|偷|撬|爬进|爬上来|翻东西|翻窗|闯|进了人|开我.{0,2}锁|burglar|thief|break(?:ing)? (?:in"
                r"|my door)|broke in"
                r"|intruder|someone (?:is )?in my|got in someone|in someone's window",
            ),
        ),
        (
            "flood",
            (
                r"淹|涨|灌|漫|进水|积水|水很深|没过|内涝|爆管|水管爆|山上的水"
                r"|flood|water (?:is )?(?:rising|pouring|everywhere)|burst",
            ),
        ),
        (
            "medical",
            (
                r"晕|倒|跌低|昏|休克|过敏|肿|叫不醒|摇不醒|郁不到|动不了|不动|没气|呼吸|疼|痛|血|抽|吐|摔|心|胸|紫|喘|噎|呛|吞|咽|烫|怀孕|生了|叫不|没反应|压着"
                r"|受伤|unconscious|answer|breath|chest"
                r"|pain|blood|bleed|fell|fall|collapse|limp|seizure|stroke|chok|pregnan|swallow|throat|hurt"
                r"|not moving|faint|heart",
            ),
        ),
    )
)


def guess(text: str) -> str | None:
    """Return the kind of danger that a message as it was said tells of, or None.

    >>> guess("阿婆跌低咗，郁唔到"), guess("水费多少")
    ('medical', None)
    """
    return next((str(found.value) for found in read(standard(tidy(text)).lower())), None)


def read(text: str) -> Iterator[Entity]:
    """Yield `danger`, at most one, of simplified lower-case text; its value is a kind of `nlu.emergency`."""
    for kind, patterns in _KINDS:
        found = [match for pattern in patterns if (match := pattern.search(text))]
        if len(found) == len(patterns):
            yield Entity("danger", kind, found[-1][0], found[-1].start(), found[-1].end())
            return
