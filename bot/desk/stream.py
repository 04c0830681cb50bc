"""Tells an open page that something changed; what it shows it fetches itself."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.desk.gate import Desk, person_of
from bot.desk.house import Person

if TYPE_CHECKING:
    from bot.live import Feed

HEARTBEAT = 15.0  # seconds between signs of life; at each one the session must still hold


@dataclass(slots=True)
class Streams:
    """The streams that are open in this process."""

    tasks: "set[asyncio.Task[Any]]" = field(default_factory=set)


STREAMS = web.AppKey("desk_streams", Streams)


async def stream(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Send a line for every change in the community until the page closes or the session ends."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
    streams, task = request.app[STREAMS].tasks, asyncio.current_task()
    assert task is not None, "a request is handled in a task"  # noqa: S101
    streams.add(task)
    try:
        with desk.house.live.subscribe(person.topic) as feed:
            await response.prepare(request)
            await response.write(b"retry: 2000\n\nevent: hello\ndata: {}\n\n")
            await _pass_on(desk, request, feed, response)
    except ConnectionResetError:
        pass  # the page was closed
    finally:
        streams.discard(task)
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
