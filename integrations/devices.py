"""What devices are told and what they say: the border that every adapter keeps, and one for tests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Outcome(StrEnum):
    """What became of a command, read back from the state that followed."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome, and for each device that was asked what became of it and how it is now.

    >>> Report(Outcome.DONE, {"light.hall": {"outcome": "done", "state": "off"}}).written
    'done:{"light.hall":{"outcome":"done","state":"off"}}'
    """

    outcome: Outcome
    found: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def written(self) -> str:
        """Return it as it comes back through the inbox."""
        told = json.dumps(self.found, ensure_ascii=False, separators=(",", ":")) if self.found else ""
        return f"{self.outcome}:{told}" if told else str(self.outcome)


def together(found: Mapping[str, Mapping[str, Any]]) -> Report:
    """Return the report of several devices: done when all are, failed when all are, else unknown."""
    ends = {Outcome(one["outcome"]) for one in found.values()}
    return Report(ends.pop() if len(ends) == 1 else Outcome.UNKNOWN, found)


class DeviceAdapter(Protocol):
    """Carries commands out, at most once each, and reads back what happened.

    The payload of kind `home` is `{"steps": [{"entity": "light.hall", "do": "off", "value": None}, ...]}`; `do` is one
    of on, off, brightness (percent), tint and colour (a name), temperature, heat, cool (degrees), mode, open, close,
    position (percent), read. The report has for each entity its `outcome`, and as far as known `state`, `value`,
    `mode`, `measured`.
    """

    async def perform(self, target: str, payload: dict[str, Any]) -> "Outcome | Report":
        """Send one command and say what followed."""
        ...


@dataclass(slots=True)
class FakeDevices:
    """Remembers commands and answers with a set outcome."""

    outcome: Outcome = Outcome.DONE
    performed: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def perform(self, target: str, payload: dict[str, Any]) -> Outcome:
        """Remember the command."""
        self.performed.append((target, payload))
        return self.outcome
