"""When people may be told something: not at night, and not too often. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from nlu.types import Moment

NOW = timedelta(minutes=10)  # who spoke to us so lately is awake, and waits for an answer
SOON = timedelta(hours=2)  # "in a while"
BUSY = timedelta(hours=1)  # until who talks with a member of staff is offered something


@dataclass(frozen=True, slots=True)
class Quiet:
    """A community's quiet hours, by its own clock, and how often a day a person is told what nobody asked for."""

    start: time = time(22)
    end: time = time(8)
    most: int = 3

    def covers(self, moment: datetime) -> bool:
        """Say whether a time lies in the quiet hours; they may go over midnight."""
        clock = moment.time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def after(self, moment: datetime) -> datetime:
        """Return the time itself, or when the quiet hours around it end."""
        if not self.covers(moment):
            return moment
        morning = datetime.combine(moment.date(), self.end, tzinfo=moment.tzinfo)
        return morning if morning > moment else morning + timedelta(days=1)

    def tomorrow(self, moment: datetime) -> datetime:
        """Return the same time a day later, outside the quiet hours."""
        return self.after(moment + timedelta(days=1))


def quiet_of(settings: Mapping[str, Any] | None) -> Quiet:
    """Read `quiet` of a community's settings, such as {"from": "22:00", "until": "08:00", "most": 3}.

    What is left out or cannot be read is as usual.
    """
    told = (settings or {}).get("quiet")
    told, usual = told if isinstance(told, dict) else {}, Quiet()
    most = told.get("most")
    return Quiet(
        _clock(told.get("from"), usual.start),
        _clock(told.get("until"), usual.end),
        most if isinstance(most, int) and most >= 0 else usual.most,
    )


def held_until(
    now: datetime, quiet: Quiet, *, urgent: bool = False, spoke_at: datetime | None = None, told: int | None = None
) -> datetime:
    """Return when something may be said: at once, after the night, or tomorrow when a person has heard enough today.

    `spoke_at` is when they last spoke to us; `told` is how much they heard today that nobody asked for, None for what
    does not count.
    """
    if urgent:
        return now
    if told is not None and told >= quiet.most:
        return quiet.tomorrow(now)
    if spoke_at is not None and now - spoke_at <= NOW:
        return now
    return quiet.after(now)


def put_off(now: datetime, quiet: Quiet, when: Moment | None, *, soon: bool = False) -> datetime:
    """Return when to come back to something: at the time that was named, in a while, or at this time tomorrow."""
    if when is not None and when.recurrence is None:
        named = when.start.astimezone(now.tzinfo)
        timed = when.clock is not None or when.part is not None
        due = named if timed else datetime.combine(named.date(), now.time(), tzinfo=now.tzinfo)
        if due > now:
            return quiet.after(due)
    return quiet.after(now + SOON) if soon else quiet.tomorrow(now)


def _clock(told: object, usual: time) -> time:
    try:
        return time.fromisoformat(told) if isinstance(told, str) else usual
    except ValueError:
        return usual
