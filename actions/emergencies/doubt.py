"""Is it an emergency at all? Asked where a message only may tell of danger; what it wants else is kept meanwhile."""

from dataclasses import replace

from actions.emergencies.answers import says_danger, says_safe
from actions.emergencies.form import (
    PACKAGE,
    alarm,
    ask_details,
    called_off,
    current,
    stand_down,
    standing,
    take_in,
)
from actions.emergencies.models import Escalation, EscalationStatus
from actions.emergencies.places import ADDRESS, PLACES, house, said_place
from actions.emergencies.raising import add_place
from actions.form import Form
from actions.reply import Button, Reply, Request
from actions.slot import Answer, Slot, Unusable, Value, Values
from actions.texts import load_texts
from actions.turn import SHARED, Turn
from nlu.answers import says_no_first
from nlu.emergency import cries_out
from nlu.types import Certainty, Entity, Moment

_NO_REQUEST = frozenset(
    {"emergency", "out_of_scope", "affirm", "deny", "cancel", "correct", "greeting", "thanks", "help"}
)
_REPAIR = "repair_report"
_BROKEN = frozenset({"object", "category"})  # slots that name a broken thing
_CLEAR = 0.6  # chance from which a named thing is not simply broken
_LIKELY = 0.3  # share of what is no emergency from which another request is served, not only offered
_SPOT = "spot"  # an answer that only says where
_SAID = "said."  # what was said before the question stands in the form under this name, with its place


def _urgent(answer: Answer) -> Value:
    """Read whether it is an emergency: a no, a yes, more about the danger, or the place of it."""
    understood = answer.understanding
    if not answer.asked or understood is None:
        return None
    if says_safe(answer.text):
        return "no"
    if says_danger(answer.text):
        return "yes"
    calm = understood.emergency is Certainty.UNSURE and not cries_out(answer.text)
    if understood.intent == "deny" or (calm and says_no_first(answer.text)):
        return "no"
    more = understood.emergency is not Certainty.UNSURE or understood.intent in {"affirm", "emergency"}
    if more or any(found.slot in ADDRESS for found in understood.entities):
        return "yes"
    return _SPOT if any(found.slot in PLACES for found in understood.entities) else None


def _whether(turn: Turn, value: Value) -> Value:
    """Take the spot of a broken thing down and ask once more; said twice, or of a person, a spot is a yes: 在卫生间."""
    escalation, opened = current(turn), turn.conversation.open
    if value != _SPOT or escalation is None or opened is None:
        return value
    thing = any(name.startswith(tuple(f"{_SAID}{slot}." for slot in _BROKEN)) for name in opened.values)
    if _SPOT in opened.values or escalation.silent or not thing:
        return "yes"
    opened.values[_SPOT] = True
    add_place(turn, escalation, said_place(turn), house(turn))
    raise Unusable("ask.urgent_there", place=said_place(turn))


def _yes_no(turn: Turn) -> list[Button]:
    return [turn.button("button.urgent", "fill:urgent=yes"), turn.button("button.not_urgent", "fill:urgent=no")]


def ask_whether(turn: Turn, escalation: Escalation) -> Reply:
    """Ask whether there is danger; whoever may be watched is asked in words that give nothing away."""
    reply = turn.start(DOUBT, **_put_aside(turn))
    if not escalation.silent:
        return reply
    labels = (str(turn.shared_text("yes")), str(turn.shared_text("no")))
    buttons = tuple(replace(button, label=label) for button, label in zip(reply.buttons, labels, strict=True))
    return replace(reply, text=turn.text("ask.urgent_silent"), buttons=buttons, private=True)


def _put_aside(turn: Turn) -> Values:
    """Return what else the message may ask for, with its words and values: it is served if there is no danger."""
    if turn.understanding is None:
        return {}
    others = [intent for intent in turn.intents if intent.name not in _NO_REQUEST]
    left = sum(intent.confidence for intent in turn.intents if intent.name != "emergency")
    best = others[0] if others else None
    meant, likely = (best.name, best.confidence >= _LIKELY * left) if best else ("", False)
    if any(one.slot in _BROKEN for one in turn.understanding.entities) and (best is None or best.confidence < _CLEAR):
        meant, likely = _REPAIR, True
    if not likely:
        return {"meant": meant}
    found = {f"{_SAID}{one.slot}.{one.start}.{one.end}": one.value for one in turn.understanding.entities}
    return {"meant": meant, "words": turn.understanding.text[:500], **found}


def _aside(values: Values) -> Request | None:
    """Return what was put aside for the question whether there is danger."""
    words = values.get("words")
    if not isinstance(words, str):
        return None
    entities = []
    for name, value in values.items():
        if name.startswith(_SAID) and isinstance(value, str | int | Moment):
            slot, start, end = name.removeprefix(_SAID).rsplit(".", 2)
            entities.append(Entity(slot, value, words[int(start) : int(end)], int(start), int(end)))
    return Request(str(values["meant"]), words, tuple(entities))


def _decided(turn: Turn, values: Values) -> Reply:
    escalation = current(turn)
    if escalation is None:
        return turn.say("over")
    take_in(turn, escalation)
    waiting = escalation.status == EscalationStatus.ASKED
    if values["urgent"] != "no":
        return alarm(turn, escalation) if waiting else _after_alarm(turn, escalation)
    aside = _aside(values) if waiting and not escalation.silent else None
    reply = stand_down(turn)
    if aside is not None:
        return replace(reply, then=aside)
    return reply.with_buttons(*_meant(turn, values.get("meant") if waiting else None))


def _after_alarm(turn: Turn, escalation: Escalation) -> Reply:
    return standing(turn, escalation) if escalation.located else ask_details(turn, escalation)


def _meant(turn: Turn, intent: Value) -> list[Button]:
    key = f"intent.{intent}"
    return [Button(turn.shared_text(key), f"start:{intent}")] if load_texts(SHARED).has(key) else []


DOUBT = Form(
    name="doubt",
    package=PACKAGE,
    slots=(Slot(name="urgent", read=_urgent, check=_whether, choices=_yes_no, free=True),),
    submit=_decided,
    on_cancel=called_off,
)
