"""A lift misbehaves: it becomes a ticket, staff are called, and the first question is whether somebody is inside."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from actions.elevators.places import Stand, stands
from actions.event import Event, PeopleTrapped, TicketChanged, TicketOpened
from actions.form import Form
from actions.people import Resident, Staff, StaffRole
from actions.reference import Shown
from actions.reply import Button, Reply, Text
from actions.slot import Answer, Slot, Value, Values
from actions.table import new_id
from actions.ticket import ACTIVE, Author, Ticket, TicketStatus, add_entry, next_number
from actions.turn import Turn, Work

KIND = "elevator"
SHOWN = "lift_report"  # what the screen calls it: as a record it is a ticket, and those are repairs too
PACKAGE = "actions.elevators"
AGAIN = timedelta(hours=24)  # the same lift within this time is the same matter
_DANGEROUS = frozenset({"stuck_between", "shaking", "door_fault", "levelling", "alarm", "overload"})
_BURNT = re.compile(r"焦|糊|烧|烟|burn|smoke", re.IGNORECASE)
_CALLED = {True: (StaffRole.DISPATCHER, StaffRole.SECURITY, StaffRole.MANAGER), False: (StaffRole.DISPATCHER,)}
_INSIDE = re.compile(
    r"^有[的啊呀]*$|有(?:个|一个|几个)?(?:人|老人|小孩|孩子|大人)|困着|出不来"
    r"|\b(?:somebody|someone|people|kids?|a (?:man|woman|child))\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"没有?(?:人|困)|空的|不知道|不清楚|看不[到见]|\b(?:nobody|no ?one|empty|not sure|don'?t know)\b", re.IGNORECASE
)
_TOLD = (TicketStatus.ASSIGNED, TicketStatus.DONE, TicketStatus.CANCELLED)


def report(turn: Turn) -> Reply:
    """Write it down, call staff, and ask whether somebody is inside."""
    places = stands(turn)
    values: Values = {"text": turn.message.text[:2000]} if turn.understanding else {}
    values["symptom"] = str(turn.value("symptom") or "")
    if places:
        values["where"] = places[0].name if len(places) == 1 else ""
        if not values["where"]:
            del values["where"]
    return turn.start(REPORT, **values)


def _read_where(answer: Answer) -> Value:
    if answer.understanding is None:
        return None
    parts = [str(value) for slot in ("building", "unit") if (value := answer.understanding.value(slot)) is not None]
    return "".join(parts) or (answer.text.strip()[:60] or None if answer.asked else None)


def _wheres(turn: Turn) -> list[Button]:
    return [Button(place.name, f"fill:where={place.name}") for place in _places(turn)[:5]]


def _places(turn: Turn) -> Sequence[Stand]:
    return stands(turn)


def write(turn: Turn, values: Values) -> Reply:
    """Add to what is known of the same lift, or write a new report; then ask whether somebody is inside."""
    where, symptom, text = (str(values.get(name) or "") for name in ("where", "symptom", "text"))
    known = _open_one(turn, where, symptom)
    if known is not None:
        by = turn.resident.id if turn.resident else None
        add_entry(turn.db, known, turn.now, Author.RESIDENT, text, author_id=by, public=True)
        said = turn.done("done.known", known.ref, number=known.number).showing(shown(turn, known))
    else:
        known = _new(turn, where, symptom, text)
        key = "done.reported_urgent" if known.urgency == "high" else "done.reported"
        said = turn.done(key, known.ref, number=known.number).showing(shown(turn, known))
    return asking_inside(turn, known, said)


def asking_inside(turn: Turn, ticket: Ticket, said: Reply) -> Reply:
    """Ask behind what was said whether somebody is inside, where the lift is dangerous."""
    return _and_ask(turn, said, turn.start(INSIDE, ticket=ticket.id)) if ticket.urgency == "high" else said


def _and_ask(turn: Turn, said: Reply, asked: Reply) -> Reply:
    gap = " " if turn.lang == "en" else ""
    spoken = f"{said.text.spoken}{gap}{asked.text.spoken}"
    text = Text(f"{said.text}{gap}{asked.text}", claim=True, spoken=spoken)
    return replace(asked, text=text, record=said.record, lead=said.text, shows=said.shows, before=said.before)


def _open_one(turn: Turn, where: str, symptom: str) -> Ticket | None:
    query = turn.ours(Ticket).where(
        Ticket.kind == KIND,
        Ticket.status.in_(ACTIVE),
        Ticket.location == where,
        Ticket.object == symptom,
        Ticket.created_at > turn.now - AGAIN,
    )
    return turn.db.scalar(query.order_by(Ticket.created_at.desc()).limit(1)) if symptom else None


def _new(turn: Turn, where: str, symptom: str, text: str) -> Ticket:
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"T-{next_number(turn.db, turn.community.id, 'ticket')}",
        kind=KIND,
        status=TicketStatus.OPEN,
        urgency=urgency_of(symptom, text),
        object=symptom,
        location=where[:120],
        area="public",
        text=text,
        resident_id=turn.resident.id if turn.resident else None,
        conversation_id=turn.conversation.id,
        created_at=turn.now,
        data={"lang": turn.lang},
    )
    turn.db.add(ticket)
    turn.db.flush()
    page(turn, ticket)
    turn.emit(TicketOpened(ticket.id))
    return ticket


def urgency_of(symptom: str, text: str) -> str:
    """Say how urgent it is: what may hurt somebody, or burns, is."""
    return "high" if symptom in _DANGEROUS or _BURNT.search(text) else "normal"


def shown(work: Work, ticket: Ticket) -> Shown:
    """Return a report as it stands on the screen."""
    what = str(what_of(work, ticket, work.lang))
    names = ("电梯", "lift", "elevator", ticket.location, what)
    says = f"{ticket.number} {ticket.location} {what}"[:60]
    return Shown(kind=SHOWN, key=ticket.number, says=says, called=tuple(name for name in names if len(name) > 1))


def what_of(work: Work, ticket: Ticket, lang: str) -> str:
    """Say what is wrong with a lift."""
    symptom = f"symptom.{ticket.object}"
    return str(work.text_in(lang, symptom if work.has_text(symptom) else "symptom.other"))


def page(work: Work, ticket: Ticket, key: str = "page") -> None:
    """Call those who have to stop a dangerous lift; for the others the dispatcher is enough."""
    urgent = ticket.urgency == "high"
    query = work.ours(Staff).where(Staff.active, Staff.on_duty, Staff.role.in_(_CALLED[urgent]))
    for staff in work.db.scalars(query.order_by(Staff.key)):
        what = what_of(work, ticket, staff.lang)
        text = work.text_in(staff.lang, key, number=ticket.number, where=ticket.location, what=what)
        work.effects.page(staff.id, text, urgent=urgent)


def _read_inside(answer: Answer) -> Value:
    if answer.understanding is None or not answer.asked:
        return None
    intent = answer.understanding.intent
    if _NOBODY.search(answer.text) or intent == "deny":
        return "no"
    return "yes" if intent == "affirm" or _INSIDE.search(answer.text) else None


def _insides(turn: Turn) -> list[Button]:
    return [turn.button(f"button.inside_{answer}", f"fill:inside={answer}") for answer in ("yes", "no")]


def _heard(turn: Turn, values: Values) -> Reply:
    ticket = turn.db.scalar(turn.ours(Ticket).where(Ticket.id == str(values.get("ticket")), Ticket.kind == KIND))
    if values.get("inside") != "yes" or ticket is None:
        return turn.say("nobody_inside")
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, turn.message.text if turn.understanding else "")
    turn.emit(
        PeopleTrapped(
            conversation_id=turn.conversation.id,
            resident_id=turn.resident.id if turn.resident else None,
            location=ticket.location,
            note=ticket.text,
            lang=turn.lang,
        )
    )
    return turn.say("trapped")


def _about(turn: Turn, values: Values) -> str:
    return str(turn.text("about"))


REPORT = Form(
    name="report",
    package=PACKAGE,
    intent="elevator_report",
    slots=(Slot(name="where", read=_read_where, choices=_wheres),),
    submit=write,
    about=_about,
)
INSIDE = Form(
    name="inside",
    package=PACKAGE,
    slots=(Slot(name="inside", read=_read_inside, choices=_insides),),
    submit=_heard,
    about=_about,
)


def ticket_changed(work: Work, event: Event) -> None:
    """Tell whoever reported a lift what staff did."""
    if not isinstance(event, TicketChanged) or event.status not in _TOLD or not event.by:
        return
    ticket = work.db.scalar(work.ours(Ticket).where(Ticket.id == event.ticket_id, Ticket.kind == KIND))
    if ticket is None:
        return
    resident = work.db.get(Resident, ticket.resident_id) if ticket.resident_id else None
    lang = resident.reads if resident else str(ticket.data.get("lang") or "zh")
    text = work.text_in(lang, f"done.told_{event.status}", number=ticket.number)
    here = None if resident else ticket.conversation_id
    work.effects.tell(ticket.resident_id, Reply.done(text, ticket.ref), conversation_id=here)
