"""Home Assistant over its WebSocket API (developers.home-assistant.io/docs/api/websocket).

It answers a call with success also where the entity does not exist or is dead, so its answers prove nothing: a device
has moved when its own state says so. Each command has a connection of its own: nothing is stale, nothing reconnects.
Who watches sensors has one, too, and opens it anew when it breaks.
"""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from integrations.devices import Outcome, Report, together
from integrations.home_assistant_words import STEPS, Step, as_found

log = logging.getLogger(__name__)
WAIT = 8.0  # seconds in which a device may move
SLOW = 30.0  # ... that moves slowly: a curtain
CONNECT = 5.0  # seconds for the way to the house and its greeting
HEARTBEAT = 20.0  # seconds between signs of life of a connection
_GONE = frozenset({"unavailable", "unknown"})


class HomeAssistantAway(OSError):
    """Home Assistant cannot be reached, or does not accept the token."""


@dataclass(slots=True)
class HomeAssistant:
    """Carries out what is wanted of a home. `url` is the base address, `token` a long-lived token of a plain user."""

    url: str
    token: str
    wait: float = WAIT
    slow: float = SLOW

    async def perform(self, target: str, payload: Mapping[str, Any]) -> Report:
        """Tell each device once what it is to do, and wait until its state says that it did."""
        steps = payload["steps"]
        try:
            async with self._talk() as talk:
                return await self._carried(talk, steps)
        except (HomeAssistantAway, aiohttp.ClientError, TimeoutError) as failure:
            log.warning("Home Assistant is away", extra={"why": type(failure).__name__})
            return together({step["entity"]: {"outcome": Outcome.FAILED} for step in steps})

    async def watch(self, entities: Sequence[str]) -> AsyncGenerator[Mapping[str, str | None], None]:
        """Yield how entities are (None: there is none of that name), at first and after each change.

        Raises HomeAssistantAway when they cannot be watched, or no longer.
        """
        try:
            async with self._talk() as talk:
                async with asyncio.timeout(CONNECT):
                    await talk.watch(entities)
                while True:
                    yield {entity: talk.state(entity) for entity in entities}
                    await talk.listen()
        except (aiohttp.ClientError, TimeoutError) as failure:
            raise HomeAssistantAway(f"Home Assistant is away: {type(failure).__name__}") from failure

    @contextlib.asynccontextmanager
    async def _talk(self) -> AsyncIterator["_Talk"]:
        timeout = aiohttp.ClientTimeout(total=None, connect=CONNECT)
        until = asyncio.get_running_loop().time() + CONNECT
        url = f"{self.url.rstrip('/')}/api/websocket"
        async with aiohttp.ClientSession(timeout=timeout) as session:
            async with asyncio.timeout_at(until):
                socket = await session.ws_connect(url, max_msg_size=0, heartbeat=HEARTBEAT)
            try:
                async with asyncio.timeout_at(until):
                    await _greet(socket, self.token)
                yield _Talk(socket)
            finally:
                await socket.close()

    async def _carried(self, talk: "_Talk", steps: Sequence[Mapping[str, Any]]) -> Report:
        async with asyncio.timeout(CONNECT):
            await talk.watch([step["entity"] for step in steps])
        waiting = {}
        for step in steps:
            known = STEPS.get((_domain(step["entity"]), step["do"]))
            reachable = talk.state(step["entity"]) not in (None, *_GONE)
            if known is not None and reachable:
                waiting[step["entity"]] = (known, step)
        refused = await self._moved(talk, waiting)
        found = {step["entity"]: _found(talk, step, waiting, refused) for step in steps}
        return together(found)

    async def _moved(self, talk: "_Talk", waiting: Mapping[str, tuple[Step, Mapping[str, Any]]]) -> set[str]:
        """Send the calls, and wait for the states; from the first call on nobody knows what a failure left behind."""
        refused: set[str] = set()
        longest = max((self.slow if known.slow else self.wait for known, _ in waiting.values()), default=0.0)
        with contextlib.suppress(TimeoutError, HomeAssistantAway, aiohttp.ClientError):
            async with asyncio.timeout(longest):
                for entity, (known, step) in waiting.items():
                    for service, data in known.calls(talk.states[entity], step.get("value")):
                        if not await talk.call(_domain(entity), service, {"entity_id": entity, **data}):
                            refused.add(entity)
                            break
                open_ones = {entity: pair for entity, pair in waiting.items() if entity not in refused}
                while not all(
                    known.reached(talk.states[entity], step.get("value")) for entity, (known, step) in open_ones.items()
                ):
                    await talk.listen()
        return refused


