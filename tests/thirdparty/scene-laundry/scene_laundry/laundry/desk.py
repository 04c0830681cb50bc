from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Resident
from actions.scenario import Row
from actions.turn import Work
from actions.view import Cell, View
from actions.wording import money
from scene_laundry.laundry.handlers import garment_name
from scene_laundry.laundry.models import OPEN, Bag


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Bag).where(Bag.status.in_(OPEN)).order_by(Bag.created_at.desc())
    return [
        (
            bag.number,
            garment_name(work, bag.garment),
            work.text(f"status_name.{bag.status}"),
            f"{bag.brought_at.astimezone(work.now.tzinfo):%m-%d %H:%M}",
            money(bag.fen, work.lang),
        )
        for bag in work.db.scalars(query)
    ]


open_bags = View(name="open_bags", columns=("number", "garment", "status", "brought", "price"), rows=_rows)


def records(db: Session, community: Community) -> Iterable[Row]:
    """List every bag for reports and dialog tests, oldest first."""
    query = select(Bag, Resident.key).join(Resident, Resident.id == Bag.resident_id)
    ours = query.where(Bag.community_id == community.id).order_by(Bag.created_at, Bag.number)
    for bag, resident in db.execute(ours).all():
        yield {
            "key": bag.number,
            "garment": bag.garment,
            "status": bag.status,
            "price": f"{bag.fen // 100}.{bag.fen % 100:02d}",
            "date": bag.brought_at.astimezone(community.tz).date().isoformat(),
            "house": None,
            "by": resident,
        }
