"""Every call for help on one timeline: who said, was paged, took and did what, to the second; for the report."""

from collections.abc import Sequence

from sqlalchemy import select

from actions.emergencies.models import Escalation
from actions.people import Staff, StaffRole
from actions.ticket import Author, TicketEntry
from actions.turn import Work
from actions.view import Cell, View

SEE = frozenset({StaffRole.SECURITY, StaffRole.DISPATCHER, StaffRole.MANAGER, StaffRole.ADMIN})
_MOST = 2000  # lines, the newest


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    told = (
        select(TicketEntry, Escalation, Staff.name)
        .join(Escalation, Escalation.ticket_id == TicketEntry.ticket_id)
        .outerjoin(Staff, Staff.id == TicketEntry.author_id)
        .where(TicketEntry.community_id == work.community.id, Escalation.community_id == work.community.id)
        .order_by(TicketEntry.at.desc())
        .limit(_MOST)
    )
    return [_row(work, *row) for row in work.db.execute(told)]


def _row(work: Work, entry: TicketEntry, escalation: Escalation, name: str | None) -> Sequence[Cell]:
    who = name if entry.author == Author.STAFF and name else work.text(f"who.{entry.author}")
    return (
        escalation.number,
        work.text(f"type.{escalation.type}"),
        f"{entry.at.astimezone(work.now.tzinfo):%Y-%m-%d %H:%M:%S}",
        who,
        work.text("line.said" if entry.kind == "text" else f"line.{entry.kind}"),
        entry.text or entry.file_id,
    )


timeline = View(
    name="timeline",
    columns=("number", "type", "at", "who", "kind", "what"),
    rows=_rows,
    roles=frozenset(str(role) for role in SEE),
)
