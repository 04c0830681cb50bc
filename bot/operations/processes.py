"""Which processes of the house are alive: each writes down every few seconds that it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.metadata import version
from socket import gethostname

from sqlalchemy import Index, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.table import RUNNING, Base, Instant, Key, Purpose, new_id

FORGET = timedelta(days=1)  # after which a process that is no more is struck off
SEEN = timedelta(seconds=60)  # how long a process counts as alive


class ProcessRow(Base):
    """One process of the house. It belongs to no community and tells of nobody; `ended_at` is its goodbye."""

    __tablename__ = "process"
    __table_args__ = (Index("ix_process_seen", "ended_at", "seen_at"),)
    __purpose__ = Purpose(RUNNING.name, RUNNING.basis, keep=None)

    id: Mapped[Key]
    role: Mapped[str] = mapped_column(String(10))
    host: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class Me:
    """This process."""

    role: str
    id: str = field(default_factory=new_id)
    host: str = field(default_factory=lambda: gethostname()[:64])
    version: str = field(default_factory=lambda: version("linli"))


def show(db: Session, me: Me, now: datetime) -> None:
    """Write down that this process is alive; who was struck off meanwhile is written in again."""
    step = update(ProcessRow).where(ProcessRow.id == me.id).values(seen_at=now, ended_at=None)
    if db.execute(step.returning(ProcessRow.id)).scalar() is None:
        seen = {"started_at": now, "seen_at": now}
        db.add(ProcessRow(id=me.id, role=me.role, host=me.host, version=me.version, **seen))


def say_goodbye(db: Session, me: Me, now: datetime) -> None:
    """Write down that this process ends on purpose."""
    db.execute(update(ProcessRow).where(ProcessRow.id == me.id).values(seen_at=now, ended_at=now))


def forget(db: Session, now: datetime) -> None:
    """Strike off processes that have long been gone."""
    db.execute(delete(ProcessRow).where(ProcessRow.seen_at < now - FORGET))


def alive(db: Session, now: datetime) -> Sequence[ProcessRow]:
    """Return the processes that are there now, oldest first."""
    here = select(ProcessRow).where(ProcessRow.ended_at.is_(None), ProcessRow.seen_at > now - SEEN)
    return db.scalars(here.order_by(ProcessRow.started_at)).all()
