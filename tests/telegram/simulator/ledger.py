import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from tests.telegram.simulator.faults import Fault
from tests.telegram.simulator.shapes import Thing

SENDS = frozenset({"sendMessage", "sendPhoto", "sendVoice", "sendDocument"})
"""Methods that make a new message: what limits count and what must not be repeated."""


@dataclass(slots=True)
class Send:
    """One attempt to make a new message, in the order of arrival; `at` is monotonic seconds."""

    seq: int
    at: float
    method: str
    chat: int
    text: str
    status: int  # what the bot was told or would have been told
    accepted: bool  # the message stands in the chat
    message_id: int | None = None
    fault: Fault = Fault.NONE
    answered: bool = False  # the answer left while the bot was still listening
    too_soon: bool = False  # came although this chat was told to wait
    reply_to: int | None = None
    caller: str = ""  # which of several processes it came from, where they say so


@dataclass(frozen=True, slots=True)
class Said:
    """Something a person did that went to the bot as an update."""

    seq: int
    at: float
    chat: int
    person: int
    message_id: int
    update_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A call that does not keep to the description of the Bot API."""

    method: str
    problems: tuple[str, ...]


class Ledger:
    """Keeps what came and what went, in order."""

    def __init__(self) -> None:
        self.sends: list[Send] = []
        self.said: list[Said] = []
        self.calls: dict[str, int] = {}

    def send(self, method: str, chat: int, text: str, fault: Fault = Fault.NONE, reply_to: int | None = None) -> Send:
        """Open the line of one attempt."""
        entry = Send(len(self.sends) + 1, time.monotonic(), method, chat, text, 0, False, fault=fault)
        entry.reply_to = reply_to
        self.sends.append(entry)
        return entry

    def heard(self, chat: int, person: int, message_id: int, update_id: int, text: str) -> None:
        """Note what a person did."""
        self.said.append(Said(len(self.said) + 1, time.monotonic(), chat, person, message_id, update_id, text))

    def accepted(self, chat: int | None = None) -> list[Send]:
        """Return the messages that stand, in order, all or of one chat."""
        return [entry for entry in self.sends if entry.accepted and chat in (None, entry.chat)]

    def lines(self, after: int = 0, chat: int | None = None) -> Iterator[Thing]:
        """Yield the attempts as JSON objects, those after a sequence number."""
        return (asdict(entry) for entry in self.sends[after:] if chat in (None, entry.chat))
