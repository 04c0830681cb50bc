"""This charge is wrong: a person looks at it, with the resident's reason, and the resident has a number."""

from sqlalchemy import select

from actions.charge import Charge, ChargeStatus, Payment
from actions.event import Event, TicketChanged
from actions.fees.bills import amount_of, charges, chosen, name_of, owed, refusal
from actions.fees.requests import DISPUTE as KIND
from actions.fees.requests import add_words, charge_of, open_request, waiting_request
from actions.form import Form
from actions.reply import Button, Reply
from actions.slot import Slot, Unusable, Value, Values, entity, first, words
from actions.ticket import ACTIVE, Ticket
from actions.turn import Turn, Work

_MOST = 4  # buttons that fit under one question
_NONE = "none"
# A message this long says what is wrong; a shorter one only that something is.
_LETTERS, _WORDS = 8, 6


def dispute(turn: Turn) -> Reply:
    """Open a dispute about the charge that is meant, and ask for the reason where none was given."""
    refused = refusal(turn)
    if refused:
        return refused
    known: dict[str, Value] = {}
    candidates = _candidates(turn)
    if len(candidates) < 2:
        known["charge"] = candidates[0].id if candidates else None
    if _says_why(turn):
        known["reason"] = turn.message.text.strip()[:1000]
    elif turn.understanding is not None:
        known["first"] = turn.message.text.strip()[:500]
    return turn.start(DISPUTE, **known)


def settled(work: Work, event: Event) -> None:
    """Take the mark from a charge once staff have settled its dispute and left it unpaid."""
    if not isinstance(event, TicketChanged) or event.status in ACTIVE:
        return
    ticket = work.db.get(Ticket, event.ticket_id)
    if ticket is None or ticket.kind != KIND or ticket.community_id != work.community.id:
        return
    key = ticket.data.get("charge")
    charge = work.db.scalar(work.ours(Charge).where(Charge.id == key)) if isinstance(key, str) else None
    if charge is not None and charge.status == ChargeStatus.DISPUTED:
        paid = work.db.scalar(select(Payment.id).where(Payment.charge_id == charge.id))
        charge.status = ChargeStatus.PAID if paid else ChargeStatus.UNPAID


def _candidates(turn: Turn) -> list[Charge]:
    """Return the charges that may be meant: those named, rather the unpaid ones, rather the latest of a fee."""
    every = charges(turn)
    named = chosen(turn, every) or [row for row in every if row.fee == turn.value("fee_type")]
    rows = owed(named) or named
    if turn.value("fee_type") is not None and turn.value("period") is None:
        return rows[:1]
    return rows


def _says_why(turn: Turn) -> bool:
    if turn.understanding is None:
        return False
    text = turn.message.text.strip()
    return len(text.split()) >= _WORDS if text.isascii() else len(text) >= _LETTERS


def _check_charge(turn: Turn, value: Value) -> Value:
    if value == _NONE:
        return None
    every = charges(turn)
    found = next((row for row in every if row.id == value), None) or next(
        (row for row in owed(every) or every if row.fee == value), None
    )
    if found is None:
        raise Unusable("ask.charge")
    return found.id


def _choices(turn: Turn) -> list[Button]:
    rows = _candidates(turn) or charges(turn)
    offered = [Button(amount_of(row, turn.lang), f"fill:charge={row.id}") for row in rows[:_MOST]]
    return [*offered, turn.button("button.not_sure", f"fill:charge={_NONE}")]


def _submit(turn: Turn, values: Values) -> Reply:
    charge = charge_of(turn, values.get("charge"))
    reason = str(values.get("reason") or values.get("first") or "")
    what = name_of(charge, turn.lang) if charge else str(turn.text("any_fee"))
    seen = waiting_request(turn, KIND, charge)
    if seen is not None:
        add_words(turn, seen, reason)
        return turn.done("done.dispute_known", f"{KIND}:{seen.number}", private=True, number=seen.number, what=what)
    if charge is not None and charge.status == ChargeStatus.UNPAID:
        charge.status = ChargeStatus.DISPUTED
    ticket = open_request(turn, KIND, charge, reason, {"reason": reason})
    return turn.done("done.dispute", f"{KIND}:{ticket.number}", private=True, number=ticket.number, what=what)


DISPUTE = Form(
    name="dispute",
    package="actions.fees",
    slots=(
        Slot(name="charge", read=first(entity("fee_type")), check=_check_charge, optional=True, choices=_choices),
        Slot(name="reason", read=words(1000), optional=True, free=True, story=True),
    ),
    submit=_submit,
)
