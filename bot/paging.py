"""Every chat a member of staff can be paged in, besides SMS and desk."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.badge import StaffAccount
from actions.people import Account, Resident, Staff
from bot.conversations import ConversationRow


def own_chats(db: Session, staff: Staff) -> Sequence[ConversationRow]:
    """Return the private chats that a member of staff has tied to themselves: there they may act, too."""
    tied = select(StaffAccount.id).where(
        StaffAccount.staff_id == staff.id,
        StaffAccount.channel == ConversationRow.channel,
        StaffAccount.address == ConversationRow.thread,
    )
    query = select(ConversationRow).where(
        ConversationRow.community_id == staff.community_id, ConversationRow.private, tied.exists()
    )
    return db.scalars(query.order_by(ConversationRow.updated_at.desc())).all()


def chats_of(db: Session, staff: Staff) -> Sequence[ConversationRow]:
    """Return the private chats in which somebody proved to be the resident with this member of staff's phone."""
    if not staff.phone:
        return []
    same = (Resident.community_id == staff.community_id, Resident.phone == staff.phone)
    own = select(Account.id).where(
        Account.resident_id == ConversationRow.resident_id,
        Account.channel == ConversationRow.channel,
        Account.address == ConversationRow.thread,
    )
    query = (
        select(ConversationRow)
        .join(Resident, Resident.id == ConversationRow.resident_id)
        .where(*same, ConversationRow.community_id == staff.community_id, ConversationRow.private, own.exists())
    )
    return db.scalars(query.order_by(ConversationRow.updated_at.desc())).all()
