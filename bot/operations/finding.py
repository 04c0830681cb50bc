from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What the auditor looks for. What each means and what to do: docs/operations.md."""

    EMERGENCY_UNPAGED = "emergency_unpaged"
    EMERGENCY_UNACKNOWLEDGED = "emergency_unacknowledged"
    MESSAGE_UNHANDLED = "message_unhandled"
    MESSAGE_UNANSWERED = "message_unanswered"
    JOB_OVERDUE = "job_overdue"
    JOB_DEAD = "job_dead"
    OUTBOX_STUCK = "outbox_stuck"
    OUTBOX_DEAD = "outbox_dead"
    TICKET_OVERDUE = "ticket_overdue"
    RESIDENT_WAITING = "resident_waiting"
    LEASE_HELD = "lease_held"
    PROCESS_GONE = "process_gone"
    NOBODY_WORKS = "nobody_works"
    KIOSK_GONE = "kiosk_gone"
    KIOSK_DEAF = "kiosk_deaf"


KIOSKS = frozenset({Kind.KIOSK_GONE, Kind.KIOSK_DEAF})
"""Staff are told of these once, by day's means: a screen that is switched off at night wakes nobody every hour."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that should have happened and did not. It names things by number or id, never a person."""

    kind: Kind
    subject: str  # what it is about: E-3, web/normal, repairs.remind
    community_id: str | None  # None: the house as a whole
    since: datetime  # when it should have happened, or began not to
    count: int = 1  # how many things are meant
