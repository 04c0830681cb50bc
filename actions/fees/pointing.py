"""Answers about the one charge that was pointed at; the argument is its id, or the number of a request about it."""

import re

from actions.charge import Charge, ChargeStatus
from actions.event import TicketChanged
from actions.fees import dispute, receipts
from actions.fees.bills import PACKAGE, charges, chosen, name_of, owed, refusal
from actions.fees.handlers import answer_of
from actions.fees.paying import pay_row
from actions.fees.referring import shown, shown_request
from actions.fees.requests import DISPUTE, RECEIPT, add_words, charge_of
from actions.form import Form
from actions.reply import Reply, Text
from actions.slot import Values
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Turn
from nlu.slots import taxpayer

_TITLE = re.compile(
    r"(?:应该是|改成|改为|写成|换成|是|叫|写|\bis\b|\bto\b)\s*(?P<name>[^，。,！!是改写]{2,40})[吧啊。!！]*$",
    re.IGNORECASE,
)


def this_bill(turn: Turn) -> Reply:
    """Say what one charge is, whether it is paid, and what can be done with it."""
    row = charge_of(turn, turn.argument)
    if row is None:
        return _gone(turn)
    reply = Reply(text=Text("\n".join(answer_of(turn, row))), private=True).showing(shown(row, turn.lang))
    if row.status == ChargeStatus.PAID:
        return reply.with_buttons(turn.handler_button("button.invoice", "invoice", row.id))
    return reply.with_buttons(
        turn.handler_button("button.pay", "pay_this", row.id),
        turn.handler_button("button.dispute", "dispute_this", row.id),
    )


def pay_this(turn: Turn) -> Reply:
    """Ask for a yes to paying one charge; one that is paid says so."""
    row = charge_of(turn, turn.argument)
    if row is None or row.status == ChargeStatus.PAID:
        return this_bill(turn)
    return pay_row(turn, row)


def dispute_this(turn: Turn) -> Reply:
    """Dispute one charge, with the reason where the message says it."""
    row = charge_of(turn, turn.argument)
    return _gone(turn) if row is None else dispute.begin(turn, [row])


def receipt_this(turn: Turn) -> Reply:
    """Read out the receipt of one charge; one that is not paid has none yet."""
    row = charge_of(turn, turn.argument)
    if row is None:
        return _gone(turn)
    if row.status != ChargeStatus.PAID:
        return turn.say("not_paid_yet", private=True, what=name_of(row, turn.lang)).showing(shown(row, turn.lang))
    return receipts.read_out(turn, [row])


def this_request(turn: Turn) -> Reply:
    """Say where a dispute or a wish for a receipt stands."""
    ticket = _request(turn)
    if ticket is None:
        return _gone(turn)
    key = "request_open" if ticket.active else f"request_{ticket.status}"
    said = turn.say(key, private=True, number=ticket.number, what=_what(turn, ticket))
    return said.showing(shown_request(ticket.kind, ticket, _what(turn, ticket)))


def correct(turn: Turn) -> Reply:
    """Change what a request is about, or add what the message says to it."""
    ticket = _request(turn)
    if ticket is None:
        return _gone(turn)
    if not ticket.active:
        return this_request(turn)
    if ticket.kind == RECEIPT and turn.value(taxpayer.SLOT) is not None:
        return receipts.take_number(turn, ticket)
    row = _other_charge(turn, ticket)
    if row is not None:
        _move(turn, ticket, row)
        key, what = "done.request_moved", name_of(row, turn.lang)
    elif ticket.kind == RECEIPT and (title := _title(turn)):
        ticket.data = {**ticket.data, "title": title}
        key, what = "done.request_title", title
    else:
        key, what = "done.request_added", _what(turn, ticket)
    add_words(turn, ticket, turn.message.text)
    turn.emit(TicketChanged(ticket.id, ticket.status))
    said = turn.done(key, _ref(ticket), private=True, number=ticket.number, what=what)
    undo = turn.handler_button("button.drop", "withdraw", ticket.number)
    return said.with_buttons(undo).showing(shown_request(ticket.kind, ticket, _what(turn, ticket)))


