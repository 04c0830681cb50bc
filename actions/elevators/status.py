"""Does it run, until when not, and when was it looked after."""

from datetime import date, datetime

from actions.elevators.calling import called
from actions.elevators.places import Car, cars, more_of, stands, works_at
from actions.reply import Button, Reply, Text
from actions.turn import Turn
from actions.wording import day, listing

_DATES = {"inspection": "inspection_due", "maintenance": "maintained"}
_OFFICE = frozenset({"company", "replacement", "call_button"})


def status(turn: Turn) -> Reply:
    """Say how the lifts of the speaker's building are."""
    places = stands(turn)
    if not places:
        return turn.say("which_building")
    item = str(turn.value("elevator_item") or "running")
    if item in _OFFICE:
        return turn.say(f"item.{item}", phone=turn.community.phone).with_buttons(_person(turn))
    found = [(place, car) for place in places for car in cars(turn, place)]
    if not found:
        return turn.say("no_lift_here")
    if item in _DATES:
        return _dated(turn, item, [car for _, car in found])
    works = list(dict.fromkeys(one for place in places for one in works_at(turn, place)))
    if works:
        return Reply(text=_joined([Text(one.words(turn.lang)) for one in works[:2]]))
    return _running(turn, [car for _, car in found])


def _running(turn: Turn, found: list[Car]) -> Reply:
    still = [car for car in found if not car.runs]
    report = turn.button("button.report", "start:elevator_report")
    if not still:
        return turn.say("all_run").with_buttons(report)
    names = listing([called(turn, car) for car in still], turn.lang)
    return turn.say("stopped", lift=names, phone=turn.community.phone).with_buttons(_person(turn))


def _dated(turn: Turn, item: str, found: list[Car]) -> Reply:
    parts = []
    for car in found[:4]:
        when = _day(more_of(turn, car).get(_DATES[item]))
        if when is not None:
            said = day(when, turn.now.date(), turn.lang)
            overdue = item == "inspection" and when < turn.now.date()
            parts.append(turn.text(f"{item}.{'overdue' if overdue else 'known'}", lift=called(turn, car), day=said))
    if parts:
        return Reply(text=_joined(list(dict.fromkeys(parts))))
    return turn.say(f"{item}.unknown", phone=turn.community.phone).with_buttons(_person(turn))


def _day(written: object) -> date | None:
    try:
        return datetime.fromisoformat(str(written)).date() if written else None
    except ValueError:
        return None


def _joined(parts: list[Text]) -> Text:
    return Text("\n".join(parts))


def _person(turn: Turn) -> Button:
    return turn.button("button.person", "start:human_handoff")
