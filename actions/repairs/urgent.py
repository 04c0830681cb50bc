"""Which words say by themselves that a repair cannot wait, whether or not anybody calls it urgent."""

import re

_SIGNS = re.compile(
    r"爆(?:管|裂|了)|(?:往外|到处|一直|不停地?)(?:喷|涌|冒)|喷水|哗哗|水漫|漫(?:出来|到|得|过)|淹|泡(?:了|水)|止不住|关不住水"
    r"|(?:全家|整个?屋|整个?家|家里|屋里|屋头)[^。，,]{0,6}(?:没有?电|停电|断电|没有?水|没有?暖气)"
    r"|漏电|触电|麻手|电人|火花|冒烟|烧焦|焦味|糊味"
    r"|(?:进不去|进不了|回不去|回不了|锁在)(?:家|屋|门|外|里)|打不开门|门打不开|被锁"
    r"|夹(?:人|到|着|住)|砸(?:人|到|着)|(?:快|要)(?:掉|塌|倒)(?:下来)?了"
    r"|flood|burst|pouring|gushing|water everywhere"
    r"|no (?:power|electricity|water|heat) (?:at all|in the (?:whole|entire))"
    r"|sparks?\b|smok(?:e|ing)\b|electric shock|locked out|can(?:'|no)?t get (?:in|out)|fall(?:ing|en) (?:off|down)",
    re.IGNORECASE,
)


def is_urgent(text: str) -> bool:
    """Say whether the words describe damage that grows by the minute, or a danger.

    >>> is_urgent("厨房水管爆了"), is_urgent("卫生间灯不亮")
    (True, False)
    """
    return _SIGNS.search(text) is not None
