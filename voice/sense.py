"""Which of the readings of a recording the house understands: the one as heard, unless another makes more sense."""

from collections.abc import Awaitable, Callable

from nlu.types import Certainty, Understanding
from voice.sounding import Field, Reading
from voice.speech import Heard

Understand = Callable[[str], Awaitable[Understanding]]
OUT_OF_SCOPE, EMERGENCY = "out_of_scope", "emergency"
_CLOSE = 0.15  # cost up to which another reading sounds nearly the same
_AWAY = 0.25  # of a confidence, that each syllable's cost takes away
_AS_HEARD = 0.1  # what the reading as heard is worth beside others
_SPELT = 0.2  # ... and what is worth one that only spells a word the way it is spelt here
_TOLD, _MOST_TOLD = 0.1, 0.3  # what a letter is worth that is part of something known, and all of them
_LEAST = 0.3  # worth below which a reading that was not heard is none
_CLEAR = 0.9  # confidence from which only the spelling of what was heard is looked at


async def choose(heard: Heard, field: Field, understand: Understand) -> tuple[str, Understanding | None]:
    """Return the text that was most likely said and what it means; None where nothing was said."""
    if not heard.text:
        return "", None
    first, *others = field.readings(heard)
    meant = await understand(first.text)
    best, worth = (first.text, meant), _worth(first, meant) + _AS_HEARD
    if meant.emergency is not Certainty.UNSURE:
        # Nothing that it may have been instead is worth missing it; only another spelling, where no word of danger is,
        # or what sounds nearly the same, where what was heard makes no sense at all: 剑生气才坏了 for 健身器材坏了.
        most = 0.0 if makes_sense(meant) or meant.intent == EMERGENCY else _CLOSE
        others = [] if meant.alarm else [one for one in others if one.cost <= most and not one.rank]
    clear = meant.intents[0].confidence >= _CLEAR and makes_sense(meant)
    for reading in others:
        if clear and reading.rank:
            continue
        other = await understand(reading.text)
        alike = other.intent == meant.intent
        value = _worth(reading, other) + _bonus(reading, alike=alike) + _told_more(meant, other) * alike
        # 离拜六 alone makes no sense either way, and answers a question where it is spelt 礼拜六.
        least = 0.0 if reading.cost == 0 and not reading.rank else _LEAST
        if value >= max(worth, least):
            best, worth = (reading.text, other), value
    return best


def makes_sense(meant: Understanding | None) -> bool:
    """Say whether somebody asked for something that is done or known here."""
    if meant is None:
        return False
    return meant.intent != OUT_OF_SCOPE and meant.certainty is not Certainty.UNSURE


def _bonus(reading: Reading, *, alike: bool) -> float:
    if reading.rank:
        return 0.0
    return _SPELT if reading.cost == 0 else _AS_HEARD * alike  # 电梯 for 点题; or another word that changes nothing


def _told_more(before: Understanding, after: Understanding) -> float:
    """Weigh how many letters more of a text are days, places and names that are known: 后天上午 for 空天上午."""
    told, more = (sum(one.end - one.start for one in meant.entities) for meant in (before, after))
    return min(max(more - told, 0) * _TOLD, _MOST_TOLD)


def _worth(reading: Reading, meant: Understanding) -> float:
    if meant.emergency is not Certainty.UNSURE and meant.alarm:
        return 1.0 - _AWAY * reading.cost
    if meant.intent == OUT_OF_SCOPE:
        return 0.0
    return meant.intents[0].confidence - _AWAY * reading.cost
