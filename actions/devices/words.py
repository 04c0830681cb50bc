"""The one place where a device's name, its room, what it is and its address meet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from actions.place import Device, Home
from actions.wording import listing
from nlu.normalize import simplify, tidy
from nlu.phrases import read as read_phrases
from nlu.slots.gazetteer import Gazetteer

LIGHTS = frozenset(
    {"light", "ceiling_light", "lamp", "strip", "night_light", "spotlight", "mirror_light", "street_light"}
)
CURTAINS = frozenset({"curtain", "blind", "sheer_curtain"})
CLIMATE = frozenset({"air_conditioner", "heating", "floor_heating"})
SWITCHES = frozenset({"fan", "exhaust_fan", "fresh_air", "humidifier", "dehumidifier", "purifier"})
DOORS = frozenset({"door", "smart_lock", "unit_door", "gate", "barrier", "garage_door", "side_gate", "turnstile"})
# Rooms of the house, which nobody lives in: their lights are staff's.
SHARED = frozenset({"lobby", "elevator_hall", "stairwell", "garage", "basement", "roof", "activity_room"})
SHARED |= {"meeting_room", "gym", "yard"}
_KINDS = {"light": LIGHTS, "climate": CLIMATE, "curtain": CURTAINS, "switch": SWITCHES, "door": DOORS}
_DOMAINS = {"light": "light", "climate": "climate", "curtain": "cover", "switch": "switch", "door": "lock"}
# Where a home has no room of that name, people mean another one by it.
_ALSO = {
    "bedroom": ("master_bedroom", "second_bedroom"),
    "master_bedroom": ("bedroom",),
    "entrance": ("corridor",),
    "corridor": ("entrance",),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A device as residents speak of it: `kind` is light, climate, curtain, switch, door or empty."""

    device: Device
    kind: str
    thing: str
    room: str

    @property
    def id(self) -> str:
        """Id of its row."""
        return self.device.id

    @property
    def state(self) -> str:
        """How it was when it was last heard of; empty where nobody knows."""
        return str(self.device.data.get("state") or "")

    @property
    def value(self) -> int | None:
        """Its degrees, its brightness or how far it is open (percent), where that is known."""
        value = self.device.data.get("value")
        return int(value) if isinstance(value, int | float) else None

    @property
    def address(self) -> str:
        """Its name in the home's own system: `entity` of the community file, else one of ours."""
        return str(self.device.data.get("entity") or f"{_DOMAINS.get(self.kind, 'switch')}.{self.device.id}")

    def called(self, lang: str) -> str:
        """Its name in a language."""
        return str(self.device.data.get("name_en") or self.device.name) if lang == "en" else self.device.name


@cache
def _gazetteer() -> Gazetteer:
    with as_file(files("actions.devices") / "phrases") as folder:
        words = read_phrases([folder / "zh.yml", folder / "en.yml"]).words
    return Gazetteer({slot: words[slot] for slot in ("device", "device_room")})


@cache
def _read(name: str) -> tuple[str, str]:
    """Return the thing and the room that a name says: 客厅空调 is (air_conditioner, living_room)."""
    found = _gazetteer().find(simplify(tidy(name)))
    things, rooms = ([str(one.value) for one in found if one.slot == slot] for slot in ("device", "device_room"))
    return (things[-1] if things else ""), (rooms[0] if rooms else "")


def known(device: Device) -> Known:
    """Read what a device is from its row, and from its name where the row does not say."""
    thing, room = _read(device.name)
    named = next((kind for kind, things in _KINDS.items() if thing in things), "")
    kind = named if named in ("switch", "climate") or not device.kind else device.kind
    written = str(device.data.get("room") or "")
    return Known(device, kind, thing or device.kind, (_read(written)[1] if written else "") or room)


def kind_of(thing: str) -> str:
    """Return the kind of a thing that was named: air_conditioner is climate, fridge is none of ours."""
    return next((kind for kind, things in _KINDS.items() if thing in things), "")


def named(devices: Sequence[Known], text: str) -> list[Known]:
    """Return the devices whose own name stands in a text, without those whose name is a part of another's."""
    plain = simplify(tidy(text)).lower()
    hits = {one.id: name for one in devices if (name := _longest(one, plain))}
    return [one for one in devices if one.id in hits and not _inside(hits[one.id], hits.values())]


def _longest(one: Known, plain: str) -> str:
    names = {simplify(tidy(name)).lower() for name in (one.device.name, str(one.device.data.get("name_en") or ""))}
    return max((name for name in names if name and _stands(name, plain)), key=len, default="")


def _stands(name: str, plain: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name), plain) is not None


def _inside(name: str, others: Iterable[str]) -> bool:
    return any(name != other and name in other for other in others)


def in_rooms(devices: Sequence[Known], rooms: Sequence[str]) -> list[Known]:
    """Return the devices of some rooms; a room that the home calls otherwise counts as what it calls it."""
    there = {one.room for one in devices}
    wanted = {other for room in rooms for other in ((room,) if room in there else _ALSO.get(room, ()))}
    return [one for one in devices if one.room in wanted]


def said(devices: Sequence[Known], lang: str, homes: Sequence[Home] = ()) -> str:
    """Say which devices: 客厅灯和主卧灯, the hall light; with their home where there are several."""
    where = {home.id: home.name for home in homes} if len(homes) > 1 else {}
    names = [_one(one, lang, where.get(one.device.home_id or "", "")) for one in devices]
    return listing(names, lang)


def _one(one: Known, lang: str, home: str) -> str:
    name = one.called(lang)
    if lang == "en":
        name = name if name.lower().startswith("the ") else f"the {name}"
        return f"{name} of {home}" if home else name
    return f"{home}的{name}" if home else name
