"""What waits at the desk: emergencies, people who wait for a person, everything else by urgency and age."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from actions.people import Resident, Staff, StaffRole
from actions.place import Home
from actions.ticket import ACTIVE, Ticket, TicketStatus
from bot.conversations import ConversationRow
from bot.desk.house import Person
from bot.inbox import InboxRow
from bot.outbox import OutboxRow

EMERGENCY, HANDOFF, REPAIR, BINDING, CONFIRM = "emergency", "handoff", "repair", "binding", "confirm"
_JUDGES = frozenset({StaffRole.MANAGER, StaffRole.ADMIN})
MOST = 200  # tickets of a list


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets a person wants to see; `status` "" means all that are not closed."""

    kind: str = ""
    status: str = ""
    who: str = ""  # mine, nobody
    words: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """Read it from an address."""
        status = query.get("status", "")
        return cls(
            kind=query.get("kind", "")[:20],
            status=status if status in set(TicketStatus) else "",
            who=query.get("who", "") if query.get("who") in {"mine", "nobody"} else "",
            words=query.get("q", "").strip()[:60],
        )

    @property
    def query(self) -> dict[str, str]:
        """Write it into an address again."""
        parts = {"kind": self.kind, "status": self.status, "who": self.who, "q": self.words}
        return {name: value for name, value in parts.items() if value}


@dataclass(frozen=True, slots=True)
class Line:
    """One ticket as a line of the list."""

    ticket: Ticket
    home: str
    assignee: str

    @property
    def urgent(self) -> bool:
        """Say whether it comes before others."""
        return self.ticket.urgency == "high"

    @property
    def unacknowledged(self) -> bool:
        """Say whether nobody has said yet that they take an emergency."""
        return self.ticket.kind == EMERGENCY and self.ticket.status == TicketStatus.OPEN


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation that this person has taken over; `fresh` when the resident spoke last."""

    row: ConversationRow
    name: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The left column."""

    emergencies: Sequence[Line]
    handoffs: Sequence[Line]
    held: Sequence[Held]
    tickets: Sequence[Line]
    kinds: Sequence[str]
    more: bool  # there are more tickets than are shown

    @property
    def alarms(self) -> int:
        """Count emergencies that nobody has taken."""
        return sum(line.unacknowledged for line in self.emergencies)


def visible(person: Person) -> Select[Ticket]:
    """Start every query about tickets: of the person's community, and what their role may see of it."""
    query = select(Ticket).where(Ticket.community_id == person.community.id, _not_about(person))
    if person.views_only:
        return query.where(false())
    if person.repairs_only:
        return query.where(Ticket.kind == REPAIR, _mine_or_nobodys(person))
    return query


def _not_about(person: Person) -> ColumnElement[bool]:
    """Keep what is against a member of staff from them, and what only their superiors judge from everybody else."""
    against = Ticket.data["against"].as_string()
    hidden = or_(against.is_(None), against != person.staff.id)
    if person.role in _JUDGES:
        return hidden
    return and_(hidden, Ticket.data["above"].as_string().is_(None))


def find_ticket(db: Session, person: Person, ticket_id: str) -> Ticket | None:
    """Return a ticket this person may see."""
    return db.scalar(visible(person).where(Ticket.id == ticket_id))


def held_ticket(db: Session, person: Person, ticket_id: str) -> Ticket | None:
    """Return a ticket this person may see, as it is now and held until the end: of two who press, one is the first."""
    query = visible(person).where(Ticket.id == ticket_id).with_for_update()
    return db.scalar(query.execution_options(populate_existing=True))


def read_board(db: Session, person: Person, chosen: Filter) -> Board:
    """Read the left column."""
    active = visible(person).where(Ticket.status.in_(ACTIVE))
    tickets = read_lines(db, _filtered(person, chosen).limit(MOST + 1))
    kinds = db.scalars(active.with_only_columns(Ticket.kind).distinct().order_by(Ticket.kind)).all()
    return Board(
        emergencies=read_lines(db, _by_need(active.where(Ticket.kind == EMERGENCY))),
        handoffs=read_lines(db, _by_need(active.where(Ticket.kind == HANDOFF))),
        held=_held(db, person),
        tickets=tickets[:MOST],
        kinds=sorted({*kinds, chosen.kind} - {""}),
        more=len(tickets) > MOST,
    )


