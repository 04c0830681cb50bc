"""Signs of life of kiosks that have a key: what each says of itself, written down once a minute or when it changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.table import RUNNING, CommunityTable, Instant, Key, new_id
from bot.keys import ApiKey, KeyKind
from integrations.database import insert_new

WRITE = timedelta(minutes=1)  # how often a pulse is written down that says nothing new
LOST = timedelta(minutes=2)  # without a pulse, after which a kiosk counts as out of reach
VERY_QUIET = -60  # dBFS while it listened: a microphone that is covered, muted or broken; a quiet hall gives -50


class Doing(StrEnum):
    """What a kiosk's page is doing, in one word."""

    REST = "rest"
    IN_USE = "in_use"
    ALARM = "alarm"  # help was called for and is still on the screen


class State(StrEnum):
    """How a kiosk is, for staff."""

    WORKS = "works"
    NEW = "new"  # it has a key and its page was never open
    LOST = "lost"
    ALARM = "alarm"
    DEAF = "deaf"
    MUTE = "mute"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What a kiosk's page says of itself. `hears` and `speaks` are None where the house has no voice at all."""

    doing: Doing
    hears: bool | None
    speaks: bool | None
    level: int | None = None  # dBFS over the last half minute of listening
    heard: int | None = None  # seconds since words were last made out; never which

    def differs(self, other: "Pulse") -> bool:
        """Say whether staff should see the difference at once."""
        return (self.doing, self.hears, self.speaks) != (other.doing, other.hears, other.speaks)


class KioskPulse(CommunityTable):
    """The last sign of life of one kiosk. It tells of nobody: when words were heard, never which or whose."""

    __tablename__ = "kiosk_pulse"
    __table_args__ = (UniqueConstraint("key_id"),)
    __purpose__ = replace(RUNNING, since="seen_at")

    id: Mapped[Key]
    key_id: Mapped[str] = mapped_column(ForeignKey("api_key.id"))
    doing: Mapped[str] = mapped_column(String(10))
    hears: Mapped[bool | None]
    speaks: Mapped[bool | None]
    deaf_since: Mapped[datetime | None] = mapped_column(Instant)
    level: Mapped[int | None]
    heard_at: Mapped[datetime | None] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)


TABLE = KioskPulse.__table__


@dataclass(slots=True)
class Beats:
    """Which of a kiosk's pulses are written down: one a minute, and each that says something new."""

    last: Pulse | None = None
    at: datetime | None = None

    def is_due(self, pulse: Pulse, now: datetime) -> bool:
        """Say whether to write this one."""
        return self.is_news(pulse) or self.at is None or now - self.at >= WRITE

    def is_news(self, pulse: Pulse) -> bool:
        """Say whether it says something that the last one written did not."""
        return self.last is None or pulse.differs(self.last)

    def wrote(self, pulse: Pulse, now: datetime) -> None:
        """Remember what was written."""
        self.last, self.at = pulse, now


def note_pulse(db: Session, community_id: str, key_id: str, pulse: Pulse, now: datetime) -> None:
    """Write a pulse down; what it does not tell stays as it was known."""
    deaf = pulse.hears is False
    values: dict[str, Any] = {
        "doing": pulse.doing,
        "hears": pulse.hears,
        "speaks": pulse.speaks,
        "seen_at": now,
        "deaf_since": func.coalesce(KioskPulse.deaf_since, now) if deaf else None,
    }
    if pulse.level is not None:
        values["level"] = pulse.level
    if pulse.heard is not None:
        values["heard_at"] = now - timedelta(seconds=pulse.heard)
    step = update(KioskPulse).where(KioskPulse.key_id == key_id).values(**values)
    if db.execute(step.returning(KioskPulse.id)).scalar() is None:
        first = {"id": new_id(), "community_id": community_id, "key_id": key_id}
        db.execute(insert_new(db, TABLE).values(values | first | {"deaf_since": now if deaf else None}))


def kiosks_of(db: Session, community_id: str, now: datetime) -> Sequence[tuple[ApiKey, KioskPulse | None]]:
    """Return the kiosks of a community whose keys open, by place, each with its last pulse."""
    ours = select(ApiKey, KioskPulse).outerjoin(KioskPulse, KioskPulse.key_id == ApiKey.id)
    ours = ours.where(ApiKey.community_id == community_id, ApiKey.kind == KeyKind.KIOSK)
    ours = ours.where(ApiKey.revoked_at.is_(None), ApiKey.expires_at > now)
    return [(key, pulse) for key, pulse in db.execute(ours.order_by(ApiKey.label, ApiKey.created_at, ApiKey.id))]


def states_of(pulse: KioskPulse | None, now: datetime) -> tuple[State, ...]:
    """Say how a kiosk is, what matters most first; one that is out of reach is not judged by what it said before."""
    if pulse is None:
        return (State.NEW,)
    alarm = (State.ALARM,) if pulse.doing == Doing.ALARM else ()
    if now - pulse.seen_at > LOST:
        return (State.LOST, *alarm)
    silent = pulse.level is not None and pulse.level < VERY_QUIET
    wrong = (
        *alarm,
        *((State.DEAF,) if pulse.hears is False else ()),
        *((State.MUTE,) if pulse.speaks is False else ()),
        *((State.QUIET,) if silent and pulse.hears else ()),
    )
    return wrong or (State.WORKS,)
