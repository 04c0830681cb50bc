"""What staff do with a repair reaches the resident in their own chat, without asking."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import or_, select

from actions.event import Event, TicketChanged
from actions.people import Occupancy, Resident, Staff
from actions.repairs.status import reason_of
from actions.repairs.tickets import KIND, label, resident_of, said_time
from actions.reply import Button, Reply
from actions.ticket import Ticket, TicketStatus
from actions.turn import Work

_TOLD = frozenset({TicketStatus.ASSIGNED, TicketStatus.PAUSED, TicketStatus.DONE, TicketStatus.CANCELLED})


def tell_change(work: Work, event: Event) -> None:
    """Tell whoever reported a repair what staff changed; what residents do themselves they know already."""
    if not isinstance(event, TicketChanged):
        return
    ticket = work.db.get(Ticket, event.ticket_id)
    if ticket is None or ticket.kind != KIND or ticket.community_id != work.community.id:
        return
    if event.status not in _TOLD or not event.by or work.db.get(Staff, event.by) is None:
        return
    for resident in _listeners(work, ticket):
        work.effects.tell(resident.id, _news(work, ticket, event.status, resident.reads))
    if ticket.resident_id is None and ticket.conversation_id:
        lang = str(ticket.data.get("lang") or "zh")
        work.effects.tell(None, _news(work, ticket, event.status, lang), conversation_id=ticket.conversation_id)


def _news(work: Work, ticket: Ticket, status: str, lang: str) -> Reply:
    staff = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    when = said_time(ticket, work.now, lang)
    key = f"done.told_{status}"
    if status == TicketStatus.ASSIGNED:
        key += ("_name" if staff else "") + ("_time" if when else "")
    values = {"number": ticket.number, "what": label(ticket, lang), "name": staff.name if staff else "", "time": when}
    reason = reason_of(work, ticket, lang) if status in (TicketStatus.PAUSED, TicketStatus.CANCELLED) else ""
    text = work.text_in(lang, key, **values, reason=reason)
    reply = Reply.done(text, ticket.ref, private=True)
    return replace(reply, buttons=tuple(_stars(work, ticket, lang))) if status == TicketStatus.DONE else reply


def _stars(work: Work, ticket: Ticket, lang: str) -> Iterator[Button]:
    for number in range(5, 0, -1):
        yield Button(str(work.text_in(lang, f"stars.{number}")), f"call:repairs.stars:{ticket.id}.{number}")


def _listeners(work: Work, ticket: Ticket) -> list[Resident]:
    """Return who reported it; for a ticket from before, those who live in the home now."""
    known = resident_of(work, ticket)
    if known is not None:
        return [known]
    if ticket.home_id is None or ticket.data.get("unverified"):
        return []
    now = or_(Occupancy.until.is_(None), Occupancy.until >= work.now.date())
    there = select(Occupancy.resident_id).where(Occupancy.home_id == ticket.home_id, now)
    return list(work.db.scalars(work.ours(Resident).where(Resident.id.in_(there)).order_by(Resident.key)))
