"""Notices of a community file. A title is enough: the rest is read from its words."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from actions.loading import Loading
from actions.notices.models import Notice, NoticeStatus
from actions.notices.publishing import roles_of
from actions.notices.reading import Span, buildings_of, span_of, topic_of

_A_DAY = 10  # letters of a time that is only a day


def load_notices(loading: Loading, rows: list[Any]) -> None:
    """Read the section `notices`: title, and where given body, title_en, body_en, topic, buildings, from, until,
    roles, urgent, status."""
    for index, row in enumerate(rows):
        given: Mapping[str, Any] = row if isinstance(row, dict) else {"title": row}
        title = str(given.get("title") or "").strip()
        if not title:
            loading.problem(index, "title", "give every notice a title, such as 9月18日 09:00-15:00 停水")
            continue
        _load(loading, index, title[:200], given)


def _load(loading: Loading, index: int, title: str, row: Mapping[str, Any]) -> None:
    body = str(row.get("body") or "")
    words = f"{title}\n{body}"
    query = select(Notice.created_at).where(Notice.community_id == loading.community.id, Notice.title == title)
    created = loading.time(index, row.get("created"), "created") or loading.db.scalar(query) or loading.now
    span = _span(loading, index, row, words)
    buildings = row.get("buildings")
    values = {
        "body": body[:4000],
        "title_en": str(row.get("title_en") or "")[:200],
        "body_en": str(row.get("body_en") or "")[:4000],
        "topic": str(row.get("topic") or topic_of(title) or topic_of(body))[:30],
        "scope": _named(buildings) if buildings else buildings_of(words),
        "starts": span.starts,
        "ends": span.ends,
        "created_at": created,
        "roles": list(roles_of(_listed(row.get("roles")))),
        "urgent": row.get("urgent") in (True, "true", "是", 1),
        "status": _status(loading, index, row),
    }
    loading.upsert(Notice, {"title": title}, values)


def _status(loading: Loading, index: int, row: Mapping[str, Any]) -> str:
    said = str(row.get("status") or NoticeStatus.PUBLISHED)
    if said in {NoticeStatus.DRAFT, NoticeStatus.PUBLISHED, NoticeStatus.WITHDRAWN}:
        return said
    loading.problem(index, "status", "a notice is draft, published or withdrawn; left out: published")
    return NoticeStatus.DRAFT


def _listed(said: object) -> list[str]:
    return [str(one) for one in said] if isinstance(said, list) else re.split(r"[、,，\s]+", str(said or ""))


def _named(buildings: object) -> list[str]:
    """Write the buildings of a row as the scope is written: 7栋."""
    names = buildings if isinstance(buildings, list) else str(buildings).replace("，", ",").split(",")
    known = [(buildings_of(str(name)) or [f"{name}栋" if str(name).strip().isdigit() else str(name)]) for name in names]
    return [name for found in known for name in found]


def _span(loading: Loading, index: int, row: Mapping[str, Any], words: str) -> Span:
    starts = loading.time(index, row.get("from"), "from")
    ends = loading.time(index, row.get("until"), "until")
    if ends is not None and len(str(row["until"])) <= _A_DAY:
        ends += timedelta(days=1)  # until a day means until its end
    if starts is None and ends is None:
        return span_of(words, loading.now)
    return Span(starts, ends)
