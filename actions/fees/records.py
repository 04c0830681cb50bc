from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.charge import Charge, Payment
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
    """List every payment that was recorded."""
    query = select(Payment, Charge, Home.name).join(Charge, Charge.id == Payment.charge_id)
    query = query.join(Home, Home.id == Payment.home_id).where(Payment.community_id == community.id)
    for payment, charge, house in db.execute(query.order_by(Payment.paid_at, Payment.receipt)):
        amount = yuan(payment.amount)
        yield {
            "key": payment.receipt,
            "house": house,
            "by": _by(db, payment.resident_id),
            "status": "paid",
            "items": [{"fee": charge.fee, "period": charge.period, "amount": amount}],
            "amount": amount,
            "method": payment.method,
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