def drop(turn: Turn) -> Reply:
    """Ask for a yes before a request is withdrawn."""
    ticket = _request(turn)
    if ticket is None or not ticket.active:
        return this_request(turn)
    return turn.start(WITHDRAW, request=ticket.number)


def withdraw(turn: Turn) -> Reply:
    """Withdraw a request that nobody has settled yet."""
    ticket = _request(turn)
    if ticket is None:
        return _gone(turn)
    what = _what(turn, ticket)
    if not ticket.active:
        return this_request(turn)
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, turn.now
    by = turn.resident.id if turn.resident else None
    words = turn.message.text if turn.understanding else str(turn.text_in("zh", "entry.withdrawn"))
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, words, author_id=by, kind="status", public=True)
    _unmark(turn, ticket)
    turn.emit(TicketChanged(ticket.id, ticket.status))
    said = turn.done(f"done.{ticket.kind}_withdrawn", _ref(ticket), private=True, number=ticket.number, what=what)
    row = charge_of(turn, ticket.data.get("charge"))
    return said.showing(*([shown(row, turn.lang)] if row else []))


def _gone(turn: Turn) -> Reply:
    """Say that there is no such thing of the speaker's."""
    return refusal(turn) or turn.say("not_yours", private=True).with_buttons(
        turn.button("button.bills", "start:bill_query")
    )


def _request(turn: Turn) -> Ticket | None:
    query = turn.mine(Ticket).where(Ticket.kind.in_((DISPUTE, RECEIPT)), Ticket.number == turn.argument)
    return turn.db.scalar(query)


def _ref(ticket: Ticket) -> str:
    return f"{ticket.kind}:{ticket.number}"


def _what(turn: Turn, ticket: Ticket) -> str:
    row = charge_of(turn, ticket.data.get("charge"))
    return name_of(row, turn.lang) if row else str(turn.text("any_fee"))


def _other_charge(turn: Turn, ticket: Ticket) -> Charge | None:
    """Return another charge that the message names."""
    if turn.value("fee_type") is None and turn.value("period") is None:
        return None
    rows = chosen(turn, charges(turn))
    rows = [row for row in rows if row.status == ChargeStatus.PAID] if ticket.kind == RECEIPT else owed(rows) or rows
    return next((row for row in rows if row.id != ticket.data.get("charge")), None)


def _move(turn: Turn, ticket: Ticket, row: Charge) -> None:
    _unmark(turn, ticket)
    if ticket.kind == DISPUTE and row.status == ChargeStatus.UNPAID:
        row.status = ChargeStatus.DISPUTED
    ticket.data, ticket.home_id = {**ticket.data, "charge": row.id}, row.home_id


def _unmark(turn: Turn, ticket: Ticket) -> None:
    row = charge_of(turn, ticket.data.get("charge"))
    if ticket.kind == DISPUTE and row is not None and row.status == ChargeStatus.DISPUTED:
        row.status = ChargeStatus.UNPAID


def _title(turn: Turn) -> str:
    named = turn.value("title")
    found = _TITLE.search(turn.message.text)
    return str(named) if isinstance(named, str) else found["name"].strip() if found else ""


def _read_back(turn: Turn, values: Values) -> dict[str, object]:
    turn.argument = str(values["request"])
    ticket = _request(turn)
    return {"number": turn.argument, "what": _what(turn, ticket) if ticket else ""}


def _withdrawn(turn: Turn, values: Values) -> Reply:
    turn.argument = str(values["request"])
    return withdraw(turn)


def _stays(turn: Turn) -> Reply:
    return turn.say("stays")


WITHDRAW = Form(
    name="withdraw",
    package=PACKAGE,
    slots=(),
    submit=_withdrawn,
    confirm="confirm.withdraw",
    summary=_read_back,
    on_cancel=_stays,
)
