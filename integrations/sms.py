import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class SmsFailed(Exception):
    """A provider did not take a message; `final` says that no other try will help."""

    def __init__(self, why: str, *, final: bool = False) -> None:
        super().__init__(why)
        self.final = final


class SmsProvider(Protocol):
    """Sends short messages. `key` is the same for a repeated try of one message, for providers that deduplicate.

    `delivers` says whether they reach telephones: only then may a code be sent.
    """

    @property
    def delivers(self) -> bool: ...  # noqa: D102  said above

    async def send(self, phone: str, text: str, key: str) -> None:
        """Send one message or raise SmsFailed."""
        ...


class LogSms:
    """Keeps messages in a file instead of sending them, for an installation without a provider and for the demo."""

    delivers = False

    def __init__(self, file: Path) -> None:
        self._file = file

    async def send(self, phone: str, text: str, key: str) -> None:
        """Append the message as one line of JSON."""
        line = json.dumps({"key": key, "phone": phone, "text": text}, ensure_ascii=False)
        await asyncio.to_thread(self._append, line)

    def _append(self, line: str) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(f"{line}\n")


@dataclass(slots=True)
class FakeSms:
    """Remembers what was sent; fails as often as `failures` says."""

    failures: int = 0
    delivers: bool = False
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    async def send(self, phone: str, text: str, key: str) -> None:
        """Remember the message, or fail."""
        if self.failures > 0:
            self.failures -= 1
            raise SmsFailed("the fake was told to fail")
        self.sent.append((phone, text, key))
