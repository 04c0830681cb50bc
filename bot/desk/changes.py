"""What staff do to a ticket. Each is one transaction: the row, a line in its thread, an event for the scenarios."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from actions.event import TicketChanged
from actions.people import Resident, Staff
from actions.registry import Registry
from actions.reply import Reply, Text
from actions.texts import load_texts
from actions.ticket import Author, CannotMove, Ticket, TicketEntry, TicketStatus, add_entry
from actions.turn import SHARED, Work
from bot.confirming import settle
from bot.conversations import ConversationRow
from bot.desk.board import CONFIRM, HANDOFF, REPAIR, held_ticket
from bot.desk.handover import leave_chat, release
from bot.desk.house import PACKAGE, Person
from bot.desk.thread import PAUSES, moves, seen

LONGEST = 1000  # characters of what staff write


class NotThere(LookupError):
    """The ticket does not exist for this person."""


class Overtaken(RuntimeError):
    """Somebody else changed the ticket since the page was shown; `by` is their name."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class NotPossible(ValueError):
    """The ticket's state or the form does not allow this; the message is a key of texts/, with its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.values = values


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person pressed: a move, its argument, their words, and the state they saw."""

    move: str  # take, assign, pause, done, cancel, reopen, note, tell
    argument: str = ""
    words: str = ""
    seen: str = ""
    tell: bool = False  # the words of a move go to the resident, too

    @classmethod
    def of(cls, form: Mapping[str, str]) -> "Wish":
        """Read it from a form."""
        move, _, argument = form.get("move", "").partition(":")
        words = form.get("words", "").strip()[:LONGEST]
        return cls(move, argument, words, form.get("seen", ""), form.get("tell") == "1")


def apply(work: Work, person: Person, ticket_id: str, wish: Wish, registry: Registry) -> Ticket:
    """Do what was pressed, or raise why it cannot be done."""
    ticket = held_ticket(work.db, person, ticket_id)
    if ticket is None:
        raise NotThere(ticket_id)
    if wish.move in _WORDS:
        return _say(work, person, ticket, wish)
    if wish.seen != seen(ticket):
        raise Overtaken(_last_hand(work, ticket))
    if wish.move not in moves(ticket):
        raise NotPossible("error.move")
    if ticket.kind == CONFIRM:
        _settle(work, person, ticket, wish, registry)
    try:
        consult(work, ticket, wish.move, wish.words, registry)
    except CannotMove as refusal:
        raise NotPossible("error.said", why=str(refusal)) from None
    done = _MOVES[wish.move](work, person, ticket, wish)
    reason = _reason(work, ticket, wish)
    inside = "" if wish.words in reason else wish.words
    _enter(work, person, ticket, f"{done} {inside}".strip(), kind="status")
    if reason:
        _enter(work, person, ticket, reason, kind="text", public=True)
        _explain(work, person, ticket, wish, reason)
    if ticket.kind == HANDOFF:
        if wish.move in {"take", "assign"} or not ticket.active:
            leave_chat(work, ticket, person.staff)
        _tell_handoff(work, ticket, wish, registry)
    work.emit(TicketChanged(ticket.id, ticket.status, by=person.staff.id))
    return ticket


def consult(work: Work, ticket: Ticket, move: str, words: str, registry: Registry) -> None:
    """Let the scenario of a kind of ticket do its part of a move first, or refuse it (CannotMove)."""
    for scenario in registry.scenarios.values():
        if ticket.kind in scenario.decides:
            scenario.decides[ticket.kind](replace(work, package=scenario.package), ticket, move, words)


def _settle(work: Work, person: Person, ticket: Ticket, wish: Wish, registry: Registry) -> None:
    try:
        settle(work, person.staff, ticket, wish.move, wish.words, registry)
    except CannotMove as refusal:
        raise NotPossible(str(refusal)) from None


def _tell_handoff(work: Work, ticket: Ticket, wish: Wish, registry: Registry) -> None:
    """Tell the resident who waits for a person who has it now, or that it is over."""
    talk = ticket.conversation_id
    row = work.db.get(ConversationRow, talk, with_for_update=True, populate_existing=True) if talk else None
    if row is None or row.community_id != ticket.community_id:
        return
    if not ticket.active:
        release(work, row, registry, closed=ticket.number)
    elif wish.move in {"take", "assign"} and row.owner_id is None:
        name = work.db.get_one(Staff, ticket.assignee_id).name
        said = load_texts(SHARED).render(row.lang, "staff_has", {"name": name, "number": ticket.number})
        work.effects.tell(row.resident_id, Reply(text=said), conversation_id=row.id)


def _say(work: Work, person: Person, ticket: Ticket, wish: Wish) -> Ticket:
    if not wish.words:
        raise NotPossible("error.words")
    public = wish.move == "tell"
    if public:
        _tell(work, person, ticket, wish.words)
    _enter(work, person, ticket, wish.words, kind="text" if public else "note", public=public)
    return ticket


