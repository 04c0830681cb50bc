"""What a message is inside an open form: its answer, a correction, a way out, or something else. Pure."""

import re
from dataclasses import replace

from actions.registry import Registry
from actions.slot import Answer, Slot
from actions.state import OpenForm
from bot.moves import Command, Move
from nlu.answers import left_over, says_no_first
from nlu.changing_mind import calls_off, changes, goes_on_after_all, narrows
from nlu.hesitating import hesitates
from nlu.pleading import hushes, pleads
from nlu.slots.person import looks_like_name
from nlu.types import Certainty, Intent, Understanding

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
_REFUSES = re.compile(
    r"(?:那|就|还是|都|先)*(?:不用|不要|不需要|不必|唔使|唔要|不订|不办|不报|不约|不弄)(?:了|啦|咯)(?:[,，\s]*谢谢[您你]?)?"
    r"|(?:no[, ]+)?(?:i )?(?:don'?t|do not) (?:need|want) (?:it|that|one)(?: any ?more)?",
    re.IGNORECASE,
)
_CALLING_OFF = frozenset({"cancel", "withdraw", "drop", "revoke"})  # names of forms
_URGENT = "urgent"  # whether it is danger at all; a place is no answer to that
_WHERE = ("house", "building", "location")
_QUESTION = re.compile(r"[?？]\s*$|^(?:为什么|为啥|凭什么|why\b)|[吗么]$", re.IGNORECASE)
_TELLS = re.compile(  # what somebody has done, or where they are
    r"(?<!怎么)(?:了|着|过)[。.!！]*$"
    r"|^(?:i|we)(?:'ve| have| had|'m| am|'re| are)?(?: (?:just|already|now))*"
    r" (?!want|need|would|wish|think|ask|owe)\w+",
    re.IGNORECASE,
)
_MUCH = 2  # times as much that is said beside a value: then it is hardly an answer
_CLEAR = 0.8  # probability from which words that could be an answer are another request
_SHORT = 20  # letters, a Chinese one for two: 好吧那算了, "forget about it"


def no_code(opened: OpenForm, meant: Understanding) -> Command | None:
    """Decide on a yes or no where a code is waited for: a yes is no code."""
    if not opened.proof or meant.intent not in {"affirm", "deny"}:
        return None
    return Command(Move.CANCEL if meant.intent == "deny" and _is_sure(meant) else Move.REASK)


def still_thinking(opened: OpenForm, meant: Understanding) -> Command | None:
    """Decide on sounds and words of somebody who was asked and has not said it yet: they are left the time."""
    waited = opened.asked is not None or opened.confirming or opened.proof
    if not waited or not hesitates(meant.text):
        return None
    return Command(Move.REASK if opened.of_danger else Move.WAIT)


def in_form(opened: OpenForm, meant: Understanding, registry: Registry) -> Command:
    """Decide on a message while a form is open."""
    form = registry.forms[opened.form][1]
    if opened.asked is None:
        return _at_rest(opened, meant, registry)
    slot = form.slot(opened.asked)
    told_no = opened.asked == _URGENT and says_no_first(meant.text)
    # 快点啊, 怎么还不来: about the help that was called
    pleading = pleads(meant.text) or hushes(meant.text)
    settled = opened.of_danger and (told_no or pleading or _says_whether(opened, meant, slot))
    if settled or (meant.intent in UNIVERSAL and _tells_apart(slot, meant)):
        return Command(Move.FILL)
    if _calls_off(opened, registry) and goes_on_after_all(meant.text):
        return Command(Move.CANCEL)
    intent, heard = meant.intent, _is_heard(meant, slot)
    answered = answers(opened, meant, registry)
    if _asks_of_ours(opened, meant, registry):
        return Command(Move.ANSWER, intent, resume=True)
    gives_up = not answered and _gives_up(meant)
    named = slot.read(Answer(meant.text, replace(meant, entities=()))) is not None  # my name is ...
    called_off = heard and not _says_only(opened, meant, registry)
    called_off = called_off and (intent == "cancel" or (opened.of_danger and intent.endswith("_cancel")))
    if gives_up or called_off:  # 自己去拿 gives an order a way, and is no "never mind"
        told_how = named and not gives_up and not opened.of_danger
        return Command(Move.FILL if told_how else Move.CANCEL)
    pleasant = intent in PLEASANTRIES and _is_sure(meant) and _PLEASANT.search(meant.text)
    if pleasant and not named:  # 下午好 is no time, 谢来福 no thanks
        return Command(Move.REASK) if opened.of_danger else Command(Move.ANSWER, intent, resume=True)
    if answered or (opened.of_danger and _is_placed(opened, meant)):
        return Command(Move.FILL)
    places = _places(meant, slot)
    told = bool(places) and left_over(meant.text, places) <= _MUCH * len(places)
    if intent == "correct" and heard:
        told_first = places or (slot.story and len(form.slots) == 1)  # nothing else could be corrected
        return Command(Move.FILL if told_first and opened.asked not in opened.values else Move.CORRECT)
    if intent in UNIVERSAL - PLEASANTRIES and heard:
        return Command(Move.ANSWER, intent, resume=True)
    if intent == "deny" and heard and slot.optional:
        return Command(Move.SKIP)
    if opened.of_danger:
        return _told_in_danger(opened, meant, registry)
    return _beside(opened, meant, registry, slot, told=told)


