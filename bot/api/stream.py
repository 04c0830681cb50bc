"""Replies of all threads of a key as server-sent events (WHATWG HTML, 9.2); Last-Event-ID resumes one."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from aiohttp import web
from sqlalchemy.orm import Session

from bot.api.channel import ApiDelivery, last_number, ready, topic_of
from bot.api.endpoint import Endpoint, for_channels
from bot.api.house import Caller
from bot.api.talk import drawn
from bot.api.talk_shapes import Follow, OutMessage
from bot.keys import is_open
from bot.live import Feed
from bot.outbox import OutboxRow
from bot.problem import Refused

HEARTBEAT = 15.0  # seconds between signs of life
BATCH = 100  # replies read at a time
RETRY = 5  # seconds


async def stream_messages(caller: Caller, asked: Follow) -> web.StreamResponse:
    """Send every reply of the key as it comes, until the gateway goes."""
    after = asked.last_event_id if asked.last_event_id is not None else asked.after
    with _counted(caller), caller.house.live.subscribe(topic_of(caller.key.id)) as feed:
        if after is None:
            after = await caller.house.store.read(lambda db: last_number(db, caller.key.id))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
        await response.prepare(caller.request)
        # The gateway goes, its time is over, or the database is away: it comes back with what it has.
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(caller.api.bounds.longest_stream):
                await response.write(b"retry: 2000\n\n")
                await _pass_on(caller, response, feed, after)
    return response


async def _pass_on(caller: Caller, response: web.StreamResponse, feed: Feed, after: int) -> None:
    """Write what is new until the key is shut."""
    while (rows := await caller.house.store.read(partial(_new, caller=caller, after=after))) is not None:
        for laid, row in rows:
            data = drawn(laid, row).model_dump_json()
            await response.write(f"id: {laid.number}\nevent: message\ndata: {data}\n\n".encode())
            after = laid.number
        if len(rows) < BATCH:
            await _wait(response, feed)


async def _wait(response: web.StreamResponse, feed: Feed) -> None:
    try:
        async with asyncio.timeout(HEARTBEAT):
            await feed.get()
    except TimeoutError:
        await response.write(b": still here\n\n")


def _new(db: Session, *, caller: Caller, after: int) -> Sequence[tuple[ApiDelivery, OutboxRow]] | None:
    opens = is_open(db, caller.key.id, caller.house.clock.now())
    return ready(db, caller.key.id, after, None, BATCH) if opens else None


@contextlib.contextmanager
def _counted(caller: Caller) -> Iterator[None]:
    """Count a stream while it is open; a key has a few, and a house that closes lets them all go."""
    api, key, task = caller.api, caller.key.id, asyncio.current_task()
    assert task is not None, "a request is handled in a task"  # noqa: S101
    if api.streams[key] >= api.bounds.streams:
        raise Refused(429, "streams", retry_after=RETRY)
    api.streams[key] += 1
    api.waiting.add(task)
    try:
        yield
    finally:
        api.streams[key] -= 1
        api.streams += Counter()  # forgets the keys without a stream
        api.waiting.discard(task)


ENDPOINTS: tuple[Endpoint, ...] = (
    for_channels("GET", "/api/v1/stream", stream_messages, Follow, None, sends=OutMessage),
)
