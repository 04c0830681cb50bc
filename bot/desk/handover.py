"""Who speaks in a conversation: a member of staff takes it over, writes in it, and gives it back to the assistant."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.event import TicketChanged
from actions.people import Staff
from actions.registry import Registry
from actions.reply import Reply, Text
from actions.staff.queue import CHAT
from actions.texts import load_texts
from actions.ticket import ACTIVE, Author, Ticket, TicketStatus, add_entry
from actions.turn import SHARED, Work
from bot.conversations import ConversationRow
from bot.desk.board import HANDOFF
from bot.desk.house import Person
from bot.desk.resuming import resumed


class NotMine(RuntimeError):
    """Another member of staff has the conversation, or nobody; `by` is their name."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


def find_conversation(db: Session, person: Person, conversation_id: str) -> ConversationRow | None:
    """Return a conversation of this person's community, if they may read conversations at all."""
    if person.repairs_only or person.views_only:
        return None
    ours = ConversationRow.community_id == person.community.id
    return db.scalar(select(ConversationRow).where(ConversationRow.id == conversation_id, ours))


def owner_name(db: Session, row: ConversationRow) -> str:
    """Return who has a conversation, empty for the assistant."""
    owner = db.get(Staff, row.owner_id) if row.owner_id else None
    return owner.name if owner else ""


def take_over(work: Work, person: Person, row: ConversationRow, seen_owner: str) -> None:
    """Take a conversation over; the resident is told who reads, and a waiting handoff becomes this person's."""
    if (row.owner_id or "") != seen_owner:
        raise NotMine(owner_name(work.db, row))
    row.owner_id = person.staff.id
    row.updated_at = work.now
    _tell(work, row, "staff_took", name=person.staff.name)
    for ticket in _waiting(work, row):
        leave_chat(work, ticket, person.staff)
        ticket.status, ticket.assignee_id = TicketStatus.ASSIGNED, person.staff.id
        row.ticket_id = ticket.id
        _enter(work, person, ticket, "entry.taken")


def write(work: Work, person: Person, row: ConversationRow, words: str) -> None:
    """Say something to the resident under one's own name."""
    if row.owner_id != person.staff.id:
        raise NotMine(owner_name(work.db, row))
    row.updated_at = work.now
    reply = Reply(text=Text(words))
    work.effects.tell(row.resident_id, reply, conversation_id=row.id, author=person.staff.name)


def hand_back(work: Work, person: Person, row: ConversationRow, registry: Registry) -> None:
    """Give a conversation back to the assistant; the handoff that asked for a person is done."""
    work.db.refresh(row, with_for_update=True)  # a turn may be writing its state
    if row.owner_id != person.staff.id:
        raise NotMine(owner_name(work.db, row))
    for ticket in _waiting(work, row):
        leave_chat(work, ticket, person.staff)
        ticket.status, ticket.closed_at = TicketStatus.DONE, work.now
        _enter(work, person, ticket, "entry.handed_back")
    release(work, row, registry)


def release(work: Work, row: ConversationRow, registry: Registry, closed: str = "") -> None:
    """Let the assistant speak again; the resident is told, and asked once more what was open before.

    `closed` is the number of a handoff that ends although nobody had taken the conversation.
    """
    had_person = row.owner_id is not None
    row.ticket_id = row.owner_id = None
    if not had_person:
        if closed:
            _tell(work, row, "staff_closed", number=closed)
        return
    row.updated_at = work.now
    question = resumed(work, row, registry)
    if question is None:
        _tell(work, row, "staff_left")
    else:
        work.effects.tell(row.resident_id, question, conversation_id=row.id)


def leave_chat(work: Work, ticket: Ticket, by: Staff) -> None:
    """Tell whoever spoke with the resident from their own chat that what they write there goes nowhere any more."""
    chat = ticket.data.get(CHAT)
    if not chat:
        return
    ticket.data = {name: value for name, value in ticket.data.items() if name != CHAT}
    former = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    lang = "en" if former is not None and former.lang == "en" else "zh"
    text = load_texts("actions.staff").render(lang, "crew.left", {"number": ticket.number, "name": by.name})
    work.effects.tell(None, Reply(text=text), conversation_id=chat)


def _waiting(work: Work, row: ConversationRow) -> list[Ticket]:
    query = work.ours(Ticket).where(Ticket.kind == HANDOFF, Ticket.conversation_id == row.id)
    return list(work.db.scalars(query.where(Ticket.status.in_(ACTIVE))))


def _enter(work: Work, person: Person, ticket: Ticket, key: str) -> None:
    author = person.staff.id
    add_entry(work.db, ticket, work.now, Author.STAFF, person.text(key), author_id=author, kind="status")
    work.emit(TicketChanged(ticket.id, ticket.status, by=author))


def _tell(work: Work, row: ConversationRow, key: str, **values: object) -> None:
    text = load_texts(SHARED).render(row.lang, key, values)
    work.effects.tell(row.resident_id, Reply(text=text), conversation_id=row.id)
