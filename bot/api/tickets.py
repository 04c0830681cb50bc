"""Tickets as the desk sees them: the same rights, the same changes."""

from collections.abc import Sequence

from sqlalchemy import Select
from sqlalchemy.orm import Session

from actions.people import Resident, StaffRole
from actions.ticket import ACTIVE, Ticket, TicketStatus
from actions.turn import Work
from bot.access_log import Seen, note_access
from bot.api import ticket_shapes as shapes
from bot.api.endpoint import Endpoint, Lead, for_staff
from bot.api.house import PACKAGE, Colleague
from bot.api.paging import paged, place_of
from bot.api.shapes import Nothing
from bot.channels.web.frames import tidy
from bot.desk.board import Filter, Line, find_ticket, narrowed, read_lines, visible
from bot.desk.changes import NotPossible, NotThere, Overtaken, Wish, apply
from bot.desk.gate import DESK_ROLES, OFFICE
from bot.desk.handover import find_conversation
from bot.desk.house import Person, change
from bot.desk.thread import Detail, homes_of, read_detail, read_hands
from bot.problem import Refused


async def list_tickets(who: Colleague, asked: shapes.TicketsAsked) -> shapes.TicketPage:
    """List tickets, newest first, a page at a time."""
    person = who.person
    query = narrowed(_with_status(person, asked.status), person, _filter(asked))
    pages = paged(query, Ticket.created_at, Ticket.id, asked.cursor, asked.limit)
    lines = await who.house.store.read(lambda db: read_lines(db, pages))
    kept = lines[: asked.limit]
    last = kept[-1].ticket if len(lines) > asked.limit else None
    return shapes.TicketPage(
        items=[line_of(line) for line in kept], next=place_of(last.created_at, last.id) if last else None
    )


async def read_ticket(who: Colleague, asked: shapes.One) -> shapes.TicketDetail:
    """Read one ticket with its thread."""
    return await who.house.store.read(lambda db: _detail(db, who, asked.id))


async def read_contact(who: Colleague, asked: shapes.One) -> shapes.FullContact:
    """Read the name and phone behind a ticket; that you looked is written down."""
    person, now = who.person, who.house.clock.now()

    def look(work: Work) -> shapes.FullContact:
        ticket = find_ticket(work.db, person, asked.id)
        resident = work.db.get(Resident, ticket.resident_id) if ticket and ticket.resident_id else None
        if ticket is None or resident is None or resident.community_id != person.community.id:
            raise Refused(404)
        note_access(work.db, person.staff, resident.id, Seen.CONTACT, ticket.ref, now)
        homes = lives(homes_of(work.db, resident.id))
        return shapes.FullContact(id=resident.id, name=resident.name, phone=resident.phone, homes=homes)

    return await who.house.engine.act(person.community.id, PACKAGE, look, lang=person.lang)


async def change_ticket(who: Colleague, asked: shapes.One, body: shapes.Move) -> shapes.TicketDetail:
    """Do something with a ticket: take, assign, pause, finish, cancel, reopen it, write a note, tell the resident."""
    person, wish, registry = who.person, _wish(body), who.house.registry
    touched = ("ticket", asked.id)
    try:
        await change(who.house, person, lambda work: apply(work, person, asked.id, wish, registry), touched=touched)
    except NotThere:
        raise Refused(404) from None
    except Overtaken as news:
        key = "error.overtaken" if news.by else "error.overtaken_nobody"
        raise Refused(409, detail=person.text(key, by=news.by)) from None
    except NotPossible as refusal:
        raise Refused(409, detail=person.text(str(refusal), **refusal.values)) from None
    return await who.house.store.read(lambda db: _detail(db, who, asked.id))


async def list_hands(who: Colleague, asked: Nothing) -> shapes.StaffNames:
    """List who can be given a ticket, the least busy first."""
    hands = await who.house.store.read(lambda db: read_hands(db, who.person))
    names = [
        shapes.StaffName(
            id=hand.staff.id, name=hand.staff.name, role=StaffRole(hand.staff.role), on_duty=hand.staff.on_duty
        )
        for hand in hands
    ]
    return shapes.StaffNames(items=names)


def _filter(asked: shapes.TicketsAsked) -> Filter:
    return Filter(kind=asked.kind or "", who=asked.who or "", words=asked.q.strip())


