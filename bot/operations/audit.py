"""Compares what should have happened with what did, by SQL of its own: it shares no code with what it judges."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from actions.table import Instant
from bot.operations.finding import Finding, Kind


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each thing may take before it is a finding."""

    page: timedelta = timedelta(seconds=60)  # from an emergency to the first page that left
    acknowledge: timedelta = timedelta(minutes=5)  # from an emergency to a named person
    handle: timedelta = timedelta(minutes=5)  # from a stored message to its turn
    reply_seen: timedelta = timedelta(days=1)  # how far back messages without an answer are looked for
    newest: int = 50_000  # of how many messages at most: there is no index by time, and this runs every minute
    job: timedelta = timedelta(minutes=3)  # after a job's time, or its lease
    send: timedelta = timedelta(minutes=5)  # in the outbox
    send_urgent: timedelta = timedelta(minutes=1)  # in the emergency lane
    retry: timedelta = timedelta(minutes=15)  # from the first try of what comes again and again
    deadline: timedelta = timedelta(minutes=15)  # after a ticket's deadline
    staff: timedelta = timedelta(minutes=30)  # from a resident's word to the answer of staff
    lease: timedelta = timedelta(minutes=5)  # after a conversation's lease
    process: timedelta = timedelta(seconds=60)  # since a process was seen
    kiosk: timedelta = timedelta(minutes=5)  # since a kiosk was seen, or since it says that it cannot hear


LIMITS = Limits()
Check = Callable[[Session, datetime, Limits], Iterator[Finding]]


def findings(db: Session, now: datetime, limits: Limits = LIMITS) -> list[Finding]:
    """Return everything that is wrong now, worst kinds first. It only reads."""
    return [finding for check in CHECKS for finding in check(db, now, limits)]


def _rows(db: Session, sql: str, **given: object) -> list[dict[str, Any]]:
    """Run a query whose times are aware; `since` comes back as a time too."""
    kinds = {name: Instant() if isinstance(value, datetime) else None for name, value in given.items()}
    query = text(sql).bindparams(*(bindparam(name, value, type_=kinds[name]) for name, value in given.items()))
    return [dict(row) for row in db.execute(query.columns(since=Instant())).mappings()]


def _each(kind: Kind, rows: list[dict[str, Any]]) -> Iterator[Finding]:
    for row in rows:
        yield Finding(kind, str(row["subject"]), row["community_id"], row["since"], int(row.get("count") or 1))


