"""What the auditor has found, written down once: whoever writes a finding first raises it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Index, Select, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Community, Staff, StaffRole
from actions.table import RUNNING, CommunityTable, Instant, Key, new_id
from actions.texts import load_texts
from actions.turn import Work
from bot.operations.finding import KIOSKS, Finding, Kind
from integrations.database import insert_new

PACKAGE = "bot.operations"
AGAIN = timedelta(hours=1)  # after which a finding that stays is raised once more
_OFFICE = (StaffRole.MANAGER, StaffRole.ADMIN)
_NAMED = KIOSKS | {Kind.EMERGENCY_UNPAGED, Kind.EMERGENCY_UNACKNOWLEDGED}  # which one is meant is said in the page


class FindingRow(CommunityTable):
    """One finding from the first time it was seen until it was gone. `open_key` is unique while it is open."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("open_key"), Index("ix_finding_open", "community_id", "closed_at"))
    __purpose__ = replace(RUNNING, since="closed_at")

    id: Mapped[Key]
    open_key: Mapped[str | None] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(80))
    count: Mapped[int] = mapped_column(default=1)
    since: Mapped[datetime] = mapped_column(Instant)
    first_seen_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    raised_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


TABLE = FindingRow.__table__


def by_community(db: Session, found: Iterable[Finding], home: str) -> dict[str, list[Finding]]:
    """Sort findings by the community that hears of them, with an empty list where all that was open has gone.

    What concerns the house as a whole is told to the community named `home`, or to the first one.
    """
    mine = _home(db, home)
    sorted_out: dict[str, list[Finding]] = {
        row: [] for row in db.scalars(_open().with_only_columns(FindingRow.community_id))
    }
    for finding in found:
        community = finding.community_id or mine
        if community is not None:
            sorted_out.setdefault(community, []).append(finding)
    return sorted_out


def settle(work: Work, found: Sequence[Finding]) -> list[Finding]:
    """Write down what was found in one community, close what has gone, and page the office about what is new.

    Returns what was raised: of several processes that look at the same time exactly one raises a finding.
    """
    now, community = work.now, work.community.id
    keys = {_key(community, finding): finding for finding in found}
    known = {row.open_key: row for row in work.db.scalars(_open().where(FindingRow.community_id == community))}
    raised = [
        finding for key, finding in keys.items() if _is_news(work.db, community, key, finding, known.get(key), now)
    ]
    gone = [row.id for key, row in known.items() if key not in keys]
    if gone:
        work.db.execute(update(FindingRow).where(FindingRow.id.in_(gone)).values(closed_at=now, open_key=None))
    if raised:
        _page(work, raised)
    return raised


def open_findings(db: Session, community: str) -> Sequence[FindingRow]:
    """Return what is wrong in a community now, oldest first."""
    return db.scalars(_open().where(FindingRow.community_id == community).order_by(FindingRow.first_seen_at)).all()


def office(work: Work) -> Sequence[Staff]:
    """Return whom a finding is told to: managers and administrators on duty, or all of them, or who is on duty."""
    staff = work.db.scalars(work.ours(Staff).where(Staff.active).order_by(Staff.key)).all()
    leads = [one for one in staff if one.role in _OFFICE]
    return [one for one in leads if one.on_duty] or leads or [one for one in staff if one.on_duty]


def name_of(kind: str, lang: str, count: int = 1) -> str:
    """Return what a kind of finding is called."""
    words = str(load_texts(PACKAGE).render(lang, f"kind.{kind}", {}))
    return f"{words} ×{count}" if count > 1 else words


def _open() -> Select[FindingRow]:
    return select(FindingRow).where(FindingRow.closed_at.is_(None))


def _home(db: Session, name: str) -> str | None:
    every = select(Community.id).order_by(Community.name != name, Community.name)
    return db.scalar(every.limit(1))


def _key(community: str, finding: Finding) -> str:
    return f"{community}:{finding.kind}:{finding.subject}"[:160]


def _is_news(db: Session, community: str, key: str, finding: Finding, known: FindingRow | None, now: datetime) -> bool:
    """Write a finding down; True when it is to be raised by us."""
    if known is None:
        seen = {"first_seen_at": now, "last_seen_at": now, "raised_at": now}
        row = {"id": new_id(), "community_id": community, "open_key": key, "kind": finding.kind, **seen}
        row |= {"subject": finding.subject[:80], "count": finding.count, "since": finding.since}
        return db.execute(insert_new(db, TABLE).values(row).returning(FindingRow.id)).scalar() is not None
    values = {"last_seen_at": now, "count": finding.count}
    db.execute(update(FindingRow).where(FindingRow.id == known.id).values(**values))
    if finding.kind in KIOSKS:
        return False
    late = update(FindingRow).where(FindingRow.id == known.id, FindingRow.raised_at <= now - AGAIN)
    return db.execute(late.values(raised_at=now).returning(FindingRow.id)).scalar() is not None


def _page(work: Work, raised: Sequence[Finding]) -> None:
    texts, urgent = load_texts(PACKAGE), any(one.kind not in KIOSKS for one in raised)
    for staff in office(work):
        lang = "en" if staff.lang == "en" else "zh"
        comma = "; " if lang == "en" else "；"
        what = comma.join(f"{name_of(one.kind, lang, one.count)}{_about(one, lang)}" for one in raised)
        work.effects.page(staff.id, texts.render(lang, "page", {"what": what}), urgent=urgent)


def _about(finding: Finding, lang: str) -> str:
    if finding.kind not in _NAMED:
        return ""
    return f" {finding.subject}" if lang == "en" else f"（{finding.subject}）"
