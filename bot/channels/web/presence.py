"""Whether somebody stands before a kiosk: its sensor in Home Assistant, over one connection for all kiosks here."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from integrations.home_assistant import HomeAssistantAway

log = logging.getLogger(__name__)
FIRST = 1.0  # seconds until the next try when Home Assistant is away; each failure doubles them
LONGEST = 60.0
_HERE = {"on": True, "off": False}  # what a binary sensor says; whatever else: nobody knows
Tell = Callable[[bool | None], None]


class Sensors(Protocol):
    """Where sensors are."""

    def watch(self, entities: Sequence[str]) -> AsyncGenerator[Mapping[str, str | None], None]:
        """Yield how they are, at first and after each change; raise HomeAssistantAway."""
        ...


@dataclass(slots=True)
class _Follower:
    entity: str
    tell: Tell
    told: bool | None = None


class Presence:
    """Tells pages whether somebody is there; None, which each begins with: it is not known."""

    def __init__(self, sensors: Sensors | None, first: float = FIRST) -> None:
        self._sensors = sensors
        self._first = first
        self._followers: dict[object, _Follower] = {}
        self._states: Mapping[str, str | None] = {}
        self._watched: frozenset[str] = frozenset()
        self._task: asyncio.Task[None] | None = None

    def follow(self, who: object, entity: str, tell: Tell) -> None:
        """Tell somebody of a sensor from now on, in place of the one they followed before; empty: of none."""
        before = self._followers.get(who)
        if (before.entity if before else "") == entity:
            return
        self._followers[who] = _Follower(entity, tell, before.told if before else None)
        self._tell()
        if not entity:
            del self._followers[who]
        self._look()

    def leave(self, who: object) -> None:
        """Tell somebody nothing any more."""
        if self._followers.pop(who, None) is not None:
            self._look()

    async def close(self) -> None:
        """Let go of the connection."""
        self._followers.clear()
        task = self._task
        self._look()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    def _look(self) -> None:
        """See that what is followed is watched: another sensor takes another subscription, none takes none."""
        wanted = frozenset(one.entity for one in self._followers.values())
        if self._sensors is None or (wanted and wanted <= self._watched):
            return
        if self._task is not None:
            self._task.cancel()
        self._watched = wanted
        self._task = asyncio.create_task(self._watch(self._sensors, sorted(wanted))) if wanted else None

    async def _watch(self, sensors: Sensors, entities: Sequence[str]) -> None:
        pause = self._first
        while True:
            try:
                async with contextlib.aclosing(sensors.watch(entities)) as news:
                    async for states in news:
                        pause = self._first
                        self._heard(states)
            except HomeAssistantAway as failure:
                log.warning("kiosks do not know whether somebody is there", extra={"why": str(failure)})
            self._heard({})
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST)

    def _heard(self, states: Mapping[str, str | None]) -> None:
        self._states = states
        self._tell()

    def _tell(self) -> None:
        for one in self._followers.values():
            here = _HERE.get(self._states.get(one.entity) or "")
            if here is not one.told:
                one.told = here
                one.tell(here)


PRESENCE: web.AppKey[Presence] = web.AppKey("presence")
