import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterator

Event = dict[str, object]
RESYNC: Event = {"type": "resync"}


class Feed:
    """What one listener has not read yet. A listener that falls behind is told to read everything afresh."""

    def __init__(self, size: int) -> None:
        self._queue: asyncio.Queue[Event] = asyncio.Queue(size)

    def put(self, event: Event) -> None:
        """Hand an event over; a full feed is emptied into one resync."""
        if self._queue.full():
            while not self._queue.empty():
                self._queue.get_nowait()
            event = RESYNC
        self._queue.put_nowait(event)

    async def get(self) -> Event:
        """Wait for the next event."""
        return await self._queue.get()


class Live:
    """Tells open pages that something changed, inside this process. What they show they read from the database."""

    def __init__(self, size: int = 100) -> None:
        self._size = size
        self._feeds: defaultdict[str, set[Feed]] = defaultdict(set)

    def publish(self, topic: str, event: Event) -> None:
        """Tell everybody who listens to a topic."""
        for feed in tuple(self._feeds.get(topic, ())):
            feed.put(event)

    @contextlib.contextmanager
    def subscribe(self, topic: str) -> Iterator[Feed]:
        """Listen to a topic."""
        feed = Feed(self._size)
        self._feeds[topic].add(feed)
        try:
            yield feed
        finally:
            self._feeds[topic].discard(feed)
            if not self._feeds[topic]:
                del self._feeds[topic]
