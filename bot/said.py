"""What a message says of an open form: which of its words answer, and how surely it means something else. Pure."""

import re
from dataclasses import replace

from actions.registry import Registry
from actions.slot import Answer, Slot
from actions.state import OpenForm
from nlu.answers import left_over
from nlu.types import Certainty, Understanding

PLEASANTRIES = frozenset({"greeting", "thanks"})
UNIVERSAL = PLEASANTRIES | {"help", "repeat", "slower", "louder", "language_switch"}
SMALL = UNIVERSAL | {"affirm", "deny", "cancel", "correct", "out_of_scope"}
NOT_ASIDE = SMALL | {"emergency"}  # danger is judged apart from the first intent
_PLEASANT = re.compile(
    r"[您你]们?好|[早晚午]上?好|早安|晚安|上午好|哈[喽啰]|喂|在吗|吃饭了|谢谢|谢了|多谢|感谢|辛苦|唔该"
    r"|\b(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks?|thank you|cheers|ta)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^,，。;；!！?？]+")
_CLEAR = 0.8  # probability from which words that could be an answer are another request
_SHORT = 20  # letters, a Chinese one for two: 好吧那算了, "forget about it"


def answers(opened: OpenForm | None, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message answers the open question: what the form reads in it makes up most of it, or a clause.

    明天吧，吃了午饭睡一觉起来 answers "which day?".
    """
    if opened is None or opened.asked is None:
        return False
    form = registry.forms[opened.form][1]
    if not read_in(meant, form.slot(opened.asked)):
        return False
    told = set().union(*(read_in(meant, slot) for slot in form.slots))
    rest = left_over(meant.text, told)
    if len(told) >= rest and not (rest and is_sure(meant) and is_elsewhere(opened, meant, registry)):
        return True
    return _says_it(meant, read_in(meant, form.slot(opened.asked)), told)


def tells(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message holds anything that the open form reads."""
    return any(read_in(meant, slot) for slot in registry.forms[opened.form][1].slots)


def reads(slot: Slot, meant: Understanding) -> bool:
    """Say whether a message holds a value that a slot reads by itself."""
    return bool(read_in(meant, slot))


def puts_right(opened: OpenForm | None, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message only puts right what was read back, whatever else it is taken for: 一共两个人, 自己去拿."""
    if opened is None or not opened.confirming or meant.intent in {"affirm", "deny"}:
        return False
    form = registry.forms[opened.form][1]
    if meant.intent in {"cancel", registry.task_of(opened.form)}:
        bare = Answer(meant.text, replace(meant, entities=()))
        return any(slot.read(bare) is not None for slot in form.slots)
    told = set().union(*(read_in(meant, slot) for slot in form.slots))
    return bool(told) and not is_certain(meant) and len(told) >= left_over(meant.text, told)


def says_only(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message is nothing but the answer to the open question: 明天吧 calls nothing off."""
    places = read_in(meant, registry.forms[opened.form][1].slot(str(opened.asked)))
    return bool(places) and not left_over(meant.text, places)


def is_pleasant(text: str) -> bool:
    """Say whether a text holds words of greeting or thanks."""
    return _PLEASANT.search(text) is not None


def tells_apart(slot: Slot, meant: Understanding) -> bool:
    """Say whether a clause answers the open question beside a hello or a wish: 喂，听得见吗，周五啊, and not 下午好."""
    hello = {at for match in _PLEASANT.finditer(meant.text) for at in range(*match.span())}
    apart = tuple(one for one in meant.entities if hello.isdisjoint(range(one.start, one.end)))
    places = read_in(replace(meant, entities=apart), slot)
    for clause in _CLAUSE.finditer(meant.text):
        here = {at - clause.start() for at in places if clause.start() <= at < clause.end()}
        if here and left_over(clause[0], here) <= len(here):
            return True
    return False


def tells_of(intent: str, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message holds anything that a request of its kind is made of."""
    named = registry.answers[intent][0].intents.get(intent, ()) if intent in registry.answers else ()
    return any(meant.entity(name.rpartition("=")[0] or name) for name in named)


def is_certain(meant: Understanding) -> bool:
    """Say whether a message is another request even where it could be an answer."""
    return is_sure(meant) and meant.intents[0].confidence >= _CLEAR


def is_short(text: str) -> bool:
    """Say whether a text is only a few words long."""
    return sum(1 if char.isascii() else 2 for char in text if char.isalnum()) <= _SHORT


def is_sure(meant: Understanding) -> bool:
    """Say whether what is meant may be acted upon."""
    return meant.certainty is Certainty.SURE


def is_elsewhere(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message is taken for something that another task is about."""
    intent = meant.intent
    return intent not in NOT_ASIDE and intent in registry.answers and registry.task_of(opened.form) != intent


def _says_it(meant: Understanding, asked: set[int], told: set[int]) -> bool:
    """Say whether the words for the asked slot are most of a message, or fill a clause of it: 水费, 就最贵那个."""
    if len(asked) >= left_over(meant.text, asked):
        return True
    for clause in _CLAUSE.finditer(meant.text):
        here = {at - clause.start() for at in told if clause.start() <= at < clause.end()}
        if any(clause.start() <= at < clause.end() for at in asked) and not left_over(clause[0], here):
            return True
    return False


def read_in(meant: Understanding, slot: Slot) -> set[int]:
    """Return the places of the words that a slot reads by themselves, asked for or not."""
    alone = ((one, replace(meant, entities=(one,))) for one in meant.entities)
    read = (one for one, understood in alone if slot.read(Answer(one.text, understood)) is not None)
    return {at for one in read for at in range(one.start, one.end)}
