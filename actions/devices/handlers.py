"""Lights, climate and questions about devices of the speaker's own home."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.devices.alone import new_value
from actions.devices.asking import ask_which, go, settle, wanted_before
from actions.devices.choosing import fitting, likely, meant
from actions.devices.later import change_of, devices_in, last_moved, last_planned, taken_back, unplan, wanted_in
from actions.devices.meaning import Change, climate_change, curtain_change, light_change, plain, switch_change
from actions.devices.models import DeviceEvent, EventStatus
from actions.devices.sending import LONGEST, look, told
from actions.devices.words import SHARED, Known, kind_of, known, said
from actions.place import Device
from actions.reply import Reply
from actions.turn import Turn
from nlu.types import Moment

JUST_NOW = timedelta(minutes=10)  # in which "it" is what was moved last
_NEVER = re.compile(r"(?:别|不要|不用|不必)(?:再)?(?:帮我)?(?:关|开|动|调)|don'?t|no need", re.IGNORECASE)
_ROOM_NUMBER = re.compile(r"(?<![0-9:%.])([0-9]{3,4})(?![0-9:%度点瓦k])", re.IGNORECASE)
_SEEN = frozenset({"state", "temperature", "lock_state", "online_state"})
_IT = re.compile(r"\b(?:it|(?:that|this) one)\b|它|[那这]个", re.IGNORECASE)
_KINDS = ("light", "climate", "curtain", "switch")


def light(turn: Turn) -> Reply:
    """Move lights."""
    return _stopped(turn) or _moved(turn, ("light",))


def climate(turn: Turn) -> Reply:
    """Move what makes a home warm, cool or airy, and its curtains."""
    things = _things(turn)
    kind = next((kind_of(thing) for thing in things if kind_of(thing)), "") or _kind_moved(turn)
    if things and not any(kind_of(thing) in _KINDS for thing in things):
        return _stranger(turn) or turn.say("cannot_thing")
    return _stopped(turn) or _moved(turn, (kind,))


def corrected(turn: Turn) -> Reply:
    """Do something else with what was just moved or planned: 关掉, 24, 不是，是卧室灯; the argument is its batch."""
    rows = wanted_in(turn, turn.argument)
    batch = devices_in(turn, rows)
    if not batch:
        return turn.say("nothing_to_do")
    kind = batch[0].kind
    others = [other for other in (kind_of(thing) for thing in _things(turn)) if other and other != kind]
    if others:  # 把灯调到百分之七十, after the curtain: no correction
        return light(turn) if others[0] == "light" else climate(turn)
    some = fitting(_own(turn), (kind,), _things(turn))
    found = meant(some, _rooms(turn), turn.message.text)
    devices = batch if found is None else found
    if not devices:
        return turn.say("none_in_room", names=said(some, turn.lang, turn.homes))
    change = new_value(kind, turn.message.text) or _change(turn, kind)
    if change is None and found:  # 不是，卧室的
        change = change_of(rows[0])
    if change is None:
        return ask_which(turn, devices, None, None)
    return go(turn, devices, change, taken_back(turn, rows))


def there_too(turn: Turn) -> Reply:
    """Do in another room what was just wanted: 卧室的, the hall one; the argument is the batch of that."""
    rows = wanted_in(turn, turn.argument)
    if not rows:
        return turn.say("nothing_to_do")
    some = _alike(turn, rows)
    devices = meant(some, _rooms(turn), turn.message.text)
    if not devices:
        return turn.say("none_in_room", names=said(some, turn.lang, turn.homes))
    change = change_of(rows[0])
    done = {row.device_id for row in rows if row.status == EventStatus.DONE}
    if {one.id for one in devices} <= done:
        return told(turn, turn.argument, [(one, change) for one in devices])
    return go(turn, devices, change, rows[0].due_at if rows[0].status == EventStatus.PLANNED else None)


def how_it_is(turn: Turn) -> Reply:
    """Tell how what was just moved is by now, or its like in another room; what is planned is said again."""
    rows = wanted_in(turn, turn.argument)
    if not rows:
        return turn.say("nothing_to_do")
    some = _alike(turn, rows)
    there = meant(some, _rooms(turn), turn.message.text)
    if there == []:
        return turn.say("none_in_room", names=said(some, turn.lang, turn.homes))
    planned = [row for row in rows if row.status == EventStatus.PLANNED]
    if planned and not there:
        wishes = [(one, change_of(row)) for one, row in zip(devices_in(turn, planned), planned, strict=True)]
        return told(turn, turn.argument, wishes, planned[0].due_at)
    return look(turn, there or devices_in(turn, rows))


def query(turn: Turn) -> Reply:
    """Look how devices are; what they said last may be hours old."""
    refused = _stranger(turn)
    if refused:
        return refused
    item = str(turn.value("device_item") or "state")
    if item not in _SEEN:
        return turn.say("cannot_see")
    kinds = _asked_kinds(turn, item)
    some = fitting(_own(turn), kinds, _things(turn))
    found = meant(some, _rooms(turn), turn.message.text)
    if not some:
        return _none_here(turn, kinds)
    if found is None:
        pointed = not _things(turn) and _IT.search(turn.message.text)
        found = (_just_moved(turn, some) if pointed else []) or some
    return look(turn, found) if found else turn.say("none_in_room", names=said(some, turn.lang, turn.homes))


def _moved(turn: Turn, kinds: Sequence[str]) -> Reply:
    refused = _stranger(turn)
    if refused:
        return refused
    some = fitting(_own(turn), kinds, _things(turn))
    rooms = _rooms(turn)
    if SHARED & set(rooms) and not meant(some, rooms, turn.message.text):
        return turn.say("shared").with_buttons(turn.button("button.repair", "start:repair_report"))
    if not some:
        return _none_here(turn, kinds)
    due = _when(turn)
    if isinstance(due, Reply):
        return due
    said_now = _change(turn, kinds[0])
    change = said_now or wanted_before(turn, some)
    devices = _which(turn, some, rooms, change)
    if devices is not None and not devices:
        return turn.say("none_in_room", names=said(some, turn.lang, turn.homes))
    if devices is not None and change is not None:
        settle(turn, devices)
        return go(turn, devices, change, due)
    return ask_which(turn, devices or (likely(some, change) if change else some), change, due)


def _which(turn: Turn, some: Sequence[Known], rooms: Sequence[str], change: Change | None) -> list[Known] | None:
    """Return the devices that are meant; None where it has to be asked."""
    found = meant(some, rooms, turn.message.text)
    if found is not None:
        return found
    just = _just_moved(turn, some)
    if just:
        return just
    close = likely(some, change) if change else list(some)
    return close if len(close) == 1 else None


def _just_moved(turn: Turn, some: Sequence[Known]) -> list[Known]:
    ids = {one.id for one in some}
    return [one for one in last_moved(turn, JUST_NOW) if one.id in ids]


def _kind_moved(turn: Turn) -> str:
    """Return the kind of thing that "open it all the way" is about: the curtain, where that was moved just now."""
    just = last_moved(turn, JUST_NOW)
    action, shade = str(turn.value("action") or ""), str(turn.value("device_value") or "")
    drawn = just and just[0].kind == "curtain" and curtain_change(turn.message.text, action, shade)
    return "curtain" if drawn else "climate"


def _alike(turn: Turn, rows: Sequence[DeviceEvent]) -> list[Known]:
    """Return the speaker's devices of the same kind as those of some rows."""
    return fitting(_own(turn), [one.kind for one in devices_in(turn, rows)], ())


