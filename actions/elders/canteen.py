"""What the community file says of the canteen: when it serves lunch, what it costs, until when one orders."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.elders.models import Canteen
from actions.loading import Loading
from actions.people import Community
from actions.scenario import Row
from actions.turn import Work

FARTHEST = 14  # days ahead
_CLOCK = r"([01]?\d|2[0-3])[:：]([0-5]\d)"
_HOURS = re.compile(rf"{_CLOCK}\s*[-–~至到]\s*{_CLOCK}")
_YUAN = re.compile(r"(\d+(?:\.\d{1,2})?)\s*(?:元|yuan)", re.IGNORECASE)
_BEFORE = {"当天": 0, "前一天": 1, "前两天": 2, "前三天": 3}


@dataclass(frozen=True, slots=True)
class Lunch:
    """Lunch at the canteen: served in [`opens`, `closes`], ordered until `last` some days before; amounts in fen."""

    opens: time
    closes: time
    price: int
    days_before: int
    last: time
    way: int  # of bringing it, each time

    def deadline(self, day: date, now: datetime) -> datetime:
        """Return until when lunch of a day can be ordered, changed and called off."""
        return datetime.combine(day - timedelta(days=self.days_before), self.last, tzinfo=now.tzinfo)

    def next_day(self, now: datetime) -> date:
        """Return the first day for which lunch can still be ordered."""
        days = (now.date() + timedelta(days=away) for away in range(FARTHEST))
        return next(day for day in days if now <= self.deadline(day, now) and now < self.ends(day, now))

    def ends(self, day: date, now: datetime) -> datetime:
        """Return when lunch of a day is over."""
        return datetime.combine(day, self.closes, tzinfo=now.tzinfo)

    def cost(self, portions: int, *, brought: bool) -> int:
        """Return what some portions cost, in fen."""
        return self.price * portions + (self.way if brought else 0)


def lunch_of(data: Mapping[str, Any]) -> Lunch | None:
    """Read the section's sentences; None where no hours of a canteen are written down.

    >>> lunch = lunch_of({"canteen": "午餐 11:00-12:30, 12元/份", "lunch_order_deadline": "前一天 18:00"})
    >>> lunch and (f"{lunch.opens:%H:%M}", f"{lunch.closes:%H:%M}", lunch.price, lunch.days_before, lunch.last.hour)
    ('11:00', '12:30', 1200, 1, 18)
    >>> lunch_of({"services": []}) is None
    True
    """
    canteen, until = str(data.get("canteen") or ""), str(data.get("lunch_order_deadline") or "")
    hours, last = _HOURS.search(canteen), re.search(_CLOCK, until)
    if hours is None:
        return None
    opens, closes = time(int(hours[1]), int(hours[2])), time(int(hours[3]), int(hours[4]))
    before = next((days for word, days in _BEFORE.items() if word in until), 1)
    at = time(int(last[1]), int(last[2])) if last else time(18)
    return Lunch(opens, closes, _fen(canteen), before, at, _fen(str(data.get("delivery") or "")))


def _fen(text: str) -> int:
    found = _YUAN.search(text)
    return int(Decimal(found[1]) * 100) if found else 0


def lunch(work: Work) -> Lunch | None:
    """Return lunch as this community serves it."""
    row = work.db.scalar(work.ours(Canteen))
    return lunch_of(row.data) if row else None


def load_canteen(loading: Loading, rows: list[Any]) -> None:
    """Read the section `elder`: one object."""
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            loading.problem(index, "canteen", "write the section as an object with `canteen`, such as 午餐 11:00-12:30")
            continue
        if row.get("canteen") and _HOURS.search(str(row["canteen"])) is None:
            loading.problem(index, "canteen", f"{row['canteen']!r} names no hours, such as 11:00-12:30")
            continue
        loading.upsert(Canteen, {}, {"data": row})


def write_canteen(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `elder` as it came."""
    for row in db.scalars(select(Canteen).where(Canteen.community_id == community.id)):
        yield dict(row.data)