def _says_whether(opened: OpenForm, meant: Understanding, slot: Slot) -> bool:
    """Say whether words answer whether there is danger, whatever is said around: 姑娘啊，是，很急，我打字慢."""
    bare = Answer(meant.text, replace(meant, intents=(Intent("out_of_scope", 0.0),), entities=()), asked=True)
    return opened.asked == _URGENT and slot.read(bare) in {"yes", "no"}


def _tells_apart(slot: Slot, meant: Understanding) -> bool:
    """Say whether a clause answers the open question beside a hello or a wish: 喂，听得见吗，周五啊, and not 下午好."""
    hello = {at for match in _PLEASANT.finditer(meant.text) for at in range(*match.span())}
    apart = tuple(one for one in meant.entities if hello.isdisjoint(range(one.start, one.end)))
    places = _places(replace(meant, entities=apart), slot)
    for clause in _CLAUSE.finditer(meant.text):
        here = {at - clause.start() for at in places if clause.start() <= at < clause.end()}
        if here and left_over(clause[0], here) <= len(here):
            return True
    return False


def _calls_off(opened: OpenForm, registry: Registry) -> bool:
    """Say whether a form calls something off."""
    task = registry.task_of(opened.form) or ""
    return task.endswith("_cancel") or opened.form.rpartition(".")[2] in _CALLING_OFF


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


