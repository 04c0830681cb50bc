from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.devices.models import READ, DeviceEvent
from actions.devices.words import known
from actions.people import Community, Resident
from actions.place import Device, Home
from actions.scenario import Row


def device_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every device as it is now."""
    query = select(Device, Home.name).outerjoin(Home, Home.id == Device.home_id)
    for device, home in db.execute(query.where(Device.community_id == community.id)).all():
        one = known(device)
        row = {"key": f"{home or ''}/{device.name}", "house": home, "home": home, "by": None, "device": device.name}
        named = {"room": device.data.get("room") or one.room or None, "state": device.data.get("state")}
        yield row | named | {"value": device.data.get("value"), "status": "active"}


def event_rows(db: Session, community: Community) -> Iterable[Row]:
    """List everything that was wanted of a device, oldest first; a look is no event."""
    query = (
        select(DeviceEvent, Device.name, Home.name, Resident.key)
        .join(Device, Device.id == DeviceEvent.device_id)
        .outerjoin(Home, Home.id == DeviceEvent.home_id)
        .outerjoin(Resident, Resident.id == DeviceEvent.resident_id)
        .where(DeviceEvent.community_id == community.id, DeviceEvent.event != READ)
    )
    for event, device, home, resident in db.execute(query.order_by(DeviceEvent.created_at, DeviceEvent.id)).all():
        row = {"key": event.id, "house": home, "by": resident, "status": event.status, "event": event.event}
        yield row | {
            "device": device,
            "value": event.change.get("value"),
            "direction": None,
            "floor": None,
            "batch": event.batch,
        }
