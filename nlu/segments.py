import re
from collections.abc import Callable
from dataclasses import dataclass

from nlu.types import Intent

_LEAST = 4  # characters; 好的 or "ok" is no request of its own
_LINK = r"(?:另外|还有|顺便|对了|然后|同时|以及|再(?=帮|给|把|交|查|订|约|报|问|来|看))[,，:：]?\s*"
_LINK_EN = (
    r"(?:[,.]\s*|\s)(?:and also|oh and|by the way|and (?=can|could|please|what|when|book|pay|how)|(?:also|plus)\b),?\s*"
)
_CUT = re.compile(
    rf"[。！？!?;；\n]+\s*(?:{_LINK})?|[,，、.]?\s*{_LINK}|{_LINK_EN}|(?<=[a-z]{{3}})\.\s+", re.IGNORECASE
)


_FINE = re.compile(rf"{_CUT.pattern}|[,，、]\s*|\s(?:and|then)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """A stretch of a message that asks for one thing."""

    text: str
    intent: Intent


def clauses(text: str, *, fine: bool = False) -> tuple[str, ...]:
    """Cut a message at full stops and at words that add something (另外, and also); if `fine`, at commas, too."""
    parts = [part.strip(" ,，") for part in (_FINE if fine else _CUT).sub("\n", text).split("\n")]
    return tuple(part for part in parts if len(part) >= _LEAST)


def requests(
    parts: tuple[str, ...], understand: Callable[[str], Intent], stands_alone: Callable[[Intent], bool]
) -> tuple[Request, ...]:
    """Join clauses into requests: one that is no request of its own belongs to the request before it."""
    found: list[Request] = []
    lead = ""
    for part in parts:
        intent = understand(part)
        last = found[-1] if found else None
        if stands_alone(intent) and (last is None or intent.name != last.intent.name):
            found.append(Request(f"{lead}{part}", intent))
            lead = ""
        elif last:
            found[-1] = Request(f"{last.text}, {part}", last.intent)
        else:
            lead += f"{part}, "
    return tuple(found) if len(found) > 1 else ()
