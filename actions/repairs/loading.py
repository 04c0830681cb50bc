"""Repairs of a community file: those that were open, or just finished, when the community moved in here."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from actions.loading import Loading
from actions.people import Staff
from actions.repairs.tickets import KIND
from actions.ticket import ACTIVE, Author, Ticket, TicketEntry, TicketStatus, count_on
from nlu.slots import location

_STATUS = {"dispatched": "assigned", "waiting_parts": "paused", "done_unrated": "done"} | {
    str(status): str(status) for status in TicketStatus
}


def load_tickets(loading: Loading, rows: list[Any]) -> None:
    """Read the section `tickets`: one repair a row, found again by its key."""
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or not row.get("key"):
            loading.problem(index, "key", "give every ticket a key, such as T-OLD-1")
            continue
        _load(loading, index, row)
    _count_on(loading)


def _load(loading: Loading, index: int, row: Mapping[str, Any]) -> None:
    status = _STATUS.get(str(row.get("status") or "open"))
    if status is None:
        loading.problem(index, "status", f"{row['status']!r} is none of {', '.join(sorted(_STATUS))}")
        return
    home = loading.home(index, row["home"]) if row.get("home") else None
    number = str(row["key"])[:20]
    query = select(Ticket).where(Ticket.community_id == loading.community.id, Ticket.number == number)
    seen = loading.db.scalar(query)
    created = loading.time(index, row.get("created"), "created") or (seen.created_at if seen else loading.now)
    closed = loading.time(index, row.get("closed"), "closed") or created
    resident = loading.residents.get(str(row.get("by"))) if row.get("by") else None
    if row.get("by") and resident is None:
        loading.problem(index, "by", f"there is no resident {row['by']!r}")
    place, area = _place(row)
    values = {
        "kind": KIND,
        "status": status,
        "urgency": "high" if row.get("urgency") == "high" else "normal",
        "category": str(row.get("category") or ""),
        "object": str(row.get("object") or "")[:60],
        "location": place,
        "area": area,
        "text": str(row.get("text") or "")[:2000],
        "home_id": home.id if home else None,
        "resident_id": resident.id if resident else None,
        "created_at": created,
        "closed_at": None if status in ACTIVE else closed,
        "rating": row.get("rating"),
        "comment": str(row.get("comment") or "")[:1000],
        "wish": str(row.get("wish") or "")[:120],
        "wish_from": loading.time(index, row.get("wish_from"), "wish_from"),
        "wish_until": loading.time(index, row.get("wish_until"), "wish_until"),
        "due_at": loading.time(index, row.get("due"), "due"),
        **_worker(loading, row),
    }
    ticket = loading.upsert(Ticket, {"number": number}, values)
    _thread(loading, index, ticket, row.get("thread") or [])


def _place(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return where it is and whether that is a home: as the file says, else as its text says."""
    found = location.read(str(row.get("text") or ""))
    said = {entity.slot: str(entity.value) for entity in reversed(found)}
    place = str(row.get("location") or said.get("location") or "")[:120]
    return place, str(row.get("area") or ("home" if row.get("home") else said.get("area") or "public"))


def _worker(loading: Loading, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return who does it, a member of staff by key or name, else the name as it stands; and what else is known."""
    name = str(row.get("worker") or "")
    every: list[Staff] = list(loading.staff.values())
    staff = next((one for one in every if name and name in (one.key, one.name)), None)
    unknown = {"worker": name} if name and not staff else {}
    return {"assignee_id": staff.id if staff else None, "data": {**(row.get("data") or {}), **unknown}}


def _thread(loading: Loading, index: int, ticket: Ticket, lines: list[Any]) -> None:
    for line in lines:
        at = loading.time(index, line.get("at"), "thread") or ticket.created_at
        author = str(line.get("author") or Author.STAFF)
        if author not in {str(known) for known in Author}:
            loading.problem(index, "thread", f"author {author!r} is none of {', '.join(Author)}")
            continue
        text = str(line.get("text") or "")[:2000]
        keys = {"ticket_id": ticket.id, "text": text, "at": at}
        loading.upsert(TicketEntry, keys, {"author": author, "kind": "text", "public": bool(line.get("public", True))})


def _count_on(loading: Loading) -> None:
    """Let new numbers begin behind those of the file."""
    numbers = loading.db.scalars(select(Ticket.number).where(Ticket.community_id == loading.community.id)).all()
    count_on(loading.db, loading.community.id, "ticket", numbers)
