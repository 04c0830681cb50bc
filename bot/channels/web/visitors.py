"""Who looks at a page: a resident, a guest we do not know, or a member of staff."""

from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy.orm import Session

from actions.people import Community
from actions.turn import Work
from bot.channels.web.house import PACKAGE, House, house_of
from bot.conversations import speaker
from bot.sessions import (
    CHAT_COOKIE,
    DESK_COOKIE,
    SessionKind,
    Signed,
    find_session,
    idle_time,
    set_cookie,
    touch_session,
)

CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may chat: `thread` names both the conversation and the speaker in the channel."""

    signed: Signed
    community: Community
    name: str  # of the resident; empty for a guest

    @property
    def thread(self) -> str:
        """The channel's name for the conversation, the same in every browser of a resident."""
        return self.signed.person_id


async def visitor_of(request: web.Request) -> Visitor | None:
    """Return who is signed in for the chat at this browser."""
    house, token = house_of(request), request.cookies.get(CHAT_COOKIE)
    if not token:
        return None
    now = house.clock.now()
    return await house.store.read(lambda db: find_visitor(db, token, now))


def find_visitor(db: Session, token: str, now: datetime) -> Visitor | None:
    """Find the visitor of a token, with the community and the name they are known by."""
    signed = find_session(db, token, now, SessionKind.RESIDENT, SessionKind.GUEST)
    if signed is None:
        return None
    resident = speaker(db, CHANNEL, signed.person_id)
    return Visitor(signed, db.get_one(Community, signed.community_id), resident.name if resident else "")


async def staff_of(request: web.Request) -> Signed | None:
    """Return the member of staff who is signed in at this browser's desk."""
    house, token = house_of(request), request.cookies.get(DESK_COOKIE)
    now = house.clock.now()
    return await house.store.read(lambda db: find_session(db, token, now, SessionKind.STAFF))


async def note_use(house: House, signed: Signed) -> None:
    """Write down that a session is in use, now and then."""
    now = house.clock.now()
    if not signed.worth_touching(now):
        return
    idle = idle_time(signed.kind, house.settings)

    def touch(work: Work) -> None:
        touch_session(work.db, signed.id, now, idle)

    await house.engine.act(signed.community_id, PACKAGE, touch)


async def renew(request: web.Request, response: web.StreamResponse, signed: Signed) -> None:
    """Keep a session alive that is in use, in the database and in the browser."""
    house = house_of(request)
    if signed.worth_touching(house.clock.now()):
        idle = idle_time(signed.kind, house.settings)
        set_cookie(response, CHAT_COOKIE, request.cookies[CHAT_COOKIE], house.settings, idle)
    await note_use(house, signed)
