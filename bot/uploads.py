"""Photos and recordings that came in: what they belong to, and so who may see them."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.table import MESSAGING, PERSONAL, CommunityTable, Instant
from integrations.database import Store
from integrations.storage import Storage

VOICE = "audio/ogg"
VOICE_KEPT = timedelta(days=6)  # the sweep comes once a day: no recording outlives a week
_UNDER_WAY = timedelta(days=1)  # a file is kept a moment before its row is written


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


async def forget_voice(store: Store, storage: Storage, *file_ids: str) -> None:
    """Delete recordings for good: as soon as they are written down, and at the latest after a week."""
    mine = (Upload.id.in_(file_ids), Upload.media_type == VOICE)
    gone = await store.write(lambda db: db.scalars(delete(Upload).where(*mine).returning(Upload.id)).all())
    for file_id in gone:
        await asyncio.to_thread(storage.delete, file_id)


async def sweep_files(store: Store, storage: Storage, now: datetime) -> int:
    """Delete recordings that are too old, and the files whose row has gone (retention, erasure); return how many.

    Every kept file has a row.
    """
    late = select(Upload.id).where(Upload.media_type == VOICE, Upload.created_at < now - VOICE_KEPT)
    recordings = await store.read(lambda db: db.scalars(late).all())
    if recordings:
        await forget_voice(store, storage, *recordings)
    old = await asyncio.to_thread(storage.before, now - _UNDER_WAY)
    known = await store.read(lambda db: set(db.scalars(select(Upload.id))))
    for file_id in old - known:
        await asyncio.to_thread(storage.delete, file_id)
    return len(recordings) + len(old - known)
