"""Who calls: the key in the Authorization header, and whether it may come in now."""

import re
from datetime import datetime

from aiohttp import web
from sqlalchemy.orm import Session

from actions.people import Community, Staff
from bot import keys
from bot.api.house import Api, Caller, Colleague
from bot.desk.house import Person
from bot.keys import KeyKind, Known, find_key, looks_like_key
from bot.problem import Refused

_BEARER = re.compile(r"bearer +(\S+)", re.IGNORECASE)
RETRY = 10  # seconds after which a wrong key may be tried again


async def caller_of(api: Api, request: web.Request) -> Caller:
    """Return the program behind a channel key, or refuse."""
    known, _ = await _known(api, request, KeyKind.CHANNEL)
    return Caller(api, request, known)


async def colleague_of(api: Api, request: web.Request) -> Colleague:
    """Return the member of staff behind a token, or refuse."""
    known, person = await _known(api, request, KeyKind.STAFF)
    if person is None:
        raise Refused(401)
    return Colleague(api, request, known, person)


async def _known(api: Api, request: web.Request, kind: KeyKind) -> tuple[Known, Person | None]:
    secret, now = _secret(request), api.house.clock.now()
    found = None
    if looks_like_key(secret):
        found = await api.house.store.read(lambda db: _find(db, secret, now))
    if found is None or found[0].kind is not kind:
        raise _wrong(api, request)
    known = found[0]
    if not api.bounds.calls.allows(known.id, now.timestamp()):
        raise Refused(429, retry_after=api.bounds.calls.retry_after)
    if known.worth_noting(now):
        await api.house.store.write(lambda db: keys.note_use(db, known.id, now))
    return found


def _secret(request: web.Request) -> str:
    found = _BEARER.fullmatch(request.headers.get("Authorization", ""))
    return found[1] if found else ""


def _wrong(api: Api, request: web.Request) -> Refused:
    """Count a wrong key. Right ones still pass: behind a proxy all have one address, and 256 bits are not guessed."""
    now = api.house.clock.now().timestamp()
    if api.bounds.wrong_keys.allows(request.remote or "", now):
        return Refused(401)
    return Refused(429, retry_after=RETRY)


def _find(db: Session, secret: str, now: datetime) -> tuple[Known, Person | None] | None:
    known = find_key(db, secret, now)
    if known is None or known.staff_id is None:
        return (known, None) if known else None
    staff = db.get(Staff, known.staff_id)
    if staff is None or not staff.active or staff.community_id != known.community_id:
        return None
    return known, Person(staff, db.get_one(Community, staff.community_id), "")
