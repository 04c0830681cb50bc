from collections.abc import Sequence

from sqlalchemy import select

from actions.devices.models import READ, DeviceEvent, EventStatus
from actions.people import StaffRole
from actions.place import Device, Home
from actions.turn import Work
from actions.view import Cell, View

_SHOWN = 200
_TROUBLE = (EventStatus.FAILED, EventStatus.UNKNOWN)


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    """List what did not work: when somebody is at home and puts out the light is nobody's business."""
    query = (
        select(DeviceEvent, Device.name, Home.name)
        .join(Device, Device.id == DeviceEvent.device_id)
        .outerjoin(Home, Home.id == DeviceEvent.home_id)
        .where(DeviceEvent.community_id == work.community.id, DeviceEvent.status.in_(_TROUBLE))
        .where(DeviceEvent.event != READ)
        .order_by(DeviceEvent.created_at.desc(), DeviceEvent.id)
        .limit(_SHOWN)
    )
    return [
        (
            device,
            home or "",
            work.text(f"state.{event.status}"),
            f"{event.created_at.astimezone(work.now.tzinfo):%m-%d %H:%M}",
        )
        for event, device, home in work.db.execute(query).all()
    ]


trouble = View(
    name="trouble",
    columns=("device", "home", "status", "since"),
    rows=_rows,
    roles=frozenset({StaffRole.MANAGER, StaffRole.DISPATCHER, StaffRole.REPAIRER}),
)
