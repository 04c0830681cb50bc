from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from actions.offer import Offer
from actions.reply import Button, Reply, Text


class Why(StrEnum):
    """Why somebody is told something outside a turn of theirs."""

    NEWS = "news"  # of their own matter; at night it waits for the morning
    UNASKED = "unasked"  # nobody asked for it: it counts for the day, and can be refused
    PROMISED = "promised"  # they said "later": it comes when that was promised


@dataclass(frozen=True, slots=True)
class Tell:
    """Say something to a resident in their own chat, outside the turn that caused it."""

    resident_id: str | None
    reply: Reply
    urgent: bool = False
    conversation_id: str | None = None  # None: the chat the resident used last
    author: str = ""  # name of the member of staff whose words these are
    why: Why = Why.NEWS
    offer: Offer | None = None  # what yes, no, later and a question mean afterwards
    plain: Reply | None = None  # said instead to whoever wants no such offer, or had enough of them today
    until: datetime | None = None  # after it, it need not be said any more


@dataclass(frozen=True, slots=True)
class Page:
    """Call a member of staff: by SMS, on the desk and in their own chats, when urgent in the emergency lane.

    `buttons` stand only in chats that they have tied to themselves (`actions/badge.py`).
    """

    staff_id: str
    text: Text
    urgent: bool = False
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Send a one-time code by SMS (`actions/proof.py`): its digits stand in the text only when it leaves."""

    phone: str
    slip_id: str
    text: Text  # with actions.proof.HIDDEN where the digits belong
    expires: timedelta


@dataclass(frozen=True, slots=True)
class Command:
    """Ask a device for something: at most once, not after `expires`; its outcome calls `on_outcome` of the scenario.

    `on_outcome` may carry an argument, "arrived:B-1": the function then finds "B-1:done" in `turn.argument`.
    """

    kind: str  # which adapter carries it out: home, lift
    target: str
    payload: dict[str, Any]
    expires: timedelta
    on_outcome: str
    conversation_id: str | None = None  # where its outcome is said; None: where it was wished for
    scenario: str = ""  # whose function it calls; empty until the scenario at work changes


@dataclass(slots=True)
class Effects:
    """Wishes of a turn to the world outside. They leave after the commit, or not at all."""

    wishes: list[Tell | Page | Code | Command] = field(default_factory=list)

    def tell(
        self,
        resident_id: str | None,
        reply: Reply,
        *,
        urgent: bool = False,
        conversation_id: str | None = None,
        author: str = "",
    ) -> None:
        """Tell a resident something, in the chat they used last or in the conversation named.

        A speaker nobody knows is reached by `conversation_id` alone.
        """
        self.wishes.append(Tell(resident_id, reply, urgent, conversation_id, author))

    def offer(
        self,
        resident_id: str | None,
        reply: Reply,
        offer: Offer,
        *,
        why: Why = Why.UNASKED,
        plain: Reply | None = None,
        until: datetime | None = None,
        urgent: bool = False,
    ) -> None:
        """Say something that can be answered with yes, no, later or a question: once, in the chat they used last.

        `urgent`: also at night, to who heard enough today, and to who refused the topic. It takes no emergency's lane:
        what goes to a thousand people must not stand before an answer to somebody in danger.
        """
        wish = Tell(resident_id, reply, urgent, why=why, offer=offer, plain=plain, until=until)
        self.wishes.append(wish)

    def page(self, staff_id: str, text: Text, *, urgent: bool = False, buttons: tuple[Button, ...] = ()) -> None:
        """Page a member of staff; what the buttons call must look at who presses (`turn.staff`)."""
        self.wishes.append(Page(staff_id, text, urgent, buttons))

    def code(self, phone: str, slip_id: str, text: Text, *, expires: timedelta) -> None:
        """Send the code of a slip to a telephone."""
        self.wishes.append(Code(phone, slip_id, text, expires))

    def command(
        self,
        kind: str,
        target: str,
        payload: dict[str, Any],
        *,
        expires: timedelta,
        on_outcome: str,
        conversation_id: str | None = None,
    ) -> None:
        """Send a command to a device; a job says in whose conversation the outcome is told."""
        self.wishes.append(Command(kind, target, payload, expires, on_outcome, conversation_id))
