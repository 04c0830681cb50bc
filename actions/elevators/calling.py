"""A lift is called to where somebody stands; that it comes is said when its own state says so."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_

from actions.elevators.models import CallStatus, LiftCall
from actions.elevators.places import GROUND, Car, Stand, cars, more_of, stands
from actions.form import Form
from actions.message import MessageKind
from actions.place import Building, Lift
from actions.reference import Shown
from actions.reply import Button, Reply
from actions.slot import Answer, Slot, Unusable, Value, Values
from actions.table import new_id
from actions.turn import Turn

PACKAGE = "actions.elevators"
EXPIRES = timedelta(seconds=30)  # after that whoever called stands in the lift or has walked
_TO = re.compile(r"去|到|送我|回家|\bto\b|\btake me\b|going", re.IGNORECASE)
_HERE = re.compile(r"我?们?在|来|站|叫到|上来|\bat\b|\bon the\b|\bi'?m\b|from", re.IGNORECASE)
_UP = re.compile(r"上楼|上去|往上|向上|上行|回家|\bup\b|home", re.IGNORECASE)
_DOWN = re.compile(r"下楼|下去|往下|向下|下行|出门|\bdown\b|leaving", re.IGNORECASE)
_FLOOR = "to:"
CALLED = "lift_call"  # what the screen calls it: as a record it is an event of a device, and those are lamps too


def call(turn: Turn) -> Reply:
    """Call a lift, and ask only what nobody can know: where, or whether up or down."""
    places = stands(turn)
    if not places:
        return turn.say("where_unknown")
    values: Values = {}
    if len(places) == 1:
        values["where"] = _key(places[0])
    from_floor = _said_floor(turn)
    if from_floor is not None:
        values["floor"] = from_floor
    known = turn.message.by_ear and _way_said(turn, origin=GROUND) is not None
    return turn.start(HEARD if known else CALL, **values)


def arrived(turn: Turn) -> Reply:
    """Say what the lift did; the argument is CALL:OUTCOME, or CALL:OUTCOME:what was found."""
    key, _, told = turn.argument.partition(":")
    outcome, _, found = told.partition(":")
    row = turn.db.scalar(turn.ours(LiftCall).where(LiftCall.id == key, LiftCall.status == CallStatus.SENT))
    if turn.message.kind is not MessageKind.OUTCOME or row is None:
        return Reply(text=turn.shared_text("expired_button"))
    row.status, row.closed_at = CallStatus(outcome), turn.now
    turn.lang = row.lang
    states: Mapping[str, Mapping[str, Any]] = json.loads(found) if found else {}
    state = next(iter(states.values()), {})
    lift = turn.db.get_one(Lift, row.lift_id)
    name = called(turn, Car(lift, runs=True, side=row.side))
    if row.status == CallStatus.DONE:
        here = state.get("position") == row.floor
        key = "done.here" if here else "done.coming"
        position = floor_said(turn, int(state.get("position", row.floor)))
        said = turn.done(key, f"device_event:{row.id}", lift=name, position=position)
        return said.showing(_shown(turn, row))
    if state.get("state") in ("fault", "trapped"):
        return turn.say("stands_still", lift=name).with_buttons(turn.button("button.report", "start:elevator_report"))
    return turn.say("no_answer", lift=name)


def again(turn: Turn) -> Reply:
    """Call it anew with what is different: down instead of up, another floor, another building.

    A call cannot be taken back from a lift; the doors close again where nobody gets in.
    """
    row = turn.db.scalar(turn.ours(LiftCall).where(LiftCall.id == turn.argument, _own(turn)))
    if row is None:
        return call(turn)
    lift = turn.db.get_one(Lift, row.lift_id)
    elsewhere = stands(turn)[:1] if turn.value("building") or turn.value("unit") else []
    if not elsewhere and turn.value("building"):
        return turn.say("where_unknown")
    stand = elsewhere[0] if elsewhere else Stand(turn.db.get_one(Building, lift.building_id), lift.unit)
    floor = _said_floor(turn)
    known: Values = {"where": _key(stand), "floor": row.floor if floor is None else floor}
    way = _way_said(turn, origin=int(str(known["floor"])))
    if way is None and floor is None and not elsewhere:
        return turn.start(CALL, **known)
    known["direction"] = way or row.direction
    return turn.start(HEARD, **known) if turn.message.by_ear else _send(turn, known)


def _own(turn: Turn) -> ColumnElement[bool]:
    """Only who called it in this conversation says that it was wrong."""
    by = turn.resident.id if turn.resident else None
    return and_(LiftCall.conversation_id == turn.conversation.id, LiftCall.resident_id == by)


def _way_said(turn: Turn, *, origin: int) -> str | None:
    said = _read_direction(Answer(turn.message.text, turn.understanding))
    words = str(said or "")
    return _way_to(int(words.removeprefix(_FLOOR)), origin) if words.startswith(_FLOOR) else words or None


def _way_to(floor: int, origin: int) -> str:
    """Return the way to a floor; the ground floor is always below."""
    return "down" if floor < origin or floor <= GROUND else "up"


def _shown(turn: Turn, row: LiftCall) -> Shown:
    words = turn.text("call_shown", floor=floor_said(turn, row.floor), way=turn.text(f"button.{row.direction}"))
    return Shown(kind=CALLED, key=row.id, says=str(words), called=("电梯", "lift", "elevator"))


def called(turn: Turn, car: Car) -> str:
    """Return what a lift is called: 2号电梯, 右边的电梯, or just 电梯."""
    if car.side:
        return str(turn.text(f"side.{car.side}"))
    named = str(more_of(turn, car).get("name_en") or car.lift.name) if turn.lang == "en" else car.lift.name
    return named or str(turn.text("the_lift"))


def floor_said(turn: Turn, floor: int) -> str:
    """Say a floor: 3楼, 地下1层."""
    return str(turn.text("floor.below" if floor < 0 else "floor.above", floor=abs(floor)))


def _key(stand: Stand) -> str:
    return f"{stand.building.id}|{stand.unit}|{'' if stand.floor is None else stand.floor}"


def _stand(turn: Turn, key: object) -> Stand | None:
    building_id, unit, floor = (*str(key).split("|"), "", "")[:3]
    building = turn.db.scalar(turn.ours(Building).where(Building.id == building_id))
    return Stand(building, unit, int(floor) if floor else None) if building else None


def _said_floor(turn: Turn) -> int | None:
    """Return the floor on which somebody says to stand; one they want to is none."""
    floor = turn.value("floor")
    text = turn.message.text
    if not isinstance(floor, int) or (_TO.search(text) and not _HERE.search(text)):
        return None
    return floor


def _origin(turn: Turn) -> int:
    opened = turn.conversation.open
    values = opened.values if opened else {}
    return _floor_of(values, _stand(turn, values.get("where")) if values.get("where") else None)


def _read_direction(answer: Answer) -> Value:
    if answer.understanding is None:
        return None
    said = answer.understanding.value("direction")
    if said in ("up", "down"):
        return str(said)
    floor = answer.understanding.value("floor")
    wants = answer.asked or (_TO.search(answer.text) and not _HERE.search(answer.text))
    if isinstance(floor, int) and wants:
        return f"{_FLOOR}{floor}"
    if _UP.search(answer.text):
        return "up"
    return "down" if _DOWN.search(answer.text) else None


def _check_direction(turn: Turn, value: Value) -> Value:
    """A floor that is named is where they want to go."""
    words = str(value)
    if not words.startswith(_FLOOR):
        if words not in ("up", "down"):
            raise Unusable("ask.direction")
        return words
    return _way_to(int(words.removeprefix(_FLOOR)), _origin(turn))


def _directions(turn: Turn) -> list[Button]:
    return [turn.button(f"button.{way}", f"fill:direction={way}") for way in ("up", "down")]


def _check_where(turn: Turn, value: Value) -> Value:
    if str(value) not in {_key(place) for place in stands(turn)}:
        raise Unusable("ask.where")
    return value


def _read_where(answer: Answer) -> Value:
    return None


def _wheres(turn: Turn) -> list[Button]:
    return [Button(place.name, f"fill:where={_key(place)}") for place in stands(turn)[:5]]


def _send(turn: Turn, values: Values) -> Reply:
    stand = _stand(turn, values.get("where"))
    found = cars(turn, stand) if stand else []
    if stand is None or not found:
        return turn.say("no_lift_here")
    car = found[0]
    if not car.runs:
        if car.works is not None:
            return turn.say("none_runs_works", words=car.works.words(turn.lang))
        return turn.say("none_runs").with_buttons(turn.button("button.person", "start:human_handoff"))
    floor = _floor_of(values, stand)
    way = str(values.get("direction"))
    row = LiftCall(
        id=new_id(),
        community_id=turn.community.id,
        lift_id=car.lift.id,
        resident_id=turn.resident.id if turn.resident else None,
        conversation_id=turn.conversation.id,
        side=car.side,
        floor=floor,
        direction=way,
        lang=turn.lang,
        created_at=turn.now,
    )
    turn.db.add(row)
    turn.db.flush()
    payload = {"lift": car.address, "floor": floor, "direction": way}
    turn.effects.command("lift", car.address, payload, expires=EXPIRES, on_outcome=f"arrived:{row.id}")
    return turn.say(f"sent.{way}", lift=called(turn, car), floor=floor_said(turn, floor))


def _about(turn: Turn, values: Values) -> str:
    return str(turn.text("about"))


def _heard_summary(turn: Turn, values: Values) -> Mapping[str, object]:
    stand = _stand(turn, values.get("where"))
    return {
        "floor": floor_said(turn, _floor_of(values, stand)),
        "way": turn.text(f"way.{values.get('direction')}"),
    }


def _floor_of(values: Values, stand: Stand | None) -> int:
    said = values.get("floor")
    return said if isinstance(said, int) else stand.floor if stand and stand.floor is not None else GROUND


CALL = Form(
    name="call",
    package=PACKAGE,
    intent="call_elevator",
    slots=(
        Slot(name="where", read=_read_where, check=_check_where, choices=_wheres),
        Slot(name="direction", read=_read_direction, check=_check_direction, choices=_directions),
    ),
    submit=_send,
    about=_about,
)
HEARD = Form(  # all in one breath, and nothing asked: 叫电梯上楼
    name="heard",
    package=PACKAGE,
    intent="call_elevator",
    slots=CALL.slots,
    submit=_send,
    confirm="confirm.call",
    summary=_heard_summary,
    about=_about,
)
