from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Thing: TypeAlias = dict[str, object]
"""A JSON object as the Bot API sends it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot: method, plain values, files; `typed` when the values came as JSON."""

    method: str
    values: Thing
    files: Mapping[str, Upload] = field(default_factory=dict)
    typed: bool = False

    def text(self, name: str) -> str:
        """Read a text; empty when it is missing."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str, otherwise: int = 0) -> int:
        """Read a whole number."""
        value = self.values.get(name)
        return value if isinstance(value, int) else otherwise

    def flag(self, name: str) -> bool:
        """Read a switch; off when it is missing."""
        return self.values.get(name) is True

    def thing(self, name: str) -> Thing | None:
        """Read an object."""
        value = self.values.get(name)
        return value if isinstance(value, dict) else None

    def names(self, name: str) -> tuple[str, ...] | None:
        """Read a list of words; None when it is missing."""
        value = self.values.get(name)
        return tuple(str(item) for item in value) if isinstance(value, list) else None


class Refused(Exception):
    """Refuse a call the way Telegram does: code, description, parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Thing:
        """Return the JSON answer for this refusal."""
        answer: Thing = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


def bad_request(why: str) -> Refused:
    """Build the usual 400."""
    return Refused(400, f"Bad Request: {why}")


def pruned(thing: Thing) -> Thing:
    """Leave out what is None: Telegram never sends null."""
    return {name: value for name, value in thing.items() if value is not None}
