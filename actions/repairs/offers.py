"""What short answers to news of a repair mean: 好, 几点？, 明天再说, 不用了; and the word before somebody comes."""

from datetime import timedelta

from actions.effect import Why
from actions.job import Payload
from actions.offer import Offer
from actions.people import Resident, Staff
from actions.quiet import put_off, quiet_of
from actions.repairs.form import VISIT
from actions.repairs.rating import RATE
from actions.repairs.referring import shown
from actions.repairs.status import standing
from actions.repairs.tickets import label, own, resident_of, said_time
from actions.reply import Button, Reply, Text
from actions.ticket import Ticket, TicketStatus
from actions.turn import Turn, Work
from actions.wording import at
from nlu.retort import is_soon
from nlu.types import Moment

BEFORE = timedelta(hours=1)  # a visit somebody is reminded of it
JUST_TOLD = timedelta(hours=3)  # who heard of it so lately needs no reminder
RATED_WITHIN = timedelta(hours=48)


def visit_offer(work: Work, ticket: Ticket, lang: str) -> Offer:
    """Say what is meant by answers to "somebody comes": not needed asks to cancel, later asks for another time."""
    return Offer(
        topic="repairs.visit",
        title=str(work.text_in(lang, "topic.visit")),
        subject=str(work.text_in(lang, "subject.visit", what=label(ticket, lang))),
        yes=f"call:repairs.expected:{ticket.id}",
        no=f"call:repairs.cancel:{ticket.id}",
        later=f"call:repairs.move:{ticket.id}",
        about=f"call:repairs.about:{ticket.id}",
    )


def rating_offer(work: Work, ticket: Ticket, lang: str) -> Offer:
    """Say what is meant by answers to "how many stars?"."""
    return Offer(
        topic="repairs.rating",
        title=str(work.text_in(lang, "topic.rating")),
        subject=str(work.text_in(lang, "subject.rating", what=label(ticket, lang))),
        yes=f"call:repairs.rate_news:{ticket.id}",
        no=f"call:repairs.unrated:{ticket.id}",
        later=f"call:repairs.rate_later:{ticket.id}",
        about=f"call:repairs.about:{ticket.id}",
        answered_by=("repair_rate", "repairs.stars"),
        keeps=RATED_WITHIN,
    )


def expected(turn: Turn) -> Reply:
    """Say back who is expected, where that is known."""
    ticket = _own(turn)
    if ticket is None or ticket.status != TicketStatus.ASSIGNED:
        return _over(turn, ticket)
    when = said_time(ticket, turn.now, turn.lang)
    return turn.say("expected_time" if when else "expected", time=when, private=True)


def move(turn: Turn) -> Reply:
    """Ask for another time of a visit; one that the message names is taken."""
    ticket = _own(turn)
    if ticket is None or not ticket.active:
        return _over(turn, ticket)
    return turn.start(VISIT, ticket=ticket.id)


def about(turn: Turn) -> Reply:
    """Answer a question about it with where it stands."""
    ticket = _own(turn)
    if ticket is None:
        return _over(turn, None)
    said = standing(turn, ticket, turn.lang)
    timeless = ticket.status == TicketStatus.ASSIGNED and not said_time(ticket, turn.now, turn.lang)
    if timeless:
        said += (" " if turn.lang == "en" else "") + turn.text("time_open")
    button = turn.handler_button("button.move", "move", ticket.id) if ticket.active else None
    reply = Reply(text=Text(said), private=True, buttons=(button,) if button else ())
    return reply.showing(shown(ticket, turn.lang))


def rate_this(turn: Turn) -> Reply:
    """Ask for the stars of this repair."""
    ticket = _own(turn)
    if ticket is None or ticket.rating is not None or ticket.status != TicketStatus.DONE:
        return _over(turn, ticket)
    return turn.start(RATE, ticket=ticket.id, comment="")


def unrated(turn: Turn) -> Reply:
    """Ask for no stars."""
    return turn.say("unrated")


def rate_later(turn: Turn) -> Reply:
    """Ask for the stars another time."""
    ticket, named = _own(turn), turn.value("time")
    if ticket is None or ticket.rating is not None:
        return _over(turn, ticket)
    when = named if isinstance(named, Moment) else None
    due = put_off(turn.now, quiet_of(turn.community.settings), when, soon=is_soon(turn.message.text))
    turn.schedule("ask_rating", due, key=f"{ticket.id}:{due.isoformat()}", ticket=ticket.id)
    return turn.say("rate_later", when=at(due, turn.now, turn.lang))


def ask_rating(work: Work, payload: Payload) -> None:
    """Ask for the stars that were put off, unless they were given meanwhile."""
    ticket = work.db.get(Ticket, str(payload["ticket"]))
    resident = resident_of(work, ticket) if ticket else None
    if ticket is None or resident is None or ticket.rating is not None or ticket.status != TicketStatus.DONE:
        return
    lang = resident.reads
    text = work.text_in(lang, "rate_again", what=label(ticket, lang), number=ticket.number)
    reply = Reply(text=text, record=ticket.ref, private=True, buttons=stars(work, ticket, lang))
    work.effects.offer(resident.id, reply, rating_offer(work, ticket, lang), why=Why.PROMISED)


def plan_reminder(work: Work, ticket: Ticket, resident: Resident) -> None:
    """Plan the word an hour before somebody comes, where that is not only just been told."""
    start, end = ticket.wish_from, ticket.wish_until
    if start is None or end is None or ticket.data.get("bound"):
        return
    due = start - BEFORE
    if due - work.now >= JUST_TOLD:
        key = f"{ticket.id}:{resident.id}:{start.isoformat()}"
        work.schedule("visit_soon", due, key=key, ticket=ticket.id, resident=resident.id, start=start.isoformat())


def visit_soon(work: Work, payload: Payload) -> None:
    """Say that somebody comes soon, if that still holds."""
    ticket = work.db.get(Ticket, str(payload["ticket"]))
    resident = work.db.get(Resident, str(payload["resident"]))
    if ticket is None or resident is None or ticket.status != TicketStatus.ASSIGNED or ticket.wish_from is None:
        return
    if ticket.wish_from.isoformat() != payload["start"]:
        return
    lang = resident.reads
    staff = work.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    facts = {"what": label(ticket, lang), "number": ticket.number, "time": said_time(ticket, work.now, lang)}
    text = work.text_in(lang, "visit_soon_name" if staff else "visit_soon", name=staff.name if staff else "", **facts)
    reply = Reply(text=text, record=ticket.ref, private=True)
    work.effects.offer(resident.id, reply, visit_offer(work, ticket, lang), until=ticket.wish_until)


def stars(work: Work, ticket: Ticket, lang: str) -> tuple[Button, ...]:
    """Offer five to one for this repair."""
    return tuple(
        Button(str(work.text_in(lang, f"stars.{number}")), f"call:repairs.stars:{ticket.id}.{number}")
        for number in range(5, 0, -1)
    )


def _own(turn: Turn) -> Ticket | None:
    return next((ticket for ticket in own(turn) if ticket.id == turn.argument), None)


def _over(turn: Turn, ticket: Ticket | None) -> Reply:
    """Say where a repair stands to which an answer no longer fits."""
    if ticket is None:
        return turn.say("none_open")
    return Reply(text=Text(standing(turn, ticket, turn.lang)), private=True)
