from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import CONTRACT, Basis, CommunityTable, Instant, Key, Purpose

PURPOSE = Purpose("laundry", Basis.CONTRACT, keep=timedelta(days=365), since="closed_at")


class BagStatus(StrEnum):
    """Where a bag stands."""

    WAITING = "waiting"  # to be brought, or being washed
    READY = "ready"
    FETCHED = "fetched"
    CANCELLED = "cancelled"


OPEN = (BagStatus.WAITING, BagStatus.READY)


class Price(CommunityTable):
    """What the community's laundry takes for a kind of thing, in fen, and in how many days it is done."""

    __tablename__ = "laundry_price"
    __table_args__ = (UniqueConstraint("community_id", "garment"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    garment: Mapped[str] = mapped_column(String(30))
    fen: Mapped[int]
    days: Mapped[int]
    words: Mapped[list[Any]] = mapped_column(JSON, default=list)  # what people here call it besides


class Bag(CommunityTable):
    """One thing of one resident on its way through the laundry."""

    __tablename__ = "laundry_bag"
    __table_args__ = (UniqueConstraint("community_id", "number"),)
    __purpose__ = PURPOSE

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20))
    garment: Mapped[str] = mapped_column(String(30))
    fen: Mapped[int]
    status: Mapped[str] = mapped_column(String(12), default=BagStatus.WAITING)
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True)
    ticket_id: Mapped[str | None] = mapped_column(ForeignKey("ticket.id", ondelete="SET NULL"), index=True)
    brought_at: Mapped[datetime] = mapped_column(Instant)  # when the resident said they would
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    reminders: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def ref(self) -> str:
        """Return the record that proves a claim about this bag."""
        return f"laundry:{self.number}"
