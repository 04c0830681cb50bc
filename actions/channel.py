from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from actions.reply import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One thing on its way out: a message to a thread of a channel. `id` grows in the order of sending."""

    id: int
    community: str
    channel: str
    thread: str
    text: str
    sent_at: datetime
    spoken: str = ""
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
    record: str | None = None
    private: bool = False
    lang: str = "zh"
    author: str = ""  # name of the member of staff who wrote it; empty for the assistant
    manner: Mapping[str, int] = field(default_factory=dict)  # pace and volume in percent, where the listener chose
    extra: dict[str, Any] | None = None


class SendFailed(Exception):
    """A channel could not deliver; `retry_after` seconds is what it asked for, `final` that no try will help."""

    def __init__(self, why: str, *, retry_after: float | None = None, final: bool = False) -> None:
        super().__init__(why)
        self.retry_after = retry_after
        self.final = final


class Channel(Protocol):
    """A way in and out. It makes a Message of what comes in and draws what goes out."""

    name: str

    async def send(self, delivery: Delivery) -> None:
        """Deliver one message or raise SendFailed."""
        ...
