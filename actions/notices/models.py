from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import Basis, CommunityTable, Instant, Key, Purpose

PUBLISHING = Purpose("notices", Basis.CONTRACT, keep=None)  # public words of the community, about nobody


class Notice(CommunityTable):
    """What the community tells everybody, or the buildings in `scope` (empty: all). It holds in [`starts`, `ends`)."""

    __tablename__ = "notices_notice"
    __purpose__ = PUBLISHING

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(4000), default="")
    title_en: Mapped[str] = mapped_column(String(200), default="")
    body_en: Mapped[str] = mapped_column(String(4000), default="")
    topic: Mapped[str] = mapped_column(String(30), default="")
    scope: Mapped[list[str]] = mapped_column(JSON, default=list)
    starts: Mapped[datetime | None] = mapped_column(Instant)
    ends: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
