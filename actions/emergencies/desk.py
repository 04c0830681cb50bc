from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.emergencies.models import RUNNING, Escalation, EscalationStatus
from actions.emergencies.timeline import SEE
from actions.people import Community, Resident, Staff
from actions.scenario import Row
from actions.turn import Work
from actions.view import Cell, View

_RAISED = (*RUNNING, EscalationStatus.CLOSED)


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Escalation).where(Escalation.status.in_(RUNNING)).order_by(Escalation.created_at.desc())
    return [_row(work, escalation) for escalation in work.db.scalars(query)]


def _row(work: Work, escalation: Escalation) -> Sequence[Cell]:
    staff = work.db.get(Staff, escalation.acknowledged_by) if escalation.acknowledged_by else None
    return (
        escalation.number,
        work.text(f"type.{escalation.type}"),
        escalation.location or escalation.house or work.text("place_unknown"),
        escalation.note,
        escalation.level,
        staff.name if staff else work.text("nobody_yet"),
        f"{escalation.created_at.astimezone(work.now.tzinfo):%m-%d %H:%M:%S}",
    )


open_calls = View(
    name="open",
    columns=("number", "type", "where", "note", "level", "taken", "since"),
    rows=_rows,
    roles=frozenset(str(role) for role in SEE),
)


def records(db: Session, community: Community) -> Iterable[Row]:
    """List every call for help that was raised, oldest first."""
    query = select(Escalation).where(Escalation.community_id == community.id, Escalation.status.in_(_RAISED))
    for escalation in db.scalars(query.order_by(Escalation.created_at, Escalation.number)):
        resident = db.get(Resident, escalation.resident_id) if escalation.resident_id else None
        yield {
            "key": escalation.number,
            "type": escalation.type,
            "house": escalation.house or None,
            "location": escalation.location or escalation.house,
            "note": escalation.note,
            "notify": list(escalation.notify),
            "level": escalation.level,
            "status": escalation.status,
            "by": resident.key if resident else None,
        }
