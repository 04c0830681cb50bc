"""Whether somebody is still speaking: which short messages are one, how long to wait for more. Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta

from actions.message import Message, MessageKind
from bot.policy import PERSON, SMALL
from nlu.normalize import language, simplify, tidy
from nlu.types import Certainty

CLOSE = timedelta(seconds=8)  # between two messages that may be one
MOST = 8  # messages that are taken as one
LONGEST = 4.0  # seconds that the first of them waits at most
OUT = "out_of_scope"  # what an engine says of parts, too
_FASTEST = 0.1  # seconds; what is closer came together, whenever it was written
_TYPED = 0.5  # seconds; nobody types the next message faster
_READ = 2.5  # seconds; nobody has read our question and answered it faster
_FEW = 4  # characters, or words
_SHORTEST, _SLOWEST = 0.7, 1.5  # seconds of the first wait
_SEEMS = 0.7  # seconds for what may be a part of something
_HANGS = 1.2  # seconds for what cannot be all of it
_SLACK = 1.3  # times the pace of this conversation
_GROWS = 0.3  # a part of the wait more for each message that has come already
_SHORT = {"zh": 8, "en": 4}  # characters, or words, of what may be a part of something
_LONG = {"zh": 14, "en": 9}  # of what is all there is, even if it ends in a word that only fills

# Words after which something must follow, whatever stands before them.
_JOINS = re.compile(
    r"(?:然后呢?|还有(?:就是)?|另外|以及|因为|所以|但是|可是|不过|而且|或者|要么|如果|(?<!主)要是|比如说?|就是说|接着|顺便"
    r"|(?:^|[^暖温柔缓])和)$"
    r"|\b(?:and|but|or|because|if|my|our|the|an|(?:have|need|want|got|is) a)$"
)
# Words that call somebody or fill a pause and say nothing by themselves.
_CALL = (
    r"喂+|哎+|诶+|欸+|嗨|那个|这个|就是|嗯+|呃+|额+|啊|哦|那|请问一?下?|我?想?问一?下|麻烦(?:一下|[您你])?"
    r"|师傅|管家|物业|老师|小(?:哥|姐姐?)|阿姨|大哥"
    r"|(?:you |yo )?hey|u+[hm]+|er+m?|excuse me|sorry|sir|miss|well|so|like|listen"
)
_CALLS = re.compile(rf"(?:(?:{_CALL})[ ，,、]*)+")
# Words that begin something: whose it is, or that somebody wants; what it is follows.
_BEGINS = re.compile(
    r"(?:(?<![在到来去回给是])(?:我家|俺家|[咱我]们?家|我屋头|家里头?|屋里头?|[他她]们?家)(?:的|那个|这个)?"
    r"|我(?:想|要|的)|[我你]们这|请问|就是|^[我俺咱]们?|^隔壁|^楼[上下]|(?:^|[，,。 ])对了)$"
    r"|\b(?:with|of|from|i(?:'m| am| want| need| have)?|(?:can|could|would) you"
    r"|(?:there|it|he|she|that|this)(?:'s| is))$"
)
_TRAILS = re.compile(r"(?:\.{2,}|。{2,}|…+|[,，、;；:：\-—~～])\s*$")
_CLOSED = re.compile(r"[.。!！?？)）」”\"]\s*$")
_NUMBER_FOLLOWS = re.compile(r"(?:栋|幢|座|号楼|楼|单元|弄|期|区)$")
_SPACED = re.compile(r"[A-Za-z0-9'’]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody has said so far, in one or more messages, and what is known of it.

    `certainty` is None when it holds no word; `asked`: a question of ours is open; `answers`: this answers it.
    """

    text: str
    certainty: Certainty | None = Certainty.UNSURE
    intent: str = ""
    asked: bool = False
    answers: bool = False
    urgent: bool = False
    count: int = 1
    gap: float | None = None  # seconds since the same person's message before it, None when that is long ago


def patience(said: Said, usual: float | None = None, waited: float = 0.0, longest: float = LONGEST) -> float:
    """Return for how many seconds more there may be to come; 0 when what was said stands for itself.

    `usual` is the time between this person's last messages, `waited` for how long the first has waited already.
    """
    start = _first_wait(said)
    if start == 0.0:
        return 0.0
    if usual is not None:
        start = max(_SHORTEST, min(_SLOWEST, usual * _SLACK))
    return max(0.0, min(start * (1 + _GROWS * (said.count - 1)), longest - waited))


def _first_wait(said: Said) -> float:
    text, lang = _plain(said.text), language(said.text)
    if said.urgent or said.certainty is None:
        return 0.0
    if hangs(said):
        return _HANGS
    closed = bool(_CLOSED.search(text)) or _size(text) > _SHORT[lang]
    return 0.0 if closed or _makes_sense(said) or not _goes_on_writing(said) else _SEEMS