def _mine_or_nobodys(person: Person) -> ColumnElement[bool]:
    return or_(Ticket.assignee_id == person.staff.id, Ticket.assignee_id.is_(None))


def _by_need(query: Select[Ticket]) -> Select[Ticket]:
    """Order by what cannot wait: nobody has it, then urgent, then oldest."""
    nobodys = case((Ticket.status == TicketStatus.OPEN, 0), else_=1)
    return query.order_by(nobodys, _urgency(), Ticket.created_at)


def _urgency() -> ColumnElement[int]:
    return case((Ticket.urgency == "high", 0), else_=1)


def narrowed(query: Select[Ticket], person: Person, chosen: Filter) -> Select[Ticket]:
    """Leave the tickets of a kind, of somebody, with some words."""
    if chosen.kind:
        query = query.where(Ticket.kind == chosen.kind)
    if chosen.who == "mine":
        query = query.where(Ticket.assignee_id == person.staff.id)
    if chosen.who == "nobody":
        query = query.where(Ticket.assignee_id.is_(None))
    return query.where(_says(person, chosen.words)) if chosen.words else query


def _filtered(person: Person, chosen: Filter) -> Select[Ticket]:
    wanted = (chosen.status,) if chosen.status else ACTIVE
    query = narrowed(visible(person).where(Ticket.status.in_(wanted)), person, chosen)
    if not (chosen.kind or chosen.status or chosen.words or chosen.who):
        query = query.where(Ticket.kind.not_in((EMERGENCY, HANDOFF)))  # they stand above already
    if chosen.status in {TicketStatus.DONE, TicketStatus.CANCELLED}:
        return query.order_by(Ticket.closed_at.desc().nulls_last())
    return query.order_by(_urgency(), Ticket.created_at)


def _says(person: Person, words: str) -> ColumnElement[bool]:
    ours = (Home.community_id == person.community.id, Home.name.icontains(words, autoescape=True))
    homes = select(Home.id).where(*ours)
    named = (Resident.community_id == person.community.id, Resident.name.icontains(words, autoescape=True))
    columns = (Ticket.number, Ticket.text, Ticket.location, Ticket.object)
    found = [column.icontains(words, autoescape=True) for column in columns]
    if not person.repairs_only:
        found.append(Ticket.resident_id.in_(select(Resident.id).where(*named)))
    return or_(*found, Ticket.home_id.in_(homes))


def read_lines(db: Session, query: Select[Ticket]) -> list[Line]:
    """Read tickets with the names of their homes and of who has them."""
    joined = query.outerjoin(Home, Home.id == Ticket.home_id).outerjoin(Staff, Staff.id == Ticket.assignee_id)
    rows = db.execute(joined.add_columns(Home.name, Staff.name)).all()
    return [Line(ticket, home or "", assignee or "") for ticket, home, assignee in rows]


def _held(db: Session, person: Person) -> list[Held]:
    query = select(ConversationRow, Resident.name).outerjoin(Resident, Resident.id == ConversationRow.resident_id)
    mine = and_(ConversationRow.community_id == person.community.id, ConversationRow.owner_id == person.staff.id)
    rows = db.execute(query.where(mine).order_by(ConversationRow.updated_at.desc())).all()
    return [Held(row, name or "", _resident_spoke_last(db, row.id)) for row, name in rows]


def _resident_spoke_last(db: Session, conversation_id: str) -> bool:
    heard = db.scalar(select(func.max(InboxRow.created_at)).where(InboxRow.conversation_id == conversation_id))
    said = db.scalar(select(func.max(OutboxRow.created_at)).where(OutboxRow.conversation_id == conversation_id))
    return heard is not None and (said is None or heard > said)
