"""Photos that came in: what they belong to, and so who may see them."""

from datetime import datetime

from sqlalchemy import Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.table import MESSAGING, PERSONAL, CommunityTable, Instant


class Upload(CommunityTable):
    """A file in the storage, under the storage's own id, and the thread it was sent in."""

    __tablename__ = "upload"
    __table_args__ = (Index("ix_upload_thread", "channel", "thread"), Index("ix_upload_created", "created_at"))
    __purpose__ = MESSAGING

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    thread: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]  # bytes
    created_at: Mapped[datetime] = mapped_column(Instant)


def belongs(db: Session, file_ids: tuple[str, ...], channel: str, thread: str) -> bool:
    """Say whether every one of these files was sent in this thread."""
    query = select(Upload.id).where(Upload.id.in_(file_ids), Upload.channel == channel, Upload.thread == thread)
    return len(db.scalars(query).all()) == len(set(file_ids))
