"""Where is my repair: who comes, when, and what happens next."""

import re
from collections.abc import Sequence
from datetime import timedelta

from actions.event import TicketChanged
from actions.people import Staff
from actions.reference import refs, screens
from actions.repairs.referring import known, not_there, shown
from actions.repairs.tickets import fits, label, meant, note, own, said_time
from actions.reply import Button, Reply, Text
from actions.ticket import Author, Ticket, TicketStatus, entries
from actions.turn import Turn, Work
from actions.wording import at, day
from nlu.urging import urges

_SHOWN = 3
_JUST = re.compile(r"刚[才刚报]|\bjust\b", re.IGNORECASE)
_ALL = 5  # who asks for all of them hears more
LATE = timedelta(hours=24)
RECENT = timedelta(days=14)  # a finished repair is still asked about


def status(turn: Turn) -> Reply:
    """Say where the speaker's repairs stand, newest first; who urges one has it passed on."""
    urged = urge(turn) if turn.understanding is not None and urges(turn.message.text) else None
    if urged:
        return urged
    mine = own(turn)
    if not mine:
        return _nothing(turn)
    named = meant(turn, mine)
    here = [ticket for ticket in named if ticket.active] or _recent(turn, named)
    if not here:
        return _nothing(turn)
    return _list(turn, here, _SHOWN).with_buttons(*_buttons(turn, here[0]))


def urged(turn: Turn) -> Reply | None:
    """Pass on that somebody waits where their words urge an open repair that they name, and report nothing new."""
    named = any(turn.value(slot) is not None for slot in ("object", "category"))
    return urge(turn) if turn.understanding is not None and named and urges(turn.message.text) else None


def urge(turn: Turn) -> Reply | None:
    """Pass on that the speaker waits for the open repair they mean; of several, ask which; None where none fits."""
    open_now = [ticket for ticket in own(turn) if ticket.active]
    named = [ticket for ticket in open_now if _fits(turn, ticket)]
    seen = refs(screens(turn.conversation.shown, turn.now, turn.conversation.resident_id))
    shown_last = [ticket for ticket in named if ticket.ref in seen]
    chosen = shown_last if len(shown_last) == 1 else named
    if _JUST.search(turn.message.text):  # the newest comes first
        chosen = [ticket for ticket in named if ticket.conversation_id == turn.conversation.id][:1] or named
    if len(chosen) == 1:
        turn.argument = chosen[0].id
        said = hurry(turn)
        return said.showing(shown(chosen[0], turn.lang))
    if not chosen:
        return None
    buttons = [turn.handler_button("button.hurry_one", "hurry", one.id, number=one.number) for one in chosen[:_SHOWN]]
    return _list(turn, chosen, _SHOWN).with_buttons(*buttons)


def hurried(turn: Turn) -> Reply:
    """Pass on haste that names nothing, where something is waited for."""
    return urge(turn) or status(turn)


def _fits(turn: Turn, ticket: Ticket) -> bool:
    """Say whether what the words name, if anything, is this repair's: a thing, or else its kind; and its place."""
    number, thing = turn.value("ticket"), turn.value("object")
    kind = turn.value("category") if thing is None or not ticket.data.get("thing") else None
    placed = fits(turn.value("location"), ticket.location)
    return (
        fits(number, ticket.number) and fits(thing, ticket.data.get("thing")) and fits(kind, ticket.category) and placed
    )


def reported(turn: Turn) -> Reply:
    """Say all repairs that the speaker has reported, those that were finished lately, too."""
    since = turn.now - RECENT
    here = [ticket for ticket in own(turn) if ticket.active or (ticket.closed_at or ticket.created_at) > since]
    return _list(turn, here, _ALL) if here else _nothing(turn)


def this_one(turn: Turn) -> Reply:
    """Say where the repair of the argument stands."""
    ticket = known(turn)
    if ticket is None:
        return not_there(turn)
    reply = Reply(text=Text(standing(turn, ticket, turn.lang)), private=True)
    return reply.with_buttons(*_buttons(turn, ticket)).showing(shown(ticket, turn.lang))


def who_and_when(turn: Turn) -> Reply:
    """Say who comes for the repair of the argument, and when, or that this is not known yet."""
    ticket = known(turn)
    if ticket is None:
        return status(turn)
    said = standing(turn, ticket, turn.lang)
    if ticket.status in (TicketStatus.OPEN, TicketStatus.ASSIGNED) and not said_time(ticket, turn.now, turn.lang):
        said += (" " if turn.lang == "en" else "") + turn.text("time_open")
    reply = Reply(text=Text(said), private=True)
    return reply.with_buttons(*_buttons(turn, ticket)).showing(shown(ticket, turn.lang))


