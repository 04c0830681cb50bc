from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Protocol


class Certainty(StrEnum):
    """How far an engine trusts its first intent, in its own calibrated bands: thresholds do not travel."""

    SURE = "sure"  # act on it
    LIKELY = "likely"  # offer it as a choice
    UNSURE = "unsure"  # ask again, then offer a person


@dataclass(frozen=True, slots=True)
class Intent:
    """What a message may mean: a name of `intents.yml` and a probability from 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as said, resolved: aware `start` and `end`, the part of the day and how it repeats (an RFC 5545 RRULE).

    `end` is exclusive; a point in time has `end == start`. `clock` is the local time of day that was named, if one was.
    """

    text: str
    start: datetime
    end: datetime
    part: str | None = None  # morning, noon, afternoon, evening, night
    recurrence: str | None = None
    clock: time | None = None
    has_date: bool = True  # False when only a time of day was said
    over: bool = False  # lies in the past
    bound: str | None = None  # before, until, since, after: the time that is meant lies on that side of what is named


SlotValue = str | int | bool | Moment


@dataclass(frozen=True, slots=True)
class Entity:
    """A value found in the text: its slot, canonical value, the words it stood in and their place [start, end)."""

    slot: str
    value: SlotValue
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One request of a message that holds several."""

    text: str
    intent: Intent
    entities: tuple[Entity, ...] = ()
    certainty: Certainty = Certainty.SURE


@dataclass(frozen=True, slots=True)
class Hints:
    """What the conversation knows that helps: the open form, its open slot, and the community's own names.

    `names` maps a slot to its values and each value to the words people use for it:
    `{"resource": {"羽毛球场1号": ("羽毛球场", "badminton court")}}`.
    """

    intent: str | None = None  # intent of the open form
    slot: str | None = None  # slot the assistant asked for last
    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    past: bool = False  # it was asked when something happened: 周一 is the last one, not the next


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message's meaning: at most three intents, best first (never none), and what was found in the text."""

    text: str
    lang: str  # zh or en
    intents: tuple[Intent, ...]
    certainty: Certainty
    entities: tuple[Entity, ...] = ()
    segments: tuple[Segment, ...] = ()
    emergency: Certainty = Certainty.UNSURE  # whether this is danger to life now, judged apart from the first intent
    alarm: bool = False  # a word of danger stands in it; looked for where there may be danger
    engine: str = ""
    ms: float = 0.0

    @property
    def intent(self) -> str:
        """Name of the best intent."""
        return self.intents[0].name

    def entity(self, slot: str) -> Entity | None:
        """Return the first entity of a slot, or None."""
        return next((entity for entity in self.entities if entity.slot == slot), None)

    def value(self, slot: str) -> SlotValue | None:
        """Return the first value of a slot, or None."""
        entity = self.entity(slot)
        return entity.value if entity else None


class Engine(Protocol):
    """Turns text into meaning. Knows no community and no database."""

    @property
    def name(self) -> str:
        """Name of the engine."""
        ...

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Understand one message; `lang` None is detected; `now` is aware and in the community's zone."""
        ...
