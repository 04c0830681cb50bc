"""Times of the demo community, written relative to the moment it is loaded.

Only whole strings of this grammar are rewritten, and only under the keys of TIMES and PERIODS:

    today · +2d · -14d · next sat · last mon            a day, with or without " 19:00" behind it
    m-1 +6d · q-0 end                                   a day inside a past or present month or quarter, likewise
    -3h · +2h                                           a moment, to the minute
    q-0 · m-1                                           a period, under "period" only
    now                                                 the moment itself, under "now" only

Under the keys of TEXTS a day or period in double braces is written out for people, in English where the key
ends in _en: "{{+2d}} 09:00-15:00" becomes "9月19日(周五)09:00-15:00". Everything else passes unchanged.
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")

TIMES = frozenset(
    {"created", "date", "start", "end", "from", "until", "deadline", "due", "paid_at", "at", "arrived", "collected"}
    | {"closed", "maintained", "inspection_due"}
)
PERIODS = frozenset({"period"})
TEXTS = frozenset({"title", "title_en", "body", "body_en"})

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = (
    r"(?:(?P<today>today)|(?P<days>[+-]\d{1,4})d"
    rf"|(?P<side>next|last) (?P<weekday>{'|'.join(_WEEKDAYS)})"
    r"|(?P<span>[qm]-\d{1,2}) (?:end|\+(?P<into>\d{1,2})d))"
)
_MOMENT = re.compile(rf"{_DAY}(?: (?P<clock>(?:[01]\d|2[0-3]):[0-5]\d))?", re.ASCII)
_HOURS = re.compile(r"(?P<hours>[+-]\d{1,3})h", re.ASCII)
_PERIOD = re.compile(r"(?P<unit>[qm])-(?P<back>\d{1,2})", re.ASCII)
_BRACES = re.compile(r"\{\{([^{}]+)\}\}")


def resolve(document: object, now: datetime) -> object:
    """Return a copy of a JSON document with every relative time made absolute; `now` is aware.

    Days become YYYY-MM-DD, moments YYYY-MM-DD HH:MM (both in the zone Asia/Shanghai), periods 2025Q3 or 2025-08.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a zone")
    return _walk(document, "", now.astimezone(ZONE))


def moment(text: str, now: datetime) -> str | None:
    """Return the day or moment that a relative time means, or None when the text is no relative time."""
    if found := _HOURS.fullmatch(text):
        return f"{now + timedelta(hours=int(found['hours'])):%Y-%m-%d %H:%M}"
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    day = _day(found, now.date())
    return f"{day.isoformat()} {found['clock']}" if found["clock"] else day.isoformat()


def period(text: str, now: datetime) -> str | None:
    """Return the quarter (2025Q3) or month (2025-08) that a relative period means, or None."""
    if _PERIOD.fullmatch(text) is None:
        return None
    first = _first(text, now.date())
    return f"{first.year}Q{_quarter(first)}" if text[0] == "q" else f"{first:%Y-%m}"


def _walk(node: object, key: str, now: datetime) -> object:
    if isinstance(node, dict):
        return {name: _walk(value, str(name), now) for name, value in node.items()}
    if isinstance(node, list):
        return [_walk(value, key, now) for value in node]
    return _value(node, key, now) if isinstance(node, str) else node


def _value(text: str, key: str, now: datetime) -> str:
    if key in TIMES:
        return moment(text, now) or text
    if key in PERIODS:
        return period(text, now) or text
    if key in TEXTS:
        return _BRACES.sub(lambda found: _spoken(found, key.endswith("_en"), now), text)
    return now.isoformat(timespec="seconds") if key == text == "now" else text


def _day(found: re.Match[str], today: date) -> date:
    if found["days"]:
        return today + timedelta(days=int(found["days"]))
    if found["weekday"]:
        return _weekday(_WEEKDAYS.index(found["weekday"]), found["side"] == "next", today)
    if found["span"]:
        first = _first(found["span"], today)
        return first + timedelta(days=int(found["into"])) if found["into"] else _last(found["span"], first)
    return today


def _weekday(wanted: int, ahead: bool, today: date) -> date:
    """Return the nearest such weekday within the seven days after or before today."""
    gap = (wanted - today.weekday()) % 7 if ahead else (today.weekday() - wanted) % 7
    return today + timedelta(days=(gap or 7) if ahead else -(gap or 7))


def _first(span: str, today: date) -> date:
    """Return the first day of a period such as q-1: quarters and months are counted back from today's."""
    months = today.year * 12 + today.month - 1
    back = int(span[2:])
    months = months - months % 3 - 3 * back if span[0] == "q" else months - back
    return date(months // 12, months % 12 + 1, 1)


def _last(span: str, first: date) -> date:
    """Return the last day of the period that begins on `first`."""
    months = first.year * 12 + first.month - 1 + (3 if span[0] == "q" else 1)
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _quarter(day: date) -> int:
    return (day.month - 1) // 3 + 1


def _spoken(found: re.Match[str], english: bool, now: datetime) -> str:
    """Write a day or a period as people read it; what is neither keeps its braces."""
    text = found[1]
    if _PERIOD.fullmatch(text):
        return _spoken_period(text[0] == "q", _first(text, now.date()), english)
    matched = _MOMENT.fullmatch(text)
    if matched is None or matched["clock"]:
        return found[0]
    day = _day(matched, now.date())
    if english:
        return f"{_ENGLISH_DAYS[day.weekday()]} {day.day} {_ENGLISH_MONTHS[day.month - 1]}"
    return f"{day.month}月{day.day}日(周{'一二三四五六日'[day.weekday()]})"


def _spoken_period(quarterly: bool, first: date, english: bool) -> str:
    if english:
        return f"Q{_quarter(first)} {first.year}" if quarterly else f"{_ENGLISH_MONTHS[first.month - 1]} {first.year}"
    return f"{first.year}年第{'一二三四'[_quarter(first) - 1]}季度" if quarterly else f"{first.year}年{first.month}月"


# Written out because strftime would follow the server's locale.
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
