"""What the canteen sees: how many lunches on which day, and each of them."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import select

from actions.elders.models import Order, OrderStatus
from actions.elders.orders import clock
from actions.people import Resident
from actions.place import Home
from actions.turn import Work
from actions.view import Cell, View


def _coming(work: Work) -> Sequence[Order]:
    query = work.ours(Order).where(Order.status == OrderStatus.ACTIVE, Order.day >= work.now.date())
    return work.db.scalars(query.order_by(Order.day, Order.number)).all()


def _lunches(work: Work) -> Sequence[Sequence[Cell]]:
    homes = work.db.execute(select(Home.id, Home.name).where(Home.community_id == work.community.id))
    places = {row[0]: row[1] for row in homes}
    residents = work.db.execute(select(Resident.id, Resident.name).where(Resident.community_id == work.community.id))
    people = {row[0]: row[1] for row in residents}
    return [
        (
            row.number,
            f"{row.day:%m-%d}",
            row.portions,
            places.get(row.place_id, "") if row.place_id else work.text("view.fetched"),
            clock(row.at),
            people.get(row.resident_id, ""),
            work.text(f"who.{row.who}") if row.who else "",
            row.note,
        )
        for row in _coming(work)
    ]


def _days(work: Work) -> Sequence[Sequence[Cell]]:
    days = groupby(_coming(work), key=lambda row: row.day)
    return [_day(f"{day:%m-%d}", list(rows)) for day, rows in days]


def _day(name: str, rows: Sequence[Order]) -> Sequence[Cell]:
    brought = sum(row.portions for row in rows if row.place_id)
    portions = sum(row.portions for row in rows)
    return name, portions, brought, portions - brought


lunches = View(
    name="lunches", columns=("number", "day", "portions", "where", "time", "who", "for", "note"), rows=_lunches
)
lunch_days = View(name="lunch_days", columns=("day", "portions", "brought", "fetched"), rows=_days)
