"""What a community sets for emergencies: the numbers to call, and how fast a call climbs."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

NUMBERS = {
    "police": "110",
    "fire": "119",
    "ambulance": "120",
    "police_text": "12110",
    "lift": "96333",
    "crisis": "12356",
}
CLIMB = (30, 120, 300)  # seconds after the alarm: more people, everybody, everybody again
_NUMBER = re.compile(r"[0-9][0-9 -]{1,19}")
_LEAST = 5  # seconds between two steps: a slip in the settings must not flood a guard's phone


def numbers(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return whom to call for what: `emergency_police`, `emergency_fire` and so on of the settings, else NUMBERS.

    >>> numbers({"emergency_lift": "0571-96333"})["lift"], numbers({"emergency_lift": ""})["lift"]
    ('0571-96333', '96333')
    """
    set_here = {name: str(settings.get(f"emergency_{name}", "")).strip() for name in NUMBERS}
    return {name: said if _NUMBER.fullmatch(said) else NUMBERS[name] for name, said in set_here.items()}


def waits(settings: Mapping[str, Any]) -> tuple[timedelta, ...]:
    """Return how long each level waits for the next step: from `emergency_climb` of the settings, else CLIMB.

    >>> [wait.seconds for wait in waits({"emergency_climb": "20、60、180"})]
    [20, 40, 120]
    >>> [wait.seconds for wait in waits({"emergency_climb": "soon"})]
    [30, 90, 180]
    """
    said = settings.get("emergency_climb") or ()
    steps = [
        int(step) for step in re.findall(r"\d+", " ".join(map(str, said)) if isinstance(said, list) else str(said))
    ]
    gaps = _gaps(steps)
    if len(gaps) != len(CLIMB) or min(gaps) < _LEAST:
        gaps = _gaps(CLIMB)
    return tuple(timedelta(seconds=gap) for gap in gaps)


def _gaps(steps: "list[int] | tuple[int, ...]") -> list[int]:
    return [step - before for step, before in zip(steps, (0, *steps), strict=False)]
