"""What a message is inside an open form: its answer, a correction, a way out, or something else. Pure."""

import re
from dataclasses import replace

from actions.registry import Registry
from actions.slot import Answer, Slot
from actions.state import OpenForm
from bot.moves import Command, Move
from bot.said import (
    PLEASANTRIES,
    SMALL,
    UNIVERSAL,
    answers,
    is_certain,
    is_elsewhere,
    is_pleasant,
    is_short,
    is_sure,
    puts_right,
    read_in,
    says_only,
    tells,
    tells_apart,
    tells_of,
)
from nlu.answers import left_over, says_no_first
from nlu.changing_mind import calls_off, changes, goes_on_after_all, narrows
from nlu.hesitating import hesitates
from nlu.pleading import hushes, pleads
from nlu.slots.person import looks_like_name
from nlu.types import Certainty, Intent, Understanding

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


def no_code(opened: OpenForm, meant: Understanding) -> Command | None:
    """Decide on a yes or no where a code is waited for: a yes is no code."""
    if not opened.proof or meant.intent not in {"affirm", "deny"}:
        return None
    return Command(Move.CANCEL if meant.intent == "deny" and is_sure(meant) else Move.REASK)


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
    if settled or (meant.intent in UNIVERSAL and tells_apart(slot, meant)):
        return Command(Move.FILL)
    if _calls_off(opened, registry) and goes_on_after_all(meant.text):
        return Command(Move.CANCEL)
    intent, heard = meant.intent, _is_heard(meant, slot)
    answered = answers(opened, meant, registry)
    if _asks_of_ours(opened, meant, registry):
        return Command(Move.ANSWER, intent, resume=True)
    gives_up = not answered and _gives_up(meant)
    named = slot.read(Answer(meant.text, replace(meant, entities=()))) is not None  # my name is ...
    called_off = heard and not says_only(opened, meant, registry)
    called_off = called_off and (intent == "cancel" or (opened.of_danger and intent.endswith("_cancel")))
    if gives_up or called_off:  # 自己去拿 gives an order a way, and is no "never mind"
        told_how = named and not gives_up and not opened.of_danger
        return Command(Move.FILL if told_how else Move.CANCEL)
    pleasant = intent in PLEASANTRIES and is_sure(meant) and is_pleasant(meant.text)
    if pleasant and not named:  # 下午好 is no time, 谢来福 no thanks
        return Command(Move.REASK) if opened.of_danger else Command(Move.ANSWER, intent, resume=True)
    if answered or (opened.of_danger and _is_placed(opened, meant)):
        return Command(Move.FILL)
    places = read_in(meant, slot)
    told = bool(places) and left_over(meant.text, places) <= _MUCH * len(places)
    if intent == "correct" and heard:
        # Where nothing else could be corrected, or it is only likely that something is: it is 12, to "which number?"
        told_first = places or (slot.story and len(form.slots) == 1) or not is_sure(meant)
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


def _calls_off(opened: OpenForm, registry: Registry) -> bool:
    """Say whether a form calls something off."""
    task = registry.task_of(opened.form) or ""
    return task.endswith("_cancel") or opened.form.rpartition(".")[2] in _CALLING_OFF


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
    elsewhere = not _is_unsure(meant) and is_elsewhere(opened, meant, registry)
    if tells(opened, meant, registry) and not elsewhere:
        return Command(Move.CORRECT)
    if is_sure(meant) and intent in registry.answers:
        return Command(Move.ANSWER, intent, resume=True)
    unknown = _is_unsure(meant) or (intent == "out_of_scope" and not is_sure(meant))
    return Command(Move.CORRECT if unknown and _names_one(opened, meant, registry) else Move.REASK)


