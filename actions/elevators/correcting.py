"""A report of a lift is put right afterwards, put back or withdrawn; staff who were called hear of it each time."""

import re
from collections.abc import Mapping
from typing import Any

from actions.elevators.places import stands
from actions.elevators.reporting import (
    KIND,
    PACKAGE,
    asking_inside,
    page,
    shown,
    urgency_of,
    what_of,
    write,
)
from actions.event import TicketChanged
from actions.form import Form
from actions.reference import last_done, screens
from actions.reply import Reply
from actions.scenario import Referring
from actions.slot import Slot, Value, Values, words
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Turn

REFERS = Referring(
    point="this_report",
    correct="correct",
    undo="undo",
    cancel="drop",
    revive="revive",
    slots=("building", "unit", "symptom"),
    asks=(
        (r"取消|撤[销回掉]?|不用(?:报|来|修)了?|不报了?|算了|cancel|withdraw|never ?mind", "drop"),
        (r"怎么样|到哪|修好|好了|进度|情况|状态|谁|什么|status|fixed|who|when|what", "this_report"),
    ),
)
_KEPT = ("location", "object", "urgency")
_UNIT = re.compile(r"[^\s栋幢座号楼]{1,6}单元$")
_BARE = re.compile(
    r"(?:不对|不是|错|[说写报弄搞打]|了|啊|哦|呀|这个|那个|我|刚才|的|楼栋|几栋|电梯|问题"
    r"|no|not|sorry|that|the|is|was|s|wrong|mistake|building|lift|elevator|problem|one|a|it|i|\W)+",
    re.IGNORECASE,
)


def this_report(turn: Turn) -> Reply:
    """Say where a report stands."""
    ticket = _known(turn)
    if ticket is None:
        return turn.say("not_yours")
    key = f"report.{ticket.status}"
    said = turn.say(key if turn.has_text(key) else "report.open", private=False, **_facts(turn, ticket))
    return said.showing(shown(turn, ticket))


def correct(turn: Turn) -> Reply:
    """Change what the message says is different; ask what where it says nothing of use."""
    ticket = _known(turn)
    if ticket is None:
        return turn.say("not_yours")
    if not ticket.active:
        return turn.say("too_late", number=ticket.number)
    where, symptom = _where(turn, ticket), str(turn.value("symptom") or ticket.object)
    if (where, symptom) == (ticket.location, ticket.object):
        return _added(turn, ticket)
    if not _mine(turn, ticket):  # who only added words to a neighbour's report meant another lift or another fault
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, str(turn.text_in("zh", "entry.not_this")), kind="note")
        return write(turn, {"where": where, "symptom": symptom, "text": turn.message.text})
    before = _state(ticket)
    ticket.location, ticket.object = where[:120], symptom
    ticket.urgency = urgency_of(symptom, f"{ticket.text} {turn.message.text}")
    _note(turn, ticket, turn.message.text)
    page(turn, ticket, "page_changed")
    undo_it = turn.handler_button("button.undo", "undo", ticket.number)
    said = turn.done("done.changed", ticket.ref, private=False, **_facts(turn, ticket)).with_buttons(undo_it)
    said = said.showing(shown(turn, ticket), before=before)
    newly = ticket.urgency == "high" and before["urgency"] != "high"
    return asking_inside(turn, ticket, said) if newly else said


def undo(turn: Turn) -> Reply:
    """Put a report back to how it was before its last change here; one that was just made is withdrawn instead."""
    ticket = _known(turn)
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    screen = last_done(seen, ticket.ref) if ticket else None
    if ticket is None or screen is None or screen.before is None or not _mine(turn, ticket):
        return drop(turn)
    if ticket.status == TicketStatus.DONE:
        return turn.say("too_late", number=ticket.number)
    before = _state(ticket)
    _restore(ticket, screen.before)
    _note(turn, ticket, turn.message.text)
    page(turn, ticket, "page_changed")
    return turn.done("done.back", ticket.ref, private=False, **_facts(turn, ticket)).showing(
        shown(turn, ticket), before=before
    )


def revive(turn: Turn) -> Reply:
    """Take a withdrawal back; what was never withdrawn stands as it is."""
    ticket = _known(turn)
    return this_report(turn) if ticket is None or ticket.active else undo(turn)


