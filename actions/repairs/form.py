"""What is asked once a repair is written down. Every answer goes into the ticket at once, and can be left out."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta

from actions.form import Form
from actions.repairs.referring import shown
from actions.repairs.tickets import attach_photos, just_reported, label, note, said_time, wish_time
from actions.reply import Button, Reply
from actions.slot import Answer, Slot, Unusable, Value, Values, entity, photos
from actions.state import OpenForm
from actions.ticket import Ticket
from actions.turn import Turn
from nlu.answers import says_nothing
from nlu.changing_mind import says_same
from nlu.types import Moment

ANY = "any"
_SAME = "same"  # as another time, which is no time yet
_PARTS = {"morning": (8, 12), "afternoon": (12, 18)}
_LAST_HOUR = 16  # after it nobody is offered this afternoon
_ANY_TIME = re.compile(r"都行|都可以|随时|什么时候都|任何时间|都在家|any ?time|whenever|all day", re.IGNORECASE)
_WHENEVER = re.compile(
    r"\W*(?:any ?time|whenever|随时|什么时候(?=来?都))(?:来|都|可以|行|is|fine|ok(?:ay)?|works|good|\W)*", re.IGNORECASE
)
_ASKS = re.compile(
    r"多久|多长时间|为什么|为啥|\b(?:how (?:long|many|come)|why)\b|^(?:who|what|which|is there|is it|do i|does it)\b",
    re.IGNORECASE,
)
_NO_ANSWER = frozenset({"deny", "thanks", "correct", "help", "repeat", "slower", "louder", "cancel", "greeting"})


def ticket_of(turn: Turn, values: Mapping[str, Value]) -> Ticket:
    """Return the ticket that a form is about."""
    return turn.db.get_one(Ticket, str(values["ticket"]))


def read_time(answer: Answer) -> Value:
    """Read when somebody may come: a time, any time, or the resident's own words."""
    when = entity("time")(answer)
    if when is None and _WHENEVER.fullmatch(answer.text):
        return ANY
    if when is not None or not answer.asked:
        return when
    if says_same(answer.text):
        return _SAME
    if _ANY_TIME.search(answer.text) or _intent(answer) == "affirm":
        return ANY
    if _intent(answer) in _NO_ANSWER or _place(answer) or says_nothing(answer.text):
        return None
    if _ASKS.search(answer.text):  # a question nobody understood is no time to come
        return None
    return answer.text.strip()[:120] or None


def read_place(answer: Answer) -> Value:
    """Read where it is: a known place, or the resident's own words when that was the question."""
    place = _place(answer)
    if place is not None or not answer.asked:
        return place
    if _intent(answer) in _NO_ANSWER or entity("time")(answer) is not None or _intent(answer) == "affirm":
        return None
    if says_nothing(answer.text):
        return None
    return answer.text.strip()[:60] or None


def _place(answer: Answer) -> Value:
    return entity("location")(answer)


def _intent(answer: Answer) -> str:
    return answer.understanding.intent if answer.understanding else ""


def write_time(turn: Turn, value: Value) -> Value:
    """Write the time into the ticket; refuse one that is over."""
    ticket = _open_ticket(turn)
    if value == _SAME:
        raise Unusable("same_time")
    when = _of_button(value, turn.now) if isinstance(value, str) else value
    if isinstance(when, Moment):
        if when.end < turn.now or when.end == when.start < turn.now:
            raise Unusable("time_over")
        wish_time(ticket, when)
        return when
    ticket.wish, ticket.wish_from, ticket.wish_until = str(value)[:120], None, None
    if value == ANY:
        ticket.wish = str(turn.text("any_time"))
    return value


def write_place(turn: Turn, value: Value) -> Value:
    """Write the place into the ticket; a place that everybody uses makes it everybody's matter."""
    ticket = _open_ticket(turn)
    ticket.location = str(value)[:120]
    if turn.understanding is not None and turn.value("area") == "public":
        ticket.area = "public"
    return value


