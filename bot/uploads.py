"""Photos and recordings that came in: what they belong to, and so who may see them."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.message import tidy
from actions.table import MESSAGING, PERSONAL, CommunityTable, Instant
from bot.inbox import Stored, complete
from integrations.database import Store
from integrations.storage import FileMissing, Storage
from integrations.transcriber import Transcriber

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


async def write_down(store: Store, storage: Storage, transcriber: Transcriber, stored: Stored) -> Stored:
    """Keep what a recording says in its message and delete the recording; what cannot be made out stays as it is."""
    files = stored.message.files
    try:
        recording, media_type = await asyncio.to_thread(storage.get, files[0])
    except FileMissing:
        return stored
    words = await transcriber.transcribe(recording, media_type)
    if not words.strip():
        return stored
    said = tidy(replace(stored.message, text=words.strip(), files=()))

    def keep(db: Session) -> tuple[Stored, Sequence[str]]:
        kept = complete(db, stored, said)
        return kept, _forget_voice(db, files) if kept.message is said else ()

    kept, gone = await store.write(keep)
    await _delete(storage, gone)
    return kept


def _forget_voice(db: Session, file_ids: Sequence[str]) -> Sequence[str]:
    """Delete the rows of recordings; return whose files are to be deleted after the commit."""
    mine = (Upload.id.in_(file_ids), Upload.media_type == VOICE)
    return db.scalars(delete(Upload).where(*mine).returning(Upload.id)).all()


async def _delete(storage: Storage, file_ids: Iterable[str]) -> None:
    for file_id in file_ids:
        await asyncio.to_thread(storage.delete, file_id)


async def sweep_files(store: Store, storage: Storage, now: datetime) -> int:
    """Delete recordings that are too old, and the files whose row has gone (retention, erasure); return how many.

    Every kept file has a row.
    """
    late = select(Upload.id).where(Upload.media_type == VOICE, Upload.created_at < now - VOICE_KEPT)
    recordings = await store.write(lambda db: _forget_voice(db, db.scalars(late).all()))
    await _delete(storage, recordings)
    old = await asyncio.to_thread(storage.before, now - _UNDER_WAY)
    known = await store.read(lambda db: set(db.scalars(select(Upload.id))))
    await _delete(storage, old - known)
    return len(recordings) + len(old - known)
