"""The books of a wish to pay: which charges, how much, and what happens when the money is there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from actions.charge import Charge, ChargeStatus, Payment
from actions.event import PaymentRecorded, TicketChanged
from actions.fees.bills import total
from actions.fees.models import Order, OrderItem, OrderStatus
from actions.people import Community
from actions.table import new_id
from actions.ticket import Ticket, TicketStatus, next_number
from actions.turn import Turn, Work
from integrations.payments import PaymentProvider, Received
from integrations.payments.manual import Manual

KIND = "payment"
ASKED_FOR = timedelta(days=1)  # until a question that nobody answered is forgotten
_DAYS = 7  # until money that did not come is no longer waited for


class NotTheAmount(ValueError):
    """The money that came is not what is owed now; `owed` is that, integer fen."""

    def __init__(self, owed: int) -> None:
        super().__init__(f"{owed} fen are owed")
        self.owed = owed


def provider_of(community: Community) -> PaymentProvider:
    """Return how money is received here."""
    return Manual(payment_settings(community))


def payment_settings(community: Community) -> Mapping[str, object]:
    """Return the group `payment` of a community's settings."""
    told = (community.settings or {}).get(KIND)
    return told if isinstance(told, dict) else {}


def waits_for(community: Community) -> timedelta:
    """Return how long money is waited for: the setting `payment.days`, else a week."""
    days = payment_settings(community).get("days")
    return timedelta(days=days if isinstance(days, int) and 1 <= days <= 60 else _DAYS)


def ask_for(turn: Turn, rows: Sequence[Charge], method: str) -> Order:
    """Write down what is about to be asked: are these to be paid?"""
    assert turn.resident is not None, "a stranger has no bills"  # noqa: S101
    order = Order(
        id=new_id(),
        community_id=turn.community.id,
        number=f"P-{next_number(turn.db, turn.community.id, KIND)}",
        resident_id=turn.resident.id,
        amount=0,
        method=method,
        provider=provider_of(turn.community).name,
        status=OrderStatus.ASKED,
        created_at=turn.now,
        expires_at=turn.now + ASKED_FOR,
    )
    turn.db.add(order)
    turn.db.flush()
    fill(turn.db, order, rows)
    close_later(turn, order)
    return order


def fill(db: Session, order: Order, rows: Iterable[Charge]) -> None:
    """Let an order be about these charges with the amounts of now, and nothing else."""
    rows = list(rows)
    db.execute(delete(OrderItem).where(OrderItem.order_id == order.id))
    for row in rows:
        known = {"order_id": order.id, "charge_id": row.id, "amount": row.amount}
        db.add(OrderItem(id=new_id(), community_id=order.community_id, **known))
    order.amount = total(rows)
    db.flush()


def forget(db: Session, order: Order) -> None:
    """Drop a question that was answered with no: nothing was agreed."""
    if order.status == OrderStatus.ASKED:
        db.execute(delete(OrderItem).where(OrderItem.order_id == order.id))
        db.delete(order)


def close_later(work: Work, order: Order) -> None:
    """Plan the day on which an order is no longer waited for."""
    work.schedule("close_order", order.expires_at, key=f"{order.id}:{order.status}", order=order.id)


def items_of(db: Session, order: Order) -> Sequence[tuple[OrderItem, Charge]]:
    """Return what an order is about, with the charges as they stand now."""
    query = select(OrderItem, Charge).join(Charge, Charge.id == OrderItem.charge_id)
    query = query.where(OrderItem.order_id == order.id).order_by(Charge.home_id, Charge.fee, Charge.period)
    return [(item, charge) for item, charge in db.execute(query)]


def open_items(db: Session, order: Order) -> list[Charge]:
    """Return the charges of an order that are not paid yet, by this order or otherwise."""
    return [charge for _, charge in items_of(db, order) if charge.status != ChargeStatus.PAID]


def waiting_for(db: Session, row: Charge) -> Order | None:
    """Return the order, of anybody, that waits for the money of a charge."""
    query = select(Order).join(OrderItem, OrderItem.order_id == Order.id)
    query = query.where(OrderItem.charge_id == row.id, Order.status == OrderStatus.PENDING)
    return db.scalar(query.order_by(Order.created_at).limit(1))


def own_order(turn: Turn, number: object) -> Order | None:
    """Return an order of the speaker's by its number."""
    return turn.db.scalar(turn.mine(Order).where(Order.number == number)) if isinstance(number, str) else None


def ticket_of(db: Session, order: Order) -> Ticket | None:
    """Return what staff see of an order."""
    query = select(Ticket).where(Ticket.community_id == order.community_id, Ticket.number == order.number)
    return db.scalar(query.where(Ticket.kind == KIND))


def receive(db: Session, order: Order, money: Received, at: datetime) -> list[Payment]:
    """Book received money: all that an order still owes at once, or nothing (NotTheAmount).

    What counts is what the charges say now. A charge has one payment at most; an order that is paid books nothing.
    """
    db.refresh(order, with_for_update=True)
    rows = open_items(db, order) if order.status != OrderStatus.PAID else []
    for row in rows:
        db.refresh(row, with_for_update=True)
    rows = [row for row in rows if row.status != ChargeStatus.PAID]
    if not rows or total(rows) != money.amount:
        raise NotTheAmount(total(rows))
    paid = [_paid(order, row, money.method, at, len(rows), place) for place, row in enumerate(rows, start=1)]
    db.add_all(paid)
    fill(db, order, rows)
    order.status, order.method, order.paid_at = OrderStatus.PAID, money.method, at
    return paid


def _paid(order: Order, row: Charge, method: str, at: datetime, count: int, place: int) -> Payment:
    row.status = ChargeStatus.PAID
    return Payment(
        id=new_id(),
        community_id=order.community_id,
        charge_id=row.id,
        home_id=row.home_id,
        resident_id=order.resident_id,
        amount=row.amount,
        method=method,
        receipt=order.number if count == 1 else f"{order.number}-{place}",
        paid_at=at,
    )


def announce(work: Work, payments: Iterable[Payment]) -> None:
    """Tell other scenarios of recorded payments."""
    for payment in payments:
        work.emit(PaymentRecorded(payment.id))


def end(work: Work, order: Order, status: OrderStatus) -> Ticket | None:
    """Wait for the money of an order no longer; return its ticket where that was still open."""
    order.status = status
    ticket = ticket_of(work.db, order)
    if ticket is None or not ticket.active:
        return None
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, work.now
    work.emit(TicketChanged(ticket.id, ticket.status))
    return ticket
