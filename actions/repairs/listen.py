"""What staff do with a repair reaches the resident in their own chat, without asking."""

from dataclasses import replace

from sqlalchemy import or_, select

from actions.effect import Why
from actions.event import Event, TicketChanged
from actions.people import Occupancy, Resident, Staff
from actions.repairs.offers import plan_reminder, rating_offer, stars, visit_offer
from actions.repairs.status import reason_of
from actions.repairs.tickets import KIND, label, resident_of, said_time
from actions.reply import Reply
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
        _tell(work, ticket, event.status, resident)
    if ticket.resident_id is None and ticket.conversation_id:
        lang = str(ticket.data.get("lang") or "zh")
        work.effects.tell(None, _news(work, ticket, event.status, lang), conversation_id=ticket.conversation_id)


def _tell(work: Work, ticket: Ticket, status: str, resident: Resident) -> None:
    """Tell the news, and what may be answered to it."""
    lang = resident.reads
    news = _news(work, ticket, status, lang)
    match status:
        case TicketStatus.DONE:
            plain = Reply.done(
                work.text_in(lang, "done.told_done_plain", **_named(ticket, lang)), ticket.ref, private=True
            )
            offer = rating_offer(work, ticket, lang)
            work.effects.offer(resident.id, news, offer, plain=plain)
        case TicketStatus.CANCELLED:
            work.effects.tell(resident.id, news)
        case _:
            work.effects.offer(resident.id, news, visit_offer(work, ticket, lang), why=Why.NEWS)
    if status == TicketStatus.ASSIGNED:
        plan_reminder(work, ticket, resident)


def _named(ticket: Ticket, lang: str) -> dict[str, object]:
    return {"number": ticket.number, "what": label(ticket, lang)}


def _news(work: Work, ticket: Ticket, status: str, lang: str) -> Reply:
    staff = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    when = said_time(ticket, work.now, lang)
    key = f"done.told_{status}"
    if status == TicketStatus.ASSIGNED:
        key += ("_name" if staff else "") + ("_time" if when else "")
    values = _named(ticket, lang) | {"name": staff.name if staff else "", "time": when}
    reason = reason_of(work, ticket, lang) if status in (TicketStatus.PAUSED, TicketStatus.CANCELLED) else ""
    text = work.text_in(lang, key, **values, reason=reason)
    reply = Reply.done(text, ticket.ref, private=True)
    return replace(reply, buttons=stars(work, ticket, lang)) if status == TicketStatus.DONE else reply


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
