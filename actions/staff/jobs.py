from actions.duty import above, names
from actions.job import Job, Payload
from actions.reply import Button, Reply
from actions.staff import confirming
from actions.staff.escalate import follow_up
from actions.staff.hours import next_opening
from actions.staff.queue import call, called, record, remind_later
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Work

MOST = 6  # calls; after that the desk's list is all that is left


def remind(work: Work, payload: Payload) -> None:
    """Call again while nobody has taken a resident who waits: first those on duty, then those above, every day."""
    ticket, step = work.db.get(Ticket, payload["ticket"]), int(payload["step"])
    if ticket is None or ticket.status != TicketStatus.OPEN or int(ticket.data.get("reminded", 0)) >= step:
        return
    people = (called(work) if step == 1 else []) or above(work)
    since = ticket.created_at.astimezone(work.now.tzinfo)
    call(work, ticket, people, "page_again", number=ticket.number, since=f"{since:%m-%d %H:%M}")
    noted = work.text_in("zh", "entry.reminded", who=names(people, "zh"))
    add_entry(work.db, ticket, work.now, Author.ASSISTANT, str(noted), kind="note")
    ticket.data = {**ticket.data, "reminded": step}
    if step == 1 and people:
        _tell(work, ticket, names(people, _lang(ticket)))
    if step == 1:
        remind_later(work, ticket, step=2)
    elif step < MOST:
        due = next_opening(work.community, work.now)
        work.schedule("remind", due, key=f"{ticket.id}:{step + 1}", ticket=ticket.id, step=step + 1)


def _tell(work: Work, ticket: Ticket, who: str) -> None:
    """Tell the resident that they are not forgotten, and what they can do instead of waiting."""
    lang = _lang(ticket)
    handlers = ("cancel",) if ticket.data.get("call") else ("callback", "message", "cancel")
    buttons = tuple(Button(str(work.text_in(lang, f"button.{name}")), f"call:staff.{name}:") for name in handlers)
    text = work.text_in(lang, "done.reminded", number=ticket.number, who=who)
    reply = Reply.done(text, record(ticket)).with_buttons(*buttons)
    work.effects.tell(ticket.resident_id, reply, conversation_id=ticket.conversation_id)


def _lang(ticket: Ticket) -> str:
    return str(ticket.data.get("lang") or "zh")


JOBS = (
    Job(name="remind", run=remind),
    Job(name="remind_confirm", run=confirming.remind),
    Job(name="follow_up", run=follow_up),
)