def _change(turn: Turn, kind: str) -> Change | None:
    text = turn.message.text
    action, shade = str(turn.value("action") or ""), str(turn.value("device_value") or "")
    if kind == "light":
        return light_change(text, action, shade)
    if kind == "curtain":
        return curtain_change(text, action, shade)
    return climate_change(text, action) if kind == "climate" else switch_change(text, action)


def _when(turn: Turn) -> datetime | Reply | None:
    """Return when it is to happen; a reply where that cannot be."""
    when = turn.value("time")
    if not isinstance(when, Moment):
        return None
    if when.recurrence:
        return turn.say("no_repeat")
    if when.over or when.start < turn.now - timedelta(minutes=1):
        return turn.say("past") if when.clock else None
    return turn.say("too_far") if when.start - turn.now > LONGEST else when.start


def _stopped(turn: Turn) -> Reply | None:
    """Hear "do not switch it off after all" about what is planned."""
    if not _NEVER.search(plain(turn.message.text)):
        return None
    turn.argument = last_planned(turn) if turn.resident else ""
    return unplan(turn) if turn.argument else turn.say("left_alone")


def _stranger(turn: Turn) -> Reply | None:
    """Refuse who lives nowhere here, and what is said of another home."""
    if turn.resident is None:
        return turn.say("stranger").with_buttons(turn.button("button.bind", "start:bind_home"))
    if not turn.homes:
        return turn.say("no_home").with_buttons(turn.button("button.bind", "start:bind_home"))
    return turn.say("not_yours") if _names_another_home(turn) else None


def _names_another_home(turn: Turn) -> bool:
    house = turn.value("house")
    if house is not None:
        return all(home.name != house for home in turn.homes)
    number = _ROOM_NUMBER.search(turn.message.text)
    rooms = {home.room for home in turn.homes}
    return number is not None and number[1] not in rooms and int(number[1]) > 100 and turn.value("time") is None


def _own(turn: Turn) -> list[Known]:
    house = turn.value("house")
    homes = {home.id for home in turn.homes if house in (None, home.name)}
    rows = turn.db.scalars(turn.mine(Device).order_by(Device.name)).all()
    return [known(row) for row in rows if row.home_id in homes]


def _none_here(turn: Turn, kinds: Sequence[str]) -> Reply:
    """Say that there is no such device, and name those there are."""
    others = [one for one in _own(turn) if one.kind in _KINDS]
    if others:
        return turn.say("none_of_kind", names=said(others, turn.lang, turn.homes), private=True)
    return turn.say("none_at_home").with_buttons(turn.button("button.person", "start:human_handoff"))


def _asked_kinds(turn: Turn, item: str) -> Sequence[str]:
    named = [kind_of(thing) for thing in _things(turn) if kind_of(thing)]
    if named:
        return named
    if item == "lock_state":
        return ("door",)
    return ("climate",) if item == "temperature" else _KINDS


def _things(turn: Turn) -> list[str]:
    return _values(turn, "device")


def _rooms(turn: Turn) -> list[str]:
    return _values(turn, "device_room")


def _values(turn: Turn, slot: str) -> list[str]:
    found = turn.understanding.entities if turn.understanding else ()
    return [str(one.value) for one in found if one.slot == slot]
