"""The kiosk in the lobby: nobody is known here, and nothing of one visitor is left for the next."""

import secrets

from aiohttp import web

from actions.turn import Work
from bot.channels.web.channel import HUB
from bot.channels.web.frames import BadFrame, Done, Frame, Hello, SeenUpTo, Send
from bot.channels.web.house import PACKAGE, house_of, words
from bot.channels.web.line import Line
from bot.channels.web.pages import language, render
from bot.channels.web.socket import Speaker, opened, take_words, talk
from bot.communities import default_community
from bot.conversations import conversation_id

KIOSK = "kiosk"
_LONGEST_PLACE = 60


async def show_kiosk(request: web.Request) -> web.StreamResponse:
    """Show the kiosk; `place` says where it stands, a home or building name."""
    house, lang = house_of(request), language(request)
    name = house.settings.community
    community = await house.store.read(lambda db: default_community(db, name))
    return render(
        request,
        "kiosk.html",
        place=place_of(request),
        community=community.title(lang) if community else "",
        phone=community.phone if community else "",
        words=words(lang, "js") | words(lang, "kiosk"),
    )


def place_of(request: web.Request) -> str:
    """Return where the kiosk stands."""
    return request.query.get("place", "").strip()[:_LONGEST_PLACE]


async def kiosk_socket(request: web.Request) -> web.StreamResponse:
    """Talk with a kiosk: each hello without a thread begins with somebody new."""
    house = house_of(request)
    name = house.settings.community
    community = await house.store.read(lambda db: default_community(db, name))
    if community is None:
        raise web.HTTPServiceUnavailable
    socket = await opened(request)
    visits = Visits(request, Line(socket, KIOSK), community.id)
    try:
        await talk(request, socket, visits.line, visits.take)
    finally:
        visits.end()
    return socket


class Visits:
    """One kiosk's visitors, one after the other."""

    def __init__(self, request: web.Request, line: Line, community_id: str) -> None:
        self.line = line
        self._request = request
        self._community_id = community_id
        self._speaker: Speaker | None = None
        self._fresh = True  # the visitor has said nothing yet

    async def take(self, frame: Frame) -> None:
        """Take what the page sent."""
        match frame:
            case Hello():
                self._begin(frame)
            case Send():
                await self._say(frame)
            case Done():
                self.end()
            case SeenUpTo():
                pass  # a kiosk keeps no record of what was read

    def end(self) -> None:
        """Forget the visitor; what is still answered finds nobody here."""
        if self._speaker is not None:
            self._request.app[HUB].leave(self.line, self._speaker.thread)
            self.line.rest()
            self._speaker = None

    def _begin(self, hello: Hello) -> None:
        self.end()
        thread = hello.thread or secrets.token_hex(16)
        self._fresh = not hello.thread
        self._speaker = Speaker(
            community=self._community_id, channel=KIOSK, thread=thread, private=False, place=place_of(self._request)
        )
        self._request.app[HUB].join(self.line, thread)
        self.line.tell({"type": "ready", "thread": thread})
        self.line.resume(thread, hello.seq)

    async def _open(self, thread: str) -> None:
        """Open the visitor's conversation in the language the page is shown in."""
        lang = language(self._request)

        def open_row(work: Work) -> None:
            conversation_id(work.db, work.community.id, KIOSK, thread, lang, work.now)

        await house_of(self._request).engine.act(self._community_id, PACKAGE, open_row)

    async def _say(self, frame: Send) -> None:
        if self._speaker is None or frame.files:
            raise BadFrame("error.frame", frame.id)
        if self._fresh:
            await self._open(self._speaker.thread)
            self._fresh = False
        await take_words(self._request, self.line, self._speaker, frame)
