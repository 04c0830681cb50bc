import time
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.message import Message, MessageKind
from actions.table import MESSAGING, PERSONAL, Base, CommunityTable, Instant


class InboxState(StrEnum):
    """What became of a message."""

    NEW = "new"
    DONE = "done"
    FAILED = "failed"  # no turn could be made of it; it is on a human's desk


class InboxRow(CommunityTable):
    """Every message addressed to the assistant, stored once before anything else happens."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "update_id"),
        Index("ix_inbox_pending", "state", "conversation_id", "id"),
        Index("ix_inbox_history", "conversation_id", "id"),
    )
    __purpose__ = MESSAGING

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    channel: Mapped[str] = mapped_column(String(20))
    update_id: Mapped[str] = mapped_column(String(120))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"))
    kind: Mapped[str] = mapped_column(String(12))
    body: Mapped[dict[str, Any]] = mapped_column(JSON, info=PERSONAL)
    state: Mapped[str] = mapped_column(String(8), default=InboxState.NEW)
    error: Mapped[str] = mapped_column(String(200), default="")  # type of the failure, never a resident's words
    sequence: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")  # the channel's own order
    due: Mapped[datetime | None] = mapped_column(Instant)  # earlier ones may still be on their way until then
    created_at: Mapped[datetime] = mapped_column(Instant)


INBOX = Base.metadata.tables["inbox"]  # the hot path writes through the table: an ORM update costs three times as much


@dataclass(frozen=True, slots=True)
class Stored:
    """A message that is safe on the disk; `at` is the monotonic second it was stored or read back."""

    id: int
    conversation_id: str
    message: Message
    at: float = field(default_factory=time.perf_counter, compare=False)


def store_message(db: Session, message: Message, conversation_id: str, now: datetime) -> Stored | None:
    """Store a message; None when the channel has delivered it before."""
    body = asdict(message) | {"sent_at": message.sent_at.isoformat()}
    step = insert(INBOX).values(
        community_id=message.community,
        channel=message.channel,
        update_id=message.update_id,
        conversation_id=conversation_id,
        kind=message.kind,
        body=body,
        state=InboxState.NEW,
        error="",
        created_at=now,
    )
    number = db.execute(step.on_conflict_do_nothing().returning(INBOX.c.id)).scalar()
    return Stored(number, conversation_id, message) if number is not None else None


def load_message(row: InboxRow) -> Stored:
    """Read a stored message back."""
    body = dict(row.body)
    body |= {"sent_at": datetime.fromisoformat(body["sent_at"]), "files": tuple(body["files"])}
    return Stored(row.id, row.conversation_id, Message(**(body | {"kind": MessageKind(body["kind"])})))


def pending(db: Session) -> list[Stored]:
    """Return every message that still waits for its turn, oldest first."""
    rows = db.scalars(select(InboxRow).where(InboxRow.state == InboxState.NEW).order_by(InboxRow.id))
    return [load_message(row) for row in rows]


def take(db: Session, stored: Stored) -> bool:
    """Mark a message as done in the turn that handles it; False when it already was."""
    step = update(INBOX).where(INBOX.c.id == stored.id, INBOX.c.state == InboxState.NEW)
    return db.execute(step.values(state=InboxState.DONE).returning(INBOX.c.id)).scalar() is not None


def give_up(db: Session, stored: Stored, why: str) -> bool:
    """Mark a message as one that no turn could be made of; False when it was handled after all."""
    step = update(INBOX).where(INBOX.c.id == stored.id, INBOX.c.state == InboxState.NEW)
    done = db.execute(step.values(state=InboxState.FAILED, error=why[:200]).returning(INBOX.c.id))
    return done.scalar() is not None
