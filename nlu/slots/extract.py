from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from nlu.normalize import simplify
from nlu.slots import chinese_time, home, location, number, period, phone, plate, plate_heard, taxpayer, time
from nlu.slots.corrections import meant_first
from nlu.slots.gazetteer import Gazetteer, Words
from nlu.slots.misheard import meant
from nlu.slots.things import things_first
from nlu.types import Entity, Hints

_MASK = "\u25a1"  # no grammar reads it


class Extractor:
    """Finds the values a message names: by grammar what is built by rules, by list what has a name."""

    def __init__(self, words: Words) -> None:
        self._words = Gazetteer(words)
        self._names = lru_cache(maxsize=32)(_named)
        chinese_time.warm()

    def extract(self, text: str, lang: str, now: datetime, hints: Hints) -> tuple[Entity, ...]:
        """Return the entities of a tidy text, those of the slot that was asked for first."""
        said = simplify(text)
        plain = meant(said)
        text = "".join(new if new != old else char for char, old, new in zip(text, said, plain, strict=True))
        codes = taxpayer.read(plain, hints.slot)
        rest = _masked(plain, codes)  # eighteen signs may hold what looks like a telephone number
        phones = phone.read(rest)
        plates = plate.read(rest) or plate_heard.read(_masked(rest, phones))
        found = [*codes, *taxpayer.titles(rest, hints.slot), *phones, *plates]
        rest = _masked(rest, found)
        homes = home.read(rest, hints.slot)
        # What is an address, a plate or a phone number is neither a time nor an amount.
        rest = _masked(rest, homes)
        numbers = number.read(rest, hints.slot)
        floors = [entity for entity in numbers if entity.slot == "floor"]
        named, rest = _masked(plain, floors), _masked(rest, floors)
        listed = self._names(_frozen(hints)).find(plain) if hints.names else []
        places = location.read(plain)
        found += [*homes, *places, *listed, *things_first(self._words.find(named), places, plain)]
        times = time.read(rest, lang, now, past=hints.past)
        found = [*found, *numbers, *times, *period.read(rest, now)]
        return _ordered(_worded(meant_first(found, plain), text), hints.slot)


Frozen = tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


def _frozen(hints: Hints) -> Frozen:
    return tuple((slot, tuple(values.items())) for slot, values in hints.names.items())


def _named(names: Frozen) -> Gazetteer:
    return Gazetteer({slot: dict(values) for slot, values in names}, near=True)


def _masked(text: str, entities: Iterable[Entity]) -> str:
    for entity in entities:
        text = text[: entity.start] + _MASK * (entity.end - entity.start) + text[entity.end :]
    return text


def _worded(entities: Iterable[Entity], text: str) -> list[Entity]:
    """Give entities their words as written, before case and characters were unified."""
    return [
        replace(entity, text=text[entity.start : entity.end]) if entity.slot != "time" else entity
        for entity in entities
    ]


def _ordered(entities: list[Entity], slot: str | None) -> tuple[Entity, ...]:
    once = list(dict.fromkeys(entities))
    return tuple(sorted(once, key=lambda entity: entity.slot != slot)) if slot else tuple(once)
