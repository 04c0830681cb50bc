"""A scenario as small as one can be, for tests of the house itself."""

from dataclasses import replace
from datetime import timedelta

from actions.event import TicketOpened
from actions.form import Form
from actions.job import Job, Payload
from actions.proof import Guard
from actions.reply import Reply, Request
from actions.scenario import Scenario
from actions.slot import Slot, Values, words
from actions.ticket import Ticket, next_number
from actions.turn import Turn, Work


def note(turn: Turn) -> Reply:
    ticket = Ticket(
        community_id=turn.community.id,
        number=f"T-{next_number(turn.db, turn.community.id, 'ticket')}",
        kind="note",
        text=turn.message.text,
        conversation_id=turn.conversation.id,
        resident_id=turn.resident.id if turn.resident else None,
        created_at=turn.now,
    )
    turn.db.add(ticket)
    turn.db.flush()
    turn.emit(TicketOpened(ticket.id))
    return turn.done("done.noted", ticket.ref, number=ticket.number)


def boom(turn: Turn) -> Reply:
    note(turn)
    raise RuntimeError(f"cannot make sense of {turn.message.text}")


def door(turn: Turn) -> Reply:
    turn.effects.command("door", "gate-1", {"do": "open"}, expires=timedelta(seconds=10), on_outcome="opened")
    return turn.say("sent")


def opened(turn: Turn) -> Reply:
    return turn.say(f"outcome.{turn.argument}")


def later(turn: Turn) -> Reply:
    turn.schedule("remind", turn.now + timedelta(minutes=10), key=turn.conversation.id, who=turn.conversation.id)
    return turn.say("later")


def remind(work: Work, payload: Payload) -> None:
    work.effects.tell(None, Reply(text=work.text("reminder")), conversation_id=payload["who"])


def heard(work: Work, event: TicketOpened) -> None:
    ticket = work.db.get_one(Ticket, event.ticket_id)
    ticket.comment += "heard"


def booked(turn: Turn, values: Values) -> Reply:
    turn.message  # noqa: B018  the handler sees the message that completed the form
    return turn.say("booked", what=values["what"], when=values["when"])


book = Form(
    name="book",
    package=__name__,
    slots=(Slot(name="what", read=words()), Slot(name="when", read=words())),
    submit=booked,
    confirm="confirm",
)


def given(turn: Turn, values: Values) -> Reply:
    reply = note(turn)
    return turn.done("done.given", str(reply.record), what=values["what"])


give = Form(
    name="give",
    package=__name__,
    slots=(Slot(name="what", read=words()),),
    submit=given,
    confirm="confirm_give",
    guard=Guard.FACTOR,
)


def plain(turn: Turn) -> Reply:
    return turn.say("plain", private=True)


swap = Form(
    name="swap",
    package=__name__,
    slots=(Slot(name="what", read=words()),),
    submit=lambda turn, values: replace(turn.say("plain"), then=Request("book", "book the court")),
)


scenario = Scenario(
    package=__name__,
    title={"zh": "玩具", "en": "Toy"},
    intents=dict.fromkeys(("note", "boom", "door", "later", "book", "give", "plain", "swap"), ()),
    handlers={
        "note": note,
        "boom": boom,
        "door": door,
        "later": later,
        "book": book,
        "give": give,
        "plain": plain,
        "swap": swap,
    },
    calls={"opened": opened, "plain": plain},
    jobs=(Job(name="remind", run=remind),),
    listens={TicketOpened: heard},  # type: ignore[dict-item]  # a listener takes the event it is listed under
)
