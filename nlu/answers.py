"""What goes around an answer and says nothing by itself: 周五之前都行 answers "when?" with 周五."""

import re
from collections.abc import Collection

_AROUND = re.compile(
    r"[之以过](?:前|后|内)|左右|前后|的时候|(?:都|也|就)?(?:可以|行|好|成|方便|有空|没问题)|随便|师傅|过来|上门|我家?|在家|一般"
    r"|(?:今天|明天|那天|白天|晚上)?(?:是|真的?|实在|又|也)*(?:没空|没时间|有事|不行|不方便|不在家?)"
    r"|[来到在是要就都也那嗯哦啊呀吧呢嘛了的]"
    r"|\b(?:before|after|by|until|from|around|about|at|on|in|the|for|me|any ?time|is|are|would be|works?|suits?"
    r"|ok(?:ay)?|fine|good|best|great|please|i'?m|i am|i'?ll be|free|home|let'?s say|maybe|then"
    r"|so|like|it'?s|um+|well)\b",
    re.IGNORECASE,
)

_FILLERS = re.compile(
    r"[嗯呃哦啊唉诶哎欸额]|那个|这个|就是说?|怎么说|\b(?:um+|uh+|er+|well|hmm+|like|you know)\b", re.IGNORECASE
)

_NO_FIRST = re.compile(
    r"(?:(?:没有?|没得|不是|不用|不|冇|无)+(?:的|啊|啦|呢|哦)?(?:$|[,，.。!！、\s]))+"
    r"|(?:no|nope|not really)(?:$|[,.!])",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"什么|啥|来着|哪个|还有|另外|我想想|\b(?:and|also|what was it|thing(?:y|ie)?)\b", re.IGNORECASE)
_WORTH = 9  # size from which words can be a request; a Chinese character says as much as three letters


def left_over(text: str, told: Collection[int]) -> int:
    """Return how many letters of a text are neither at the places told nor in words that only go around an answer.

    >>> left_over("周五之前都行", {0, 1}), left_over("周五羽毛球场", {0, 1})
    (0, 4)
    """
    around = {at for match in _AROUND.finditer(text) for at in range(match.start(), match.end())}
    return sum(char.isalnum() and at not in told and at not in around for at, char in enumerate(text))


def says_nothing(text: str) -> bool:
    """Say whether a text is only the sound of somebody who thinks, or a bare number.

    >>> says_nothing("嗯那个"), says_nothing("4"), says_nothing("um..."), says_nothing("灯"), says_nothing("下班以后")
    (True, True, True, False, False)
    """
    said = "".join(char for char in _FILLERS.sub("", text) if char.isalnum())
    return not said or said.isdigit()


def is_worth_asking(text: str) -> bool:
    """Say whether a part of a message that nobody understood says enough to be asked about.

    >>> is_worth_asking("帮我弄一下那个东西"), is_worth_asking("嗯那个什么"), is_worth_asking("还有那个啥来着")
    (True, False, False)
    """
    said = [char for char in _VAGUE.sub("", _FILLERS.sub("", text)) if char.isalnum()]
    return sum(3 if char > "\u3400" else 1 for char in said) >= _WORTH


def says_no_first(text: str) -> bool:
    """Say whether an answer begins with a no and goes on: 没有，就是味道大.

    >>> says_no_first("没有，就是味道大"), says_no_first("no, battery is low"), says_no_first("没有人应我")
    (True, True, False)
    """
    return _NO_FIRST.match(text.strip()) is not None
