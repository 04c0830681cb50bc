"""Keys to the HTTP API: a channel's way in for one community, and a token that carries one member of staff's rights."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Community, Staff
from actions.table import PERSONAL, RUNNING, CommunityTable, Instant, Key, new_id
from bot.sessions import token_hash

_SECRET = re.compile(r"linli_(?:channel|staff|kiosk)_[A-Za-z0-9_-]{43}")
_WORTH_NOTING = timedelta(minutes=5)  # a key's use is written down this often at most


class KeyKind(StrEnum):
    """What a key opens."""

    CHANNEL = "channel"
    STAFF = "staff"
    KIOSK = "kiosk"


LIFETIME = {
    KeyKind.CHANNEL: timedelta(days=365),
    KeyKind.STAFF: timedelta(days=90),
    KeyKind.KIOSK: timedelta(days=3650),  # it hangs on a wall, and is shut by hand
}


class ApiKey(CommunityTable):
    """One key. The secret is shown once and never stored, only its hash; `last` counts what a channel was given."""

    __tablename__ = "api_key"
    __table_args__ = (UniqueConstraint("secret_hash"), Index("ix_api_key_staff", "staff_id"))
    __purpose__ = replace(RUNNING, since="expires_at")

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(40))  # the channel's name, a login, or where a kiosk stands
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"), info=PERSONAL)
    secret_hash: Mapped[str] = mapped_column(String(64))
    last: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class UnknownKey(LookupError):
    """There is no such key, community or member of staff; the message says which."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A key with its secret, which nobody can read again."""

    key: ApiKey
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A key that opens."""

    id: str
    kind: KeyKind
    label: str
    community_id: str
    staff_id: str | None
    expires_at: datetime
    used_at: datetime | None

    def worth_noting(self, now: datetime) -> bool:
        """Say whether its use should be written down again."""
        return self.used_at is None or now - self.used_at >= _WORTH_NOTING


def new_channel_key(
    db: Session, name: str, community: Community, now: datetime, keep: timedelta | None = None
) -> Fresh:
    """Make a key for a messenger's gateway to one community."""
    return _made(db, KeyKind.CHANNEL, name, community.id, None, now, keep)


def new_staff_token(db: Session, staff: Staff, now: datetime, keep: timedelta | None = None) -> Fresh:
    """Make a token with the rights of one member of staff."""
    return _made(db, KeyKind.STAFF, staff.login, staff.community_id, staff.id, now, keep)


def new_kiosk_key(db: Session, place: str, community: Community, now: datetime, keep: timedelta | None = None) -> Fresh:
    """Make a key for a kiosk that stands at a place: a home or building name."""
    return _made(db, KeyKind.KIOSK, place, community.id, None, now, keep)


def has_kiosks(db: Session, community_id: str) -> bool:
    """Say whether kiosks of a community have keys, or had: then no other browser may be one."""
    keys = select(ApiKey.id).where(ApiKey.community_id == community_id, ApiKey.kind == KeyKind.KIOSK)
    return db.scalar(keys.limit(1)) is not None


def renew_key(db: Session, key_id: str, now: datetime, keep: timedelta | None = None) -> Fresh:
    """Give a key a new secret and a new time; the old secret opens nothing, conversations stay the key's own."""
    key = key_of(db, key_id)
    secret = _secret(KeyKind(key.kind))
    key.secret_hash, key.revoked_at = token_hash(secret), None
    key.expires_at = now + (keep or LIFETIME[KeyKind(key.kind)])
    return Fresh(key, secret)


def revoke_key(db: Session, key_id: str, now: datetime) -> ApiKey:
    """Shut a key for good."""
    key = key_of(db, key_id)
    key.revoked_at = key.revoked_at or now
    return key


def key_of(db: Session, key_id: str) -> ApiKey:
    """Return a key by its id; UnknownKey where there is none."""
    key = db.get(ApiKey, key_id)
    if key is None:
        raise UnknownKey(f"there is no key {key_id[:40]}; linli key list shows which there are")
    return key


def all_keys(db: Session) -> Sequence[tuple[ApiKey, str]]:
    """Return every key with its community's name, newest first."""
    query = select(ApiKey, Community.name).join(Community, Community.id == ApiKey.community_id)
    return [(key, name) for key, name in db.execute(query.order_by(ApiKey.created_at.desc(), ApiKey.id))]


def looks_like_key(secret: str) -> bool:
    """Say whether a secret has the form of one, so that nothing else is looked up.

    >>> looks_like_key("linli_staff_" + "x" * 43), looks_like_key("password")
    (True, False)
    """
    return _SECRET.fullmatch(secret) is not None


def find_key(db: Session, secret: str, now: datetime) -> Known | None:
    """Return the key of a secret if it opens; the staff behind a token must still be there."""
    key = db.scalar(select(ApiKey).where(ApiKey.secret_hash == token_hash(secret)))
    if key is None or key.revoked_at is not None or key.expires_at <= now:
        return None
    return Known(
        id=key.id,
        kind=KeyKind(key.kind),
        label=key.label,
        community_id=key.community_id,
        staff_id=key.staff_id,
        expires_at=key.expires_at,
        used_at=key.used_at,
    )


def is_open(db: Session, key_id: str, now: datetime) -> bool:
    """Say whether a key that was in use still opens."""
    key = db.get(ApiKey, key_id)
    return key is not None and key.revoked_at is None and key.expires_at > now


def note_use(db: Session, key_id: str, now: datetime) -> None:
    """Write down that a key was used."""
    db.execute(update(ApiKey).where(ApiKey.id == key_id).values(used_at=now))


def _made(
    db: Session,
    kind: KeyKind,
    label: str,
    community_id: str,
    staff_id: str | None,
    now: datetime,
    keep: timedelta | None,
) -> Fresh:
    secret = _secret(kind)
    key = ApiKey(
        id=new_id(),
        community_id=community_id,
        kind=kind,
        label=label[:40],
        staff_id=staff_id,
        secret_hash=token_hash(secret),
        last=0,
        created_at=now,
        expires_at=now + (keep or LIFETIME[kind]),
    )
    db.add(key)
    return Fresh(key, secret)


def _secret(kind: KeyKind) -> str:
    return f"linli_{kind}_{secrets.token_urlsafe(32)}"
