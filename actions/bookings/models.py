from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import PERSONAL, Basis, CommunityTable, Instant, Key, Purpose

BOOKINGS = Purpose("bookings", Basis.CONTRACT, keep=timedelta(days=365), since="closed_at")


class BookingStatus(StrEnum):
    """Where a booking, or one time of it, stands."""

    ACTIVE = "active"
    CANCELLED = "cancelled"


class Booking(CommunityTable):
    """What a resident has booked: once, or every week (`recurrence`, an RFC 5545 RRULE). Its times are `Visit` rows."""

    __tablename__ = "bookings_booking"
    __table_args__ = (UniqueConstraint("community_id", "number"),)
    __purpose__ = BOOKINGS

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20))
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True)
    people: Mapped[int | None]
    recurrence: Mapped[str] = mapped_column(String(120), default="")
    price: Mapped[int] = mapped_column(default=0)  # fen, of each time
    note: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    status: Mapped[str] = mapped_column(String(12), default=BookingStatus.ACTIVE)
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime] = mapped_column(Instant)  # end of the last time; when it was cancelled

    @property
    def ref(self) -> str:
        """Return it as records are named."""
        return f"booking:{self.number}"


class Visit(CommunityTable):
    """One time of a booking, [`starts`, `ends`), and where."""

    __tablename__ = "bookings_visit"
    __table_args__ = (Index("ix_bookings_visit_when", "community_id", "resource_id", "starts"),)
    __purpose__ = replace(BOOKINGS, since="")

    id: Mapped[Key]
    booking_id: Mapped[str] = mapped_column(ForeignKey("bookings_booking.id", ondelete="CASCADE"), index=True)
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True)
    resource_id: Mapped[str] = mapped_column(ForeignKey("resource.id"))
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(String(12), default=BookingStatus.ACTIVE)


class Taken(CommunityTable):
    """A quarter of an hour of one unit that a visit holds. Its unique key makes two bookings of one impossible."""

    __tablename__ = "bookings_taken"
    __table_args__ = (UniqueConstraint("resource_id", "unit", "at"),)
    __purpose__ = replace(BOOKINGS, since="")

    id: Mapped[Key]
    visit_id: Mapped[str] = mapped_column(ForeignKey("bookings_visit.id", ondelete="CASCADE"), index=True)
    resource_id: Mapped[str] = mapped_column(ForeignKey("resource.id"))
    unit: Mapped[int]  # 1 where there is only one
    at: Mapped[datetime] = mapped_column(Instant)  # beginning of the quarter
