"""What staff check before it holds: a binding is asked for here, and carried out once they have said yes."""

from collections.abc import Mapping, Sequence

from actions.access import bind
from actions.event import HomeBound, TicketOpened
from actions.people import Occupancy, Resident
from actions.place import Home
from actions.slot import Value
from actions.table import new_id
from actions.ticket import Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Turn, Work

KIND = "binding"


def record(ticket: Ticket) -> str:
    """Return the record that proves a claim about a request."""
    return f"{KIND}:{ticket.number}"


def open_request(turn: Turn, matter: str, house: str, facts: Mapping[str, Value]) -> Ticket:
    """Lay a request on the desk; the same one a second time stays one."""
    known = _same(turn, matter, house)
    if known is not None:
        return known
    said = {name: str(value) for name, value in facts.items() if value is not None}
    ticket = _ticket(turn, matter, house, said)
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, summary(turn, ticket))
    turn.emit(TicketOpened(ticket.id))
    return ticket


def note_binding(turn: Turn, resident: Resident, homes: Sequence[Home]) -> Ticket:
    """Write down that a code tied a resident to this chat: staff had checked before they issued it."""
    query = turn.ours(Occupancy).where(Occupancy.resident_id == resident.id)
    roles = {row.home_id: row.role for row in turn.db.scalars(query)}
    home = homes[0] if homes else None
    facts = {"role": roles[home.id] if home else "", "name": resident.name, "phone": resident.phone, "told": "code"}
    ticket = _ticket(turn, "register", home.name if home else "", facts)
    ticket.resident_id = resident.id
    ticket.status, ticket.closed_at = TicketStatus.DONE, turn.now
    return ticket


def change_phone(turn: Turn, house: str, phone: str) -> Ticket:
    """Change the telephone number of the speaker, who has proved that it is them, and write that down."""
    ticket = _ticket(turn, "phone", house, {"phone": phone, "told": "code"})
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, summary(turn, ticket))
    carry_out(turn, ticket)
    ticket.status, ticket.closed_at = TicketStatus.DONE, turn.now
    return ticket


def _ticket(turn: Turn, matter: str, house: str, facts: Mapping[str, str]) -> Ticket:
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"B-{next_number(turn.db, turn.community.id, KIND)}",
        kind=KIND,
        status=TicketStatus.OPEN,
        category=matter,
        location=house,
        resident_id=turn.resident.id if turn.resident else None,
        conversation_id=turn.conversation.id,
        created_at=turn.now,
        data={
            "matter": matter,
            "house": house,
            "channel": turn.message.channel,
            "address": turn.message.sender,
            "lang": turn.lang,
            **facts,
        },
    )
    turn.db.add(ticket)
    turn.db.flush()
    return ticket


def summary(work: Work, ticket: Ticket) -> str:
    """Say for staff what was asked for."""
    facts = ticket.data
    role = work.text_in("zh", f"role.{facts['role']}") if facts.get("role") else ""
    parts = (
        work.text_in("zh", f"matter.{facts['matter']}"),
        facts["house"],
        role,
        facts.get("name", ""),
        facts.get("phone", ""),
        facts.get("until", ""),
    )
    return "，".join(part for part in parts if part)


def carry_out(work: Work, ticket: Ticket) -> bool:
    """Do what staff have approved; False when there is no such home, so that they look again."""
    match ticket.data["matter"]:
        case "phone":
            work.db.get_one(Resident, ticket.resident_id).phone = ticket.data["phone"]
            return True
        case "leave":
            return _move_out(work, ticket)
        case _:
            return _move_in(work, ticket)


def home_of(work: Work, house: str) -> Home | None:
    """Return the community's home of that name."""
    return work.db.scalar(work.ours(Home).where(Home.name == house))


def _same(turn: Turn, matter: str, house: str) -> Ticket | None:
    query = turn.ours(Ticket).where(Ticket.kind == KIND, Ticket.conversation_id == turn.conversation.id)
    tickets = turn.db.scalars(query.where(Ticket.category == matter, Ticket.location == house))
    return next((ticket for ticket in tickets if ticket.active and matter == "register"), None)


def _move_out(work: Work, ticket: Ticket) -> bool:
    home = home_of(work, ticket.data["house"])
    if home is None:
        return False
    query = work.ours(Occupancy).where(Occupancy.resident_id == ticket.resident_id, Occupancy.home_id == home.id)
    for row in work.db.scalars(query):
        row.until = work.now.date()
    return True


def _move_in(work: Work, ticket: Ticket) -> bool:
    home, facts = home_of(work, ticket.data["house"]), ticket.data
    if home is None:
        return False
    speaker = work.db.get(Resident, ticket.resident_id) if ticket.resident_id else None
    registers = facts["matter"] == "register"
    resident = speaker if registers and speaker else _person(work, ticket)
    query = work.ours(Occupancy).where(Occupancy.resident_id == resident.id, Occupancy.home_id == home.id)
    tie = work.db.scalar(query.where(Occupancy.role == facts["role"]))
    if tie is None:
        tie = Occupancy(
            id=new_id(),
            community_id=work.community.id,
            resident_id=resident.id,
            home_id=home.id,
            role=facts["role"],
        )
        work.db.add(tie)
    tie.until = None
    if registers:  # whoever was added by another signs in with a code of their own
        bind(work.db, resident, facts["channel"], facts["address"], work.now)
        ticket.resident_id = resident.id
    work.emit(HomeBound(resident.id, home.id))
    return True


def _person(work: Work, ticket: Ticket) -> Resident:
    """Find the person staff have checked by name and phone, or take them in."""
    facts = ticket.data
    name, phone = facts["name"], facts.get("phone", "")
    query = work.ours(Resident).where(Resident.name == name, Resident.phone == phone)
    known = work.db.scalar(query) if phone else None
    if known is not None:
        return known
    resident = Resident(
        id=new_id(),
        community_id=work.community.id,
        key=ticket.number,
        name=name,
        phone=phone,
        lang=facts.get("lang", "zh"),
        plates=[],
        needs={},
    )
    work.db.add(resident)
    work.db.flush()
    return resident
