"""One-time slips: staff issue a code on paper or as a QR, a resident redeems it in a channel and is known there."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, delete, or_, select, true, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Account, Occupancy, Resident
from actions.table import RUNNING, CommunityTable, Instant, Key, new_id
from integrations.database import insert_new
from integrations.postgres import only_here

LIFETIME = timedelta(minutes=30)
OWN_LIFETIME = timedelta(minutes=5)  # of six digits that a resident asks for in their own chat
OWN_DIGITS = 6
MAX_TRIES = 5
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread on paper


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
    if len(bare) != 8 or any(letter not in ALPHABET for letter in bare):
        return False
    return "-" in text or (not bare.isdigit() and (text.isupper() or any(map(str.isdigit, bare))))


def normal(code: str) -> str:
    """Write a code as it is hashed: eight characters, upper case."""
    return code.strip().upper().replace("-", "").replace(" ", "")


def issue(
    db: Session, resident: Resident, now: datetime, *, by: str, home_id: str | None = None, role: str = ""
) -> Issued:
    """Issue a slip for a resident; `by` is the id of the member of staff."""
    bare = "".join(secrets.choice(ALPHABET) for _ in range(8))
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


def issue_own(db: Session, resident: Resident, now: datetime) -> Issued:
    """Issue six digits to a resident who is known here, for a kiosk nearby; those issued before hold no more."""
    own = (Slip.resident_id == resident.id, Slip.issued_by == resident.id)
    db.execute(update(Slip).where(*own, Slip.used_at.is_(None)).values(expires_at=now))
    taken = True
    while taken:
        code = "".join(secrets.choice("0123456789") for _ in range(OWN_DIGITS))
        taken = db.scalar(select(Slip.id).where(Slip.code_hash == digest(code))) is not None
    expires = now + OWN_LIFETIME
    known = {"id": new_id(), "community_id": resident.community_id, "resident_id": resident.id}
    db.add(Slip(**known, code_hash=digest(code), issued_by=resident.id, created_at=now, expires_at=expires))
    return Issued(f"{code[:3]} {code[3:]}", expires)


def redeem(
    db: Session, code: str, now: datetime, *, community_id: str, channel: str, address: str, own: bool = False
) -> Resident | None:
    """Use a slip up and tie the address to its resident; None when it is wrong or used up.

    `own` also takes the six digits that a resident asked for: short, so only where tries are few, at a kiosk.
    """
    if locked(db, channel, address, now):
        return None
    claim = (
        update(Slip)
        .where(
            Slip.code_hash == digest(normal(code)),
            Slip.community_id == community_id,
            Slip.used_at.is_(None),
            Slip.expires_at > now,
            true() if own else Slip.issued_by != Slip.resident_id,
        )
        .values(used_at=now)
        .returning(Slip.resident_id, Slip.home_id, Slip.role)
    )
    row = db.execute(claim).first()
    if row is None:
        count_wrong(db, community_id, channel, address, now)
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


def unbind(db: Session, channel: str, address: str, *, before: datetime | None = None) -> None:
    """Forget who an address of a channel belongs to; with `before` every address that was bound earlier, too."""
    mine = Account.address == address
    db.execute(
        delete(Account).where(Account.channel == channel, or_(mine, Account.created_at < before) if before else mine)
    )


def _move_in(db: Session, resident: Resident, home_id: str, role: str) -> None:
    tie = {"community_id": resident.community_id, "resident_id": resident.id, "home_id": home_id, "role": role}
    db.execute(insert_new(db, Occupancy.__table__).values(tie | {"id": new_id()}))


def locked(db: Session, channel: str, address: str, now: datetime) -> bool:
    """Say whether an address has typed so many wrong codes that it has to wait."""
    only_here(db, f"slip:{channel}:{address}")  # tries at the same moment count one after the other
    tries = db.scalar(_tries(channel, address).with_for_update())
    return tries is not None and tries.count >= MAX_TRIES and tries.created_at > now - LIFETIME


def count_wrong(db: Session, community_id: str, channel: str, address: str, now: datetime) -> None:
    """Count a wrong code with the row locked, so that tries at the same moment in two processes count as two."""
    first = {"id": new_id(), "community_id": community_id, "channel": channel, "address": address, "count": 0}
    db.execute(insert_new(db, WrongTry.__table__).values(first | {"created_at": now}))
    tries = db.scalars(_tries(channel, address).with_for_update()).one()
    if tries.count == 0 or tries.created_at <= now - LIFETIME:
        tries.count = 0
        tries.created_at = now
    tries.count += 1


def take_back_wrong(db: Session, channel: str, address: str) -> None:
    """Take one count back: the try that was counted beforehand was right."""
    mine = (WrongTry.channel == channel, WrongTry.address == address, WrongTry.count > 0)
    db.execute(update(WrongTry).where(*mine).values(count=WrongTry.count - 1))


def forgive(db: Session, channel: str, address: str) -> None:
    """Forget the wrong tries of an address."""
    db.execute(delete(WrongTry).where(WrongTry.channel == channel, WrongTry.address == address))


def _tries(channel: str, address: str) -> Select[WrongTry]:
    return select(WrongTry).where(WrongTry.channel == channel, WrongTry.address == address)
