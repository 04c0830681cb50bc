from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.elevators.models import LiftCall
from actions.people import Community, Resident
from actions.place import Building, Lift
from actions.scenario import Row

EVENT = "call_elevator"


def call_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every call of a lift, oldest first."""
    query = (
        select(LiftCall, Lift, Building.name, Resident.key)
        .join(Lift, Lift.id == LiftCall.lift_id)
        .join(Building, Building.id == Lift.building_id)
        .outerjoin(Resident, Resident.id == LiftCall.resident_id)
        .where(LiftCall.community_id == community.id)
        .order_by(LiftCall.created_at, LiftCall.id)
    )
    for call, lift, building, resident in db.execute(query).all():
        row = {"key": call.id, "house": None, "by": resident, "status": call.status, "event": EVENT}
        yield row | {"device": f"{building}{lift.unit}{lift.name}", "direction": call.direction, "floor": call.floor}
