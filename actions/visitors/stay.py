"""How long a pass holds, from what a resident said about time. Pure; times are aware, in the community's zone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from nlu.types import Entity, Moment

DAY = timedelta(days=1)
LONG = timedelta(days=90)  # a pass that repeats, where nobody says until when
LONGEST = timedelta(days=366)
EARLY = timedelta(hours=2)  # before the time that was named, a visitor is let in
LATE = timedelta(hours=4)  # after it at least, also over midnight
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_DAY = 1440  # minutes
_UNTIL = re.compile(r"(?:到|至|截止|直到|为止|有效期到|\b(?:until|till|til|through|to|by))\s*$", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|nesday|sday|rsday|urday)?s?\b", re.IGNORECASE)
_WEEKLY = re.compile(r"\b(?:every|each|on)\b|long.?term|/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stay:
    """When a pass holds, as it is stored; `ends` is exclusive."""

    starts: datetime
    ends: datetime
    comes: int | None = None  # minutes of the day
    leaves: int | None = None
    part: str = ""
    recurrence: str = ""


def stay_of(when: Moment, until: Moment | None = None, minutes: int | None = None) -> Stay:
    """Return when a pass holds: the day, the days, or the hours that were named.

    A single day ends at midnight, or four hours after the time that was named, whichever is later.
    """
    starts = when.start
    clock = when.clock is not None
    ranged = (clock or bool(when.part)) and when.end > when.start and when.end - when.start < DAY
    comes = starts.hour * 60 + starts.minute if clock else None
    hours = timedelta(minutes=minutes) if minutes and minutes < _A_DAY and clock else None
    leaves = starts + hours if hours else when.end if ranged and clock else None
    ends = _ends(when, until, minutes, leaves)
    minute = leaves.hour * 60 + leaves.minute if leaves else None
    return Stay(starts, ends, comes, minute, "" if clock else when.part or "", when.recurrence or "")


def _ends(when: Moment, until: Moment | None, minutes: int | None, leaves: datetime | None) -> datetime:
    if until is not None:
        return until.start if until.clock and until.end == until.start else _after(until.end)
    if when.recurrence:
        return _midnight(when.start) + (timedelta(minutes=minutes) if minutes and minutes >= _A_DAY else LONG)
    if minutes and minutes >= _A_DAY:
        return _midnight(when.start) + timedelta(days=-(-minutes // _A_DAY))
    if leaves is not None:
        return leaves
    if when.end - when.start >= DAY:
        return _after(when.end)
    return max(_midnight(when.start) + DAY, when.start + LATE if when.clock else when.start)


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), tzinfo=moment.tzinfo)


def _after(moment: datetime) -> datetime:
    """Return the midnight that ends the day; midnight itself already does."""
    return moment if moment.time() == time() else _midnight(moment) + DAY


def split(text: str, entities: Sequence[Entity]) -> tuple[Moment | None, Moment | None]:
    """Return when somebody comes and until when, of all the times a message names."""
    every = [one for one in entities if one.slot == "time" and isinstance(one.value, Moment)]
    times = [one for one in every if isinstance(one.value, Moment) and not one.value.over] or every
    until = next((one for one in times if _is_end(text, one)), None)
    others = [one.value for one in times if one is not until and isinstance(one.value, Moment)]
    when = next((one for one in others if one.recurrence), others[0] if others else None)
    ends = until.value if until and isinstance(until.value, Moment) else None
    if when is None:
        return None, ends
    timed = next((one for one in others if one.clock), None)
    if timed and not when.clock and when.recurrence:
        when = on_day(timed, when.start.date())
        when = replace(when, recurrence=next(one.recurrence for one in others if one.recurrence))
    days = weekdays(text)
    return (replace(when, recurrence=days) if days and when.recurrence else when), ends


def _is_end(text: str, one: Entity) -> bool:
    value = one.value
    if not isinstance(value, Moment) or value.recurrence or not value.has_date:
        return False
    return value.bound == "until" or _UNTIL.search(text, 0, one.start) is not None


def weekdays(text: str) -> str:
    """Return the English weekdays of a repeated visit as a rule; empty where there are none, or just one.

    >>> weekdays("every Mon, Wed and Fri at 9"), weekdays("nanny long term Tue/Thu"), weekdays("Mon or Tue")
    ('FREQ=WEEKLY;BYDAY=MO,WE,FR', 'FREQ=WEEKLY;BYDAY=TU,TH', '')
    """
    named = {found[1][:2].upper() for found in _WEEKDAY.finditer(text)}
    if len(named) < 2 or not _WEEKLY.search(text):
        return ""
    return f"FREQ=WEEKLY;BYDAY={','.join(day for day in DAYS if day in named)}"


def on_day(when: Moment, day: date) -> Moment:
    """Return the same time of another day."""
    by = timedelta(days=(day - when.start.date()).days)
    return replace(when, start=when.start + by, end=when.end + by, has_date=True)


def merged(old: Moment, new: Moment) -> Moment:
    """Return what is meant when a time is corrected: what the correction leaves open stays as it was."""
    if not new.has_date:
        return replace(on_day(new, old.start.date()), recurrence=old.recurrence)
    if new.clock or new.part or new.end - new.start > DAY or not (old.clock or old.part):
        return new
    return replace(on_day(old, new.start.date()), text=new.text, recurrence=new.recurrence)


def falls_on(recurrence: str, first: date, day: date) -> bool:
    """Say whether a day is one of those a pass holds on; a rule that says nothing of it leaves it to the gate."""
    parts = dict(part.partition("=")[::2] for part in recurrence.split(";"))
    every = int(parts.get("INTERVAL", "1"))
    named = parts.get("BYDAY", "")
    if named and all(one in DAYS for one in named.split(",")):
        weeks = ((day - timedelta(days=day.weekday())) - (first - timedelta(days=first.weekday()))).days // 7
        return DAYS[day.weekday()] in named.split(",") and (parts.get("FREQ") != "WEEKLY" or weeks % every == 0)
    if parts.get("FREQ") == "DAILY":
        return (day - first).days % every == 0
    if parts.get("BYMONTHDAY", "").isdigit():
        return day.day == int(parts["BYMONTHDAY"])
    return True
