"""Plays the client against a real Home Assistant with its demo integration, and says what its states said.

    python bench/home_assistant.py http://127.0.0.1:8123 TOKEN

Not part of `make test`: it needs a running Home Assistant. Exit 1 when anything is not as expected.
"""

import asyncio
import sys
import time

from integrations.home_assistant import HomeAssistant

CASES: tuple[
    tuple[str, str, object, str, dict[str, object]], ...
] = (  # entity, do, value, outcome, what its state must say
    ("light.bed_light", "on", None, "done", {"state": "on"}),
    ("light.bed_light", "brightness", 40, "done", {"state": "on", "value": 40}),
    ("light.bed_light", "tint", "warm", "done", {"state": "on"}),
    ("light.bed_light", "colour", "blue", "done", {"state": "on"}),
    ("light.bed_light", "off", None, "done", {"state": "off"}),
    ("light.nowhere", "on", None, "failed", {}),
    ("climate.hvac", "temperature", 26, "done", {"state": "on", "value": 26}),
    ("climate.hvac", "heat", 24, "done", {"mode": "heat", "value": 24}),
    ("climate.hvac", "off", None, "done", {"state": "off"}),
    ("climate.hvac", "temperature", 25, "done", {"state": "on", "value": 25}),
    ("cover.hall_window", "close", None, "done", {"state": "closed"}),
    ("cover.hall_window", "position", 50, "done", {"state": "open", "value": 50}),
    ("cover.hall_window", "open", None, "done", {"state": "open"}),
    ("lock.front_door", "read", None, "done", {"state": "locked"}),
    ("lock.front_door", "off", None, "failed", {}),
    ("switch.decorative_lights", "off", None, "done", {"state": "off"}),
)


async def main(url: str, token: str) -> int:
    """Play all cases; return how many went wrong."""
    wrong = 0
    home = HomeAssistant(url, token, wait=3.0, slow=40.0)
    for entity, do, value, outcome, wanted in CASES:
        started = time.perf_counter()
        report = await home.perform("bench", {"steps": [{"entity": entity, "do": do, "value": value}]})
        found = report.found[entity]
        fits = str(found["outcome"]) == outcome and all(found.get(name) == said for name, said in wanted.items())
        wrong += not fits
        took = (time.perf_counter() - started) * 1000
        print(f"{'ok   ' if fits else 'WRONG'} {entity} {do} {value}: {dict(found)} ({took:.0f} ms)")
    return wrong


if __name__ == "__main__":
    sys.exit(min(1, asyncio.run(main(*sys.argv[1:3]))))
