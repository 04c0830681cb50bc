"""A conversation as staff read it: what the resident, the assistant and colleagues said, oldest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.message import MessageKind
from bot.inbox import InboxRow
from bot.outbox import OutboxRow, OutboxState

MOST = 80  # messages that are shown


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `side` is resident, assistant or staff; `state` is empty, sending or unsent."""

    at: datetime
    side: str
    text: str
    author: str = ""
    kind: str = MessageKind.TEXT
    files: Sequence[str] = ()
    buttons: Sequence[str] = ()
    state: str = ""


def read_transcript(db: Session, conversation_id: str, most: int = MOST) -> list[Said]:
    """Read the last messages of a conversation."""
    heard = db.scalars(_last(InboxRow, conversation_id, most)).all()
    sent = db.scalars(_last(OutboxRow, conversation_id, most)).all()
    labels = _labels(row.body for row in sent)
    said = [_heard(row, labels) for row in heard if row.kind != MessageKind.OUTCOME]
    said += [_sent(row) for row in sent if "text" in row.body]
    said.reverse()  # the rows come newest first; turned round, what one turn said at one moment keeps its order
    return sorted(said, key=lambda line: (line.at, line.side != "resident"))[-most:]


def _last(table: Any, conversation_id: str, most: int) -> Any:
    return select(table).where(table.conversation_id == conversation_id).order_by(table.id.desc()).limit(most)


def _labels(bodies: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the label of every button that was offered: residents pressed words, not values."""
    return {value: label for body in bodies for label, value in body.get("buttons", ())}


def _heard(row: InboxRow, labels: dict[str, str]) -> Said:
    text = str(row.body.get("text", ""))
    if row.kind == MessageKind.BUTTON:
        text = labels.get(text, "…")
    files = tuple(row.body.get("files", ()))
    return Said(row.created_at, "resident", text, kind=row.kind, files=files)


def _sent(row: OutboxRow) -> Said:
    author = str(row.body.get("author", ""))
    state = {OutboxState.DEAD: "unsent", OutboxState.EXPIRED: "unsent", OutboxState.NEW: "sending"}
    return Said(
        row.created_at,
        "staff" if author else "assistant",
        str(row.body["text"]),
        author,
        buttons=tuple(label for label, _ in row.body.get("buttons", ())),
        state=state.get(OutboxState(row.state), ""),
    )
