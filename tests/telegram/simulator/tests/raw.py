import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from tests.telegram.simulator import Simulator
from tests.telegram.simulator.shapes import Thing


class Raw:
    """A client without a library: one call, one answer."""

    def __init__(self, base: str, token: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self.token = token
        self.session = session

    async def call(self, method: str, **values: object) -> tuple[int, Thing]:
        """Call a method with JSON; return status and body."""
        async with self.session.post(f"{self.base}/bot{self.token}/{method}", json=values) as answer:
            return answer.status, await answer.json()

    async def result(self, method: str, **values: object) -> object:
        """Call a method that must succeed; return its result."""
        status, body = await self.call(method, **values)
        assert status == 200, body
        return body["result"]

    async def sent(self, chat: int, text: str = "hello", **values: object) -> int:
        """Send a text; return its message id."""
        result = await self.result("sendMessage", chat_id=chat, text=text, **values)
        assert isinstance(result, dict)
        return int(result["message_id"])

    async def refusal(self, method: str, **values: object) -> str:
        """Call a method that must fail; return code and description."""
        status, body = await self.call(method, **values)
        assert body["ok"] is False
        assert body["error_code"] == status
        return f"{status} {body['description']}"

    async def updates(self, **values: object) -> list[Thing]:
        """Poll for updates."""
        result = await self.result("getUpdates", **values)
        assert isinstance(result, list)
        return result

    async def control(self, name: str, **body: object) -> Thing:
        """Post to the control endpoint."""
        async with self.session.post(f"{self.base}/control/{name}", json=body) as answer:
            got: Thing = await answer.json()
            return got

    async def lines(self, name: str) -> list[Thing]:
        """Read JSON lines from the control endpoint."""
        async with self.session.get(f"{self.base}/control/{name}") as answer:
            return [json.loads(line) for line in (await answer.text()).splitlines()]

    async def state(self) -> Thing:
        """Read the counters."""
        return (await self.lines("state"))[0]


@asynccontextmanager
async def connected(sim: Simulator) -> AsyncIterator[Raw]:
    """Connect without a library."""
    async with aiohttp.ClientSession() as session:
        yield Raw(sim.base_url, sim.token, session)


def ids(updates: list[Thing]) -> list[int]:
    """Return the ids of updates."""
    return [int(str(update["update_id"])) for update in updates]
