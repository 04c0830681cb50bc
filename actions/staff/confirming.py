"""What a member of staff has to confirm before it is done: laid before them, carried out once, or refused."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.duty import above, names, on_duty, page
from actions.event import TicketChanged, TicketOpened
from actions.form import Form
from actions.job import Payload
from actions.reference import Shown
from actions.reply import Reply, Text
from actions.slot import Values, decode, encode
from actions.staff.hours import in_hours, is_open, next_opening, office_hours, opens_next
from actions.staff.queue import PATIENCE, called
from actions.table import new_id
from actions.texts import load_texts
from actions.ticket import Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Turn, Work

KIND = "confirm"
MOST = 6  # calls; after that the desk's list is all that is left
PACKAGE = "actions.staff"
ASKS = (
    (r"取消|撤[销回]|不办了?|不用了?|不要了?|算了|cancel|withdraw", "drop_confirmation"),
    (r"怎么样|到哪|好了|同意|进度|情况|批了|status|ready|approved", "this_confirmation"),
)
ROLES = frozenset({"manager", "dispatcher", "admin"})  # who may confirm


def lay(turn: Turn, form: Form, values: Values) -> Reply:
    """Lay before staff what was agreed to; the same a second time stays one. Nothing of it is done yet."""
    what = form.summary(turn, values) if form.summary else values
    said = str(turn.text_in("zh", form.confirm or "confirm", **dict(what)))
    told = str(turn.text(form.confirm or "confirm", **dict(what)))
    data = {"form": form.full_name, "values": encode(values)}
    turn.enter(PACKAGE)
    ticket = _same(turn, data)
    if ticket is None:
        ticket = _ticket(turn, said, data)
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, said)
        add_entry(turn.db, ticket, turn.now, Author.ASSISTANT, str(turn.text_in("zh", "entry.confirm")), kind="note")
        page(turn, called(turn), "page_confirm", number=ticket.number)
        _remind_later(turn, ticket, step=1)
        turn.emit(TicketOpened(ticket.id))
    reply = turn.done(f"done.confirm_{_standing(turn)}", record(ticket), private=True, **_facts(turn, ticket))
    drop = turn.handler_button("button.drop_confirmation", "drop_confirmation", ticket.number)
    return reply.with_buttons(drop).showing(shown(ticket, told))


def remind(work: Work, payload: Payload) -> None:
    """Call again while nobody has said yes or no: first those on duty, then those above, every day."""
    ticket, step = work.db.get(Ticket, payload["ticket"]), int(payload["step"])
    if ticket is None or not ticket.active or int(ticket.data.get("reminded", 0)) >= step:
        return
    people = (called(work) if step == 1 else []) or above(work)
    since = ticket.created_at.astimezone(work.now.tzinfo)
    page(work, people, "page_confirm_again", number=ticket.number, since=f"{since:%m-%d %H:%M}")
    noted = work.text_in("zh", "entry.reminded", who=names(people, "zh"))
    add_entry(work.db, ticket, work.now, Author.ASSISTANT, str(noted), kind="note")
    ticket.data = {**ticket.data, "reminded": step}
    if step < MOST:
        _remind_later(work, ticket, step=step + 1)


def _remind_later(work: Work, ticket: Ticket, *, step: int) -> None:
    """Plan the next call: twice within half an hour of the office, then when it opens."""
    soon = in_hours(work.community, work.now + PATIENCE * step)
    due = soon if step < 3 else next_opening(work.community, work.now)
    work.schedule("remind_confirm", due, key=f"{ticket.id}:{step}", ticket=ticket.id, step=step)


def record(ticket: Ticket) -> str:
    """Return the record that proves that something waits for a yes of staff."""
    return f"{KIND}:{ticket.number}"


def shown(ticket: Ticket, what: str) -> Shown:
    """Return it as it stands on the screen."""
    return Shown(kind=KIND, key=ticket.number, says=f"{ticket.number} {what}"[:60], called=(ticket.number,))


def this_confirmation(turn: Turn) -> Reply:
    """Say where it stands."""
    ticket = _mine(turn)
    if ticket is None:
        return turn.say("confirmation.unknown", private=True)
    key = "confirmation.waiting" if ticket.active else f"confirmation.{ticket.status}"
    return turn.say(key, private=True, **_facts(turn, ticket)).showing(shown(ticket, ticket.text))


def drop_confirmation(turn: Turn) -> Reply:
    """Let it be, as long as nobody has confirmed it."""
    ticket = _mine(turn)
    if ticket is None or not ticket.active:
        return this_confirmation(turn)
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, turn.now
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, turn.text_in("zh", "entry.confirm_dropped"), kind="status")
    turn.emit(TicketChanged(ticket.id, ticket.status))
    return turn.done("done.confirm_dropped", record(ticket), private=True, number=ticket.number)


def carry_out(turn: Turn, form: Form, ticket: Ticket, by: str) -> Reply:
    """Do what staff have said yes to, in their transaction, and return what the resident is told."""
    said = form.submit(turn, decode(ticket.data["values"]))
    turn.enter(PACKAGE)
    before, gap = turn.text("confirmed", number=ticket.number, name=by), " " if turn.lang == "en" else ""
    words = {way: f"{getattr(before, way)}{gap}{getattr(said.text, way)}" for way in ("spoken", "elder")}
    text = Text(f"{before}{gap}{said.text}", claim=said.text.claim, **words)
    if not said.text.claim:  # it was agreed to, and could not be done after all
        add_entry(turn.db, ticket, turn.now, Author.ASSISTANT, str(said.text), kind="note")
    return replace(said, text=text, asks=None, private=True)


def refused(work: Work, ticket: Ticket, why: str, lang: str) -> Reply:
    """Return what the resident is told when staff say no."""
    text = load_texts(PACKAGE).render(lang, "done.confirm_refused", {"number": ticket.number, "why": why})
    return Reply.done(text, record(ticket), private=True)


def _ticket(turn: Turn, said: str, data: dict[str, Any]) -> Ticket:
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"Q-{next_number(turn.db, turn.community.id, KIND)}",
        kind=KIND,
        status=TicketStatus.OPEN,
        text=said[:2000],
        resident_id=turn.resident.id if turn.resident else None,
        conversation_id=turn.conversation.id,
        created_at=turn.now,
        data={**data, "lang": turn.lang, "channel": turn.message.channel, "sender": turn.message.sender},
    )
    turn.db.add(ticket)
    turn.db.flush()
    return ticket


def _same(turn: Turn, data: dict[str, Any]) -> Ticket | None:
    query = turn.ours(Ticket).where(Ticket.kind == KIND, Ticket.conversation_id == turn.conversation.id)
    found = (one for one in turn.db.scalars(query) if one.active and _is_theirs(turn, one))
    return next((one for one in found if all(one.data.get(name) == value for name, value in data.items())), None)


def _mine(turn: Turn) -> Ticket | None:
    """Return the one of the argument where the speaker asked for it."""
    ticket = turn.db.scalar(turn.ours(Ticket).where(Ticket.kind == KIND, Ticket.number == turn.argument))
    return ticket if ticket is not None and _is_theirs(turn, ticket) else None


def _is_theirs(turn: Turn, ticket: Ticket) -> bool:
    if turn.resident is not None:
        return ticket.resident_id == turn.resident.id
    return ticket.resident_id is None and turn.message.private and ticket.conversation_id == turn.conversation.id


def _standing(turn: Turn) -> str:
    """Say who will look at it: those on duty, the manager who was called, or somebody once the office opens."""
    if not is_open(turn.community, turn.now):
        return "after_hours"
    return "open" if on_duty(turn) or above(turn) else "after_hours"


def _facts(turn: Turn, ticket: Ticket) -> dict[str, object]:
    day, opens = opens_next(turn.community, turn.now)
    _, closes = office_hours(turn.community)
    return {
        "number": ticket.number,
        "who": names(called(turn), turn.lang),
        "until": f"{closes:%H:%M}",
        "when": turn.text(f"day.{day}", time=f"{opens:%H:%M}"),
        "day": _day(turn, ticket.closed_at),
    }


def _day(turn: Turn, at: datetime | None) -> str:
    return f"{at.astimezone(turn.now.tzinfo):%m-%d %H:%M}" if at else ""
