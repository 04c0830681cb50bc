import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator

from integrations.bus import Bus, LocalBus, News

LIVE = "live"
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
    """Tells open pages that something changed, in every process. What they show they read from the database."""

    def __init__(self, size: int = 100, bus: Bus | None = None) -> None:
        self._size = size
        self._feeds: defaultdict[str, set[Feed]] = defaultdict(set)
        self._remote: dict[str, Callable[[str, Event], None]] = {}
        self._bus = bus or LocalBus()
        self._bus.on(LIVE, self._hear)

    def publish(self, topic: str, event: Event) -> None:
        """Tell everybody who listens to a topic."""
        self._tell(topic, event)
        self.tell_elsewhere(topic, event)

    def elsewhere(self, prefix: str, hear: Callable[[str, Event], None]) -> None:
        """Hear what other processes publish on every topic with a prefix; a gap is told as a resync of the prefix."""
        self._remote[prefix] = hear

    def tell_elsewhere(self, topic: str, event: Event) -> None:
        """Tell the other processes only."""
        self._bus.publish(LIVE, {"topic": topic, "event": event})

    def _hear(self, news: News) -> None:
        """Pass on what another process told; after a gap every page reads everything afresh."""
        if "gap" in news:
            for topic in tuple(self._feeds):
                self._tell(topic, RESYNC)
            for prefix, hear in self._remote.items():
                hear(prefix, RESYNC)
            return
        topic, event = news["topic"], news["event"]
        self._tell(topic, event)
        for prefix, hear in self._remote.items():
            if topic.startswith(prefix):
                hear(topic, event)

    def _tell(self, topic: str, event: Event) -> None:
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
