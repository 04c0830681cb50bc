"""Ways to pay, behind one small protocol: what the payer is told, and how news of received money is read.

A provider never decides that a bill is paid: it says how much arrived, and the books compare that with what is owed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequest:
    """What is to be paid: `number` is our own and unique (the idempotency key of a provider), `amount` integer fen."""

    number: str
    amount: int
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to pay a request: at a desk, to an account with a `reference` to write, or by a `link`."""

    method: str  # cash, transfer, wechat, alipay ...
    place: str = ""
    account: str = ""
    holder: str = ""
    bank: str = ""
    reference: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Money that arrived: integer fen, and by which method ("" where nobody said)."""

    amount: int
    method: str = ""


class UnreadableNotice(ValueError):
    """A notice does not say how much arrived, or cannot be trusted."""


class PaymentProvider(Protocol):
    """One provider. `ways` needs no network: an online one is asked for its link before, outside of any turn."""

    name: str

    def ways(self, request: PaymentRequest) -> Sequence[Way]:
        """Return how a request can be paid."""
        ...

    def read(self, notice: str) -> Received:
        """Read news of received money (words of staff, a signed callback) or raise UnreadableNotice."""
        ...
