from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Resident
from actions.place import Home
from actions.scenario import Row
from actions.visitors.models import Pass


def write_passes(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `visitor_passes` as it is loaded; who came stays where it is."""
    query = select(Pass).where(Pass.community_id == community.id)
    for row in db.scalars(query.order_by(Pass.created_at, Pass.number)):
        home, resident = db.get(Home, row.home_id), db.get(Resident, row.resident_id) if row.resident_id else None
        named = ("code", "status", "name", "kind", "phone", "plate", "people", "recurrence", "note")
        written: Row = {
            "key": row.number,
            "home": home.name if home else None,
            "by": resident.key if resident else None,
        }
        written |= {name: getattr(row, name) for name in named}
        written |= {"date": row.starts.astimezone(community.tz).isoformat(), "created": row.created_at.isoformat()}
        written |= {"part": row.part, "until": _until(row.ends.astimezone(community.tz)) if row.ends else None}
        written |= {name: _clock(minutes) for name, minutes in (("start", row.comes), ("end", row.leaves))}
        yield {name: value for name, value in written.items() if value not in (None, "")}


def _clock(minutes: int | None) -> str | None:
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if minutes is not None else None


def _until(ends: datetime) -> str:
    """Write the last day, or the very time where a pass ends within one."""
    return f"{ends - timedelta(days=1):%Y-%m-%d}" if ends.time() == time() else ends.isoformat()
