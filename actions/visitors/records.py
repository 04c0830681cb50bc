from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Resident
from actions.place import Home
from actions.scenario import Row
from actions.visitors.models import Pass, PassStatus


def pass_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every pass, oldest first; `date` to `until` are the days it holds, `start` and `end` the hours, if named."""
    query = select(Pass).where(Pass.community_id == community.id)
    for row in db.scalars(query.order_by(Pass.created_at, Pass.number)):
        yield _row(db, community, row)


def _row(db: Session, community: Community, row: Pass) -> Row:
    home, resident = db.get(Home, row.home_id), db.get(Resident, row.resident_id) if row.resident_id else None
    starts = row.starts.astimezone(community.tz)
    comes = _clock(row.comes) if row.comes is not None else f"{starts:%H:%M}" if row.part else None
    return {
        "key": row.number,
        "status": row.status,
        "house": home.name if home else None,
        "by": resident.key if resident else None,
        "name": row.name,
        "kind": row.kind,
        "people": row.people,
        "phone": row.phone,
        "plate": row.plate,
        "date": f"{starts:%Y-%m-%d}",
        "time": comes,
        "start": comes,
        "end": _clock(row.leaves) if row.leaves is not None else None,
        "until": _last(row.ends, community) if row.status == PassStatus.ACTIVE else None,
        "recurrence": row.recurrence or None,
        "note": row.note,
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _last(ends: datetime | None, community: Community) -> str | None:
    return f"{ends.astimezone(community.tz) - timedelta(seconds=1):%Y-%m-%d}" if ends else None
