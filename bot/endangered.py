"""Whether a message starts an emergency, or is only an answer, a wish or a bill that sounds like one."""

from actions.registry import Registry
from actions.state import Conversation, OpenForm
from bot.said import SMALL, answers, is_certain, puts_right, tells
from nlu.answers import left_over
from nlu.billing import names_fee
from nlu.mood import asks_for_turn
from nlu.pleading import pleads
from nlu.types import Certainty, Moment, Understanding
from nlu.urging import urges

EMERGENCY = "emergency"


def is_danger(conversation: Conversation, understanding: Understanding, registry: Registry) -> bool:
    """Say whether a message starts an emergency; among answers to a question it needs more than a chance of danger."""
    opened, danger = conversation.open, understanding.emergency
    if danger is Certainty.UNSURE or EMERGENCY not in registry.answers or (opened and opened.of_danger):
        return False
    doubtful = danger is not Certainty.SURE and not understanding.alarm
    if doubtful and conversation.ticket and asks_for_turn(understanding.text):
        return False  # 前面还有几个人, from somebody who waits for a person
    named = urges(understanding.text) and not pleads(understanding.text)
    if doubtful and named and _speaks_of_ticket(conversation):
        return False  # 那个漏水的，快点啊, of what was just reported
    if doubtful and names_fee(understanding):
        return False  # 煤气费是不是搞错了，我都不怎么开火
    if opened is None:
        return understanding.alarm or danger is Certainty.SURE or not _is_bare_wish(understanding)
    if understanding.alarm:
        return True
    if opened.asked is None:  # 一共两个人 at a read-back only puts it right
        return not puts_right(opened, understanding, registry)
    return danger is Certainty.SURE and not _only_answers(opened, understanding, registry)


def _speaks_of_ticket(conversation: Conversation) -> bool:
    """Say whether something that was reported is what was spoken of last."""
    last = conversation.shown[-1] if conversation.shown else None
    return isinstance(last, dict) and any(row.get("kind") == "ticket" for row in last.get("records", ()))


def _only_answers(opened: OpenForm, meant: Understanding, registry: Registry) -> bool:
    """Say whether what sounds of danger answers the form; that mother has fallen names her and is no answer."""
    if meant.intent == EMERGENCY and is_certain(meant):
        return answers(opened, meant, registry)
    return tells(opened, meant, registry)


def _is_bare_wish(meant: Understanding) -> bool:
    """Say whether a message is nothing but values with a day among them, and surely a request: 明天七点游泳馆."""
    dated = any(isinstance(one.value, Moment) and one.value.has_date for one in meant.entities)
    told = {at for one in meant.entities for at in range(one.start, one.end)}
    sure = meant.certainty is Certainty.SURE and meant.intent not in SMALL | {EMERGENCY}
    return dated and sure and left_over(meant.text, told) == 0


def called_for_help(conversation: Conversation) -> bool:
    """Say whether a call for help is what was spoken of last."""
    last = conversation.shown[-1] if conversation.shown else None
    return isinstance(last, dict) and str(last.get("done")).startswith("escalation:")  # before 0.1.0 it was a word
