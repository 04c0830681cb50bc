"""Calls for help, and asks where exactly; what else is told goes to whoever comes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NoReturn

from actions.emergencies.advice import advice_for
from actions.emergencies.answers import besides_unhurt, says_over, says_safe
from actions.emergencies.models import CURRENT, RUNNING, Danger, Escalation, EscalationStatus
from actions.emergencies.places import (
    at_home,
    house,
    known_place,
    names_place,
    said_place,
    sounds_like_place,
)
from actions.emergencies.plan import numbers
from actions.emergencies.quiet import asks_quiet, harmed_at_home
from actions.emergencies.raising import add_note, add_place, learn_type, raise_alarm, ticket_of, warn_silent
from actions.form import Form
from actions.people import Staff
from actions.reply import Button, Reply, Text
from actions.slot import Slot, Unusable, Value, Values, photos, words
from actions.state import OpenForm
from actions.ticket import Author, add_entry
from actions.turn import Turn
from nlu.pleading import pleads
from nlu.slots.danger import guess
from nlu.types import Certainty

PACKAGE = "actions.emergencies"


def current(turn: Turn) -> Escalation | None:
    """Return the conversation's call for help that is not over."""
    query = turn.ours(Escalation).where(
        Escalation.conversation_id == turn.conversation.id, Escalation.status.in_(CURRENT)
    )
    return turn.db.scalar(query.order_by(Escalation.created_at.desc()).limit(1))


def alarm(turn: Turn, escalation: Escalation) -> Reply:
    """Call people at once; say what to do until then, and ask the one thing that is missing."""
    reached = raise_alarm(turn, escalation)
    turn.conversation.drop()  # whoever is in danger is not asked about a bill afterwards
    reply = _told_at_once(turn, escalation, reached=reached)
    ticket = ticket_of(turn, escalation)
    if ticket is not None:
        add_entry(turn.db, ticket, turn.now, Author.ASSISTANT, reply.text, public=True)
    return reply


def _told_at_once(turn: Turn, escalation: Escalation, *, reached: bool) -> Reply:
    call = numbers(turn.community.settings)
    if escalation.hushed:
        return turn.done("done.raised_hushed", escalation.ref, private=False, **call)
    question = ask_details(turn, escalation)
    said = call | {"advice": _advice(turn, escalation), "question": question.text}
    key = "raised_silent" if escalation.silent else "raised"
    if not reached:
        key = "nobody_silent" if escalation.silent else "nobody"
        return replace(turn.say(key, private=escalation.confidential, **said), asks=question.asks)
    reply = turn.done(f"done.{key}", escalation.ref, private=escalation.confidential, **said)
    return replace(reply, asks=question.asks, buttons=question.buttons)


def _advice(turn: Turn, escalation: Escalation) -> Text:
    return turn.text(advice_for(escalation.type, escalation.note), **numbers(turn.community.settings))


def ask_details(turn: Turn, escalation: Escalation) -> Reply:
    """Ask where it is; where the place is known, nothing more is asked, and all that follows is taken down."""
    question = turn.start(WHERE, **({"where": escalation.location} if escalation.located else {}))
    if escalation.silent and question.asks == "where":
        return replace(question, text=turn.text("ask.where_silent"))
    return question


def take_in(turn: Turn, escalation: Escalation) -> bool:
    """Add what the message says; True when it tells for the first time what kind of danger it is."""
    if turn.understanding is None or turn.understanding.intent == "affirm":
        return False
    learn_silence(turn, escalation)
    add_note(turn, escalation, turn.message.text)
    named = turn.value("building") is not None
    place, found = (said_place(turn), named) if escalation.located else known_place(turn)
    if place:
        add_place(turn, escalation, place, house(turn))
        escalation.located = escalation.located or found
    return _learn(turn, escalation)


