from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import ACCOUNTS, CommunityTable, Instant, Key


class ChargeStatus(StrEnum):
    """Where a charge stands."""

    UNPAID = "unpaid"
    PAID = "paid"
    DISPUTED = "disputed"


class Charge(CommunityTable):
    """What a home owes for one fee and period. `amount` is integer fen; `period` is 2025Q3, 2025-08 or 2025."""

    __tablename__ = "charge"
    __table_args__ = (UniqueConstraint("community_id", "home_id", "fee", "period"),)
    __purpose__ = ACCOUNTS

    id: Mapped[Key]
    home_id: Mapped[str] = mapped_column(ForeignKey("home.id"), index=True)
    fee: Mapped[str] = mapped_column(String(30))
    period: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int]
    status: Mapped[str] = mapped_column(String(12), default=ChargeStatus.UNPAID)
    due: Mapped[date | None] = mapped_column(Date)
    basis: Mapped[str] = mapped_column(String(200), default="")  # how it was computed, in the community's words
    basis_en: Mapped[str] = mapped_column(String(200), default="")


class Payment(CommunityTable):
    """Money that was recorded as received for one charge; `amount` is integer fen, `receipt` the receipt's number."""

    __tablename__ = "payment"
    __table_args__ = (UniqueConstraint("charge_id"), UniqueConstraint("community_id", "receipt"))
    __purpose__ = ACCOUNTS

    id: Mapped[Key]
    charge_id: Mapped[str] = mapped_column(ForeignKey("charge.id"))
    home_id: Mapped[str] = mapped_column(ForeignKey("home.id"), index=True)
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"))
    amount: Mapped[int]
    method: Mapped[str] = mapped_column(String(20), default="")
    receipt: Mapped[str] = mapped_column(String(40))
    paid_at: Mapped[datetime] = mapped_column(Instant)
