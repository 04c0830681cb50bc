"""Whether a text ends where a sentence may end, and how two parts of one read together."""

import re
from enum import StrEnum

from nlu.normalize import language, simplify, tidy

_LONG = {"zh": 14, "en": 9}  # characters, or words, of what is all there is, even if it ends in a word that begins

# Words after which something must follow, whatever stands before them.
_JOINS = re.compile(
    r"(?:然后呢?|还有(?:就是)?|另外|以及|因为|所以|但是|可是|不过|而且|或者|要么|如果|(?<!主)要是|比如说?|就是说|接着|顺便"
    r"|(?:^|[^暖温柔缓])和)$"
    r"|\b(?:and|but|or|because|if|my|our|the|an|(?:have|need|want|got|is) a)$"
)
# Words that fill a pause and say nothing by themselves, and those that call somebody.
_FILL = (
    r"喂+|哎+|诶+|欸+|嗨|那个|这个|就是|嗯+|呃+|额+|啊|哦|那|请问一?下?|我?想?问一?下|麻烦(?:一下|[您你])?"
    r"|(?:you |yo )?hey|u+[hm]+|er+m?|excuse me|sorry|well|so|like|listen"
)
_CALL = r"师傅|管家|物业|老师|小(?:哥|姐姐?)|阿姨|大哥|大姐|sir|miss"
_FILLS = re.compile(rf"(?:(?:{_FILL})[ ，,、]*)+")
_CALLS = re.compile(rf"(?:(?:{_FILL}|{_CALL})[ ，,、]*)+")
# Words that begin something: whose it is, or that somebody wants; what it is follows.
_BEGINS = re.compile(
    r"(?:(?<![在到来去回给是])(?:我家|俺家|[咱我]们?家|我屋头|家里头?|屋里头?|[他她]们?家)(?:的|那个|这个)?"
    r"|我(?:想|要|的)|[我你]们(?:楼|栋|单元|小区|这[边儿里]?)|请问|就是|^[我俺咱]们?|^隔壁|^楼[上下]"
    r"|(?:^|[，,。 ])对了)$"
    r"|\b(?:with|of|from|i(?:'m| am| want| need| have)?|(?:can|could|would) you"
    r"|(?:there|it|he|she|that|this)(?:'s| is))$"
)
_TRAILS = re.compile(r"(?:\.{2,}|。{2,}|…+|[,，、;；:：\-—~～])\s*$")
_CLOSED = re.compile(r"[.。!！?？)）」”\"]\s*$")
_NUMBER_FOLLOWS = re.compile(r"(?:栋|幢|座|号楼|楼|单元|弄|期|区)$")
_SPACED = re.compile(r"[A-Za-z0-9'’]+")


class Ending(StrEnum):
    """How a text ends."""

    CLOSED = "closed"  # with a mark that ends a sentence
    TRAILS = "trails"  # with a mark after which more comes
    JOINS = "joins"  # with a word after which more comes
    CALLS = "calls"  # it only calls somebody or fills a pause
    ONLY_BEGINS = "only begins"  # it only says whose it is, or that something is wanted
    BEGINS = "begins"  # so ends what says something before, too
    PLAIN = "plain"


def ending(text: str) -> Ending:
    """Say how a text ends.

    >>> [str(ending(text)) for text in ("我家水管漏了", "水管漏了。", "水管漏了，", "水管漏了然后")]
    ['plain', 'closed', 'trails', 'joins']
    >>> [str(ending(text)) for text in ("喂师傅", "那个我家", "水管漏了我家")]
    ['calls', 'only begins', 'begins']
    """
    plain = _plain(text)
    if _TRAILS.search(plain):
        return Ending.TRAILS
    if _CLOSED.search(plain):
        return Ending.CLOSED
    if _JOINS.search(plain):
        return Ending.JOINS
    if size(plain) > _LONG[language(plain)]:
        return Ending.PLAIN
    if _CALLS.fullmatch(plain):
        return Ending.CALLS
    begun = _BEGINS.search(plain)
    if begun is None:
        return Ending.PLAIN
    before = plain[: begun.start()].strip()
    return Ending.BEGINS if before and not _CALLS.fullmatch(before) else Ending.ONLY_BEGINS


def join(before: str, after: str) -> str:
    """Put two texts together as one person would have written them; a word that only fills is left out.

    >>> join("我家", "水管漏了"), join("水管漏了", "厨房的"), join("喂", "查水费"), join("3栋", "502")
    ('我家水管漏了', '水管漏了，厨房的', '查水费', '3栋502')
    >>> join("my tap", "is leaking")
    'my tap is leaking'
    """
    first, second = before.strip(), after.strip()
    if _FILLS.fullmatch(_TRAILS.sub("", _plain(first))):
        return second
    if language(first) == "en" and language(second) == "en":
        return f"{first} {second}"
    return f"{first}{_seam(first, second)}{second}"


def _seam(first: str, second: str) -> str:
    if second[0].isdigit() and _NUMBER_FOLLOWS.search(_plain(first)):
        return ""
    return "，" if ending(first) in (Ending.PLAIN, Ending.CALLS) else ""


def size(text: str) -> int:
    """Count the words of English, the characters of Chinese."""
    return len(_SPACED.findall(text)) + sum(char.isalpha() and not char.isascii() for char in text)


def _plain(text: str) -> str:
    return simplify(tidy(text))
