"""Who is signed in at a browser: residents, guests and staff, by a random token that only the browser has."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from aiohttp import web
from sqlalchemy import Index, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.table import RUNNING, CommunityTable, Instant, Key, new_id
from bot.settings import Settings

CHAT_COOKIE = "linli_session"  # of a resident or a guest
DESK_COOKIE = "linli_desk"  # of a member of staff, who may try the chat in the same browser


class SessionKind(StrEnum):
    """Whom a session is for."""

    RESIDENT = "resident"
    STAFF = "staff"
    GUEST = "guest"  # somebody we do not know; `person_id` is a random name for the browser


class SessionRow(CommunityTable):
    """One signed-in browser. The token itself is never stored, only its hash."""

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("token_hash"), Index("ix_session_person", "person_id"))
    __purpose__ = replace(RUNNING, since="expires_at")

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A session that holds: who uses this browser, in which community."""

    id: str
    community_id: str
    kind: SessionKind
    person_id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime

    def worth_touching(self, now: datetime) -> bool:
        """Say whether so much of the idle time has passed that the use should be written down (a tenth of it)."""
        return (now - self.seen_at) * 10 >= self.expires_at - self.seen_at


def idle_time(kind: SessionKind, settings: Settings) -> timedelta:
    """Return how long a session lasts without use."""
    if kind is SessionKind.STAFF:
        return timedelta(minutes=settings.desk_minutes)
    return timedelta(hours=settings.session_hours)


def create_session(
    db: Session,
    *,
    community_id: str,
    kind: SessionKind,
    person_id: str,
    now: datetime,
    idle: timedelta,
    replaces: str | None = None,
) -> str:
    """Open a session and return its token for the cookie; the one it `replaces` (a token) ends, so ids rotate."""
    if replaces:
        end_session(db, replaces)
    token = secrets.token_urlsafe(32)
    row = SessionRow(
        id=new_id(),
        community_id=community_id,
        token_hash=token_hash(token),
        kind=kind,
        person_id=person_id,
        created_at=now,
        seen_at=now,
        expires_at=now + idle,
    )
    db.add(row)
    return token


def find_session(db: Session, token: str | None, now: datetime, *kinds: SessionKind) -> Signed | None:
    """Return the session of a token if it holds and is of one of these kinds (any kind when none is given)."""
    if not token:
        return None
    row = db.scalar(select(SessionRow).where(SessionRow.token_hash == token_hash(token), SessionRow.expires_at > now))
    if row is None or (kinds and row.kind not in kinds):
        return None
    return Signed(
        id=row.id,
        community_id=row.community_id,
        kind=SessionKind(row.kind),
        person_id=row.person_id,
        created_at=row.created_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
    )


def touch_session(db: Session, session_id: str, now: datetime, idle: timedelta) -> None:
    """Write down that a session was used: its idle time begins anew. One that has ended stays ended."""
    holds = (SessionRow.id == session_id, SessionRow.expires_at > now)
    db.execute(update(SessionRow).where(*holds).values(seen_at=now, expires_at=now + idle))


def end_session(db: Session, token: str) -> None:
    """End the session of a token (signing out)."""
    db.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash(token)))


def end_all(db: Session, person_id: str) -> None:
    """End every session of a person (a changed password, a lost phone, moving out)."""
    db.execute(delete(SessionRow).where(SessionRow.person_id == person_id))


def token_hash(token: str) -> str:
    """Return what the database may hold of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """Return what a form must send back to prove that it came from a page of this browser's session."""
    return hmac.new(token.encode(), b"linli form", hashlib.sha256).hexdigest()


def csrf_fits(token: str | None, given: str) -> bool:
    """Compare a form's proof with the session's, in constant time."""
    return bool(token) and hmac.compare_digest(csrf_of(token or "").encode(), given.encode())


def set_cookie(response: web.StreamResponse, name: str, token: str, settings: Settings, idle: timedelta) -> None:
    """Give a browser its token: out of reach of scripts and of other sites."""
    response.set_cookie(
        name,
        token,
        max_age=int(idle.total_seconds()),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.url.startswith("https://"),
    )


def clear_cookie(response: web.StreamResponse, name: str, settings: Settings) -> None:
    """Take the token away from a browser."""
    secure = settings.url.startswith("https://")
    response.del_cookie(name, path="/", httponly=True, samesite="Lax", secure=secure)
