from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Boolean, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import CONTRACT, PERSONAL, SENSITIVE, Base, CommunityTable, Instant, Key


class Role(StrEnum):
    """What a resident is to a home."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY = "family"
    CARER = "carer"
    PROXY = "proxy"


class StaffRole(StrEnum):
    """What a member of staff does."""

    MANAGER = "manager"
    DISPATCHER = "dispatcher"
    REPAIRER = "repairer"
    SECURITY = "security"
    GRID_WORKER = "grid_worker"
    COMMITTEE = "committee"
    ADMIN = "admin"


class Community(Base):
    """A residential community (小区): its name, zone, duty phone and settings."""

    __tablename__ = "community"
    __purpose__ = CONTRACT

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    name_en: Mapped[str] = mapped_column(String(80), default="")
    zone: Mapped[str] = mapped_column(String(40), default="Asia/Shanghai")
    phone: Mapped[str] = mapped_column(String(30), default="")
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    @property
    def tz(self) -> ZoneInfo:
        """Zone in which people of this community say times."""
        return ZoneInfo(self.zone)

    def title(self, lang: str) -> str:
        """Return the name in a language."""
        return self.name_en if lang == "en" and self.name_en else self.name


class Resident(CommunityTable):
    """A person who lives in, owns or cares for a home here."""

    __tablename__ = "resident"
    __table_args__ = (UniqueConstraint("community_id", "key"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(40))  # the id of the imported file
    name: Mapped[str] = mapped_column(String(60), info=PERSONAL)
    phone: Mapped[str] = mapped_column(String(30), default="", info=PERSONAL)
    plates: Mapped[list[str]] = mapped_column(JSON, default=list, info=PERSONAL)
    lang: Mapped[str] = mapped_column(String(8), default="zh")
    age: Mapped[int | None] = mapped_column(info=PERSONAL)
    needs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=SENSITIVE)  # living_alone, elder view ...

    @property
    def reads(self) -> str:
        """Language in which to write to them: dialects (yue, sichuan) are understood and answered in Mandarin."""
        return "en" if self.lang == "en" else "zh"


class Occupancy(CommunityTable):
    """A resident's tie to a home: owner, tenant, family, carer or proxy, from a day until one."""

    __tablename__ = "occupancy"
    __table_args__ = (UniqueConstraint("resident_id", "home_id", "role"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True)
    home_id: Mapped[str] = mapped_column(ForeignKey("home.id"), index=True)
    role: Mapped[str] = mapped_column(String(10), default=Role.OWNER)
    until: Mapped[date | None] = mapped_column(Date)  # last day; empty while it lasts


class Staff(CommunityTable):
    """A member of staff: who may be named, paged and signed in at the desk."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("community_id", "key"), UniqueConstraint("login"))
    __purpose__ = CONTRACT

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60), info=PERSONAL)
    role: Mapped[str] = mapped_column(String(20))
    login: Mapped[str] = mapped_column(String(60))
    password: Mapped[str] = mapped_column(String(200), default="")  # argon2id hash; empty: cannot sign in
    phone: Mapped[str] = mapped_column(String(30), default="", info=PERSONAL)
    lang: Mapped[str] = mapped_column(String(8), default="zh")
    on_duty: Mapped[bool] = mapped_column(Boolean, default=True)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    skills: Mapped[list[str]] = mapped_column(JSON, default=list)


class Account(CommunityTable):
    """A person's address in a channel (a web session's key, a Telegram user id), tied to a resident once bound."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("channel", "address"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
