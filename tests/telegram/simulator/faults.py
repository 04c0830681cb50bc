import random
from collections import deque
from dataclasses import dataclass, fields, replace
from enum import StrEnum


class Fault(StrEnum):
    """What may go wrong with a call."""

    NONE = ""
    STORM = "storm"  # 429 with retry_after; not accepted
    ERROR = "error"  # 500; not accepted
    RESET = "reset"  # the connection breaks before the message is accepted
    DROP = "drop"  # accepted, then the connection breaks
    HANG = "hang"  # accepted, then no answer, or a late one
    SLOW = "slow"  # a late answer, otherwise as usual


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """How often each fault strikes: shares between 0 and 1, times in seconds."""

    storm: float = 0.0
    retry_after: int = 1
    error: float = 0.0
    reset: float = 0.0
    drop: float = 0.0
    hang: float = 0.0
    hang_for: float | None = None  # None: never answers
    slow: float = 0.0
    slow_for: float = 0.5
    methods: tuple[str, ...] = ("send",)  # beginnings of method names
    seed: int = 1


class Faults:
    """Draws a fault for each call; settings may change at any time."""

    def __init__(self) -> None:
        self.plan = FaultPlan()
        self._dice = random.Random(self.plan.seed)  # noqa: S311 - to be repeatable, not secret
        self._next: deque[Fault] = deque()

    def set(self, **changes: object) -> FaultPlan:
        """Change some settings; raises ValueError for one that does not exist."""
        known = {field.name for field in fields(FaultPlan)}
        if unknown := set(changes) - known:
            raise ValueError(f"no such fault setting: {sorted(unknown)}; there are {sorted(known)}")
        if isinstance(changes.get("methods"), list):
            changes["methods"] = tuple(changes["methods"])  # type: ignore[arg-type]
        self.plan = replace(self.plan, **changes)  # type: ignore[arg-type]
        if "seed" in changes:
            self._dice.seed(self.plan.seed)
        return self.plan

    def clear(self) -> None:
        """Let everything go well again."""
        self.plan = FaultPlan()
        self._next.clear()

    def next(self, fault: Fault, times: int = 1) -> None:
        """Let a fault strike the next calls it is meant for."""
        self._next.extend([fault] * times)

    def draw(self, method: str) -> Fault:
        """Choose what happens to this call."""
        if not method.startswith(self.plan.methods) or method == "sendChatAction":
            return Fault.NONE
        if self._next:
            return self._next.popleft()
        dice = self._dice.random()
        for fault in (Fault.STORM, Fault.ERROR, Fault.RESET, Fault.DROP, Fault.HANG, Fault.SLOW):
            dice -= getattr(self.plan, fault.value)
            if dice < 0:
                return fault
        return Fault.NONE
