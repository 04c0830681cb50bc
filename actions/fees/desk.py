from collections.abc import Sequence

from sqlalchemy import func, select

from actions.charge import Charge, ChargeStatus
from actions.people import StaffRole
from actions.place import Home
from actions.turn import Work
from actions.view import Cell, View
from actions.wording import money


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    """List homes that owe something, the largest sum first."""
    owing = func.sum(Charge.amount)
    query = (
        select(Home.name, func.count(), owing, func.min(Charge.due))
        .join(Charge, Charge.home_id == Home.id)
        .where(Charge.community_id == work.community.id, Charge.status != ChargeStatus.PAID)
        .group_by(Home.id, Home.name)
        .order_by(owing.desc(), Home.name)
    )
    rows = work.db.execute(query).all()
    return [(home, count, money(amount, work.lang), f"{due}" if due else "") for home, count, amount, due in rows]


unpaid_by_home = View(
    name="unpaid_by_home",
    columns=("home", "count", "amount", "due"),
    rows=_rows,
    roles=frozenset({StaffRole.MANAGER, StaffRole.ADMIN, StaffRole.DISPATCHER}),
)
