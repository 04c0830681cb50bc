"""Writes what a turn, a job or the desk wished for into rows, inside its own transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select

from actions.effect import Code, Command, Page, Tell
from actions.event import TicketOpened
from actions.job import Planned
from actions.people import Staff
from actions.registry import Registry
from actions.reply import Reply, Text
from actions.ticket import ACTIVE, Author, Ticket, add_entry, next_number
from actions.turn import SHARED, Work
from bot.conversations import ConversationRow
from bot.jobs import plan
from bot.outbox import OUTBOX, Lane, OutboxKind, new_row, reply_body
from bot.paging import chats_of, own_chats
from bot.telling import tell


@dataclass(slots=True)
class Flushed:
    """What a transaction left for the others to do once it is committed."""

    outbox: int = 0
    jobs: int = 0
    touched: set[tuple[str, str]] = field(default_factory=set)  # (type, id) the desk should look at


@dataclass(frozen=True, slots=True)
class Origin:
    """Where replies of a turn go."""

    conversation_id: str
    channel: str
    thread: str
    cause: int | None = None


def flush(work: Work, registry: Registry, now: datetime) -> Flushed:
    """Write effects, events and planned jobs of a piece of work."""
    flushed = Flushed()
    for wish in work.effects.wishes:
        match wish:
            case Tell():
                flushed.jobs += tell(work, wish, now)
            case Page():
                _page(work, wish, now)
            case Code():
                _code(work, wish, now)
            case Command():
                _command(work, wish, now)
        flushed.outbox += 1
    for planned in (*work.planned, *_heard(work, registry, now)):
        flushed.jobs += plan(work.db, work.community.id, planned, now)
    flushed.touched |= _touched(work)
    return flushed


def reply_rows(
    community_id: str,
    origin: Origin,
    replies: list[Reply],
    lang: str,
    now: datetime,
    *,
    lane: Lane,
    elder: bool = False,
    manner: Mapping[str, int] | None = None,
) -> list[dict[str, object]]:
    """Return what is said in a turn as rows of the outbox, in order; `elder`: as old people read it."""
    bodies = [reply_body(reply, lang, elder=elder, manner=manner) for reply in replies]
    return [
        new_row(community_id, OutboxKind.MESSAGE, origin.channel, origin.thread, body, now)
        | {"conversation_id": origin.conversation_id, "cause": origin.cause, "lane": lane}
        for body in bodies
    ]


def _page(work: Work, wish: Page, now: datetime) -> None:
    staff = work.db.get_one(Staff, wish.staff_id)
    if staff.community_id != work.community.id:
        return
    lane = Lane.EMERGENCY if wish.urgent else Lane.NORMAL
    _page_in_chats(work, wish, staff, lane, now)
    if not staff.phone:
        return
    body = {"text": str(wish.text), "lang": staff.lang, "staff": staff.id}
    values = new_row(work.community.id, OutboxKind.SMS, "sms", staff.phone, body, now)
    work.db.execute(insert(OUTBOX).values(**(values | {"lane": lane})))


def _page_in_chats(work: Work, wish: Page, staff: Staff, lane: Lane, now: datetime) -> None:
    """Page wherever they can be reached: a phone that is muted for SMS may ring in a messenger.

    A chat that is only known by its phone number is paged when it is urgent, and without buttons.
    """
    own = own_chats(work.db, staff)
    others = chats_of(work.db, staff) if wish.urgent else ()
    for row in {row.id: row for row in (*own, *others)}.values():
        buttons = wish.buttons if row in own else ()
        body = reply_body(Reply(text=wish.text, buttons=buttons), staff.lang)
        values = new_row(row.community_id, OutboxKind.MESSAGE, row.channel, row.thread, body, now)
        work.db.execute(insert(OUTBOX).values(**(values | {"conversation_id": row.id, "lane": lane})))


def _code(work: Work, wish: Code, now: datetime) -> None:
    body = {"text": str(wish.text), "lang": work.lang, "slip": wish.slip_id}
    values = new_row(work.community.id, OutboxKind.SMS, "sms", wish.phone, body, now)
    work.db.execute(insert(OUTBOX).values(**(values | {"expires_at": now + wish.expires})))


def _command(work: Work, wish: Command, now: datetime) -> None:
    origin = getattr(work, "conversation", None)
    outcome = f"{wish.scenario or work.scenario}.{wish.on_outcome}"
    body = {"kind": wish.kind, "target": wish.target, "payload": wish.payload, "outcome": outcome}
    values = new_row(work.community.id, OutboxKind.COMMAND, wish.kind, wish.target, body, now)
    where_to = wish.conversation_id or (origin.id if origin else None)
    where = {"conversation_id": where_to, "expires_at": now + wish.expires}
    work.db.execute(insert(OUTBOX).values(**(values | where)))


def _heard(work: Work, registry: Registry, now: datetime) -> list[Planned]:
    """Return a job for every scenario that listens to an event of this work."""
    jobs = []
    for number, event in enumerate(work.events):
        kind = type(event)
        for scenario in registry.scenarios.values():
            if kind in scenario.listens:
                key = f"{kind.__name__}:{now.isoformat()}:{number}:{sorted(event.dump().items())}"[:160]
                payload = {"event": kind.__name__, "data": event.dump()}
                jobs.append(Planned(f"{scenario.name}.event", now, key, payload))
    return jobs


def _touched(work: Work) -> set[tuple[str, str]]:
    found = {("ticket", str(event.dump()["ticket_id"])) for event in work.events if "ticket_id" in event.dump()}
    conversation = getattr(work, "conversation", None)
    if conversation is not None:
        found.add(("conversation", conversation.id))
    for wish in work.effects.wishes:
        if isinstance(wish, Tell) and wish.conversation_id:
            found.add(("conversation", wish.conversation_id))
    return found


def hand_to_person(work: Work, origin: Origin, row: ConversationRow) -> list[Reply]:
    """Lay a message that no turn could be made of on the desk, and say so with the ticket's number."""
    work.package = SHARED
    ticket = work.db.scalar(
        select(Ticket).where(
            Ticket.conversation_id == origin.conversation_id, Ticket.kind == "handoff", Ticket.status.in_(ACTIVE)
        )
    )
    if ticket is None:
        number = f"T-{next_number(work.db, work.community.id, 'ticket')}"
        ticket = Ticket(
            community_id=work.community.id,
            number=number,
            kind="handoff",
            text="",
            urgency="high",
            conversation_id=origin.conversation_id,
            resident_id=row.resident_id,
            created_at=work.now,
            data={"reason": "error"},
        )
        work.db.add(ticket)
        work.db.flush()
        row.ticket_id = ticket.id
    add_entry(work.db, ticket, work.now, Author.ASSISTANT, str(work.text_in("zh", "crash_note")), kind="note")
    work.emit(TicketOpened(ticket.id))
    text: Text = work.text("done.crashed", number=ticket.number)
    return [Reply.done(text, ticket.ref)]
