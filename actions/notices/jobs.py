"""Tells residents of a notice, of its correction, of its end: a few dozen at a time, each of them once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from actions.effect import Why
from actions.job import Job, Payload
from actions.notices.handlers import said
from actions.notices.models import Notice, NoticeStatus, NoticeTold
from actions.notices.publishing import publish, readers
from actions.notices.referring import shown
from actions.offer import Offer
from actions.people import Resident
from actions.reply import Reply
from actions.table import new_id
from actions.turn import Work
from integrations.database import insert_new

AT_A_TIME = 50  # residents in one transaction


def publish_now(work: Work, payload: Payload) -> None:
    """Publish what was put off, unless it was changed or taken back meanwhile."""
    row = _notice(work, payload)
    if row is None or row.status != NoticeStatus.SCHEDULED or row.publish_at != datetime.fromisoformat(payload["at"]):
        return
    publish(work, row)


def tell(work: Work, payload: Payload) -> None:
    """Tell the next residents of this version of a notice; a later version tells them itself."""
    row = _notice(work, payload)
    if row is None or row.status != NoticeStatus.PUBLISHED or row.version != payload["version"]:
        return
    if row.ends is not None and row.ends <= work.now:
        return
    told = _told(work, row)
    people = [one for one in readers(work, row.scope, row.roles) if one > payload["after"]]
    for resident in _residents(work, people[:AT_A_TIME]):
        if _mark(work, row, resident):
            _say(work, row, resident, "corrected" if resident.id in told else "news")
    _go_on(work, "tell", row, people)


def recall(work: Work, payload: Payload) -> None:
    """Tell those who have heard of a notice that it no longer holds."""
    row = _notice(work, payload)
    if row is None or row.status != NoticeStatus.WITHDRAWN or row.version != payload["version"]:
        return
    people = sorted(one for one in _told(work, row) if one > payload["after"])
    over = row.ends is not None and row.ends <= work.now
    for resident in _residents(work, [] if over else people[:AT_A_TIME]):
        if _mark(work, row, resident):
            _say(work, row, resident, "withdrawn")
    _go_on(work, "recall", row, people)


def _notice(work: Work, payload: Payload) -> Notice | None:
    return work.db.scalar(work.ours(Notice).where(Notice.id == payload["notice"]))


def _told(work: Work, row: Notice) -> set[str]:
    """Return who was to hear of an earlier version."""
    mine = (NoticeTold.notice_id == row.id, NoticeTold.version < row.version)
    # ours: of one notice of this community
    return set(work.db.scalars(select(NoticeTold.resident_id).where(*mine)))


def _residents(work: Work, ids: Sequence[str]) -> Sequence[Resident]:
    return work.db.scalars(work.ours(Resident).where(Resident.id.in_(ids)).order_by(Resident.id)).all() if ids else []


def _mark(work: Work, row: Notice, resident: Resident) -> bool:
    """Write down that a resident is told of this version; False when that is written already."""
    values = {"id": new_id(), "community_id": work.community.id, "notice_id": row.id, "resident_id": resident.id}
    step = insert_new(work.db, NoticeTold.__table__).values(**values, version=row.version, created_at=work.now)
    return work.db.execute(step.returning(NoticeTold.__table__.c.id)).scalar() is not None


def _say(work: Work, row: Notice, resident: Resident, key: str) -> None:
    lang = resident.reads
    title = (row.title_en or row.title) if lang == "en" else row.title
    first = "urgent" if row.urgent and key == "news" else key
    words = title if key == "withdrawn" else said(row, lang)
    reply = Reply(text=work.text_in(lang, f"told.{first}", notice=words), record=row.ref)
    offer = Offer(
        topic="notices.news",
        title=str(work.text_in(lang, "told.topic")),
        subject=title[:40],
        about=f"call:notices.this_one:{row.id}",
        asked="notice_query" if row.topic else "",
        said={"topic": row.topic} if row.topic else {},
    )
    if key != "withdrawn":
        reply = reply.showing(shown(row, lang))
    why = Why.UNASKED if key == "news" else Why.PROMISED  # who heard what was wrong is owed what is right
    work.effects.offer(resident.id, reply, offer, why=why, until=row.ends, urgent=row.urgent)


def _go_on(work: Work, job: str, row: Notice, people: Sequence[str]) -> None:
    if len(people) > AT_A_TIME:
        after = people[AT_A_TIME - 1]
        key = f"{row.id}:{row.version}:{after}"
        work.schedule(job, work.now, key=key, notice=row.id, version=row.version, after=after)


JOBS = (Job(name="publish", run=publish_now), Job(name="tell", run=tell), Job(name="recall", run=recall))
