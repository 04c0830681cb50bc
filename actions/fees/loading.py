"""Bills of a community file, grouped by home or one a row; amounts are in yuan there and in fen here."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from actions.charge import Charge, ChargeStatus, Payment
from actions.fees.periods import months
from actions.loading import Loading
from actions.place import Home

_STATUS = {str(status) for status in ChargeStatus}


def load_bills(loading: Loading, rows: list[Any]) -> None:
    """Read the section `bills`; a paid bill with the day and the number of its receipt is also a payment."""
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            loading.problem(index, "home", "a bill is a group of columns: home, fee, period, amount, status")
            continue
        home = loading.home(index, row.get("home"))
        for item in _items(row):
            if home is not None:
                _load(loading, index, home, item)


def _items(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from row["items"] if isinstance(row.get("items"), list) else [row]


def _load(loading: Loading, index: int, home: Home, item: Mapping[str, Any]) -> None:
    fee, period = str(item.get("fee") or ""), str(item.get("period") or "")
    status = str(item.get("status") or ChargeStatus.UNPAID)
    if not fee or len(fee) > 30:
        loading.problem(index, "fee", "name the fee, such as property, water or parking")
    if months(period) is None:
        loading.problem(index, "period", f"{period!r} is no period, such as 2025Q3, 2025-08 or 2025")
    if status not in _STATUS:
        loading.problem(index, "status", f"{status!r} is none of {', '.join(sorted(_STATUS))}")
    due = loading.time(index, item.get("due"), "due")
    values = {
        "amount": loading.fen(index, item.get("amount")),
        "status": status,
        "due": due.date() if due else None,
        "basis": str(item.get("basis") or "")[:200],
        "basis_en": str(item.get("basis_en") or "")[:200],
    }
    if _recorded(loading, home, fee, period):
        values["status"] = ChargeStatus.PAID  # an older file does not take back money that was received since
    charge = loading.upsert(Charge, {"home_id": home.id, "fee": fee, "period": period}, values)
    _load_payment(loading, index, charge, item)


def _recorded(loading: Loading, home: Home, fee: str, period: str) -> bool:
    paid = select(Payment.id).join(Charge, Charge.id == Payment.charge_id).where(Charge.home_id == home.id)
    return loading.db.scalar(paid.where(Charge.fee == fee, Charge.period == period)) is not None


def _load_payment(loading: Loading, index: int, charge: Charge, item: Mapping[str, Any]) -> None:
    paid_at = loading.time(index, item.get("paid_at"), "paid_at")
    if charge.status != ChargeStatus.PAID or paid_at is None or not item.get("receipt"):
        return
    values = {
        "home_id": charge.home_id,
        "amount": charge.amount,
        "method": str(item.get("method") or "")[:20],
        "receipt": str(item["receipt"])[:40],
        "paid_at": paid_at,
    }
    loading.upsert(Payment, {"charge_id": charge.id}, values)