def _found(
    talk: "_Talk", step: Mapping[str, Any], waiting: Mapping[str, tuple[Step, Mapping[str, Any]]], refused: set[str]
) -> dict[str, Any]:
    entity = step["entity"]
    if entity not in waiting or entity in refused:
        return {"outcome": Outcome.FAILED}
    known = waiting[entity][0]
    state = talk.states.get(entity, {})
    if state.get("state") in (None, *_GONE):
        return {"outcome": Outcome.UNKNOWN}
    outcome = Outcome.DONE if known.reached(state, step.get("value")) else Outcome.UNKNOWN
    return {"outcome": outcome} | as_found(_domain(entity), state)


def _domain(entity: str) -> str:
    return entity.partition(".")[0]


async def _greet(socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
    await _heard(socket)  # auth_required
    await socket.send_json({"type": "auth", "access_token": token})
    answer = await _heard(socket)
    if answer.get("type") != "auth_ok":
        raise HomeAssistantAway("Home Assistant does not accept the token; make a new one in the user's profile")


async def _heard(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    message = await socket.receive()
    if message.type is not aiohttp.WSMsgType.TEXT:
        raise HomeAssistantAway("Home Assistant closed the connection")
    heard: dict[str, Any] = message.json()
    return heard


@dataclass(slots=True)
class _Talk:
    """One connection: what is called, and the states that come in meanwhile."""

    socket: aiohttp.ClientWebSocketResponse
    states: dict[str, dict[str, Any]] = field(default_factory=dict)  # by entity: state, and its attributes
    results: dict[int, bool] = field(default_factory=dict)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _first: bool = False  # the first event has come: it holds all entities there are

    def state(self, entity: str) -> str | None:
        """Return the state of an entity; None when there is none of that name."""
        return self.states.get(entity, {}).get("state")

    async def watch(self, entities: Sequence[str]) -> None:
        """Hear how entities are, and from then on every change."""
        await self._ask({"type": "subscribe_entities", "entity_ids": list(entities)})
        while not self._first:
            await self.listen()

    async def call(self, domain: str, service: str, data: Mapping[str, Any]) -> bool:
        """Call a service; return whether it was accepted, which is not yet that anything moved."""
        return await self._ask({"type": "call_service", "domain": domain, "service": service, "service_data": data})

    async def _ask(self, request: dict[str, Any]) -> bool:
        number = next(self.numbers)
        await self.socket.send_json({"id": number, **request})
        while number not in self.results:
            await self.listen()
        return self.results[number]

    async def listen(self) -> None:
        """Take in the next message."""
        heard = await _heard(self.socket)
        if heard.get("type") == "result":
            self.results[heard["id"]] = bool(heard.get("success"))
        elif heard.get("type") == "event":
            self._take(heard["event"])

    def _take(self, event: Mapping[str, Any]) -> None:
        """Read the compressed states: `a` added, `c` changed, `r` removed; `s` is the state, `a` the attributes."""
        self._first = True
        for entity, added in event.get("a", {}).items():
            self.states[entity] = {**added.get("a", {}), "state": added["s"]}
        for entity, change in event.get("c", {}).items():
            known = self.states.setdefault(entity, {})
            plus = change.get("+", {})
            known |= plus.get("a", {})
            for name in change.get("-", {}).get("a", ()):
                known.pop(name, None)
            if "s" in plus:
                known["state"] = plus["s"]
        for entity in event.get("r", ()):
            self.states.pop(entity, None)
