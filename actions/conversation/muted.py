"""What residents do not want to be told unasked any more; it holds over all their chats until they take it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Community, Resident
from actions.scenario import Row
from actions.table import CONTRACT, CommunityTable, Instant, Key
from actions.turn import Work
from actions.view import Cell, View


class Muted(CommunityTable):
    """A kind of thing that a resident refuses to be told, such as repairs.rating (PIPL art. 24, 44)."""

    __tablename__ = "conversation_muted"
    __table_args__ = (UniqueConstraint("resident_id", "topic"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id", ondelete="CASCADE"), index=True)
    topic: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def ref(self) -> str:
        """Return the record that proves it."""
        return f"muted:{self.topic}"


def is_muted(work: Work, resident_id: str, topic: str) -> bool:
    """Say whether a resident refuses a kind of thing."""
    return _found(work, resident_id, topic) is not None


def mute(work: Work, resident_id: str, topic: str) -> Muted:
    """Keep that a resident refuses a kind of thing; twice is once."""
    known = _found(work, resident_id, topic)
    if known is not None:
        return known
    row = Muted(community_id=work.community.id, resident_id=resident_id, topic=topic, created_at=work.now)
    work.db.add(row)
    work.db.flush()
    return row


def unmute(work: Work, resident_id: str, topic: str) -> None:
    """Take it back."""
    theirs = (Muted.community_id == work.community.id, Muted.resident_id == resident_id, Muted.topic == topic)
    work.db.execute(delete(Muted).where(*theirs))


def _found(work: Work, resident_id: str, topic: str) -> Muted | None:
    query = work.ours(Muted).where(Muted.resident_id == resident_id, Muted.topic == topic)
    return work.db.scalar(query)


def records(db: Session, community: Community) -> Iterable[Row]:
    """List what is refused, oldest first."""
    query = select(Muted, Resident.key).join(Resident, Resident.id == Muted.resident_id)
    rows = db.execute(query.where(Muted.community_id == community.id).order_by(Muted.created_at, Muted.topic))
    for muted, key in rows:
        yield {"key": f"{key}/{muted.topic}", "house": None, "by": key, "topic": muted.topic, "status": "active"}


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = select(Muted, Resident.name).join(Resident, Resident.id == Muted.resident_id)
    found = work.db.execute(query.where(Muted.community_id == work.community.id).order_by(Muted.created_at.desc()))
    zone = work.now.tzinfo
    return [(name, muted.topic, f"{muted.created_at.astimezone(zone):%Y-%m-%d %H:%M}") for muted, name in found]


refusals = View(name="muted", columns=("resident", "topic", "since"), rows=_rows)
