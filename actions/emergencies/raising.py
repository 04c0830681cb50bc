"""Calls people, adds what becomes known, and stops once a named person has it."""

from collections.abc import Sequence

from actions.emergencies.models import Danger, Escalation, EscalationStatus
from actions.emergencies.plan import numbers, waits
from actions.event import TicketOpened
from actions.people import Staff, StaffRole
from actions.reply import Button, Reply, Text
from actions.table import new_id
from actions.ticket import Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Work

KIND = "emergency"
FIRST = frozenset({StaffRole.SECURITY, StaffRole.DISPATCHER})
HIGHEST = 3
CALLED = "called"  # of the ticket's data: ids of those who were paged
_NOTE, _PLACE, _PAGED_NOTE = 2000, 200, 60  # characters that are kept


def raise_alarm(work: Work, escalation: Escalation) -> bool:
    """Open the ticket, page those who are first in line, and plan the next step; False when there is nobody to page."""
    ticket = Ticket(
        id=new_id(),
        community_id=work.community.id,
        number=f"E-{next_number(work.db, work.community.id, KIND)}",
        kind=KIND,
        status=TicketStatus.OPEN,
        urgency="high",
        category=escalation.type,
        location=escalation.location[:120],
        text=escalation.note,
        resident_id=escalation.resident_id,
        conversation_id=escalation.conversation_id,
        created_at=work.now,
        data={"escalation": escalation.id},
    )
    work.db.add(ticket)
    work.db.flush()
    escalation.ticket_id, escalation.number = ticket.id, ticket.number
    escalation.status = EscalationStatus.OPEN
    _begin_timeline(work, escalation, ticket)
    work.emit(TicketOpened(ticket.id))
    return page_level(work, escalation, 1)


def page_level(work: Work, escalation: Escalation, level: int) -> bool:
    """Page everybody of a level, write it down, and plan the next step; False when there is nobody to page."""
    called = responders(work, level)
    for staff in called:
        text = _page_text(work, escalation, staff.lang, climbed=level > 1)
        work.effects.page(staff.id, text, urgent=True, buttons=_take_it(work, escalation, staff.lang))
    _remember(work, escalation, called)
    escalation.level = level
    escalation.notify = sorted({*escalation.notify, *(staff.role for staff in called)})
    _write_step(work, escalation, level, called)
    step = min(level + 1, HIGHEST)
    due = work.now + waits(work.community.settings)[level - 1]
    key = f"{escalation.id}:{step}:{due.isoformat(timespec='seconds')}"
    work.schedule("climb", due, key=key, escalation=escalation.id, level=step)
    return bool(called)


def responders(work: Work, level: int) -> Sequence[Staff]:
    """Return whom a level calls; every active member of staff where nobody of it is on duty.

    The residents' committee is never called: its members are neighbours.
    """
    ours = work.ours(Staff).where(Staff.active, Staff.role != StaffRole.COMMITTEE)
    staff = work.db.scalars(ours.order_by(Staff.key)).all()
    chosen = {
        1: [one for one in staff if one.on_duty and one.role in FIRST],
        2: [one for one in staff if one.on_duty or one.role == StaffRole.MANAGER],
    }
    return chosen.get(level) or staff


def add_note(work: Work, escalation: Escalation, words: str) -> None:
    """Add what was said to the note, and tell the person who has it."""
    words = words.strip()
    if not words:
        return
    escalation.note = f"{escalation.note}；{words}".lstrip("；")[:_NOTE]
    ticket = ticket_of(work, escalation)
    if ticket is not None:
        add_entry(work.db, ticket, work.now, Author.RESIDENT, words)
    if escalation.acknowledged_by:
        _page_news(work, escalation, [work.db.get_one(Staff, escalation.acknowledged_by)])


def add_place(work: Work, escalation: Escalation, where: str, house: str = "") -> None:
    """Add where it is, and tell those who were called: they may be on their way to the wrong house."""
    where = where.strip()
    if where and where not in escalation.location:
        escalation.location = f"{escalation.location}，{where}".lstrip("，")[:_PLACE]
    escalation.house = house or escalation.house
    ticket = ticket_of(work, escalation)
    if ticket is None:
        return
    ticket.location = escalation.location[:120]
    add_entry(work.db, ticket, work.now, Author.RESIDENT, where)
    taken = escalation.acknowledged_by
    _page_news(work, escalation, [work.db.get_one(Staff, taken)] if taken else responders(work, escalation.level))


def learn_type(escalation: Escalation, said: object) -> bool:
    """Take the kind of danger from a later message where nobody had said; True when it is new."""
    if escalation.type != Danger.OTHER or said not in set(Danger) - {Danger.OTHER}:
        return False
    escalation.type = str(said)
    return True


def ticket_of(work: Work, escalation: Escalation) -> Ticket | None:
    """Return the ticket of a call for help; None before it was raised."""
    return work.db.get(Ticket, escalation.ticket_id) if escalation.ticket_id else None


