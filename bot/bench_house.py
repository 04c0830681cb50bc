"""The house that a load is put on: the demo community with a household in each of its homes, as a real one has."""

from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import Any

ROOMS = {"1栋": 4, "2栋": 4, "3栋": 4, "4栋": 2}  # on each floor of a unit


def lived_in(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a community document with one more household, and its bills, in each home that has none.

    The demo community describes 60 of its 416 homes. A load on so few people makes one of them ask for a tenth repair
    within a minute, and measures what nobody does.
    """
    known = {home["home"] for home in document["homes"]}
    empty = [home for home in _addresses(document["buildings"]) if home not in known]
    models = cycle(document["bills"])
    homes, residents, bills = list(document["homes"]), list(document["residents"]), list(document["bills"])
    for number, (home, model) in enumerate(zip(empty, models, strict=False)):
        homes.append({"home": home, "area": 88.0})
        owner = {"home": home, "role": "owner", "phone": f"1380000{number:04}", "lang": "zh"}
        residents.append({"id": f"B{number}", "name": f"住户{number}", **owner})
        items = [{key: value for key, value in item.items() if key != "receipt"} for item in model["items"]]
        bills.append({"home": home, "items": items})
    return {**document, "homes": homes, "residents": residents, "bills": bills}


def _addresses(buildings: list[dict[str, Any]]) -> Iterator[str]:
    for building in buildings:
        name = building["building"]
        for unit in range(1, building["units"] + 1):
            for floor in range(1, building["floors"] + 1):
                for room in range(1, ROOMS[name] + 1):
                    yield f"{name}{unit}单元{floor}{room:02}"
