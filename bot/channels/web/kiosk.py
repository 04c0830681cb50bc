"""The kiosk in the lobby: nobody is known here, and nothing of one visitor is left for the next."""

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from aiohttp import web
from sqlalchemy.orm import Session

from actions.access import unbind
from actions.message import KIOSK
from actions.notices.handlers import at_place
from actions.registry import Registry, at_kiosk
from actions.turn import Work
from bot.channels.web.channel import HUB
from bot.channels.web.deskline import DeskLine
from bot.channels.web.frames import (
    BadFrame,
    Done,
    DropPin,
    Entering,
    Frame,
    Hello,
    Keeping,
    SeenUpTo,
    Send,
    SetPin,
    Uttered,
    Who,
    WhoByCard,
    WhoByPin,
)
from bot.channels.web.house import PACKAGE, house_of, words
from bot.channels.web.knowing import HASHES, Visit, name_of, sign_in
from bot.channels.web.line import Line
from bot.channels.web.offers import KEYS, offers
from bot.channels.web.pages import LANG_COOKIE, language, render
from bot.channels.web.pins import keep
from bot.channels.web.post import VOICE, NotEnrolled, Post, post_of, shut_when_revoked, stay
from bot.channels.web.socket import Speaker, opened, take_words, talk
from bot.conversations import conversation_id
from bot.limits import Limit
from bot.pulses import Pulse
from bot.rights import rights_of
from integrations.database import StoreAway

NOTICES = "actions.notices"
TRIES: web.AppKey[Limit] = web.AppKey("kiosk_tries")
T = TypeVar("T")


def tries() -> Limit:
    """Return how often one kiosk may try a code: six digits are few, so ten times at once, then twice a minute."""
    return Limit(10, 1 / 30)


async def show_kiosk(request: web.Request) -> web.StreamResponse:
    """Show the kiosk."""
    lang = language(request)
    try:
        post = await post_of(request)
    except NotEnrolled:
        sentence = words(lang, "kiosk")["not_enrolled"]
        return render(request, "problem.html", status=403, sentence=sentence)
    community = post.community
    response = render(
        request,
        "kiosk.html",
        usual=_usual(request),
        place=post.place,
        community=community.title(lang) if community else "",
        phone=community.phone if community else "",
        keys=KEYS,
        offers=offers(_registry(request, post), post.rights),
        voice=VOICE in request.app.router.named_resources(),
        words=words(lang, "js") | words(lang, "kiosk"),
    )
    response.cookies.pop(LANG_COOKIE, None)  # the next visitor finds the kiosk's own language
    stay(request, response, post)
    return response


def _registry(request: web.Request, post: Post) -> Registry:
    engine = house_of(request).engine
    return engine.registry_of(post.community) if post.community else engine.registry


def _usual(request: web.Request) -> str:
    """Return the language of the kiosk's own browser, in which each visit begins."""
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "zh"


async def kiosk_notices(request: web.Request) -> web.StreamResponse:
    """Return what holds now where the kiosk stands, as short lines that fit above the questions."""
    house, lang, post = house_of(request), language(request), await post_of(request)
    now, community = house.clock.now(), post.community

    def read(db: Session) -> list[str]:
        if community is None or "notices" not in at_kiosk(_registry(request, post), post.rights.only).scenarios:
            return []
        work = Work(db=db, community=community, now=now.astimezone(community.tz), package=NOTICES, lang=lang)
        return [(row.title_en or row.title) if lang == "en" else row.title for row in at_place(work, post.place)]

    lines = await house.store.read(read)
    return web.json_response({"notices": lines}, headers={"Cache-Control": "no-store"})


async def kiosk_socket(request: web.Request) -> web.StreamResponse:
    """Talk with a kiosk: each hello without a thread begins with somebody new."""
    post = await post_of(request)
    if post.community is None:
        raise web.HTTPServiceUnavailable
    socket = await opened(request)
    line = Line(socket, KIOSK)
    visits = Visits(request, line, post)
    desk = DeskLine(request, line, post)

    async def take(frame: Frame) -> None:
        await visits.take(frame)
        await desk.take(frame)

    try:
        with desk.joined():
            async with shut_when_revoked(request, post, socket):
                await talk(request, socket, line, take)
    finally:
        await visits.end()
    return socket


