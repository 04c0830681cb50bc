from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Resident, Staff
from actions.table import PERSONAL, Basis, CommunityTable, Instant, Key, Purpose, new_id

SHOWN_FOR = timedelta(minutes=10)
"""How long a contact stays readable for the person who asked to see it."""

LAST = 10  # sign-ins at kiosks that the desk shows

WATCHING = Purpose("access_log", Basis.LEGAL_DUTY, keep=timedelta(days=1096), since="at")
"""Who saw personal data: a handler keeps such records for at least three years (PIPL art. 55-56)."""


class Seen(StrEnum):
    """What a member of staff was shown or did, and who came in at a kiosk without them."""

    CONTACT = "contact"  # full name and phone
    CONVERSATION = "conversation"  # what a resident and the assistant said
    SLIP = "slip"  # a sign-in slip was issued
    KIOSK = "kiosk"  # somebody at a kiosk was vouched for
    CARD = "card"  # somebody came in at a kiosk with a resident's card; nobody of the staff
    PIN = "pin"  # the same with a resident's telephone number and PIN
    PIN_SET = "pin_set"  # a resident set or changed their PIN at a kiosk, or gave it up
    CARD_GIVEN = "card_given"  # a card was issued
    CARD_ENDED = "card_ended"  # a card was withdrawn
    PIN_ENDED = "pin_ended"  # a PIN was withdrawn
    LIST = "list"  # many people at once, through the API: a list or a search
    CHAT = "chat"  # nobody's data: a chat was tied to the member of staff, or untied
    NOTICE = "notice"  # nobody's data: a notice was published, corrected or withdrawn
    SAYING = "saying"  # nobody's data: a kiosk was made to say a sentence
    SCENARIO = "scenario"  # nobody's data: a scenario was switched on or off for everybody


class DeskAccess(CommunityTable):
    """Who saw what about whom, and when. Rows are only ever added."""

    __tablename__ = "desk_access"
    __table_args__ = (
        Index("ix_desk_access_staff", "staff_id", "resident_id", "at"),
        Index("ix_desk_access_resident", "resident_id", "at"),
    )
    __purpose__ = WATCHING

    id: Mapped[Key]
    staff_id: Mapped[str | None] = mapped_column(
        ForeignKey("staff.id"), info=PERSONAL
    )  # None: at a kiosk, by themselves
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"), info=PERSONAL)
    what: Mapped[str] = mapped_column(String(20))
    record: Mapped[str] = mapped_column(String(60), default="")  # kind:key of where it was seen
    at: Mapped[datetime] = mapped_column(Instant)


def note_access(
    db: Session, staff: Staff, resident_id: str | None, what: Seen, record: str, now: datetime
) -> DeskAccess:
    """Write down that a member of staff saw something."""
    return _note(
        db,
        now,
        community_id=staff.community_id,
        staff_id=staff.id,
        resident_id=resident_id,
        what=what,
        record=record[:60],
    )


def note_kiosk(db: Session, resident: Resident, what: Seen, record: str, now: datetime) -> DeskAccess:
    """Write down that somebody came in at a kiosk as a resident, or changed how they do."""
    return _note(db, now, community_id=resident.community_id, resident_id=resident.id, what=what, record=record[:60])


def was_at_kiosk(db: Session, resident_id: str, what: Seen, record: str) -> bool:
    """Say whether somebody came in as a resident this way, in this very conversation."""
    query = select(DeskAccess.id).where(
        DeskAccess.resident_id == resident_id, DeskAccess.what == what, DeskAccess.record == record
    )
    return db.scalar(query.limit(1)) is not None


def entered_at_kiosk(db: Session, resident_id: str, ways: Sequence[Seen], record: str, since: datetime) -> bool:
    """Say whether somebody came in as a resident in one of these ways, in this very conversation, since a moment."""
    query = select(DeskAccess.id).where(
        DeskAccess.resident_id == resident_id,
        DeskAccess.what.in_(ways),
        DeskAccess.record == record,
        DeskAccess.at > since,
    )
    return db.scalar(query.limit(1)) is not None


def last_entries(db: Session, resident: Resident) -> Sequence[tuple[DeskAccess, str]]:
    """Return who came in as a resident at a kiosk last, the newest first, with the name of who vouched."""
    query = (
        select(DeskAccess, Staff.name)
        .outerjoin(Staff, Staff.id == DeskAccess.staff_id)
        .where(DeskAccess.resident_id == resident.id, DeskAccess.what.in_((Seen.CARD, Seen.PIN, Seen.KIOSK)))
        .order_by(DeskAccess.at.desc(), DeskAccess.id)
    )
    return [(row, name or "") for row, name in db.execute(query.limit(LAST))]


def _note(db: Session, now: datetime, **values: object) -> DeskAccess:
    row = DeskAccess(id=new_id(), at=now, **values)
    db.add(row)
    return row


def seen_lately(db: Session, staff: Staff, resident_id: str | None, what: Seen, record: str, now: datetime) -> bool:
    """Say whether it was written down a moment ago that this person saw this, at this record."""
    query = select(DeskAccess.id).where(
        DeskAccess.community_id == staff.community_id,
        DeskAccess.staff_id == staff.id,
        DeskAccess.resident_id == resident_id,
        DeskAccess.what == what,
        DeskAccess.record == record,
        DeskAccess.at > now - SHOWN_FOR,
    )
    return db.scalar(query.limit(1)) is not None