def emergency_unpaged(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """An emergency that nobody has taken and of which no page has left, although its time is over."""
    opened = _rows(
        db,
        "SELECT community_id, number AS subject, created_at AS since FROM ticket "
        "WHERE kind = 'emergency' AND status = 'open' AND created_at <= :edge ORDER BY created_at",
        edge=now - limits.page,
    )
    for row in opened:
        pages = _rows(
            db,
            "SELECT body, created_at AS since FROM outbox WHERE community_id = :community AND kind = 'sms' "
            "AND lane = 'emergency' AND state = 'sent' AND created_at >= :since",
            community=row["community_id"],
            since=row["since"],
        )
        named = re.compile(rf"{re.escape(row['subject'])}(?!\d)")
        if not any(named.search(str(page["body"])) for page in pages):
            yield from _each(Kind.EMERGENCY_UNPAGED, [row])


def emergency_unacknowledged(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """An emergency that no named person has taken in time."""
    sql = (
        "SELECT community_id, number AS subject, created_at AS since FROM ticket "
        "WHERE kind = 'emergency' AND status = 'open' AND created_at <= :edge ORDER BY created_at"
    )
    yield from _each(Kind.EMERGENCY_UNACKNOWLEDGED, _rows(db, sql, edge=now - limits.acknowledge))


def message_unhandled(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Messages that were accepted and have had no turn."""
    sql = (
        "SELECT community_id, 'inbox' AS subject, MIN(created_at) AS since, COUNT(*) AS count FROM inbox "
        "WHERE state = 'new' AND created_at <= :edge GROUP BY community_id"
    )
    yield from _each(Kind.MESSAGE_UNHANDLED, _rows(db, sql, edge=now - limits.handle))


def message_unanswered(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Messages whose turn said nothing in answer, and no ticket and no person has come for them since."""
    oldest = now - limits.reply_seen
    window = {"edge": now - limits.handle, "oldest": oldest, "newest": limits.newest, "before": oldest - limits.handle}
    sql = (
        "WITH silent AS (SELECT id FROM inbox WHERE state IN ('done', 'failed') AND kind <> 'outcome' "
        "AND id > (SELECT MAX(id) FROM inbox) - :newest AND created_at <= :edge AND created_at > :oldest "
        "EXCEPT SELECT cause FROM outbox "
        "WHERE id > (SELECT COALESCE(MAX(id), 0) FROM outbox WHERE created_at <= :before)) "
        "SELECT m.community_id, 'inbox' AS subject, MIN(m.created_at) AS since, COUNT(*) AS count "
        "FROM silent JOIN inbox m ON m.id = silent.id "
        "WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = m.conversation_id "
        "AND o.created_at >= m.created_at AND o.body ->> 'author' <> '') "
        "AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.conversation_id = m.conversation_id "
        "AND t.created_at >= m.created_at) "
        "AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.id = m.conversation_id AND c.owner_id IS NOT NULL) "
        "GROUP BY m.community_id"
    )
    yield from _each(Kind.MESSAGE_UNANSWERED, _rows(db, sql, **window))


def job_overdue(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Jobs whose time, or whose runner's lease, was over long ago."""
    sql = (
        "SELECT community_id, name AS subject, MIN(due) AS since, COUNT(*) AS count FROM job "
        "WHERE (state = 'new' AND due <= :edge) OR (state = 'running' AND lease_until <= :edge) "
        "GROUP BY community_id, name ORDER BY name"
    )
    yield from _each(Kind.JOB_OVERDUE, _rows(db, sql, edge=now - limits.job))


def job_dead(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Jobs that failed as often as they may."""
    sql = (
        "SELECT community_id, name AS subject, MIN(due) AS since, COUNT(*) AS count FROM job "
        "WHERE state = 'dead' GROUP BY community_id, name ORDER BY name"
    )
    yield from _each(Kind.JOB_DEAD, _rows(db, sql))


def outbox_stuck(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """What should have left: nobody has taken it, or it comes again and again."""
    sql = (
        "SELECT community_id, channel || '/' || lane AS subject, MIN(created_at) AS since, COUNT(*) AS count "
        "FROM outbox WHERE (state = 'new' AND lane = 'normal' AND due <= :normal) "
        "OR (state = 'new' AND lane = 'emergency' AND due <= :urgent) "
        "OR (state = 'new' AND attempts > 0 AND created_at <= :retried) "
        "OR (state = 'sending' AND due <= :normal) "
        "GROUP BY community_id, channel, lane ORDER BY channel, lane"
    )
    edges = {"normal": now - limits.send, "urgent": now - limits.send_urgent, "retried": now - limits.retry}
    yield from _each(Kind.OUTBOX_STUCK, _rows(db, sql, **edges))


def outbox_dead(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """What was given up and nobody has looked at."""
    sql = (
        "SELECT community_id, channel || '/' || lane AS subject, MIN(created_at) AS since, COUNT(*) AS count "
        "FROM outbox WHERE state = 'dead' GROUP BY community_id, channel, lane ORDER BY channel, lane"
    )
    yield from _each(Kind.OUTBOX_DEAD, _rows(db, sql))


def ticket_overdue(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Tickets whose deadline has passed without anything being written since."""
    sql = (
        "SELECT community_id, kind AS subject, MIN(due_at) AS since, COUNT(*) AS count FROM ticket t "
        "WHERE status IN ('open', 'assigned', 'paused') AND due_at IS NOT NULL AND due_at <= :edge "
        "AND NOT EXISTS (SELECT 1 FROM ticket_entry e WHERE e.ticket_id = t.id AND e.at >= t.due_at) "
        "GROUP BY community_id, kind ORDER BY kind"
    )
    yield from _each(Kind.TICKET_OVERDUE, _rows(db, sql, edge=now - limits.deadline))


def resident_waiting(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Conversations a member of staff has taken over, in which a resident spoke last, long ago."""
    sql = (
        "SELECT c.community_id, 'desk' AS subject, MIN(m.created_at) AS since, COUNT(DISTINCT c.id) AS count "
        "FROM conversation c JOIN inbox m ON m.conversation_id = c.id AND m.kind <> 'outcome' "
        "WHERE c.owner_id IS NOT NULL AND m.created_at <= :edge "
        "AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = c.id AND o.created_at >= m.created_at) "
        "GROUP BY c.community_id"
    )
    yield from _each(Kind.RESIDENT_WAITING, _rows(db, sql, edge=now - limits.staff))


def lease_held(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Conversations that a process took and never gave back."""
    sql = (
        "SELECT community_id, 'conversations' AS subject, MIN(lease_until) AS since, COUNT(*) AS count "
        "FROM conversation WHERE worker IS NOT NULL AND lease_until <= :edge "
        "AND EXISTS (SELECT 1 FROM inbox m WHERE m.conversation_id = conversation.id AND m.state = 'new') "
        "GROUP BY community_id"
    )
    yield from _each(Kind.LEASE_HELD, _rows(db, sql, edge=now - limits.lease))


def process_gone(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Processes that went without a goodbye and that no later one of their role has replaced."""
    sql = "SELECT id, role, host, started_at, seen_at AS since FROM process WHERE ended_at IS NULL ORDER BY seen_at"
    known = [row | {"started": row["started_at"]} for row in _processes(db, sql)]
    later = [row for row in known if row["since"] > now - limits.process]
    for row in known:
        if row["since"] > now - limits.process:
            continue
        heir = next((one for one in later if one["role"] == row["role"] and one["started"] >= row["since"]), None)
        if heir is not None:
            later.remove(heir)
            continue
        yield Finding(Kind.PROCESS_GONE, f"{row['role']}@{row['host']}"[:80], None, row["since"])


def nobody_works(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """No process is left that makes turns, runs jobs and sends."""
    sql = "SELECT MAX(seen_at) AS since FROM process WHERE role IN ('all', 'worker')"
    alive = sql + " AND ended_at IS NULL AND seen_at > :edge"
    if _rows(db, alive, edge=now - limits.process)[0]["since"] is None:
        for row in _rows(db, sql):
            if row["since"] is not None:
                yield Finding(Kind.NOBODY_WORKS, "house", None, row["since"])


def kiosk_gone(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Kiosks that have told of themselves before and are silent now, by place; keys that are shut are no kiosks."""
    sql = _KIOSKS.format(since="p.seen_at", when="p.seen_at <= :edge")
    yield from _each(Kind.KIOSK_GONE, _rows(db, sql, edge=now - limits.kiosk, now=now))


def kiosk_deaf(db: Session, now: datetime, limits: Limits) -> Iterator[Finding]:
    """Kiosks that are there and say that they cannot hear, although the house could."""
    sql = _KIOSKS.format(since="p.deaf_since", when="p.seen_at > :edge AND p.deaf_since <= :edge")
    yield from _each(Kind.KIOSK_DEAF, _rows(db, sql, edge=now - limits.kiosk, now=now))


_KIOSKS = (
    "SELECT k.community_id, k.label AS subject, MIN({since}) AS since, COUNT(*) AS count "
    "FROM kiosk_pulse p JOIN api_key k ON k.id = p.key_id "
    "WHERE {when} AND k.revoked_at IS NULL AND k.expires_at > :now "
    "GROUP BY k.community_id, k.label ORDER BY k.label"
)


def _processes(db: Session, sql: str) -> list[dict[str, Any]]:
    columns = text(sql).columns(since=Instant(), started_at=Instant())
    return [dict(row) for row in db.execute(columns).mappings()]


CHECKS: tuple[Check, ...] = (
    emergency_unpaged,
    emergency_unacknowledged,
    nobody_works,
    process_gone,
    message_unhandled,
    message_unanswered,
    outbox_stuck,
    outbox_dead,
    job_overdue,
    job_dead,
    lease_held,
    kiosk_gone,
    kiosk_deaf,
    resident_waiting,
    ticket_overdue,
)
