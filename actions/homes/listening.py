"""What staff decide about a request, carried out and told to whoever asked."""

from actions.event import Event, TicketChanged
from actions.homes.requests import KIND, carry_out, record
from actions.reply import Reply
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Work


def ticket_changed(work: Work, event: Event) -> None:
    """Carry out what was approved (done), and tell the person either way."""
    if not isinstance(event, TicketChanged) or not event.by:
        return
    ticket = work.db.get(Ticket, event.ticket_id)
    if ticket is None or ticket.kind != KIND or ticket.community_id != work.community.id or "told" in ticket.data:
        return
    if event.status == TicketStatus.DONE and not carry_out(work, ticket):
        ticket.status, ticket.closed_at = TicketStatus.OPEN, None
        add_entry(work.db, ticket, work.now, Author.ASSISTANT, work.text("entry.no_home"), kind="note")
        return
    if event.status in {TicketStatus.DONE, TicketStatus.CANCELLED}:
        ticket.data = {**ticket.data, "told": event.status}
        _tell(work, ticket, "approved" if event.status == TicketStatus.DONE else "refused")


def _tell(work: Work, ticket: Ticket, outcome: str) -> None:
    lang, facts = ticket.data.get("lang", "zh"), ticket.data
    matter = work.text_in(lang, f"matter.{facts['matter']}")
    text = work.text_in(lang, f"done.{outcome}", matter=matter, house=facts["house"], number=ticket.number)
    reply = Reply.done(text, record(ticket), private=True)
    where = None if ticket.resident_id else ticket.conversation_id  # a resident is told in the chat they use now
    work.effects.tell(ticket.resident_id, reply, conversation_id=where)
