"""How a turn is written down: where its conversation stands now, and what is said."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.dml import Insert, Update

from bot.conversations import CONVERSATION, ConversationRow
from bot.outbox import OUTBOX

STANDS = ("lang", "resident_id", "owner_id", "ticket_id", "state", "lease_until", "turns", "updated_at")
SAID = (
    "community_id",
    "kind",
    "lane",
    "channel",
    "thread",
    "conversation_id",
    "cause",
    "body",
    "state",
    "attempts",
    "due",
    "error",
    "created_at",
)


def end(db: Session, row: ConversationRow, stands: Mapping[str, Any], said: Sequence[Mapping[str, object]]) -> None:
    """Write both, in one statement where the database can and there is one reply.

    Args:
        db: the turn's session.
        row: the conversation, which holds the new values afterwards, too.
        stands: a value for each of `STANDS`.
        said: rows of the outbox, each with a value for each of `SAID`.

    """
    values = {"talk": row.id} | {f"now_{name}": stands[name] for name in STANDS}
    if len(said) == 1 and db.get_bind().dialect.name == "postgresql":
        db.execute(_BOTH, values | {f"out_{name}": said[0][name] for name in SAID})
    else:
        db.execute(_STANDS, values)
        if said:
            db.execute(insert(OUTBOX), said)
    for name in STANDS:
        set_committed_value(row, name, stands[name])


def _standing() -> Update:
    """Built once, as every turn says it."""
    columns = {name: bindparam(f"now_{name}", type_=CONVERSATION.c[name].type) for name in STANDS}
    return update(CONVERSATION).where(CONVERSATION.c.id == bindparam("talk")).values(columns)


def _saying() -> Insert:
    return insert(OUTBOX).values({name: bindparam(f"out_{name}", type_=OUTBOX.c[name].type) for name in SAID})


_STANDS = _standing()
_BOTH = _saying().add_cte(_STANDS.cte("stands"))
