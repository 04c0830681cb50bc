"""Which process works on which conversation, where several share a database (PostgreSQL)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Update, or_, select, text, update
from sqlalchemy.orm import Session

from bot.conversations import CONVERSATION
from bot.inbox import INBOX, InboxState
from integrations.postgres import relax

LEASE = timedelta(seconds=60)
"""How long a conversation stays with a process that lives and says nothing; one that died loses it at once."""

# Every process holds a session's advisory lock with its own number (integrations/bus.py) for as long as it lives.
_ALIVE = text(
    "SELECT ((classid::bigint << 32) | objid::bigint)::text FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
)


def claim_one(db: Session, conversation_id: str, me: str, now: datetime) -> int | None:
    """Take a conversation that nobody works on, and return how many turns it has had; None when somebody does."""
    free = or_(CONVERSATION.c.lease_until.is_(None), CONVERSATION.c.lease_until < now, CONVERSATION.c.worker == me)
    step = update(CONVERSATION).where(CONVERSATION.c.id == conversation_id, free)
    turns: int | None = db.scalar(_mine(step, me, now).returning(CONVERSATION.c.turns))
    return turns


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


def _free(now: datetime, alive: Sequence[str]) -> ColumnElement[bool]:
    over = or_(CONVERSATION.c.lease_until.is_(None), CONVERSATION.c.lease_until < now)
    return or_(over, CONVERSATION.c.worker.not_in(alive))


def _mine(step: Update, me: str, now: datetime) -> Update:
    return step.values(worker=me, lease_until=now + LEASE)