def drop(turn: Turn) -> Reply:
    """Ask for a yes before a report is withdrawn; a neighbour's stays."""
    ticket = _known(turn)
    if ticket is None or not _mine(turn, ticket):
        return turn.say("not_yours")
    return turn.start(WITHDRAW, report=ticket.number) if ticket.active else turn.say("too_late", number=ticket.number)


def _withdrawn(turn: Turn, values: Values) -> Reply:
    turn.argument = str(values["report"])
    ticket = _known(turn)
    if ticket is None or not ticket.active:
        return turn.say("too_late", number=turn.argument)
    before = _state(ticket)
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, turn.now
    _note(turn, ticket, str(turn.text_in("zh", "entry.withdrawn")))
    page(turn, ticket, "page_withdrawn")
    undo_it = turn.handler_button("button.keep", "undo", ticket.number)
    said = turn.done("done.withdrawn", ticket.ref, private=False, **_facts(turn, ticket)).with_buttons(undo_it)
    return said.showing(shown(turn, ticket), before=before)


def _added(turn: Turn, ticket: Ticket) -> Reply:
    """Keep words that name no other lift and no known fault for staff; a mere "wrong" is asked about."""
    if turn.understanding is None or _BARE.fullmatch(turn.message.text):
        return turn.start(CHANGE, report=ticket.number)
    return _told(turn, {"report": ticket.number, "what": turn.message.text})


def _told(turn: Turn, values: Values) -> Reply:
    turn.argument, said = str(values["report"]), str(values["what"])
    ticket = _known(turn)
    if ticket is None or not ticket.active:
        return turn.say("too_late", number=turn.argument)
    if _where(turn, ticket) != ticket.location or str(turn.value("symptom") or ticket.object) != ticket.object:
        return correct(turn)
    before = _state(ticket)
    _note(turn, ticket, said)
    if _mine(turn, ticket) and urgency_of("", said) == "high":
        ticket.urgency = "high"
        page(turn, ticket, "page_changed")
    reply = turn.done("done.added", ticket.ref, number=ticket.number).showing(shown(turn, ticket), before=before)
    newly = ticket.urgency == "high" and before["urgency"] != "high"
    return asking_inside(turn, ticket, reply) if newly else reply


def _where(turn: Turn, ticket: Ticket) -> str:
    building, unit = turn.value("building"), turn.value("unit")
    if building is None:
        return _UNIT.sub("", ticket.location) + str(unit) if unit else ticket.location
    there = stands(turn)
    return there[0].name if there else f"{building}{unit or ''}"


def _known(turn: Turn) -> Ticket | None:
    """Return the report of the argument; whoever saw its number here may speak of it, but only its owner changes it."""
    return turn.db.scalar(turn.ours(Ticket).where(Ticket.kind == KIND, Ticket.number == turn.argument))


def _mine(turn: Turn, ticket: Ticket) -> bool:
    if turn.resident is not None:
        return ticket.resident_id == turn.resident.id
    return ticket.resident_id is None and ticket.conversation_id == turn.conversation.id


def _state(ticket: Ticket) -> dict[str, Any]:
    """Return what can be put back, fit for JSON."""
    return {name: getattr(ticket, name) for name in _KEPT}


def _restore(ticket: Ticket, before: Mapping[str, Any]) -> None:
    for name in _KEPT:
        setattr(ticket, name, before[name])
    if not ticket.active:  # it was withdrawn; what staff did with it stays
        ticket.status, ticket.closed_at = TicketStatus.OPEN, None


def _note(turn: Turn, ticket: Ticket, said: str) -> None:
    by = turn.resident.id if turn.resident else None
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, said, author_id=by)
    turn.emit(TicketChanged(ticket.id, ticket.status))


def _facts(turn: Turn, ticket: Ticket) -> dict[str, object]:
    return {"number": ticket.number, "where": ticket.location, "what": what_of(turn, ticket, turn.lang)}


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    turn.argument = str(values["report"])
    ticket = _known(turn)
    return _facts(turn, ticket) if ticket else {}


def _never(values: Mapping[str, Value]) -> bool:
    return False


CHANGE = Form(
    name="change",
    package=PACKAGE,
    intent="elevator_report",
    slots=(Slot(name="what", read=words(500), free=True, story=True),),
    submit=_told,
)
WITHDRAW = Form(
    name="withdraw",
    package=PACKAGE,
    slots=(Slot(name="report", read=lambda answer: None, needed=_never),),
    submit=_withdrawn,
    confirm="confirm.withdraw",
    summary=_summary,
    on_cancel=lambda turn: turn.say("stays"),
)
