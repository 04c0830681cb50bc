"""A repair is no longer wanted: said back once, then done."""

import re

from actions.form import Form, advance, fill
from actions.people import Staff
from actions.reference import latest, screens
from actions.repairs.before import state_of
from actions.repairs.form import ask_no_more, asked_about, ticket_of
from actions.repairs.referring import known, not_there, shown
from actions.repairs.tickets import by_number, change, label, meant, own
from actions.reply import Button, Reply
from actions.slot import Slot, Unusable, Value, Values, entity, first, words
from actions.ticket import Ticket, TicketStatus
from actions.turn import Turn
from nlu.slots.numerals import whole

_ENGLISH = ("first", "second", "third", "fourth")
_NTH = re.compile(rf"第([一二两三四1-4])|\b({'|'.join(_ENGLISH)})\b")
_TAKEN_BACK = re.compile(
    r"算了|[不别甭](?:用|要|必)?(?:再)?(?:修|来|弄|派)|never ?mind|(?:don'?t|no need to) (?:fix|come|send)",
    re.IGNORECASE,
)
_MOST = 4  # buttons that fit under one question


def cancel(turn: Turn) -> Reply:
    """Ask for a yes to the one that is meant, or which one is meant."""
    tickets = open_ones(turn)
    if not tickets:
        return turn.say("none_open").with_buttons(turn.person_button())
    why: dict[str, Value] = {"reason": turn.message.text[:500] if turn.understanding else None}
    discussed = [ticket for ticket in tickets if ticket.id == asked_about(turn)]
    few = discussed or meant(turn, tickets)
    few = few if len(few) < len(tickets) else _lately(turn, tickets) or few
    if len(few) == 1 and turn.value("ticket") is None:
        return turn.start(CANCEL, ticket=few[0].id, **why)
    return turn.start(CANCEL, **why)


def drop(turn: Turn) -> Reply:
    """Ask for a yes to the repair that was pointed at, or that was just written down; the argument is its number."""
    ticket = known(turn)
    if ticket is None:
        return not_there(turn)
    if not ticket.active:
        said = turn.say("over_already", number=ticket.number, what=label(ticket, turn.lang))
        return said.showing(shown(ticket, turn.lang))
    return turn.start(CANCEL, ticket=ticket.id, reason=turn.message.text[:500] if turn.understanding else None)


def _lately(turn: Turn, tickets: list[Ticket]) -> list[Ticket]:
    """Return the one that this chat was about last, where the message takes that back and asks for no list."""
    if turn.understanding is None or not _TAKEN_BACK.search(turn.message.text):
        return []
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    key = latest(seen, "ticket")
    return [ticket for ticket in tickets if ticket.number == key]


def cancel_this(turn: Turn) -> Reply:
    """Ask for a yes to the ticket of the button."""
    ticket = next((ticket for ticket in open_ones(turn) if ticket.id == turn.argument), None)
    return turn.start(CANCEL, ticket=ticket.id, reason=None) if ticket else cancel(turn)


def answered(turn: Turn) -> Reply | None:
    """Go on with a cancellation that is asking which one, where the message names one of the open repairs."""
    opened = turn.conversation.open
    if opened is None or opened.form != CANCEL.full_name or opened.asked != "ticket":
        return None
    return None if fill(turn, CANCEL, opened) else advance(turn, CANCEL)


def open_ones(turn: Turn) -> list[Ticket]:
    """Return the speaker's repairs that are not finished, newest first."""
    return [ticket for ticket in own(turn) if ticket.active]


def _which(turn: Turn, value: Value) -> Value:
    """Find the open repair that is meant by a number, a thing, a kind or a place."""
    tickets, said = open_ones(turn), str(value)
    found = by_number(tickets, said)
    place = _place(said)
    if found or 0 < place <= len(tickets):
        return found.id if found else tickets[place - 1].id
    named = [ticket for ticket in tickets if said in _names(ticket) or _mentioned(said, ticket)]
    if len(named) == 1:
        return named[0].id
    raise Unusable("which_again")


def _place(said: str) -> int:
    """Return which of a list is meant, counted from one; 0 where none is."""
    nth = _NTH.search(said.lower())
    if nth is None:
        return 0
    return whole(nth[1]) or 0 if nth[1] else _ENGLISH.index(nth[2]) + 1


def _names(ticket: Ticket) -> tuple[object, ...]:
    return ticket.id, ticket.category, ticket.data.get("thing"), ticket.object, ticket.location


def _mentioned(said: str, ticket: Ticket) -> bool:
    parts = (ticket.object, ticket.location, str(ticket.data.get("said") or ""))
    return any(part and part in said for part in parts)


def _choices(turn: Turn) -> list[Button]:
    """Offer the open repairs by number and name."""
    return [
        Button(f"{ticket.number} {label(ticket, turn.lang)}", f"fill:ticket={ticket.id}")
        for ticket in open_ones(turn)[:_MOST]
    ]


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    ticket = ticket_of(turn, values)
    return {"number": ticket.number, "what": label(ticket, turn.lang)}


def _stays(turn: Turn) -> Reply:
    return turn.say("not_cancelled")


def _cancelled(turn: Turn, values: Values) -> Reply:
    ticket = ticket_of(turn, values)
    what = label(ticket, turn.lang)
    if not ticket.active:
        return turn.say("over_already", number=ticket.number, what=what)
    reason = str(values.get("reason") or "")
    before = state_of(ticket)
    change(turn, ticket, TicketStatus.CANCELLED, reason or str(turn.text_in("zh", "entry.cancelled")))
    ticket.comment = reason[:1000]
    ask_no_more(turn, ticket)
    staff = turn.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    if staff is not None:
        turn.effects.page(staff.id, turn.text_in(staff.lang, "page_cancelled", number=ticket.number))
    said = turn.done("done.cancelled", ticket.ref, number=ticket.number, what=what)
    return said.showing(shown(ticket, turn.lang), before=before)


CANCEL = Form(
    name="cancel",
    package="actions.repairs",
    slots=(
        Slot(
            name="ticket",
            read=first(entity("ticket"), entity("object"), entity("category"), entity("location"), words(60)),
            check=_which,
            choices=_choices,
        ),
    ),
    submit=_cancelled,
    confirm="confirm.cancel",
    summary=_summary,
    on_cancel=_stays,
)
