from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Update,
    and_,
    bindparam,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from actions.channel import Delivery
from actions.elder import for_elders
from actions.reply import Button, Reply
from actions.table import MESSAGING, PERSONAL, Base, CommunityTable, Instant


class OutboxKind(StrEnum):
    """How a thing leaves: what may be repeated and what may not."""

    MESSAGE = "message"  # at least once, in order per thread
    SMS = "sms"  # at least once
    COMMAND = "command"  # at most once, expires


class OutboxState(StrEnum):
    """What became of it."""

    NEW = "new"
    SENDING = "sending"  # a command that was handed over; after a crash its outcome is unknown
    SENT = "sent"
    DEAD = "dead"  # shown on the desk
    EXPIRED = "expired"


class Lane(StrEnum):
    """Emergencies do not queue behind a notice to everybody; by their names they come first, too."""

    NORMAL = "normal"
    EMERGENCY = "emergency"


class OutboxRow(CommunityTable):
    """Everything that leaves the house, written in the turn that wishes it."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "state", "lane", "id"),
        Index("ix_outbox_thread", "channel", "thread", "state", "id"),
        Index("ix_outbox_history", "conversation_id", "id"),
    )
    __purpose__ = MESSAGING

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(10))
    lane: Mapped[str] = mapped_column(String(10), default=Lane.NORMAL)
    channel: Mapped[str] = mapped_column(String(20))
    thread: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id"))
    cause: Mapped[int | None]  # inbox id of the message it answers
    body: Mapped[dict[str, Any]] = mapped_column(JSON, info=PERSONAL)
    state: Mapped[str] = mapped_column(String(8), default=OutboxState.NEW)
    attempts: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


OUTBOX = Base.metadata.tables["outbox"]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one try."""

    id: int
    state: OutboxState
    due: datetime | None = None
    error: str = ""
    tries: int = 1  # 0: it was only put off


def reply_body(
    reply: Reply, lang: str, author: str = "", *, elder: bool = False, manner: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """Return a reply as it is stored; the words of a person (`author`) stay as they are.

    `manner` is how the speaker wants to be spoken to, in percent of the usual pace and volume, where that differs.
    """
    text = for_elders(reply.text, lang) if elder and not author else reply.text
    body: dict[str, Any] = {"text": str(text), "lang": lang}
    if text.spoken != text:
        body["spoken"] = text.spoken
    if reply.buttons:
        body["buttons"] = [[button.label, button.value] for button in reply.buttons]
    parts: dict[str, object] = {"asks": reply.asks, "record": reply.record, "private": reply.private}
    parts |= {"author": author, "manner": dict(manner or {})}
    return body | {name: part for name, part in parts.items() if part}


def new_row(
    community_id: str, kind: OutboxKind, channel: str, thread: str, body: Mapping[str, object], now: datetime
) -> dict[str, object]:
    """Return a row that leaves as soon as it can."""
    return {
        "community_id": community_id,
        "kind": kind,
        "lane": Lane.NORMAL,
        "channel": channel,
        "thread": thread,
        "body": body,
        "state": OutboxState.NEW,
        "attempts": 0,
        "due": now,
        "error": "",
        "created_at": now,
    }


def delivery_of(row: OutboxRow) -> Delivery:
    """Return a stored reply as a channel draws it."""
    body = row.body
    return Delivery(
        id=row.id,
        community=row.community_id,
        channel=row.channel,
        thread=row.thread,
        text=body["text"],
        spoken=body.get("spoken", body["text"]),
        buttons=tuple(Button(label, value) for label, value in body.get("buttons", ())),
        asks=body.get("asks"),
        record=body.get("record"),
        private=body.get("private", False),
        lang=body.get("lang", "zh"),
        author=body.get("author", ""),
        manner=body.get("manner", {}),
        sent_at=row.created_at,
    )


def due_rows(
    db: Session, now: datetime, limit: int, besides: Collection[tuple[str, str, str]] = ()
) -> Sequence[OutboxRow]:
    """Return what may leave now, emergencies first, then the oldest: of each thread the first that waits, if it is due.

    `besides` names (kind, channel, lane) that are not asked for.
    """
    query = _DUE
    for kind, channel, lane in besides:
        query = query.where(or_(OutboxRow.kind != kind, OutboxRow.channel != channel, OutboxRow.lane != lane))
    return db.scalars(query, {"now": now, "most": limit}).all()


def _due() -> Select[OutboxRow]:
    """Built once: to build it takes longer than to ask it, and every reply asks it."""
    earlier = aliased(OutboxRow)
    behind = exists().where(
        and_(
            earlier.channel == OutboxRow.channel,
            earlier.thread == OutboxRow.thread,
            earlier.kind == OutboxRow.kind,
            earlier.lane == OutboxRow.lane,
            earlier.state == OutboxState.NEW,
            earlier.id < OutboxRow.id,
        )
    )
    due = OutboxRow.due <= bindparam("now", type_=Instant)
    query = select(OutboxRow).where(OutboxRow.state == OutboxState.NEW, due, ~behind)
    return query.order_by(OutboxRow.lane, OutboxRow.id).limit(bindparam("most", type_=Integer))


_DUE = _due()


def next_due(db: Session, now: datetime) -> datetime | None:
    """Return when the next thing that is not due yet may leave."""
    query = select(OutboxRow.due).where(OutboxRow.state == OutboxState.NEW, OutboxRow.due > now)
    return db.scalar(query.order_by(OutboxRow.due).limit(1))


def start_sending(db: Session, ids: Sequence[int]) -> set[int]:
    """Mark commands as handed over, before they are: after a crash nobody sends them again."""
    step = update(OUTBOX).where(OUTBOX.c.id.in_(ids), OUTBOX.c.state == OutboxState.NEW)
    return set(db.scalars(step.values(state=OutboxState.SENDING).returning(OUTBOX.c.id)).all())


def mark(db: Session, results: Sequence[Sent], now: datetime) -> None:
    """Write down what became of tries."""
    done = [sent.id for sent in results if sent.state is OutboxState.SENT]
    if done:
        db.execute(_SENT, {"done": done, "now": now})
    for sent in results:
        if sent.state in (OutboxState.SENT, OutboxState.SENDING):
            continue
        attempts = OUTBOX.c.attempts + sent.tries
        values: dict[str, object] = {"state": sent.state, "attempts": attempts, "error": sent.error}
        if sent.due is not None:
            values["due"] = sent.due
        db.execute(update(OUTBOX).where(OUTBOX.c.id == sent.id).values(**values))


def _sending() -> Update:
    """Built once, for every reply says it."""
    step = update(OUTBOX).where(OUTBOX.c.id.in_(bindparam("done", expanding=True)))
    now = bindparam("now", type_=Instant)
    return step.values(state=OutboxState.SENT, sent_at=now, attempts=OUTBOX.c.attempts + 1)


_SENT = _sending()
