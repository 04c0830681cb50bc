"""Tells an open page that something changed; what it shows it fetches itself."""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.desk.gate import Desk, person_of
from bot.desk.house import Person

if TYPE_CHECKING:
    from bot.live import Feed

MOST_STREAMS = 12  # open pages of one session; a further one is not told of changes by itself
HEARTBEAT = 15.0  # seconds between signs of life; at each one the session must still hold


@dataclass(slots=True)
class Streams:
    """The streams that are open in this process."""

    tasks: "set[asyncio.Task[Any]]" = field(default_factory=set)
    sessions: "Counter[str]" = field(default_factory=Counter)

    @contextlib.contextmanager
    def opened(self, session: str) -> Iterator[bool]:
        """Count a stream while it is open; False when its session has as many as it may."""
        if self.sessions[session] >= MOST_STREAMS:
            yield False
            return
        task = asyncio.current_task()
        assert task is not None, "a request is handled in a task"  # noqa: S101
        self.tasks.add(task)
        self.sessions[session] += 1
        try:
            yield True
        finally:
            self.tasks.discard(task)
            self.sessions[session] -= 1
            self.sessions += Counter()  # forgets the sessions without a stream


STREAMS = web.AppKey("desk_streams", Streams)


async def stream(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Send a line for every change in the community until the page closes or the session ends."""
    with request.app[STREAMS].opened(person.token) as may:
        if not may:
            return web.Response(status=429, text="", headers={"Retry-After": "60"})
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        )
        with desk.house.live.subscribe(person.topic) as feed, contextlib.suppress(ConnectionResetError):
            await response.prepare(request)
            await response.write(b"retry: 2000\n\nevent: hello\ndata: {}\n\n")
            await _pass_on(desk, request, feed, response)
    return response


async def _pass_on(desk: Desk, request: web.Request, feed: "Feed", response: web.StreamResponse) -> None:
    while True:
        try:
            event = await asyncio.wait_for(feed.get(), HEARTBEAT)
        except TimeoutError:
            if await person_of(desk, request) is None:
                return
            await response.write(b": still here\n\n")
            continue
        await response.write(f"event: change\ndata: {json.dumps(event)}\n\n".encode())


async def close_streams(application: web.Application) -> None:
    """Let open streams go, so that the house can close without waiting for them."""
    for task in tuple(application[STREAMS].tasks):
        task.cancel()
