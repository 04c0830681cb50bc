from datetime import timedelta

from actions.emergencies.doubt import ask_whether
from actions.emergencies.form import (
    WHERE,
    advised,
    alarm,
    ask_details,
    current,
    kind_of,
    learn_silence,
    standing,
    take_in,
)
from actions.emergencies.models import Danger, Escalation, EscalationStatus
from actions.emergencies.places import house, known_place
from actions.emergencies.quiet import asks_quiet
from actions.form import advance, fill
from actions.reply import Reply
from actions.table import new_id
from actions.ticket import Ticket
from actions.turn import Turn
from nlu.types import Certainty

JUST_NOW = timedelta(minutes=10)
ASK_FOR = timedelta(seconds=60)  # how long an answer is waited for before people are called


def emergency(turn: Turn) -> Reply:
    """Call people when it is sure, ask once when it may be, and add to a call that is open."""
    escalation = current(turn)
    if escalation is None:
        escalation = _new(turn)
        learn_silence(turn, escalation)
        return alarm(turn, escalation) if _sure(turn, escalation) else _ask(turn, escalation)
    if escalation.status == EscalationStatus.ASKED:  # danger named twice is no doubt any more
        take_in(turn, escalation)
        return alarm(turn, escalation)
    return _more(turn, escalation)


def _sure(turn: Turn, escalation: Escalation) -> bool:
    """A pressed button is sure, and so is who must not be heard; words are as sure as understanding is."""
    understood = turn.understanding
    if understood is None or understood.emergency is Certainty.SURE:
        return True
    return asks_quiet(escalation.type, turn.message.text)


def _new(turn: Turn) -> Escalation:
    place, located = known_place(turn)
    kind = kind_of(turn)
    lift = _lift_reported(turn) if kind == Danger.OTHER else None
    if lift is not None:
        kind = Danger.ELEVATOR_TRAPPED
        place, located = (place, located) if located else (lift.location, bool(lift.location))
    escalation = Escalation(
        id=new_id(),
        community_id=turn.community.id,
        conversation_id=turn.conversation.id,
        resident_id=turn.resident.id if turn.resident else None,
        type=kind,
        house=house(turn),
        location=place[:200],
        located=located,
        note=turn.message.text[:2000] if turn.understanding else "",
        status=EscalationStatus.ASKED,
        notify=[],
        hushed=kind == Danger.VIOLENCE and not turn.message.private,
        lang=turn.lang,
        created_at=turn.now,
    )
    turn.db.add(escalation)
    turn.db.flush()
    return escalation


def _lift_reported(turn: Turn) -> Ticket | None:
    """Return the lift that was reported here a moment ago: "there is somebody inside" is said of it."""
    query = turn.ours(Ticket).where(
        Ticket.kind == "elevator",
        Ticket.conversation_id == turn.conversation.id,
        Ticket.created_at > turn.now - JUST_NOW,
    )
    return turn.db.scalar(query.order_by(Ticket.created_at.desc()).limit(1))


def _ask(turn: Turn, escalation: Escalation) -> Reply:
    turn.schedule("unanswered", turn.now + ASK_FOR, key=escalation.id, escalation=escalation.id)
    return ask_whether(turn, escalation)


def _more(turn: Turn, escalation: Escalation) -> Reply:
    """Never a second call from one conversation: what is said now belongs to the open one."""
    opened = turn.conversation.open
    if opened and opened.form == WHERE.full_name:
        return fill(turn, WHERE, opened) or advance(turn, WHERE)
    new_type = take_in(turn, escalation)
    if not escalation.located and not escalation.hushed:
        return ask_details(turn, escalation)
    reply = standing(turn, escalation)
    return advised(turn, escalation, reply) if new_type else reply
