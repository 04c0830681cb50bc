"""Cards with which a resident is known at a kiosk: one that they have already, or one that the office prints."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from argon2.low_level import Type, hash_secret_raw
from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.access import ALPHABET
from actions.people import Resident
from actions.table import Basis, CommunityTable, Instant, Key, Purpose, new_id
from integrations.database import insert_new
from integrations.postgres import only_here

SIGN_IN = Purpose("kiosk_sign_in", Basis.CONTRACT, keep=timedelta(days=730), since="used_at")
"""How a resident is known at a kiosk; what nobody has used for two years is deleted."""

MOST = 2  # cards of one resident
SHORTEST, LONGEST = 7, 40  # characters that a card says; six digits are a one-time code
PRINTED = 20  # characters of a card that the office prints: 99 bits


class CardKind(StrEnum):
    """Where a card comes from."""

    OWN = "own"  # a door card or another one that they have
    PRINTED = "printed"


class Given(StrEnum):
    """What came of giving a card to a resident."""

    DONE = "done"
    ELSEWHERE = "elsewhere"  # it is another resident's
    ENOUGH = "enough"  # they have as many as anybody may have


class AccessCard(CommunityTable):
    """A resident's card. What it says is kept as a digest only: who reads this table can make no copy of it."""

    __tablename__ = "access_card"
    __table_args__ = (UniqueConstraint("community_id", "card_hash"),)
    __purpose__ = SIGN_IN

    id: Mapped[Key]
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id", ondelete="CASCADE"), index=True)
    card_hash: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(10))
    issued_by: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime] = mapped_column(Instant)


def bare(said: str) -> str:
    """Write what a reader types as it is hashed.

    >>> bare(" 04:a2-9f,11 ")
    '04A29F11'
    """
    return "".join(letter for letter in said.upper() if letter.isascii() and letter.isalnum())


def looks_like_card(said: str) -> bool:
    """Say whether a reader may have typed this: letters and digits, neither few nor many.

    >>> [looks_like_card(said) for said in ("0004512233", "04A29F11", "482915", "SATURDAY")]
    [True, True, False, False]
    """
    plain = bare(said)
    return SHORTEST <= len(plain) <= LONGEST and any(map(str.isdigit, plain))


def new_token() -> str:
    """Return what a printed card says, in letters that every reader types."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PRINTED))


def card_hash(said: str, community_id: str) -> str:
    """Return the digest of a card, slowly (argon2id): the numbers of door cards are few, and open doors, too."""
    salt = hashlib.sha256(f"card:{community_id}".encode()).digest()[:16]
    raw = hash_secret_raw(
        bare(said).encode(), salt, time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, type=Type.ID
    )
    return raw.hex()


def give_card(db: Session, resident: Resident, hashed: str, now: datetime, *, kind: CardKind, by: str) -> Given:
    """Give a card to a resident; `by` is the id of the member of staff. The same card again changes nothing."""
    only_here(db, f"card:{resident.id}")
    held = [card.card_hash for card in cards_of(db, resident)]
    if hashed in held:
        return Given.DONE
    if len(held) >= MOST:
        return Given.ENOUGH
    known = {"id": new_id(), "community_id": resident.community_id, "resident_id": resident.id, "card_hash": hashed}
    row = known | {"kind": kind, "issued_by": by, "created_at": now, "used_at": now}
    made = db.scalar(insert_new(db, AccessCard.__table__).values(row).returning(AccessCard.__table__.c.id))
    return Given.DONE if made else Given.ELSEWHERE


def cards_of(db: Session, resident: Resident) -> Sequence[AccessCard]:
    """Return a resident's cards, the oldest first."""
    query = select(AccessCard).where(AccessCard.resident_id == resident.id)
    return db.scalars(query.order_by(AccessCard.created_at, AccessCard.id)).all()


def holder(db: Session, community_id: str, hashed: str, now: datetime) -> Resident | None:
    """Return whose card this is, and note that it was used; None where nobody has it any more."""
    mine = (AccessCard.community_id == community_id, AccessCard.card_hash == hashed)
    used = update(AccessCard).where(*mine).values(used_at=now).returning(AccessCard.resident_id)
    resident_id = db.scalar(used)
    return db.get(Resident, resident_id) if resident_id else None


def withdraw_card(db: Session, resident: Resident, card_id: str) -> bool:
    """Withdraw one of a resident's cards: from now on it is nobody's. False when it is none of theirs."""
    gone = delete(AccessCard).where(AccessCard.id == card_id, AccessCard.resident_id == resident.id)
    return db.scalar(gone.returning(AccessCard.id)) is not None
