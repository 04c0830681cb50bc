from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import CONTRACT, PERSONAL, SENSITIVE, Basis, CommunityTable, Instant, Key, Purpose

MEALS = Purpose("elder_meals", Basis.CONTRACT, keep=timedelta(days=90), since="ends")


class OrderStatus(StrEnum):
    """Whether a meal is still wanted; whether it is over says its end."""

    ACTIVE = "active"
    CANCELLED = "cancelled"


class Canteen(CommunityTable):
    """The section `elder` of the community file, as it came: the canteen, its deadline, other services."""

    __tablename__ = "elders_canteen"
    __table_args__ = (UniqueConstraint("community_id"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)  # also whom to look in on


class Order(CommunityTable):
    """Lunch for one day, ordered by a resident: fetched at the canteen, or brought to one of their homes.

    `at` is the minute of the day that was wished for; `price` is integer fen for all portions and the way.
    """

    __tablename__ = "elders_order"
    __table_args__ = (UniqueConstraint("community_id", "number"),)
    __purpose__ = MEALS

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20))
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(
        ForeignKey("home.id"), index=True
    )  # where it is brought; None: fetched
    day: Mapped[date] = mapped_column(Date, index=True)  # by the community's clock
    ends: Mapped[datetime] = mapped_column(Instant)  # when lunch is over that day
    portions: Mapped[int] = mapped_column(default=1)
    at: Mapped[int | None]
    who: Mapped[str] = mapped_column(String(20), default="", info=PERSONAL)  # mother, father ...; empty: themselves
    note: Mapped[str] = mapped_column(String(100), default="", info=SENSITIVE)  # little salt, soft: it tells of health
    price: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(12), default=OrderStatus.ACTIVE)
    created_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def ref(self) -> str:
        """Return it as records are named."""
        return f"elder_order:{self.number}"