class Visits:
    """One kiosk's visitors, one after the other."""

    def __init__(self, request: web.Request, line: Line, post: Post) -> None:
        self.line = line
        self._post = post
        self._request = request
        self._community_id = post.community.id if post.community else ""
        self._speaker: Speaker | None = None
        self._fresh = True  # the visitor has said nothing yet
        self._opened_row = False  # their conversation is there

    async def take(self, frame: Frame) -> None:
        """Take what the page sent."""
        match frame:
            case Hello():
                await self._begin(frame)
            case Send():
                await self._say(frame)
            case Who() | WhoByCard() | WhoByPin():
                await self._sign_in(frame)
            case SetPin() | DropPin():
                await self._keep_pin(frame)
            case Done():
                await self.end()
            case Pulse():
                await self._look()
            case SeenUpTo() | Uttered():
                pass  # a kiosk keeps no record of what was read; what staff had it say is between it and the desk

    async def end(self) -> None:
        """Forget the visitor and who they are; what is still answered finds nobody here."""
        speaker, self._speaker = self._speaker, None
        if speaker is None:
            return
        self._request.app[HUB].leave(self.line, speaker.thread)
        self.line.rest()
        elsewhere = self._request.app[HUB].of(KIOSK, speaker.thread)  # the page has come back over another line
        if not self._fresh and not elsewhere:
            await self._act(lambda work: unbind(work.db, KIOSK, speaker.thread))

    async def _begin(self, hello: Hello) -> None:
        await self.end()
        thread = hello.thread or secrets.token_hex(16)
        self._fresh, self._opened_row = not hello.thread, False
        self._speaker = Speaker(
            community=self._community_id,
            channel=KIOSK,
            thread=thread,
            private=False,
            place=self._post.place,
            post=self._post.key_id,
        )
        self._request.app[HUB].join(self.line, thread)
        name = "" if self._fresh else await self._known(thread)
        self.line.tell({"type": "ready", "thread": thread, "name": name})
        self.line.resume(thread, hello.seq)

    async def _look(self) -> None:
        """Tell again who the visitor is: news that a member of staff vouched for them may have got lost on its way."""
        speaker = self._speaker
        if speaker is None or self._fresh:
            return
        with contextlib.suppress(StoreAway):
            name = await self._known(speaker.thread)
            if name and speaker is self._speaker:
                self.line.tell({"type": "who", "name": name})

    async def _sign_in(self, frame: Entering) -> None:
        """Let a visitor say who they are; from then on they are answered as in their own chat, until they go."""
        visit = self._visit()
        if not await self._read(self._signs_in):
            return
        if not self._request.app[TRIES].allows(self._request.remote or ""):
            self.line.tell({"type": "who", "why": "often"})
            return
        await self._opened(visit.thread)
        self.line.tell({"type": "who"} | await sign_in(visit, frame))

    async def _keep_pin(self, frame: Keeping) -> None:
        """Let who is known set their PIN, or give it up."""
        visit = self._visit()
        if await self._read(self._signs_in):
            self.line.tell({"type": "pin"} | await keep(visit, frame))

    def _visit(self) -> Visit:
        if self._speaker is None:
            raise BadFrame("error.frame")
        hashes = self._request.app[HASHES]
        return Visit(house_of(self._request), hashes, self._community_id, self._speaker.thread, self._post.place)

    def _signs_in(self, db: Session) -> bool:
        """Say whether people sign in here; it may have changed since the kiosk's page was opened."""
        return rights_of(db, self._post.key_id).signs_in

    async def _known(self, thread: str) -> str:
        """Return the name of whoever is known here; where nobody signs in any more, they are signed out."""
        signs_in, name = await self._read(lambda db: (self._signs_in(db), name_of(db, thread)))
        if name and not signs_in:
            await self._act(lambda work: unbind(work.db, KIOSK, thread))
        return name if signs_in else ""

    async def _read(self, look: Callable[[Session], T]) -> T:
        return await house_of(self._request).store.read(look)

    async def _act(self, work: Callable[[Work], T]) -> T:
        return await house_of(self._request).engine.act(self._community_id, PACKAGE, work)

    async def _opened(self, thread: str) -> None:
        """Open the visitor's conversation, if this is the first they say; it is never a chat of their own."""
        if not self._opened_row:
            await self._open(thread)
            self._fresh, self._opened_row = False, True

    async def _open(self, thread: str) -> None:
        """Open the visitor's conversation in the language the page is shown in."""
        lang = language(self._request)

        def open_row(work: Work) -> None:
            conversation_id(work.db, work.community.id, KIOSK, thread, lang, work.now, private=False)

        await self._act(open_row)

    async def _say(self, frame: Send) -> None:
        if self._speaker is None or frame.files:
            raise BadFrame("error.frame", frame.id)
        speaker = self._speaker
        await self._opened(speaker.thread)
        known = await self._known(speaker.thread)
        await take_words(self._request, self.line, replace(speaker, private=bool(known)), frame)
