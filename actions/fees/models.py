from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import ACCOUNTS, Basis, CommunityTable, Instant, Key


class OrderStatus(StrEnum):
    """Where the wish to pay stands."""

    ASKED = "asked"  # read back, waits for the resident's yes; it goes when they say no
    PENDING = "pending"  # agreed, waits for the money
    PAID = "paid"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Order(CommunityTable):
    """What a resident agreed to pay in one go. `amount` is integer fen, the sum of its items.

    It belongs to the person and carries no `home_id`: one with two homes may pay for both, and a housemate of one of
    them has no business with the other.
    """

    __tablename__ = "fees_order"
    __table_args__ = (
        UniqueConstraint("community_id", "number"),
        Index("ix_fees_order_open", "community_id", "status", "expires_at"),
    )
    __purpose__ = ACCOUNTS

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20))  # what people say, and the reference of a transfer
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True)
    amount: Mapped[int]
    method: Mapped[str] = mapped_column(String(20), default="")  # wished first, then as received
    provider: Mapped[str] = mapped_column(String(20), default="manual")
    status: Mapped[str] = mapped_column(String(12), default=OrderStatus.ASKED)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    paid_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def ref(self) -> str:
        """Return the record that proves a claim about this payment."""
        return f"payment:{self.number}"


class OrderItem(CommunityTable):
    """One charge of an order with the amount that the resident agreed to, integer fen."""

    __tablename__ = "fees_order_item"
    __table_args__ = (UniqueConstraint("order_id", "charge_id"),)
    __purpose__ = ACCOUNTS

    id: Mapped[Key]
    order_id: Mapped[str] = mapped_column(ForeignKey("fees_order.id", ondelete="CASCADE"))
    charge_id: Mapped[str] = mapped_column(ForeignKey("charge.id"), index=True)
    amount: Mapped[int]


class Reminder(CommunityTable):
    """That somebody was reminded of a charge before (`stage` before) or after it was due: once each."""

    __tablename__ = "fees_reminder"
    __table_args__ = (UniqueConstraint("charge_id", "stage"),)
    __purpose__ = replace(ACCOUNTS, name="reminding", basis=Basis.CONTRACT, keep=timedelta(days=730))

    id: Mapped[Key]
    charge_id: Mapped[str] = mapped_column(ForeignKey("charge.id"))
    stage: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Instant)
