"""One-time slips: staff issue a code on paper or as a QR, a resident redeems it in a channel and is known there."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Account, Occupancy, Resident
from actions.table import RUNNING, CommunityTable, Instant, Key, new_id
from integrations.database import insert_new
from integrations.postgres import only_here

LIFETIME = timedelta(minutes=30)
MAX_TRIES = 5
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread on paper


class Slip(CommunityTable):
    """A one-time code, stored as a hash. It names a resident who exists, or a home and role for a new one."""

    __tablename__ = "slip"
    __table_args__ = (UniqueConstraint("code_hash"),)
    __purpose__ = RUNNING

    id: Mapped[Key]
    code_hash: Mapped[str] = mapped_column(String(64))
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True)
    home_id: Mapped[str | None] = mapped_column(ForeignKey("home.id"))
    role: Mapped[str] = mapped_column(String(10), default="")
    issued_by: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class WrongTry(CommunityTable):
    """Wrong codes by one channel address: five in half an hour lock that address."""

    __tablename__ = "wrong_try"
    __table_args__ = (UniqueConstraint("channel", "address"),)
    __purpose__ = RUNNING

    id: Mapped[Key]
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(120), info={"personal": True})
    count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class Issued:
    """A fresh slip; the code is shown once and never stored."""

    code: str
    expires_at: datetime


def digest(secret: str) -> str:
    """Return the SHA-256 of a code or token: what the database may hold of it."""
    return hashlib.sha256(secret.strip().upper().encode()).hexdigest()


def looks_like_code(text: str) -> bool:
    """Say whether a text has the form of a slip's code, and is neither a telephone number nor a word.

    >>> looks_like_code("7k3m-9QXP"), looks_like_code("65432789"), looks_like_code("Saturday")
    (True, False, False)
    """
    bare = normal(text)
    if len(bare) != 8 or any(letter not in _ALPHABET for letter in bare):
        return False
    return "-" in text or (not bare.isdigit() and (text.isupper() or any(map(str.isdigit, bare))))


def normal(code: str) -> str:
    """Write a code as it is hashed: eight characters, upper case."""
    return code.strip().upper().replace("-", "").replace(" ", "")


def issue(
    db: Session, resident: Resident, now: datetime, *, by: str, home_id: str | None = None, role: str = ""
) -> Issued:
    """Issue a slip for a resident; `by` is the id of the member of staff."""
    bare = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    expires = now + LIFETIME
    db.add(
        Slip(
            id=new_id(),
            community_id=resident.community_id,
            code_hash=digest(bare),
            resident_id=resident.id,
            home_id=home_id,
            role=role,
            issued_by=by,
            created_at=now,
            expires_at=expires,
        )
    )
    return Issued(f"{bare[:4]}-{bare[4:]}", expires)


def redeem(db: Session, code: str, now: datetime, *, community_id: str, channel: str, address: str) -> Resident | None:
    """Use a slip up and tie the address to its resident; None when it is wrong or used up."""
    if _locked(db, channel, address, now):
        return None
    claim = (
        update(Slip)
        .where(
            Slip.code_hash == digest(normal(code)),
            Slip.community_id == community_id,
            Slip.used_at.is_(None),
            Slip.expires_at > now,
        )
        .values(used_at=now)
        .returning(Slip.resident_id, Slip.home_id, Slip.role)
    )
    row = db.execute(claim).first()
    if row is None:
        _count_wrong(db, community_id, channel, address, now)
        return None
    resident = db.get_one(Resident, row.resident_id)
    if row.home_id:
        _move_in(db, resident, row.home_id, row.role)
    bind(db, resident, channel, address, now)
    return resident


def bind(db: Session, resident: Resident, channel: str, address: str, now: datetime) -> Account:
    """Tie a channel address to a resident."""
    query = select(Account).where(Account.channel == channel, Account.address == address)
    account = db.scalar(query)
    if account is None:
        new = {"id": new_id(), "community_id": resident.community_id, "channel": channel, "address": address}
        db.execute(insert_new(db, Account.__table__).values(new | {"created_at": now}))
        account = db.scalars(query).one()
    account.resident_id = resident.id
    account.community_id = resident.community_id
    return account


def _move_in(db: Session, resident: Resident, home_id: str, role: str) -> None:
    tie = {"community_id": resident.community_id, "resident_id": resident.id, "home_id": home_id, "role": role}
    db.execute(insert_new(db, Occupancy.__table__).values(tie | {"id": new_id()}))


def _locked(db: Session, channel: str, address: str, now: datetime) -> bool:
    only_here(db, f"slip:{channel}:{address}")  # tries at the same moment count one after the other
    tries = db.scalar(_tries(channel, address).with_for_update())
    return tries is not None and tries.count >= MAX_TRIES and tries.created_at > now - LIFETIME


def _count_wrong(db: Session, community_id: str, channel: str, address: str, now: datetime) -> None:
    """Count with the row locked, so that tries at the same moment in two processes count as two."""
    first = {"id": new_id(), "community_id": community_id, "channel": channel, "address": address, "count": 0}
    db.execute(insert_new(db, WrongTry.__table__).values(first | {"created_at": now}))
    tries = db.scalars(_tries(channel, address).with_for_update()).one()
    if tries.count == 0 or tries.created_at <= now - LIFETIME:
        tries.count = 0
        tries.created_at = now
    tries.count += 1


def _tries(channel: str, address: str) -> Select[WrongTry]:
    return select(WrongTry).where(WrongTry.channel == channel, WrongTry.address == address)
