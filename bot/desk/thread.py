"""One ticket as staff read it: what happened, who it concerns, and who could do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.people import Occupancy, Resident, Role, Staff, StaffRole
from actions.place import Home
from actions.ticket import ACTIVE, Author, Ticket, TicketEntry, TicketStatus, entries
from bot.access_log import Seen, seen_lately
from bot.desk.board import BINDING, CONFIRM, EMERGENCY
from bot.desk.house import Person
from bot.desk.masking import masked_name, masked_phone

FIELD = frozenset({StaffRole.REPAIRER, StaffRole.SECURITY, StaffRole.GRID_WORKER})  # who goes out
PAUSES = ("parts", "absent", "later", "other")  # why something waits: texts pause.*


@dataclass(frozen=True, slots=True)
class Contact:
    """The resident a ticket concerns; masked until somebody asks, and that is written down."""

    resident: Resident
    name: str
    phone: str
    shown: bool
    homes: Sequence[tuple[str, str]]  # name, role


@dataclass(frozen=True, slots=True)
class Told:
    """One entry with the name of who wrote it."""

    entry: TicketEntry
    name: str


@dataclass(frozen=True, slots=True)
class Hand:
    """A member of staff who could take the ticket, and how much they carry already."""

    staff: Staff
    load: int


@dataclass(frozen=True, slots=True)
class Detail:
    """The middle column."""

    ticket: Ticket
    home: str
    assignee: str
    contact: Contact | None
    thread: Sequence[Told]
    hands: Sequence[Hand]
    overdue: bool

    @property
    def seen(self) -> str:
        """What the person saw when they pressed: a change by somebody else in between is not overwritten."""
        return seen(self.ticket)

    @property
    def photos(self) -> Sequence[str]:
        """Ids of all photos."""
        return [told.entry.file_id for told in self.thread if told.entry.file_id]

    @property
    def moves(self) -> Sequence[str]:
        """What can be done with the ticket as it stands."""
        return moves(self.ticket)


def seen(ticket: Ticket) -> str:
    """Write down the state a form was made for."""
    return f"{ticket.status}|{ticket.assignee_id or ''}"


def moves(ticket: Ticket) -> tuple[str, ...]:
    """Return what can be done with a ticket in its state."""
    if not ticket.active:  # what was confirmed is done, and is never done again
        return () if ticket.kind == CONFIRM else ("reopen",)
    if ticket.kind in (BINDING, CONFIRM):
        return ("done", "cancel")
    first = () if ticket.status == TicketStatus.ASSIGNED else ("take",)
    waits = ticket.status == TicketStatus.PAUSED or ticket.kind == EMERGENCY  # an emergency cannot wait
    pause = () if waits else ("pause",)
    return (*first, "assign", *pause, "done", "cancel")


def read_detail(db: Session, person: Person, ticket: Ticket, now: datetime) -> Detail:
    """Read everything about one ticket."""
    home = db.get(Home, ticket.home_id) if ticket.home_id else None
    assignee = db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    return Detail(
        ticket=ticket,
        home=home.name if home else "",
        assignee=assignee.name if assignee else "",
        contact=_contact(db, person, ticket, now),
        thread=_told(db, ticket),
        hands=read_hands(db, person, ticket) if not person.repairs_only else [],
        overdue=ticket.active and ticket.due_at is not None and ticket.due_at < now,
    )


def _contact(db: Session, person: Person, ticket: Ticket, now: datetime) -> Contact | None:
    resident = db.get(Resident, ticket.resident_id) if ticket.resident_id else None
    if resident is None or resident.community_id != person.community.id:
        return None
    shown = seen_lately(db, person.staff, resident.id, Seen.CONTACT, ticket.ref, now)
    return Contact(
        resident,
        resident.name if shown else masked_name(resident.name),
        resident.phone if shown else masked_phone(resident.phone),
        shown,
        homes_of(db, resident.id),
    )


def homes_of(db: Session, resident_id: str) -> list[tuple[str, str]]:
    """Return the names of a resident's homes and what they are there."""
    query = select(Home.name, Occupancy.role).join(Occupancy, Occupancy.home_id == Home.id)
    rows = db.execute(query.where(Occupancy.resident_id == resident_id).order_by(Home.name)).all()
    return [(name, Role(role)) for name, role in rows]


def _told(db: Session, ticket: Ticket) -> list[Told]:
    thread = entries(db, ticket)
    ids = {entry.author_id for entry in thread if entry.author == Author.STAFF and entry.author_id}
    named = db.execute(select(Staff.id, Staff.name).where(Staff.id.in_(ids))).all() if ids else []
    names = {row[0]: row[1] for row in named}
    return [Told(entry, names.get(entry.author_id or "", "")) for entry in thread]


def read_hands(db: Session, person: Person, ticket: Ticket | None = None) -> list[Hand]:
    """Return who can be given a ticket: on duty, with the skill, of the fitting trade, the least busy first."""
    active = select(Ticket.assignee_id, func.count()).where(
        Ticket.community_id == person.community.id, Ticket.status.in_(ACTIVE)
    )
    load = {row[0]: row[1] for row in db.execute(active.group_by(Ticket.assignee_id))}
    ours = select(Staff).where(Staff.community_id == person.community.id, Staff.active)
    hands = [Hand(staff, load.get(staff.id, 0)) for staff in db.scalars(ours.where(Staff.role != StaffRole.COMMITTEE))]
    return sorted(hands, key=lambda hand: _fit(hand, ticket))


def _fit(hand: Hand, ticket: Ticket | None) -> tuple[bool, bool, bool, bool, int]:
    staff = hand.staff
    trade = StaffRole.SECURITY if ticket and ticket.kind == EMERGENCY else StaffRole.REPAIRER
    skilled = ticket is not None and ticket.category in staff.skills
    return (not staff.on_duty, not skilled, staff.role != trade, staff.role not in FIELD, hand.load)
