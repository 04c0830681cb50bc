"""What to do next: emergency, person, universal, open form, intent, clarify once, offer a person. Pure."""

from dataclasses import replace

from actions.access import looks_like_code
from actions.message import Message, MessageKind
from actions.proof import digits_in, is_spent, wished
from actions.registry import Registry
from actions.reply import Button
from actions.state import Conversation, OpenForm
from bot.answering import in_form, no_code, still_thinking
from bot.asides import aside
from bot.choosing import chosen, explained, placed
from bot.endangered import EMERGENCY, called_for_help, is_danger
from bot.moves import Command, Move
from bot.offered import answer_to
from bot.pressing import pressed, wordless
from bot.requests import requests_of
from bot.said import SMALL, answers, is_certain, is_short, puts_right, reads, tells
from nlu.answers import is_worth_asking, left_over
from nlu.billing import asks_for_bill
from nlu.changing_mind import goes_on_after_all
from nlu.kiosk_code import asks_for_kiosk_code
from nlu.naming import names_somebody
from nlu.pleading import pleads
from nlu.reported import asks_for_reported
from nlu.types import Certainty, Intent, Understanding

PERSON = "human_handoff"
MAYBE_WORDLESS = frozenset({MessageKind.VOICE, MessageKind.PHOTO})
NO_WORDS = frozenset({MessageKind.BUTTON, MessageKind.OUTCOME, MessageKind.LOCATION})
TOGETHER = frozenset({Move.ANSWER, Move.NOT_SERVED})  # commands that may be several
NOT_UNDERSTOOD = frozenset({Move.CLARIFY, Move.OFFER_PERSON, Move.REASK})
BILL = "bill_query"
ANSWERS = frozenset({Move.FILL, Move.CORRECT})  # ... and what may come before them
_MERE = 0.8  # probability under which a wish for a person, in an answer that names nobody, is none
_CHANCE = 0.15  # probability from which what is out of scope may still be ours, where it names a thing of the house
_SPEECH = frozenset({"slower", "louder"})
_LESS_SURE = [Certainty.UNSURE, Certainty.LIKELY, Certainty.SURE].index
FOR_THIS = "conversation.for_this"  # a button beside the question whose correction it is
LATE_CODE = "conversation.late_code"
CODE = "homes"  # the scenario that takes a one-time code which somebody just types


def decide(
    conversation: Conversation, message: Message, understanding: Understanding | None, registry: Registry
) -> tuple[Command, ...]:
    """Decide on one message: one command, or one for each of its requests."""
    conversation = standing(conversation, registry)
    proved = None if conversation.owner else _proved(conversation, message, understanding)
    if proved is not None:
        return (proved,)
    spoken = message.kind not in NO_WORDS and not _wants_code(message, registry)
    if not conversation.owner and understanding is not None and spoken:
        several = _listed(conversation, understanding, registry) or _several(conversation, understanding, registry)
        if several:
            return several
    return (_one(conversation, message, understanding, registry),)


def _one(
    conversation: Conversation, message: Message, understanding: Understanding | None, registry: Registry
) -> Command:
    if conversation.owner:
        return Command(Move.DESK)
    if message.kind is MessageKind.OUTCOME:
        name, _, argument = message.text.partition(":")
        return Command(Move.PRESS, name, argument)
    if message.kind is MessageKind.BUTTON:
        return pressed(conversation, message.text, registry)
    if message.kind is MessageKind.LOCATION or (message.kind in MAYBE_WORDLESS and not message.text):
        return wordless(conversation, message, registry)
    if message.private and conversation.open is None and CODE in registry.scenarios and looks_like_code(message.text):
        return Command(Move.PRESS, f"{CODE}.code", message.text.strip())
    if understanding is None:
        return Command(Move.REASK if conversation.open else Move.CLARIFY)
    if _wants_code(message, registry):
        return Command(Move.PRESS, f"{CODE}.kiosk_code", resume=conversation.open is not None)
    picked = _picked(conversation, message, understanding, registry)
    named = pressed(conversation, picked.value, registry) if picked else None
    if named is not None and named.move is not Move.EXPIRED:
        return named
    return _meant(conversation, understanding, registry)


def _wants_code(message: Message, registry: Registry) -> bool:
    """Say whether digits for a kiosk are asked for, and nothing else: 大堂那台机器怎么登录？给我一个登录码."""
    return CODE in registry.scenarios and asks_for_kiosk_code(message.text)


