"""Whether somebody is still speaking: which short messages are one, how long to wait for more. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from actions.message import Message, MessageKind
from bot.policy import PERSON
from bot.said import SMALL
from nlu.normalize import language
from nlu.types import Certainty, Understanding
from nlu.unfinished import Ending, ending, size

BREATH = timedelta(seconds=2)  # between two whole sentences of one breath
CLOSE = timedelta(seconds=8)  # between two messages that may be one
MOST = 8  # messages that are taken as one
LONGEST = 4.0  # seconds that the first of them waits at most
OUT = "out_of_scope"  # what an engine says of parts, too
_FASTEST = 0.1  # seconds; what is closer came together, whenever it was written
_TYPED = 0.5  # seconds; nobody types the next message faster
_READ = 2.5  # seconds; nobody has read our question and answered it faster
_FEW = 4  # characters, or words
_SHORTEST, _SLOWEST = 0.7, 1.5  # seconds of the first wait
_SEEMS = 1.0  # seconds for what may be a part of something
_HANGS = 1.5  # seconds for what cannot be all of it
_SLACK = 1.3  # times the pace of this conversation
_GROWS = 0.3  # a part of the wait more for each message that has come already
_ALL = 3  # times the longest wait in which all of it must have come
_SHORT = {"zh": 8, "en": 4}  # characters, or words, of what may be a part of something


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
    last: str = ""  # the newest of several messages
    gap: float | None = None  # seconds since the same person's message before it, None when that is long ago


def patience(said: Said, usual: float | None = None, waited: float = 0.0, longest: float = LONGEST) -> float:
    """Return for how many seconds more there may be to come; 0 when what was said stands for itself.

    `usual` is the time between this person's last messages, `waited` for how long the first has waited already.
    """
    start = _first_wait(said)
    if start == 0.0:
        return 0.0
    unclear = _is_unclear(said)
    if usual is not None:
        slowest = 2 * _SLOWEST if unclear and _is_in_flow(said) else _SLOWEST
        start = max(_SHORTEST, min(slowest, usual * _SLACK))
    grown = start * (1 + _GROWS * (said.count - 1)) if unclear else start
    return max(0.0, min(grown, longest, _ALL * longest - waited))


def _first_wait(said: Said) -> float:
    end, newest = ending(said.text), said.last or said.text
    if said.urgent or said.certainty is None:
        return 0.0
    if hangs(said):
        return _HANGS
    lone = said.certainty is Certainty.SURE and (_stands_alone(said) or said.intent == "thanks")
    if end is Ending.CLOSED or size(newest) > _SHORT[language(newest)] or lone:
        burst = said.gap is not None and _TYPED <= said.gap <= _READ  # whole sentences, faster than we can be read
        return _SEEMS if burst and not lone and not said.asked else 0.0
    return _SEEMS if _is_in_flow(said) or not (said.asked or _is_pasted(said) or _makes_sense(said)) else 0.0


def _is_in_flow(said: Said) -> bool:
    """Say whether somebody is sending one message after the other, faster than our answers can be read."""
    return said.count > 1 or (said.gap is not None and _TYPED <= said.gap <= _READ)


def _is_pasted(said: Said) -> bool:
    return said.gap is not None and said.gap < _TYPED


def hangs(said: Said) -> bool:
    """Say whether what was said cannot be all of it.

    >>> hangs(Said("我家")), hangs(Said("我家水管漏了")), hangs(Said("the lift is broken and"))
    (True, False, True)
    """
    sure, end = said.certainty is Certainty.SURE, ending(said.text)
    if said.asked and sure and said.intent in SMALL:
        return False  # 就是 is a yes where a yes was asked for
    if end is Ending.TRAILS:
        return not (said.answers or sure)
    if end is Ending.JOINS:
        return True
    return not said.answers and (end in (Ending.CALLS, Ending.ONLY_BEGINS) or (end is Ending.BEGINS and not sure))


def goes_on(before: Said, after: Said) -> bool:
    """Say whether what is there already belongs to what was said before it; `after` is understood by itself."""
    if patience(before) > 0 and _is_unclear(before):
        return True
    if after.urgent or _stands_alone(before) or before.intent == "thanks":
        return False
    if before.intent == "greeting":
        return True
    known = after.certainty is Certainty.SURE and _makes_sense(after)
    return not known and after.certainty is not None and not _stands_alone(after)


def belongs(before: Said, after: Said, both: Understanding) -> bool:
    """Say whether two whole sentences of one breath are better answered together: each is found again in `both`."""
    apart = (before, after)
    if any(one.urgent or _stands_alone(one) or one.certainty is not Certainty.SURE for one in apart):
        return False
    found = [part.intent.name for part in both.segments]
    return len(found) > 1 and {before.intent, after.intent} <= {*found, both.intent}


def _is_unclear(said: Said) -> bool:
    return hangs(said) or not _makes_sense(said)


def _makes_sense(said: Said) -> bool:
    """Say whether a message is understood; of a word or two that belong to nothing the rest may be missing."""
    out = said.intent == OUT and size(said.text) <= _FEW
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
