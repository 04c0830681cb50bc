"""Which devices a message means, and what is asked where it may be several."""

from collections.abc import Sequence

from actions.devices.meaning import Change, plain, wants_all
from actions.devices.words import Known, in_rooms, named


def fitting(devices: Sequence[Known], kinds: Sequence[str], things: Sequence[str]) -> list[Known]:
    """Return the devices of some kinds; where exactly such a thing was named and is there (a lamp), only those."""
    some = [one for one in devices if one.kind in kinds]
    exact = [one for one in some if one.thing in things]
    return exact or some


def meant(some: Sequence[Known], rooms: Sequence[str], text: str) -> list[Known] | None:
    """Return the devices that the words name by name, room or "all"; None where they name none.

    An empty list: a room was named in which there is no such device.
    """
    by_name = named(some, text)
    if by_name:
        return by_name
    rooms = [room for room in rooms if room != "whole_home"]
    if rooms:
        return in_rooms(some, rooms)
    return list(some) if wants_all(text) else None


def likely(some: Sequence[Known], change: Change) -> list[Known]:
    """Return the devices that a wish without a room can be about: only what is on can be put out."""
    if change.do in ("off", "dimmer"):
        return [one for one in some if one.state != "off"] or list(some)
    if change.do in ("open", "close"):
        other = "open" if change.do == "open" else "closed"
        return [one for one in some if one.state != other] or list(some)
    if change.do in ("on", "brighter"):
        return [one for one in some if one.state != "on"] or list(some)
    if change.do in ("warmer", "cooler", "temperature", "mode"):
        return [one for one in some if one.state == "on"] or list(some)
    return list(some)


def answered(some: Sequence[Known], text: str, rooms: Sequence[str]) -> list[Known]:
    """Return which of some devices an answer names; none where it names none of them."""
    return meant(some, rooms, text) or [one for one in some if one.id == text or plain(text) == plain(one.device.name)]
