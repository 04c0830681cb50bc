"""The rows of a visitor pass: giving one, finding the speaker's own, and which one is meant."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from actions.people import Role
from actions.place import Home
from actions.table import new_id
from actions.ticket import next_number
from actions.turn import Turn, Work
from actions.visitors.models import Pass, PassStatus, Visit
from actions.visitors.stay import Stay, falls_on
from nlu.types import Moment

A_DAY = 20  # passes that one home may give in a day, where the community's settings say nothing
MOST_PEOPLE = 200
SETTING = "visitor_passes_a_day"
_KEPT = ("status", "name", "kind", "phone", "plate", "people", "comes", "leaves", "part", "recurrence")


def own_homes(turn: Turn) -> Sequence[Home]:
    """Return the homes for which the speaker may let somebody in: whoever only cares for somebody there may not."""
    living = {tie.home_id for tie in turn.occupancies if tie.role != Role.CARER}
    return [home for home in turn.homes if home.id in living]


def most_a_day(settings: Mapping[str, Any] | None) -> int:
    """Return how many passes a home may give in a day."""
    told = (settings or {}).get(SETTING)
    return told if isinstance(told, int) and not isinstance(told, bool) and told > 0 else A_DAY


def too_many(turn: Turn, home_id: str) -> bool:
    """Say whether a home has given as many passes today as it may."""
    since = datetime.combine(turn.now.date(), time(), tzinfo=turn.now.tzinfo)
    # ours: all passes of the home, whoever gave them; those that a file brought have no code
    query = select(func.count()).select_from(Pass).where(Pass.community_id == turn.community.id)
    given = turn.db.scalar(query.where(Pass.home_id == home_id, Pass.created_at >= since, Pass.code != "")) or 0
    return given >= most_a_day(turn.community.settings)


def new_pass(turn: Turn, home_id: str, stay: Stay, **values: object) -> Pass:
    """Write a pass down for the speaker."""
    row = Pass(
        id=new_id(),
        community_id=turn.community.id,
        number=f"V-{next_number(turn.db, turn.community.id, 'visitor_pass')}",
        code=new_code(turn),
        home_id=home_id,
        resident_id=turn.resident.id if turn.resident else None,
        created_at=turn.now,
        **values,
    )
    put(row, stay)
    turn.db.add(row)
    turn.db.flush()
    return row


def put(row: Pass, stay: Stay) -> None:
    """Write into a pass when it holds."""
    row.starts, row.ends, row.comes, row.leaves = stay.starts, stay.ends, stay.comes, stay.leaves
    row.part, row.recurrence = stay.part, stay.recurrence


def new_code(work: Work) -> str:
    """Return six digits that no other pass of the community has: they do not begin with a zero."""
    while True:
        code = str(100_000 + secrets.randbelow(900_000))
        if work.db.scalar(work.ours(Pass).where(Pass.code == code).limit(1)) is None:
            return code


def own(turn: Turn) -> Sequence[Pass]:
    """Return the passes of the speaker's homes that are kept, newest first."""
    return turn.db.scalars(turn.mine(Pass).order_by(Pass.created_at.desc(), Pass.number.desc())).all()


def live_ones(turn: Turn) -> list[Pass]:
    """Return the speaker's passes that still hold, the next to come first."""
    return sorted((row for row in own(turn) if row.live(turn.now)), key=lambda row: (bool(row.recurrence), row.starts))


def by_number(rows: Sequence[Pass], number: str) -> Pass | None:
    """Return the pass of a number as people say it: V-3, v3."""
    bare = _bare(number)
    return next((row for row in rows if bare and _bare(row.number) == bare), None)


def _bare(number: str) -> str:
    return "".join(letter for letter in number.upper() if letter.isalnum())


def same(turn: Turn, home_id: str, stay: Stay, name: str, plate: str) -> Pass | None:
    """Return a pass that already says all of this."""
    for row in live_ones(turn):
        times = (row.starts, row.comes, row.recurrence) == (stay.starts, stay.comes, stay.recurrence)
        if times and row.home_id == home_id and (row.name, row.plate) == (name, plate):
            return row
    return None


def meant(turn: Turn, rows: Sequence[Pass]) -> Sequence[Pass]:
    """Return the passes that the message names by number, plate, name, kind or time; none where it names none."""
    text = turn.message.text.lower()
    named = [row for row in rows if row.number.lower() in text or (row.plate and row.plate == turn.value("plate"))]
    named = named or [row for row in rows if len(row.name) > 1 and row.name.lower() in text]
    named = named or [
        row for row in rows if row.name and row.kind and row.kind == turn.value("visitor_kind") != "guest"
    ]
    when = turn.value("time")
    if not isinstance(when, Moment):
        return named
    timed = [row for row in named or rows if is_at(row, when, turn.now)]
    return timed or named


def is_at(row: Pass, when: Moment, now: datetime) -> bool:
    """Say whether somebody comes with a pass at a time that was named."""
    if row.recurrence and when.recurrence:
        return row.recurrence == when.recurrence
    starts = row.starts.astimezone(now.tzinfo)
    if when.has_date and not holds_on(row, when.start):
        return False
    if when.clock is not None:
        return row.comes == when.clock.hour * 60 + when.clock.minute
    minute = row.comes if row.comes is not None else starts.hour * 60 if row.part else None
    if when.part is None or minute is None:
        return when.has_date
    ends = (when.end.hour * 60 + when.end.minute) or 1440
    return when.start.hour * 60 + when.start.minute <= minute < ends


def holds_on(row: Pass, day: datetime) -> bool:
    """Say whether a pass holds on a day (its date, by the clock of `day`)."""
    starts = row.starts.astimezone(day.tzinfo)
    last = (row.ends - timedelta(seconds=1)).astimezone(day.tzinfo).date() if row.ends else None
    if day.date() < starts.date() or (last is not None and day.date() > last):
        return False
    return not row.recurrence or falls_on(row.recurrence, starts.date(), day.date())


def visits(work: Work, row: Pass) -> Sequence[Visit]:
    """Return when somebody came with a pass, newest first."""
    query = work.ours(Visit).where(Visit.pass_id == row.id)
    return work.db.scalars(query.order_by(Visit.at.desc())).all()


def revoke(row: Pass, now: datetime) -> None:
    """Take a pass back: it ends now."""
    row.status = PassStatus.REVOKED
    row.ends = min(row.ends, now) if row.ends else now


def state_of(row: Pass) -> dict[str, Any]:
    """Return how a pass is, fit for JSON: for "undo"."""
    times = {"starts": row.starts.isoformat(), "ends": row.ends.isoformat() if row.ends else None}
    return {name: getattr(row, name) for name in _KEPT} | times


def restore(row: Pass, before: Mapping[str, Any]) -> None:
    """Put a pass back to how it was."""
    for name in _KEPT:
        setattr(row, name, before[name])
    row.starts = datetime.fromisoformat(before["starts"])
    row.ends = datetime.fromisoformat(before["ends"]) if before["ends"] else None
