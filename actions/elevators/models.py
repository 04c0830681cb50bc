from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import PERSONAL, Basis, CommunityTable, Instant, Key, Purpose

CALLING = Purpose("lift_calls", Basis.CONTRACT, keep=timedelta(days=7))  # long enough to see that it was not us


class CallStatus(StrEnum):
    """Where a call stands."""

    SENT = "sent"
    DONE = "done"  # the lift's own state says that it comes
    FAILED = "failed"
    UNKNOWN = "unknown"


class LiftCall(CommunityTable):
    """A lift that was called to a floor for somebody who wants up or down."""

    __tablename__ = "elevators_call"
    __purpose__ = CALLING

    id: Mapped[Key]
    lift_id: Mapped[str] = mapped_column(ForeignKey("lift.id", ondelete="CASCADE"), index=True)
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"), index=True)
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    side: Mapped[str] = mapped_column(String(10), default="")  # left, right: where only the notice tells them apart
    floor: Mapped[int] = mapped_column(info=PERSONAL)
    direction: Mapped[str] = mapped_column(String(4))
    status: Mapped[str] = mapped_column(String(12), default=CallStatus.SENT)
    lang: Mapped[str] = mapped_column(String(8), default="zh")
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
