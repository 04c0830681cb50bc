from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from nlu.slots.calendar import DAY
from nlu.slots.ranges import aligned, earlier
from nlu.slots.timephrases import phrases
from nlu.slots.timewords import Clock, Days, Every, Grammar, Lasting, Part, Phrase, Point, Word, find
from nlu.types import Moment

Pieces = tuple[tuple[int, int], ...]


def resolve(
    text: str, words: Sequence[Word], now: datetime, grammar: Grammar, *, past: bool = False
) -> list[tuple[Moment, Pieces]]:
    """Return the moments that time words name, with the places of their words in the text."""
    found = []
    for phrase in phrases(text, words, grammar):
        if not phrase.has(Days, Part, Clock, Point, Every):
            continue
        phrase.is_past = phrase.is_past or past
        said = "".join(text[start:end] for start, end in phrase.pieces)
        moment = _moment(phrase, said, now)
        if moment:
            found.append((moment, tuple(phrase.pieces)))
    return found


def _moment(phrase: Phrase, said: str, now: datetime) -> Moment | None:
    if point := find(phrase.left, Point):
        end = point.until or point.at
        over = end <= now and point.at < now.replace(second=0, microsecond=0)
        return Moment(said, point.at, end, clock=None if point.until else point.at.time(), over=over)
    every, days = find(phrase.left, Every), find(phrase.left, Days)
    closing = find(phrase.right, Days)
    if days and phrase.is_past and days.first > now.date():
        days = earlier(days) or days
    if days and closing:
        days, closing = aligned(days, closing, now.date())
    part, clock = find(phrase.left, Part), find(phrase.left, Clock)
    first = days.first if days else now.date()
    if every:
        first = every.since(first)
    start, end = _span(phrase, first, (None if every else days, closing), part, clock, now)
    if phrase.is_past and not every and not days and start > now:
        start, end = start - DAY, end - DAY
    elif (start if every and clock else max(start, end)) <= now and (every or not days):
        on = every.since(first + DAY) if every else first + DAY
        start, end = start + (on - first), end + (on - first)
    named = (end if phrase.bound == "before" else start).time() if clock else None
    has_date = bool(every or days)
    rule, bound = every.rule if every else None, phrase.bound
    if clock and bound not in ("after", "before"):  # 从三点开始 is a beginning, and no span that is open
        bound = ""
    over = end <= now and start < now
    return Moment(said, start, end, part.name if part else None, rule, named, has_date, over, bound or None)


def _span(
    phrase: Phrase,
    first: date,
    days: tuple[Days | None, Days | None],
    part: Part | None,
    clock: Clock | None,
    now: datetime,
) -> tuple[datetime, datetime]:
    lasting = find(phrase.words(), Lasting)
    if clock is None:
        start, end = _without_clock(phrase, first, days, part, now)
        if lasting and lasting.minutes >= 24 * 60:
            end = start + timedelta(minutes=lasting.minutes)
        return start, end
    clock = _agreeing(clock, part, find(phrase.right, Clock))
    start = _at(first, clock, part, now)
    end = _end(phrase, first, start, days[1], part, now) if phrase.right else start
    if part is None and start.hour == clock.hour + 12 and end.date() > start.date() and not days[1]:
        # 9 to 5 that has begun is today's, and no night from 21:00 on.
        start -= timedelta(hours=12)
        end = _end(phrase, first, start, None, part, now)
    if lasting and end == start:
        end = start + timedelta(minutes=lasting.minutes)
    if phrase.bound == "after" and end == start:
        closes = _hours(first, part.closes, now) if part else start
        end = closes if closes > start else _hours(start.date(), 24, now)
    if phrase.bound == "before" and end == start:
        start = min(_hours(first, part.opens if part else 0, now), end)
        start = max(start, now) if start.date() == now.date() and now < end else start
    return start, end


def _agreeing(clock: Clock, part: Part | None, until: Clock | None) -> Clock:
    """Return the start that fits an exact end: in "9 to 11am" both are in the morning, in "2-4pm" neither is."""
    if clock.exact or part or until is None or not until.exact or clock.hour > 12:
        return clock
    hour = clock.hour % 12
    late = (hour + 12, clock.minute) < (until.hour, until.minute)
    return Clock(clock.start, clock.end, hour + 12 if late else hour, clock.minute, exact=True)


def _without_clock(
    phrase: Phrase, first: date, days: tuple[Days | None, Days | None], part: Part | None, now: datetime
) -> tuple[datetime, datetime]:
    opening, closing_day = days
    last = opening.last if opening else first + DAY
    right_part = find(phrase.right, Part)
    if closing_day:
        last = max(closing_day.last, first + DAY)
    if right_clock := find(phrase.right, Clock):
        start = _hours(first, part.opens if part else 0, now)
        return start, _after(_at(first, right_clock, right_part or part, now), start, right_clock)
    closing = right_part or part
    start = _hours(first, part.opens if part else 0, now)
    end = _hours(last - DAY, closing.closes if closing else 24, now)
    return start, end if end >= start else end + DAY


def _end(phrase: Phrase, first: date, start: datetime, days: Days | None, part: Part | None, now: datetime) -> datetime:
    clock = find(phrase.right, Clock)
    right_part = find(phrase.right, Part)
    day = days.first if days else first
    if clock is None:
        return max(start, _hours(day, right_part.closes if right_part else 24, now))
    spoken = right_part or part
    # 上午十点到十二点, but 上午十点到两点 ends in the afternoon: only a part that still fits is carried over.
    end = _at(day, clock, spoken if right_part or _carries(part, clock) else None, now)
    return max(start, end) if days else _after(end, start, clock)


def _carries(part: Part | None, clock: Clock) -> bool:
    return part is not None and (part.name != "morning" or clock.hour >= part.opens - 6)


def _after(end: datetime, start: datetime, clock: Clock) -> datetime:
    """Move an end behind its start: twelve hours on where that was meant, else to the next day."""
    if end <= start and not clock.exact and end + timedelta(hours=12) > start and end.hour < 12:
        return end + timedelta(hours=12)
    return end + DAY if end <= start else end


def _at(day: date, clock: Clock, part: Part | None, now: datetime) -> datetime:
    hour = clock.hour if clock.exact else _hour(clock.hour, part)
    at = _hours(day, hour, now).replace(minute=clock.minute)
    if part is None and not clock.exact and hour < 12 and day == now.date() and at <= now:
        return at + timedelta(hours=12)
    return at


def _hour(hour: int, part: Part | None) -> int:
    """Return the hour of the day that is meant: 后天3点 is 15:00, 晚上12点 is the end of the day, 中午1点 is 13:00."""
    if hour > 12 or hour == 0:
        return hour
    if part is None:
        return hour + 12 if hour <= 6 else hour
    if part.closes <= 6:  # the small hours
        return hour % 12
    if part.name == "night":
        return hour + 12 if hour >= 5 else hour + 24
    if part.name == "noon":
        return hour + 12 if hour <= 4 else hour
    if part.name == "morning":
        return hour
    return hour + 12 if hour < 12 else hour


def _hours(day: date, hours: int, now: datetime) -> datetime:
    return datetime.combine(day + timedelta(days=hours // 24), time(hours % 24), tzinfo=now.tzinfo)
