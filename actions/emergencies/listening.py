"""What staff do with the ticket is what becomes of the call for help."""

from actions.emergencies.models import RUNNING, Escalation, EscalationStatus
from actions.emergencies.raising import page_one, tell, ticket_of
from actions.event import Event, TicketChanged
from actions.people import Staff
from actions.ticket import Author, TicketStatus, add_entry
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


def _taken(work: Work, escalation: Escalation, by: str) -> None:
    ticket = ticket_of(work, escalation)
    staff = work.db.get(Staff, by) if by else None
    if staff is None or ticket is None or staff.community_id != work.community.id:
        return  # only a person can take it
    sent = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    goes = sent is None or sent.id == staff.id
    if not goes and sent is not None:
        page_one(work, escalation, sent)
    if escalation.status == EscalationStatus.ACKNOWLEDGED:
        return
    escalation.status = EscalationStatus.ACKNOWLEDGED
    escalation.acknowledged_by, escalation.acknowledged_at = staff.id, work.now
    text = work.text_in("zh", "entry.taken", name=staff.name)
    add_entry(work.db, ticket, work.now, Author.STAFF, text, author_id=staff.id, kind="status", public=True)
    role = work.text_in(escalation.lang, f"role.{staff.role}")
    key = "done.taken" if goes else "done.taken_sending"
    tell(work, escalation, key, name=staff.name, role=role, other=sent.name if sent else "")
