"""How a repair was before a change, so that one word puts it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.ticket import Ticket

_KEPT = ("status", "wish", "location", "object", "category", "home_id", "rating", "comment", "data", "assignee_id")
_TIMES = ("wish_from", "wish_until", "closed_at", "due_at")


def state_of(ticket: Ticket) -> dict[str, Any]:
    """Return what can be put back, fit for JSON."""
    times = {name: moment.isoformat() if (moment := getattr(ticket, name)) else None for name in _TIMES}
    return {name: getattr(ticket, name) for name in _KEPT} | {"status": str(ticket.status)} | times


def restore(ticket: Ticket, before: Mapping[str, Any]) -> None:
    """Put it back."""
    for name in _KEPT:
        setattr(ticket, name, before.get(name, getattr(ticket, name)))
    for name in _TIMES:
        if name in before:
            setattr(ticket, name, datetime.fromisoformat(before[name]) if before[name] else None)
