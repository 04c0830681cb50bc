"""What is on record after a conversation, by kind, in the words of docs/commands.md."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.loading import Held
from actions.people import Community
from actions.place import Device, Home
from actions.registry import Registry

Row = dict[str, Any]
KINDS = (
    "ticket",
    "booking",
    "visitor_pass",
    "payment",
    "bill",
    "activity_signup",
    "vote",
    "suggestion",
    "grid_report",
    "complaint",
    "dispute",
    "receipt",
    "elder_order",
    "binding",
    "device",
    "device_event",
    "escalation",
    "handoff",
)
_HELD = {"booking": "bookings", "visitor_pass": "visitor_passes"}  # sections that no installed scenario has read yet


def collect(db: Session, community: Community, registry: Registry) -> dict[str, list[Row]]:
    """Return every row of every kind."""
    found: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    claimed = set()
    for scenario in registry.scenarios.values():
        for kind, rows in scenario.records.items():
            claimed.add(kind)
            found.setdefault(kind, []).extend(rows(db, community))
    if "device" not in claimed:
        found["device"] = list(_devices(db, community))
    for kind, section in _HELD.items():
        if kind not in claimed:
            found[kind] = list(_held(db, community, section))
    return found


def _devices(db: Session, community: Community) -> Iterable[Row]:
    query = select(Device, Home.name).outerjoin(Home, Home.id == Device.home_id)
    for device, home in db.execute(query.where(Device.community_id == community.id)).all():
        row = {"key": f"{home or ''}/{device.name}", "house": home, "home": home, "by": None, "device": device.name}
        yield row | {name: device.data.get(name) for name in ("room", "state", "value")} | {"status": "active"}


def _held(db: Session, community: Community, section: str) -> Iterable[Row]:
    rows = db.scalars(select(Held).where(Held.community_id == community.id, Held.kind == section))
    for held in rows:
        data: Mapping[str, Any] = held.data if isinstance(held.data, dict) else {"name": held.data}
        yield {"house": data.get("home"), "by": data.get("by"), "status": "active"} | {"key": held.key} | dict(data)


def changes(before: Mapping[str, list[Row]], after: Mapping[str, list[Row]]) -> dict[tuple[str, str], str]:
    """Return which rows are new or changed between two snapshots: {(kind, key): "new" | "changed"}."""
    found = {}
    for kind, rows in after.items():
        old = {str(row["key"]): row for row in before.get(kind, [])}
        for row in rows:
            key = str(row["key"])
            if key not in old:
                found[kind, key] = "new"
            elif old[key] != row:
                found[kind, key] = "changed"
    return found
