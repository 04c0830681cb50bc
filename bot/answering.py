"""What a message is inside an open form: its answer, a correction, a way out, or something else. Pure."""

import re
from dataclasses import replace

from actions.registry import Registry
from actions.slot import Answer, Slot
from actions.state import OpenForm
from bot.moves import Command, Move
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
_ASKS = re.compile(r"[?？]\s*$|[吗么][?？。]?$|是不是|有没有|会不会|能不能|什么时候|几点|多少")
_TALK = 0.9  # probability from which what is out of scope is no story either
_GIVES_UP = re.compile(
    r"(?:不用|不必|唔使|不想|懒得)再?(?:查|修|报|办|弄|绑|登记|麻烦)[^,，。]{0,4}[了啦喇]|(?:^|[,，。\s])(?:那|还是|就)*算[了啦](?![吧,，。]*[^,，。]*[天点周日午])"
    r"|\bforget (?:it|about it)\b|\bnever ?mind\b|\bdon'?t bother\b",
    re.IGNORECASE,
)
_URGENT = "urgent"  # whether it is danger at all; a place is no answer to that
_WHERE = ("house", "building", "location")
_QUESTION = re.compile(r"[?？]\s*$|^(?:为什么|为啥|凭什么|why\b)|[吗么]$", re.IGNORECASE)
_MUCH = 2  # times as much that is said beside a value: then it is hardly an answer
_CLEAR = 0.8  # probability from which words that could be an answer are another request
_SHORT = 20  # letters, a Chinese one for two: 好吧那算了, "forget about it"


def in_form(opened: OpenForm, meant: Understanding, registry: Registry) -> Command:
    """Decide on a message while a form is open."""
    form = registry.forms[opened.form][1]
    if opened.asked is None:
        return _at_rest(opened, meant, registry)
    slot = form.slot(opened.asked)
    intent, heard = meant.intent, _is_heard(meant, slot)
    answered = answers(opened, meant, registry)
    if _asks_of_ours(opened, meant, registry):
        return Command(Move.ANSWER, intent, resume=True)
    gives_up = not answered and _gives_up(meant)
    if gives_up or (heard and (intent == "cancel" or (opened.of_danger and intent.endswith("_cancel")))):
        return Command(Move.CANCEL)
    named = slot.read(Answer(meant.text, replace(meant, entities=()))) is not None  # my name is ...
    pleasant = intent in PLEASANTRIES and _is_sure(meant) and _PLEASANT.search(meant.text)
    if pleasant and not named:  # 下午好 is no time, 谢来福 no thanks
        return Command(Move.REASK) if opened.of_danger else Command(Move.ANSWER, intent, resume=True)
    if answered or (opened.of_danger and _is_placed(opened, meant)):
        return Command(Move.FILL)
    places = _places(meant, slot)
    told = bool(places) and left_over(meant.text, places) <= _MUCH * len(places)
    if intent == "correct" and heard:
        return Command(Move.FILL if places and opened.asked not in opened.values else Move.CORRECT)
    if intent in UNIVERSAL - PLEASANTRIES and heard:
        return Command(Move.ANSWER, intent, resume=True)
    if intent == "deny" and heard and slot.optional:
        return Command(Move.SKIP)
    if opened.of_danger:
        return _told_in_danger(opened, meant, registry)
    return _beside(opened, meant, registry, slot, told=told)