def tell(work: Work, escalation: Escalation, key: str, **values: object) -> None:
    """Tell the speaker, in their own conversation and nowhere else; never where others stand by a victim.

    Whoever must not be heard is told only what has a neutral wording: `KEY_silent`.
    """
    key = f"{key}_silent" if escalation.silent else key
    if escalation.hushed or not work.has_text(key):
        return
    text = work.text_in(escalation.lang, key, **numbers(work.community.settings), **values)
    ticket = ticket_of(work, escalation)
    if ticket is not None:
        add_entry(work.db, ticket, work.now, Author.ASSISTANT, text, public=True)
    reply = Reply.done(text, escalation.ref, private=escalation.confidential)
    work.effects.tell(escalation.resident_id or "", reply, urgent=True, conversation_id=escalation.conversation_id)


def page_one(work: Work, escalation: Escalation, staff: Staff) -> None:
    """Page one member of staff about a call for help."""
    work.effects.page(staff.id, _page_text(work, escalation, staff.lang, climbed=False), urgent=True)


def page_taken(work: Work, escalation: Escalation, called: Sequence[Staff], taker: Staff) -> None:
    """Tell those who were called that a named person has it: nobody sets out twice, nobody waits for another."""
    for staff in called:
        if staff.id != taker.id:
            text = work.text_in(staff.lang, "page.taken", number=escalation.number, name=taker.name)
            work.effects.page(staff.id, text, urgent=True)


def _page_text(work: Work, escalation: Escalation, lang: str, *, climbed: bool) -> Text:
    return work.text_in(lang, "page.climbed" if climbed else "page.raised", **facts(work, escalation, lang))


def _page_news(work: Work, escalation: Escalation, called: Sequence[Staff]) -> None:
    for staff in called:
        text = work.text_in(staff.lang, "page.news", **facts(work, escalation, staff.lang))
        buttons = () if escalation.acknowledged_by else _take_it(work, escalation, staff.lang)
        work.effects.page(staff.id, text, urgent=True, buttons=buttons)


def _take_it(work: Work, escalation: Escalation, lang: str) -> tuple[Button, ...]:
    number = escalation.number
    return (
        Button(str(work.text_in(lang, "button.take")), f"call:emergencies.take:{number}"),
        Button(str(work.text_in(lang, "button.cannot")), f"call:emergencies.cannot:{number}"),
    )


def _remember(work: Work, escalation: Escalation, called: Sequence[Staff]) -> None:
    """Keep who was called: only they may take it from a messenger."""
    ticket = ticket_of(work, escalation)
    if ticket is not None:
        ticket.data = {**ticket.data, CALLED: sorted({*ticket.data.get(CALLED, ()), *(one.id for one in called)})}


def was_called(work: Work, escalation: Escalation, staff: Staff) -> bool:
    """Say whether a member of staff has been called for this."""
    ticket = ticket_of(work, escalation)
    return ticket is not None and staff.id in ticket.data.get(CALLED, ())


def facts(work: Work, escalation: Escalation, lang: str) -> dict[str, object]:
    """Return what a page may say: number, kind, where, and what was said unless it is for the desk only."""
    note = "" if escalation.desk_only else escalation.note[-_PAGED_NOTE:]
    if escalation.silent:
        note = work.text_in(lang, "page.silent")
    where = escalation.location or escalation.house
    return {
        "number": escalation.number,
        "kind": work.text_in(lang, f"type.{escalation.type}"),
        "where": where or work.text_in(lang, "place_unknown"),
        "note": note,
    }


def _begin_timeline(work: Work, escalation: Escalation, ticket: Ticket) -> None:
    """Write down what was said first, and that people must not call back where somebody must not be heard."""
    if escalation.created_at < work.now:
        text = work.text_in("zh", "entry.asked", at=f"{escalation.created_at.astimezone(work.now.tzinfo):%H:%M:%S}")
        add_entry(work.db, ticket, work.now, Author.ASSISTANT, text, kind="status")
    if escalation.note:
        add_entry(work.db, ticket, work.now, Author.RESIDENT, escalation.note)
    if escalation.silent:
        warn_silent(work, ticket)


def warn_silent(work: Work, ticket: Ticket) -> None:
    """Say on the ticket that the caller must not be called back."""
    add_entry(work.db, ticket, work.now, Author.ASSISTANT, work.text_in("zh", "entry.silent"), kind="note")


def _write_step(work: Work, escalation: Escalation, level: int, called: Sequence[Staff]) -> None:
    ticket = ticket_of(work, escalation)
    if ticket is None:
        return
    names = "、".join(staff.name for staff in called) or "-"
    text = work.text_in("zh", "entry.paged", level=level, names=names)
    add_entry(work.db, ticket, work.now, Author.ASSISTANT, text, kind="status")
