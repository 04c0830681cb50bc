"""The money has come, or it has not: what staff confirm at the desk, and what the resident hears of it."""

from sqlalchemy import select

from actions.charge import Charge
from actions.event import Event, TicketChanged
from actions.fees.bills import name_of
from actions.fees.models import Order, OrderItem, OrderStatus
from actions.fees.orders import (
    KIND,
    NotTheAmount,
    announce,
    close_later,
    end,
    fill,
    forget,
    open_items,
    own_order,
    provider_of,
    receive,
    ticket_of,
    waits_for,
)
from actions.fees.paying import standing
from actions.fees.referring import shown_order
from actions.form import Form
from actions.job import Payload
from actions.people import Resident, Staff
from actions.reply import Button, Reply
from actions.slot import Values
from actions.ticket import Author, CannotMove, Ticket, add_entry
from actions.turn import Turn, Work
from actions.wording import listing, money
from integrations.payments import Received, UnreadableNotice


def decide(work: Work, ticket: Ticket, move: str, words: str) -> None:
    """Book the money when staff finish the ticket of an order; the amount they wrote must be what is owed."""
    order = work.db.scalar(work.ours(Order).where(Order.number == ticket.number))
    if order is None:
        return
    match move:
        case "done":
            _receive(work, order, words)
        case "cancel":
            end(work, order, OrderStatus.CANCELLED)
        case "reopen":
            _reopen(work, order)


def told(work: Work, event: Event) -> None:
    """Tell the resident what staff did: the money is there, or nobody waits for it any more."""
    if not isinstance(event, TicketChanged) or not event.by or work.db.get(Staff, event.by) is None:
        return
    ticket = work.db.get(Ticket, event.ticket_id)
    if ticket is None or ticket.kind != KIND or ticket.community_id != work.community.id:
        return
    order = work.db.scalar(work.ours(Order).where(Order.number == ticket.number))
    if order is None or order.status not in (OrderStatus.PAID, OrderStatus.CANCELLED):
        return
    resident = work.db.get_one(Resident, order.resident_id)
    work.effects.tell(resident.id, _news(work, order, resident.reads))


def close_order(work: Work, payload: Payload) -> None:
    """Forget a question that nobody answered; wait no longer for money that did not come."""
    order = work.db.get(Order, str(payload["order"]))
    if order is None or order.community_id != work.community.id or order.expires_at > work.now:
        return
    if order.status == OrderStatus.ASKED:
        forget(work.db, order)
    elif order.status == OrderStatus.PENDING:
        ticket = end(work, order, OrderStatus.EXPIRED)
        if ticket is not None:
            noted = str(work.text_in("zh", "entry.expired"))
            add_entry(work.db, ticket, work.now, Author.ASSISTANT, noted, kind="status", public=True)
        resident = work.db.get_one(Resident, order.resident_id)
        work.effects.tell(resident.id, _news(work, order, resident.reads))


def drop(turn: Turn) -> Reply:
    """Ask for a yes before an order is given up; one that is over says so."""
    order = own_order(turn, turn.argument)
    if order is None:
        return turn.say("pay.asked_too_long_ago", private=True)
    return turn.start(DROP, order=order.number) if order.status == OrderStatus.PENDING else standing(turn, order)


def this_payment(turn: Turn) -> Reply:
    """Say where an order stands."""
    order = own_order(turn, turn.argument)
    return standing(turn, order) if order else turn.say("pay.asked_too_long_ago", private=True)


def _receive(work: Work, order: Order, words: str) -> None:
    try:
        money_in = provider_of(work.community).read(words)
    except UnreadableNotice:
        raise CannotMove(str(work.text("desk.say_amount", amount=_owed(work, order)))) from None
    method = money_in.method or order.method or "desk"
    try:
        paid = receive(work.db, order, Received(amount=money_in.amount, method=method), work.now)
    except NotTheAmount as wrong:
        key = "desk.not_the_amount" if wrong.owed else "desk.paid_before"
        said = {"came": money(money_in.amount, work.lang), "amount": money(wrong.owed, work.lang)}
        raise CannotMove(str(work.text(key, **said))) from None
    announce(work, paid)


def _owed(work: Work, order: Order) -> str:
    return money(sum(row.amount for row in open_items(work.db, order)), work.lang)


def _reopen(work: Work, order: Order) -> None:
    """Wait again for the money of an order that was given up; received money is not given back here."""
    rows = open_items(work.db, order)
    if order.status == OrderStatus.PAID or not rows:
        raise CannotMove(str(work.text("desk.paid_before")))
    others = select(OrderItem.id).join(Order, Order.id == OrderItem.order_id)
    others = others.where(OrderItem.charge_id.in_([row.id for row in rows]), Order.status == OrderStatus.PENDING)
    if work.db.scalar(others.limit(1)) is not None:
        raise CannotMove(str(work.text("desk.other_order")))
    fill(work.db, order, rows)
    order.status, order.expires_at = OrderStatus.PENDING, work.now + waits_for(work.community)
    close_later(work, order)


def _news(work: Work, order: Order, lang: str) -> Reply:
    what = listing([name_of(row, lang) for row in _rows(work, order)], lang)
    facts = {"number": order.number, "amount": money(order.amount, lang), "what": what}
    reply = Reply.done(work.text_in(lang, f"done.order_{order.status}", **facts), order.ref, private=True)
    if order.status == OrderStatus.PAID:
        first = next((row.id for row in _rows(work, order)), "")
        reply = reply.with_buttons(Button(str(work.text_in(lang, "button.invoice")), f"call:fees.invoice:{first}"))
    return reply.showing(shown_order(order, lang))


def _rows(work: Work, order: Order) -> list[Charge]:
    query = select(Charge).join(OrderItem, OrderItem.charge_id == Charge.id).where(OrderItem.order_id == order.id)
    return list(work.db.scalars(query.order_by(Charge.home_id, Charge.fee, Charge.period)))


def _given_up(turn: Turn, values: Values) -> Reply:
    order = own_order(turn, values.get("order"))
    if order is None or order.status != OrderStatus.PENDING:
        return standing(turn, order) if order else turn.say("pay.asked_too_long_ago", private=True)
    ticket = end(turn, order, OrderStatus.CANCELLED) or ticket_of(turn.db, order)
    if ticket is not None:
        noted = str(turn.text_in("zh", "entry.withdrawn"))
        by = turn.resident.id if turn.resident else None
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, noted, author_id=by, kind="status", public=True)
    said = turn.done("done.order_dropped", order.ref, private=True, number=order.number)
    return said.showing(shown_order(order, turn.lang))


def _read_back(turn: Turn, values: Values) -> dict[str, object]:
    order = own_order(turn, values.get("order"))
    return {"number": values["order"], "amount": money(order.amount, turn.lang) if order else ""}


def _stays(turn: Turn) -> Reply:
    return turn.say("pay.stays")


DROP = Form(
    name="drop_payment",
    package="actions.fees",
    slots=(),
    submit=_given_up,
    confirm="confirm.drop_payment",
    summary=_read_back,
    on_cancel=_stays,
)