def _names_one(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether the form reads something by its words alone in what is not understood: 她叫周敏."""
    bare = Answer(meant.text, replace(meant, entities=()))
    slots = registry.forms[opened.form][1].slots
    return opened.confirming and any(not slot.story and slot.read(bare) is not None for slot in slots)


def _names_another(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether talk names what the form reads (喂，说错了，是周五), or a doubtful no what its kind is made of.

    不对，报猜灯谜那个 drops nothing, even where the form cannot take another one.
    """
    if meant.intent in UNIVERSAL:
        return tells(opened, meant, registry)
    task = registry.task_of(opened.form)
    return meant.intent == "deny" and not is_sure(meant) and task is not None and tells_of(task, meant, registry)


def _beside(opened: OpenForm, meant: Understanding, registry: Registry, slot: Slot, *, told: bool) -> Command:
    """Decide on a message that is no plain answer to the open question, though a value for it may be `told`."""
    intent = meant.intent
    if intent == registry.task_of(opened.form):
        return _of_same_task(opened, meant, registry, slot)
    usable = slot.read(Answer(meant.text, meant, asked=True)) is not None
    if not usable and _REFUSES.fullmatch(meant.text.strip(" ,，。.!！~")):
        return Command(Move.CANCEL)  # 订哪一天? 不用了
    clear = is_certain(meant) or (
        is_sure(meant) and (intent.endswith("_cancel") or not (usable or tells(opened, meant, registry)))
    )
    enough = clear or (not usable and _is_likely_question(meant, registry))
    if registry.not_served(intent) and is_sure(meant):
        return Command(Move.NOT_SERVED, intent, resume=True)
    if enough and is_elsewhere(opened, meant, registry):
        return Command(Move.ANSWER, intent, resume=True)
    if intent == "out_of_scope" and slot.free and usable and looks_like_name(meant.text):
        return Command(Move.FILL)
    talks = intent == "out_of_scope" and meant.intents[0].confidence >= _TALK
    bare = Answer(meant.text, replace(meant, entities=()))
    named = intent == "out_of_scope" and slot.read(bare) is not None  # a name means nothing else
    beside_it = intent == "out_of_scope" and not talks and bool(read_in(meant, slot))  # 今晚行吗我白天上班
    if told or named or beside_it or (slot.story and not talks):
        return Command(Move.FILL)
    if intent == "out_of_scope" and is_sure(meant):
        return Command(Move.ANSWER, intent, resume=True)
    return Command(Move.REASK if _QUESTION.search(meant.text) else Move.FILL)


def _of_same_task(opened: OpenForm, meant: Understanding, registry: Registry, slot: Slot) -> Command:
    """Decide on a message that is no plain answer and is taken for what the form is for."""
    if slot.story or slot.read(Answer(meant.text, meant)) is not None:
        return Command(Move.FILL)
    if changes(meant.text) and tells(opened, meant, registry):  # 改到下午两点, to "how long?"
        return Command(Move.CORRECT)
    again = tells_of(meant.intent, meant, registry)  # else there is nothing to begin anew with
    return Command(Move.ANSWER, meant.intent, resume=True) if again else Command(Move.FILL)


def _told_in_danger(opened: OpenForm, meant: Understanding, registry: Registry) -> Command:
    """Whoever is in danger is still telling about it, unless it is surely a question about something else.

    Whoever was only asked whether there is danger, says neither yes nor no and certainly wants something else, has not
    said yes: 楼道灯坏了.
    """
    slot = registry.forms[opened.form][1].slot(str(opened.asked))
    said = slot.read(Answer(meant.text, replace(meant, entities=()), asked=True)) is not None
    other = is_sure(meant) and meant.intent in registry.questions - SMALL and not _TELLS.search(meant.text)
    other = other or (
        opened.asked == _URGENT and not said and is_certain(meant) and is_elsewhere(opened, meant, registry)
    )
    asks = other and meant.emergency is Certainty.UNSURE
    placed = _is_placed(opened, meant)
    if asks and not placed:
        return Command(Move.ANSWER, meant.intent, resume=True)
    talks = meant.intent == "out_of_scope" and meant.intents[0].confidence >= _TALK
    return Command(Move.REASK) if talks and not placed else Command(Move.FILL)


def _is_placed(opened: OpenForm, meant: Understanding) -> bool:
    return opened.asked != _URGENT and any(meant.entity(slot) for slot in _WHERE)


def _is_likely_question(meant: Understanding, registry: Registry) -> bool:
    return meant.certainty is Certainty.LIKELY and meant.intent in registry.questions


def _is_unsure(meant: Understanding) -> bool:
    return meant.certainty is Certainty.UNSURE


def _asks_of_ours(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message is a question that another scenario answers: 明天上午停水是不是啊 is no time."""
    asks = _ASKS.search(meant.text) is not None and not _is_unsure(meant)
    elsewhere = meant.intent in registry.questions and is_elsewhere(opened, meant, registry)
    return asks and elsewhere and not opened.of_danger


def _gives_up(meant: Understanding) -> bool:
    said = _GIVES_UP.search(meant.text)
    return said is not None and not meant.intent.endswith("_cancel") and (said.start() <= 1 or not is_certain(meant))


def _is_heard(meant: Understanding, slot: Slot) -> bool:
    """Say whether to act on what is meant: own words are easily taken for something, short ones less."""
    if meant.certainty is Certainty.LIKELY:
        return not slot.free or is_short(meant.text)
    return is_sure(meant)