def learn_silence(turn: Turn, escalation: Escalation) -> None:
    """Hear that whoever calls must not be heard; at a kiosk or in a group nothing more is said at all."""
    words = turn.message.text
    if escalation.silent or escalation.hushed or turn.understanding is None:
        return
    if not asks_quiet(escalation.type, words) and not harmed_at_home(escalation.type, words):
        return
    escalation.silent, escalation.hushed = turn.message.private, not turn.message.private
    ticket = ticket_of(turn, escalation)
    if ticket is not None:
        warn_silent(turn, ticket)


def kind_of(turn: Turn) -> str:
    """Return which kind of danger the message tells of: a word for it, else what its words suggest."""
    told = guess(besides_unhurt(turn.message.text)) if turn.understanding else None
    said = turn.value("type") or told
    if (said, told) == (Danger.CHILD_DANGER, Danger.DROWNING):  # 小孩掉进池里: the water is the danger
        return Danger.DROWNING
    return str(said) if said in set(Danger) else Danger.OTHER


def _learn(turn: Turn, escalation: Escalation) -> bool:
    kind = kind_of(turn)
    if kind == Danger.OTHER and turn.understanding:  # 困住了, 电梯里: one thing said in two messages
        kind = guess(besides_unhurt(f"{escalation.note}；{turn.message.text}")) or Danger.OTHER
    new_type = learn_type(escalation, kind)
    escalation.hushed = escalation.hushed or (escalation.confidential and not turn.message.private)
    learn_silence(turn, escalation)
    return new_type


def advised(turn: Turn, escalation: Escalation, reply: Reply) -> Reply:
    """Put the advice for a danger that is only now known before a reply."""
    if escalation.hushed or escalation.silent:
        return reply
    return replace(reply, text=Text(f"{_advice(turn, escalation)}\n{reply.text}"))


def standing(turn: Turn, escalation: Escalation) -> Reply:
    """Say that the news was passed on, and honestly whether somebody has taken it."""
    private = escalation.confidential
    staff = turn.db.get(Staff, escalation.acknowledged_by) if escalation.acknowledged_by else None
    call = numbers(turn.community.settings)
    if escalation.hushed:
        return turn.done("done.raised_hushed", escalation.ref, private=False, **call)
    if escalation.silent:
        return turn.done("done.added_silent", escalation.ref, private=private)
    if staff is None:
        return turn.done("done.added", escalation.ref, private=private, **call)
    role = turn.text(f"role.{staff.role}")
    return turn.done("done.added_taken", escalation.ref, private=private, name=staff.name, role=role)


def called_off(turn: Turn) -> Reply:
    """Write down in whose words it is over, and drop what was only asked."""
    escalation = current(turn)
    ticket = ticket_of(turn, escalation) if escalation else None
    words = turn.message.text
    if ticket is not None and turn.understanding is not None:
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, words)
    if escalation and ticket and says_safe(words) and not says_over(words, escalation.type):
        add_note(turn, escalation, words)
        return standing(turn, escalation)
    return stand_down(turn)


def stand_down(turn: Turn) -> Reply:
    """Drop what was only asked; once people are called, they judge whether it is over, not the chat."""
    escalation = current(turn)
    if escalation is None:
        return turn.say("over")
    if escalation.status == EscalationStatus.ASKED:
        escalation.status, escalation.closed_at = EscalationStatus.DISMISSED, turn.now
        return turn.say("not_urgent_silent" if escalation.silent else "not_urgent")
    add_note(
        turn, escalation, turn.text_in("zh", "entry.not_urgent_silent" if escalation.silent else "entry.not_urgent")
    )
    if escalation.hushed or escalation.silent:
        return standing(turn, escalation)
    return turn.done("done.doubted", escalation.ref, private=escalation.confidential)


