from collections import defaultdict

from aiohttp import WSCloseCode, web

from actions.channel import Delivery
from bot.channels.web.history import Json
from bot.channels.web.line import Line

SIGNED_OUT = 4401
"""Close code that sends a page to the front door."""
MOST_PAGES = 12  # open pages of one thread; the oldest goes


class Hub:
    """Every open page, by channel and thread."""

    def __init__(self) -> None:
        self._lines: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)

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

    def tell(self, channel: str, thread: str, event: Json, *, but: Line | None = None) -> None:
        """Tell every open page of a thread something."""
        for line in self.of(channel, thread):
            if line is not but:
                line.tell(event)

    def close_session(self, session_id: str) -> None:
        """Close the pages of a session that has ended."""
        for lines in tuple(self._lines.values()):
            for line in lines:
                if line.session_id == session_id:
                    line.drop(SIGNED_OUT)

    def close(self) -> None:
        """Close every page: the house is closing."""
        for lines in tuple(self._lines.values()):
            for line in lines:
                line.drop(WSCloseCode.GOING_AWAY)


HUB: web.AppKey[Hub] = web.AppKey("hub")


class WebChannel:
    """Delivers to open pages. The outbox itself is the durable store: who is away finds everything there."""

    def __init__(self, name: str, hub: Hub) -> None:
        self.name = name
        self._hub = hub

    async def send(self, delivery: Delivery) -> None:
        """Wake the pages of the delivery's thread; none open is delivered, too."""
        for line in self._hub.of(self.name, delivery.thread):
            line.deliver(delivery)
