"""A resident leaves laundry at the service desk, asks for it, asks what it costs."""

from sqlalchemy import Select

from actions.event import TicketChanged, TicketOpened
from actions.people import Resident
from actions.reply import Reply, Text
from actions.slot import Values
from actions.table import new_id
from actions.ticket import Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Turn, Work
from actions.wording import day, moment, money
from nlu.types import Moment
from scene_laundry.laundry.models import OPEN, Bag, BagStatus
from scene_laundry.laundry.prices import price_of, prices

KIND = "laundry"  # of the tickets, the records and the numbers
PLACES = {"zh": "、", "en": ", "}


def garment_name(work: Work, garment: str, lang: str = "") -> Text:
    """Say what a kind of thing is called."""
    return work.text_in(lang or work.lang, f"garment.{garment}")


def take_in(turn: Turn, values: Values) -> Reply:
    """Write a drop-off down and lay it on the board; somebody nobody knows signs in first."""
    price, when = price_of(turn, values["garment"]), values["time"]
    if turn.resident is None or price is None or not isinstance(when, Moment):
        return turn.say("sign_in_first").with_buttons(turn.button("button.bind", "start:bind_home"))
    bag = Bag(
        id=new_id(),
        community_id=turn.community.id,
        number=f"L-{next_number(turn.db, turn.community.id, KIND)}",
        garment=price.garment,
        fen=price.fen,
        status=BagStatus.WAITING,
        resident_id=turn.resident.id,
        ticket_id=_ticket(turn, turn.resident, price.garment, when).id,
        brought_at=when.start,
        created_at=turn.now,
    )
    turn.db.add(bag)
    said = moment(when, turn.now, turn.lang)
    reply = turn.done("done.taken", bag.ref, number=bag.number, garment=garment_name(turn, bag.garment), time=said)
    return reply.with_buttons(turn.handler_button("button.cancel", "cancel", bag.number))


def status(turn: Turn) -> Reply:
    """Say where the speaker's things are, newest first."""
    if turn.resident is None:
        return turn.say("sign_in_first").with_buttons(turn.button("button.bind", "start:bind_home"))
    bags = turn.db.scalars(_mine(turn).order_by(Bag.created_at.desc())).all()
    if not bags:
        return turn.say("nothing_here", private=True)
    lines = [turn.text(f"state.{bag.status}", **_said(turn, bag)) for bag in bags[:3]]
    reply = turn.say("status", private=True, bags="\n".join(lines))
    ready = [bag for bag in bags[:3] if bag.status == BagStatus.READY]
    return reply.with_buttons(
        *(turn.handler_button("button.fetched", "fetched", bag.number, number=bag.number) for bag in ready)
    )


def price(turn: Turn) -> Reply:
    """Say what one thing costs, or everything that is taken here."""
    offered = prices(turn)
    if not offered:
        return turn.say("no_prices").with_buttons(turn.button("button.person", "start:human_handoff"))
    named = price_of(turn, turn.value("garment"))
    drop = turn.button("button.drop", "start:laundry_drop")
    if named is not None:
        garment, cost = garment_name(turn, named.garment), money(named.fen, turn.lang)
        return turn.say("price_one", garment=garment, price=cost, days=named.days).with_buttons(drop)
    if turn.value("garment"):
        return turn.say("not_taken")
    listed = (f"{garment_name(turn, one.garment)} {money(one.fen, turn.lang)}" for one in offered)
    return turn.say("price_list", prices=PLACES[turn.lang].join(listed)).with_buttons(drop)


def fetched(turn: Turn) -> Reply:
    """Note that something was fetched; the button carries its number."""
    bag = _by_number(turn)
    if bag is None or bag.status != BagStatus.READY:
        return turn.say("not_open")
    bag.status, bag.closed_at = BagStatus.FETCHED, turn.now
    return turn.done("done.fetched", bag.ref, private=True, garment=garment_name(turn, bag.garment))


def cancel(turn: Turn) -> Reply:
    """Take a drop-off back as long as it is not washed."""
    bag = _by_number(turn)
    if bag is None or bag.status != BagStatus.WAITING:
        return turn.say("not_open")
    bag.status, bag.closed_at = BagStatus.CANCELLED, turn.now
    ticket = turn.db.get(Ticket, bag.ticket_id) if bag.ticket_id else None
    if ticket is not None and ticket.active:
        ticket.status, ticket.closed_at = TicketStatus.CANCELLED, turn.now
        turn.emit(TicketChanged(ticket.id, TicketStatus.CANCELLED))
    return turn.done("done.cancelled", bag.ref, number=bag.number)


def _mine(turn: Turn) -> Select[Bag]:
    return turn.mine(Bag).where(Bag.status.in_(OPEN))


def _by_number(turn: Turn) -> Bag | None:
    return turn.db.scalar(_mine(turn).where(Bag.number == turn.argument))


def _said(turn: Turn, bag: Bag) -> dict[str, object]:
    when = day(bag.brought_at.astimezone(turn.now.tzinfo).date(), turn.now.date(), turn.lang)
    price = money(bag.fen, turn.lang)
    return {"number": bag.number, "garment": garment_name(turn, bag.garment), "day": when, "price": price}


def _ticket(turn: Turn, resident: Resident, garment: str, when: Moment) -> Ticket:
    """Lay it on the board: staff take it in, and close the ticket when it is ready."""
    text = turn.text_in("zh", "ticket", garment=garment_name(turn, garment, "zh"))
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"T-{next_number(turn.db, turn.community.id, 'ticket')}",
        kind=KIND,
        object=str(garment_name(turn, garment, "zh")),
        text=str(text),
        home_id=turn.homes[0].id if len(turn.homes) == 1 else None,
        resident_id=resident.id,
        conversation_id=turn.conversation.id,
        wish=str(moment(when, turn.now, "zh")),
        wish_from=when.start,
        wish_until=when.end,
        created_at=turn.now,
    )
    turn.db.add(ticket)
    turn.db.flush()
    add_entry(turn.db, ticket, turn.now, Author.ASSISTANT, ticket.text, kind="note")
    turn.emit(TicketOpened(ticket.id))
    return ticket
