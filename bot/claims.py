"""Which process works on which conversation, where several share a database (PostgreSQL)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, Update, bindparam, exists, or_, select, text, true, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from actions.message import Message
from actions.table import Instant
from bot.conversations import CONVERSATION
from bot.inbox import INBOX, InboxState, Stored, new_row
from integrations.postgres import relax

LEASE = timedelta(seconds=60)
"""How long a conversation stays with a process that lives and says nothing; one that died loses it at once."""

# Every process holds a session's advisory lock with its own number (integrations/bus.py) for as long as it lives.
_ALIVE = text(
    "SELECT ((classid::bigint << 32) | objid::bigint)::text FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
)


def store_claimed(
    db: Session, message: Message, conversation_id: str, me: str, now: datetime
) -> tuple[Stored | None, int | None]:
    """Store a message and take its conversation if nobody works on it, in one statement.

    Returns the message, None when the channel has delivered it before; and how many turns the conversation has had,
    None when somebody else works on it.
    """
    row = {f"new_{name}": value for name, value in new_row(message, conversation_id, now).items()}
    found = db.execute(_STORE_CLAIMED, row | {"me": me, "now": now, "until": now + LEASE}).first()
    return (Stored(found[0], conversation_id, message), found[1]) if found else (None, None)


def claim_some(db: Session, me: str, now: datetime, limit: int) -> Mapping[str, int]:
    """Take conversations in which messages wait and nobody works; return how many turns each has had.

    Nobody works where the lease was given back or is over, or where the process that has it is dead.
    """
    relax(db)
    waiting = select(INBOX.c.conversation_id).where(INBOX.c.state == InboxState.NEW)
    if not db.scalar(waiting.limit(1)):
        return {}
    alive = db.scalars(_ALIVE).all()
    query = (
        select(CONVERSATION.c.id)
        .where(CONVERSATION.c.id.in_(waiting), _free(now, alive))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = db.scalars(query).all()
    step = update(CONVERSATION).where(CONVERSATION.c.id.in_(found))
    mine = db.execute(_mine(step, me, now).returning(CONVERSATION.c.id, CONVERSATION.c.turns))
    return {conversation: turns for conversation, turns in mine}  # noqa: C416  a row is no pair for mypy


def release(db: Session, conversations: Sequence[str], me: str) -> None:
    """Give conversations back."""
    relax(db)
    step = update(CONVERSATION).where(CONVERSATION.c.id.in_(conversations), CONVERSATION.c.worker == me)
    db.execute(step.values(lease_until=None))


def _storing_and_claiming() -> Select[int, int | None]:
    """Built once, for every message says it. The claim waits for a turn that is being committed and sees its end."""
    row = {column.name: bindparam(f"new_{column.name}", type_=column.type) for column in INBOX.c if column.name != "id"}
    new = postgresql.insert(INBOX).values(row).on_conflict_do_nothing().returning(INBOX.c.id).cte("new")
    me = bindparam("me", type_=CONVERSATION.c.worker.type)
    now, until = bindparam("now", type_=Instant), bindparam("until", type_=Instant)
    lease = CONVERSATION.c.lease_until
    free = or_(lease.is_(None), lease < now, CONVERSATION.c.worker == me)
    talk = CONVERSATION.c.id == row["conversation_id"]
    claim = update(CONVERSATION).where(talk, free, exists(select(new.c.id)))
    mine = claim.values(worker=me, lease_until=until).returning(CONVERSATION.c.turns).cte("mine")
    return select(new.c.id, mine.c.turns).select_from(new.outerjoin(mine, true()))


_STORE_CLAIMED = _storing_and_claiming()


def _free(now: datetime, alive: Sequence[str]) -> ColumnElement[bool]:
    over = or_(CONVERSATION.c.lease_until.is_(None), CONVERSATION.c.lease_until < now)
    return or_(over, CONVERSATION.c.worker.not_in(alive))


def _mine(step: Update, me: str, now: datetime) -> Update:
    return step.values(worker=me, lease_until=now + LEASE)
