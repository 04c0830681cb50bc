"""Meal orders as rows: for reports and replay, out to a community file and back in."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.elders.models import Order, OrderStatus
from actions.elders.orders import SERIES, clock, minutes
from actions.loading import Loading
from actions.people import Community, Resident
from actions.place import Home
from actions.scenario import Row
from actions.ticket import count_on

_STATUS = {status.value: status for status in OrderStatus}


def order_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every order, oldest first; `time` is what was wished for, `home` where it is brought."""
    for row in _orders(db, community):
        home = db.get(Home, row.place_id) if row.place_id else None
        resident = db.get_one(Resident, row.resident_id)
        yield {
            "key": row.number,
            "house": home.name if home else None,
            "by": resident.key,
            "status": row.status,
            "service": "meal",
            "meal": "lunch",
            "date": row.day.isoformat(),
            "time": clock(row.at) or None,
            "delivery": row.place_id is not None,
            "home": home.name if home else None,
            "portions": row.portions,
            "who": row.who,
            "note": row.note,
            "price": f"{row.price / 100:.2f}",
        }


def write_orders(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `elder_orders` as it is loaded."""
    for row in order_rows(db, community):
        named = {name: row[name] for name in ("key", "by", "date", "time", "home", "portions", "who", "note", "price")}
        named |= {"status": row["status"] if row["status"] != OrderStatus.ACTIVE else None}
        yield {name: value for name, value in named.items() if value not in (None, "")}


def _orders(db: Session, community: Community) -> Iterable[Order]:
    query = select(Order).where(Order.community_id == community.id)
    return db.scalars(query.order_by(Order.created_at, Order.number))


def load_orders(loading: Loading, rows: list[Any]) -> None:
    """Read the section `elder_orders`: key, by, date; home (it is brought there), time, portions, who, note, price."""
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping) or not row.get("key"):
            loading.problem(index, "key", "give every meal order a key, such as L-1")
            continue
        _load(loading, index, row)
    numbers = loading.db.scalars(select(Order.number).where(Order.community_id == loading.community.id)).all()
    count_on(loading.db, loading.community.id, SERIES, numbers)


def _load(loading: Loading, index: int, row: Mapping[str, Any]) -> None:
    resident, day = loading.residents.get(str(row.get("by"))), loading.time(index, row.get("date"), "date")
    home = loading.home(index, row["home"]) if row.get("home") else None
    status = _STATUS.get(str(row.get("status") or OrderStatus.ACTIVE))
    portions = row.get("portions") or 1
    wrong = {
        "by": None if resident else f"there is no resident {row.get('by')!r}",
        "date": None if day or loading.problems else "say for which day, such as 2025-09-17",
        "status": None if status else f"{row.get('status')!r} is none of {', '.join(_STATUS)}",
        "portions": None if isinstance(portions, int) and portions > 0 else f"{portions!r} is not a number of portions",
    }
    for column, why in wrong.items():
        if why:
            loading.problem(index, column, why)
    if resident is None or day is None or status is None or not isinstance(portions, int):
        return
    known = loading.db.scalar(
        select(Order).where(Order.community_id == loading.community.id, Order.number == str(row["key"]))
    )
    values = {
        "resident_id": resident.id,
        "place_id": home.id if home else None,
        "day": day.date(),
        "ends": known.ends if known else datetime.combine(day.date(), time(14), tzinfo=loading.community.tz),
        "portions": portions,
        "at": minutes(row.get("time")),
        "who": str(row.get("who") or ""),
        "note": str(row.get("note") or ""),
        "price": loading.fen(index, row["price"], "price") if row.get("price") else 0,
        "status": status,
        "created_at": known.created_at if known else loading.now,
    }
    loading.upsert(Order, {"number": str(row["key"])}, values)
