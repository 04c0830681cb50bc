"""Lifts without a shaft: a small state machine for the demo and for tests, with the faults that real ones have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from integrations.devices import Outcome, Report, together

SECONDS_A_FLOOR = 2.0
SECONDS_OPEN = 6.0


class LiftState(StrEnum):
    """What a lift does."""

    IDLE = "idle"
    MOVING = "moving"
    OPEN = "open"  # stands with open doors
    FAULT = "fault"
    TRAPPED = "trapped"  # stands between floors with somebody inside


@dataclass(slots=True)
class SimulatedLift:
    """One lift. `floor` is where it is, also on its way; `calls` are the floors it still has to go to."""

    floor: float = 1
    state: LiftState = LiftState.IDLE
    calls: list[int] = field(default_factory=list)
    open_for: float = 0.0

    def call(self, floor: int) -> bool:
        """Take a call; a lift that does not run takes none. The same call twice is one."""
        if self.state in (LiftState.FAULT, LiftState.TRAPPED):
            return False
        if floor not in self.calls:
            self.calls.append(floor)
        self.pass_time(0)
        return True

    def break_down(self, *, inside: bool = False) -> None:
        """Stop where it is, with somebody inside or without."""
        self.state, self.calls = LiftState.TRAPPED if inside else LiftState.FAULT, []

    def repair(self) -> None:
        """Let it run again from the nearest floor."""
        self.state, self.floor = LiftState.IDLE, round(self.floor)

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        if self.state in (LiftState.FAULT, LiftState.TRAPPED):
            return
        if self.state is LiftState.OPEN:
            self.open_for -= seconds
            seconds, self.open_for = max(0.0, -self.open_for), max(0.0, self.open_for)
            if self.open_for > 0:
                return
            self.state = LiftState.IDLE
        if not self.calls:
            return
        self.state = LiftState.MOVING
        way = self.calls[0] - self.floor
        reach = seconds / SECONDS_A_FLOOR
        if abs(way) > reach:
            self.floor += reach if way > 0 else -reach
            return
        self.floor = self.calls.pop(0)
        self.state, self.open_for = LiftState.OPEN, SECONDS_OPEN
        self.pass_time(seconds - abs(way) * SECONDS_A_FLOOR)


@dataclass(slots=True)
class SimulatedLifts:
    """The lifts of a community by their address; one that nobody has asked for yet stands on the first floor."""

    lifts: dict[str, SimulatedLift] = field(default_factory=dict)
    gone: bool = False  # the controller does not answer

    async def perform(self, target: str, payload: Mapping[str, Any]) -> Report:
        """Call a lift to a floor: done when its own state says that it comes."""
        if self.gone:
            return Report(Outcome.FAILED)
        lift = self.lifts.setdefault(payload["lift"], SimulatedLift())
        floor = int(payload["floor"])
        lift.call(floor)
        comes = floor in lift.calls or (lift.state is LiftState.OPEN and lift.floor == floor)
        outcome = Outcome.DONE if comes else Outcome.FAILED
        return together({payload["lift"]: {"outcome": outcome, "state": lift.state, "position": round(lift.floor)}})
