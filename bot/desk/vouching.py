"""A member of staff vouches for somebody who stands at a kiosk and has no telephone with them: they are known there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import bind
from actions.message import KIOSK
from actions.people import Resident
from actions.turn import Work
from bot.access_log import Seen, note_access
from bot.channels.web.channel import HUB
from bot.conversations import ConversationRow
from bot.desk.gate import Desk, form_of
from bot.desk.house import PACKAGE, Person
from bot.desk.masking import masked_name
from bot.inbox import InboxRow
from bot.rights import rights_of

LATELY = timedelta(minutes=3)  # since somebody at a kiosk said or pressed something
MOST = 6


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a kiosk whom nobody knows."""

    id: str  # of their conversation
    place: str


def open_visits(db: Session, person: Person, now: datetime) -> Sequence[Visit]:
    """Return who stands now at the kiosks of a community where people sign in, the newest first."""
    query = (
        select(ConversationRow, InboxRow)
        .join(InboxRow, InboxRow.conversation_id == ConversationRow.id)
        .where(
            ConversationRow.community_id == person.community.id,
            ConversationRow.channel == KIOSK,
            ConversationRow.updated_at > now - LATELY,
        )
        .order_by(InboxRow.id.desc())
    )
    newest: dict[str, Visit] = {}
    for row, said in db.execute(query.limit(50)):
        signs_in = rights_of(db, str(said.body.get("post", ""))).signs_in
        if row.resident_id is None and row.id not in newest and signs_in:
            newest[row.id] = Visit(row.id, str(said.body.get("place", "")))
    return list(newest.values())[:MOST]


async def vouch(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Let the kiosk know a resident until they go; who vouched is written down."""
    now, resident_id = desk.now(), request.match_info["id"]
    visit = str((await form_of(request)).get("visit", ""))

    def write(work: Work) -> tuple[str, str] | None:
        resident = work.db.scalar(work.ours(Resident).where(Resident.id == resident_id))
        open_now = {one.id for one in open_visits(work.db, person, now)}
        row = work.db.get(ConversationRow, visit) if visit in open_now else None
        if resident is None or row is None:
            return None
        note_access(work.db, person.staff, resident.id, Seen.KIOSK, f"conversation:{row.id}", now)
        bind(work.db, resident, KIOSK, row.thread, now)
        return row.thread, masked_name(resident.name)

    known = await desk.house.engine.act(person.community.id, PACKAGE, write, lang=person.lang)
    if known is None:
        return desk.refuse(person, "error.no_visit", 409)
    thread, name = known
    hub = request.app.get(HUB)
    if hub is not None:
        hub.tell(KIOSK, thread, {"type": "who", "name": name})
    return desk.show("message.html", person, message=person.text("vouch.done", name=name))
