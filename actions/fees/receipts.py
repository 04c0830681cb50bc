"""Proof of what was paid: receipts are read out from the books, invoices are made by staff."""

import re
from collections.abc import Mapping, Sequence

from actions import aloud
from actions.charge import Charge, ChargeStatus, Payment
from actions.event import TicketChanged
from actions.fees.bills import charges, chosen, name_of, payment_of, refusal
from actions.fees.referring import shown, shown_request
from actions.fees.requests import RECEIPT as KIND
from actions.fees.requests import add_words, charge_of, open_request, waiting_invoice, waiting_request
from actions.form import Form
from actions.reply import Button, Reply, Text
from actions.slot import Answer, Slot, Unusable, Value, Values, entity, first, spoken
from actions.ticket import Author, Ticket, add_entry
from actions.turn import Turn
from actions.wording import day, money
from nlu.slots import taxpayer

_MOST = 3
_OWN = "own"
_NO_NUMBER = "none"
_ME = re.compile(
    r"我(?:自己)?的?(?:名字|姓名)|^(?:写|开)?(?:我|本人|个人|自己)(?:的|吧)?$|\bmy (?:own )?name|\bmyself\b|^me\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:抬头|名称|名字)(?:是|写|开|用|为|:|：)?\s*(?P<zh>[^，。,；\s]{2,40})|title(?: is|:)? (?P<en>[^,.;]{2,40})",
    re.IGNORECASE,
)
_NUMBER_NAMED = re.compile(
    r"[\s,，、;；。.]*(?:(?:and )?(?:the |my |our )?tax(?:payer)? ?(?:id|number|no)?"
    r"|税号|纳税人识别号|(?:统一社会)?信用代码)"
    r"\s*(?:是|为|is|:|：)?[\s,，。.]*$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def receipt(turn: Turn) -> Reply:
    """Answer a wish for a receipt from the books, or pass one for an invoice on."""
    refused = refusal(turn)
    if refused:
        return refused
    rows = _paid(turn)
    late = turn.value(taxpayer.SLOT) is not None and waiting_invoice(turn)
    if late:
        return take_number(turn, late)
    if turn.value("doc") == "invoice":
        return _start(turn, rows or chosen(turn, charges(turn)))
    if not rows:
        return turn.say("nothing_paid", private=True).with_buttons(turn.person_button())
    return read_out(turn, rows)


def invoice(turn: Turn) -> Reply:
    """Start a wish for an invoice from its button; the argument is the charge's id."""
    charge = charge_of(turn, turn.argument)
    return refusal(turn) or _start(turn, [charge] if charge else _paid(turn))


def copy(turn: Turn) -> Reply:
    """Ask staff for a receipt that the books do not have; the argument is the charge's id."""
    refused, charge = refusal(turn), charge_of(turn, turn.argument)
    return refused or _requested(turn, charge, {"doc": "receipt"})


def take_number(turn: Turn, ticket: Ticket) -> Reply:
    """Write the tax number that the message names into a wish for an invoice; one that is wrong is told."""
    number = str(turn.value(taxpayer.SLOT))
    wrong = taxpayer.problem(number)
    if wrong:
        return turn.say(f"tax_{wrong}", private=True, count=len(number))
    ticket.data = {**ticket.data, taxpayer.SLOT: number}
    add_words(turn, ticket, turn.message.text)
    _write_down(turn, ticket)
    turn.emit(TicketChanged(ticket.id, ticket.status))
    what = name_of(charge, turn.lang) if (charge := charge_of(turn, ticket.data.get("charge"))) else ""
    said = turn.done(
        "done.request_number",
        f"{KIND}:{ticket.number}",
        private=True,
        number=ticket.number,
        tax=number,
        said=aloud.code(number, turn.lang),
    )
    return said.showing(shown_request(KIND, ticket, what or str(turn.text("any_fee"))))


def _paid(turn: Turn) -> list[Charge]:
    """Return what is paid, of the fee and period that were named."""
    return [row for row in chosen(turn, charges(turn)) if row.status == ChargeStatus.PAID]


def read_out(turn: Turn, rows: Sequence[Charge]) -> Reply:
    """Read receipts out from the books, the latest first."""
    recorded = [(row, payment) for row in rows if (payment := payment_of(turn, row)) is not None]
    missing = next((row for row in rows if payment_of(turn, row) is None), None)
    lines = [_line(turn, row, payment) for row, payment in recorded[:_MOST]]
    buttons = [turn.handler_button("button.invoice", "invoice", rows[0].id)]
    if missing is not None and len(lines) < _MOST:
        lines.append(str(turn.text("no_receipt", what=name_of(missing, turn.lang))))
        buttons.append(turn.handler_button("button.copy", "copy", missing.id))
    reply = Reply(text=Text("\n".join(lines)), private=True).with_buttons(*buttons)
    said = [row for row, _ in recorded[:_MOST]] or rows[:1]
    return reply.showing(*(shown(row, turn.lang) for row in said))


def _line(turn: Turn, row: Charge, payment: Payment) -> str:
    method = f"method.{payment.method}"
    return turn.text(
        "receipt",
        what=name_of(row, turn.lang),
        amount=money(payment.amount, turn.lang),
        day=day(payment.paid_at.astimezone(turn.now.tzinfo).date(), turn.now.date(), turn.lang),
        method=turn.text(method) if turn.has_text(method) else payment.method,
        number=payment.receipt,
    )


def _start(turn: Turn, rows: Sequence[Charge]) -> Reply:
    return turn.start(INVOICE, charge=rows[0].id if rows else None)


def _read_title(answer: Answer) -> Value:
    text = _without_number(answer)
    if _ME.search(text):
        return _OWN
    found = _TITLE.search(text)
    if found:
        return (found["zh"] or found["en"]).strip()
    if not answer.asked or (answer.understanding and answer.understanding.intent in {"deny", "thanks", "affirm"}):
        return None
    return text.strip().removeprefix("写").removeprefix("开").strip()[:80] or None


def _without_number(answer: Answer) -> str:
    """Return what was said without the tax number and its name: who gives both says them in one breath."""
    found = answer.understanding.entity(taxpayer.SLOT) if answer.understanding else None
    return _NUMBER_NAMED.sub("", answer.text.replace(found.text, "")) if found else answer.text


def _check_title(turn: Turn, value: Value) -> Value:
    return turn.resident.name if value == _OWN and turn.resident else value


def _check_number(turn: Turn, value: Value) -> Value:
    if value == _NO_NUMBER:
        return None
    wrong = taxpayer.problem(str(value))
    if wrong:
        raise Unusable(f"tax_{wrong}", count=len(str(value)))
    return value


def _for_company(values: Mapping[str, Value]) -> bool:
    return taxpayer.is_company(str(values.get(taxpayer.TITLE) or ""))


def _found(pattern: re.Pattern[str], answer: Answer) -> Value:
    found = pattern.search(answer.text)
    return found[0] if found else None


def _choices(turn: Turn) -> list[Button]:
    return [turn.button("button.own_name", f"fill:title={_OWN}")]


def _no_number(turn: Turn) -> list[Button]:
    return [turn.button("button.no_number", f"fill:{taxpayer.SLOT}={_NO_NUMBER}")]


def _submit(turn: Turn, values: Values) -> Reply:
    data = {name: str(values.get(name) or "") for name in ("title", "tax_id", "email")}
    return _requested(turn, charge_of(turn, values.get("charge")), {"doc": "invoice", **data})


def _requested(turn: Turn, charge: Charge | None, data: dict[str, object]) -> Reply:
    seen = waiting_request(turn, KIND, charge, doc=data["doc"])
    what = name_of(charge, turn.lang) if charge else str(turn.text("any_fee"))
    doc = str(turn.text(f"doc.{data['doc']}"))
    ticket = seen or open_request(turn, KIND, charge, _words(turn), data)
    if seen is not None:
        seen.data = {**seen.data, **{name: value for name, value in data.items() if value}}
    _write_down(turn, ticket)
    record, number = f"{KIND}:{ticket.number}", str(data.get(taxpayer.SLOT) or "")
    key = "done.receipt_company" if number else "done.receipt_known" if seen else "done.receipt"
    said = turn.done(
        key,
        record,
        private=True,
        number=ticket.number,
        what=what,
        doc=doc,
        title=data.get("title"),
        tax=number,
        said=aloud.code(number, turn.lang),
    )
    return said.showing(shown_request(KIND, ticket, what))


def _write_down(turn: Turn, ticket: Ticket) -> None:
    """Write into the thread, which staff read, whom the invoice is for."""
    told = [
        str(turn.text_in("zh", f"entry.{name}", value=value))
        for name in ("title", taxpayer.SLOT, "email")
        if (value := ticket.data.get(name))
    ]
    if told:
        add_entry(turn.db, ticket, turn.now, Author.ASSISTANT, "，".join(told), public=True)


def _words(turn: Turn) -> str:
    return turn.message.text if turn.understanding else ""


INVOICE = Form(
    name="invoice",
    package="actions.fees",
    intent="receipt_request",
    slots=(
        Slot(
            name=taxpayer.SLOT,
            read=entity(taxpayer.SLOT),
            check=_check_number,
            needed=_for_company,
            optional=True,
            choices=_no_number,
        ),
        Slot(name="email", read=lambda answer: _found(_EMAIL, answer), needed=lambda values: False),
        Slot(
            name="title",
            read=first(spoken(taxpayer.TITLE), _read_title),
            check=_check_title,
            optional=True,
            choices=_choices,
            free=True,
        ),
    ),
    submit=_submit,
)
