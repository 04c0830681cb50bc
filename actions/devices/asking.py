"""What is asked before something moves: on or off, which one, whether to start what is off, and what was heard."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from actions.devices.alone import is_value, new_value, switches
from actions.devices.choosing import answered, fitting
from actions.devices.meaning import Change, climate_change, light_change, switch_change, wants_all
from actions.devices.sending import grouped, ordered, sentence
from actions.devices.steps import Refused, asks_first, resolved
from actions.devices.words import Known, known, said
from actions.form import Form
from actions.place import Device
from actions.reply import Button, Reply
from actions.slot import Answer, Slot, Unusable, Value, Values
from actions.turn import Turn
from actions.wording import at

PACKAGE = "actions.devices"
EVERY = "all"
_ROOMS = "rooms:"
_BARE = "bare|"  # a number alone: what it is of depends on the device


def packed(change: Change) -> str:
    """Write a change as a form keeps it."""
    return f"{change.do}|{'' if change.value is None else change.value}"


def unpacked(written: object) -> Change:
    """Read it back."""
    do, _, value = str(written).partition("|")
    return Change(do, int(value) if value.isdigit() else value or None)


def devices_of(turn: Turn, ids: object) -> list[Known]:
    """Return the speaker's own devices among some ids, in the order of the ids."""
    wanted = [str(one) for one in ids] if isinstance(ids, list) else []
    rows = {row.id: row for row in turn.db.scalars(turn.mine(Device).where(Device.id.in_(wanted)))}
    return [known(rows[one]) for one in wanted if one in rows]


def _read_do(answer: Answer) -> Value:
    """Read on, off or how much; unasked only where the message says nothing else, for 关掉 is also a way out."""
    if answer.understanding is None:
        return None
    whole = answer.understanding.text
    if is_value(whole):
        return f"{_BARE}{whole}"
    if not answer.asked and not switches(whole):
        return None
    action = str(answer.understanding.value("action") or "")
    shade = str(answer.understanding.value("device_value") or "")
    wanted = (light_change(answer.text, action, shade), climate_change(answer.text, action))
    change = next((one for one in wanted if one), None) or switch_change(answer.text, action)
    return packed(change) if change else None


def _check_do(turn: Turn, value: Value) -> Value:
    if not str(value).startswith(_BARE):
        return value
    some = _candidates(turn)
    change = new_value(some[0].kind, str(value).removeprefix(_BARE)) if some else None
    if change is None:
        raise Unusable("out_of_range" if some and some[0].kind == "climate" else "ask.do")
    return packed(change)


def _read_which(answer: Answer) -> Value:
    if not answer.asked or answer.understanding is None:
        return None
    if wants_all(answer.text) or answer.text.strip(" 。.!") in ("都要", "都", "全要", "both"):
        return EVERY
    rooms = [str(one.value) for one in answer.understanding.entities if one.slot == "device_room"]
    named = answer.understanding.value("device") is not None
    return f"{_ROOMS}{','.join(rooms)}|{answer.text}" if rooms or named else None


def _read_another(answer: Answer) -> Value:
    """Read the device that was meant where another was read back: 不是，是走廊灯."""
    return _read_which(replace(answer, asked=True))


def _check_another(turn: Turn, value: Value) -> Value:
    """Return the ids in one string: a list would grow by the new ones."""
    found = _check_which(turn, value)
    return ",".join(str(one) for one in found) if isinstance(found, list) else found


def _check_which(turn: Turn, value: Value) -> Value:
    some = _candidates(turn)
    words = str(value)
    if words == EVERY:
        return [one.id for one in some]
    rooms, _, text = words.removeprefix(_ROOMS).partition("|") if words.startswith(_ROOMS) else ("", "", words)
    found = answered(some, text, [room for room in rooms.split(",") if room])
    if not found or len({one.device.home_id for one in found}) > 1:
        raise Unusable("ask.which_again", names=said(some, turn.lang, turn.homes))
    return [one.id for one in found]


def _candidates(turn: Turn) -> list[Known]:
    opened = turn.conversation.open
    return devices_of(turn, opened.values.get("some")) if opened else []


def _on_off(turn: Turn) -> list[Button]:
    return [turn.button(f"button.{do}", f"fill:do={do}|") for do in ("on", "off")]


def _each(turn: Turn) -> list[Button]:
    some = _candidates(turn)
    buttons = [Button(_label(turn, one), f"fill:which={one.id}") for one in some[:5]]
    return [*buttons, turn.button("button.all", f"fill:which={EVERY}")]


def _label(turn: Turn, one: Known) -> str:
    home = next((home.name for home in turn.homes if home.id == one.device.home_id), "")
    return f"{home} {one.called(turn.lang)}" if len(turn.homes) > 1 else one.called(turn.lang)


def go(turn: Turn, devices: Sequence[Known], change: Change, due: datetime | None) -> Reply:
    """Do it; ask first where something would be started that nobody asked to start, and where it was only heard."""
    first = resolved(devices[0], change) if devices else None
    if due is None and not _running(devices) and isinstance(first, Change) and asks_first(first, change):
        return turn.start(START, do=packed(first), which=[devices[0].id])
    if isinstance(first, Refused) and first.key == "out_of_range":
        return _ask_degrees(turn, devices, due)
    able = [one for one in _moved(devices, change) if isinstance(resolved(one, change), Change)]
    if able and turn.message.may_be_misheard:
        return turn.start(HEARD, some=_alike(turn, able), do=packed(change), which=",".join(_ids(able)), **_timed(due))
    return _order(turn, devices, change, due)


