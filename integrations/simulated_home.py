"""A home without wires: it moves when told, for the demo and for tests, and can be told to fail as real ones do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from integrations.devices import Outcome, Report, together

_MEASURED = 23  # degrees in the simulated rooms


@dataclass(slots=True)
class SimulatedHome:
    """Devices that exist as soon as they are asked for.

    Those whose address is in `gone` cannot be reached, those in `stuck` do not move; "*" stands for all.
    """

    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    stuck: set[str] = field(default_factory=set)
    told: list[Mapping[str, Any]] = field(default_factory=list)  # every step, in its order

    async def perform(self, target: str, payload: dict[str, Any]) -> Report:
        """Move what is told to move, and say how it is then."""
        return together({step["entity"]: self._step(step) for step in payload["steps"]})

    def _step(self, step: Mapping[str, Any]) -> dict[str, Any]:
        self.told.append(step)
        entity = step["entity"]
        if entity in self.gone or "*" in self.gone:
            return {"outcome": Outcome.FAILED}
        known = self.states.setdefault(entity, dict(step.get("known") or {}))
        if entity in self.stuck or "*" in self.stuck:
            return {"outcome": Outcome.UNKNOWN} | known
        known.update(_after(entity, step["do"], step.get("value")))
        return {"outcome": Outcome.DONE} | {name: value for name, value in known.items() if value is not None}


def _after(entity: str, do: str, value: Any) -> dict[str, Any]:
    """Return what is different after a step."""
    changed: Mapping[str, dict[str, Any]] = {
        "on": {"state": "on"},
        "off": {"state": "off"},
        "brightness": {"state": "on", "value": value},
        "tint": {"state": "on", "mode": value},
        "colour": {"state": "on", "mode": value},
        "open": {"state": "open", "value": None},
        "close": {"state": "closed", "value": None},
        "position": {"state": "open" if value else "closed", "value": value},
        "temperature": {"state": "on", "value": value},
        "mode": {"state": "on", "mode": value},
        "heat": {"state": "on", "mode": "heat", "value": value},
        "cool": {"state": "on", "mode": "cool", "value": value},
    }
    measured = {"measured": _MEASURED} if entity.startswith("climate.") else {}
    return dict(changed.get(do, {})) | measured
