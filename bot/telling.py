"""Says something to a resident outside their turns: once, in the chat used last, at a decent time, not too often."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from actions.conversation.muted import is_muted
from actions.effect import Tell, Why
from actions.elder import wanted
from actions.job import Planned
from actions.offer import kept_with, opened
from actions.people import Resident
from actions.quiet import BUSY, held_until, quiet_of
from actions.reference import Screen, answered_now, kept
from actions.slot import Values
from actions.table import new_id
from actions.telling import TELL, dump_tell
from actions.turn import Work
from bot.conversations import ConversationRow, usual_conversation
from bot.jobs import plan
from bot.outbox import OUTBOX, Lane, OutboxKind, OutboxRow, new_row, reply_body

UNASKED = "unasked"  # mark of what counts for a person's day


def tell(work: Work, wish: Tell, now: datetime) -> int:
    """Queue what is to be said, or plan it for later, or leave it; return how many jobs were planned."""
    row = _where(work, wish, now)
    if row is None or row.community_id != work.community.id or (wish.until is not None and now >= wish.until):
        return 0
    fitted = _wanted(work, wish)
    if fitted is None:
        return 0
    due = _due(work, fitted, row, now)
    if due > now and fitted.plain is not None:
        fitted = _plainly(fitted)
        due = _due(work, fitted, row, now)
    if due > now:
        return _later(work, wish, due, now)
    _say(work, fitted, row, now)
    return 0


def _where(work: Work, wish: Tell, now: datetime) -> ConversationRow | None:
    resident = work.db.get(Resident, wish.resident_id) if wish.resident_id else None
    named = work.db.get(ConversationRow, wish.conversation_id) if wish.conversation_id else None
    exposed = named is not None and not named.private and wish.reply.private and not wish.urgent
    if resident is not None and (named is None or exposed):
        return usual_conversation(work.db, resident, now)
    return None if exposed else named


def _wanted(work: Work, wish: Tell) -> Tell | None:
    """Return what a person who refused this kind of thing still hears."""
    if wish.offer is None or wish.resident_id is None or not is_muted(work, wish.resident_id, wish.offer.topic):
        return wish
    if wish.why is not Why.NEWS and wish.plain is None and not wish.urgent:
        return None
    return _plainly(wish)


def _plainly(wish: Tell) -> Tell:
    why = wish.why if wish.urgent else Why.NEWS
    return replace(wish, reply=wish.plain or wish.reply, plain=None, offer=None, why=why)


def _due(work: Work, wish: Tell, row: ConversationRow, now: datetime) -> datetime:
    local = now.astimezone(work.community.tz)
    passes = wish.urgent or bool(wish.author) or wish.conversation_id is not None
    told = _told_today(work.db, row, local) if wish.why is Why.UNASKED and wish.resident_id else None
    spoke_at = row.updated_at if row.turns else None
    due = held_until(local, quiet_of(work.community.settings), urgent=passes, spoke_at=spoke_at, told=told)
    if row.owner_id and wish.offer and not passes:
        return max(due, local + BUSY)
    return due


def _told_today(db: Session, row: ConversationRow, local: datetime) -> int:
    """Count what a person was told today, in any chat, that nobody asked for."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    theirs = select(ConversationRow.id).where(ConversationRow.resident_id == row.resident_id)
    query = select(OutboxRow.body).where(OutboxRow.conversation_id.in_(theirs), OutboxRow.cause.is_(None))
    return sum(UNASKED in body for body in db.scalars(query.where(OutboxRow.created_at >= midnight)))


def _later(work: Work, wish: Tell, due: datetime, now: datetime) -> int:
    if wish.until is not None and due >= wish.until:
        return 0
    key = f"{wish.resident_id or wish.conversation_id}:{new_id()[:12]}"
    return int(plan(work.db, work.community.id, Planned(TELL, due, key, dump_tell(wish)), now))


def _say(work: Work, wish: Tell, row: ConversationRow, now: datetime) -> None:
    body: Mapping[str, object] = reply_body(wish.reply, row.lang, wish.author, elder=_elder(work, row))
    if wish.why is Why.UNASKED:
        body = {**body, UNASKED: True}
    lane = Lane.EMERGENCY if wish.urgent and wish.why is Why.NEWS else Lane.NORMAL
    values = new_row(row.community_id, OutboxKind.MESSAGE, row.channel, row.thread, body, now)
    work.db.execute(insert(OUTBOX).values(**(values | {"conversation_id": row.id, "lane": lane})))
    if wish.offer is not None:
        _open(work.db, wish, row, now)


def _elder(work: Work, row: ConversationRow) -> bool:
    resident = work.db.get(Resident, row.resident_id) if row.resident_id else None
    return wanted((row.state or {}).get("settings", {}), resident.needs if resident else {})


def _open(db: Session, wish: Tell, row: ConversationRow, now: datetime) -> None:
    """Keep what answers mean from now on; a turn that is being made there ends first."""
    assert wish.offer is not None, "only an offer is kept"  # noqa: S101
    db.refresh(row, with_for_update=True)
    conversation = row.load()
    again = dump_tell(replace(wish, why=Why.PROMISED))
    offer = opened(wish.offer, wish.reply.record, again, now)
    conversation.offers = kept_with(conversation.offers, offer)
    if wish.reply.shows:
        about: Values = {**wish.offer.said}
        screen = Screen(at=now, by=wish.resident_id, intent=wish.offer.asked, about=about, records=wish.reply.shows)
        conversation.shown = kept([*answered_now(conversation.shown), screen.dump()])
    row.state = conversation.dump()