def _says_only(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message is nothing but the answer to the open question: 明天吧 calls nothing off."""
    places = _places(meant, registry.forms[opened.form][1].slot(str(opened.asked)))
    return bool(places) and not left_over(meant.text, places)


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


def _tells_of(intent: str, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message holds anything that a request of its kind is made of."""
    named = registry.answers[intent][0].intents.get(intent, ()) if intent in registry.answers else ()
    return any(meant.entity(name.rpartition("=")[0] or name) for name in named)


def reads(slot: Slot, meant: Understanding) -> bool:
    """Say whether a message holds a value that a slot reads by itself."""
    return bool(_places(meant, slot))


def puts_right(opened: OpenForm | None, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message only puts right what was read back, whatever else it is taken for: 一共两个人, 自己去拿."""
    if opened is None or not opened.confirming or meant.intent in {"affirm", "deny"}:
        return False
    form = registry.forms[opened.form][1]
    if meant.intent in {"cancel", registry.task_of(opened.form)}:
        bare = Answer(meant.text, replace(meant, entities=()))
        return any(slot.read(bare) is not None for slot in form.slots)
    told = set().union(*(_places(meant, slot) for slot in form.slots))
    return bool(told) and not is_certain(meant) and len(told) >= left_over(meant.text, told)


def _places(meant: Understanding, slot: Slot) -> set[int]:
    """Return the places of the words that a slot reads by themselves, asked for or not."""
    alone = ((one, replace(meant, entities=(one,))) for one in meant.entities)
    read = (one for one, understood in alone if slot.read(Answer(one.text, understood)) is not None)
    return {at for one in read for at in range(one.start, one.end)}


def _at_rest(opened: OpenForm, meant: Understanding, registry: Registry) -> Command:
    """Decide while no slot is asked for: a yes is awaited, or nothing."""
    intent = meant.intent
    if opened.confirming and goes_on_after_all(meant.text):  # 还是修吧 is a no to "shall I cancel it?"
        return Command(Move.DECLINE if _calls_off(opened, registry) else Move.REASK)
    if opened.confirming and _calls_off(opened, registry) and narrows(meant.text) and tells(opened, meant, registry):
        return Command(Move.CORRECT)
    if opened.confirming and _calls_off(opened, registry) and calls_off(meant.text):
        return Command(Move.CONFIRM)
    if puts_right(opened, meant, registry):
        return Command(Move.CORRECT)
    if changes(meant.text) and _names_another(opened, meant, registry):
        return Command(Move.CORRECT)
    if intent == "cancel" and not _is_unsure(meant):
        return Command(Move.CANCEL)
    if opened.confirming and intent in {"affirm", "deny"} and (intent == "deny" or not _is_unsure(meant)):
        return Command(Move.CONFIRM if intent == "affirm" else Move.DECLINE)
    if intent == "correct" and not _is_unsure(meant):
        return Command(Move.CORRECT)
    if intent in UNIVERSAL and not _is_unsure(meant):
        return Command(Move.ANSWER, intent, resume=True)
    elsewhere = not _is_unsure(meant) and _is_elsewhere(opened, meant, registry)
    if tells(opened, meant, registry) and not elsewhere:
        return Command(Move.CORRECT)
    if _is_sure(meant) and intent in registry.answers:
        return Command(Move.ANSWER, intent, resume=True)
    return Command(Move.REASK)


def _names_another(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether talk names what the form reads (喂，说错了，是周五), or a doubtful no what its kind is made of.

    不对，报猜灯谜那个 drops nothing, even where the form cannot take another one.
    """
    if meant.intent in UNIVERSAL:
        return tells(opened, meant, registry)
    task = registry.task_of(opened.form)
    return meant.intent == "deny" and not _is_sure(meant) and task is not None and _tells_of(task, meant, registry)


def _beside(opened: OpenForm, meant: Understanding, registry: Registry, slot: Slot, *, told: bool) -> Command:
    """Decide on a message that is no plain answer to the open question, though a value for it may be `told`."""
    intent = meant.intent
    if intent == registry.task_of(opened.form):
        return _of_same_task(opened, meant, registry, slot)
    usable = slot.read(Answer(meant.text, meant, asked=True)) is not None
    if not usable and _REFUSES.fullmatch(meant.text.strip(" ,，。.!！~")):
        return Command(Move.CANCEL)  # 订哪一天? 不用了
    clear = is_certain(meant) or (
        _is_sure(meant) and (intent.endswith("_cancel") or not (usable or tells(opened, meant, registry)))
    )
    enough = clear or (not usable and _is_likely_question(meant, registry))
    if registry.not_served(intent) and _is_sure(meant):
        return Command(Move.NOT_SERVED, intent, resume=True)
    if enough and _is_elsewhere(opened, meant, registry):
        return Command(Move.ANSWER, intent, resume=True)
    if intent == "out_of_scope" and slot.free and usable and looks_like_name(meant.text):
        return Command(Move.FILL)
    talks = intent == "out_of_scope" and meant.intents[0].confidence >= _TALK
    bare = Answer(meant.text, replace(meant, entities=()))
    named = intent == "out_of_scope" and slot.read(bare) is not None  # a name means nothing else
    beside_it = intent == "out_of_scope" and not talks and bool(_places(meant, slot))  # 今晚行吗我白天上班
    if told or named or beside_it or (slot.story and not talks):
        return Command(Move.FILL)
    if intent == "out_of_scope" and _is_sure(meant):
        return Command(Move.ANSWER, intent, resume=True)
    return Command(Move.REASK if _QUESTION.search(meant.text) else Move.FILL)


def _of_same_task(opened: OpenForm, meant: Understanding, registry: Registry, slot: Slot) -> Command:
    """Decide on a message that is no plain answer and is taken for what the form is for."""
    if slot.story or slot.read(Answer(meant.text, meant)) is not None:
        return Command(Move.FILL)
    if changes(meant.text) and tells(opened, meant, registry):  # 改到下午两点, to "how long?"
        return Command(Move.CORRECT)
    again = _tells_of(meant.intent, meant, registry)  # else there is nothing to begin anew with
    return Command(Move.ANSWER, meant.intent, resume=True) if again else Command(Move.FILL)


def _told_in_danger(opened: OpenForm, meant: Understanding, registry: Registry) -> Command:
    """Whoever is in danger is still telling about it, unless it is surely a question about something else.

    Whoever was only asked whether there is danger, says neither yes nor no and certainly wants something else, has not
    said yes: 楼道灯坏了.
    """
    slot = registry.forms[opened.form][1].slot(str(opened.asked))
    said = slot.read(Answer(meant.text, replace(meant, entities=()), asked=True)) is not None
    other = _is_sure(meant) and meant.intent in registry.questions - SMALL and not _TELLS.search(meant.text)
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


def _is_unsure(meant: Understanding) -> bool:
    return meant.certainty is Certainty.UNSURE


def _is_sure(meant: Understanding) -> bool:
    return meant.certainty is Certainty.SURE


def _asks_of_ours(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message is a question that another scenario answers: 明天上午停水是不是啊 is no time."""
    asks = _ASKS.search(meant.text) is not None and not _is_unsure(meant)
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
