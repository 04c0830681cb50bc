"""Anger about something that waits: where it stands, when it is due, and the manager hears of it, once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from actions.duty import above, names, page
from actions.event import TicketChanged
from actions.job import Payload
from actions.people import Staff
from actions.reference import refs, screens
from actions.reply import Button, Reply, Text
from actions.staff.hours import in_hours
from actions.ticket import Author, Ticket, TicketEntry, TicketStatus, add_entry
from actions.turn import Turn, Work
from actions.waiting import waiting_for
from actions.wording import clock, day

ANSWER_WITHIN = timedelta(hours=2)  # until it is looked at whether anything happened
_WORDS = 16  # letters of a report that can stand for it


def escalate(turn: Turn) -> Reply:
    """Say where the matter stands and who has been told; the second time nobody is called again."""
    ticket = _meant(turn, waiting_for(turn))
    if ticket is None:
        return turn.say("nothing_waits").with_buttons(_person(turn, turn.lang))
    by = turn.resident.id if turn.resident else None
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, turn.message.text, author_id=by, public=True)
    reply = _told_before(turn, ticket) if ticket.data.get("escalated") else _tell_above(turn, ticket)
    turn.emit(TicketChanged(ticket.id, ticket.status))
    return reply.with_buttons(_person(turn, turn.lang))


def follow_up(work: Work, payload: Payload) -> None:
    """Call once more, and say so, when nobody of the staff has touched it since."""
    ticket = work.db.get(Ticket, payload["ticket"])
    if ticket is None or not ticket.active or ticket.data.get("followed") or _touched(work, ticket):
        return
    people, lang = above(work), str(ticket.data["escalated"]["lang"])
    if not people:
        return
    page(work, people, "page_waits", number=ticket.number, what=_label(work, ticket, "zh"))
    ticket.data = {**ticket.data, "followed": work.now.isoformat()}
    who = names(people, lang)
    text = work.text_in(lang, "done.followed", number=ticket.number, what=_label(work, ticket, lang), who=who)
    reply = Reply.done(text, ticket.ref, private=True).with_buttons(_person(work, lang))
    work.effects.tell(ticket.resident_id, reply, conversation_id=ticket.data["escalated"]["talk"])


def _tell_above(turn: Turn, ticket: Ticket) -> Reply:
    people = above(turn)
    if not people:
        return turn.done("done.noted", ticket.ref, private=True, state=_state(turn, ticket), who="")
    check = in_hours(turn.community, turn.now + ANSWER_WITHIN)
    noted = turn.text_in("zh", "entry.escalated", who=names(people, "zh"))
    add_entry(turn.db, ticket, turn.now, Author.ASSISTANT, str(noted), kind="note")
    page(turn, people, "page_escalated", number=ticket.number, what=_label(turn, ticket, "zh"))
    talk = turn.conversation.id if turn.message.private else None
    since = {"at": turn.now.isoformat(), "who": names(people, turn.lang), "talk": talk, "lang": turn.lang}
    ticket.data = {**ticket.data, "escalated": since}
    turn.schedule("follow_up", check, key=ticket.id, ticket=ticket.id)
    facts = {"state": _state(turn, ticket), "who": names(people, turn.lang), "check": _when(turn, check)}
    return turn.done("done.escalated", ticket.ref, private=True, **facts)


def _told_before(turn: Turn, ticket: Ticket) -> Reply:
    told = ticket.data["escalated"]
    when = datetime.fromisoformat(told["at"]).astimezone(turn.now.tzinfo)
    facts = {"state": _state(turn, ticket), "who": told["who"], "when": _when(turn, when)}
    return turn.done("done.escalated_before", ticket.ref, private=True, **facts)


def _meant(turn: Turn, waiting: Sequence[Ticket]) -> Ticket | None:
    """Return what the words name, else what was shown last, else what has waited longest."""
    named = [ticket for ticket in waiting if _names(turn, ticket)]
    seen = refs(screens(turn.conversation.shown, turn.now, turn.conversation.resident_id))
    shown = [ticket for ticket in waiting if ticket.ref in seen]
    return next(iter([*named, *shown, *waiting]), None)


def _names(turn: Turn, ticket: Ticket) -> bool:
    said = turn.message.text
    spoken = any(word and word in said for word in (ticket.number, ticket.object))
    return spoken or bool(ticket.category and turn.value("category") == ticket.category)


def _state(work: Work, ticket: Ticket) -> Text:
    """Say in one or two sentences since when it waits, who has it, and by when it is due."""
    staff = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    name = staff.name if staff else str(ticket.data.get("worker") or "")
    key = TicketStatus.PAUSED if ticket.status == TicketStatus.PAUSED else "with" if name else "open"
    since = ticket.created_at.astimezone(work.now.tzinfo)
    told = {"number": ticket.number, "what": _label(work, ticket, work.lang), "name": name}
    said = work.text(f"state.{key}", since=day(since.date(), work.now.date(), work.lang), **told)
    if ticket.due_at is None:
        return said
    due = ticket.due_at.astimezone(work.now.tzinfo)
    limit = work.text("state.over" if due < work.now else "state.due", when=_when(work, due))
    return Text(f"{said}{' ' if work.lang == 'en' else ''}{limit}")


def _label(work: Work, ticket: Ticket, lang: str) -> str:
    gap = " " if ticket.location.isascii() and ticket.object.isascii() else ""
    named = gap.join(part for part in (ticket.location, ticket.object) if part)
    if named or not 0 < len(ticket.text) <= _WORDS:
        return named or str(work.text_in(lang, "state.something"))
    return ticket.text


def _touched(work: Work, ticket: Ticket) -> bool:
    since = datetime.fromisoformat(ticket.data["escalated"]["at"])
    by_staff = (TicketEntry.ticket_id == ticket.id, TicketEntry.author == Author.STAFF, TicketEntry.at > since)
    return work.db.scalar(select(TicketEntry.id).where(*by_staff).limit(1)) is not None


def _when(work: Work, when: datetime) -> str:
    """Say a moment: the clock for today, with its day otherwise."""
    if when.date() == work.now.date():
        return clock(when)
    return f"{day(when.date(), work.now.date(), work.lang)}{' ' if work.lang == 'en' else ''}{clock(when)}"


def _person(work: Work, lang: str) -> Button:
    return Button(str(work.text_in(lang, "button.person")), "start:human_handoff")