def cost(turn: Turn) -> Reply:
    """Say what is known of the cost of a repair: whose the thing is decides, and nothing is done without a yes."""
    ticket = known(turn)
    if ticket is None or not ticket.active:
        return turn.say("cost.any")
    key = "cost.public" if ticket.area == "public" else "cost.home"
    said = turn.say(key, number=ticket.number, what=label(ticket, turn.lang))
    return said.showing(shown(ticket, turn.lang))


def hurry_this(turn: Turn) -> Reply:
    """Pass on that the resident waits for the repair that was pointed at."""
    ticket = known(turn)
    if ticket is None or not ticket.active:
        return this_one(turn)
    turn.argument = ticket.id
    return hurry(turn)


def hurry(turn: Turn) -> Reply:
    """Pass on that the resident is waiting; the argument is the ticket's id."""
    ticket = next((ticket for ticket in own(turn) if ticket.id == turn.argument and ticket.active), None)
    if ticket is None:
        return _nothing(turn)
    note(turn, ticket, str(turn.text_in("zh", "entry.hurried")), turn.resident)
    turn.emit(TicketChanged(ticket.id, ticket.status))
    staff = turn.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    if staff is not None:
        what = label(ticket, staff.lang)
        turn.effects.page(staff.id, turn.text_in(staff.lang, "page_hurried", number=ticket.number, what=what))
    return turn.done("done.hurried", ticket.ref, number=ticket.number, what=label(ticket, turn.lang))


def standing(work: Work, ticket: Ticket, lang: str) -> str:
    """Say in one or two sentences where a repair stands and what comes next."""
    staff = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    name = staff.name if staff else str(ticket.data.get("worker") or "")
    when = said_time(ticket, work.now, lang)
    key = f"status.{ticket.status}"
    if ticket.status == TicketStatus.ASSIGNED:
        key += "_name" if name else ""
    if ticket.status == TicketStatus.OPEN and work.now - ticket.created_at > LATE:
        key += "_late"
    said = work.text_in(lang, key, **_facts(work, ticket, lang, name))
    if ticket.status in (TicketStatus.OPEN, TicketStatus.ASSIGNED) and when:
        said = Text(said + (" " if lang == "en" else "") + work.text_in(lang, "status.time", time=when))
    if ticket.due_at is not None and ticket.due_at <= work.now and ticket.active:
        due = at(ticket.due_at.astimezone(work.now.tzinfo), work.now, lang)
        said = Text(said + (" " if lang == "en" else "") + work.text_in(lang, "status.over", due=due))
    return str(said)


def reason_of(work: Work, ticket: Ticket, lang: str) -> str:
    """Return what staff last wrote for the resident, or that they will say."""
    told = [entry.text for entry in entries(work.db, ticket) if entry.author == Author.STAFF and entry.public]
    return next((text for text in reversed(told) if text), str(work.text_in(lang, "no_reason")))


def _facts(work: Work, ticket: Ticket, lang: str, name: str) -> dict[str, object]:
    since = ticket.created_at.astimezone(work.now.tzinfo).date()
    reason = reason_of(work, ticket, lang) if ticket.status == TicketStatus.PAUSED else ""
    return {
        "number": ticket.number,
        "what": label(ticket, lang),
        "name": name,
        "reason": reason,
        "since": day(since, work.now.date(), lang),
    }


def _list(turn: Turn, here: Sequence[Ticket], most: int) -> Reply:
    """Say where some repairs stand, a line each, and how many there are beside them."""
    lines = [standing(turn, ticket, turn.lang) for ticket in here[:most]]
    if len(here) > most:
        lines.append(str(turn.text("more", count=len(here) - most)))
    return Reply(text=Text("\n".join(lines)), private=True).showing(*(shown(one, turn.lang) for one in here[:most]))


def _recent(turn: Turn, tickets: Sequence[Ticket]) -> list[Ticket]:
    return [ticket for ticket in tickets if turn.now - (ticket.closed_at or ticket.created_at) < RECENT][:1]


def _buttons(turn: Turn, ticket: Ticket) -> list[Button]:
    if ticket.active:
        return [
            turn.handler_button("button.hurry", "hurry", ticket.id),
            turn.handler_button("button.cancel", "cancel", ticket.id),
        ]
    if ticket.status == TicketStatus.DONE and ticket.rating is None:
        return [turn.button("button.rate", "start:repair_rate")]
    return []


def _nothing(turn: Turn) -> Reply:
    person = turn.person_button()
    others = turn.button("button.report", "start:repair_report"), person
    if turn.resident is None:
        return turn.say("none_known").with_buttons(turn.button("button.bind", "start:bind_home"), *others)
    return turn.say("none_open").with_buttons(*others)
