from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.charge import Charge, Payment
from actions.fees.models import Order, OrderItem, OrderStatus
from actions.fees.orders import items_of
from actions.fees.requests import DISPUTE, RECEIPT, all_requests
from actions.people import Community, Resident
from actions.place import Home
from actions.scenario import Row
from actions.ticket import Ticket, TicketEntry


def yuan(fen: int) -> str:
    """Write an amount in yuan with two decimals: 1286.40."""
    return f"{fen // 100}.{fen % 100:02d}"


def bill_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every charge."""
    query = select(Charge, Home.name).join(Home, Home.id == Charge.home_id)
    query = query.where(Charge.community_id == community.id).order_by(Home.name, Charge.fee, Charge.period)
    for charge, house in db.execute(query):
        yield {
            "key": f"{house}/{charge.fee}/{charge.period}",
            "house": house,
            "by": None,
            "fee": charge.fee,
            "period": charge.period,
            "amount": yuan(charge.amount),
            "status": charge.status,
        }


def payment_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every payment: what residents were asked about and agreed to, and money that was recorded otherwise."""
    orders = db.scalars(
        select(Order).where(Order.community_id == community.id).order_by(Order.created_at, Order.number)
    )
    yield from (_order(db, order) for order in orders)
    ordered = select(OrderItem.charge_id).join(Order, Order.id == OrderItem.order_id)
    ordered = ordered.where(Order.status == OrderStatus.PAID)
    query = select(Payment, Charge, Home.name).join(Charge, Charge.id == Payment.charge_id)
    query = query.join(Home, Home.id == Payment.home_id).where(Payment.community_id == community.id)
    query = query.where(Payment.charge_id.not_in(ordered)).order_by(Payment.paid_at, Payment.receipt)
    for payment, charge, house in db.execute(query):
        amount = yuan(payment.amount)
        yield {
            "key": payment.receipt,
            "house": house,
            "by": _by(db, payment.resident_id),
            "status": "paid",
            "items": [{"fee": charge.fee, "period": charge.period, "amount": amount}],
            "amount": amount,
            "method": payment.method,
            "confirm_or_link": False,
        }


def _order(db: Session, order: Order) -> Row:
    """Write an order down; the house where all of it is for one."""
    rows = items_of(db, order)
    homes = {charge.home_id for _, charge in rows}
    home = db.get(Home, homes.pop()) if len(homes) == 1 else None
    return {
        "key": order.number,
        "house": home.name if home else None,
        "by": _by(db, order.resident_id),
        "status": order.status,
        "items": [{"fee": row.fee, "period": row.period, "amount": yuan(item.amount)} for item, row in rows],
        "amount": yuan(order.amount),
        "method": order.method,
        "confirm_or_link": True,
    }


def dispute_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every dispute."""
    for ticket in all_requests(db, DISPUTE, community.id):
        yield _request(db, ticket) | {"reason": ticket.data.get("reason", ""), "evidence": _photos(db, ticket)}


def receipt_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every wish for a receipt or an invoice."""
    for ticket in all_requests(db, RECEIPT, community.id):
        extra = {name: ticket.data.get(name) or "" for name in ("doc", "title", "tax_id", "email")}
        yield _request(db, ticket) | extra


def _request(db: Session, ticket: Ticket) -> Row:
    charge = db.get(Charge, ticket.data["charge"]) if ticket.data.get("charge") else None
    home = db.get(Home, ticket.home_id) if ticket.home_id else None
    return {
        "key": ticket.number,
        "status": ticket.status,
        "house": home.name if home else None,
        "by": _by(db, ticket.resident_id),
        "fee": charge.fee if charge else None,
        "period": charge.period if charge else None,
        "amount": yuan(charge.amount) if charge else None,
    }


def _by(db: Session, resident_id: str | None) -> str | None:
    resident = db.get(Resident, resident_id) if resident_id else None
    return resident.key if resident else None


def _photos(db: Session, ticket: Ticket) -> int:
    query = select(func.count()).where(TicketEntry.ticket_id == ticket.id, TicketEntry.kind == "photo")
    return db.scalar(query) or 0
