"""A short answer belongs to what the assistant said of its own accord: to which of it, and what it does. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.offer import KINDS, Open
from actions.reply import Do
from actions.state import Conversation
from nlu.retort import Retort, retort_of
from nlu.types import Certainty, Understanding

TOGETHER = timedelta(minutes=10)  # what was said within it stands side by side: an answer may mean either
SHORT = 12  # letters of a yes or no that says nothing else
WHICH = f"{Do.CALL}:conversation.which"
AGAIN = f"{Do.CALL}:conversation.tell_again"
STOP = f"{Do.CALL}:conversation.stop"
_PLACES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"^\W*1\W*$|第[一1]|前[面一]|头一?个|上面|first|former",
        r"^\W*2\W*$|第[二2]|后[面一]|下面|second|latter|last",
        r"^\W*3\W*$|第[三3]|third",
    )
)
_INTENTS = {"affirm": Retort.YES, "deny": Retort.NO}


def answer_to(conversation: Conversation, understanding: Understanding) -> str | None:
    """Return what an answer to something said unasked does, as a button's value; None when it is no such answer."""
    if not conversation.offers:
        return None
    open_ones = [known for known in conversation.offers if not known["over"]]
    chosen = _chosen(understanding.text, [known for known in open_ones if known["asked"]])
    if chosen:
        return str(chosen[chosen["asked"]])
    kind = _retort(conversation, understanding)
    if kind is Retort.AGAIN:
        refused = [known["topic"] for known in conversation.offers if known["refused"]]
        return f"{AGAIN}:{refused[-1]}" if refused else None
    if kind is None:
        return None
    if kind is Retort.STOP:
        return f"{STOP}:{(open_ones or conversation.offers)[-1]['id']}"
    if not open_ones:
        return None
    rivals = _side_by_side(open_ones)
    if len(rivals) > 1 and not all(_is_plain(known, kind) for known in rivals):
        return f"{WHICH}:{kind}"
    return str(rivals[-1][kind])


def close_answered(conversation: Conversation, name: str, argument: str) -> None:
    """Forget what a step has answered: by its own answers, or by an intent or function that does the same."""
    left = [known for known in conversation.offers if not _answers(known, name, argument)]
    asks = f"{Do.CALL}:{name}" == WHICH
    conversation.offers = left if asks else [known | {"asked": ""} for known in left]


def _retort(conversation: Conversation, understanding: Understanding) -> Retort | None:
    said = retort_of(understanding.text)
    if said is Retort.NO and understanding.intent == "cancel" and conversation.ticket:
        return None  # who waits for a person stops waiting
    if said is not None or len(understanding.text) > SHORT or understanding.certainty is Certainty.UNSURE:
        return said
    return _INTENTS.get(understanding.intent) if not understanding.entities else None


def _chosen(text: str, asked: Sequence[Open]) -> Open | None:
    """Return which one is meant where that was asked: by its place, or by words that only one of them has."""
    for place, words in enumerate(_PLACES[: len(asked)]):
        if words.search(text):
            return asked[place]
    said = _pairs(text)
    fitting = [known for known in asked if said & _pairs(known["subject"]) - _shared(asked)]
    return fitting[0] if len(fitting) == 1 else None


def _shared(asked: Sequence[Open]) -> set[str]:
    counted = Counter(pair for known in asked for pair in _pairs(known["subject"]))
    return {pair for pair, times in counted.items() if times > 1}


def _pairs(text: str) -> set[str]:
    """Return the pairs of characters of Chinese and the words of English that a text has."""
    words = re.findall(r"[a-z]{3,}|[^\W_a-z]+", text.lower())
    return {word[i : i + 2] for word in words if not word.isascii() for i in range(len(word) - 1)} | {
        word for word in words if word.isascii()
    }


def _side_by_side(offers: Sequence[Open]) -> list[Open]:
    last = datetime.fromisoformat(offers[-1]["at"])
    return [known for known in offers if last - datetime.fromisoformat(known["at"]) <= TOGETHER]


def _is_plain(known: Open, kind: Retort) -> bool:
    """Say whether an answer only takes note, so that it need not be asked what it is about."""
    return kind in (Retort.YES, Retort.NO) and str(known[kind]).startswith(f"{Do.CALL}:conversation.")


def _answers(known: Open, name: str, argument: str) -> bool:
    if name in known["answered_by"]:
        return True
    done = [str(known[kind]) for kind in KINDS if kind != Retort.ABOUT]
    return f"{Do.CALL}:{name}:{argument}" in done or f"{Do.START}:{name}" in done
