import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.table import PERSONAL, TICKETS, CommunityTable, Instant, Key, new_id
from integrations.database import insert_new

_NUMBER = re.compile(r"[A-Z]+-(\d+)")  # T-17


class TicketStatus(StrEnum):
    """Where a ticket stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


ACTIVE = (TicketStatus.OPEN, TicketStatus.ASSIGNED, TicketStatus.PAUSED)


class CannotMove(Exception):
    """Staff cannot do this to a ticket; the message is a sentence for them that says why and what to do."""


class Author(StrEnum):
    """Who wrote an entry."""

    RESIDENT = "resident"
    STAFF = "staff"
    ASSISTANT = "assistant"


class Ticket(CommunityTable):
    """What needs a human: a thread of typed, dated entries.

    `kind` is repair, handoff, emergency, binding ...; a handoff takes the conversation. `number` is what people say.
    The time the resident wished lies in [`wish_from`, `wish_until`); `wish` is how it was said.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("community_id", "number"),
        Index("ix_ticket_open", "community_id", "status", "created_at"),
    )
    __purpose__ = TICKETS

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(12), default=TicketStatus.OPEN)
    urgency: Mapped[str] = mapped_column(String(10), default="normal")
    category: Mapped[str] = mapped_column(String(30), default="")
    object: Mapped[str] = mapped_column(String(60), default="")
    location: Mapped[str] = mapped_column(String(120), default="")
    area: Mapped[str] = mapped_column(String(10), default="")
    text: Mapped[str] = mapped_column(String(2000), default="", info=PERSONAL)
    home_id: Mapped[str | None] = mapped_column(ForeignKey("home.id"), index=True)
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"), index=True)
    conversation_id: Mapped[str | None] = mapped_column(String(32), index=True)
    assignee_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"), index=True)
    wish: Mapped[str] = mapped_column(String(120), default="")
    wish_from: Mapped[datetime | None] = mapped_column(Instant)
    wish_until: Mapped[datetime | None] = mapped_column(Instant)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    rating: Mapped[int | None]
    comment: Mapped[str] = mapped_column(String(1000), default="", info=PERSONAL)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)

    @property
    def ref(self) -> str:
        """Return the record that proves a claim about this ticket."""
        return f"ticket:{self.number}"

    @property
    def active(self) -> bool:
        """Say whether somebody still has to do something."""
        return self.status in ACTIVE


class TicketEntry(CommunityTable):
    """One line of a ticket's thread. `public` entries are told to the resident, the others are for staff."""

    __tablename__ = "ticket_entry"
    __purpose__ = replace(TICKETS, since="")

    id: Mapped[Key]
    ticket_id: Mapped[str] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    author: Mapped[str] = mapped_column(String(12))
    author_id: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(12), default="text")  # text, photo, status, note
    text: Mapped[str] = mapped_column(String(2000), default="", info=PERSONAL)
    file_id: Mapped[str | None] = mapped_column(String(64), info=PERSONAL)
    public: Mapped[bool] = mapped_column(default=False)


class Counter(CommunityTable):
    """The next number of a series, so that people can say T-17 instead of an id."""

    __tablename__ = "counter"
    __table_args__ = (UniqueConstraint("community_id", "name"),)
    __purpose__ = replace(TICKETS, name="numbering", keep=None)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(20))
    value: Mapped[int] = mapped_column(default=0)


def next_number(db: Session, community_id: str, series: str) -> int:
    """Count a series one up and return it; two turns never get the same number."""
    step = (
        update(Counter)
        .where(Counter.community_id == community_id, Counter.name == series)
        .values(value=Counter.value + 1)
        .returning(Counter.value)
    )
    value = db.execute(step).scalar()
    if value is None:  # whoever else begins the series now is waited for, and counted
        first = {"id": new_id(), "community_id": community_id, "name": series, "value": 0}
        db.execute(insert_new(db, Counter.__table__).values(first))
        value = db.execute(step).scalar_one()
    return value


def count_on(db: Session, community_id: str, series: str, numbers: Iterable[str]) -> None:
    """Let the next number of a series begin behind those that a file brought, such as T-17 or V-3."""
    highest = max((int(found[1]) for number in numbers if (found := _NUMBER.fullmatch(number))), default=0)
    counter = db.scalar(select(Counter).where(Counter.community_id == community_id, Counter.name == series))
    if counter is None and highest:
        db.add(Counter(id=new_id(), community_id=community_id, name=series, value=highest))
    elif counter is not None and counter.value < highest:
        counter.value = highest
    db.flush()


def add_entry(
    db: Session,
    ticket: Ticket,
    at: datetime,
    author: Author,
    text: str = "",
    *,
    author_id: str | None = None,
    kind: str = "text",
    file_id: str | None = None,
    public: bool = False,
) -> TicketEntry:
    """Write one line into a ticket's thread, a microsecond after one that this turn wrote at the same time."""
    last = db.info.get((TicketEntry, ticket.id))  # rows of one instant come back in any order
    at = at if last is None or at > last else last + timedelta(microseconds=1)
    db.info[TicketEntry, ticket.id] = at
    entry = TicketEntry(
        id=new_id(),
        community_id=ticket.community_id,
        ticket_id=ticket.id,
        at=at,
        author=author,
        author_id=author_id,
        kind=kind,
        text=text[:2000],
        file_id=file_id,
        public=public,
    )
    db.add(entry)
    return entry


def entries(db: Session, ticket: Ticket) -> Sequence[TicketEntry]:
    """Return a ticket's thread, oldest first."""
    return db.scalars(select(TicketEntry).where(TicketEntry.ticket_id == ticket.id).order_by(TicketEntry.at)).all()
