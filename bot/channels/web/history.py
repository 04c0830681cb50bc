"""What was said in a conversation, both sides in the order of time, a page at a time from the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from actions.channel import Delivery
from actions.message import MessageKind
from bot.inbox import InboxRow
from bot.outbox import OutboxKind, OutboxRow, OutboxState, delivery_of
from integrations.database import Store

PAGE = 30
SHOWN = (MessageKind.TEXT, MessageKind.BUTTON, MessageKind.PHOTO)
GONE = (OutboxState.DEAD, OutboxState.EXPIRED)
_LOOK_BACK = 8  # earlier messages that are searched for the label of a button
_MINE, _THEIRS = 0, 1
Json = dict[str, Any]


class WrongPlace(ValueError):
    """A place in the history that no page has given out."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the history. What was said at the same instant comes before what answers it."""

    at: datetime
    side: int
    id: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.side}~{self.id}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a place that was given out before."""
        try:
            at, side, number = text.split("~")
            made = cls(datetime.fromisoformat(at), int(side), int(number))
        except ValueError:
            raise WrongPlace(text[:80]) from None
        if made.at.tzinfo is None or not 0 <= made.id < 2**31:
            raise WrongPlace(text[:80])
        return made


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of history, oldest first; `before` is the place where the page before it ends, if there is one."""

    items: Sequence[Json]
    before: str | None


async def history(store: Store, conversation_id: str, before: Place | None = None, limit: int = PAGE) -> Page:
    """Return the last messages of a conversation, or the last ones before a place."""
    return await store.read(lambda db: history_in(db, conversation_id, before, limit))


def history_in(db: Session, conversation_id: str, before: Place | None = None, limit: int = PAGE) -> Page:
    """Return a page of history within a reading session."""
    said = _said(db, conversation_id, before, limit)
    told = _told(db, conversation_id, before, limit)
    labels = _labels(db, conversation_id, told)
    mine = [(Place(row.created_at, _MINE, row.id), _mine(row, labels)) for row in said]
    theirs = [(Place(row.due, _THEIRS, row.id), drawn(delivery_of(row), row.due)) for row in told]
    rows = sorted(mine + theirs, key=lambda pair: _order(pair[0]))
    kept = rows[-limit:]
    return Page([item for _, item in kept], str(kept[0][0]) if len(rows) > limit else None)


def drawn(delivery: Delivery, at: datetime) -> Json:
    """Return what the house said as the page's scripts read it; `seq` grows in the order of writing."""
    item: Json = {"who": "house", "seq": delivery.id, "at": at.isoformat(), "text": delivery.text}
    item |= {"lang": delivery.lang}
    if delivery.spoken and delivery.spoken != delivery.text:
        item["spoken"] = delivery.spoken
    if delivery.buttons:
        item["buttons"] = [{"label": button.label, "value": button.value} for button in delivery.buttons]
    parts: Json = {"author": delivery.author, "record": delivery.record, "asks": delivery.asks}
    parts |= {"manner": dict(delivery.manner)}
    return item | {name: part for name, part in parts.items() if part}


def _mine(row: InboxRow, labels: dict[str, str]) -> Json:
    text = str(row.body.get("text", ""))
    if row.kind == MessageKind.BUTTON:
        text = labels.get(text, "")
    client_id = row.update_id.partition(":")[2]
    item: Json = {"who": "me", "key": client_id, "at": row.created_at.isoformat(), "text": text, "kind": row.kind}
    files = list(row.body.get("files", ()))
    return item | {"files": files} if files else item


def _said(db: Session, conversation_id: str, before: Place | None, limit: int) -> Sequence[InboxRow]:
    query = select(InboxRow).where(InboxRow.conversation_id == conversation_id, InboxRow.kind.in_(SHOWN))
    if before:
        query = query.where(_earlier(InboxRow.created_at, InboxRow.id, _MINE, before))
    return db.scalars(query.order_by(InboxRow.created_at.desc(), InboxRow.id.desc()).limit(limit + 1)).all()


def _told(db: Session, conversation_id: str, before: Place | None, limit: int) -> Sequence[OutboxRow]:
    not_delayed = OutboxRow.due <= OutboxRow.created_at  # what waits for the morning has not been said yet
    query = select(OutboxRow).where(
        OutboxRow.conversation_id == conversation_id,
        OutboxRow.kind == OutboxKind.MESSAGE,
        or_(OutboxRow.state == OutboxState.SENT, and_(OutboxRow.state.not_in(GONE), not_delayed)),
    )
    if before:
        query = query.where(_earlier(OutboxRow.due, OutboxRow.id, _THEIRS, before))
    return db.scalars(query.order_by(OutboxRow.due.desc(), OutboxRow.id.desc()).limit(limit + 1)).all()


def _earlier(
    at: InstrumentedAttribute[datetime], number: InstrumentedAttribute[int], side: int, before: Place
) -> ColumnElement[bool]:
    if side == before.side:
        return or_(at < before.at, and_(at == before.at, number < before.id))
    return at <= before.at if side < before.side else at < before.at


def _labels(db: Session, conversation_id: str, told: Sequence[OutboxRow]) -> dict[str, str]:
    """Return what the buttons of these messages, and of some before them, are called."""
    oldest = min((row.id for row in told), default=0)
    query = select(OutboxRow).where(OutboxRow.conversation_id == conversation_id, OutboxRow.id < oldest)
    earlier = db.scalars(query.order_by(OutboxRow.id.desc()).limit(_LOOK_BACK)).all()
    rows = sorted((*earlier, *told), key=lambda row: row.id)
    return {value: label for row in rows for label, value in row.body.get("buttons", ())}


def _order(place: Place) -> tuple[datetime, int, int]:
    return place.at, place.side, place.id
