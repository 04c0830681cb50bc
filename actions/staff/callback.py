"""Instead of waiting in the chat: being called back, or leaving words that staff read."""

from dataclasses import replace

from actions.form import Form
from actions.reply import Reply, Text
from actions.slot import Slot, Unusable, Value, Values, entity, first, words
from actions.staff.hours import office_hours
from actions.staff.queue import join, record, waiting_ticket
from actions.ticket import Author, Ticket, add_entry
from actions.turn import Turn

SHORTEST, LONGEST = 7, 13  # digits of a phone number


def callback(turn: Turn) -> Reply:
    """Write down that the resident wants to be called; ask for the number where none is known."""
    waiting = waiting_ticket(turn)
    return wanted(turn, waiting or join(turn), new=waiting is None)


def wanted(turn: Turn, ticket: Ticket, *, new: bool) -> Reply:
    """Note a call, or ask for the number; whoever is `new` in the line hears first that they stand in it."""
    phone = str(turn.value("phone") or ticket.data.get("callback") or "")
    if phone:
        return _noted(turn, ticket, phone)
    asked = turn.start(CALLBACK)
    if not new:
        return asked
    said, gap = turn.done("done.in_line", record(ticket), number=ticket.number), " " if turn.lang == "en" else ""
    text = Text(f"{said.text}{gap}{asked.text}", claim=True, spoken=f"{said.text.spoken}{gap}{asked.text.spoken}")
    return replace(asked, text=text, record=said.record, lead=said.text)


def correct(turn: Turn) -> Reply:
    """Take another number down: 不对，打13900001234; whoever names none is told where they stand."""
    ticket = waiting_ticket(turn)
    if ticket is None:
        return turn.say("none_waiting")
    said = turn.value("phone")
    if said is None:
        return turn.start(CALLBACK) if ticket.data.get("call") else turn.say("still_there", number=ticket.number)
    return _noted(turn, ticket, str(said))


def undo(turn: Turn) -> Reply:
    """Go back to the number that was noted before."""
    ticket = waiting_ticket(turn)
    before = ticket.data.get("callback_before") if ticket else None
    return _noted(turn, ticket, str(before)) if ticket and before else correct(turn)


def message(turn: Turn) -> Reply:
    """Take words for staff down."""
    if waiting_ticket(turn) is None:
        join(turn)
    return turn.start(MESSAGE)


def _called(turn: Turn, values: Values) -> Reply:
    return _noted(turn, waiting_ticket(turn) or join(turn), str(values["phone"]))


def _noted(turn: Turn, ticket: Ticket, phone: str) -> Reply:
    before = ticket.data.get("callback")
    kept = {"callback_before": before} if before and before != phone else {}
    ticket.data = {**ticket.data, **kept, "callback": phone, "call": True}
    wish = turn.text_in("zh", "entry.call", phone=phone)
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, str(wish), kind="note")
    opens, closes = office_hours(turn.community)
    hours = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
    return turn.done("done.call", record(ticket), private=True, number=ticket.number, tail=phone[-4:], **hours)


def _said(turn: Turn, values: Values) -> Reply:
    ticket = waiting_ticket(turn) or join(turn)
    said = str(values["words"])
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, said)
    ticket.text = "\n".join(part for part in (ticket.text, said) if part)[:2000]
    return turn.done("done.message", record(ticket), number=ticket.number)


def _number(turn: Turn, value: Value) -> Value:
    digits = "".join(char for char in str(value) if char.isdigit())
    if not SHORTEST <= len(digits) <= LONGEST:
        raise Unusable("no_phone")
    return digits


CALLBACK = Form(
    name="callback",
    package="actions.staff",
    slots=(Slot(name="phone", read=first(entity("phone"), words(40)), check=_number),),
    submit=_called,
)
MESSAGE = Form(
    name="message",
    package="actions.staff",
    slots=(Slot(name="words", read=words(1000), free=True),),
    submit=_said,
)