def _goes_on_writing(said: Said) -> bool:
    """Say whether more is likely: not after what was pasted, nor after an answer to a question that could be read."""
    if said.count > 1:
        return not said.answers
    if said.gap is not None and said.gap < _TYPED:
        return False
    return not said.asked or (not said.answers and said.gap is not None and said.gap <= _READ)


def hangs(said: Said) -> bool:
    """Say whether what was said cannot be all of it.

    >>> hangs(Said("我家")), hangs(Said("我家水管漏了")), hangs(Said("the lift is broken and"))
    (True, False, True)
    """
    text = _plain(said.text)
    if _CLOSED.search(text) and not _TRAILS.search(text):
        return False
    if said.asked and said.certainty is Certainty.SURE and said.intent in SMALL:
        return False  # 就是 is a yes where a yes was asked for
    bare = _TRAILS.sub("", text)
    if _TRAILS.search(text) and not (said.answers or said.certainty is Certainty.SURE):
        return True
    if _JOINS.search(bare):
        return True
    if said.answers or _size(bare) > _LONG[language(bare)]:
        return False
    begun = _BEGINS.search(bare)
    sure = said.certainty is Certainty.SURE and begun is not None and bool(_CALLS.sub("", bare[: begun.start()], 1))
    return bool(_CALLS.fullmatch(bare)) or (begun is not None and not sure)


def goes_on(before: Said, after: Said) -> bool:
    """Say whether what is there already belongs to what was said before it; `after` is understood by itself."""
    if patience(before) > 0:
        return True
    if after.urgent or _stands_alone(before) or before.intent == "thanks":
        return False
    if before.intent == "greeting":
        return True
    known = after.certainty is Certainty.SURE and _makes_sense(after)
    return not known and after.certainty is not None and not _stands_alone(after)


def _makes_sense(said: Said) -> bool:
    """Say whether a message is understood; of a word or two that belong to nothing the rest may be missing."""
    out = said.intent == OUT and _size(said.text) <= _FEW
    return said.certainty is not Certainty.UNSURE and not out


def _stands_alone(said: Said) -> bool:
    """A yes, a no, a call for a person: each has its own turn."""
    return _makes_sense(said) and said.intent in (SMALL | {PERSON}) - {"greeting", "thanks"}


def may_join(before: Message, after: Message) -> bool:
    """Say whether two messages, one behind the other, may be one: in words, of the same voice, close in time."""
    voice = before.sender == after.sender and (before.private, before.place) == (after.private, after.place)
    return voice and joinable(before) and joinable(after) and abs(after.sent_at - before.sent_at) <= CLOSE


def joinable(message: Message) -> bool:
    """Say whether a message may be a part of one: a button, an outcome, a recording never is."""
    return message.kind is MessageKind.TEXT and not message.fault and not message.fetch and bool(message.text.strip())


def join(before: str, after: str) -> str:
    """Put two texts together as one person would have written them.

    >>> join("我家", "水管漏了"), join("水管漏了", "厨房的"), join("喂", "查水费"), join("3栋", "502")
    ('我家水管漏了', '水管漏了，厨房的', '查水费', '3栋502')
    >>> join("my tap", "is leaking")
    'my tap is leaking'
    """
    first, second = before.strip(), after.strip()
    if _CALLS.fullmatch(_TRAILS.sub("", _plain(first))):
        return second
    if language(first) == "en" and language(second) == "en":
        return f"{first} {second}"
    return f"{first}{_seam(first, second)}{second}"


def _seam(first: str, second: str) -> str:
    plain = _plain(first)
    if _TRAILS.search(plain) or _CLOSED.search(plain) or _JOINS.search(plain) or _BEGINS.search(plain):
        return ""
    return "" if second[0].isdigit() and _NUMBER_FOLLOWS.search(plain) else "，"


def _plain(text: str) -> str:
    return simplify(tidy(text))


def _size(text: str) -> int:
    """Count words of English, characters of Chinese and what stands among them."""
    return len(_SPACED.findall(text)) + sum(char.isalpha() and not char.isascii() for char in text)


class Pace:
    """How fast the people of each conversation send one message after the other; kept in memory only."""

    def __init__(self, kept: int = 10_000) -> None:
        self._kept = kept
        self._last: dict[str, tuple[float, float | None, float | None]] = {}

    def note(self, conversation: str, at: float) -> None:
        """Note that a message came at a monotonic second."""
        last, usual, _ = self._last.pop(conversation, (None, None, None))
        gap = None if last is None or at - last > CLOSE.total_seconds() else at - last
        if gap is not None and gap >= _FASTEST:
            usual = gap if usual is None else (usual + gap) / 2
        self._last[conversation] = (at, usual, gap)  # the one that was quiet longest stands first
        if len(self._last) > self._kept:
            del self._last[next(iter(self._last))]

    def usual(self, conversation: str) -> float | None:
        """Return the usual seconds between two messages of one thought, None when none are known."""
        return self._last.get(conversation, (0.0, None, None))[1]

    def gap(self, conversation: str) -> float | None:
        """Return the seconds between the last two messages, None when the one before is long ago."""
        return self._last.get(conversation, (0.0, None, None))[2]
