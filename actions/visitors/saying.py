"""How a pass is said: who comes, when, until when, and its code digit by digit."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.texts import load_texts
from actions.visitors.models import Pass
from actions.visitors.stay import DAYS
from actions.wording import day, listing

PACKAGE = "actions.visitors"
_DIGITS = "零一二三四五六七八九"


def said(lang: str, key: str, **values: object) -> str:
    """Return words of this scenario that stand inside a sentence."""
    return str(load_texts(PACKAGE).render(lang, key, values))


def who(row: Pass, lang: str) -> str:
    """Say who comes: by name, else by what they are, else by the plate."""
    if row.name:
        return said(lang, "who.surname", name=row.name) if len(row.name) == 1 else row.name
    if row.kind and row.kind != "guest":
        return said(lang, f"kind.{row.kind}")
    return said(lang, "who.plate", plate=row.plate) if row.plate else said(lang, "kind.guest")


def label(row: Pass, lang: str) -> str:
    """Say which pass is meant on a button: its number and who it is for."""
    return f"{row.number} {who(row, lang)}"


def when(row: Pass, now: datetime, lang: str) -> str:
    """Say when somebody comes: a day with its hour, several days, or every Monday and Friday until a day."""
    starts = row.starts.astimezone(now.tzinfo)
    ends = row.ends.astimezone(now.tzinfo) if row.ends else None
    last = (ends - timedelta(seconds=1)).date() if ends else None
    hours = _hours(row, lang, " " if lang == "en" or row.recurrence else "")
    if row.recurrence:
        days = _days(row.recurrence, starts, lang)
        since = day(starts.date(), now.date(), lang) if starts.date() > now.date() else ""
        key = "when.repeats_until" if last else "when.repeats"
        until = day(last, now.date(), lang) if last else ""
        told = said(lang, key, days=days, hours=hours, until=until)
        return said(lang, "when.since", since=since, days=told) if since else told
    first = day(starts.date(), now.date(), lang)
    if last is None or last <= starts.date() or (row.comes is not None and _same_night(row, starts, ends)):
        return said(lang, "when.day", day=first, hours=hours)
    return said(lang, "when.days", day=first, hours=hours, until=day(last, now.date(), lang))


def _same_night(row: Pass, starts: datetime, ends: datetime | None) -> bool:
    """Say whether a pass only goes a few hours over midnight because somebody comes late."""
    return ends is not None and ends - starts < timedelta(hours=12)


def _hours(row: Pass, lang: str, gap: str) -> str:
    if row.comes is not None:
        ends = f"-{_clock(row.leaves)}" if row.leaves is not None else ""
        return f"{gap}{_clock(row.comes)}{ends}"
    gap = gap if lang == "en" else ""
    return f"{gap}{said(lang, f'part.{row.part}')}" if row.part else ""


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _days(recurrence: str, starts: datetime, lang: str) -> str:
    parts = dict(part.partition("=")[::2] for part in recurrence.split(";"))
    named = [one for one in parts.get("BYDAY", "").split(",") if one in DAYS]
    every = parts.get("INTERVAL", "1")
    if named == list(DAYS):
        return said(lang, "when.daily")
    if named:
        key = "when.weekly" if every == "1" else "when.second_week"
        return said(lang, key, days=listing([said(lang, f"weekday.{one}") for one in named], lang))
    if parts.get("FREQ") == "DAILY":
        return said(lang, "when.daily") if every == "1" else said(lang, "when.every", count=every)
    if parts.get("BYMONTHDAY", "").isdigit():
        return said(lang, "when.monthly", day=parts["BYMONTHDAY"])
    if parts.get("FREQ") == "WEEKLY":
        return said(lang, "when.weekly", days=said(lang, f"weekday.{DAYS[starts.weekday()]}"))
    return said(lang, "when.regular")


def digits(code: str, lang: str) -> str:
    """Say a code digit by digit.

    >>> digits("402719", "zh"), digits("402719", "en")
    ('四、零、二、七、一、九', '4, 0, 2, 7, 1, 9')
    """
    return ", ".join(code) if lang == "en" else "、".join(_DIGITS[int(one)] for one in code)


def enumerated(lines: Sequence[str], lang: str) -> str:
    """Number several lines as they stand under each other."""
    mark = ". " if lang == "en" else "、"
    return "\n".join(f"{number}{mark}{line}" for number, line in enumerate(lines, start=1))