def _order(turn: Turn, devices: Sequence[Known], change: Change, due: datetime | None) -> Reply:
    return ordered(turn, _moved(devices, change), change, due)


def _moved(devices: Sequence[Known], change: Change) -> Sequence[Known]:
    return _running(devices) if change.do in ("warmer", "cooler") else devices


def _running(devices: Sequence[Known]) -> list[Known]:
    return [one for one in devices if one.state != "off"]


def _ids(devices: Sequence[Known]) -> list[str]:
    return [one.id for one in devices]


def _alike(turn: Turn, devices: Sequence[Known]) -> list[str]:
    """Return the speaker's devices of the same kind: the one that was meant may be another of them."""
    rows = turn.db.scalars(turn.mine(Device).order_by(Device.name)).all()
    return _ids(fitting([known(row) for row in rows], [one.kind for one in devices], ()))


def _timed(due: datetime | None) -> Values:
    return {"due": due.isoformat()} if due else {}


def _ask_degrees(turn: Turn, devices: Sequence[Known], due: datetime | None) -> Reply:
    """Ask once more how many degrees, for they were too many or too few."""
    turn.start(DEGREES, some=_ids(devices), which=_ids(devices), **_timed(due))
    return turn.ask("do", "out_of_range")


def _send(turn: Turn, values: Values) -> Reply:
    return go(turn, *_wanted(turn, values))


def _send_agreed(turn: Turn, values: Values) -> Reply:
    return _order(turn, *_wanted(turn, values))


def _wanted(turn: Turn, values: Values) -> tuple[list[Known], Change, datetime | None]:
    due, which = values.get("due"), values.get("which")
    devices = devices_of(turn, which.split(",") if isinstance(which, str) else which)
    return devices, unpacked(values.get("do")), datetime.fromisoformat(str(due)) if due else None


def _about(turn: Turn, values: Values) -> str:
    return str(turn.text("about"))


def _start_summary(turn: Turn, values: Values) -> Mapping[str, object]:
    change = unpacked(values.get("do"))
    devices = devices_of(turn, values.get("which"))
    mode = turn.text(f"mode.{change.do}")
    return {"what": said(devices, turn.lang, turn.homes), "mode": mode, "value": change.value}


def _heard_summary(turn: Turn, values: Values) -> Mapping[str, object]:
    devices, change, due = _wanted(turn, values)
    each = [(one, wish) for one in _moved(devices, change) if isinstance(wish := resolved(one, change), Change)]
    parts = [sentence(turn, "wish", wish, some) for wish, some in grouped(each)]
    said_all = (" and " if turn.lang == "en" else "，").join(parts)
    if due is None:
        return {"wish": said_all}
    return {"wish": turn.text("wish_at", wish=said_all, time=at(due.astimezone(turn.now.tzinfo), turn.now, turn.lang))}


def _not_that(turn: Turn) -> Reply:
    return turn.say("heard_wrong")


ORDER = Form(
    name="order",
    package=PACKAGE,
    intent="device_light",
    slots=(
        Slot(name="do", read=_read_do, check=_check_do, choices=_on_off),
        Slot(name="which", read=_read_which, check=_check_which, choices=_each),
    ),
    submit=_send,
    about=_about,
)
DEGREES = Form(
    name="degrees",
    package=PACKAGE,
    intent="device_climate",
    slots=(Slot(name="do", read=_read_do, check=_check_do),),
    submit=_send,
    about=_about,
)
START = Form(
    name="start",
    package=PACKAGE,
    slots=(),
    submit=_send_agreed,
    confirm="confirm_start",
    summary=_start_summary,
    about=_about,
)
HEARD = Form(
    name="heard",
    package=PACKAGE,
    intent="device_light",
    slots=(
        Slot(name="do", read=_read_do, check=_check_do),
        Slot(name="which", read=_read_another, check=_check_another),
    ),
    submit=_send_agreed,
    confirm="confirm_heard",
    summary=_heard_summary,
    about=_about,
    on_cancel=_not_that,
)


def wanted_before(turn: Turn, some: Sequence[Known]) -> Change | None:
    """Return what the open question about some of these devices is for: "the living room one" says only which."""
    opened = turn.conversation.open
    if opened is None or opened.form != ORDER.full_name or "do" not in opened.values:
        return None
    asked = opened.values.get("some")
    ours = {one.id for one in some}
    return unpacked(opened.values["do"]) if isinstance(asked, list) and ours & set(asked) else None


def settle(turn: Turn, devices: Sequence[Known]) -> None:
    """Close the open question about some of these devices: what is done now answers it."""
    opened = turn.conversation.open
    ours = opened is not None and opened.form in (ORDER.full_name, DEGREES.full_name, HEARD.full_name)
    asked = opened.values.get("some") if opened and ours else None
    if isinstance(asked, list) and {one.id for one in devices} & set(asked):
        turn.conversation.close()


def ask_which(turn: Turn, some: Sequence[Known], change: Change | None, due: datetime | None) -> Reply:
    """Ask what is missing: on or off, or which of some devices."""
    values: Values = {"some": [one.id for one in some]}
    if change is not None:
        values["do"] = packed(change)
    if len(some) == 1:
        values["which"] = [some[0].id]
    return turn.start(ORDER, **values, **_timed(due))