def answers(opened: OpenForm | None, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message answers the open question: what the form reads in it makes up most of it."""
    if opened is None or opened.asked is None:
        return False
    form = registry.forms[opened.form][1]
    if not _places(meant, form.slot(opened.asked)):
        return False
    told = set().union(*(_places(meant, slot) for slot in form.slots))
    rest = left_over(meant.text, told)
    if rest and _is_sure(meant) and _is_elsewhere(opened, meant, registry):
        return _says_it(meant, _places(meant, form.slot(opened.asked)), told)
    return len(told) >= rest


def _says_it(meant: Understanding, asked: set[int], told: set[int]) -> bool:
    """Say whether the words for the asked slot are most of a message, or fill a clause of it: 水费, 就最贵那个."""
    if len(asked) >= left_over(meant.text, asked):
        return True
    for clause in _CLAUSE.finditer(meant.text):
        here = {at - clause.start() for at in told if clause.start() <= at < clause.end()}
        if any(clause.start() <= at < clause.end() for at in asked) and not left_over(clause[0], here):
            return True
    return False


def tells(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message holds anything that the open form reads."""
    return any(_places(meant, slot) for slot in registry.forms[opened.form][1].slots)


def _places(meant: Understanding, slot: Slot) -> set[int]:
    """Return the places of the words that a slot reads by themselves, asked for or not."""
    alone = ((one, replace(meant, entities=(one,))) for one in meant.entities)
    read = (one for one, understood in alone if slot.read(Answer(one.text, understood)) is not None)
    return {at for one in read for at in range(one.start, one.end)}


def _at_rest(opened: OpenForm, meant: Understanding, registry: Registry) -> Command:
    """Decide while no slot is asked for: a yes is awaited, or nothing."""
    intent = meant.intent
    if intent == "cancel" and meant.certainty is not Certainty.UNSURE:
        return Command(Move.CANCEL)
    if opened.confirming and intent in {"affirm", "deny"}:
        return Command(Move.CONFIRM if intent == "affirm" else Move.DECLINE)
    if intent == "correct" and meant.certainty is not Certainty.UNSURE:
        return Command(Move.CORRECT)
    if intent in UNIVERSAL and meant.certainty is not Certainty.UNSURE:
        return Command(Move.ANSWER, intent, resume=True)
    if tells(opened, meant, registry) and not _is_elsewhere(opened, meant, registry):
        return Command(Move.CORRECT)
    if _is_sure(meant) and intent in registry.answers:
        return Command(Move.ANSWER, intent, resume=True)
    return Command(Move.REASK)


def _beside(opened: OpenForm, meant: Understanding, registry: Registry, slot: Slot, *, told: bool) -> Command:
    """Decide on a message that is no plain answer to the open question, though a value for it may be `told`."""
    intent = meant.intent
    if intent == registry.task_of(opened.form):
        read = slot.read(Answer(meant.text, meant)) is not None
        return Command(Move.FILL) if read or slot.story else Command(Move.ANSWER, intent, resume=True)
    usable = slot.read(Answer(meant.text, meant, asked=True)) is not None
    clear = is_certain(meant) or (
        _is_sure(meant) and (intent.endswith("_cancel") or not (usable or tells(opened, meant, registry)))
    )
    enough = clear or (not usable and _is_likely_question(meant, registry))
    if registry.not_served(intent) and _is_sure(meant):
        return Command(Move.NOT_SERVED, intent, resume=True)
    if enough and _is_elsewhere(opened, meant, registry):
        return Command(Move.ANSWER, intent, resume=True)
    talks = intent == "out_of_scope" and meant.intents[0].confidence >= _TALK
    if told or (slot.story and not talks):
        return Command(Move.FILL)
    if intent == "out_of_scope" and _is_sure(meant):
        return Command(Move.ANSWER, intent, resume=True)
    return Command(Move.REASK if _QUESTION.search(meant.text) else Move.FILL)


def _told_in_danger(opened: OpenForm, meant: Understanding, registry: Registry) -> Command:
    """Whoever is in danger is still telling about it, unless it is surely a question about something else.

    Whoever was only asked whether there is danger, says neither yes nor no and certainly wants something else, has not
    said yes: 楼道灯坏了.
    """
    slot = registry.forms[opened.form][1].slot(str(opened.asked))
    said = slot.read(Answer(meant.text, replace(meant, entities=()), asked=True)) is not None
    other = _is_sure(meant) and meant.intent in registry.questions - SMALL
    other = other or (
        opened.asked == _URGENT and not said and is_certain(meant) and _is_elsewhere(opened, meant, registry)
    )
    asks = other and meant.emergency is Certainty.UNSURE
    placed = _is_placed(opened, meant)
    if asks and not placed:
        return Command(Move.ANSWER, meant.intent, resume=True)
    talks = meant.intent == "out_of_scope" and meant.intents[0].confidence >= _TALK
    return Command(Move.REASK) if talks and not placed else Command(Move.FILL)


def _is_placed(opened: OpenForm, meant: Understanding) -> bool:
    return opened.asked != _URGENT and any(meant.entity(slot) for slot in _WHERE)


def _is_elsewhere(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    intent = meant.intent
    return intent not in NOT_ASIDE and intent in registry.answers and registry.task_of(opened.form) != intent


def _is_likely_question(meant: Understanding, registry: Registry) -> bool:
    return meant.certainty is Certainty.LIKELY and meant.intent in registry.questions


def _is_sure(meant: Understanding) -> bool:
    return meant.certainty is Certainty.SURE


def _asks_of_ours(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message is a question that another scenario answers: 明天上午停水是不是啊 is no time."""
    asks = _ASKS.search(meant.text) is not None and meant.certainty is not Certainty.UNSURE
    elsewhere = meant.intent in registry.questions and _is_elsewhere(opened, meant, registry)
    return asks and elsewhere and not opened.of_danger


def _gives_up(meant: Understanding) -> bool:
    said = _GIVES_UP.search(meant.text)
    return said is not None and not meant.intent.endswith("_cancel") and (said.start() <= 1 or not is_certain(meant))


def is_certain(meant: Understanding) -> bool:
    """Say whether a message is another request even where it could be an answer."""
    return _is_sure(meant) and meant.intents[0].confidence >= _CLEAR


def _is_heard(meant: Understanding, slot: Slot) -> bool:
    """Say whether to act on what is meant: own words are easily taken for something, short ones less."""
    if meant.certainty is Certainty.LIKELY:
        return not slot.free or is_short(meant.text)
    return _is_sure(meant)


def is_short(text: str) -> bool:
    """Say whether a text is only a few words long."""
    return sum(1 if char.isascii() else 2 for char in text if char.isalnum()) <= _SHORT
