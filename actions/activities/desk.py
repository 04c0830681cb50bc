from collections.abc import Sequence

from sqlalchemy import select

from actions.activities.models import OPEN, Activity, Signup
from actions.people import Resident
from actions.turn import Work
from actions.view import Cell, View


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = select(Signup, Activity, Resident).join(Activity, Activity.id == Signup.activity_id)
    query = query.join(Resident, Resident.id == Signup.resident_id)
    query = query.where(Signup.community_id == work.community.id, Signup.status.in_(OPEN), Activity.starts > work.now)
    found = work.db.execute(query.order_by(Activity.starts.desc(), Signup.since.desc()))
    return [
        (
            signup.number,
            activity.called(work.lang),
            f"{activity.starts.astimezone(work.now.tzinfo):%m-%d %H:%M}",
            resident.name,
            signup.people,
            work.text(f"state.{signup.status}"),
        )
        for signup, activity, resident in found
    ]


signups = View(name="signups", columns=("number", "what", "when", "who", "people", "status"), rows=_rows)
