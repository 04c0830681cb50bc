"""From what is wanted to what one device is told, and why it cannot be. Pure."""

from dataclasses import dataclass
from typing import Any

from actions.devices.meaning import COLDEST, DEGREES, DIMMEST, PLEASANT, STEP, WARMEST, Change
from actions.devices.words import Known

_HEATED = 24  # degrees to begin with when somebody is cold
_USUAL = 70  # percent of a light whose brightness nobody knows
_ASKS = frozenset({"warmer", "cooler"})  # of what is off: it is asked first whether to start it
_FITS = {
    "light": {"on", "off", "brightness", "brighter", "dimmer", "tint", "colour"},
    "climate": {"on", "off", "temperature", "warmer", "cooler", "mode", "heat", "cool"},
    "curtain": {"open", "close", "position"},
    "switch": {"on", "off"},
}
_DRAWN = {"on": Change("open"), "off": Change("close")}  # the answers to "on or off?" in Chinese are those to both


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a device cannot do it: the key of a sentence."""

    key: str


def resolved(one: Known, change: Change) -> Change | Refused:
    """Return what a device is told, without "a bit more": that depends on how it is.

    What is only warmer or cooler for something that is off becomes `heat` or `cool`, which is asked first.
    """
    if one.kind == "curtain":
        change = _DRAWN.get(change.do, change)
    if change.do not in _FITS.get(one.kind, ()):
        return Refused("no_scene" if change.do == "scene" else "cannot")
    if change.do in ("brighter", "dimmer"):
        return _shaded(one, change.do)
    if change.do in _ASKS:
        return _warmed(one, change)
    if change.do == "temperature" and not COLDEST <= int(change.value or 0) <= WARMEST:
        return Refused("out_of_range")
    return change


def asks_first(wanted: Change, said: Change) -> bool:
    """Say whether a device would be started that nobody asked to start."""
    return said.do in _ASKS and wanted.do in ("heat", "cool")


def _shaded(one: Known, do: str) -> Change:
    if do == "brighter" and one.state == "off":
        return Change("on")
    now = one.value or (_USUAL if do == "brighter" else 100)
    step = STEP if do == "brighter" else -STEP
    return Change("brightness", max(DIMMEST, min(100, now + step)))


def _warmed(one: Known, change: Change) -> Change | Refused:
    warmer = change.do == "warmer"
    if one.state == "off":
        return Change("heat", _HEATED) if warmer else Change("cool", PLEASANT)
    now = one.value or PLEASANT
    degrees = now + (1 if warmer else -1) * int(change.value or DEGREES)
    if now in (COLDEST, WARMEST) and not COLDEST <= degrees <= WARMEST:
        return Refused("at_the_end")
    return Change("temperature", max(COLDEST, min(WARMEST, degrees)))


def step(one: Known, change: Change) -> dict[str, Any]:
    """Return what the adapter is told (integrations/devices.py)."""
    known = {"state": one.state, "value": one.value} if one.state else {}
    return {"entity": one.address, "do": change.do, "value": change.value, "known": known}


def backwards(before: dict[str, Any], kind: str) -> Change | None:
    """Return what brings a device back to how it was; None where nobody knows.

    >>> backwards({"state": "on", "value": 26}, "climate"), backwards({"state": "off"}, "light")
    (Change(do='temperature', value=26), Change(do='off', value=None))
    """
    state, value = before.get("state"), before.get("value")
    if kind == "curtain":
        return {"open": Change("open"), "closed": Change("close")}.get(str(state))
    if state == "on" and value and kind in ("light", "climate"):
        return Change("temperature" if kind == "climate" else "brightness", int(value))
    return Change(str(state)) if state in ("on", "off") else None
