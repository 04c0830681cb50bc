from collections.abc import Sequence

from actions.elevators.reporting import KIND
from actions.ticket import ACTIVE, Ticket
from actions.turn import Work
from actions.view import Cell, View


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Ticket).where(Ticket.kind == KIND, Ticket.status.in_(ACTIVE))
    return [_row(work, one) for one in work.db.scalars(query.order_by(Ticket.created_at.desc(), Ticket.number.desc()))]


def _row(work: Work, one: Ticket) -> Sequence[Cell]:
    symptom = f"symptom.{one.object}"
    what = work.text(symptom if work.has_text(symptom) else "symptom.other")
    since = f"{one.created_at.astimezone(work.now.tzinfo):%m-%d %H:%M}"
    return one.number, work.text(f"urgency.{one.urgency}"), one.location, what, since


open_reports = View(name="open_reports", columns=("number", "urgency", "where", "what", "since"), rows=_rows)