def _proved(conversation: Conversation, message: Message, understanding: Understanding | None) -> Command | None:
    """Return the command for a code that somebody types or says, or a wish in its place, however it is understood."""
    opened = conversation.open
    digits = "" if message.kind in NO_WORDS else digits_in(message.text)
    if not digits and opened is not None and opened.proof and message.kind not in NO_WORDS:
        danger = understanding is not None and (understanding.alarm or understanding.emergency is Certainty.SURE)
        wish = "" if danger else wished(message.text)
        return Command(Move.PROVE, argument=wish) if wish else None
    if not digits:
        return None
    if opened is not None and opened.proof:
        return Command(Move.PROVE, argument=digits)
    if is_spent(conversation, digits):  # it came twice, or late
        return Command(Move.PRESS, LATE_CODE, resume=opened is not None)
    return None


def _listed(conversation: Conversation, understanding: Understanding, registry: Registry) -> tuple[Command, ...]:
    """Return the commands that say what the speaker has reported, of every kind, where that is asked."""
    opened = conversation.open
    if (opened and opened.of_danger) or not asks_for_reported(understanding.text):
        return ()
    names = [
        f"{scenario.name}.{refers.listed}"
        for scenario in registry.scenarios.values()
        for refers in scenario.refers.values()
        if refers.listed
    ]
    if len(names) == 1:
        return (Command(Move.PRESS, names[0], resume=opened is not None),)
    return tuple(Command(Move.PRESS, name, meant=understanding) for name in sorted(names, reverse=True))


def _several(conversation: Conversation, understanding: Understanding, registry: Registry) -> tuple[Command, ...]:
    """Return a command for each request of a message that holds several, an answer to the open question first."""
    if is_danger(conversation, understanding, registry):
        return ()
    commands: list[Command] = []
    put_off: list[Command] = []
    for meant in requests_of(understanding):
        told = conversation.open and not is_certain(meant) and tells(conversation.open, meant, registry)
        bare = is_bare(meant) and meant.intent not in registry.questions
        if commands and conversation.open and (told or bare):
            return ()  # 在厨房, 明天上午来, the stairwell, third floor: both are answers
        command = _meant(conversation, meant, registry)
        if command.move in ANSWERS and commands:  # an answer comes first; what comes after it is a request
            command = replace(_fresh(conversation, meant, registry), resume=True)
        if command.move in TOGETHER or (command.move in ANSWERS and not commands):
            commands.append(replace(command, meant=meant))
        elif command.move in NOT_UNDERSTOOD and is_worth_asking(meant.text):
            put_off.append(Command(Move.KEEP, meant.intent, meant=meant))
    commands.sort(key=lambda command: (command.move is Move.ANSWER, command.name == PERSON))
    return (*commands, *put_off) if commands and len(commands) + len(put_off) > 1 else ()


def _picked(
    conversation: Conversation, message: Message, understanding: Understanding, registry: Registry
) -> Button | None:
    """Return the button that somebody names who types; an answer that the form itself reads is no choice."""
    opened, offered = conversation.open, conversation.offered
    if opened is None and conversation.unclear and (button := explained(message.text, offered)):
        return button
    if understanding.emergency is not Certainty.UNSURE or (opened and opened.of_danger):
        return None
    if opened is not None and opened.asked is not None:
        if answers(opened, understanding, registry):
            return None
        if _is_free(opened, registry) and not any(FOR_THIS in button.value for button in offered):
            return placed(message.text, offered)
    return chosen(message.text, offered)


def standing(conversation: Conversation, registry: Registry) -> Conversation:
    """Return the conversation without the forms of scenarios that have been switched off or removed meanwhile."""
    forms = [*conversation.stack, *([conversation.open] if conversation.open else [])]
    kept = [form for form in forms if form.form in registry.forms]
    if len(kept) == len(forms):
        return conversation
    return replace(conversation, open=kept[-1] if kept else None, stack=kept[:-1])


