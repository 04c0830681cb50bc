from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Outcome(StrEnum):
    """What became of a command, read back from the state that followed."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


class DeviceAdapter(Protocol):
    """Carries commands out, at most once each, and reads back what happened."""

    async def perform(self, target: str, payload: dict[str, Any]) -> Outcome:
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
