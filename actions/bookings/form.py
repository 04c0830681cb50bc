"""What is asked before something is booked: what, which day, from when on, how long. Nothing that was said already."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from actions.bookings import times
from actions.bookings.kinds import kind_of
from actions.bookings.places import Place, common, named, places_of, unit_in
from actions.bookings.wish import Refusal, check_day, chosen, length
from actions.form import Form
from actions.reply import Button, Reply
from actions.slot import Answer, Slot, Unusable, Value, Values
from actions.turn import Turn
from actions.wording import day

_MOST = 6  # buttons under a question
_UNSAID = frozenset({"affirm", "deny", "thanks", "greeting", "help", "repeat", "cancel", "correct", "slower", "louder"})


def read_resource(answer: Answer) -> Value:
    """Read what is to be booked: what understanding found, or the answer itself where that was asked."""
    found = answer.understanding.entities if answer.understanding else ()
    values = list(dict.fromkeys(str(one.value) for one in found if one.slot == "resource"))
    if values:
        return "|".join(values)
    short = 0 < len(answer.text.strip()) <= 20
    said = answer.understanding.intent if answer.understanding else ""
    return answer.text.strip() if answer.asked and short and said not in _UNSAID else None


def check_resource(turn: Turn, value: Value) -> Value:
    """Find the places that are meant; say so where there are none here, and ask where several kinds are meant."""
    text = turn.message.text if turn.understanding else ""
    every = places_of(turn)
    by_key = [place for place in every if place.id in str(value).split(",")]
    found = by_key or named(every, str(value).split("|"), text or str(value))
    if not found:
        spoken = turn.understanding.entity("resource") if turn.understanding else None
        key = "refuse.no_such" if spoken or kind_of(str(value)) else "refuse.which"
        raise Unusable(key, what=spoken.text if spoken else str(value))
    opened = turn.conversation.open
    if opened and found[0].shared:
        opened.values.setdefault("minutes", "usual")  # who swims need not say how long
    unit = unit_in(text, found[0]) if len(found) == 1 else None
    return ",".join(place.id for place in found) + (f"#{unit}" if unit else "")


def day_slot(turn: Turn, value: Value) -> Value:
    """Refuse a day that is over or too far away."""
    opened = turn.conversation.open
    refusal = check_day(turn, str(value), chosen(turn, opened.values) if opened else ())
    if refusal:
        raise Unusable(refusal.key, **refusal.values)
    return value


def start_slot(turn: Turn, value: Value) -> Value:
    """Complete a beginning by what is known; a button may name the day as well. Refuse one that is over."""
    opened = turn.conversation.open
    values = opened.values if opened else {}
    said = str(value)
    if "T" in said:
        named_day, _, said = said.partition("T")
        values["day"] = named_day
    at = times.clock_of(said, values)
    if "day" not in values:
        return said if said.endswith(times.OPEN) else f"{at:%H:%M}"
    whole = datetime.combine(date.fromisoformat(str(values["day"])), at, tzinfo=turn.now.tzinfo)
    if whole < turn.now - timedelta(minutes=10) and said.endswith(times.OPEN) and at.hour < 12:
        at = at.replace(hour=at.hour + 12)
        whole = whole.replace(hour=at.hour)
    if whole < turn.now - timedelta(minutes=10):
        raise Unusable("refuse.over")
    return f"{at:%H:%M}"


def length_slot(turn: Turn, value: Value) -> Value:
    """Take a number of minutes, also from a button."""
    return int(value) if isinstance(value, str) and value.isdigit() else value


def resources(turn: Turn) -> list[Button]:
    """Offer what there is, one button a kind."""
    groups: dict[str, list[Place]] = {}
    for place in places_of(turn):
        groups.setdefault(place.group[0] if place.group else place.kind or place.name, []).append(place)
    few = list(groups.values())[:_MOST]
    return [Button(common(group, turn.lang), f"fill:resource={','.join(p.id for p in group)}") for group in few]


def days(turn: Turn) -> list[Button]:
    """Offer the next three days."""
    coming = (turn.now.date() + timedelta(days=number) for number in range(3))
    return [Button(day(one, turn.now.date(), turn.lang), f"fill:day={one}") for one in coming]


def lengths(turn: Turn) -> list[Button]:
    """Offer the usual length and twice that."""
    opened = turn.conversation.open
    places = chosen(turn, opened.values) if opened else []
    usual = places[0].minutes if places else 60
    return [Button(length(one, turn.lang), f"fill:minutes={one}") for one in (usual, 2 * usual)]


def _never(values: object) -> bool:
    return False


SLOTS = (
    Slot(name="resource", read=read_resource, check=check_resource, choices=resources, renewed=True),
    Slot(name="people", read=times.read_people, needed=_never, renewed=True),
    Slot(name="recurrence", read=times.read_recurrence, needed=_never, renewed=True),
    Slot(name="part", read=times.read_part, needed=_never, renewed=True),
    Slot(name="day", read=times.read_day, check=day_slot, choices=days, renewed=True),
    Slot(name="start", read=times.read_start, check=start_slot, renewed=True),
    Slot(
        name="minutes",
        read=times.read_length,
        check=length_slot,
        choices=lengths,
        renewed=True,
    ),
)


def told(turn: Turn) -> Values:
    """Return what the message says, as it can be used; what cannot be is left for the form to ask."""
    answer = Answer(turn.message.text, turn.understanding)
    found = {slot.name: slot.read(answer) for slot in SLOTS}
    return {name: value for name, value in found.items() if value is not None}


def again(turn: Turn, form: Form, values: Values, refusal: Refusal) -> Reply:
    """Open a form once more with what is known, say why something cannot be had, and ask for something else."""
    known = {name: value for name, value in values.items() if name != refusal.asks}
    opened = turn.conversation.begin(form.full_name, known)
    opened.asked = refusal.asks
    asked = turn.ask(refusal.asks, refusal.key, **refusal.values)
    buttons = tuple(Button(one.label, f"{one.value}@{opened.serial}") for one in refusal.buttons)
    return replace(asked, buttons=buttons)


def heard(turn: Turn, values: Values) -> dict[str, object]:
    """Return what was understood so far, for the next question: 后天（9月19日）19:00，羽毛球场."""
    named_day, at = values.get("day"), values.get("start")
    when = day(date.fromisoformat(str(named_day)), turn.now.date(), turn.lang) if named_day else ""
    if values.get("part") and not at:
        when += ("" if turn.lang != "en" else " ") + str(turn.text(f"part.{values['part']}"))
    clock = f"{' at ' if turn.lang == 'en' and when else ''}{str(at).removesuffix(times.OPEN)}" if at else ""
    return {"what": about(turn, values), "when": f"{when}{clock}"}


def about(turn: Turn, values: Values) -> str:
    """Name what is being booked."""
    places = chosen(turn, values)
    return common(places, turn.lang) if places else ""
