"""What staff do with the ticket is what becomes of the call for help."""

from actions.emergencies.models import CURRENT, RUNNING, Danger, Escalation, EscalationStatus
from actions.emergencies.raising import page_one, page_taken, raise_alarm, responders, tell, ticket_of
from actions.event import Event, PeopleTrapped, TicketChanged
from actions.people import Staff, StaffRole
from actions.table import new_id
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Work


def ticket_changed(work: Work, event: Event) -> None:
    """Stop climbing once a named person has taken it, and tell the resident only then; close it with its ticket."""
    if not isinstance(event, TicketChanged):
        return
    query = work.ours(Escalation).where(Escalation.ticket_id == event.ticket_id, Escalation.status.in_(RUNNING))
    escalation = work.db.scalar(query)
    if escalation is None:
        return
    if event.status == TicketStatus.ASSIGNED:
        _taken(work, escalation, event.by)
    elif event.status in {TicketStatus.DONE, TicketStatus.CANCELLED}:
        escalation.status, escalation.closed_at = EscalationStatus.CLOSED, work.now


def people_trapped(work: Work, event: Event) -> None:
    """Call people for a lift with somebody in it, once for each conversation, and say so there."""
    if not isinstance(event, PeopleTrapped):
        return
    here = Escalation.conversation_id == event.conversation_id, Escalation.status.in_(CURRENT)
    if work.db.scalar(work.ours(Escalation).where(*here).limit(1)) is not None:
        return
    escalation = Escalation(
        id=new_id(),
        community_id=work.community.id,
        conversation_id=event.conversation_id,
        resident_id=event.resident_id,
        type=Danger.ELEVATOR_TRAPPED,
        location=event.location[:200],
        located=bool(event.location),
        note=event.note[:2000],
        status=EscalationStatus.OPEN,
        notify=[],
        lang=event.lang,
        created_at=work.now,
    )
    work.db.add(escalation)
    work.db.flush()
    reached = raise_alarm(work, escalation)
    tell(work, escalation, "done.lift_called" if reached else "lift_nobody", number=escalation.number)


def _taken(work: Work, escalation: Escalation, by: str) -> None:
    ticket = ticket_of(work, escalation)
    staff = work.db.get(Staff, by) if by else None
    if staff is None or ticket is None or not _may_take(work, staff):
        return  # only a person of this community who answers for it can take it
    sent = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    goes = staff if sent is None or not _may_take(work, sent) else sent
    if ticket.data.get("goes") == goes.id:
        _second(work, escalation, staff)
        return
    ticket.data = {**ticket.data, "goes": goes.id}
    if goes.id != staff.id:
        page_one(work, escalation, goes)
    _acknowledge(work, escalation, ticket, staff)
    role = work.text_in(escalation.lang, f"role.{staff.role}")
    key = "done.taken" if goes.id == staff.id else "done.taken_sending"
    tell(work, escalation, key, name=staff.name, role=role, other=goes.name)


def _may_take(work: Work, staff: Staff) -> bool:
    """Whoever is on the committee sees lists only; somebody of another community, or who has left, helps nobody."""
    return staff.community_id == work.community.id and staff.active and staff.role != StaffRole.COMMITTEE


def _acknowledge(work: Work, escalation: Escalation, ticket: Ticket, staff: Staff) -> None:
    """Write down who has it, and tell those who were called at first that they need not set out."""
    if escalation.status != EscalationStatus.ACKNOWLEDGED:
        page_taken(
            work, escalation, [one for one in responders(work, escalation.level) if one.id != ticket.assignee_id], staff
        )
        escalation.status, escalation.acknowledged_at = EscalationStatus.ACKNOWLEDGED, work.now
    escalation.acknowledged_by = staff.id
    text = work.text_in("zh", "entry.taken", name=staff.name)
    add_entry(work.db, ticket, work.now, Author.STAFF, text, author_id=staff.id, kind="status", public=True)


def _second(work: Work, escalation: Escalation, staff: Staff) -> None:
    """Tell whoever took it a moment too late who has it."""
    first = work.db.get(Staff, escalation.acknowledged_by) if escalation.acknowledged_by else None
    if first is not None:
        page_taken(work, escalation, [staff], first)
