"""Where a kiosk stands: by its key, once kiosks have been enrolled; before that anybody may open one by its address."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web
from sqlalchemy.orm import Session

from actions.people import Community
from bot.channels.web.house import House, house_of
from bot.channels.web.pages import see_other
from bot.communities import default_community
from bot.keys import KeyKind, Known, find_key, has_kiosks, is_open, looks_like_key, note_use
from bot.rights import EVERYTHING, Rights, rights_of
from bot.sessions import set_cookie

COOKIE = "linli_kiosk"
VOICE = "kiosk-voice"  # name of the route over which kiosks hear and speak, where the house does
_LONGEST_PLACE = 60
_STAYS = timedelta(days=400)  # the longest that browsers keep a cookie; each look at the page renews it
_LOOK = 30.0  # seconds between looks whether a key still opens
REVOKED = 4401
"""Close code of a socket whose key opens no more."""


@dataclass(frozen=True, slots=True)
class Post:
    """A kiosk's community and place, a home or building name."""

    community: Community | None
    place: str
    key_id: str = ""  # of the key it has; none: it needs none
    rights: Rights = EVERYTHING  # when it was looked up


class NotEnrolled(web.HTTPForbidden):
    """Kiosks have keys here, and this browser has none that opens."""


async def post_of(request: web.Request) -> Post:
    """Return where the kiosk stands that asks; NotEnrolled where it must have a key and has none."""
    house = house_of(request)
    secret, place = request.cookies.get(COOKIE, ""), request.query.get("place", "").strip()[:_LONGEST_PLACE]
    name, now = house.settings.community, house.clock.now()

    def read(db: Session) -> tuple[Post | None, Known | None]:
        known = find_key(db, secret, now) if looks_like_key(secret) else None
        if known is not None and known.kind is KeyKind.KIOSK:
            rights = rights_of(db, known.id)
            return Post(db.get(Community, known.community_id), known.label, known.id, rights), known
        community = default_community(db, name)
        enrolled = community is not None and has_kiosks(db, community.id)
        return None if enrolled else Post(community, place), None

    post, known = await house.store.read(read)
    if post is None:
        raise NotEnrolled
    if known is not None and known.worth_noting(now):
        await _note(house, known)
    return post


def stay(request: web.Request, response: web.Response, post: Post) -> None:
    """Let a kiosk keep its key."""
    if post.key_id:
        set_cookie(response, COOKIE, request.cookies[COOKIE], house_of(request).settings, _STAYS)


@contextlib.asynccontextmanager
async def shut_when_revoked(request: web.Request, post: Post, socket: web.WebSocketResponse) -> AsyncIterator[None]:
    """Close a kiosk's socket soon after its key has been revoked."""
    task = asyncio.create_task(_watch(house_of(request), post.key_id, socket)) if post.key_id else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()


async def _watch(house: House, key_id: str, socket: web.WebSocketResponse) -> None:
    still = True
    while still:
        await asyncio.sleep(_LOOK)
        still = await house.store.read(lambda db: is_open(db, key_id, house.clock.now()))
    await socket.close(code=REVOKED)


async def _note(house: House, known: Known) -> None:
    now = house.clock.now()
    await house.store.write(lambda db: note_use(db, known.id, now))


async def enter_kiosk(request: web.Request) -> web.StreamResponse:
    """Take the key that `linli kiosk enroll` gave into this browser, and open the kiosk."""
    secret, house = request.query.get("key", ""), house_of(request)
    now = house.clock.now()
    known = await house.store.read(lambda db: find_key(db, secret, now) if looks_like_key(secret) else None)
    if known is None or known.kind is not KeyKind.KIOSK:
        raise web.HTTPForbidden
    response = see_other("/kiosk")
    set_cookie(response, COOKIE, secret, house.settings, _STAYS)
    return response
