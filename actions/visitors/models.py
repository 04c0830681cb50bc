from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import PERSONAL, Basis, CommunityTable, Instant, Key, Purpose

LETTING_IN = Purpose("visitor_passes", Basis.CONTRACT, keep=timedelta(days=7), since="ends")
COMING = Purpose("visitor_passes", Basis.CONTRACT, keep=timedelta(days=7), since="")  # a visit leaves with its pass


class PassStatus(StrEnum):
    """Whether a pass was taken back; whether it is over says its end."""

    ACTIVE = "active"
    REVOKED = "revoked"


class Pass(CommunityTable):
    """Leave for somebody to come to a home, given by somebody who lives there.

    It holds in [`starts`, `ends`); without an end, until it is taken back. `comes` and `leaves` are the minutes of the
    day that were named, `part` the part of the day, `recurrence` the days it holds on, as an RFC 5545 RRULE.
    """

    __tablename__ = "visitors_pass"
    __table_args__ = (UniqueConstraint("community_id", "number"),)
    __purpose__ = LETTING_IN

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(6), default="", index=True)  # what the visitor says at the gate
    status: Mapped[str] = mapped_column(String(10), default=PassStatus.ACTIVE)
    home_id: Mapped[str] = mapped_column(ForeignKey("home.id"), index=True)
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"), index=True)  # who gave it, and is told
    name: Mapped[str] = mapped_column(String(60), default="", info=PERSONAL)
    kind: Mapped[str] = mapped_column(String(20), default="")  # guest, nanny, mover ...
    phone: Mapped[str] = mapped_column(String(30), default="", info=PERSONAL)
    plate: Mapped[str] = mapped_column(String(20), default="", info=PERSONAL)
    people: Mapped[int] = mapped_column(default=1)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime | None] = mapped_column(Instant)
    comes: Mapped[int | None]
    leaves: Mapped[int | None]
    part: Mapped[str] = mapped_column(String(12), default="")
    recurrence: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    created_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def ref(self) -> str:
        """Return the record that proves a claim about this pass."""
        return f"visitor_pass:{self.number}"

    def live(self, now: datetime) -> bool:
        """Say whether somebody may still come with it, today or later."""
        return self.status == PassStatus.ACTIVE and (self.ends is None or self.ends > now)


class Visit(CommunityTable):
    """Somebody came in with a pass: once a day at most, so that checking in twice is one visit."""

    __tablename__ = "visitors_visit"
    __table_args__ = (UniqueConstraint("pass_id", "day"),)
    __purpose__ = COMING

    id: Mapped[Key]
    pass_id: Mapped[str] = mapped_column(ForeignKey("visitors_pass.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(Date)  # by the community's clock
    at: Mapped[datetime] = mapped_column(Instant)