def _with_status(person: Person, status: str) -> Select[Ticket]:
    if status == "all":
        return visible(person)
    wanted = ACTIVE if status == "active" else (TicketStatus(status),)
    return visible(person).where(Ticket.status.in_(wanted))


def _wish(body: shapes.Move) -> Wish:
    match body.root:
        case shapes.WordsMove() as said:
            return Wish(said.move, words=tidy(said.words))
        case shapes.AssignMove() as move:
            return Wish("assign", move.staff, tidy(move.words), move.seen, move.tell)
        case shapes.PauseMove() as move:
            return Wish("pause", move.reason, tidy(move.words), move.seen, move.tell)
        case shapes.PlainMove() as move:
            return Wish(move.move, "", tidy(move.words), move.seen, move.tell)


def _detail(db: Session, who: Colleague, ticket_id: str) -> shapes.TicketDetail:
    ticket = find_ticket(db, who.person, ticket_id)
    if ticket is None:
        raise Refused(404)
    detail = read_detail(db, who.person, ticket, who.house.clock.now())
    talk = find_conversation(db, who.person, ticket.conversation_id) if ticket.conversation_id else None
    return shapes.TicketDetail(
        ticket=line_of(Line(ticket, detail.home, detail.assignee)),
        seen=detail.seen,
        moves=list(detail.moves),
        overdue=detail.overdue,
        wish=ticket.wish,
        wish_from=ticket.wish_from,
        wish_until=ticket.wish_until,
        rating=ticket.rating,
        comment=ticket.comment,
        contact=_contact(detail),
        conversation=talk.id if talk else None,
        entries=_entries(detail),
    )


def _contact(detail: Detail) -> shapes.Contact | None:
    found = detail.contact
    if found is None:
        return None
    homes = lives(found.homes)
    return shapes.Contact(id=found.resident.id, name=found.name, phone=found.phone, shown=found.shown, homes=homes)


def _entries(detail: Detail) -> list[shapes.Entry]:
    return [
        shapes.Entry(
            at=told.entry.at,
            author=told.entry.author,
            name=told.name,
            kind=told.entry.kind,
            text=told.entry.text,
            file=told.entry.file_id,
            public=told.entry.public,
        )
        for told in detail.thread
    ]


def lives(homes: Sequence[tuple[str, str]]) -> list[shapes.Lives]:
    """Return homes and roles as the API writes them."""
    return [shapes.Lives(home=home, role=role) for home, role in homes]


def line_of(line: Line) -> shapes.TicketLine:
    """Return a ticket as the API writes it."""
    ticket = line.ticket
    return shapes.TicketLine(
        id=ticket.id,
        number=ticket.number,
        kind=ticket.kind,
        status=TicketStatus(ticket.status),
        urgency=ticket.urgency,
        category=ticket.category,
        object=ticket.object,
        location=ticket.location,
        text=ticket.text,
        home=line.home,
        assignee=line.assignee,
        created_at=ticket.created_at,
        due_at=ticket.due_at,
        closed_at=ticket.closed_at,
    )


_FIRST = tuple(Lead(to, {"id": "/items/0/id"}) for to in ("read_ticket", "read_contact", "change_ticket"))
ENDPOINTS: tuple[Endpoint, ...] = (
    for_staff(
        "/api/v1/tickets",
        list_tickets,
        shapes.TicketsAsked,
        shapes.TicketPage,
        DESK_ROLES,
        leads=(*_FIRST, Lead("list_tickets", {"cursor": "/next"})),
    ),
    for_staff("/api/v1/tickets/{id}", read_ticket, shapes.One, shapes.TicketDetail, DESK_ROLES),
    for_staff("/api/v1/tickets/{id}/contact", read_contact, shapes.One, shapes.FullContact, DESK_ROLES),
    for_staff("/api/v1/staff", list_hands, Nothing, shapes.StaffNames, OFFICE),
    Endpoint(
        method="POST",
        path="/api/v1/tickets/{id}/moves",
        handle=change_ticket,
        asks=shapes.One,
        body=shapes.Move,
        gives=shapes.TicketDetail,
        roles=DESK_ROLES,
        also=(409,),
    ),
)
