"""What we say and what Home Assistant calls it: services, their data, and the state that proves them. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

State = Mapping[str, Any]
Call = tuple[str, dict[str, Any]]
KELVIN = {"warm": 2700, "natural": 4000, "white": 6000}
COLOURS = {"pink": "hotpink"}  # where the name of a colour is another one in CSS
_NEAR = 3  # percent by which a lamp or a curtain may miss


@dataclass(frozen=True, slots=True)
class Step:
    """How one wish is told to a domain, and when its state says that it is so."""

    calls: Callable[[State, Any], Sequence[Call]]
    reached: Callable[[State, Any], bool]
    slow: bool = False


def _plain(service: str) -> Callable[[State, Any], Sequence[Call]]:
    return lambda state, value: [(service, {})]


def _with(service: str, name: str, make: Callable[[Any], Any] = lambda value: value) -> Any:
    return lambda state, value: [(service, {name: make(value)})]


def _is(*states: str) -> Callable[[State, Any], bool]:
    return lambda state, value: state.get("state") in states


def _runs(state: State, value: Any) -> bool:
    return state.get("state") not in ("off", "unavailable", "unknown", None)


def _warmed(state: State, value: Any) -> Sequence[Call]:
    """A thermostat that is off takes a temperature and stays off: it is started first."""
    start: list[Call] = [] if _runs(state, value) else [("turn_on", {})]
    return [*start, ("set_temperature", {"temperature": value})]


def _at_degrees(state: State, value: Any) -> bool:
    return _runs(state, value) and state.get("temperature") is not None and abs(state["temperature"] - value) < 0.5


def _by(mode: str) -> Step:
    return Step(
        lambda state, value: [
            ("set_hvac_mode", {"hvac_mode": mode}),
            ("set_temperature", {"temperature": value}),
        ],
        lambda state, value: state.get("state") == mode and _at_degrees(state, value),
    )


def _bright(state: State, value: Any) -> bool:
    return state.get("state") == "on" and abs(_percent(state.get("brightness")) - value) <= _NEAR


def _tinted(state: State, value: Any) -> bool:
    kelvin = state.get("color_temp_kelvin")
    return state.get("state") == "on" and kelvin is not None and abs(kelvin - KELVIN[value]) <= 300


def _coloured(state: State, value: Any) -> bool:
    return state.get("state") == "on" and state.get("color_mode") in ("hs", "rgb", "xy", "rgbw", "rgbww")


def _opened(state: State, value: Any) -> bool:
    return bool(abs(state.get("current_position", -100) - value) <= _NEAR)


def _percent(brightness: float | None) -> float:
    return -100.0 if brightness is None else brightness / 2.55


def _read(state: State, value: Any) -> bool:
    return state.get("state") is not None


_READ = Step(lambda state, value: (), _read)
_SWITCH = {"on": Step(_plain("turn_on"), _is("on")), "off": Step(_plain("turn_off"), _is("off")), "read": _READ}
_LIGHT = _SWITCH | {
    "brightness": Step(_with("turn_on", "brightness_pct"), _bright),
    "tint": Step(_with("turn_on", "color_temp_kelvin", lambda value: KELVIN[value]), _tinted),
    "colour": Step(_with("turn_on", "color_name", lambda value: COLOURS.get(value, value)), _coloured),
}
_CLIMATE = {
    "on": Step(_plain("turn_on"), _runs),
    "off": Step(_plain("turn_off"), _is("off")),
    "temperature": Step(_warmed, _at_degrees),
    "mode": Step(_with("set_hvac_mode", "hvac_mode"), lambda state, value: state.get("state") == value),
    "heat": _by("heat"),
    "cool": _by("cool"),
    "read": _READ,
}
_COVER = {
    "open": Step(_plain("open_cover"), _is("open"), slow=True),
    "close": Step(_plain("close_cover"), _is("closed"), slow=True),
    "position": Step(_with("set_cover_position", "position"), _opened, slow=True),
    "read": _READ,
}
_BY_DOMAIN: Mapping[str, Mapping[str, Step]] = {
    "light": _LIGHT,
    "switch": _SWITCH,
    "fan": _SWITCH,
    "humidifier": _SWITCH,
    "climate": _CLIMATE,
    "cover": _COVER,
    "lock": {"read": _READ},
}
STEPS: Mapping[tuple[str, str], Step] = {
    (domain, do): step for domain, steps in _BY_DOMAIN.items() for do, step in steps.items()
}


def as_found(domain: str, state: State) -> dict[str, Any]:
    """Return a state in our words: state, value (percent or degrees), mode, measured (degrees in the room).

    >>> as_found("climate", {"state": "cool", "temperature": 26, "current_temperature": 28.5})
    {'state': 'on', 'value': 26, 'mode': 'cool', 'measured': 28.5}
    """
    said = str(state.get("state"))
    found: dict[str, Any] = {"state": said}
    if domain == "climate":
        found = {"state": "off" if said == "off" else "on", "value": _whole(state.get("temperature"))}
        found |= {"mode": None if said == "off" else said, "measured": _whole(state.get("current_temperature"))}
    elif domain == "light" and state.get("brightness") is not None:
        found["value"] = round(_percent(state["brightness"]))
    elif domain == "cover" and state.get("current_position") is not None:
        found["value"] = state["current_position"]
    return {name: value for name, value in found.items() if value is not None}


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number
