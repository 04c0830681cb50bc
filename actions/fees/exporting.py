from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.charge import Charge, Payment
from actions.fees.records import yuan
from actions.people import Community
from actions.place import Home
from actions.scenario import Row


def write_bills(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `bills` as it is loaded, home by home."""
    query = select(Charge, Home.name).join(Home, Home.id == Charge.home_id)
    query = query.where(Charge.community_id == community.id).order_by(Home.name, Charge.fee, Charge.period)
    items: dict[str, list[Row]] = {}
    for charge, house in db.execute(query):
        items.setdefault(house, []).append(_item(db, charge))
    yield from ({"home": house, "items": rows} for house, rows in items.items())


def _item(db: Session, charge: Charge) -> Row:
    payment = db.scalar(select(Payment).where(Payment.charge_id == charge.id))
    row: Row = {"fee": charge.fee, "period": charge.period, "amount": yuan(charge.amount), "status": charge.status}
    row |= {"due": f"{charge.due}" if charge.due else "", "basis": charge.basis, "basis_en": charge.basis_en}
    if payment is not None:
        row |= {"method": payment.method, "paid_at": payment.paid_at.isoformat(), "receipt": payment.receipt}
    return {name: value for name, value in row.items() if value}
