"""The rows of a repair: opening one, finding the resident's own, and saying which one is meant."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from actions.event import TicketChanged
from actions.people import Resident
from actions.table import new_id
from actions.texts import load_texts
from actions.ticket import ACTIVE, Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Turn, Work
from actions.wording import moment
from nlu.types import Moment

KIND = "repair"
AGAIN = timedelta(hours=24)  # the same matter within this time is the same repair
JUST_NOW = timedelta(hours=1)  # what is said so soon after a report in the same chat belongs to it
_SHORT = 16  # letters of a report that can stand for it


def new_ticket(turn: Turn, **values: object) -> Ticket:
    """Write a repair down for the speaker; the number is what people say."""
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"T-{next_number(turn.db, turn.community.id, 'ticket')}",
        kind=KIND,
        status=TicketStatus.OPEN,
        resident_id=turn.resident.id if turn.resident else None,
        conversation_id=turn.conversation.id,
        created_at=turn.now,
        **values,
    )
    turn.db.add(ticket)
    turn.db.flush()
    return ticket


def own(turn: Turn) -> Sequence[Ticket]:
    """Return the repairs of the speaker's homes and those they reported themselves in this chat, newest first."""
    mine = turn.mine(Ticket).with_only_columns(Ticket.id)
    query = turn.ours(Ticket).where(Ticket.kind == KIND, or_(Ticket.id.in_(mine), _reported_here(turn)))
    return turn.db.scalars(query.order_by(Ticket.created_at.desc(), Ticket.number.desc())).all()


def _reported_here(turn: Turn) -> ColumnElement[bool]:
    """What this very speaker said in this very chat; a stranger at a shared screen has said nothing before."""
    if turn.resident is not None:
        return Ticket.resident_id == turn.resident.id
    here = turn.conversation.id if turn.message.private else ""
    return and_(Ticket.resident_id.is_(None), Ticket.conversation_id == here)


def just_reported(turn: Turn) -> Ticket | None:
    """Return the open repair that this chat was about a moment ago."""
    since = turn.now - JUST_NOW
    for ticket in own(turn):
        if ticket.active and ticket.conversation_id == turn.conversation.id and ticket.created_at > since:
            return ticket
    return None


def same_place(turn: Turn, *, public: bool) -> Sequence[Ticket]:
    """Return the open repairs of the last 24 hours that a new report may repeat: one's own, or anybody's outside."""
    since = turn.now - AGAIN
    if not public:
        return [ticket for ticket in own(turn) if ticket.active and ticket.created_at > since]
    query = turn.ours(Ticket).where(Ticket.kind == KIND, Ticket.area == "public", Ticket.status.in_(ACTIVE))
    return turn.db.scalars(query.where(Ticket.created_at > since).order_by(Ticket.created_at.desc())).all()


def note(work: Work, ticket: Ticket, words: str, resident: Resident | None, *, kind: str = "text") -> str:
    """Write the resident's words into the ticket's thread and return the entry's id."""
    by = resident.id if resident else None
    return add_entry(work.db, ticket, work.now, Author.RESIDENT, words, author_id=by, kind=kind, public=True).id


def attach_photos(turn: Turn, ticket: Ticket, files: Sequence[str]) -> None:
    """Attach photos to the ticket."""
    by = turn.resident.id if turn.resident else None
    for file in files:
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, author_id=by, kind="photo", file_id=file, public=True)


def change(turn: Turn, ticket: Ticket, status: TicketStatus, words: str) -> None:
    """Move a ticket on, with the resident's words as the reason, and tell who listens."""
    ticket.status = status
    ticket.closed_at = None if status in ACTIVE else turn.now
    note(turn, ticket, words, turn.resident, kind="status")
    turn.emit(TicketChanged(ticket.id, status))


def fits(said: object, known: object) -> bool:
    """Say whether two descriptions may be of one thing: the same, or one of them open."""
    return not said or not known or said == known


def label(ticket: Ticket, lang: str) -> str:
    """Say which repair is meant in a few words: 厨房水龙头, kitchen tap."""
    texts = load_texts("actions.repairs")
    said = ticket.object or str(ticket.data.get("said", ""))
    if not said and 0 < len(ticket.text) <= _SHORT:
        return ticket.text
    if not said and ticket.category:
        said = texts.render(lang, f"category.{ticket.category}", {})
    gap = " " if ticket.location.isascii() and said.isascii() else ""
    place = "" if ticket.location and said.startswith(ticket.location) else ticket.location  # 厨房, 厨房下水
    parts = [part for part in (place, said) if part]
    return gap.join(parts) or texts.render(lang, "something", {})


def wish_time(ticket: Ticket, when: Moment) -> None:
    """Write down when somebody may come."""
    ticket.wish = when.text[:120]
    ticket.wish_from, ticket.wish_until = when.start, when.end
    bound = when.bound if when.clock is None else None
    ticket.data = {**ticket.data, "part": when.part, "clock": when.clock is not None, "bound": bound}


def said_time(ticket: Ticket, now: datetime, lang: str) -> str:
    """Say when somebody may come; empty when nobody said."""
    if ticket.wish_from is None or ticket.wish_until is None:
        return ticket.wish
    part: Mapping[str, object] = ticket.data
    named = Moment(
        text=ticket.wish,
        start=ticket.wish_from.astimezone(now.tzinfo),
        end=ticket.wish_until.astimezone(now.tzinfo),
        part=str(part["part"]) if part.get("part") and not part.get("clock") else None,
        bound=str(part["bound"]) if part.get("bound") else None,
    )
    return moment(named, now, lang)


def by_number(tickets: Sequence[Ticket], number: str) -> Ticket | None:
    """Return the ticket of a number as people say it: T-3, t3, 3."""
    bare = _bare(number)
    return next((ticket for ticket in tickets if _bare(ticket.number) == bare), None)


def _bare(number: str) -> str:
    short = "".join(letter for letter in number.upper() if letter.isalnum())
    return short if not short.isdigit() else f"T{short}"


def meant(turn: Turn, tickets: Sequence[Ticket]) -> Sequence[Ticket]:
    """Return the tickets that the message names by number, thing, kind or place; all of them if it names none."""
    number = turn.value("ticket")
    if isinstance(number, str):
        found = by_number(tickets, number)
        return [found] if found else []
    for slot, column in (("object", "thing"), ("category", "category"), ("location", "location")):
        value = turn.value(slot)
        fitting = [ticket for ticket in tickets if value and value == _column(ticket, column)]
        if fitting:
            return fitting
    return tickets


def _column(ticket: Ticket, column: str) -> object:
    return ticket.data.get("thing") if column == "thing" else getattr(ticket, column)


def resident_of(work: Work, ticket: Ticket) -> Resident | None:
    """Return who reported a repair."""
    return work.db.scalar(select(Resident).where(Resident.id == ticket.resident_id)) if ticket.resident_id else None
