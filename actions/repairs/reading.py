"""How a report is read: what is broken, where, since when it cannot wait. Nothing of it has to be asked twice."""

import re
from collections.abc import Mapping

from actions.place import Home
from actions.repairs.urgent import is_urgent
from actions.reply import Button
from actions.slot import Answer, Slot, Value, entity, photos, spoken
from actions.turn import Turn
from nlu.answers import says_nothing
from nlu.types import Moment

PUBLIC = frozenset({"gate", "public_facility", "fire_facility", "ev_charger"})
PUBLIC_THINGS = frozenset(
    {
        "entrance_door",
        "access_reader",
        "barrier",
        "street_lamp",
        "corridor_light",
        "fitness_equipment",
        "slide",
        "bench",
    }
) | {"handrail", "camera", "elevator_button", "hydrant", "extinguisher", "charging_pile"}
_VISITING = re.compile(
    r"来(?!水|电)|上门|方便|有空|在家|可以|过来|come|visit|free|home|suits?|available|after|send", re.IGNORECASE
)


def is_public(values: Mapping[str, Value]) -> bool:
    """Say whether what is broken stands outside the homes; the thing decides, then the words about the place."""
    if values.get("thing") in PUBLIC_THINGS or values.get("category") in PUBLIC:
        return True
    return values.get("area") == "public"


def read_problem(answer: Answer) -> Value:
    """Read the whole message where it names something that can break, or was asked for."""
    found = answer.understanding
    named = found is not None and any(found.value(slot) is not None for slot in ("object", "category"))
    told = named or (answer.asked and not says_nothing(answer.text))
    return answer.text.strip()[:2000] or None if told else None


def read_urgency(answer: Answer) -> Value:
    """Read "high" from words of haste and from words of growing damage."""
    if answer.understanding is None:
        return None
    return "high" if is_urgent(answer.text) else answer.understanding.value("urgency")


def read_time(answer: Answer) -> Value:
    """Read when somebody may come, not since when it has been broken."""
    when = entity("time")(answer)
    if not isinstance(when, Moment):
        return None
    nothing_else = len(answer.text.strip()) <= len(when.text) + 4
    return when if nothing_else or _VISITING.search(answer.text) else None


def read_house(answer: Answer) -> Value:
    """Read which home it is: an address, a room number, or what was answered."""
    found = entity("house")(answer)
    if found is not None or not answer.asked:
        return found
    if entity("time")(answer) is not None and entity("room")(answer) is None:
        return None  # 明天上午 is no home
    return entity("room")(answer) or answer.text.strip()[:40] or None


def check_house(turn: Turn, value: Value) -> Value:
    """Complete what was said to the name of one of the speaker's homes where it is one."""
    said = str(value)
    home = next((home for home in turn.homes if home.name.endswith(said)), None) or named_home(turn)
    return home.name if home else said


def named_home(turn: Turn) -> Home | None:
    """Return the one home of the speaker whose room the message names: 302客厅插座没电, "the toilet in 302"."""
    within = [str(turn.value(slot)) for slot in ("building", "unit") if turn.value(slot) is not None]
    fitting = [
        home
        for home in turn.homes
        if _has_number(turn.message.text, home.room) and all(part in home.name for part in within)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _has_number(text: str, number: str) -> bool:
    digits = re.escape(number.removesuffix("室").removesuffix("号"))
    return bool(digits) and re.search(rf"(?<![\d.:-]){digits}(?![\d.:元块度%])", text) is not None


def homes(turn: Turn) -> list[Button]:
    """Offer the speaker's homes."""
    return [Button(home.name, f"fill:house={home.name}") for home in turn.homes]


def _never(values: Mapping[str, Value]) -> bool:
    return False


SLOTS = (
    Slot(name="category", read=entity("category"), needed=_never),
    Slot(name="thing", read=entity("object"), needed=_never),
    Slot(name="object", read=spoken("object"), needed=_never),
    Slot(name="said", read=spoken("category"), needed=_never),
    Slot(name="location", read=entity("location"), needed=_never),
    Slot(name="area", read=entity("area"), needed=_never),
    Slot(name="urgency", read=read_urgency, needed=_never),
    Slot(name="time", read=read_time, needed=_never),
    Slot(name="contact", read=entity("phone"), needed=_never),
    Slot(name="photos", read=photos, needed=_never),
    Slot(name="problem", read=read_problem, free=True, story=True),
    Slot(
        name="house",
        read=read_house,
        check=check_house,
        needed=lambda values: not is_public(values),
        choices=homes,
    ),
)
