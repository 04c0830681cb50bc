"""What the house could not finish by itself: what the auditor found, dead letters, messages without a turn, jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from actions.turn import Work
from bot.desk.gate import Desk, form_of, see_other
from bot.desk.house import Person, change
from bot.inbox import InboxRow, InboxState
from bot.jobs import JobRow, JobState
from bot.operations.ledger import FindingRow, name_of, open_findings
from bot.outbox import OutboxKind, OutboxRow, OutboxState

MOST = 100  # rows of each kind


@dataclass(frozen=True, slots=True)
class Problem:
    """One row that needs somebody; it never shows what a resident said."""

    id: int | str
    kind: str  # findings, outbox, inbox, jobs
    sort: str  # what a finding is called; message, sms, command; the job's name
    channel: str
    error: str
    since: datetime
    tries: int | None
    repeatable: bool


async def problems(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show what failed."""
    found = await desk.house.store.read(lambda db: read_problems(db, person))
    return desk.show("problems.html", person, problems=found, broken=desk.house.registry.broken)


async def settle(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Try a row again, or let it go."""
    kind, number = request.match_info["kind"], int(request.match_info["id"])
    again, now = (await form_of(request)).get("move") == "retry", desk.now()

    def work_on(work: Work) -> None:
        _SETTLE[kind](work.db, person, number, again, now)

    await change(desk.house, person, work_on, touched=("outbox", str(number)))
    if again and kind == "inbox":
        await desk.house.engine.recover()
    desk.house.engine.on_jobs()
    return see_other("/desk/problems")


def read_problems(db: Session, person: Person) -> dict[str, Sequence[Problem]]:
    """Return what failed in this community, newest first, by where it lies."""
    return {
        "findings": [
            Problem(
                row.id, "findings", name_of(row.kind, person.lang, row.count), "", row.subject, row.since, None, False
            )
            for row in open_findings(db, person.community.id)[:MOST]
        ],
        "outbox": [
            Problem(
                row.id,
                "outbox",
                row.kind,
                row.channel,
                row.error,
                row.created_at,
                row.attempts,
                row.kind != OutboxKind.COMMAND,
            )
            for row in db.scalars(_of(person, OutboxRow, OutboxState.DEAD))
        ],
        "inbox": [
            Problem(row.id, "inbox", "heard", row.channel, row.error, row.created_at, None, True)
            for row in db.scalars(_of(person, InboxRow, InboxState.FAILED))
        ],
        "jobs": [
            Problem(row.id, "jobs", row.name, "", row.error, row.created_at, row.attempts, True)
            for row in db.scalars(_of(person, JobRow, JobState.DEAD))
        ],
    }


def count_problems(db: Session, person: Person) -> int:
    """Count what failed, for the mark in the menu."""
    states = ((OutboxRow, OutboxState.DEAD), (InboxRow, InboxState.FAILED), (JobRow, JobState.DEAD))
    ours = [(table.community_id == person.community.id, table.state == state) for table, state in states]
    ours.append((FindingRow.community_id == person.community.id, FindingRow.closed_at.is_(None)))
    return sum(db.scalar(select(func.count()).where(*which)) or 0 for which in ours)


def _of(person: Person, table: Any, state: str) -> Any:
    ours = select(table).where(table.community_id == person.community.id, table.state == state)
    return ours.order_by(table.id.desc()).limit(MOST)


def _settle_outbox(db: Session, person: Person, number: int, again: bool, now: datetime) -> None:
    dead = (OutboxRow.id == number, OutboxRow.community_id == person.community.id, OutboxRow.state == OutboxState.DEAD)
    if again:
        step = update(OutboxRow).where(*dead, OutboxRow.kind != OutboxKind.COMMAND)
        db.execute(step.values(state=OutboxState.NEW, attempts=0, due=now, error=""))
    else:
        db.execute(update(OutboxRow).where(*dead).values(state=OutboxState.EXPIRED))


def _settle_inbox(db: Session, person: Person, number: int, again: bool, now: datetime) -> None:
    failed = (InboxRow.id == number, InboxRow.community_id == person.community.id, InboxRow.state == InboxState.FAILED)
    state = InboxState.NEW if again else InboxState.DONE
    db.execute(update(InboxRow).where(*failed).values(state=state))


def _settle_job(db: Session, person: Person, number: int, again: bool, now: datetime) -> None:
    dead = (JobRow.id == number, JobRow.community_id == person.community.id, JobRow.state == JobState.DEAD)
    values = {"state": JobState.NEW, "attempts": 0, "due": now} if again else {"state": JobState.DONE}
    db.execute(update(JobRow).where(*dead).values(**values))


_SETTLE = {"outbox": _settle_outbox, "inbox": _settle_inbox, "jobs": _settle_job}
