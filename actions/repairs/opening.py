"""A report becomes a ticket, or joins the one that is open for the same matter."""

from collections.abc import Mapping
from dataclasses import replace

from actions.event import TicketOpened
from actions.form import Form, advance
from actions.people import Staff, StaffRole
from actions.pictures import sent_now
from actions.place import Home
from actions.repairs.deadlines import set_due
from actions.repairs.form import VISIT
from actions.repairs.reading import SLOTS, is_public
from actions.repairs.referring import shown
from actions.repairs.tickets import attach_photos, fits, label, new_ticket, note, said_time, same_place, wish_time
from actions.reply import Reply, Text
from actions.slot import Value, Values
from actions.ticket import Ticket
from actions.turn import Turn
from nlu.types import Moment

# Where these are, everybody knows; for the others a plumber wants the room.
PLACED = frozenset(
    {
        "toilet",
        "shower",
        "range_hood",
        "gas_stove",
        "fridge",
        "washing_machine",
        "water_heater",
        "breaker",
        "water_meter",
    }
)
ROOMY = frozenset({"plumbing", "electrical", "heating", "window", "structure"})
TIPS = frozenset({"plumbing", "electrical", "gas"})


def submit(turn: Turn, values: Values) -> Reply:
    """Write a report down, or say that the matter is known and keep the words with it."""
    known = _known_already(turn, values)
    return _known(turn, known, values) if known else opened(turn, values)


def opened(turn: Turn, values: Values) -> Reply:
    """Open a ticket and say its number, what happens next, and ask the one thing that is still useful."""
    ticket = _write(turn, values)
    attach_photos(turn, ticket, _files(values))
    turn.emit(TicketOpened(ticket.id))
    said = _reported(turn, ticket).showing(shown(ticket, turn.lang))
    if _files(values) and not sent_now(turn):  # they came before it was said what they show
        said = joined(turn, said, turn.say("with_photo"))
    return said if ticket.area == "public" else joined(turn, said, _and_when(turn, ticket))


def raise_urgency(turn: Turn, ticket: Ticket) -> None:
    """Make a ticket urgent and call the dispatchers on duty: it does not wait until somebody looks at the desk."""
    ticket.urgency = "high"
    set_due(turn, ticket)
    query = turn.ours(Staff).where(Staff.active, Staff.on_duty, Staff.role == StaffRole.DISPATCHER)
    for staff in turn.db.scalars(query):
        text = turn.text_in(staff.lang, "page", number=ticket.number, what=label(ticket, staff.lang))
        turn.effects.page(staff.id, text)


def made_urgent(turn: Turn, ticket: Ticket) -> Reply:
    """Make a ticket that is known already urgent, and say so and what to keep away from until somebody comes."""
    raise_urgency(turn, ticket)
    number, what = ticket.number, label(ticket, turn.lang)
    said = _with_tip(turn, ticket, turn.done("done.now_urgent", ticket.ref, number=number, what=what))
    return said if ticket.assignee_id else joined(turn, said, turn.say("comes_soon"))


def joined(turn: Turn, first: Reply, then: Reply) -> Reply:
    """Say two things in one message; the second may be a question, the record of either proves both."""
    gap = " " if turn.lang == "en" else ""
    text = Text(
        f"{first.text}{gap}{then.text}",
        claim=first.text.claim or then.text.claim,
        spoken=f"{first.text.spoken}{gap}{then.text.spoken}",
        elder=f"{first.text.elder}{gap}{then.text.elder}",
    )
    record, buttons = then.record or first.record, then.buttons + first.buttons
    lead = first.text if then.asks else None
    private = first.private or then.private
    joint = replace(then, text=text, record=record, buttons=buttons, private=private, lead=lead)
    return replace(joint, shows=first.shows + then.shows, before=then.before or first.before)


def _known_already(turn: Turn, values: Mapping[str, Value]) -> Ticket | None:
    """Return the open ticket of the last 24 hours for the same kind of damage in the same place."""
    category, place, thing = values.get("category"), values.get("location") or "", values.get("thing")
    for ticket in same_place(turn, public=is_public(values)) if category else ():
        seen = ticket.data.get("thing")
        named = fits(thing, seen) if place else thing is not None and thing == seen
        if named and ticket.category == category and ticket.location == place:
            return ticket
    return None


def _known(turn: Turn, ticket: Ticket, values: Values) -> Reply:
    entry = note(turn, ticket, _text(values) or turn.message.text, turn.resident)
    attach_photos(turn, ticket, _files(values))
    said = turn.done("done.known", ticket.ref, number=ticket.number, what=label(ticket, turn.lang))
    if values.get("urgency") == "high" and ticket.urgency != "high":
        said = joined(turn, said, made_urgent(turn, ticket))
    said = said.showing(shown(ticket, turn.lang))
    return said.with_buttons(turn.handler_button("button.another", "another", entry))


def _reported(turn: Turn, ticket: Ticket) -> Reply:
    number, what = ticket.number, label(ticket, turn.lang)
    if ticket.urgency != "high":
        return turn.done("done.reported", ticket.ref, number=number, what=what)
    raise_urgency(turn, ticket)
    return _with_tip(turn, ticket, turn.done("done.reported_urgent", ticket.ref, number=number, what=what))


def _with_tip(turn: Turn, ticket: Ticket, said: Reply) -> Reply:
    return joined(turn, said, turn.say(f"tip.{ticket.category}")) if ticket.category in TIPS else said


def _and_when(turn: Turn, ticket: Ticket) -> Reply:
    if ticket.wish:
        return turn.say("comes_then", time=said_time(ticket, turn.now, turn.lang))
    if ticket.urgency == "high":
        return turn.say("comes_soon")
    vague = not ticket.location and ticket.category in ROOMY and ticket.data.get("thing") not in PLACED
    turn.conversation.begin(VISIT.full_name, {"ticket": ticket.id, "ask_place": vague}, beside=True)
    return advance(turn, VISIT)


def _write(turn: Turn, values: Values) -> Ticket:
    public = is_public(values)
    home = _home(turn, values, public=public)
    ticket = new_ticket(
        turn,
        urgency="high" if values.get("urgency") == "high" else "normal",
        category=str(values.get("category") or ""),
        object=str(values.get("object") or "")[:60],
        location=str(values.get("location") or "")[:120],
        area="public" if public else "home",
        text=_text(values),
        home_id=home.id if home else None,
        data={
            "thing": values.get("thing"),
            "said": str(values.get("said") or "")[:60],
            "contact": str(values.get("contact") or ""),
            "house": "" if home else str(values.get("house") or ""),
            "unverified": not public and home is None,
            "lang": turn.lang,
        },
    )
    when = values.get("time")
    if isinstance(when, Moment) and when.end > turn.now:
        wish_time(ticket, when)
    set_due(turn, ticket)
    return ticket


def _home(turn: Turn, values: Mapping[str, Value], *, public: bool) -> Home | None:
    """Return the speaker's home that is meant; what stands outside is reported from their first one."""
    named = next((home for home in turn.homes if home.name == values.get("house")), None)
    return turn.homes[0] if named is None and public and turn.homes else named


def _text(values: Mapping[str, Value]) -> str:
    parts = [str(values.get(name)) for name in ("first", "problem") if values.get(name)]
    return "\n".join(dict.fromkeys(parts))[:2000]


def _files(values: Mapping[str, Value]) -> list[str]:
    files = values.get("photos")
    return files if isinstance(files, list) else []


REPORT = Form(name="report", package="actions.repairs", intent="repair_report", slots=SLOTS, submit=submit)
