from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import Basis, CommunityTable, Instant, Key, Purpose

PUBLISHING = Purpose("notices", Basis.CONTRACT, keep=None)  # public words of the community, about nobody
TOLD_FOR = timedelta(days=365)  # so long a notice may still be corrected for those who heard it


class NoticeStatus(StrEnum):
    """Where a notice stands; residents hear of it only while it is published."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"  # is published at `publish_at`
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Notice(CommunityTable):
    """What the community tells everybody, or the buildings in `scope` (empty: all). It holds in [`starts`, `ends`).

    `roles` (empty: all) says which residents are told of it unasked; who asks hears it in any case. `version` counts
    up with every change that staff save.
    """

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
    status: Mapped[str] = mapped_column(String(12), default=NoticeStatus.PUBLISHED, server_default="published")
    roles: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    urgent: Mapped[bool] = mapped_column(default=False, server_default=false())  # told at once, also at night
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    author_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    publish_at: Mapped[datetime | None] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)  # by staff at the desk; empty for a loaded one
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def ref(self) -> str:
        """Return the record that proves what was told of it."""
        return f"notice:{self.id}"


class NoticeTold(CommunityTable):
    """That a resident is to hear of a version of a notice, written with the wish to tell: nobody hears it twice."""

    __tablename__ = "notices_told"
    __table_args__ = (UniqueConstraint("notice_id", "resident_id", "version"),)
    __purpose__ = replace(PUBLISHING, name="notices_told", keep=TOLD_FOR)

    id: Mapped[Key]
    notice_id: Mapped[str] = mapped_column(ForeignKey("notices_notice.id", ondelete="CASCADE"), index=True)
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
