"""What passes between the house and a kiosk with a key: signs of life, sentences that it says, and what it may do."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from aiohttp import web
from sqlalchemy.orm import Session

from actions.message import KIOSK
from actions.people import Community
from bot.channels.web.channel import HUB, Hub
from bot.channels.web.frames import Frame, Hello, Uttered, Who, WhoByCard, WhoByPin
from bot.channels.web.history import Json
from bot.channels.web.house import House, house_of, say
from bot.channels.web.line import Line
from bot.channels.web.offers import offers
from bot.channels.web.post import VOICE, Post
from bot.channels.web.presence import PRESENCE
from bot.pulses import Beats, Pulse, note_pulse
from bot.rights import Rights, rights_of
from bot.sayings import KioskSaying, note_outcome, waiting_sayings
from integrations.database import StoreAway


def tell_kiosk(hub: Hub, saying: KioskSaying, now: datetime) -> None:
    """Give a kiosk a sentence, whichever process holds its socket; what gets lost it is given with its next pulse."""
    hub.tell(KIOSK, _thread(saying.key_id), _event(saying, now))


class DeskLine:
    """The desk's end of one kiosk's socket; a kiosk without a key has none."""

    def __init__(self, request: web.Request, line: Line, post: Post) -> None:
        self._line, self._hub, self._key_id = line, request.app[HUB], post.key_id
        self._house: House = house_of(request)
        self._community_id = post.community.id if post.community else ""
        self._voice = VOICE in request.app.router.named_resources()
        self._presence = request.app[PRESENCE]
        self._beats = Beats()
        self._offers: Json = {}  # as the page was told last

    @contextlib.contextmanager
    def joined(self) -> Iterator[None]:
        """Hear from the desk as long as the socket is open."""
        if not self._key_id:
            yield
            return
        self._hub.join(self._line, _thread(self._key_id))
        try:
            yield
        finally:
            self._hub.leave(self._line, _thread(self._key_id))
            self._presence.leave(self)

    async def take(self, frame: Frame) -> None:
        """Take what the page tells of itself. A database that is away stops nobody who stands there."""
        if not self._key_id:
            return
        with contextlib.suppress(StoreAway):
            match frame:
                case Hello():
                    await self._catch_up()
                    await self._tell_offers()
                case Pulse():
                    await self._note(frame if self._voice else replace(frame, hears=None, speaks=None))
                    await self._catch_up()
                    await self._tell_offers()
                case Uttered():
                    await self._settle(frame)
                case Who() | WhoByCard() | WhoByPin():
                    await self._tell_offers()

    async def _note(self, pulse: Pulse) -> None:
        now, news = self._house.clock.now(), self._beats.is_news(pulse)
        if not self._beats.is_due(pulse, now):
            return

        def write(db: Session) -> None:
            note_pulse(db, self._community_id, self._key_id, pulse, now)

        await self._house.store.write(write)
        self._beats.wrote(pulse, now)
        if news:
            self._tell_desk()

    async def _settle(self, frame: Uttered) -> None:
        """Write down that a sentence was said, or why not aloud."""
        now = self._house.clock.now()
        if await self._house.store.write(lambda db: note_outcome(db, self._key_id, frame.id, frame.outcome, now)):
            self._tell_desk()

    async def _catch_up(self) -> None:
        """Give the page what it has still to say; it knows what it was given before."""
        now = self._house.clock.now()
        for saying in await self._house.store.read(lambda db: waiting_sayings(db, self._key_id, now)):
            self._line.tell(_event(saying, now))

    async def _tell_offers(self) -> None:
        """Tell the page what the kiosk may do, where that is something else than it was told last."""

        def read(db: Session) -> tuple[Rights, Json]:
            community, rights = db.get_one(Community, self._community_id), rights_of(db, self._key_id)
            return rights, offers(self._house.engine.registry_of(community), rights)

        rights, now = await self._house.store.read(read)
        self._presence.follow(self, rights.presence, self._tell_presence)
        if now != self._offers:
            self._offers = now
            self._line.tell(now)

    def _tell_presence(self, here: bool | None) -> None:
        self._line.tell({"type": "presence", "here": here})

    def _tell_desk(self) -> None:
        self._house.live.publish(f"desk:{self._community_id}", {"type": "kiosk", "id": self._key_id})


def _thread(key_id: str) -> str:
    """Return where a kiosk itself hears, whoever its visitor is."""
    return f"key:{key_id}"


def _event(saying: KioskSaying, now: datetime) -> Json:
    text = say(saying.lang, "kiosk.staff_say", text=saying.text)
    return {"type": "saying", "id": saying.id, "text": text, "lang": saying.lang, "left": saying.left(now)}