def _meant(conversation: Conversation, understanding: Understanding, registry: Registry) -> Command:
    opened = conversation.open
    if is_danger(conversation, understanding, registry):
        return Command(Move.ANSWER, EMERGENCY)
    understanding = _without_misheard(understanding)
    if BILL in registry.answers and asks_for_bill(understanding):
        understanding = replace(understanding, intents=(Intent(BILL, 1.0),), certainty=Certainty.SURE)
    answered = answer_to(conversation, understanding) if opened is None else None
    if answered:  # 几点? after "the worker comes" is no question about the clock
        return pressed(conversation, answered, registry)
    own_words = opened is not None and _is_free(opened, registry)
    beside = aside(opened, understanding, own_words=own_words)
    if beside is not None:
        return beside
    heard = understanding.certainty is Certainty.SURE if own_words else understanding.certainty is not Certainty.UNSURE
    counts = puts_right(opened, understanding, registry)  # 两个人来 calls nobody
    counts = counts or (opened is not None and _hardly_wants_person(opened, understanding, registry))
    if understanding.intent == PERSON and heard and not counts and not _about_person(conversation):
        return Command(Move.ANSWER, PERSON)
    if opened:
        thinking = still_thinking(opened, understanding)
        return thinking or no_code(opened, understanding) or in_form(opened, understanding, registry)
    return _fresh(conversation, understanding, registry)


def _hardly_wants_person(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether a message names nobody, and answers the open question or is only taken for a wish for a person.

    小伙子我跟你讲，两个小时 calls nobody.
    """
    if names_somebody(meant.text):
        return False
    answered = opened.asked is not None and reads(registry.forms[opened.form][1].slot(opened.asked), meant)
    return answered or meant.intents[0].confidence < _MERE


def _without_misheard(meant: Understanding) -> Understanding:
    """Drop a wish for other speech where a thing is named or somebody is in haste: 对讲还是没声音, 快点."""
    named = any(meant.entity(slot) for slot in ("object", "category"))
    if meant.intent not in _SPEECH or not (named or pleads(meant.text)):
        return meant
    others = meant.intents[1:] or (Intent("out_of_scope", 0.0),)
    return replace(meant, intents=others, certainty=min(meant.certainty, Certainty.LIKELY, key=_LESS_SURE))


def is_bare(meant: Understanding) -> bool:
    """Say whether a message names values and wants nothing: third floor."""
    told = {at for one in meant.entities for at in range(one.start, one.end)}
    return bool(told) and left_over(meant.text, told) == 0


def _is_free(opened: OpenForm, registry: Registry) -> bool:
    """Say whether the open question is answered in the resident's own words, which are easily taken for something."""
    return opened.asked is not None and registry.forms[opened.form][1].slot(opened.asked).free


def _about_person(conversation: Conversation) -> bool:
    """A form about a person (whom to reach) answers itself."""
    return conversation.open is not None and conversation.open.form.startswith("staff.")


def _may_be_ours(understanding: Understanding, registry: Registry) -> bool:
    """Say whether a message that seems to be no matter of ours names a thing of the house, and may be one."""
    ours = [one for one in understanding.intents[1:] if one.name in registry.answers and one.name not in SMALL]
    named = any(understanding.entity(slot) for slot in ("object", "category", "fee_type"))
    least = _CHANCE if named else 2 * _CHANCE  # 我想学智能手机 names an activity of here
    named = named or any(understanding.entity(slot) for slot in ("activity", "resource"))
    return understanding.intent == "out_of_scope" and named and bool(ours) and ours[0].confidence >= least


def _fresh(conversation: Conversation, understanding: Understanding, registry: Registry) -> Command:
    intent = "out_of_scope" if understanding.text.isdecimal() else understanding.intent  # 26 alone moves nothing
    if called_for_help(conversation) and EMERGENCY in registry.answers and pleads(understanding.text):
        return Command(Move.ANSWER, EMERGENCY)
    if conversation.dropped is not None and goes_on_after_all(understanding.text):
        return Command(Move.REOPEN)
    if intent == "cancel" and understanding.certainty is not Certainty.UNSURE:
        return Command(Move.CANCEL)
    scrap = intent == EMERGENCY and understanding.emergency is Certainty.UNSURE and is_short(understanding.text)
    if (intent in SMALL or intent in registry.answers) and not scrap:  # 我想问下 is no emergency
        safe = intent in registry.questions or (intent in SMALL and intent != "greeting")
        if _may_be_ours(understanding, registry):  # my AC is leaking
            return Command(Move.CLARIFY)
        if understanding.certainty is Certainty.SURE or (safe and understanding.certainty is Certainty.LIKELY):
            return Command(Move.ANSWER, intent)
    if registry.not_served(intent) and understanding.certainty is not Certainty.UNSURE:
        return Command(Move.NOT_SERVED, intent)
    if conversation.failures >= 1:
        return Command(Move.OFFER_PERSON)
    return Command(Move.CLARIFY)
