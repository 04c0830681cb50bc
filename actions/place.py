from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import CONTRACT, CommunityTable, Key


class Building(CommunityTable):
    """A building (栋), named as people say it: 7栋."""

    __tablename__ = "building"
    __table_args__ = (UniqueConstraint("community_id", "name"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(40))


class Home(CommunityTable):
    """A home: `name` is the whole address inside the community, 7栋2单元1103; `area` in 0.01 m2, 0 when unknown."""

    __tablename__ = "home"
    __table_args__ = (UniqueConstraint("community_id", "name"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    building_id: Mapped[str] = mapped_column(ForeignKey("building.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(20), default="")
    room: Mapped[str] = mapped_column(String(20))
    area: Mapped[int] = mapped_column(default=0)


class Resource(CommunityTable):
    """What residents can book: a court, a room, a charging bay. `data` holds hours, capacity, other names."""

    __tablename__ = "resource"
    __table_args__ = (UniqueConstraint("community_id", "name"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Lift(CommunityTable):
    """A lift of a unit; `code` is the six-digit rescue code on the car (96333 practice)."""

    __tablename__ = "lift"
    __table_args__ = (UniqueConstraint("community_id", "building_id", "unit", "name"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    building_id: Mapped[str] = mapped_column(ForeignKey("building.id"), index=True)
    unit: Mapped[str] = mapped_column(String(20), default="")
    name: Mapped[str] = mapped_column(String(40), default="")
    code: Mapped[str] = mapped_column(String(12), default="")
    status: Mapped[str] = mapped_column(String(20), default="running")


class Device(CommunityTable):
    """A light, a door, an air conditioner: of one home, or of the community where `home_id` is empty."""

    __tablename__ = "device"
    __table_args__ = (UniqueConstraint("community_id", "home_id", "name"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    home_id: Mapped[str | None] = mapped_column(ForeignKey("home.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20), default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # room, state, value, adapter address
