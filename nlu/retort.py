"""What a short answer to something said unasked means, where it says nothing else: 好, 明天再说, 不用了, 几点？"""

import re
from enum import StrEnum

LONGEST = 40  # letters of an answer that is nothing but an answer


class Retort(StrEnum):
    """What was answered."""

    YES = "yes"
    NO = "no"
    LATER = "later"
    ABOUT = "about"  # a question that needs what was said to be understood
    STOP = "stop"  # do not tell me of this again
    AGAIN = "again"  # tell me of it after all


_END = (
    r"(?: ?(?:吧|啊|呀|哈|嘛|啦|喽|咯|了|呢|的|哦|噢|好了|好吗|谢谢[你您]?|多谢|麻烦[你您]?了?|辛苦[你您]?了?|唔该"
    r"|thanks?|thank you|please))*"
)
_START = r"(?:(?:好的?|行|嗯|哦|噢|啊|那就?|我|先|还是|就|哎呀?|ok(?:ay)?|no|yes|well|oh|thanks?|thank you) ?)*"
_PART = r"(?:一?早上?|上午|中午|下午|晚上?)"
_UNIT = r"(?:分钟|个?半?小时|个?钟头|天|个?星期|个?礼拜|周)"
_DAY = (
    r"(?:今[天儿]?|明[天儿]?|后天|大后天|听日|下?个?(?:周|星期|礼拜)[一二三四五六日天末]?|周末|月底|下个?月)"
    rf"{_PART}?"
)
_SPAN = rf"(?:过|等)?(?:[一二两三四五六七八九十半几\d]+{_UNIT})(?:以?后)?"
_WHILE = (
    r"(?:改天|改日|回头|晚(?:一?点儿?|些)(?:时候)?|迟[点啲]|待?会儿?"
    r"|(?:过|等)(?:一?会儿?|一?下|哈儿?|阵子?|[几两]天)"
    r"|等?我?有空|等?我?有时间|下[次回]|以后|之后|二天|到时候?)"
)
_AGAIN = (
    r"(?:再|才|又|先)"
    r"(?:说|讲|看|弄|办|提醒|告诉|问|打分?|评价?|通知|联系|商量|考虑|决定|来|过来|倾|摆|谈)?我?(?:一下)?"
)
_BUSY = r"(?:现在|这会儿|今天|暂时)?(?:没空|没时间|不方便|不得闲|在忙|忙着|忙|走不开|冇时间)"
_EN_WHEN = (
    r"(?:(?:a bit |a little |maybe )?later(?: today| on)?|tomorrow|tonight|this \w+|next \w+|on \w+day"
    r"|in (?:a|an|\d+|a few) \w+|some other time|another (?:time|day))(?: (?:morning|afternoon|evening|night))?"
)
_LATER = (
    rf"{_DAY}{_AGAIN}|{_PART}{_AGAIN}|{_SPAN}{_AGAIN}|{_WHILE}(?:{_AGAIN})?|{_BUSY}"
    rf"|(?:{_BUSY})?(?:{_DAY}|{_WHILE}){_AGAIN}|not (?:right )?now|i'?m busy(?: right)?(?: now)?"
    rf"|(?:(?:please )?(?:ask|tell|remind) me(?: again)? )?(?:maybe )?{_EN_WHEN}"
)
_YES = (
    r"(?:(?:好(?:的|滴|嘞|呀|啊|吧|嘅|哒)?|行|可以|成|中|要得|没问题|嗯|哦|噢|对|是的?|知道|晓得|收到"
    r"|明白|了解|清楚|记住|听到|看到|得|知|冇问题|ok(?:ay)?|yes|yeah|yep|sure|fine|alright|all right"
    r"|got it|noted|understood|i see|will do|good) ?)+"
)
_NO = (
    r"(?:不去|去不[了成]|不来|来不[了成]|不参加|不用|不要|不必|不需要|用不着|没必要|不|算|免|唔使|唔要|莫|甭|不想|不了"
    r"|(?:i'?m )?not (?:going|coming)|(?:i )?can'?t (?:go|come|make it)"
    r"|no|nope|not? need(?:ed)?|no thank(?:s| you)|don'?t need (?:it|to)|never ?mind|forget it"
    r"|not interested|skip it)+"
)
_ASKED = (
    r"几点钟?|什么时候|啥时候?|几时|什么时间|哪一?天|几号|上午还是下午|多久|多长时间|谁|哪[位个](?:师傅|人)?"
    r"|什么事情?|啥事|哪件事?|哪一?个|什么意思|为什么|为啥|怎么回事|在?哪[里儿]?|乜嘢?|边个|做咩"
    r"|what time|when|who|which(?: one)?|what(?: is (?:it|this|that))?(?: about)?|where|why|how long|what for"
)
_ABOUT = (
    rf"(?:请问|那|大概|具体|到底|是|你?说的?是?|师傅|他|这|又)*(?:{_ASKED})"
    r"(?:是|来|到|上门|过来|开始|结束|修|去|师傅|的事)*"
    r"(?: (?:is|was|will|does|are) (?:it|that|this|he|she|they)(?: \w+)?)?"
)
_NOT = r"(?:别|不要|不用|不必|不许|甭|莫|勿|唔好|唔使)"
_TELL = r"(?:提醒|催|通知|推送|推|发|问|烦|讲|说)"
_STOP = re.compile(
    rf"{_NOT}(?:再|老是?|总是?|一直|天天|给我|跟我|向我)+{_TELL}"
    rf"|{_NOT}(?:给我|跟我)?(?:提醒|通知|推送?|发|催|问)我?(?:这|那|了|啦|$)"
    r"|(?:stop|quit|no more|do not|don'?t|never)(?: \w+){0,2} (?:remind|notify|notif|messag|nag|ask)\w*",
    re.IGNORECASE,
)
_ANEW = (
    r"(?:还是|继续|接着|恢复|照常|照旧|重新)(?:要|请|再|给我|跟我|向我|可以)*(?:提醒|通知|告诉|发)我?(?:这个|一下)?"
    r"|(?:please )?(?:do )?(?:remind|tell|notify) me (?:after all|again|as before)"
)
_WHOLE = {
    kind: re.compile(f"{_START}(?:{words}){_END}", re.IGNORECASE)
    for kind, words in (
        (Retort.LATER, rf"(?:{_LATER})(?: ?(?:{_LATER}))?"),
        (Retort.ABOUT, _ABOUT),
        (Retort.YES, _YES),
        (Retort.NO, _NO),
        (Retort.AGAIN, _ANEW),
    )
}
_SOON = re.compile(
    r"会儿?|晚(?:一?点|些)|迟[点啲]|等(?:一?下|哈)|阵子?|忙|没空|不方便|later(?! today)|now|busy", re.IGNORECASE
)


def retort_of(text: str) -> Retort | None:
    """Return what a text answers, None when it says more than an answer does.

    >>> [retort_of(said).value for said in ("好，知道了", "明天再说吧", "不用了，谢谢", "几点来？", "别再提醒我这个")]
    ['yes', 'later', 'no', 'about', 'stop']
    >>> retort_of("明天下午两点再报一个"), retort_of("不好用")
    (None, None)
    """
    tight = _tight(text)
    if not tight or len(tight) > LONGEST:
        return None
    if _STOP.search(tight):
        return Retort.STOP
    return next((kind for kind, whole in _WHOLE.items() if whole.fullmatch(tight)), None)


def is_soon(text: str) -> bool:
    """Say whether later means in a while, not another day."""
    return _SOON.search(text) is not None


def _tight(text: str) -> str:
    """Leave the marks out, and the gaps that are not between two English words."""
    bare = re.sub(r"[^\w\s']", " ", text.replace("’", "'")).strip()
    return re.sub(r"(?<![A-Za-z'])\s+|\s+(?![A-Za-z'])", "", bare)
