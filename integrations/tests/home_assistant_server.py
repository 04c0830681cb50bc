"""A small Home Assistant for tests: its WebSocket API as far as the client speaks it, with its habits and faults."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

TOKEN = "a-token-of-a-plain-user"
State = dict[str, Any]


@dataclass(slots=True)
class HomeAssistantServer:
    """States by entity. Like the real one it accepts every call; only `refuses` are errors, `stuck` never move."""

    states: dict[str, State] = field(default_factory=dict)
    stuck: set[str] = field(default_factory=set)
    refuses: set[str] = field(default_factory=set)
    hangs_up_at: str = ""  # service at which the connection is cut
    delay: float = 0.0  # seconds until something moves
    calls: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    _sockets: list[tuple[web.WebSocketResponse, int, set[str]]] = field(default_factory=list)
    _moving: set[asyncio.Task[None]] = field(default_factory=set)

    def app(self) -> web.Application:
        """Return it as an application."""
        app = web.Application()
        app.router.add_get("/api/websocket", self._talk)
        return app

    async def becomes(self, entity: str, state: str) -> None:
        """Let something change by itself, as a sensor does."""
        self.states.setdefault(entity, {})["state"] = state
        await self._tell(entity, {"s": state})

    async def hang_up(self) -> None:
        """Cut every connection."""
        for socket, _, _ in self._sockets:
            await socket.close()
        self._sockets.clear()

    def watched(self) -> list[set[str]]:
        """Return what is watched, by connection."""
        return [wanted for socket, _, wanted in self._sockets if not socket.closed]

    async def _talk(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "auth_required", "ha_version": "2025.4.4"})
        hello = await socket.receive_json()
        if hello.get("access_token") != TOKEN:
            await socket.send_json({"type": "auth_invalid", "message": "Invalid access token or password"})
            return socket
        await socket.send_json({"type": "auth_ok", "ha_version": "2025.4.4"})
        async for message in socket:
            if message.type is WSMsgType.TEXT and not await self._answer(socket, message.json()):
                break
        return socket

    async def _answer(self, socket: web.WebSocketResponse, asked: Mapping[str, Any]) -> bool:
        if asked["type"] == "subscribe_entities":
            wanted = set(asked["entity_ids"])
            await socket.send_json({"id": asked["id"], "type": "result", "success": True, "result": None})
            there = {name: _added(state) for name, state in self.states.items() if name in wanted}
            await socket.send_json({"id": asked["id"], "type": "event", "event": {"a": there}})
            self._sockets.append((socket, asked["id"], wanted))
            return True
        service, data = asked["service"], asked["service_data"]
        self.calls.append((asked["domain"], service, data))
        if service == self.hangs_up_at:
            await socket.close()
            return False
        success = service not in self.refuses
        answer: dict[str, Any] = {"id": asked["id"], "type": "result", "success": success}
        answer |= {"result": None} if success else {"error": {"code": "service_validation_error", "message": "no"}}
        await socket.send_json(answer)
        entity = data["entity_id"]
        state = self.states.get(entity)
        if success and state is not None and entity not in self.stuck and state["state"] != "unavailable":
            task = asyncio.create_task(self._move(entity, service, data))
            self._moving.add(task)
            task.add_done_callback(self._moving.discard)
        return True

    async def _move(self, entity: str, service: str, data: Mapping[str, Any]) -> None:
        for number, after in enumerate(_after(service, data)):
            if self.delay or number:
                await asyncio.sleep(self.delay)
            state = self.states[entity]
            if after.get("state") is None:
                after.pop("state", None)
            state |= after
            plus: dict[str, Any] = {"a": {name: value for name, value in after.items() if name != "state"}}
            plus |= {"s": after["state"]} if "state" in after else {}
            await self._tell(entity, plus)

    async def _tell(self, entity: str, plus: Mapping[str, Any]) -> None:
        for socket, subscription, wanted in self._sockets:
            if entity in wanted and not socket.closed:
                event = {"c": {entity: {"+": plus}}}
                await socket.send_json({"id": subscription, "type": "event", "event": event})


def _added(state: State) -> dict[str, Any]:
    return {"s": state["state"], "a": {name: value for name, value in state.items() if name != "state"}}


def _after(service: str, data: Mapping[str, Any]) -> list[State]:
    if service == "turn_on":
        lit: State = {"state": "on"}
        if "brightness_pct" in data:
            lit["brightness"] = round(data["brightness_pct"] * 2.55)
        if "color_temp_kelvin" in data:
            lit["color_temp_kelvin"] = data["color_temp_kelvin"]
        if "color_name" in data:
            lit["color_mode"] = "rgb"
        return [lit]
    if service in ("open_cover", "close_cover"):
        going, there = ("opening", "open") if service == "open_cover" else ("closing", "closed")
        return [{"state": going}, {"state": there, "current_position": 100 if there == "open" else 0}]
    moves: dict[str, State] = {
        "turn_off": {"state": "off"},
        "set_temperature": {"temperature": data.get("temperature")},
        "set_hvac_mode": {"state": data.get("hvac_mode")},
        "set_cover_position": {"state": "open", "current_position": data.get("position")},
    }
    return [moves[service]]
