"""Staff's own chats: tied by a one-time code that only they see at the desk, so that they can act from a messenger."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.access import ALPHABET, LIFETIME, Issued, count_wrong, digest, locked, normal
from actions.people import Staff, StaffRole
from actions.table import CONTRACT, PERSONAL, RUNNING, CommunityTable, Instant, Key, new_id
from integrations.database import insert_new


class StaffAccount(CommunityTable):
    """A member of staff's address in a channel. Who only has the same phone number is paged, and may not act."""

    __tablename__ = "staff_account"
    __table_args__ = (UniqueConstraint("channel", "address"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)


class StaffSlip(CommunityTable):
    """A one-time code with which a member of staff ties a chat to themselves, stored as a hash."""

    __tablename__ = "staff_slip"
    __table_args__ = (UniqueConstraint("code_hash"),)
    __purpose__ = replace(RUNNING, since="created_at")

    id: Mapped[Key]
    code_hash: Mapped[str] = mapped_column(String(64))
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


def issue_badge(db: Session, staff: Staff, now: datetime) -> Issued:
    """Issue a code for a member of staff who is signed in at the desk; an earlier one that was not used is void."""
    db.execute(delete(StaffSlip).where(StaffSlip.staff_id == staff.id, StaffSlip.used_at.is_(None)))
    bare = "".join(secrets.choice(ALPHABET) for _ in range(8))
    slip = StaffSlip(
        id=new_id(),
        community_id=staff.community_id,
        code_hash=digest(bare),
        staff_id=staff.id,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    db.add(slip)
    return Issued(f"{bare[:4]}-{bare[4:]}", slip.expires_at)


def is_badge(db: Session, code: str, community_id: str) -> bool:
    """Say whether a code is one for staff that can still be used up; nothing is counted or changed."""
    query = select(StaffSlip.id).where(StaffSlip.code_hash == digest(normal(code)), StaffSlip.used_at.is_(None))
    return db.scalar(query.where(StaffSlip.community_id == community_id)) is not None


def redeem_badge(
    db: Session, code: str, now: datetime, *, community_id: str, channel: str, address: str
) -> Staff | None:
    """Use a code up and tie the address to its member of staff; None when it is wrong, used up, or they have left."""
    if locked(db, channel, address, now):
        return None
    claim = (
        update(StaffSlip)
        .where(
            StaffSlip.code_hash == digest(normal(code)),
            StaffSlip.community_id == community_id,
            StaffSlip.used_at.is_(None),
            StaffSlip.expires_at > now,
        )
        .values(used_at=now)
        .returning(StaffSlip.staff_id)
    )
    staff_id = db.execute(claim).scalar()
    staff = db.get(Staff, staff_id) if staff_id else None
    if staff is None or not staff.active or staff.role == StaffRole.COMMITTEE:
        count_wrong(db, community_id, channel, address, now)
        return None
    _tie(db, staff, channel, address, now)
    return staff


def accounts_of(db: Session, staff: Staff) -> Sequence[StaffAccount]:
    """Return the chats of a member of staff, the newest first."""
    query = select(StaffAccount).where(StaffAccount.staff_id == staff.id)
    return db.scalars(query.order_by(StaffAccount.created_at.desc())).all()


def let_go(db: Session, staff: Staff, account_id: str) -> bool:
    """Untie one of the chats of a member of staff; False where it is not theirs."""
    mine = (StaffAccount.id == account_id, StaffAccount.staff_id == staff.id)
    gone = db.execute(delete(StaffAccount).where(*mine).returning(StaffAccount.id)).scalar()
    return gone is not None


def _tie(db: Session, staff: Staff, channel: str, address: str, now: datetime) -> None:
    new = {"id": new_id(), "community_id": staff.community_id, "channel": channel, "address": address}
    new |= {"staff_id": staff.id}
    db.execute(insert_new(db, StaffAccount.__table__).values(new | {"created_at": now}))
    query = select(StaffAccount).where(StaffAccount.channel == channel, StaffAccount.address == address)
    account = db.scalars(query.execution_options(populate_existing=True)).one()
    account.staff_id, account.community_id = staff.id, staff.community_id
