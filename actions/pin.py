"""The PIN with which a resident is known at a kiosk, beside their telephone number and four digits."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.access import count_wrong, digest, forgive, locked, take_back_wrong
from actions.card import SIGN_IN
from actions.people import Resident
from actions.table import CommunityTable, Instant, Key, new_id
from integrations.database import insert_new

DIGITS = 6
SHARING = 2  # residents with one telephone number; so many hashes are compared at least, whoever is asked for
_TRIES = "pin"  # stands for the channel where wrong tries are counted
_STEPS = "01234567890", "09876543210"


class KioskPin(CommunityTable):
    """A resident's PIN: one slow salted hash of it and the four digits, which are kept nowhere else."""

    __tablename__ = "kiosk_pin"
    __table_args__ = (UniqueConstraint("community_id", "resident_id"),)
    __purpose__ = SIGN_IN

    id: Mapped[Key]
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id", ondelete="CASCADE"), index=True)
    pin_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime] = mapped_column(Instant)


class Candidate(NamedTuple):
    """Somebody with the telephone number that was entered, and the hash of their PIN."""

    resident_id: str
    pin_hash: str


NOBODY = Candidate("", "")  # whose hash is compared where there is none


def telephone(written: str) -> str:
    """Return the eleven digits of a mobile number, nothing where it is none.

    >>> telephone("+86 138-0000-0001"), telephone("028-80000000")
    ('13800000001', '')
    """
    found = re.fullmatch(r"(?:\+?86|0086)?(1[0-9]{10})", re.sub(r"[\s()-]", "", written))
    return found[1] if found else ""


def secret_of(last: str, pin: str) -> str:
    """Return what is hashed: the four digits, then the PIN.

    >>> secret_of("123x", "482915")
    '123X482915'
    """
    return last.upper() + pin


def too_easy(pin: str, last: str, phone: str) -> bool:
    """Say whether a PIN is soon guessed: all alike, in a row, a part of the telephone number, or with the four digits.

    >>> [too_easy(pin, "2468", "13800123456") for pin in ("111111", "345678", "987654", "123456", "992468", "482915")]
    [True, True, True, True, True, False]
    """
    return len(set(pin)) == 1 or any(pin in row for row in _STEPS) or pin in phone or last in pin


def keep_pin(db: Session, resident: Resident, pin_hash: str, now: datetime) -> None:
    """Set or change a resident's PIN; wrong tries from before are forgotten."""
    known = {"id": new_id(), "community_id": resident.community_id, "resident_id": resident.id}
    row = known | {"pin_hash": pin_hash, "created_at": now, "used_at": now}
    db.execute(insert_new(db, KioskPin.__table__).values(row))
    changed = update(KioskPin).where(KioskPin.resident_id == resident.id)
    db.execute(changed.values(pin_hash=pin_hash, created_at=now, used_at=now))
    _forgive(db, resident)


def has_pin(db: Session, resident: Resident) -> bool:
    """Say whether a resident has a PIN."""
    return db.scalar(select(KioskPin.id).where(KioskPin.resident_id == resident.id)) is not None


def drop_pin(db: Session, resident: Resident) -> bool:
    """Forget a resident's PIN; False when there was none."""
    _forgive(db, resident)
    gone = delete(KioskPin).where(KioskPin.resident_id == resident.id).returning(KioskPin.id)
    return db.scalar(gone) is not None


def begin_try(db: Session, community_id: str, phone: str, now: datetime) -> Sequence[Candidate] | None:
    """Count a try as wrong before the slow comparison, and return whom it may be; None when the number is locked.

    A number that nobody has is counted and locked in the same way: nobody learns whose there are.
    """
    number = _number(community_id, phone)
    if locked(db, _TRIES, number, now):
        return None
    count_wrong(db, community_id, _TRIES, number, now)
    return _with_number(db, community_id, phone)


def is_locked(db: Session, community_id: str, phone: str, now: datetime) -> bool:
    """Say whether the PIN of a telephone number cannot be tried for now."""
    return locked(db, _TRIES, _number(community_id, phone), now)


def end_try(db: Session, community_id: str, phone: str, candidate: Candidate, now: datetime) -> Resident | None:
    """Take a try back that was right, and return who it is; None when the PIN was changed or withdrawn meanwhile."""
    mine = (KioskPin.resident_id == candidate.resident_id, KioskPin.pin_hash == candidate.pin_hash)
    resident_id = db.scalar(update(KioskPin).where(*mine).values(used_at=now).returning(KioskPin.resident_id))
    if resident_id is None:
        return None
    take_back_wrong(db, _TRIES, _number(community_id, phone))
    return db.get(Resident, resident_id)


def _with_number(db: Session, community_id: str, phone: str) -> Sequence[Candidate]:
    """Return who has a PIN and this telephone number, however it is written."""
    written = func.replace(func.replace(Resident.phone, " ", ""), "-", "")
    query = (
        select(KioskPin.resident_id, KioskPin.pin_hash, Resident.phone)
        .join(Resident, Resident.id == KioskPin.resident_id)
        .where(KioskPin.community_id == community_id, written.endswith(phone, autoescape=True))
        .order_by(KioskPin.created_at, KioskPin.id)
    )
    return [Candidate(row[0], row[1]) for row in db.execute(query) if telephone(row[2]) == phone]


def _forgive(db: Session, resident: Resident) -> None:
    """Forget the wrong tries for a number that is this resident's alone: nobody guesses on at a housemate's PIN."""
    community_id, phone = resident.community_id, telephone(resident.phone)
    if all(one.resident_id == resident.id for one in _with_number(db, community_id, phone)):
        forgive(db, _TRIES, _number(community_id, phone))


def _number(community_id: str, phone: str) -> str:
    return digest(f"{community_id}:{phone}")
