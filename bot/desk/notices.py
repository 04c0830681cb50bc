"""Notices: written, seen in both languages as residents will, published to whom they concern, corrected, withdrawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.notices.handlers import said
from actions.notices.models import Notice, NoticeStatus, NoticeTold
from actions.notices.publishing import Draft, parts, publish, readers, roles_of, save, withdraw
from actions.people import Community, Resident, Role, Staff
from actions.telling import TELL
from actions.turn import Work
from bot.access_log import Seen, note_access
from bot.conversations import ConversationRow
from bot.desk.gate import Desk, see_other
from bot.desk.house import Person
from bot.jobs import waiting_tells
from bot.outbox import OutboxRow, OutboxState
from bot.switches import is_on

PATH = "/desk/notices"
SCENARIO = "actions.notices"
MOST = 100  # notices of the list
_UNDER_WAY = (OutboxState.NEW, OutboxState.SENDING)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a notice has come, in people. `asleep` wait for the morning, tomorrow, or their own "later"."""

    people: int
    sent: int = 0
    under_way: int = 0
    failed: int = 0
    asleep: int = 0

    @property
    def left_out(self) -> int:
        """Count who is told nothing: they refused notices."""
        return max(0, self.people - self.sent - self.under_way - self.failed - self.asleep)


@dataclass(frozen=True, slots=True)
class Page:
    """One notice as the page shows it."""

    row: Notice
    author: str
    readers: int  # residents it is for, as things stand now
    zh: str
    en: str
    reached: Reached | None


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form says."""

    draft: Draft
    move: str
    at: datetime | None
    version: int


async def index(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """List the notices, the newest first."""
    if not _on(desk, person):
        return desk.refuse(person, "error.not_found", 404)
    query = select(Notice).where(Notice.community_id == person.community.id)
    newest = query.order_by(Notice.created_at.desc(), Notice.title).limit(MOST)
    rows = await desk.house.store.read(lambda db: db.scalars(newest).all())
    return desk.show("notices.html", person, rows=rows, now=desk.now())


async def blank(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show an empty form."""
    return await _form(desk, person, None, Draft(title=""))


