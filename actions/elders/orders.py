"""The rows of meal orders: making one, finding the speaker's own, how one was before a change."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.elders.canteen import Lunch
from actions.elders.models import Order, OrderStatus
from actions.elders.reading import DELIVER, PICKUP
from actions.place import Home
from actions.reference import Shown
from actions.slot import Values
from actions.table import new_id
from actions.texts import load_texts
from actions.ticket import next_number
from actions.turn import Turn
from actions.wording import day as say_day

PACKAGE = "actions.elders"
SERIES = "elder_order"
_KEPT = ("portions", "at", "who", "note", "price", "status", "place_id")


def own(turn: Turn) -> Sequence[Order]:
    """Return the speaker's orders that are kept, the latest day first."""
    return turn.db.scalars(turn.mine(Order).order_by(Order.day.desc(), Order.created_at.desc())).all()


def coming(turn: Turn) -> list[Order]:
    """Return the speaker's meals that are still to come, the next first."""
    rows = [row for row in own(turn) if row.status == OrderStatus.ACTIVE and row.ends > turn.now]
    return sorted(rows, key=lambda row: (row.day, row.number))


def known(turn: Turn) -> Order | None:
    """Return the speaker's own order of the argument."""
    return next((row for row in own(turn) if row.number == turn.argument), None)


def home_of(turn: Turn, name: object) -> Home | None:
    """Return the speaker's home of a name."""
    return next((home for home in turn.homes if home.name == name), None)


def new_order(turn: Turn, lunch: Lunch, values: Values) -> Order:
    """Write an order down for the speaker."""
    assert turn.resident is not None, "a stranger orders nothing"  # noqa: S101
    number = f"L-{next_number(turn.db, turn.community.id, SERIES)}"
    row = Order(id=new_id(), community_id=turn.community.id, number=number, resident_id=turn.resident.id)
    row.created_at, row.status = turn.now, OrderStatus.ACTIVE
    put(turn, lunch, row, values)
    turn.db.add(row)
    turn.db.flush()
    return row


def put(turn: Turn, lunch: Lunch, row: Order, values: Values) -> None:
    """Write into an order what a form knows."""
    place = home_of(turn, values.get("home")) if values["how"] == DELIVER else None
    row.day = date.fromisoformat(str(values["day"]))
    row.ends = lunch.ends(row.day, turn.now)
    row.place_id, row.portions = place.id if place else None, portions_in(values)
    row.at, row.who, row.note = minutes(values.get("at")), str(values.get("who") or ""), str(values.get("note") or "")
    row.price = lunch.cost(row.portions, brought=place is not None)


def portions_in(values: Mapping[str, object]) -> int:
    """Return how many portions a form knows of: one where nobody said."""
    count = values.get("portions")
    return count if isinstance(count, int) else 1


def values_of(turn: Turn, row: Order) -> Values:
    """Return an order as the form holds it."""
    place = next((home for home in turn.homes if home.id == row.place_id), None)
    values: Values = {"day": row.day.isoformat(), "how": DELIVER if row.place_id else PICKUP, "portions": row.portions}
    values |= {"home": place.name} if place else {}
    values |= {name: value for name, value in (("who", row.who), ("note", row.note), ("at", clock(row.at))) if value}
    return values


def minutes(said: object) -> int | None:
    """Read 11:30 as the minute of the day."""
    hour, _, minute = str(said or "").partition(":")
    return int(hour) * 60 + int(minute) if hour.isdigit() and minute.isdigit() else None


def clock(at: int | None) -> str:
    """Say a minute of the day as 11:30; empty where there is none."""
    return f"{at // 60:02d}:{at % 60:02d}" if at is not None else ""


def state_of(row: Order) -> dict[str, Any]:
    """Return how an order is, fit for JSON."""
    return {name: getattr(row, name) for name in _KEPT} | {"day": row.day.isoformat()}


def restore(turn: Turn, lunch: Lunch, row: Order, before: Mapping[str, Any]) -> None:
    """Put an order back to how it was."""
    for name in _KEPT:
        setattr(row, name, before[name])
    row.day = date.fromisoformat(before["day"])
    row.ends = lunch.ends(row.day, turn.now)


def said(lang: str, key: str, **values: object) -> str:
    """Return words of this scenario that stand inside a sentence."""
    return str(load_texts(PACKAGE).render(lang, key, values))


def shown(turn: Turn, row: Order) -> Shown:
    """Return an order as it stands on the screen."""
    label = said(turn.lang, "label", day=say_day(row.day, turn.now.date(), turn.lang))
    words = tuple(word for lang in ("zh", "en") for word in said(lang, "called").split())
    starts = row.ends.astimezone(turn.now.tzinfo).replace(hour=0, minute=0)
    return Shown(
        kind="elder_order",
        key=row.number,
        says=label,
        called=(row.number, *words),
        counted="份顿单个",
        start=starts,
        end=row.ends,
    )
