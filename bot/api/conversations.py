"""What residents, the assistant and colleagues said, for staff who may read it; that they read it is written down."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Resident, Staff
from actions.turn import Work
from bot.access_log import Seen, note_access, seen_lately
from bot.api import desk_shapes as shapes
from bot.api.endpoint import Endpoint, Lead, for_staff
from bot.api.house import PACKAGE, Colleague
from bot.api.paging import paged, place_of
from bot.conversations import ConversationRow
from bot.desk.gate import OFFICE
from bot.desk.handover import find_conversation, owner_name
from bot.desk.masking import masked_name
from bot.desk.transcript import Said, read_transcript
from bot.problem import Refused


async def list_conversations(who: Colleague, asked: shapes.PageAsked) -> shapes.TalkPage:
    """List conversations, the one that changed last first."""
    return await who.house.store.read(lambda db: _page(db, who, asked))


async def read_conversation(who: Colleague, asked: shapes.TalkAsked) -> shapes.Transcript:
    """Read the last messages of a conversation; that you read it is written down."""
    person, now = who.person, who.house.clock.now()

    def read(work: Work) -> shapes.Transcript:
        row = find_conversation(work.db, person, asked.id)
        if row is None:
            raise Refused(404)
        record = f"conversation:{row.id}"
        if not seen_lately(work.db, person.staff, row.resident_id, Seen.CONVERSATION, record, now):
            note_access(work.db, person.staff, row.resident_id, Seen.CONVERSATION, record, now)
        return _transcript(work.db, row, asked.limit)

    return await who.house.engine.act(person.community.id, PACKAGE, read, lang=person.lang)


def _page(db: Session, who: Colleague, asked: shapes.PageAsked) -> shapes.TalkPage:
    query = select(ConversationRow, Resident.name, Staff.name)
    query = query.outerjoin(Resident, Resident.id == ConversationRow.resident_id)
    query = query.outerjoin(Staff, Staff.id == ConversationRow.owner_id)
    query = query.where(ConversationRow.community_id == who.person.community.id)
    rows = db.execute(paged(query, ConversationRow.updated_at, ConversationRow.id, asked.cursor, asked.limit)).all()
    kept = rows[: asked.limit]
    last = kept[-1][0] if len(rows) > asked.limit else None
    return shapes.TalkPage(
        items=[_line(row, name or "", owner or "") for row, name, owner in kept],
        next=place_of(last.updated_at, last.id) if last else None,
    )


def _line(row: ConversationRow, name: str, owner: str) -> shapes.TalkLine:
    return shapes.TalkLine(
        id=row.id,
        channel=row.channel,
        resident=row.resident_id,
        name=masked_name(name),
        owner=owner,
        lang=row.lang,
        private=row.private,
        updated_at=row.updated_at,
    )


def _transcript(db: Session, row: ConversationRow, most: int) -> shapes.Transcript:
    resident = db.get(Resident, row.resident_id) if row.resident_id else None
    return shapes.Transcript(
        id=row.id,
        channel=row.channel,
        name=resident.name if resident else "",
        owner=owner_name(db, row),
        messages=[_spoken(said) for said in read_transcript(db, row.id, most)],
    )


def _spoken(said: Said) -> shapes.Spoken:
    return shapes.Spoken(
        at=said.at,
        side=said.side,
        author=said.author,
        text=said.text,
        kind=said.kind,
        files=list(said.files),
        buttons=list(said.buttons),
        state=said.state,
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    for_staff(
        "/api/v1/conversations",
        list_conversations,
        shapes.PageAsked,
        shapes.TalkPage,
        OFFICE,
        leads=(
            Lead("read_conversation", {"id": "/items/0/id"}),
            Lead("list_conversations", {"cursor": "/next"}),
        ),
    ),
    for_staff("/api/v1/conversations/{id}", read_conversation, shapes.TalkAsked, shapes.Transcript, OFFICE),
)