def _place(turn: Turn, value: Value) -> Value:
    """Take the place down at once: the form may never be finished."""
    escalation, opened = current(turn), turn.conversation.open
    if escalation is None or escalation.status not in RUNNING or opened is None:
        return value
    place = at_home(turn, str(value)) or str(value)
    if says_over(str(value), escalation.type) and not names_place(turn):
        return _over_where(turn, escalation, str(value))
    learn_silence(turn, escalation)
    if place == value and (_names_none(turn) or (asks_quiet(escalation.type, place) and not names_place(turn))):
        return _no_place(turn, escalation, opened, place)
    add_place(turn, escalation, place, house(turn))
    if _learn(turn, escalation):
        if turn.value("building") is None and "again" not in opened.values and not escalation.hushed:
            return _ask_where_again(turn, escalation, opened, new_type=True)
        opened.values["advise"] = True
    escalation.located = True
    return place


def _over_where(turn: Turn, escalation: Escalation, said: str) -> Value:
    """Take down that it is said to be over; whoever comes to check still has to find it."""
    add_note(turn, escalation, said)
    if escalation.hushed or escalation.silent or (opened := turn.conversation.open) is None:
        return said
    if "again" in opened.values:
        opened.values |= {"note": said, "over": True}
        return said
    opened.values["again"] = True
    raise Unusable("ask.where_over")


def _names_none(turn: Turn) -> bool:
    """Say whether an answer to "where" tells something else: what happens, or a bare yes or no."""
    understood = turn.understanding
    if understood is None or names_place(turn):
        return False
    told = understood.emergency is not Certainty.UNSURE or understood.intent in {"affirm", "deny"}
    return told or not sounds_like_place(turn.message.text)


def _no_place(turn: Turn, escalation: Escalation, opened: OpenForm, said: str) -> Value:
    """Take an answer that tells what happens instead of where, and ask where once more."""
    add_note(turn, escalation, said)
    if pleads(said) and not escalation.hushed and not escalation.silent:
        raise Unusable("ask.where_calm")
    new_type = _learn(turn, escalation)
    if "again" in opened.values or escalation.hushed:
        return said
    return _ask_where_again(turn, escalation, opened, new_type=new_type)


def _ask_where_again(turn: Turn, escalation: Escalation, opened: OpenForm, *, new_type: bool) -> NoReturn:
    opened.values["again"] = True
    if escalation.silent:
        raise Unusable("ask.where_silent")
    if new_type:
        raise Unusable("ask.where_advised", advice=_advice(turn, escalation))
    raise Unusable("ask.where_again")


def _state(turn: Turn, value: Value) -> Value:
    escalation, opened = current(turn), turn.conversation.open
    if escalation is None or opened is None:
        return value
    if says_over(str(value), escalation.type):
        opened.values["over"] = True
        return value
    if turn.value("building") is not None or (names_place(turn) and not escalation.located):
        add_place(turn, escalation, said_place(turn), house(turn))
        escalation.located = True
    add_note(turn, escalation, str(value))
    if _learn(turn, escalation):
        opened.values["advise"] = True
    return value


def _photo(turn: Turn, value: Value) -> Value:
    escalation = current(turn)
    ticket = ticket_of(turn, escalation) if escalation else None
    if ticket is None or not isinstance(value, list):
        return value
    for file in value:
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, kind="photo", file_id=file)
    return value


def _never(values: Mapping[str, Value]) -> bool:
    return False


def _here(turn: Turn) -> list[Button]:
    """Offer the speaker's homes, where nobody else reads them."""
    if not turn.message.private:
        return []
    return [turn.button("button.home", f"fill:where={home.name}", home=home.name) for home in turn.homes]


def _told(turn: Turn, values: Values) -> Reply:
    escalation = current(turn)
    if escalation is None:
        return turn.say("over")
    if values.get("over"):
        return called_off(turn)
    reply = standing(turn, escalation)
    return advised(turn, escalation, reply) if values.get("advise") else reply


WHERE = Form(
    name="where",
    package=PACKAGE,
    slots=(
        Slot(name="where", read=words(200), check=_place, choices=_here, free=True),
        Slot(name="note", read=words(), check=_state, free=True),
        Slot(name="photo", read=photos, check=_photo, needed=_never),
    ),
    submit=_told,
    on_cancel=called_off,
)
