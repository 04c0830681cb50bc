"""Visitor passes of a community file: those that were given when the community moved in here."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from actions.loading import Loading
from actions.ticket import count_on
from actions.visitors.models import Pass, PassStatus
from actions.visitors.stay import DAY, DAYS, weekdays

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_CHINESE = dict(zip("一二三四五六日", ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_KINDS = {"保姆": "nanny", "月嫂": "nanny", "nanny": "nanny", "保洁": "cleaner", "cleaner": "cleaner", "护工": "nanny"}
_STATUS = {
    "active": PassStatus.ACTIVE,
    "expired": PassStatus.ACTIVE,  # its end says so
    "revoked": PassStatus.REVOKED,
    "cancelled": PassStatus.REVOKED,
}
SERIES = "visitor_pass"


def load_passes(loading: Loading, rows: list[Any]) -> None:
    """Read the section `visitor_passes`: one pass a row, found again by its key."""
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or not row.get("key"):
            loading.problem(index, "key", "give every visitor pass a key, such as V-1")
            continue
        _load(loading, index, row)
    numbers = loading.db.scalars(select(Pass.number).where(Pass.community_id == loading.community.id)).all()
    count_on(loading.db, loading.community.id, SERIES, numbers)


def _load(loading: Loading, index: int, row: Mapping[str, Any]) -> None:
    status = _STATUS.get(str(row.get("status") or "active"))
    if status is None:
        loading.problem(index, "status", f"{row['status']!r} is none of {', '.join(_STATUS)}")
        return
    home = loading.home(index, row.get("home"))
    resident = loading.residents.get(str(row.get("by"))) if row.get("by") else None
    if row.get("by") and resident is None:
        loading.problem(index, "by", f"there is no resident {row['by']!r}")
    note, is_over = str(row.get("note") or ""), row.get("status", "active") != "active"
    number = str(row["key"])[:20]
    seen = loading.db.scalar(select(Pass).where(Pass.community_id == loading.community.id, Pass.number == number))
    starts = _starts(loading, index, row) or (seen.starts if seen else loading.now)
    recurrence = _rule(str(row.get("recurrence") or "")) or rule_of(note)
    if home is None:
        return
    values = {
        "home_id": home.id,
        "resident_id": resident.id if resident else None,
        "status": status,
        "name": str(row.get("name") or "")[:60],
        "kind": str(row.get("kind") or next((kind for word, kind in _KINDS.items() if word in note.lower()), "")),
        "phone": str(row.get("phone") or "")[:30],
        "plate": str(row.get("plate") or "")[:20].upper(),
        "people": _people(loading, index, row.get("people")),
        "starts": starts,
        "ends": _ends(loading, index, row, starts, recurrence) or (loading.now if is_over else None),
        "comes": _minutes(loading, index, row, "time" if row.get("time") else "start"),
        "leaves": _minutes(loading, index, row, "end"),
        "part": str(row.get("part") or "")[:12],
        "recurrence": recurrence[:120],
        "note": note[:200],
        "code": str(row.get("code") or (seen.code if seen else ""))[:6],
        "created_at": loading.time(index, row.get("created"), "created") or (seen.created_at if seen else loading.now),
    }
    loading.upsert(Pass, {"number": number}, values)


def rule_of(note: str) -> str:
    """Return the days that a note names, as a rule; empty where it names none.

    >>> rule_of("保姆 long term Mon/Wed/Fri"), rule_of("每周二、周四下午"), rule_of("带轮椅")
    ('FREQ=WEEKLY;BYDAY=MO,WE,FR', 'FREQ=WEEKLY;BYDAY=TU,TH', '')
    """
    said = re.search(r"(?:每?周|每?星期|每?礼拜)([一二三四五六日天、,，和周每]+)", note)
    if said:
        days = [code for sign, code in _CHINESE.items() if sign in said[1].replace("天", "日")]
        return f"FREQ=WEEKLY;BYDAY={','.join(days)}"
    if re.search(r"每天|天天|\bdaily\b|\bevery day\b", note, re.IGNORECASE):
        return "FREQ=DAILY"
    return weekdays(note)


def _rule(said: str) -> str:
    if not said.lower().startswith("weekly"):
        return said if said.startswith("FREQ=") else rule_of(said)
    named = {word[:2].upper() for word in re.findall(r"[a-z]{2,}", said[len("weekly") :].lower())}
    days = [day for day in DAYS if day in named]
    return f"FREQ=WEEKLY;BYDAY={','.join(days)}" if days else ""


def _starts(loading: Loading, index: int, row: Mapping[str, Any]) -> datetime | None:
    day = loading.time(index, row.get("date"), "date")
    minutes = _minutes(loading, index, row, "time" if row.get("time") else "start")
    return day + timedelta(minutes=minutes) if day and minutes is not None and day.time() == time() else day


def _ends(loading: Loading, index: int, row: Mapping[str, Any], starts: datetime, recurrence: str) -> datetime | None:
    until = loading.time(index, row.get("until"), "until")
    if until is not None:
        return until + DAY if until.time() == time() else until
    if recurrence or not row.get("date"):
        return None
    local = starts.astimezone(loading.community.tz)
    return datetime.combine(local.date(), time(), tzinfo=local.tzinfo) + DAY


def _minutes(loading: Loading, index: int, row: Mapping[str, Any], column: str) -> int | None:
    said = row.get(column)
    if said in (None, ""):
        return None
    found = _CLOCK.fullmatch(str(said)[:5])
    if found is None:
        loading.problem(index, column, f"{said!r} is no time of day, such as 14:00")
        return None
    return int(found[1]) * 60 + int(found[2])


def _people(loading: Loading, index: int, said: object) -> int:
    try:
        return max(1, int(str(said))) if said not in (None, "") else 1
    except ValueError:
        loading.problem(index, "people", f"{said!r} is not a number of people")
        return 1
