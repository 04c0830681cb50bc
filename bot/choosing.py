"""Which of the buttons that were just shown somebody means who types, or speaks, in place of pressing one. Pure."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from actions.reply import Button

_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_EN = ("first", "second", "third", "fourth", "fifth", "sixth")
_AROUND = re.compile(
    r"^(?:嗯+|哦+|啊|呃|那|就|那就|我?(?:要|选|想要|想选|点|按)|给我|帮我|请|麻烦|是|办|来)+"
    r"|(?:吧|嘛|呀|啊|哈|咯|呢|的|谢谢|好了|就行|就好|可以)+$"
    r"|^(?:i'?ll take|i want|i choose|i pick|let'?s do|go with|please|the|um+|well|ok(?:ay)?)\s+|\s+(?:please|thanks)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:第|选项|选择?|no\.?\s*|number\s+|option\s+)?(?P<n>[1-9一二两三四五六七八九十])(?:[个项条号张笔种])?$", re.I
)
_LAST = re.compile(
    r"^(?:最后|末尾|最下面|最底下|后面)那?一?(?:个|项|条|张|笔|种)?$|^the last(?: one)?$|^last(?: one)?$", re.I
)
_FIRST = re.compile(r"^(?:最前面|最上面|前面)那?一?(?:个|项|条|张|笔|种)?$|^头一?(?:个|条|张|笔)$", re.I)
_WORDS = re.compile(r"[\W_]+")
_YES = re.compile(
    r"(?:嗯+|是|是的|是啊|对|对的|对啊|好|好的|没错|就是|要|yes|yes please|yeah|yep|right|correct|ok|okay|sure)"
)
_PERSON = "start:human_handoff"
_PART = 2  # letters that a part of a label has at least
_MOST = 0.4  # share of a message that may be something else than the label


def chosen(text: str, offered: Sequence[Button]) -> Button | None:
    """Return the button that a message names by its number, its place, its label or a part of it; None when unclear.

    >>> offered = (Button("明天上午", "fill:time=1"), Button("明天下午", "fill:time=2"), Button("都不行", "say:deny"))
    >>> [chosen(said, offered) for said in ("第二个", "最后一个", "下午那个吧")] == [offered[1], offered[2], offered[1]]
    True
    >>> chosen("明天", offered) is None, chosen("厨房又漏水了", offered) is None
    (True, True)
    """
    if not offered:
        return None
    words = _bare(text)
    if _place(words, len(offered)) is not None:
        return placed(text, offered)
    return _labelled(words, offered)


def placed(text: str, offered: Sequence[Button]) -> Button | None:
    """Return the button that a message names by its number or place or by its very label, and nothing else.

    >>> offered = (Button("明天上午", "fill:time=1"), Button("明天下午", "fill:time=2"))
    >>> placed("第二个", offered) == offered[1], placed("下午", offered)
    (True, None)
    """
    at = _place(_bare(text), len(offered))
    if at is not None:
        return offered[at] if 0 <= at < len(offered) else None
    return next((button for button in offered if button.label == text.strip()), None)


def explained(text: str, offered: Sequence[Button]) -> Button | None:
    """Return the request that somebody chooses under a clarifying question: by its button's words, or a mere yes.

    >>> offered = (Button("报修", "start:repair_report"), Button("找工作人员", "start:human_handoff"))
    >>> explained("是的", offered) == explained("报修", offered) == offered[0], explained("水费多少", offered)
    (True, None)
    """
    asked = [button for button in offered if button.value.startswith("start:") and button.value != _PERSON]
    if len(asked) == 1 and _YES.fullmatch(_WORDS.sub(" ", text.casefold()).strip()):
        return asked[0]
    found = chosen(text, offered)
    return found if found in asked else None


def _bare(text: str) -> str:
    words, before = normalize("NFKC", text).strip().strip("。.!！?？，, ~").casefold(), ""
    while words != before:
        before, words = words, _AROUND.sub("", words).strip().strip("，, ")
    return words


def _place(words: str, size: int) -> int | None:
    """Return the place that is named, counted from 0; it may lie beyond what was offered."""
    if _LAST.match(words):
        return size - 1
    if _FIRST.match(words):
        return 0
    named = _NUMBER.match(words)
    if named:
        said = named["n"]
        return (int(said) if said.isdigit() else _DIGITS[said]) - 1
    english = re.match(rf"^(?P<n>{'|'.join(_EN)})(?: one)?$", words)
    return _EN.index(english["n"]) if english else None


def _labelled(words: str, offered: Sequence[Button]) -> Button | None:
    said = _letters(words.removesuffix("那个").removesuffix("那条").removesuffix("那张"))
    if len(said) < _PART:
        return None
    labels = [_letters(button.label) for button in offered]
    exact = [at for at, label in enumerate(labels) if said == label]
    part = [at for at, label in enumerate(labels) if said in label]
    whole = [at for at, label in enumerate(labels) if len(label) >= _PART and label in said]
    whole = [at for at in whole if len(said) - len(labels[at]) <= _MOST * len(said)]
    for found in (exact, part, whole):
        if len(found) == 1:
            return offered[found[0]]
    return None


def _letters(text: str) -> str:
    return _WORDS.sub("", text.casefold())
