"""Reminders, deadlines, escalations: rows with a due time, a lease and a fence. APScheduler is only the clock."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, Integer, Select, String, UniqueConstraint, and_, bindparam, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.job import Planned
from actions.table import PERSONAL, RUNNING, Base, CommunityTable, Instant
from integrations.database import insert_new

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
MAX_ATTEMPTS = 5


class JobState(StrEnum):
    """Where a job stands."""

    NEW = "new"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"  # failed five times; shown on the desk
    WAITING = "waiting"  # its scenario is switched off or not installed; goes on when it is there again


class JobRow(CommunityTable):
    """Something to do later. The lease says how long its runner may take, the fence which runner may finish it."""

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("community_id", "name", "key"), Index("ix_job_due", "state", "due"))
    __purpose__ = replace(RUNNING, since="due")  # one that is planned for next year stays until then

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(80))  # scenario.job
    key: Mapped[str] = mapped_column(String(160))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)
    due: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(8), default=JobState.NEW)
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    fence: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)


JOB = Base.metadata.tables["job"]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that this runner may do until its lease ends."""

    id: int
    community_id: str
    name: str
    payload: dict[str, Any]
    fence: int
    attempts: int


def plan(db: Session, community_id: str, planned: Planned, now: datetime) -> bool:
    """Write a job down; False when one with the same key is known."""
    step = insert_new(db, JOB).values(
        community_id=community_id,
        name=planned.name,
        key=planned.key,
        payload=planned.payload,
        due=planned.due,
        state=JobState.NEW,
        fence=0,
        attempts=0,
        error="",
        created_at=now,
    )
    return db.execute(step.returning(JOB.c.id)).scalar() is not None


def claim(db: Session, now: datetime, limit: int = 20) -> Sequence[Claimed]:
    """Take jobs that are due, or whose runner's lease has ended."""
    due = db.scalars(_READY, {"now": now, "most": limit}).all()
    if not due:
        return []
    step = update(JOB).where(JOB.c.id.in_(due))
    step = step.values(
        state=JobState.RUNNING,
        lease_until=now + LEASE,
        fence=JOB.c.fence + 1,
        attempts=JOB.c.attempts + 1,
    )
    columns = (JOB.c.id, JOB.c.community_id, JOB.c.name, JOB.c.payload, JOB.c.fence, JOB.c.attempts)
    return [Claimed(*row) for row in db.execute(step.returning(*columns)).all()]


def _ready() -> Select[int]:
    """Built once: the runner asks it after every turn, and mostly nothing is due."""
    now = bindparam("now", type_=Instant)
    ready = or_(
        and_(JOB.c.state == JobState.NEW, JOB.c.due <= now),
        and_(JOB.c.state == JobState.RUNNING, JOB.c.lease_until < now),
    )
    first = select(JOB.c.id).where(ready).order_by(JOB.c.due).limit(bindparam("most", type_=Integer))
    return first.with_for_update(skip_locked=True)


_READY = _ready()


def finish(db: Session, job: Claimed) -> bool:
    """Mark a job as done in the transaction of its effect; False when another runner has taken over."""
    step = update(JOB).where(JOB.c.id == job.id, JOB.c.fence == job.fence, JOB.c.state == JobState.RUNNING)
    return db.execute(step.values(state=JobState.DONE).returning(JOB.c.id)).scalar() is not None


def fail(db: Session, job: Claimed, why: str, now: datetime) -> None:
    """Give a job back for another try after a while, or lay it on the desk."""
    dead = job.attempts >= MAX_ATTEMPTS
    step = update(JOB).where(JOB.c.id == job.id, JOB.c.fence == job.fence)
    state = JobState.DEAD if dead else JobState.NEW
    db.execute(step.values(state=state, error=why[:200], due=now + timedelta(seconds=2**job.attempts)))


def park(db: Session, job: Claimed) -> None:
    """Let a job wait until its scenario is served again; that is no failed attempt."""
    step = update(JOB).where(JOB.c.id == job.id, JOB.c.fence == job.fence)
    db.execute(step.values(state=JobState.WAITING, attempts=0))


def parked(db: Session) -> set[tuple[str, str]]:
    """Return whose jobs wait: community and scenario."""
    rows = db.execute(select(JOB.c.community_id, JOB.c.name).where(JOB.c.state == JobState.WAITING).distinct())
    return {(community, name.partition(".")[0]) for community, name in rows}


def wake(db: Session, community_id: str, scenario: str) -> int:
    """Make the jobs that waited for a scenario of a community due again; return how many."""
    waits = (JOB.c.community_id == community_id, JOB.c.state == JobState.WAITING)
    step = update(JOB).where(*waits, JOB.c.name.startswith(f"{scenario}.", autoescape=True))
    return len(db.scalars(step.values(state=JobState.NEW).returning(JOB.c.id)).all())


def waiting_tells(db: Session, community_id: str, name: str, record: str) -> Sequence[JobRow]:
    """Return the wishes to tell something about a record that wait for their time."""
    about = JobRow.payload["reply"]["record"].as_string() == record
    return db.scalars(
        select(JobRow).where(
            JobRow.community_id == community_id, JobRow.name == name, JobRow.state == JobState.NEW, about
        )
    ).all()


def next_job(db: Session) -> datetime | None:
    """Return when the next job is due."""
    waiting = select(JOB.c.due).where(JOB.c.state == JobState.NEW).order_by(JOB.c.due).limit(1)
    return db.scalar(waiting)
