"""Instead of waiting in the chat: being called back, or leaving words that staff read."""

from actions.form import Form
from actions.reply import Reply
from actions.slot import Slot, Unusable, Value, Values, entity, first, words
from actions.staff.hours import office_hours
from actions.staff.queue import join, record, waiting_ticket
from actions.ticket import Author, Ticket, add_entry
from actions.turn import Turn

SHORTEST, LONGEST = 7, 13  # digits of a phone number


def callback(turn: Turn) -> Reply:
    """Write down that the resident wants to be called; ask for the number where none is known."""
    ticket = waiting_ticket(turn) or join(turn)
    phone = str(turn.value("phone") or ticket.data.get("callback") or "")
    return _noted(turn, ticket, phone) if phone else turn.start(CALLBACK)


def message(turn: Turn) -> Reply:
    """Take words for staff down."""
    if waiting_ticket(turn) is None:
        join(turn)
    return turn.start(MESSAGE)


def _called(turn: Turn, values: Values) -> Reply:
    return _noted(turn, waiting_ticket(turn) or join(turn), str(values["phone"]))


def _noted(turn: Turn, ticket: Ticket, phone: str) -> Reply:
    ticket.data = {**ticket.data, "callback": phone, "call": True}
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
