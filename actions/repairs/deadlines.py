"""By when a repair should be done, and what happens when it is not: the manager and the resident hear of it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from actions.duty import above, names
from actions.job import Payload
from actions.people import Staff
from actions.repairs.tickets import KIND, label, resident_of
from actions.reply import Reply
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Work
from actions.wording import at

HOURS: Mapping[str, int] = {
    "high": 4,
    "normal": 48,
    "gas": 24,
    "door_lock": 24,
    "cleaning": 24,
    "structure": 168,
    "public_facility": 168,
}
"""Hours from the report, by urgency, and by category for what is not urgent; changed by the setting `repair_hours`."""
AGAIN = timedelta(hours=24)  # after which the manager is called once more
_MOST = 2  # calls for one deadline


def due_at(since: datetime, urgency: str, category: str, settings: Mapping[str, Any] | None) -> datetime:
    """Return by when a repair reported at a time should be done.

    >>> due_at(datetime(2026, 3, 4, 10), "normal", "structure", {"repair_hours": {"structure": 72}})
    datetime.datetime(2026, 3, 7, 10, 0)
    """
    told = (settings or {}).get("repair_hours")
    hours = (
        {**HOURS, **{name: value for name, value in told.items() if _usable(value)}}
        if isinstance(told, dict)
        else HOURS
    )
    if urgency == "high":
        return since + timedelta(hours=hours["high"])
    return since + timedelta(hours=hours.get(category, hours["normal"]))


def _usable(hours: object) -> bool:
    return isinstance(hours, int) and not isinstance(hours, bool) and 0 < hours <= 24 * 90


def set_due(work: Work, ticket: Ticket) -> None:
    """Give a repair its deadline, counted from now, and look at it when that is over."""
    ticket.due_at = due_at(work.now, ticket.urgency, ticket.category, work.community.settings)
    ticket.data = {name: value for name, value in ticket.data.items() if name != "overdue"}
    _look(work, ticket, ticket.due_at, 1)


def overdue(work: Work, payload: Payload) -> None:
    """Call the manager for a repair that is over its time; tell whoever reported it, the first time."""
    ticket, step = work.db.get(Ticket, str(payload["ticket"])), int(payload["step"])
    if ticket is None or ticket.kind != KIND or ticket.community_id != work.community.id or not ticket.active:
        return
    if ticket.due_at is None or _written(ticket) != payload["limit"] or int(ticket.data.get("overdue", 0)) >= step:
        return
    if ticket.status == TicketStatus.PAUSED:  # it waits for something that was said
        _look(work, ticket, work.now + AGAIN, step)
        return
    people = above(work)
    due = ticket.due_at.astimezone(work.now.tzinfo)
    staff = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    called = list(dict.fromkeys([*people, *([staff] if staff else [])]))
    for one in called:
        facts = {"number": ticket.number, "what": label(ticket, one.lang), "due": at(due, work.now, one.lang)}
        work.effects.page(one.id, work.text_in(one.lang, "page_overdue", **facts))
    noted = work.text_in("zh", "entry.overdue", who=names(people, "zh"))
    add_entry(work.db, ticket, work.now, Author.ASSISTANT, str(noted), kind="note")
    ticket.data = {**ticket.data, "overdue": step}
    if step == 1:
        _tell(work, ticket, names(people, _lang(work, ticket)))
    if step < _MOST:
        _look(work, ticket, work.now + AGAIN, step + 1)


def _look(work: Work, ticket: Ticket, when: datetime, step: int) -> None:
    key = f"{ticket.id}:{_written(ticket)}:{when.isoformat()}"
    work.schedule("overdue", when, key=key, ticket=ticket.id, limit=_written(ticket), step=step)


def _written(ticket: Ticket) -> str:
    """Write a deadline down as it is compared later, in one zone."""
    return ticket.due_at.astimezone(UTC).isoformat() if ticket.due_at else ""


def _lang(work: Work, ticket: Ticket) -> str:
    resident = resident_of(work, ticket)
    return resident.reads if resident else str(ticket.data.get("lang") or "zh")


def _tell(work: Work, ticket: Ticket, who: str) -> None:
    """Say honestly that it is late and who has been told."""
    resident, lang = resident_of(work, ticket), _lang(work, ticket)
    if resident is None and not ticket.conversation_id:
        return
    text = work.text_in(lang, "done.told_late", number=ticket.number, what=label(ticket, lang), who=who)
    where = None if resident else ticket.conversation_id
    work.effects.tell(
        resident.id if resident else None, Reply.done(text, ticket.ref, private=True), conversation_id=where
    )
