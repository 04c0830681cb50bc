"""A ticket about money: what staff have to look at or hand out."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.charge import Charge
from actions.event import TicketOpened
from actions.pictures import sent_now
from actions.table import new_id
from actions.ticket import Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Turn

DISPUTE, RECEIPT = "dispute", "receipt"
_SERIES = {DISPUTE: "D", RECEIPT: "R"}


def open_request(turn: Turn, kind: str, charge: Charge | None, text: str, data: dict[str, object]) -> Ticket:
    """Open a ticket about a charge; photos of the message are its evidence."""
    home = turn.homes[0].id if turn.homes else None
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"{_SERIES[kind]}-{next_number(turn.db, turn.community.id, kind)}",
        kind=kind,
        status=TicketStatus.OPEN,
        text=text[:2000],
        home_id=charge.home_id if charge else home,
        resident_id=turn.resident.id if turn.resident else None,
        conversation_id=turn.conversation.id,
        created_at=turn.now,
        data={"charge": charge.id if charge else None, **data},
    )
    turn.db.add(ticket)
    turn.db.flush()
    add_words(turn, ticket, text)
    turn.emit(TicketOpened(ticket.id))
    return ticket


def add_words(turn: Turn, ticket: Ticket, text: str) -> None:
    """Write the resident's words and photos into the thread."""
    by = turn.resident.id if turn.resident else None
    if text:
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, text, author_id=by, public=True)
    for file in sent_now(turn):
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, author_id=by, kind="photo", file_id=file, public=True)


def waiting_request(turn: Turn, kind: str, charge: Charge | None, **data: object) -> Ticket | None:
    """Return the open ticket for the same charge, so that asking twice makes one."""
    query = turn.mine(Ticket).where(Ticket.kind == kind).order_by(Ticket.created_at.desc())
    wanted = {"charge": charge.id if charge else None, **data}
    for ticket in turn.db.scalars(query):
        if ticket.active and all(ticket.data.get(name) == value for name, value in wanted.items()):
            return ticket
    return None


def waiting_invoice(turn: Turn) -> Ticket | None:
    """Return the latest invoice that is waited for and has no tax number yet."""
    query = turn.mine(Ticket).where(Ticket.kind == RECEIPT).order_by(Ticket.created_at.desc())
    return next((one for one in turn.db.scalars(query) if one.active and _lacks_number(one)), None)


def _lacks_number(ticket: Ticket) -> bool:
    return ticket.data.get("doc") == "invoice" and not ticket.data.get("tax_id")


def charge_of(turn: Turn, key: object) -> Charge | None:
    """Return one of the speaker's charges by id."""
    return turn.db.scalar(turn.mine(Charge).where(Charge.id == key)) if isinstance(key, str) else None


def all_requests(db: Session, kind: str, community_id: str) -> Sequence[Ticket]:
    """Return the tickets of a kind, oldest first."""
    query = select(Ticket).where(Ticket.community_id == community_id, Ticket.kind == kind)
    return db.scalars(query.order_by(Ticket.created_at, Ticket.number)).all()
