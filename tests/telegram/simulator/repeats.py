from collections.abc import Iterable
from dataclasses import dataclass

from tests.telegram.simulator.faults import Fault
from tests.telegram.simulator.ledger import Send

EXCUSES = frozenset({Fault.DROP, Fault.HANG})


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same message accepted again in a chat; `excused` says why the bot could not know of the one before."""

    chat: int
    text: str
    seq: int
    earlier: int
    excused: str  # a fault, "unheard" (the bot was gone before the answer), or empty


def repeats(sends: Iterable[Send]) -> list[Repeat]:
    """Find messages with the words of an earlier one of the chat, in order; the words tell one reply from another."""
    before: dict[tuple[int, str, str], Send] = {}
    found = []
    for entry in sends:
        if not entry.accepted:
            continue
        earlier = before.get((entry.chat, entry.method, entry.text))
        if earlier is not None:
            found.append(Repeat(entry.chat, entry.text, entry.seq, earlier.seq, _excuse(earlier)))
        before[entry.chat, entry.method, entry.text] = entry
    return found


def _excuse(earlier: Send) -> str:
    if earlier.fault in EXCUSES:
        return str(earlier.fault)
    return "" if earlier.answered else "unheard"
