"""Notices that staff write: saved, published now or later, corrected, withdrawn. Each change counts the version up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actions.notices.models import Notice, NoticeStatus
from actions.notices.reading import Span, buildings_of, span_of, topic_of
from actions.people import Occupancy, Resident, Role
from actions.place import Building, Home
from actions.table import new_id
from actions.turn import Work

LONGEST_TITLE, LONGEST_BODY = 80, 2000  # characters: it is read aloud, and on a telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What staff have written. Times are aware; an empty scope is the whole community, no roles are all of them."""

    title: str
    body: str = ""
    title_en: str = ""
    body_en: str = ""
    scope: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    urgent: bool = False
    starts: datetime | None = None
    ends: datetime | None = None

    def problems(self) -> list[str]:
        """Return what is wrong with it, as text keys of the desk."""
        found = [] if self.title else ["notice.no_title"]
        if max(len(self.title), len(self.title_en)) > LONGEST_TITLE:
            found.append("notice.long_title")
        if max(len(self.body), len(self.body_en)) > LONGEST_BODY:
            found.append("notice.long_body")
        if self.starts and self.ends and self.ends <= self.starts:
            found.append("notice.ends_early")
        return found


def save(work: Work, draft: Draft, by: str, notice: Notice | None = None) -> Notice:
    """Write a draft down, or change one that is not published; what it does not say is read from its words."""
    row = notice or Notice(id=new_id(), community_id=work.community.id, created_at=work.now, version=0)
    words = f"{draft.title}\n{draft.body}"
    span = Span(draft.starts, draft.ends) if draft.starts or draft.ends else span_of(words, work.now)
    row.title, row.body, row.title_en, row.body_en = draft.title, draft.body, draft.title_en, draft.body_en
    row.scope, row.roles, row.urgent = list(draft.scope), list(draft.roles), draft.urgent
    row.topic = (topic_of(draft.title) or topic_of(draft.body))[:30]
    row.starts, row.ends, row.author_id = span.starts, span.ends, by
    row.version += 1
    if notice is None:
        row.status = NoticeStatus.DRAFT
        work.db.add(row)
    work.db.flush()
    if row.status == NoticeStatus.PUBLISHED:
        _tell(work, row)
    return row


def publish(work: Work, row: Notice, at: datetime | None = None) -> None:
    """Publish a draft now, or at a time to come; twice is once."""
    if row.status not in {NoticeStatus.DRAFT, NoticeStatus.SCHEDULED}:
        return
    if at is not None and at > work.now:
        row.status, row.publish_at = NoticeStatus.SCHEDULED, at
        work.schedule("publish", at, key=f"{row.id}:{at.isoformat()}", notice=row.id, at=at.isoformat())
        return
    row.status, row.publish_at, row.published_at = NoticeStatus.PUBLISHED, None, work.now
    row.created_at = work.now
    _tell(work, row)


def withdraw(work: Work, row: Notice) -> None:
    """Take a notice back: those who heard of it are told; what was not published goes back to being a draft."""
    if row.status == NoticeStatus.SCHEDULED:
        row.status, row.publish_at = NoticeStatus.DRAFT, None
        return
    if row.status != NoticeStatus.PUBLISHED:
        return
    row.status, row.withdrawn_at = NoticeStatus.WITHDRAWN, work.now
    row.version += 1
    work.schedule("recall", work.now, key=f"{row.id}:{row.version}:", notice=row.id, version=row.version, after="")


def readers(work: Work, scope: Sequence[str], roles: Sequence[str]) -> list[str]:
    """Return the ids of the residents a notice is for, in order: who lives, or has a role, in one of the buildings."""
    # ours: of this community's homes and residents
    query = (
        select(Resident.id, Building.name, Occupancy.role, Occupancy.until)
        .join(Occupancy, Occupancy.resident_id == Resident.id)
        .join(Home, Home.id == Occupancy.home_id)
        .join(Building, Building.id == Home.building_id)
        .where(Resident.community_id == work.community.id)
    )
    today, wanted = work.now.date(), set(scope)
    found = {
        resident
        for resident, building, role, until in work.db.execute(query)
        if (until is None or until >= today)
        and (not roles or role in roles)
        and (not wanted or wanted & {building, *buildings_of(building)})
    }
    return sorted(found)


def parts(work: Work) -> list[str]:
    """Return what a notice can be for: the buildings, and the other parts that earlier notices named."""
    names = work.db.scalars(work.ours(Building).order_by(Building.name)).all()
    buildings = [known for row in names for known in (buildings_of(row.name) or [row.name])]
    named = [name for row in work.db.scalars(work.ours(Notice)) for name in row.scope]
    return sorted(dict.fromkeys(buildings), key=_by_number) + sorted({*named} - {*buildings})


def roles_of(chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the roles of a form that there are; all of them mean everybody."""
    wanted = set(chosen)
    known = tuple(role for role in Role if role in wanted)
    return () if len(known) == len(Role) else known


def _tell(work: Work, row: Notice) -> None:
    payload: Mapping[str, object] = {"notice": row.id, "version": row.version, "after": ""}
    work.schedule("tell", work.now, key=f"{row.id}:{row.version}:", **payload)


def _by_number(name: str) -> tuple[int, str]:
    digits = "".join(char for char in name if char.isdigit())
    return (int(digits) if digits else 0, name)
