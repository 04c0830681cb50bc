"""Ways into the chat: a one-time code or its QR link, a guest's door, and one tap in the demo."""

import secrets
from collections.abc import Callable

from aiohttp import web
from sqlalchemy import delete, select

from actions.access import bind, redeem
from actions.event import HomeBound
from actions.people import Account, Occupancy, Resident
from actions.turn import Work
from bot.channels.web.channel import HUB
from bot.channels.web.demo import people_of
from bot.channels.web.house import PACKAGE, house_of
from bot.channels.web.middleware import anchor, form_token
from bot.channels.web.pages import language, render, see_other
from bot.channels.web.visitors import CHANNEL, visitor_of
from bot.communities import default_community
from bot.conversations import conversation_id
from bot.limits import Limit
from bot.sessions import (
    CHAT_COOKIE,
    SessionKind,
    clear_cookie,
    create_session,
    end_session,
    idle_time,
    set_cookie,
    token_hash,
)

ENTRIES: web.AppKey[Limit] = web.AppKey("entries")
Enter = Callable[[Work], str | None]
"""Names the person who comes in, or refuses with None."""


def entries() -> Limit:
    """Return how often one address may try to come in: 60 times at once, then once in two seconds."""
    return Limit(60, 0.5)


async def show_entry(request: web.Request) -> web.StreamResponse:
    """Show the ways into the chat; who is signed in goes straight there."""
    if await visitor_of(request):
        return see_other("/chat")
    return await _entry(request)


async def show_link(request: web.Request) -> web.StreamResponse:
    """Show a button for the code of a QR link. Looking at the link does not use it up."""
    code = request.query.get("code", "")[:20]
    return render(request, "link.html", code=code, csrf=form_token(request))


async def enter_by_code(request: web.Request) -> web.StreamResponse:
    """Redeem a code and sign its resident in."""
    form = await request.post()
    code = str(form.get("code", ""))[:40]
    current = await visitor_of(request)
    visit = f"visit:{token_hash(anchor(request) or '')[:24]}"
    guest = current is not None and current.signed.kind is SessionKind.GUEST
    address = current.thread if current and guest else visit

    def enter(work: Work) -> str | None:
        here = work.community.id
        resident = redeem(work.db, code, work.now, community_id=here, channel=CHANNEL, address=address)
        if resident is None:
            return None
        work.db.flush()
        work.db.execute(delete(Account).where(Account.channel == CHANNEL, Account.address == visit))
        for home_id in work.db.scalars(select(Occupancy.home_id).where(Occupancy.resident_id == resident.id)).unique():
            work.emit(HomeBound(resident.id, home_id))
        return _known(work, resident)

    return await _let_in(request, SessionKind.RESIDENT, enter, refused="enter.wrong_code")


async def enter_demo(request: web.Request) -> web.StreamResponse:
    """Sign a demo resident in with one tap; there is no such door outside the demo."""
    if not house_of(request).settings.demo:
        raise web.HTTPNotFound
    key = str((await request.post()).get("resident", ""))

    def enter(work: Work) -> str | None:
        resident = work.db.scalar(work.ours(Resident).where(Resident.key == key))
        return _known(work, resident) if resident else None

    return await _let_in(request, SessionKind.RESIDENT, enter, refused="enter.nobody")


async def enter_as_guest(request: web.Request) -> web.StreamResponse:
    """Let somebody in whom we do not know: they can ask, and are told nothing personal."""
    guest, lang = secrets.token_hex(16), language(request)

    def enter(work: Work) -> str | None:
        conversation_id(work.db, work.community.id, CHANNEL, guest, lang, work.now)
        return guest

    return await _let_in(request, SessionKind.GUEST, enter, refused="enter.nobody")


async def leave(request: web.Request) -> web.StreamResponse:
    """Sign out: the session ends here and in every open page of it."""
    house, token = house_of(request), request.cookies.get(CHAT_COOKIE, "")
    visitor = await visitor_of(request)
    if visitor:
        await house.engine.act(visitor.community.id, PACKAGE, lambda work: end_session(work.db, token))
        request.app[HUB].close_session(visitor.signed.id)
    response = see_other("/")
    clear_cookie(response, CHAT_COOKIE, house.settings)
    return response


def _known(work: Work, resident: Resident) -> str:
    """Tie the web chat to a resident and open their conversation in their language."""
    bind(work.db, resident, CHANNEL, resident.id, work.now)
    conversation_id(work.db, resident.community_id, CHANNEL, resident.id, resident.lang, work.now)
    return resident.id


async def _let_in(request: web.Request, kind: SessionKind, enter: Enter, *, refused: str) -> web.StreamResponse:
    house = house_of(request)
    if not request.app[ENTRIES].allows(request.remote or ""):
        return await _entry(request, "enter.too_often", 429)
    name = house.settings.community
    community = await house.store.read(lambda db: default_community(db, name))
    if community is None:
        return await _entry(request, "enter.no_community", 503)
    idle = idle_time(kind, house.settings)

    def open_session(work: Work) -> str | None:
        person = enter(work)
        if person is None:
            return None
        return create_session(
            work.db,
            community_id=work.community.id,
            kind=kind,
            person_id=person,
            now=work.now,
            idle=idle,
            replaces=request.cookies.get(CHAT_COOKIE),
        )

    token = await house.engine.act(community.id, PACKAGE, open_session)
    if token is None:
        return await _entry(request, refused, 400)
    before = await visitor_of(request)
    if before:
        request.app[HUB].close_session(before.signed.id)
    response = see_other("/chat")
    set_cookie(response, CHAT_COOKIE, token, house.settings, idle)
    return response


async def _entry(request: web.Request, problem: str = "", status: int = 200) -> web.Response:
    house, lang = house_of(request), language(request)
    name = house.settings.community
    people = await house.store.read(lambda db: people_of(db, name, lang)) if house.settings.demo else []
    return render(request, "enter.html", status=status, problem=problem, people=people, csrf=form_token(request))
