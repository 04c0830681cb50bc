"""Day, beginning and length of a booking, as an answer says them, completed by what is known. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from actions.slot import Answer, Value
from nlu.types import Entity, Moment

OPEN = "?"  # behind a time of day: whether morning or evening was left open
UNTIL = "until "
_EXACT = re.compile(
    r"\b[ap]\.?m\b|noon|midnight|[午早晚夜晨]|(?:1[3-9]|2[0-3])[:：点時时]|(?:十[三-九]|二十[一-三]?)[点時时]", re.I
)
_TILL = re.compile(r"^(?:[打开用玩练坐充停]?[到至])|^(?:until|till|to)\b", re.IGNORECASE)
_ENDS = re.compile(r"(?:[打开用玩练坐充停]到|^到|[,，]到|\b(?:until|till)\s?)$", re.IGNORECASE)
_WHOLE_DAY = re.compile(r"一整天|全天|整天|一天(?!后)|all day|whole day", re.IGNORECASE)
_USUAL = re.compile(
    r"^(?:嗯+|好+|行|可以|对|都行|都可以|随便|不知道|默认|就这样|一般|差不多|ok(?:ay)?"
    r"|yes|fine|sure|any|whatever|the usual)[的吧啊呀了,，。.\s]*",
    re.I,
)
_BARE = re.compile(
    r"\b(?:make it|change it to|move it to)\s+(\d{1,2})(?::(\d\d))?(?![\d:]|\s*(?:h|people|min))", re.IGNORECASE
)
_BARE_ASKED = re.compile(
    r"^\D{0,12}?(\d{1,2})(?::(\d\d))?(?![\d:]|\s*(?:h|people|min|个|人|号))\D{0,12}$", re.IGNORECASE
)


def moments(answer: Answer) -> Iterator[Entity]:
    """Yield the times of an answer; the number of a court is none."""
    found = answer.understanding.entities if answer.understanding else ()
    places = [one for one in found if one.slot == "resource"]
    for one in found:
        number = any(place.start < one.start <= place.end for place in places) and re.fullmatch(r"\w+号", one.text)
        if one.slot == "time" and isinstance(one.value, Moment) and not number:
            yield one


def read_day(answer: Answer) -> Value:
    """Read the day, as YYYY-MM-DD; one that says only the end of a series is none."""
    found = list(_values(answer))
    days = (m for m in found if m.has_date and not _closes(m) and not _is_last(m, found))
    return next((f"{m.start:%Y-%m-%d}" for m in days), None)


def read_part(answer: Answer) -> Value:
    """Read the part of the day where no time of day is named with it."""
    return next((m.part for m in _values(answer) if m.part and m.clock is None), None)


def read_start(answer: Answer) -> Value:
    """Read the beginning, as HH:MM, with OPEN where it may be morning or evening."""
    for one in moments(answer):
        moment = one.value
        assert isinstance(moment, Moment), "moments yields times only"  # noqa: S101
        if moment.clock is None or _is_end(answer, one):
            continue
        open_end = moment.part is None and moment.clock.hour % 12 > 0 and not _EXACT.search(moment.text)
        return f"{moment.start:%H:%M}{OPEN if open_end and _spoken(moment) else ''}"
    bare = (_BARE_ASKED if answer.asked else _BARE).search(answer.text)
    return f"{int(bare[1]):02d}:{bare[2] or '00'}{OPEN}" if bare and 0 < int(bare[1]) < 24 else None


def read_length(answer: Answer) -> Value:
    """Read how long, in minutes, or until when ("until HH:MM")."""
    for one in moments(answer):
        moment = one.value
        assert isinstance(moment, Moment), "moments yields times only"  # noqa: S101
        if moment.clock is not None and _is_end(answer, one):
            at = moment.start if moment.bound != "before" else moment.end
            exact = moment.part is not None or _EXACT.search(moment.text)
            return f"{UNTIL}{at:%H:%M}{'' if exact else OPEN}"
        if moment.clock is not None and moment.end > moment.start and moment.bound in (None, "since", "after", ""):
            minutes = int((moment.end - moment.start).total_seconds() // 60)
            if moment.bound != "after" or minutes < 8 * 60:
                return minutes
    lasting = answer.understanding.value("duration") if answer.understanding else None
    if isinstance(lasting, int) and lasting > 0:
        return lasting
    if _WHOLE_DAY.search(answer.text):
        return "day"
    return "usual" if answer.asked and _USUAL.match(answer.text) else None


def read_people(answer: Answer) -> Value:
    """Read how many come."""
    found = answer.understanding
    value = found.value("people") or found.value("count") if found else None
    return value if isinstance(value, int) and value > 0 else None


def read_recurrence(answer: Answer) -> Value:
    """Read the rule by which it comes again, and the last day where one is named."""
    rule = answer.understanding.value("recurrence") if answer.understanding else None
    if not isinstance(rule, str):
        return None
    found = list(_values(answer))
    last = next((m.end - timedelta(seconds=1) for m in found if _closes(m) or _is_last(m, found)), None)
    return f"{rule};UNTIL={last:%Y%m%d}" if last and "UNTIL" not in rule else rule


def clock_of(said: str, values: Mapping[str, Value]) -> time:
    """Return the time of day that is meant: 七点 in the evening is 19:00, and so is it after 19:00 was named."""
    named = time.fromisoformat(said.removesuffix(OPEN))
    if not said.endswith(OPEN):
        return named
    known = values.get("start")
    part = values.get("part")
    if part in ("morning",):
        late = False
    elif part in ("noon", "afternoon", "evening", "night"):
        late = True
    elif isinstance(known, str):
        late = time.fromisoformat(known.removesuffix(OPEN)).hour >= 12
    else:
        return named
    small = 0 < named.hour % 12 < 6  # nobody books the small hours without saying so
    return named.replace(hour=named.hour % 12 + 12 * (late or small))


def length_of(said: Value, starts: datetime) -> int:
    """Return the minutes from a beginning on; "until HH:MM" lies after it, at the next day if need be."""
    if isinstance(said, int):
        return said
    named = time.fromisoformat(str(said).removeprefix(UNTIL).removesuffix(OPEN))
    ends = datetime.combine(starts.date(), named, tzinfo=starts.tzinfo)
    if str(said).endswith(OPEN):
        ends = ends.replace(hour=ends.hour % 12)
        while ends <= starts:
            ends += timedelta(hours=12)
    if ends <= starts:
        ends += timedelta(days=1)
    return int((ends - starts).total_seconds() // 60)


def days_of(rule: str, first: date, last: date) -> list[date]:
    """Return the days of a rule from its first to its last: every day, or some days of every or every other week.

    >>> [f"{one:%m%d}" for one in days_of("FREQ=WEEKLY;BYDAY=WE", date(2026, 3, 4), date(2026, 3, 20))]
    ['0304', '0311', '0318']
    """
    parts = dict(piece.split("=", 1) for piece in rule.split(";") if "=" in piece)
    if parts.get("UNTIL"):
        last = min(last, datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date())  # noqa: DTZ007  a day has no zone
    names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    wanted = {names.index(name) for name in parts.get("BYDAY", "").split(",") if name in names}
    if parts.get("FREQ") == "WEEKLY" and not wanted:
        wanted = {first.weekday()}
    step = int(parts.get("INTERVAL", "1"))
    monday = first - timedelta(days=first.weekday())
    found = []
    for number in range((last - first).days + 1):
        one = first + timedelta(days=number)
        weeks = (one - monday).days // 7
        fits = number % step == 0 if parts.get("FREQ") == "DAILY" and not wanted else weeks % step == 0
        if fits and (not wanted or one.weekday() in wanted):
            found.append(one)
    return found[: int(parts["COUNT"])] if parts.get("COUNT", "").isdigit() else found


def repeats(rule: str) -> bool:
    """Say whether a rule is one that can be booked: by days or weeks."""
    return "FREQ=WEEKLY" in rule or "FREQ=DAILY" in rule


def _values(answer: Answer) -> Iterator[Moment]:
    for one in moments(answer):
        if isinstance(one.value, Moment) and not _is_end(answer, one):
            yield one.value


def _is_end(answer: Answer, one: Entity) -> bool:
    """Say whether a time is when it ends: 到九点, until nine."""
    assert isinstance(one.value, Moment), "only times end"  # noqa: S101
    if one.value.end > one.value.start and one.value.bound is None:
        return False
    return bool(_TILL.search(one.text)) or bool(_ENDS.search(answer.text[: one.start]))


def _is_last(moment: Moment, found: list[Moment]) -> bool:
    """Say whether a day beside a rule is its last: 每周三晚上八点，到月底."""
    ruled = [one for one in found if one.recurrence]
    return bool(ruled) and moment.recurrence is None and moment.clock is None and moment.end > ruled[0].start


def _closes(moment: Moment) -> bool:
    return moment.recurrence is None and moment.bound in ("until", "before")


def _spoken(moment: Moment) -> bool:
    """Say whether an hour is named that may be of the morning or the evening."""
    return not re.search(r"\b0\d[:：]", moment.text)
