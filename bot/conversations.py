from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Account, Resident
from actions.state import Conversation
from actions.table import MESSAGING, PERSONAL, Base, CommunityTable, Instant, Key, new_id
from integrations.database import insert_new


class ConversationRow(CommunityTable):
    """Where one conversation stands. `read_up_to` is the last outbox id the resident has seen.

    Where several processes share the database, `worker` works on it until `lease_until`; `turns` counts its turns, so
    that what a process remembers of it is known to be stale.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("channel", "thread"),
        Index("ix_conversation_resident", "resident_id", "updated_at"),
    )
    __purpose__ = replace(MESSAGING, since="updated_at")

    id: Mapped[Key]
    channel: Mapped[str] = mapped_column(String(20))
    thread: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"))
    private: Mapped[bool] = mapped_column(default=True, server_default=true())  # nobody else reads the replies
    lang: Mapped[str] = mapped_column(String(8), default="zh")
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    ticket_id: Mapped[str | None] = mapped_column(ForeignKey("ticket.id", ondelete="SET NULL"))
    state: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PERSONAL)
    read_up_to: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    turns: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    def load(self) -> Conversation:
        """Return the SDK's conversation."""
        return Conversation(
            self.id,
            self.channel,
            self.thread,
            self.lang,
            self.resident_id,
            self.owner_id,
            self.ticket_id,
        ).restored(self.state)

    def after(self, conversation: Conversation, now: datetime, lease: datetime | None) -> dict[str, Any]:
        """Return what a turn leaves in this row."""
        return {
            "lang": conversation.lang,
            "resident_id": conversation.resident_id,
            "owner_id": conversation.owner,
            "ticket_id": conversation.ticket,
            "state": conversation.dump(),
            "lease_until": lease,
            "turns": self.turns + 1,
            "updated_at": now,
        }


CONVERSATION = Base.metadata.tables["conversation"]


def conversation_id(
    db: Session, community_id: str, channel: str, thread: str, lang: str, now: datetime, *, private: bool = True
) -> str:
    """Find a thread's conversation or open it; two at once open one."""
    query = select(ConversationRow.id).where(ConversationRow.channel == channel, ConversationRow.thread == thread)
    found = db.scalar(query)
    if found is None:
        lang = "en" if lang == "en" else "zh"  # dialects are understood and answered in Mandarin
        values: dict[str, Any] = {
            "id": new_id(),
            "community_id": community_id,
            "channel": channel,
            "thread": thread,
            "private": private,
            "lang": lang,
        }
        values |= {"created_at": now, "updated_at": now, "state": {}, "read_up_to": 0, "turns": 0}
        opened = insert_new(db, CONVERSATION).returning(CONVERSATION.c.id)
        found = db.scalar(opened, values) or db.scalar(query)
    return str(found)


def asks_about_danger(db: Session, channel: str, thread: str) -> bool:
    """Say whether an emergency's question waits for its answer in a thread."""
    row = db.scalar(select(ConversationRow).where(ConversationRow.channel == channel, ConversationRow.thread == thread))
    opened = row.load().open if row is not None else None
    return opened is not None and opened.of_danger


def speaker(db: Session, channel: str, sender: str) -> Resident | None:
    """Return the resident behind a channel's address, if it was bound."""
    query = select(Resident).join(Account, Account.resident_id == Resident.id)
    return db.scalar(query.where(Account.channel == channel, Account.address == sender))


def usual_conversation(db: Session, resident: Resident, now: datetime) -> ConversationRow:
    """Return the private chat a resident used last, or open the one they will find in the web chat."""
    query = select(ConversationRow).where(ConversationRow.resident_id == resident.id, ConversationRow.private)
    row = db.scalar(query.order_by(ConversationRow.updated_at.desc()).limit(1))
    if row is None:
        found = conversation_id(db, resident.community_id, "web", resident.id, resident.lang, now)
        row = db.get_one(ConversationRow, found)
        row.resident_id = resident.id
    return row
