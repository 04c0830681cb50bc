"""What the tables say about the house's work, counted for `/metrics`: numbers of things, never of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from actions.ticket import ACTIVE, Ticket, TicketStatus
from bot.inbox import InboxRow, InboxState
from bot.jobs import JobRow, JobState
from bot.operations.ledger import FindingRow
from bot.operations.processes import alive
from bot.outbox import OutboxRow, OutboxState

OVERDUE = timedelta(seconds=60)
EMERGENCY = "emergency"
Labels = tuple[str, ...]


@dataclass(slots=True)
class Measures:
    """One look at the tables. Counts by label values; ages in seconds, of the oldest."""

    inbox_waiting: int = 0
    inbox_oldest: float = 0.0
    inbox_failed: int = 0
    outbox_waiting: dict[Labels, float] = field(default_factory=dict)  # channel, lane
    outbox_oldest: dict[Labels, float] = field(default_factory=dict)
    outbox_retrying: dict[Labels, float] = field(default_factory=dict)
    outbox_dead: dict[Labels, float] = field(default_factory=dict)
    jobs: dict[Labels, float] = field(default_factory=dict)  # due, overdue, dead
    emergencies_open: int = 0
    emergencies_unacknowledged: int = 0
    emergency_oldest: float = 0.0  # of those nobody has taken
    tickets: dict[Labels, float] = field(default_factory=dict)  # kind
    findings: dict[Labels, float] = field(default_factory=dict)  # kind
    processes: dict[Labels, float] = field(default_factory=dict)  # role


def measure(db: Session, now: datetime) -> Measures:
    """Look at the tables once."""
    found = Measures()
    _inbox(db, now, found)
    _outbox(db, now, found)
    _jobs(db, now, found)
    _tickets(db, now, found)
    open_now = select(FindingRow.kind, func.count()).where(FindingRow.closed_at.is_(None))
    found.findings = _counts(db, open_now.group_by(FindingRow.kind))
    for process in alive(db, now):
        found.processes[process.role,] = found.processes.get((process.role,), 0) + 1
    return found


def _inbox(db: Session, now: datetime, found: Measures) -> None:
    waiting = select(func.count(), func.min(InboxRow.created_at)).where(InboxRow.state == InboxState.NEW)
    found.inbox_waiting, oldest = db.execute(waiting).one()
    found.inbox_oldest = _age(oldest, now)
    failed = select(func.count()).select_from(InboxRow).where(InboxRow.state == InboxState.FAILED)
    found.inbox_failed = db.scalar(failed) or 0


def _outbox(db: Session, now: datetime, found: Measures) -> None:
    lane = (OutboxRow.channel, OutboxRow.lane)
    waits = OutboxRow.state.in_((OutboxState.NEW, OutboxState.SENDING))
    query = select(*lane, func.count(), func.min(OutboxRow.created_at), func.sum(_one(OutboxRow.attempts > 0)))
    for channel, name, count, oldest, retried in db.execute(query.where(waits).group_by(*lane)):
        found.outbox_waiting[channel, name] = count
        found.outbox_oldest[channel, name] = _age(oldest, now)
        found.outbox_retrying[channel, name] = retried
    dead = select(*lane, func.count()).where(OutboxRow.state == OutboxState.DEAD)
    found.outbox_dead = _counts(db, dead.group_by(*lane))


def _jobs(db: Session, now: datetime, found: Measures) -> None:
    waits = JobRow.state == JobState.NEW
    stale = and_(JobRow.state == JobState.RUNNING, JobRow.lease_until <= now - OVERDUE)
    states: Mapping[str, ColumnElement[bool]] = {
        "due": and_(waits, JobRow.due <= now),
        "overdue": or_(and_(waits, JobRow.due <= now - OVERDUE), stale),
        "dead": JobRow.state == JobState.DEAD,
    }
    for name, condition in states.items():
        found.jobs[name,] = db.scalar(select(func.count()).select_from(JobRow).where(condition)) or 0


def _tickets(db: Session, now: datetime, found: Measures) -> None:
    kinds = select(Ticket.kind, func.count()).where(Ticket.status.in_(ACTIVE)).group_by(Ticket.kind)
    found.tickets = _counts(db, kinds)
    found.emergencies_open = int(found.tickets.get((EMERGENCY,), 0))
    alone = select(func.count(), func.min(Ticket.created_at))
    alone = alone.where(Ticket.kind == EMERGENCY, Ticket.status == TicketStatus.OPEN)
    found.emergencies_unacknowledged, oldest = db.execute(alone).one()
    found.emergency_oldest = _age(oldest, now)


def _counts(db: Session, query: Select[*tuple[Any, ...]]) -> dict[Labels, float]:
    return {tuple(labels): float(count) for *labels, count in db.execute(query)}


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
