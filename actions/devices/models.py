from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import PERSONAL, Basis, CommunityTable, Instant, Key, Purpose

CONTROL = Purpose("devices", Basis.CONTRACT, keep=timedelta(days=30))  # long enough to ask who switched it off
READ = "read"  # the event of a look at a device, which moves nothing


class EventStatus(StrEnum):
    """Where a wish stands."""

    PLANNED = "planned"  # it waits for its time
    SENT = "sent"
    DONE = "done"  # the device's own state says so
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class DeviceEvent(CommunityTable):
    """One thing that somebody wanted of one device; those of one message share a `batch`.

    `change` is what was wanted, `before` how the device was: both say when somebody is at home.
    """

    __tablename__ = "devices_event"
    __purpose__ = CONTROL

    id: Mapped[Key]
    batch: Mapped[str] = mapped_column(String(32), index=True)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id", ondelete="CASCADE"), index=True)
    home_id: Mapped[str | None] = mapped_column(ForeignKey("home.id"), index=True)
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"), index=True)
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    event: Mapped[str] = mapped_column(String(30), info=PERSONAL)  # light_off, climate_temperature, read
    change: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)  # do, value
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)  # state, value
    status: Mapped[str] = mapped_column(String(12), default=EventStatus.SENT)
    lang: Mapped[str] = mapped_column(String(8), default="zh")  # in which the outcome is said
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
