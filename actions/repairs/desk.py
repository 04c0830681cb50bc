from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Staff, StaffRole
from actions.place import Home
from actions.repairs.tickets import KIND, label, said_time
from actions.ticket import ACTIVE, Ticket
from actions.turn import Work
from actions.view import Cell, View


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Ticket).where(Ticket.kind == KIND, Ticket.status.in_(ACTIVE))
    tickets = work.db.scalars(query.order_by(Ticket.created_at.desc(), Ticket.number.desc())).all()
    return [_row(work, ticket) for ticket in tickets]


def _due(work: Work, ticket: Ticket) -> str:
    if ticket.due_at is None:
        return ""
    said = f"{ticket.due_at.astimezone(work.now.tzinfo):%m-%d %H:%M}"
    return str(work.text("over", due=said)) if ticket.due_at < work.now else said


def _row(work: Work, ticket: Ticket) -> Sequence[Cell]:
    home = work.db.get(Home, ticket.home_id) if ticket.home_id else None
    staff = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    claimed = work.text("unverified", house=ticket.data.get("house") or "?") if ticket.data.get("unverified") else ""
    category = f"category.{ticket.category}"
    return (
        ticket.number,
        work.text(f"state.{ticket.status}"),
        work.text(f"urgency.{ticket.urgency}"),
        work.text(category) if work.has_text(category) else ticket.category,
        label(ticket, work.lang),
        home.name if home else claimed,
        said_time(ticket, work.now, work.lang),
        staff.name if staff else str(ticket.data.get("worker") or ""),
        f"{ticket.created_at.astimezone(work.now.tzinfo):%m-%d %H:%M}",
        _due(work, ticket),
    )


open_repairs = View(
    name="open_repairs",
    columns=("number", "status", "urgency", "category", "what", "home", "time", "worker", "since", "due"),
    rows=_rows,
)


def staff_names(db: Session, community: Community) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return what residents call those who repair: 王师傅, 王工."""
    query = select(Staff.name).where(Staff.community_id == community.id, Staff.role == StaffRole.REPAIRER)
    titles = ("师傅", "师父", "工")
    return {"staff": {name: tuple(name[:1] + title for title in titles) for name in db.scalars(query)}}
