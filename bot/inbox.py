import time
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    UpdateBase,
    bindparam,
    exists,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.message import Message, MessageKind
from actions.table import MESSAGING, PERSONAL, Base, CommunityTable, Instant
from integrations.database import insert_new


class InboxState(StrEnum):
    """What became of a message."""

    NEW = "new"
    DONE = "done"
    JOINED = "joined"  # answered as one with a later message of the same person
    HELD = "held"  # a member of staff had the conversation; the assistant said nothing
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
    created_at: Mapped[datetime] = mapped_column(Instant)


INBOX = Base.metadata.tables["inbox"]  # the hot path writes through the table: an ORM update costs three times as much


@dataclass(frozen=True, slots=True)
class Stored:
    """A message that is safe on the disk; `at` is the monotonic second it was stored or read back.

    One that stands for several (bot/joining.py) has the number of the last of them; `before` are the others, in order.
    """

    id: int
    conversation_id: str
    message: Message
    at: float = field(default_factory=time.perf_counter, compare=False)
    before: tuple[int, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in its conversation: by the channel's own order, then as it was stored."""
        return self.message.sequence, self.id

    @property
    def ready(self) -> float:
        """Monotonic second from which no earlier one is expected any more."""
        return self.at + self.message.wait


def store_message(db: Session, message: Message, conversation_id: str, now: datetime) -> Stored | None:
    """Store a message; None when the channel has delivered it before."""
    step = insert_new(db, INBOX).returning(INBOX.c.id)
    number = db.execute(step, new_row(message, conversation_id, now)).scalar()
    return Stored(number, conversation_id, message) if number is not None else None


def new_row(message: Message, conversation_id: str, now: datetime) -> dict[str, Any]:
    """Return a message as a row that waits for its turn."""
    return {
        "community_id": message.community,
        "channel": message.channel,
        "update_id": message.update_id,
        "conversation_id": conversation_id,
        "kind": message.kind,
        "body": _body(message),
        "state": InboxState.NEW,
        "error": "",
        "sequence": message.sequence,
        "created_at": now,
    }


def complete(db: Session, stored: Stored, message: Message) -> Stored:
    """Write down a message whose file was brought in; return it as it stands, should somebody else have been faster."""
    row = db.get_one(InboxRow, stored.id, with_for_update=True)
    if row.state != InboxState.NEW or row.body.get("fetch") != stored.message.fetch:
        return replace(stored, message=load_message(row).message)
    row.body = _body(message)
    return replace(stored, message=message)


def _body(message: Message) -> dict[str, Any]:
    """Return a message as JSON; `asdict` would copy every value deeply, which took a fortieth of a turn."""
    flat = {name: getattr(message, name) for name in _FIELDS}
    return flat | {"sent_at": message.sent_at.isoformat(), "files": list(message.files)}


_FIELDS = tuple(field.name for field in fields(Message))


def load_message(row: InboxRow) -> Stored:
    """Read a stored message back."""
    body = dict(row.body)
    body |= {"sent_at": datetime.fromisoformat(body["sent_at"]), "files": tuple(body["files"])}
    message = Message(**(body | {"kind": MessageKind(body["kind"])}))
    return Stored(row.id, row.conversation_id, message)


def pending(db: Session, *conversations: str) -> list[Stored]:
    """Return every message that still waits for its turn, of some conversations or of all, in order."""
    query = select(InboxRow).where(InboxRow.state == InboxState.NEW)
    if conversations:
        query = query.where(InboxRow.conversation_id.in_(conversations))
    return [load_message(row) for row in db.scalars(query.order_by(InboxRow.sequence, InboxRow.id))]


class Taken(StrEnum):
    """What became of taking a message."""

    LAST = "last"  # it is ours, and no other one waits in its conversation
    MORE = "more"  # it is ours, and others wait
    EARLIER = "earlier"  # an earlier one of its conversation waits: that one first
    GONE = "gone"  # it was handled before
    APART = "apart"  # the several that it stands for are no longer what comes next


class Overtaken(Exception):
    """The several messages that one stands for are no longer what comes next: each is for itself."""


def take(db: Session, stored: Stored, *, held: bool = False) -> Taken:
    """Mark a message as done (or held by staff) in the turn that handles it, if it is the next of its conversation.

    The conversation's row must be locked before: then nobody takes or stores another one in between. Raises Overtaken
    when that fails for a message that stands for several; nothing that was written may stay then.
    """
    if not stored.before:
        return _settle(db, stored, InboxState.HELD if held else InboxState.DONE)
    if not _is_next(db, stored):
        raise Overtaken
    joined = update(INBOX).where(INBOX.c.id.in_(stored.before))
    db.execute(joined.values(state=InboxState.HELD if held else InboxState.JOINED))
    taken = _settle(db, stored, InboxState.HELD if held else InboxState.DONE)
    if taken not in (Taken.LAST, Taken.MORE):
        raise Overtaken
    return taken


def _is_next(db: Session, stored: Stored) -> bool:
    """Say whether those that a message stands for all wait, and nothing else waits before or among them."""
    place = tuple_(INBOX.c.sequence, INBOX.c.id) <= tuple_(*stored.place)
    mine = (INBOX.c.conversation_id == stored.conversation_id) & (INBOX.c.state == InboxState.NEW)
    waits = db.scalars(select(INBOX.c.id).where(mine, place).order_by(INBOX.c.sequence, INBOX.c.id))
    return tuple(waits) == (*stored.before, stored.id)


def blot(db: Session, stored: Stored, hide: Callable[[str], str]) -> None:
    """Write the words of a message anew, and of those that it stands for: a code is not kept."""
    for row in db.scalars(select(InboxRow).where(InboxRow.id.in_((*stored.before, stored.id)))):
        row.body = row.body | {"text": hide(str(row.body["text"]))}


def give_up(db: Session, stored: Stored, why: str) -> Taken:
    """Mark a message as one that no turn could be made of, if it is the next one of its conversation."""
    return _settle(db, stored, InboxState.FAILED, why[:200])


def _settle(db: Session, stored: Stored, state: InboxState, why: str = "") -> Taken:
    mine = {"number": stored.id, "talk": stored.conversation_id, "place": stored.message.sequence}
    others = db.execute(_SETTLE, mine | {"to": state, "why": why}).scalar()
    if others is not None:
        return Taken.MORE if others else Taken.LAST
    left = db.scalar(select(INBOX.c.state).where(INBOX.c.id == stored.id))
    return Taken.EARLIER if left == InboxState.NEW else Taken.GONE


def _settling() -> UpdateBase:
    """Settle a message unless an earlier one waits; return how many others wait. Built once, for every turn says it."""
    other = INBOX.alias()
    number, place = bindparam("number", type_=INBOX.c.id.type), bindparam("place", type_=INBOX.c.sequence.type)
    waits = (other.c.conversation_id == bindparam("talk")) & (other.c.state == InboxState.NEW)
    before = tuple_(other.c.sequence, other.c.id) < tuple_(place, number)
    mine = (INBOX.c.id == number) & (INBOX.c.state == InboxState.NEW)
    rest = select(func.count()).select_from(other).where(waits, other.c.id != number).scalar_subquery()
    step = update(INBOX).where(mine, ~exists().where(waits, before))
    return step.values(state=bindparam("to"), error=bindparam("why")).returning(rest)


_SETTLE = _settling()
