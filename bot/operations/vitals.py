"""Signs of life inside this process. They are told by the parts themselves and judged from outside."""

import asyncio
import time
from dataclasses import dataclass, field

from bot.counters import Counters
from bot.operations.house import WORKS, House

RUNNER, SENDER, AUDITOR, DATABASE, LOOP = "runner", "sender", "auditor", "database", "loop"
PERIODS = {RUNNER: 60.0, SENDER: 60.0, AUDITOR: 180.0, DATABASE: 60.0}
"""Seconds in which a part must have shown life. The runner and the sender look every five seconds."""
STIFF = 5.0  # seconds by which the event loop may be late
ALONE = "all"  # the role of a process that is the whole house
TICK = 1.0  # seconds between two looks at the loop


@dataclass(slots=True)
class Loop:
    """How late the event loop runs: what it should do every second says when it did."""

    late: float = 0.0  # seconds, the last time it was looked at
    ticked: float = field(default_factory=time.monotonic)

    async def run(self) -> None:
        """Measure for ever."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(TICK)
            self.ticked = time.monotonic()
            self.late = self.ticked - before - TICK

    @property
    def responsive(self) -> bool:
        """Say whether it keeps up."""
        return self.late < STIFF and time.monotonic() - self.ticked < TICK + STIFF


def silent(house: House) -> list[str]:
    """Return the parts of this process that have shown no life within their period.

    Only one process of a house sends; a worker in which the sender has never beaten or is at rest is not blamed for it.
    """
    wanted = [DATABASE, AUDITOR, *((RUNNER,) if house.role in WORKS else ())]
    if house.role == ALONE or SENDER in house.counters.beats:
        wanted.append(SENDER)
    return [part for part in wanted if not _fresh(house.counters, part)]


def _fresh(counters: Counters, part: str) -> bool:
    age = counters.age(part)
    return age is not None and age <= PERIODS[part]
