"""The one screen: list, ticket, conversation. Read in one go, drawn as a page or as the parts that changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web
from sqlalchemy import func
from sqlalchemy.orm import Session

from actions.people import Resident
from actions.registry import Registry
from actions.ticket import ACTIVE, Ticket, TicketStatus
from actions.turn import Work
from bot.access_log import Seen, note_access, seen_lately
from bot.conversations import ConversationRow
from bot.desk.board import HANDOFF, Board, Filter, find_ticket, read_board, visible
from bot.desk.brief import Brief, read_brief
from bot.desk.gate import Desk
from bot.desk.handover import find_conversation, owner_name
from bot.desk.house import PACKAGE, Person
from bot.desk.pages import page
from bot.desk.problems import count_problems
from bot.desk.thread import Detail, Hand, read_detail, read_hands
from bot.desk.transcript import MOST, Said, read_transcript

PARTS = {"list": "_list.html", "ticket": "_ticket.html", "talk": "_talk.html"}


@dataclass(frozen=True, slots=True)
class Talk:
    """The right column."""

    row: ConversationRow
    owner: str  # name of who has it, empty for the assistant
    resident: str
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of the screen before a ticket is chosen."""

    open: int
    nobodys: int
    mine: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything the screen shows."""

    board: Board
    totals: Totals
    problems: int
    hands: Sequence[Hand] = ()
    noted: bool = False  # it is written down already that this person reads the conversation
    detail: Detail | None = None
    brief: Brief | None = None  # of a handoff
    talk: Talk | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person wants to see, and what to tell them about what they just did."""

    query: Mapping[str, str]
    ticket: str = ""
    conversation: str = ""
    message: str = ""
    words: str = ""  # kept when a change was refused
    reply: str = ""
    status: int = 200
    found: Filter = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", Filter.of(self.query))


async def show_screen(desk: Desk, person: Person, asked: Asked) -> web.Response:
    """Return the screen as a page, or its parts as JSON when the page refreshes itself."""
    now = desk.now()
    screen = await desk.house.store.read(lambda db: read_screen(db, person, asked, now, desk.house.registry))
    if (asked.ticket and screen.detail is None) or (asked.conversation and screen.talk is None):
        return desk.refuse(person, "ticket.not_found", 404)
    if screen.talk and not screen.noted and "part" not in asked.query:
        await _note_reading(desk, person, screen.talk.row)
    values: dict[str, object] = {"screen": screen, "asked": asked, "now": now, "most": MOST}
    values["problem_count"] = screen.problems
    if "part" in asked.query:
        parts = {name: desk.draw(template, person, **values) for name, template in PARTS.items()}
        return web.json_response({"parts": parts, "alarms": screen.board.alarms}, headers={"Cache-Control": "no-store"})
    return page(desk.draw("board.html", person, **values), asked.status)


def read_screen(db: Session, person: Person, asked: Asked, now: datetime, registry: Registry) -> Screen:
    """Read what the screen shows."""
    ticket = find_ticket(db, person, asked.ticket) if asked.ticket else None
    detail = read_detail(db, person, ticket, now) if ticket else None
    wanted = asked.conversation or (ticket.conversation_id if ticket else None)
    row = find_conversation(db, person, wanted) if wanted else None
    return Screen(
        board=read_board(db, person, asked.found),
        totals=_totals(db, person, now),
        problems=0 if person.repairs_only else count_problems(db, person),
        noted=row is not None and _noted(db, person, row, now),
        hands=() if detail or row or person.repairs_only else read_hands(db, person),
        detail=detail,
        brief=read_brief(person, registry, ticket, now) if ticket and ticket.kind == HANDOFF else None,
        talk=_talk(db, row) if row else None,
    )


def _noted(db: Session, person: Person, row: ConversationRow, now: datetime) -> bool:
    return seen_lately(db, person.staff, row.resident_id, Seen.CONVERSATION, f"conversation:{row.id}", now)


async def _note_reading(desk: Desk, person: Person, row: ConversationRow) -> None:
    """Write down that this person read what a resident said: residents may ask who did."""
    now, record = desk.now(), f"conversation:{row.id}"

    def write(work: Work) -> None:
        note_access(work.db, person.staff, row.resident_id, Seen.CONVERSATION, record, now)

    await desk.house.engine.act(person.community.id, PACKAGE, write, lang=person.lang)


def _talk(db: Session, row: ConversationRow) -> Talk:
    resident = db.get(Resident, row.resident_id) if row.resident_id else None
    return Talk(row, owner_name(db, row), resident.name if resident else "", read_transcript(db, row.id))


def _totals(db: Session, person: Person, now: datetime) -> Totals:
    active = visible(person).where(Ticket.status.in_(ACTIVE)).with_only_columns(func.count())
    nobodys = active.where(Ticket.status == TicketStatus.OPEN, Ticket.assignee_id.is_(None))
    mine = active.where(Ticket.assignee_id == person.staff.id)
    overdue = active.where(Ticket.due_at < now)
    counts = [db.scalar(query) or 0 for query in (active, nobodys, mine, overdue)]
    return Totals(*counts)
