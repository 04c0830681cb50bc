"""What has been announced, for scenarios that must know of it; nothing where `notices` is not installed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import RowMapping, select

from actions.table import Base
from actions.turn import Work

_TABLE = "notices_notice"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One notice that is not over: its words, the buildings it is for (none: all), and when it holds."""

    title: str
    body: str
    title_en: str
    body_en: str
    buildings: tuple[str, ...]
    starts: datetime | None
    ends: datetime | None

    def words(self, lang: str) -> str:
        """Return its words in a language, or in Chinese where it has no other."""
        title, body = (self.title_en, self.body_en) if lang == "en" and self.title_en else (self.title, self.body)
        return f"{title}\n{body}" if body else title

    def holds(self, now: datetime) -> bool:
        """Say whether it holds at a time."""
        return (self.starts is None or self.starts <= now) and (self.ends is None or self.ends > now)


def announced(work: Work, topic: str) -> Iterator[Announcement]:
    """Yield what is announced on a topic and not over, the next to begin first."""
    table = Base.metadata.tables.get(_TABLE)
    if table is None:
        return
    columns = table.columns
    query = select(table).where(columns["community_id"] == work.community.id, columns["topic"] == topic)
    for row in work.db.execute(query.order_by(columns["starts"], columns["id"])):
        one = _read(row._mapping)
        if one.ends is None or one.ends > work.now:
            yield one


def _read(row: RowMapping) -> Announcement:
    title, body, title_en, body_en = (str(row[name] or "") for name in ("title", "body", "title_en", "body_en"))
    buildings = tuple(row["scope"] or ())
    return Announcement(title, body, title_en, body_en, buildings, _at(row["starts"]), _at(row["ends"]))


def _at(when: datetime | None) -> datetime | None:
    return when.replace(tzinfo=UTC) if when is not None and when.tzinfo is None else when
