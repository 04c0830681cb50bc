from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sqlalchemy import JSON, Integer, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.people import Community, Resident, Staff
from actions.place import Home
from actions.table import CONTRACT, PERSONAL, CommunityTable, Key, new_id

T = TypeVar("T", bound=CommunityTable)
LARGEST = 2**31 - 1  # of a whole number in the database


class Held(CommunityTable):
    """A row of a community file that no installed scenario reads yet: kept as it came, for the one that will."""

    __tablename__ = "held"
    __table_args__ = (UniqueConstraint("community_id", "kind", "key"),)
    __purpose__ = CONTRACT

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80))
    data: Mapped[Any] = mapped_column(JSON, info=PERSONAL)


@dataclass(slots=True)
class Loading:
    """A community file on its way into the database. Problems are collected; with one of them nothing is loaded."""

    db: Session
    community: Community
    now: datetime  # aware, in the community's zone
    section: str = ""
    problems: list[str] = field(default_factory=list)
    homes: dict[str, Home] = field(default_factory=dict)
    residents: dict[str, Resident] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)

    def problem(self, index: int, column: str, why: str) -> None:
        """Note what is wrong with a row (1-based in the report) and how to mend it."""
        self.problems.append(f"{self.section}, row {index + 1}, {column}: {why}")

    def home(self, index: int, name: object, column: str = "home") -> Home | None:
        """Return the home of that name, or note that there is none."""
        home = self.homes.get(str(name))
        if home is None:
            self.problem(index, column, f"there is no home {name!r}; write it as 7栋2单元1103 or add it to the homes")
        return home

    def fen(self, index: int, amount: object, column: str = "amount") -> int:
        """Read an amount in yuan as integer fen, or note why it is none."""
        try:
            yuan = Decimal(str(amount))
        except InvalidOperation:
            self.problem(index, column, f"{amount!r} is not an amount in yuan, such as 86.50")
            return 0
        if not yuan.is_finite() or yuan != round(yuan, 2) or yuan < 0:
            self.problem(index, column, f"{amount!r} must not be negative nor have more than two decimals")
            return 0
        if yuan * 100 > LARGEST:
            self.problem(index, column, f"{amount!r} is more than {LARGEST / 100:.2f}")
            return 0
        return int(yuan * 100)

    def time(self, index: int, stamp: object, column: str) -> datetime | None:
        """Read YYYY-MM-DD or YYYY-MM-DD HH:MM in the community's zone; None where it is empty."""
        if stamp in (None, ""):
            return None
        try:
            when = stamp if isinstance(stamp, datetime) else datetime.fromisoformat(str(stamp))
        except ValueError:
            self.problem(index, column, f"{stamp!r} is not a time, such as 2025-09-17 or 2025-09-17 09:30")
            return None
        return when if when.tzinfo else when.replace(tzinfo=self.community.tz)

    def upsert(self, table: type[T], keys: Mapping[str, object], values: Mapping[str, object]) -> T:
        """Find the row with these keys in this community, or make it; then set the values. Twice changes nothing.

        What does not fit its column is noted, so that no database refuses half of a file.
        """
        keys = {name: self._fitting(table, name, value) for name, value in keys.items()}
        values = {name: self._fitting(table, name, value) for name, value in values.items()}
        query = select(table).where(table.community_id == self.community.id)
        for name, value in keys.items():
            query = query.where(table.__table__.columns[name] == value)
        row = self.db.scalar(query)
        if row is None:
            row = table(id=new_id(), community_id=self.community.id, **keys)
            self.db.add(row)
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        self.db.flush()
        return row

    def _fitting(self, table: type[CommunityTable], name: str, value: object) -> object:
        kind = table.__table__.columns[name].type
        if isinstance(kind, String) and kind.length and isinstance(value, str) and len(value) > kind.length:
            self.problems.append(f"{self.section}: {name} {value[:20]!r}... is longer than {kind.length} characters")
            return value[: kind.length]
        if isinstance(kind, Integer) and value is not None and not (isinstance(value, int) and abs(value) <= LARGEST):
            self.problems.append(f"{self.section}: {name} {value!r} is not a whole number up to {LARGEST}")
            return 0
        return value