def write_photos(turn: Turn, value: Value) -> Value:
    """Attach the photos to the ticket."""
    attach_photos(turn, _open_ticket(turn), value if isinstance(value, list) else [])
    return value


def _open_ticket(turn: Turn) -> Ticket:
    opened = turn.conversation.open
    assert opened is not None, "answers are checked while their form is open"  # noqa: S101
    return ticket_of(turn, opened.values)


def _of_button(value: str, now: datetime) -> Moment | None:
    """Read what a button says, such as 2026-03-05.morning."""
    day, _, part = value.partition(".")
    if part not in _PARTS:
        return None
    opens, closes = (
        datetime.combine(datetime.fromisoformat(day), time(hour), tzinfo=now.tzinfo) for hour in _PARTS[part]
    )
    return Moment(text=value, start=opens, end=closes, part=part)


def times(turn: Turn) -> list[Button]:
    """Offer the next two half-days and any time."""
    today, tomorrow = turn.now.date(), turn.now.date() + timedelta(days=1)
    late = turn.now.hour >= _LAST_HOUR
    first = ("tomorrow", tomorrow, "morning") if late else ("today", today, "afternoon")
    second = ("tomorrow", tomorrow, "afternoon") if late else ("tomorrow", tomorrow, "morning")
    offered = [turn.button(f"button.{name}_{part}", f"fill:time={day}.{part}") for name, day, part in (first, second)]
    return [*offered, turn.button("button.any_time", f"fill:time={ANY}")]


def places(turn: Turn) -> list[Button]:
    """Offer the rooms where most things break."""
    named = (str(turn.text(f"place.{name}")) for name in ("kitchen", "bathroom", "balcony"))
    return [Button(name, f"fill:location={name}") for name in named]


def _agreed(turn: Turn, values: Values) -> Reply:
    ticket = ticket_of(turn, values)
    if not ticket.wish:
        return turn.say("no_time", number=ticket.number)
    note(turn, ticket, str(turn.text_in("zh", "entry.time", time=said_time(ticket, turn.now, "zh"))), turn.resident)
    when = said_time(ticket, turn.now, turn.lang)
    said = turn.done("done.time", ticket.ref, number=ticket.number, time=when, what=label(ticket, turn.lang))
    return said.showing(shown(ticket, turn.lang))


def kept(turn: Turn) -> Reply:
    """Say that the repair stands although the resident wants no more questions."""
    ticket = just_reported(turn)
    if ticket is None:
        return Reply(text=turn.shared_text("cancelled"))
    button = turn.handler_button("button.cancel", "cancel", ticket.id)
    said = turn.say("kept", number=ticket.number, what=label(ticket, turn.lang)).with_buttons(button)
    return said.showing(shown(ticket, turn.lang))


def _about(turn: Turn, values: Values) -> str:
    return label(ticket_of(turn, values), turn.lang)


VISIT = Form(
    name="visit",
    package="actions.repairs",
    intent="repair_report",
    slots=(
        Slot(
            name="location",
            read=read_place,
            check=write_place,
            needed=lambda values: bool(values.get("ask_place")) and "time" not in values,
            optional=True,
            choices=places,
            free=True,
        ),
        Slot(name="photos", read=photos, check=write_photos, needed=lambda values: False),
        Slot(name="time", read=read_time, check=write_time, optional=True, choices=times, free=True),
    ),
    submit=_agreed,
    about=_about,
    on_cancel=kept,
)


def asked_about(turn: Turn) -> str | None:
    """Return the id of the ticket that is being asked about right now."""
    opened = turn.conversation.open
    return str(opened.values["ticket"]) if opened and opened.form == VISIT.full_name else None


def ask_no_more(turn: Turn, ticket: Ticket) -> None:
    """Forget the questions about a ticket that is over."""
    conversation = turn.conversation
    conversation.stack = [form for form in conversation.stack if not _is_about(form, ticket)]
    if conversation.open and _is_about(conversation.open, ticket):
        conversation.close()


def _is_about(form: OpenForm, ticket: Ticket) -> bool:
    return form.form == VISIT.full_name and form.values.get("ticket") == ticket.id
