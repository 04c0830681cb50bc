"""Sentences that staff have a kiosk say: kept until the kiosk says it has said them, or until nobody stands there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Staff
from actions.table import PERSONAL, RUNNING, CommunityTable, Instant, Key, new_id
from nlu.tongue import answered_in

LONGEST = 120  # characters: half a minute aloud
OPEN = timedelta(minutes=2)  # in which a sentence is for who stands there now; later it is not said any more
SPOKEN = timedelta(minutes=1)  # that saying it and telling us may take
MOST = 3  # sentences that may wait for one kiosk


class Outcome(StrEnum):
    """What became of a sentence."""

    WAITS = "waits"
    ALOUD = "aloud"
    SHOWN = "shown"  # the kiosk cannot speak: it is on the screen
    CUT = "cut"  # somebody touched the screen meanwhile: it is still there to read
    MISSED = "missed"  # the kiosk was out of reach, or not free, for too long


class KioskSaying(CommunityTable):
    """One sentence of a member of staff for one kiosk; `outcome` stays empty until the kiosk tells."""

    __tablename__ = "kiosk_saying"
    __table_args__ = (Index("ix_kiosk_saying_key", "key_id", "created_at"),)
    __purpose__ = RUNNING

    id: Mapped[Key]
    key_id: Mapped[str] = mapped_column(ForeignKey("api_key.id"))
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), info=PERSONAL)
    text: Mapped[str] = mapped_column(String(LONGEST), info=PERSONAL)
    lang: Mapped[str] = mapped_column(String(2))
    outcome: Mapped[str] = mapped_column(String(10), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    said_at: Mapped[datetime | None] = mapped_column(Instant)

    def became(self, now: datetime) -> Outcome:
        """Return what became of it, as far as is known now."""
        if self.outcome:
            return Outcome(self.outcome)
        return Outcome.MISSED if now - self.created_at > OPEN + SPOKEN else Outcome.WAITS

    def left(self, now: datetime) -> int:
        """Return for how many seconds more it may begin to be said."""
        return max(0, int((self.created_at + OPEN - now).total_seconds()))


class TooMany(RuntimeError):
    """The kiosk has not said yet what it was given before."""


def new_saying(db: Session, staff: Staff, key_id: str, text: str, now: datetime) -> tuple[KioskSaying, bool]:
    """Keep a sentence for a kiosk, True when it is new: who presses twice says it once. TooMany when others wait."""
    waiting = waiting_sayings(db, key_id, now)
    same = next((row for row in waiting if row.text == text and row.staff_id == staff.id), None)
    if same is not None:
        return same, False
    if len(waiting) >= MOST:
        raise TooMany(key_id)
    row = KioskSaying(
        id=new_id(),
        community_id=staff.community_id,
        key_id=key_id,
        staff_id=staff.id,
        text=text,
        lang=answered_in(text, "zh"),
        outcome="",
        created_at=now,
    )
    db.add(row)
    return row, True


def waiting_sayings(db: Session, key_id: str, now: datetime) -> Sequence[KioskSaying]:
    """Return what a kiosk has still to say, in the order it was written."""
    query = select(KioskSaying).where(KioskSaying.key_id == key_id, KioskSaying.outcome == "")
    query = query.where(KioskSaying.created_at > now - OPEN)
    return db.scalars(query.order_by(KioskSaying.created_at, KioskSaying.id)).all()


def last_sayings(db: Session, key_id: str, count: int) -> Sequence[KioskSaying]:
    """Return the last sentences for a kiosk, the newest first."""
    query = select(KioskSaying).where(KioskSaying.key_id == key_id)
    return db.scalars(query.order_by(KioskSaying.created_at.desc(), KioskSaying.id).limit(count)).all()


def note_outcome(db: Session, key_id: str, saying_id: str, outcome: Outcome, now: datetime) -> bool:
    """Write down what a kiosk tells of one of its own sentences; the first word counts. True when it was news."""
    step = update(KioskSaying).where(KioskSaying.id == saying_id, KioskSaying.key_id == key_id)
    step = step.where(KioskSaying.outcome == "").values(outcome=outcome, said_at=now)
    return db.execute(step.returning(KioskSaying.id)).scalar() is not None