def _reason(work: Work, ticket: Ticket, wish: Wish) -> str:
    """Return what the resident is to read about a move: why it waits in any case, other words where that was asked."""
    words = wish.words if wish.tell or (wish.move, wish.argument) == ("pause", "other") else ""
    if wish.move != "pause" or wish.argument == "other":
        return words
    why = load_texts(PACKAGE).render(_lang_of(work, ticket), f"pause_told.{wish.argument}", {})
    return f"{why} {words}".strip()


def _explain(work: Work, person: Person, ticket: Ticket, wish: Wish, reason: str) -> None:
    if (ticket.kind, wish.move) in _QUOTED or not _reachable(ticket):
        return
    if wish.move == "pause":
        values = {"number": ticket.number, "reason": reason}
        reason = load_texts(PACKAGE).render(_lang_of(work, ticket), "pause_told.sentence", values)
    _tell(work, person, ticket, reason)


def _lang_of(work: Work, ticket: Ticket) -> str:
    resident = work.db.get(Resident, ticket.resident_id) if ticket.resident_id else None
    return resident.reads if resident else "zh"


def _reachable(ticket: Ticket) -> bool:
    return ticket.resident_id is not None or ticket.conversation_id is not None


def _enter(work: Work, person: Person, ticket: Ticket, text: str, *, kind: str, public: bool = False) -> None:
    author = person.staff.id
    add_entry(work.db, ticket, work.now, Author.STAFF, text, author_id=author, kind=kind, public=public)


def _tell(work: Work, person: Person, ticket: Ticket, words: str) -> None:
    if not _reachable(ticket):
        raise NotPossible("error.nobody")
    reply = Reply(text=Text(words))
    apart = ticket.resident_id is not None and ticket.kind != HANDOFF  # then it is said in the chat they use now
    where = None if apart else ticket.conversation_id
    work.effects.tell(ticket.resident_id, reply, conversation_id=where, author=person.staff.name)


def _take(work: Work, person: Person, ticket: Ticket, wish: Wish) -> str:
    return _give(person, ticket, person.staff)


def _assign(work: Work, person: Person, ticket: Ticket, wish: Wish) -> str:
    if person.repairs_only:
        raise NotPossible("error.move")
    ours = select(Staff).where(Staff.community_id == person.community.id, Staff.active)
    staff = work.db.scalar(ours.where(Staff.id == wish.argument))
    if staff is None:
        raise NotPossible("error.staff")
    return _give(person, ticket, staff)


def _give(person: Person, ticket: Ticket, staff: Staff) -> str:
    ticket.status = TicketStatus.ASSIGNED
    ticket.assignee_id = staff.id
    if staff.id == person.staff.id:
        return person.text("entry.taken")
    return person.text("entry.assigned", name=staff.name)


def _pause(work: Work, person: Person, ticket: Ticket, wish: Wish) -> str:
    if wish.argument not in PAUSES or (wish.argument == "other" and not wish.words):
        raise NotPossible("error.reason")
    ticket.status = TicketStatus.PAUSED
    if wish.argument == "other":
        return person.text("entry.paused")
    return person.text("entry.paused_for", reason=person.text(f"pause.{wish.argument}"))


def _done(work: Work, person: Person, ticket: Ticket, wish: Wish) -> str:
    ticket.status, ticket.closed_at = TicketStatus.DONE, work.now
    return person.text("entry.finished")


def _cancel(work: Work, person: Person, ticket: Ticket, wish: Wish) -> str:
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, work.now
    return person.text("entry.cancelled")


def _reopen(work: Work, person: Person, ticket: Ticket, wish: Wish) -> str:
    ticket.status = TicketStatus.ASSIGNED if ticket.assignee_id else TicketStatus.OPEN
    ticket.closed_at = None
    return person.text("entry.reopened")


def _last_hand(work: Work, ticket: Ticket) -> str:
    """Return who changed a ticket last, as far as its thread says."""
    thread = select(Staff.name).join(TicketEntry, TicketEntry.author_id == Staff.id)
    mine = thread.where(TicketEntry.ticket_id == ticket.id, TicketEntry.kind == "status")
    return work.db.scalar(mine.order_by(TicketEntry.at.desc()).limit(1)) or ""


_QUOTED = frozenset({(REPAIR, "pause"), (REPAIR, "cancel"), (CONFIRM, "cancel")})
"""Moves whose scenario tells the resident itself and quotes the last public words as the reason."""
_WORDS = frozenset({"note", "tell"})
_MOVES: dict[str, Callable[[Work, Person, Ticket, Wish], str]] = {
    "take": _take,
    "assign": _assign,
    "pause": _pause,
    "done": _done,
    "cancel": _cancel,
    "reopen": _reopen,
}
