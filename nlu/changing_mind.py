"""Who has just called something off, and thinks again: 等等，还是修吧. Pure."""

import re

from nlu.normalize import simplify, tidy

_AGAIN = re.compile(
    r"(?:等等|等一下|等下|等会儿?|慢着|慢点|先别|哎|唉|诶|啊|不|不对|不行|算了|要不|我想了想|想了想|那|我)*[,，\s]*(?:我|我们|你|您|帮我|请|麻烦)*"
    r"(?:(?:还是|继续|接着)(?:给我|帮我|得|要|想|请|来|去|继续|接着)*(?:修|办|报|继续|查|登记|绑|来|弄|做|开|改|留着?|派人来?|约|订|交|说|问|找|叫|转|等|处理)(?:一下|下去|修|了|个|吧"
    r"|啦|呗|嘛)*"
    r"|(?:别|不要?|先不|不用)(?:给我)?(?:取消|撤销?|撤回)(?:了|吧|啊)*)[,，.。!！\s]*(?:谢谢|麻烦了|吧)?"
    r"|(?:(?:wait|no|sorry|hold on|actually|hmm|oh|on second thoughts?)[,.! ]*)*(?:please |let'?s |i'?ll |do )*"
    r"(?:keep it|keep the .{3,20}|don'?t cancel(?: it| that)?|go (?:ahead|on)(?: with it| after all)?"
    r"|do it(?: after all| anyway)|fix it (?:after all|anyway)|i (?:do )?(?:want|need) it after all|carry on"
    r"|continue)[.! ]*(?:please)?[.! ]*"
)

_SAME = re.compile(
    r"(?:还是|就|都|也|跟|和|照|按|同)*(?:着)?(?:老样子|老规矩|老时间|老地方|(?:跟|和|同|像|照|按)?(?:上次|上回|以前|之前|往常|平时|上个月)(?:那样|那个|的)?(?:一样|一个样"
    r"|时间|来)?|一样的?)(?:吧|啊|就行|就好|好了|来|办)*"
    r"(?:[,，\s]*(?:再|帮我|给我)*(?:报|来|办|做|弄|订|查)(?:一?[个次下份])?(?:吧|一样的)?)?"
    r"|(?:again,? )?(?:the |my )?(?:usual|same (?:again|as (?:last time|before|usual|always)|time as last time"
    r"|thing(?: again)?))(?:,? please)?|as (?:usual|always|last time|before)",
)

_TAKE_BACK = re.compile(
    r"取消|撤|退(?!休)|收回|作废|删掉?|去掉|注销|不要了|不去了|\bcancel\b|\bdrop\b|call(?:ed)? (?:it |that )?off"
    r"|take (?:it |me )?(?:back|off)",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"(?:别|不|不要|不用|先不|甭|莫|没)(?:再|用|要|想)?(?:取消|撤|退|收回|作废|删|去掉|注销)|留着|保留|算了"
    r"|\b(?:don'?t|do not|no|not|keep|never mind)\b",
    re.IGNORECASE,
)
_NARROWS = re.compile(
    r"^(?:不对|不是|不|错了)[,，、\s]|[只就](?:要|想|把|给我|帮我)*(?:退|取消|撤|删)|^(?:no|not|wait)\b|\b(?:only|just)\b",
    re.IGNORECASE,
)
_LONGEST = 100  # letters of a message that says nothing else: beyond, reading it takes long
_AT_MOST = 24  # letters of an answer that only says so
_CHANGED = re.compile(
    r"(?:改|换|挪|推迟|提前|调)(?:到|成|为|在|(?=大?[今明后]天|下*(?:周|礼拜|星期)|[上下中]午|早上|晚上|\d+[点号]))|改(?:一下|下|个)?(?:时间|日期|地点|地方)|[写说打弄报填记搞选退订消撤删叫按点]错|(?:^|[,，。!！\s])不对|不对[,，\s]*(?:应该)?是|应该是"
    r"|\b(?:make (?:it|that)|change (?:it|that|the time)|move (?:it|that) to|i mean(?:t)?|not .+ but)\b"
    r"|才(?:有空|有时间|方便|行)|更方便|\b(?:is|would be|works|suits? me|suits) better\b"
    r"|\b(?:wrong (?:one|day|time|place|room|building|lift|floor|way|number)|by mistake)\b",
    re.IGNORECASE,
)


def narrows(text: str) -> bool:
    """Say whether a text agrees to less than was read back, or to another one: 不对，只退会议室.

    >>> [narrows(said) for said in ("不对，只退会议室", "就取消周五的", "no, the court", "对，都退了吧", "yes")]
    [True, True, True, False, False]
    """
    return _NARROWS.search(text.strip()) is not None


def says_same(text: str) -> bool:
    """Say whether a text only says that it is to be as it was another time.

    >>> [says_same(said) for said in ("跟上次一样", "老样子，再报一个", "same as last time", "the usual please")]
    [True, True, True, True]
    >>> says_same("上次那个又坏了"), says_same("和上次不一样")
    (False, False)
    """
    said = simplify(tidy(text)).lower().strip(" .。!！~")
    return len(said) > 1 and said != "一样" and _SAME.fullmatch(said) is not None


def goes_on_after_all(text: str) -> bool:
    """Say whether a text takes back that something was called off, and says nothing else.

    >>> [goes_on_after_all(said) for said in ("等等，还是修吧", "还是要修", "别取消", "wait, keep it", "继续")]
    [True, True, True, True, False]
    >>> [goes_on_after_all(said) for said in ("还是明天吧", "还是算了", "修好了没", "我要报修")]
    [False, False, False, False]
    """
    words = simplify(tidy(text[: 2 * _LONGEST])).lower().strip(" .。!！~")
    return len(words) <= _LONGEST and _AGAIN.fullmatch(words) is not None


def calls_off(text: str) -> bool:
    """Say whether somebody tells to take something back: a yes to "shall I cancel it?", where 算了 is a no.

    >>> [calls_off(said) for said in ("对，撤掉", "退了吧", "yes, cancel it", "算了", "先别取消")]
    [True, True, True, False, False]
    """
    return len(text) <= _AT_MOST and _TAKE_BACK.search(text) is not None and _KEEP.search(text) is None


def changes(text: str) -> bool:
    """Say whether a text puts something else in the place of what was said or done.

    >>> changes("改到下午两点"), changes("不对，是周五"), changes("Saturday is better"), changes("明天下午两点")
    (True, True, True, False)
    """
    return _CHANGED.search(text) is not None