async def create(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Save a first draft and show how residents will read it."""
    posted = await _posted(request, person)
    if posted.draft.problems() or not _on(desk, person):
        return await _form(desk, person, None, posted.draft, posted.draft.problems())
    made = await _act(desk, person, lambda work: save(work, posted.draft, person.staff.id).id)
    return see_other(f"{PATH}/{made}")


async def show(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show one notice: both languages, whom it is for, and how far it has come."""
    return await _show(desk, person, request.match_info["id"])


async def edit(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show the form for a draft, or for the correction of what is published."""
    row = await desk.house.store.read(lambda db: _find(db, person, request.match_info["id"]))
    if row is None or not _on(desk, person) or row.status == NoticeStatus.WITHDRAWN:
        return desk.refuse(person, "error.not_found", 404)
    return await _form(desk, person, row, _draft_of(row))


async def act(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Save, publish, put off or withdraw; refused where somebody changed the notice meanwhile."""
    notice_id = request.match_info["id"]
    posted = await _posted(request, person)
    if posted.move == "save" and posted.draft.problems():
        row = await desk.house.store.read(lambda db: _find(db, person, notice_id))
        return await _form(desk, person, row, posted.draft, posted.draft.problems())

    def change(work: Work) -> str:
        row = work.db.scalar(
            work.ours(Notice).where(Notice.id == notice_id).with_for_update().execution_options(populate_existing=True)
        )
        if row is None:
            return "error.not_found"
        if row.version != posted.version or row.status == NoticeStatus.WITHDRAWN:
            return "notice.overtaken"
        return _carry_out(work, person, row, posted)

    problem = await _act(desk, person, change)
    if problem == "error.not_found" or not _on(desk, person):
        return desk.refuse(person, "error.not_found", 404)
    if problem:
        return await _show(desk, person, notice_id, problem)
    desk.house.engine.forget_names(person.community.id)  # 西区: a part that only notices name
    return see_other(f"{PATH}/{notice_id}")


def _carry_out(work: Work, person: Person, row: Notice, posted: Posted) -> str:
    match posted.move:
        case "publish":
            if posted.at is not None and posted.at <= work.now:
                return "notice.past"
            publish(work, row, posted.at)
        case "withdraw":
            _forget_waiting(work, row)
            withdraw(work, row)
        case "save":
            _forget_waiting(work, row)
            save(work, posted.draft, person.staff.id, row)
        case _:
            return "error.move"
    note_access(work.db, person.staff, None, Seen.NOTICE, f"notice:{row.id}:{posted.move}", work.now)
    return ""


def _forget_waiting(work: Work, row: Notice) -> None:
    """Take back what waits for the morning: who has not heard it need not hear that it was wrong."""
    for job in waiting_tells(work.db, row.community_id, TELL, row.ref):
        theirs = (NoticeTold.notice_id == row.id, NoticeTold.resident_id == job.payload["resident"])
        for told in work.db.scalars(select(NoticeTold).where(*theirs)):
            work.db.delete(told)
        work.db.delete(job)
    work.db.flush()


async def _show(desk: Desk, person: Person, notice_id: str, problem: str = "") -> web.Response:
    now = person.local(desk.now())
    page = await desk.house.store.read(lambda db: read_page(db, person, notice_id, now))
    if page is None or not _on(desk, person):
        return desk.refuse(person, "error.not_found", 404)
    message = person.text(problem) if problem else ""
    return desk.show("notice.html", person, status=409 if problem else 200, page=page, message=message)


async def _form(
    desk: Desk, person: Person, row: Notice | None, draft: Draft, problems: Sequence[str] = ()
) -> web.Response:
    if not _on(desk, person):
        return desk.refuse(person, "error.not_found", 404)
    now = person.local(desk.now())
    known = await desk.house.store.read(lambda db: parts(_work(db, person, now)))
    others = [name for name in draft.scope if name not in known]
    return desk.show(
        "notice_form.html",
        person,
        status=400 if problems else 200,
        row=row,
        draft=draft,
        parts=known,
        others="、".join(others),
        roles=list(Role),
        messages=[person.text(key) for key in problems],
        field=lambda when: f"{person.local(when):%Y-%m-%dT%H:%M}" if when else "",
    )


def read_page(db: Session, person: Person, notice_id: str, now: datetime) -> Page | None:
    """Read one notice of the person's community."""
    row = _find(db, person, notice_id)
    if row is None:
        return None
    author = db.get(Staff, row.author_id) if row.author_id else None
    told = row.status in {NoticeStatus.PUBLISHED, NoticeStatus.WITHDRAWN} and row.published_at is not None
    return Page(
        row=row,
        author=author.name if author else "",
        readers=len(readers(_work(db, person, now), row.scope, row.roles)),
        zh=said(row, "zh"),
        en=said(row, "en"),
        reached=read_reached(db, row) if told else None,
    )


def read_reached(db: Session, row: Notice) -> Reached:
    """Count how far a notice has come: each resident once, by the last thing that was told them of it."""
    told = select(func.count(NoticeTold.resident_id.distinct())).where(NoticeTold.notice_id == row.id)
    about = OutboxRow.body["record"].as_string() == row.ref
    sent = (
        select(ConversationRow.resident_id, OutboxRow.state)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .join(Resident, Resident.id == ConversationRow.resident_id)
        .where(OutboxRow.community_id == row.community_id, OutboxRow.cause.is_(None), about)
        .order_by(OutboxRow.id)
    )
    last: Mapping[str, str] = {resident: state for resident, state in db.execute(sent) if resident}
    states = list(last.values())
    asleep = {job.payload["resident"] for job in waiting_tells(db, row.community_id, TELL, row.ref)} - set(last)
    return Reached(
        people=db.scalar(told) or 0,
        sent=states.count(OutboxState.SENT),
        under_way=sum(state in _UNDER_WAY for state in states),
        failed=sum(state in {OutboxState.DEAD, OutboxState.EXPIRED} for state in states),
        asleep=len(asleep),
    )


async def _posted(request: web.Request, person: Person) -> Posted:
    form = await request.post()
    words = {name: str(value).strip() for name, value in form.items() if isinstance(value, str)}
    others = [name.strip() for name in words.get("others", "").replace(",", "、").replace("，", "、").split("、")]
    scope = [str(name) for name in form.getall("scope", [])] + others if words.get("whom") == "some" else []
    draft = Draft(
        title=words.get("title", ""),
        body=words.get("body", "").replace("\r\n", "\n"),
        title_en=words.get("title_en", ""),
        body_en=words.get("body_en", "").replace("\r\n", "\n"),
        scope=tuple(dict.fromkeys(name[:30] for name in scope if name)),
        roles=roles_of(str(role) for role in form.getall("role", [])),
        urgent=words.get("urgent") == "1",
        starts=_time(person, words.get("starts", "")),
        ends=_time(person, words.get("ends", "")),
    )
    version = words.get("version", "")
    at = _time(person, words.get("at", "")) if words.get("move") == "publish" else None
    return Posted(draft, words.get("move", ""), at, int(version) if version.isdecimal() and len(version) < 9 else 0)


def _time(person: Person, said: str) -> datetime | None:
    """Read a time of a form, which is meant in the community's zone."""
    try:
        return datetime.fromisoformat(said).replace(tzinfo=person.community.tz) if said else None
    except ValueError:
        return None


def _draft_of(row: Notice) -> Draft:
    return Draft(
        title=row.title,
        body=row.body,
        title_en=row.title_en,
        body_en=row.body_en,
        scope=tuple(row.scope),
        roles=tuple(row.roles),
        urgent=row.urgent,
        starts=row.starts,
        ends=row.ends,
    )


def _find(db: Session, person: Person, notice_id: str) -> Notice | None:
    return db.scalar(select(Notice).where(Notice.community_id == person.community.id, Notice.id == notice_id))


def _on(desk: Desk, person: Person) -> bool:
    """Say whether the community has notices switched on."""
    return is_on(desk.house.registry, person.community, "notices")


def _work(db: Session, person: Person, now: datetime) -> Work:
    return Work(db=db, community=db.get_one(Community, person.community.id), now=now, package=SCENARIO)


async def _act(desk: Desk, person: Person, work: Callable[[Work], str]) -> str:
    return await desk.house.engine.act(person.community.id, SCENARIO, work, lang=person.lang)
