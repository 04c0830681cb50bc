from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, told to every scenario that listens, without an answer."""

    def dump(self) -> dict[str, Any]:
        """Make it fit for a JSON column."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class TicketOpened(Event):
    """A ticket was opened."""

    ticket_id: str


@dataclass(frozen=True, slots=True)
class TicketChanged(Event):
    """A ticket's status changed; `by` is the id of the person who did it, empty for the assistant."""

    ticket_id: str
    status: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class HomeBound(Event):
    """A resident was tied to a home."""

    resident_id: str
    home_id: str


@dataclass(frozen=True, slots=True)
class PaymentRecorded(Event):
    """A payment was recorded for a charge."""

    payment_id: str


@dataclass(frozen=True, slots=True)
class PeopleTrapped(Event):
    """Somebody said that people cannot get out of a lift: whoever calls for help does so, and tells them."""

    conversation_id: str
    resident_id: str | None
    location: str
    note: str
    lang: str
