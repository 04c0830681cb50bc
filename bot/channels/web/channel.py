from collections import defaultdict

from aiohttp import WSCloseCode, web

from actions.channel import Delivery
from bot.channels.kept import TOPIC, KeptChannel
from bot.channels.web.history import Json
from bot.channels.web.line import Line
from bot.live import RESYNC, Live

SIGNED_OUT = 4401
"""Close code that sends a page to the front door."""
MOST_PAGES = 12  # open pages of one thread; the oldest goes
TELL = "page:"
SESSION = "session:"


class Hub:
    """Every open page of this process, by channel and thread; pages elsewhere hear through `live`."""

    def __init__(self, live: Live) -> None:
        self._lines: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
        self._live = live
        live.elsewhere(TOPIC, self._delivered_elsewhere)
        live.elsewhere(TELL, self._told_elsewhere)
        live.elsewhere(SESSION, lambda topic, event: self._close_session(topic.removeprefix(SESSION)))

    def join(self, line: Line, thread: str) -> None:
        """Take a page in."""
        lines = self._lines[line.channel, thread]
        lines.append(line)
        if len(lines) > MOST_PAGES:
            lines[0].drop(WSCloseCode.TRY_AGAIN_LATER)

    def leave(self, line: Line, thread: str) -> None:
        """Let a page go."""
        lines = self._lines[line.channel, thread]
        lines.remove(line)
        if not lines:
            del self._lines[line.channel, thread]

    def of(self, channel: str, thread: str) -> tuple[Line, ...]:
        """Return the open pages of a thread."""
        return tuple(self._lines.get((channel, thread), ()))

    def deliver(self, channel: str, thread: str, delivery_id: int) -> None:
        """Say to every open page of a thread that a message is in the outbox."""
        for line in self.of(channel, thread):
            line.deliver(delivery_id)

    def tell(self, channel: str, thread: str, event: Json, *, but: Line | None = None) -> None:
        """Tell every open page of a thread something, wherever it is open."""
        self._tell(channel, thread, event, but)
        self._live.tell_elsewhere(f"{TELL}{channel}:{thread}", event)

    def close_session(self, session_id: str) -> None:
        """Close the pages of a session that has ended, wherever they are open."""
        self._close_session(session_id)
        self._live.tell_elsewhere(f"{SESSION}{session_id}", {})

    def close(self) -> None:
        """Close every page: the house is closing."""
        for line in self._all():
            line.drop(WSCloseCode.GOING_AWAY)

    def _tell(self, channel: str, thread: str, event: Json, but: Line | None) -> None:
        for line in self.of(channel, thread):
            if line is not but:
                line.tell(event)

    def _close_session(self, session_id: str) -> None:
        for line in self._all():
            if line.session_id == session_id:
                line.drop(SIGNED_OUT)

    def _all(self) -> list[Line]:
        return [line for lines in self._lines.values() for line in lines]

    def _delivered_elsewhere(self, topic: str, event: Json) -> None:
        if event == RESYNC:
            for line in self._all():
                line.look()
            return
        channel, _, thread = topic.removeprefix(TOPIC).partition(":")
        self.deliver(channel, thread, int(str(event["id"])))

    def _told_elsewhere(self, topic: str, event: Json) -> None:
        channel, _, thread = topic.removeprefix(TELL).partition(":")
        if event != RESYNC:
            self._tell(channel, thread, event, None)


HUB: web.AppKey[Hub] = web.AppKey("hub")


class WebChannel(KeptChannel):
    """Delivers to open pages, here and in other processes."""

    def __init__(self, name: str, hub: Hub, live: Live) -> None:
        super().__init__(name, live)
        self._hub = hub

    async def send(self, delivery: Delivery) -> None:
        """Wake the pages of the delivery's thread."""
        self._hub.deliver(self.name, delivery.thread, delivery.id)
        await super().send(delivery)
