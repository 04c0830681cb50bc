"""Which of the speaker's bookings a message means: by place, day, hour, or because it was the last one spoken of."""

import re
from collections.abc import Sequence
from datetime import datetime

from actions.bookings import own
from actions.bookings.models import Visit
from actions.bookings.places import named, places_of
from actions.bookings.times import moments
from actions.reference import latest, screens
from actions.reply import Button, Reply
from actions.slot import Answer
from actions.turn import Turn
from nlu.slots import time as times
from nlu.types import Moment

_TO = re.compile(r"改|换|挪|调到|推迟|顺延|\bto\b", re.IGNORECASE)
_LATELY = re.compile(r"刚才|刚刚|刚订|那个|这个|just|that one|\bit\b", re.IGNORECASE)
_MOST = 4  # buttons under a question


def meant(turn: Turn, visits: Sequence[Visit], *, moving: bool = False) -> list[Visit]:
    """Return the times that a message means, all where it does not say; of a move what stands before 改到."""
    text = turn.message.text
    if turn.understanding is None:
        return list(visits)
    at_place = _at_place(turn, visits)
    if not at_place and not moving and places_said(turn):
        return []
    fitting = at_place or list(visits)
    when = _before(text, turn) if moving else _moment(turn)
    timed = [visit for visit in fitting if when and _during(visit, when, turn.now)]
    fitting = timed or ([] if when and not moving else fitting)
    if len(fitting) > 1 and (moving or _LATELY.search(text)):
        seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
        last = latest(seen, own.KIND)
        fitting = [visit for visit in fitting if last and own.key_of(turn, visit) == last] or fitting
    return _one_series(fitting) if moving and not timed else fitting


def own_named(turn: Turn, visits: Sequence[Visit]) -> list[Visit]:
    """Return the times that a change names by their place, or by the day before 改到; none where it does not."""
    if turn.understanding is None:
        return []
    at_place, when = _at_place(turn, visits), _before(turn.message.text, turn)
    over = at_place or list(visits)
    return [visit for visit in over if when and _during(visit, when, turn.now)] or (at_place if not when else [])


def which(turn: Turn, visits: Sequence[Visit], call: str) -> Reply:
    """Ask which one is meant, the next of each booking first."""
    few = own.first_of_each(visits)[:_MOST] if len(own.first_of_each(visits)) > 1 else list(visits)[:_MOST]
    rows = [own.shown(turn, visit, turn.lang, call=f"{turn.scenario}.{call}") for visit in few]
    buttons = [Button(row.says, f"call:{turn.scenario}.{call}:{row.key}") for row in rows]
    return turn.say("which", private=True).with_buttons(*buttons).showing(*rows)


def gone(turn: Turn) -> Reply:
    """Say that there is no such booking of the speaker's, or that it is over."""
    return turn.say("not_yours").with_buttons(turn.handler_button("button.mine", "mine"))


def names_any(turn: Turn) -> bool:
    """Say whether a message names a place or a time at all."""
    return bool(places_said(turn)) or (turn.understanding is not None and _moment(turn) is not None)


def _at_place(turn: Turn, visits: Sequence[Visit]) -> list[Visit]:
    keys = places_said(turn)
    return [visit for visit in visits if visit.resource_id in keys]


def places_said(turn: Turn) -> set[str]:
    """Return the places of the community that a message names."""
    found = turn.understanding.entities if turn.understanding else ()
    values = [str(one.value) for one in found if one.slot == "resource"]
    return {place.id for place in named(places_of(turn), values, turn.message.text)} if values else set()


def _before(text: str, turn: Turn) -> Moment | None:
    """Return the time that is named before the words of a change: 把周六的场改到周日."""
    to = _TO.search(text)
    found = times.read(text[: to.start()].lower(), turn.lang, turn.now) if to else []
    return next((one.value for one in found if isinstance(one.value, Moment)), None)


def _moment(turn: Turn) -> Moment | None:
    found = moments(Answer(turn.message.text, turn.understanding))
    return next((one.value for one in found if isinstance(one.value, Moment)), None)


def _during(visit: Visit, when: Moment, now: datetime) -> bool:
    starts = visit.starts.astimezone(now.tzinfo)
    if when.recurrence:
        names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        return names[starts.weekday()] in when.recurrence
    if when.has_date and starts.date() != when.start.date() and not when.start <= starts < when.end:
        return False
    if when.clock is not None:
        return starts.hour % 12 == when.start.hour % 12 and starts.minute == when.start.minute
    return when.part is None or when.start.hour <= starts.hour <= (when.end.hour or 24)


def _one_series(visits: list[Visit]) -> list[Visit]:
    """Of one series alone the next time is meant."""
    return visits[:1] if len({visit.booking_id for visit in visits}) == 1 else visits
