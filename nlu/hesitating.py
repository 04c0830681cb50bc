"""Words of somebody who is still thinking or looks for words: no yes, no value, and nothing to be sorry for."""

import re

_SOUND = r"(?:嗯|呃|额|唔|诶|欸|哎|啊|哦|噢|u+[mh]+|e+rm?|h+m+|well)"
_SEEKS = (
    r"(?:(?:那个啥?|这个|就是说|咋说|怎么说|咋讲|怎么讲)[呢啊哈嘛]?)"
    r"|(?:what do you call it|how shall i put it|you know)"
)
_THINKS = (
    r"(?:[你您]?(?:先|再)?(?:让|容|等)?我(?:先|再)?(?:想一?想|看一?看|考虑考虑|(?:想|看|考虑)一?下)(?:啊|哈|吧)?)"
    r"|(?:let me (?:think|see)|i'?m (?:still )?thinking|i have to think)"
)
_PIECE = re.compile(rf"(?P<sound>{_SOUND})|(?P<seeks>{_SEEKS})|(?P<thinks>{_THINKS})", re.IGNORECASE)
_GAP = re.compile(r"[\s,，。.、…~～!！—-]*")
_SEARCHING = re.compile(r"(?:[呃额]|u+[mh]+|e+rm?)[\s…。.,，]*", re.IGNORECASE)  # sounds that mean nothing else
LONGEST = 30  # letters


def hesitates(text: str) -> bool:
    """Say whether a text is nothing but sounds and words of somebody who has not said it yet.

    A sound alone is none (嗯 is a yes), and so is a pointing word alone (那个 may be the one that was shown).

    >>> hesitates("嗯，那个……"), hesitates("让我想想啊"), hesitates("Um, let me think")
    (True, True, True)
    >>> hesitates("嗯"), hesitates("那个"), hesitates("嗯那个就行"), hesitates("想想办法")
    (False, False, False, False)
    """
    kinds, at = set(), _GAP.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
    if len(text) > LONGEST:
        return False
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            return False
        kinds.add(piece.lastgroup)
        at = _GAP.match(text, piece.end()).end()  # type: ignore[union-attr]
    return "thinks" in kinds or kinds == {"sound", "seeks"} or _SEARCHING.fullmatch(text.strip()) is not None
