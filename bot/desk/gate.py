"""Who may come in: every page of the desk goes through here."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from aiohttp import web
from sqlalchemy.orm import Session

from actions.people import Community, Staff, StaffRole
from bot.desk.house import House, Person
from bot.desk.lockout import Lockout
from bot.desk.pages import Pages, link, page
from bot.passwords import Passwords
from bot.sessions import DESK_COOKIE, SessionKind, Signed, csrf_fits, csrf_of, find_session, idle_time, touch_session
from bot.switches import is_on

EVERYBODY = frozenset(StaffRole)
DESK_ROLES = EVERYBODY - {StaffRole.COMMITTEE}
OFFICE = DESK_ROLES - {StaffRole.REPAIRER}
HEADS = frozenset({StaffRole.MANAGER, StaffRole.ADMIN})
PUBLISHERS = HEADS | {StaffRole.DISPATCHER, StaffRole.GRID_WORKER}
SIGN_IN = "/desk/signin"


@dataclass(frozen=True, slots=True)
class Desk:
    """What every handler of the desk is given."""

    house: House
    pages: Pages
    passwords: Passwords
    lockout: Lockout

    def now(self) -> datetime:
        """Return the time."""
        return self.house.clock.now()

    def draw(self, name: str, person: Person, **values: object) -> str:
        """Return a template for a person."""
        links = {
            "problems_link": person.role in OFFICE,
            "scenarios_link": person.role in HEADS,
            "is_head": person.role in HEADS,
            "notices_link": person.role in PUBLISHERS and is_on(self.house.registry, person.community, "notices"),
        }
        alarms = {**links, **values}
        return self.pages.draw(name, person, self.now(), csrf_of(person.token), alarms)

    def show(self, name: str, person: Person, *, status: int = 200, **values: object) -> web.Response:
        """Return a page for a person."""
        return page(self.draw(name, person, **values), status)

    def refuse(self, person: Person, key: str, status: int) -> web.Response:
        """Return a plain page that says why not."""
        return self.show("message.html", person, status=status, message=person.text(key))


Handler = Callable[[Desk, web.Request, Person], Awaitable[web.StreamResponse]]


def signed_in(
    desk: Desk, handler: Handler, roles: frozenset[StaffRole]
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Let a handler see only people who are signed in and whose role may come here."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        person = await person_of(desk, request)
        if person is None:
            return _to_sign_in(request)
        if person.role not in roles:
            return desk.refuse(person, "error.forbidden", 403)
        if request.method == "POST" and not csrf_fits(person.token, (await form_of(request)).get("csrf", "")):
            return desk.refuse(person, "error.csrf", 403)
        return await handler(desk, request, person)

    return guarded


async def person_of(desk: Desk, request: web.Request) -> Person | None:
    """Return who is signed in at this browser; a page that refreshes by itself does not count as use."""
    token = request.cookies.get(DESK_COOKIE, "")
    now = desk.now()
    found = await desk.house.store.read(lambda db: _find(db, token, now))
    if found is None:
        return None
    signed, staff, community = found
    if used(request) and signed.worth_touching(now):
        idle = idle_time(SessionKind.STAFF, desk.house.settings)
        await desk.house.store.write(lambda db: touch_session(db, signed.id, now, idle))
    return Person(staff, community, token)


def used(request: web.Request) -> bool:
    """Say whether a person did something, rather than their page by itself."""
    by_itself = "part" in request.query or request.path.endswith("/stream")
    return not by_itself or request.query.get("active") == "1"


async def form_of(request: web.Request) -> Mapping[str, str]:
    """Return the words of a form."""
    posted = await request.post()
    return {name: value for name, value in posted.items() if isinstance(value, str)}


def see_other(path: str, query: Mapping[str, str] | None = None) -> web.Response:
    """Send a browser on after a form, so that reloading does not do it again."""
    return web.Response(status=303, headers={"Location": link(path, query), "Cache-Control": "no-store"})


def _find(db: Session, token: str, now: datetime) -> tuple[Signed, Staff, Community] | None:
    signed = find_session(db, token, now, SessionKind.STAFF)
    staff = db.get(Staff, signed.person_id) if signed else None
    if signed is None or staff is None or not staff.active or staff.community_id != signed.community_id:
        return None
    return signed, staff, db.get_one(Community, staff.community_id)


def _to_sign_in(request: web.Request) -> web.Response:
    if "part" in request.query or request.path.endswith("/stream"):
        return web.Response(status=401, text="")
    where = request.path_qs if request.method == "GET" else "/desk"
    return web.Response(status=303, headers={"Location": f"{SIGN_IN}?next={quote(where, safe='')}"})
