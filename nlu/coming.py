"""What somebody who was called answers: that they come, that they have read it, that they cannot come."""

import re
from enum import StrEnum

from nlu.normalize import simplify, tidy


class Coming(StrEnum):
    """What was answered to a call."""

    COMES = "comes"
    HEARD = "heard"  # read, and nothing said of coming
    CANNOT = "cannot"


_SORRY = r"但是?|可是|不过|抱歉|不好意思|对不起|sorry|but"
_NUMBER = r"(?:[eh]\s?-?\s?\d{1,6}\W*)?"
_SOFT = r"(?:(?:好的?|行|嗯|收到|明白|知道了?|可以|没问题|ok(?:ay)?|yes|got it|roger|copy|sure|right|understood)\W*)*"
_END = r"(?:了|吧|啊|的|哈|呢|去|来|now|!|。|，|\s)*"
_SOON = r"(?:马上|立刻|立即|这就|现在|现在就|就|赶紧|赶快|先|已经|正在|人)*"
_COMES = (
    rf"(?:我|我们)?{_SOON}(?:来|去|到|过去|过来|赶过去|赶过来|出发|往那边赶|在路上|下楼|上楼|动身)(?:处理|看看?|一下|一趟|接)?"
    rf"|我{_SOON}(?:接|接单|接手|处理)|(?:我)?(?:马上|这就|已经)?(?:接单|接手|处理)|交给我|让我来|我在附近\W*(?:马上|这就)?(?:过去|去|到)"
    r"|(?:i'?m |i am |we'?re )?(?:already )?"
    r"(?:on (?:my|our|the) way|coming|heading (?:there|over)|going(?: there)?|omw)"
    r"|i(?:'ll| will| can) (?:take (?:it|this|that)|go|come|handle (?:it|this)|do it|be (?:right )?there)"
    r"|(?:i(?:'ve| have)|i) got (?:it|this)\W*(?:i'?m )?(?:coming|going|on my way)"
    r"|be right there|taking (?:it|this)|mine"
)
_CANNOT = (
    r"(?:我|我们)?(?:现在|今天|这会儿|暂时)?(?:[来去过赶到走](?:去|来)?不(?:了|开|到|及|去|来)|去不了)|(?:我)?(?:现在|今天)?不在"
    r"|(?:我)?(?:现在)?(?:没法|不能|没办法)(?:去|来|过去|过来)|(?:我)?去不成|(?:你|请|让|叫)?(?:别人|其他人)去"
    r"|(?:i )?(?:can'?t|cannot|am unable to) (?:come|go|make it|take (?:it|this)|get there)|i can'?t$|not available"
    r"|(?:i'?m |i am )?(?:off duty|away|not there)"
)


def _only(words: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{_SOFT}{_NUMBER}{_SOFT}(?:{words}){_END}\W*{_NUMBER}\W*", re.IGNORECASE)


_COMING = (
    (Coming.CANNOT, re.compile(rf"\W*{_SOFT}(?:{_SORRY})?\W*(?:{_CANNOT}).*", re.IGNORECASE | re.DOTALL)),
    (Coming.COMES, _only(_COMES)),
    (Coming.HEARD, re.compile(rf"\W*{_NUMBER}{_SOFT}{_NUMBER}", re.IGNORECASE)),
)
_LONGEST = 40


def coming(text: str) -> Coming | None:
    """Return what a whole message answers to a call; None where it says anything else.

    >>> coming("收到，马上到"), coming("我来"), coming("on my way"), coming("收到"), coming("我来不了")
    (<Coming.COMES: 'comes'>, <Coming.COMES: 'comes'>, <Coming.COMES: 'comes'>, <Coming.HEARD: 'heard'>, \
<Coming.CANNOT: 'cannot'>)
    >>> coming("谁来"), coming("我来问一下电费"), coming("他来吗？")
    (None, None, None)
    """
    words = simplify(tidy(text)).strip()
    if not words or len(words) > _LONGEST or re.search(r"[?？]|吗\W*$", words):
        return None
    return next((kind for kind, pattern in _COMING if pattern.fullmatch(words)), None)


_GIVES_BACK = re.compile(
    r"\W*(?:好了?\W*)?(?:交回|交还|还给|转回|交给|转给)(?:给)?(?:助手|邻里|机器人|机器|系统)?(?:吧|了)?\W*"
    r"|\W*(?:结束|完成)(?:对话|会话|人工|服务|接待)(?:吧|了)?\W*"
    r"|\W*(?:hand|give) (?:it |this |them )?back(?: to the assistant)?\W*"
    r"|\W*(?:end|close) (?:the )?(?:chat|conversation)\W*",
    re.IGNORECASE,
)


def gives_back(text: str) -> bool:
    """Say whether a member of staff gives a conversation back to the assistant, and says nothing else.

    >>> gives_back("交回助手"), gives_back("hand back"), gives_back("您交回钥匙就行")
    (True, True, False)
    """
    return _GIVES_BACK.fullmatch(simplify(tidy(text)).strip()) is not None
