"""Signing in at the desk: the same answer and the same time for a login that does not exist."""

import math
import secrets
from collections.abc import Sequence
from datetime import timedelta

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Staff, StaffRole
from bot.desk.gate import SIGN_IN, Desk, form_of, see_other
from bot.desk.house import Person
from bot.desk.pages import page, say_in
from bot.passwords import Busy
from bot.sessions import (
    DESK_COOKIE,
    SessionKind,
    clear_cookie,
    create_session,
    csrf_fits,
    csrf_of,
    end_session,
    idle_time,
    set_cookie,
)

FORM_COOKIE = "linli_form"  # ties the sign-in form to the browser before there is a session
FORM_LASTS = timedelta(hours=1)
_DEMO_FIRST = (StaffRole.DISPATCHER, StaffRole.MANAGER, StaffRole.REPAIRER, StaffRole.SECURITY)


async def show(desk: Desk, request: web.Request) -> web.Response:
    """Show the sign-in page."""
    return await _form(desk, request)


async def sign_in(desk: Desk, request: web.Request) -> web.StreamResponse:
    """Check login and password and open a session."""
    form = await form_of(request)
    if not csrf_fits(request.cookies.get(FORM_COOKIE), form.get("csrf", "")):
        return await _form(desk, request, key="signin.stale", status=403)
    login, now = form.get("login", "").strip()[:60], desk.now()
    who = (login.casefold(), request.remote or "")
    wait = desk.lockout.wait(who, now)
    if wait:
        minutes = math.ceil(wait / timedelta(minutes=1))
        return await _form(desk, request, key="signin.locked", status=429, minutes=minutes)
    desk.lockout.wrong(who, now)  # before the slow comparison, so that many at once are counted, too
    staff = await desk.house.store.read(lambda db: _by_login(db, login))
    try:
        right = await desk.passwords.matches(staff.password if staff else "", form.get("password", "")[:200])
    except Busy:
        return await _form(desk, request, key="signin.busy", status=503)
    if not right or staff is None:
        return await _form(desk, request, key="signin.wrong", status=401)
    desk.lockout.right(who)
    return await _enter(desk, request, staff, form.get("next", ""))


async def sign_in_demo(desk: Desk, request: web.Request) -> web.StreamResponse:
    """Open a session for a demo person with one tap; only in demo mode."""
    if not desk.house.settings.demo:
        raise web.HTTPNotFound
    form = await form_of(request)
    if not csrf_fits(request.cookies.get(FORM_COOKIE), form.get("csrf", "")):
        return await _form(desk, request, key="signin.stale", status=403)
    staff = await desk.house.store.read(lambda db: db.get(Staff, form.get("staff", "")))
    if staff is None or not staff.active:
        return await _form(desk, request, key="signin.wrong", status=401)
    return await _enter(desk, request, staff, form.get("next", ""))


async def sign_out(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """End the session."""
    await desk.house.store.write(lambda db: end_session(db, person.token))
    response = see_other(SIGN_IN)
    clear_cookie(response, DESK_COOKIE, desk.house.settings)
    return response


async def _form(
    desk: Desk, request: web.Request, *, key: str = "", status: int = 200, **values: object
) -> web.Response:
    lang = "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "zh"
    token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    given = await form_of(request) if request.method == "POST" else request.query
    html = desk.pages.draw_outside(
        "signin.html",
        lang,
        {
            "csrf": csrf_of(token),
            "message": say_in(lang)(key, **values) if key else "",
            "next": inside(given.get("next", "")),
            "login": given.get("login", "") if request.method == "POST" else "",
            "demo": await desk.house.store.read(_demo_staff) if desk.house.settings.demo else [],
        },
    )
    response = page(html, status)
    set_cookie(response, FORM_COOKIE, token, desk.house.settings, FORM_LASTS)
    return response


async def _enter(desk: Desk, request: web.Request, staff: Staff, wanted: str) -> web.Response:
    idle, now = idle_time(SessionKind.STAFF, desk.house.settings), desk.now()
    before = request.cookies.get(DESK_COOKIE)

    def opened(db: Session) -> str:
        return create_session(
            db,
            community_id=staff.community_id,
            kind=SessionKind.STAFF,
            person_id=staff.id,
            now=now,
            idle=idle,
            replaces=before,
        )

    token = await desk.house.store.write(opened)
    response = see_other(inside(wanted))
    # The browser may keep the cookie for a day; how long it opens the desk is the database's to say.
    set_cookie(response, DESK_COOKIE, token, desk.house.settings, timedelta(days=1))
    response.del_cookie(FORM_COOKIE, path="/")
    return response


def inside(path: str) -> str:
    """Return where to go after signing in: a page of the desk, never another site.

    >>> inside("/desk/views"), inside("https://evil.example/desk"), inside("//evil.example"), inside("/desk/../x")
    ('/desk/views', '/desk', '/desk', '/desk')
    """
    ours = path == "/desk" or path.startswith(("/desk/", "/desk?"))
    return path if ours and ".." not in path and "\\" not in path and "\n" not in path else "/desk"


def _by_login(db: Session, login: str) -> Staff | None:
    return db.scalar(select(Staff).where(Staff.login == login, Staff.active))


def _demo_staff(db: Session) -> Sequence[tuple[str, str, str, str]]:
    query = select(Staff.id, Staff.name, Staff.role, Community.name).join(Community).where(Staff.active)
    found = db.execute(query.order_by(Community.name, Staff.name)).all()
    rows = [(staff_id, name, role, community) for staff_id, name, role, community in found]
    return sorted(rows, key=lambda row: _DEMO_FIRST.index(row[2]) if row[2] in _DEMO_FIRST else len(_DEMO_FIRST))
