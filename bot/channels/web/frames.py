"""What a page's script sends over the socket, checked before anything else sees it."""

import json
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from actions.message import MessageKind
from bot.pulses import Doing, Pulse
from bot.sayings import Outcome

LARGEST_FRAME = 64 * 1024  # bytes
LONGEST_TEXT = 4000  # characters
LONGEST_BUTTON = 300
LONGEST_CODE = 20
LONGEST_CARD = 80  # as a reader types it
MOST_FILES = 5
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_FILE_ID = re.compile(r"[0-9a-f]{32}")
_THREAD = re.compile(r"[0-9a-f]{32}")
_PHONE = re.compile(r"1[0-9]{10}")
_LAST = re.compile(r"[0-9]{3}[0-9Xx]")
_PIN = re.compile(r"[0-9]{6}")
_KEPT_CONTROLS = "\n\t"
_LARGEST_SEQ = 2**31  # an id in the database is smaller
_SOFTEST = -100  # dBFS
_LONGEST_AGO = 10 * 24 * 60 * 60  # seconds
Word = TypeVar("Word", bound=StrEnum)


class BadFrame(ValueError):
    """A frame cannot be used; `key` is the sentence that says why, `id` the client's own for what it sent."""

    def __init__(self, key: str, client_id: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.id = client_id


@dataclass(frozen=True, slots=True)
class Hello:
    """The page is (again) there and has everything up to `seq`; a kiosk names the visitor's thread, if it has one."""

    seq: int
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """Something the resident said. `id` is the page's own: the same again is the same message."""

    id: str
    kind: MessageKind
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenUpTo:
    """The resident has seen everything up to `seq`."""

    seq: int


@dataclass(frozen=True, slots=True)
class Done:
    """The visitor of a kiosk has gone."""


@dataclass(frozen=True, slots=True)
class Who:
    """The visitor of a kiosk says who they are, with a one-time code."""

    code: str


@dataclass(frozen=True, slots=True)
class Uttered:
    """A kiosk tells what became of a sentence that staff had it say."""

    id: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class WhoByCard:
    """The same with what a reader typed from a card."""

    card: str


@dataclass(frozen=True, slots=True)
class WhoByPin:
    """The same with a telephone number, the last four digits of an identity card, and a PIN."""

    phone: str
    last: str
    pin: str


@dataclass(frozen=True, slots=True)
class SetPin:
    """Who is known at a kiosk sets their PIN, or changes it."""

    last: str
    pin: str


@dataclass(frozen=True, slots=True)
class DropPin:
    """Who is known at a kiosk wants no PIN any more."""


Entering = Who | WhoByCard | WhoByPin
Keeping = SetPin | DropPin
Frame = Hello | Send | SeenUpTo | Done | Entering | Keeping | Pulse | Uttered


def read_frame(raw: str) -> Frame:
    """Read a frame, or raise BadFrame."""
    if len(raw) > LARGEST_FRAME or len(raw.encode("utf-8", "replace")) > LARGEST_FRAME:
        raise BadFrame("error.frame_too_large")
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadFrame("error.frame") from None
    if not isinstance(frame, dict):
        raise BadFrame("error.frame")
    match frame.get("type"):
        case "send":
            return _send(frame)
        case "hello":
            return Hello(_seq(frame), _thread(frame))
        case "seen":
            return SeenUpTo(_seq(frame))
        case "done":
            return Done()
        case "who":
            return _who(frame)
        case "pulse":
            return _pulse(frame)
        case "uttered":
            return _uttered(frame)
        case "pin":
            return DropPin() if frame.get("drop") is True else SetPin(*_secret(frame))
    raise BadFrame("error.frame")


def tidy(text: str) -> str:
    """Take out what no person typed: control characters, halves of characters, what turns the reading direction.

    >>> tidy("  厨房\\x00漏水\\u202e了\\n")
    '厨房漏水了'
    """
    return "".join(letter for letter in text.replace("\r\n", "\n") if not _foreign(letter)).strip()


def _foreign(letter: str) -> bool:
    if letter in _KEPT_CONTROLS:
        return False
    return unicodedata.category(letter) in ("Cc", "Cs", "Co") or letter in "\u202a\u202b\u202d\u202e\ufeff"


def _send(frame: dict[str, object]) -> Send:
    client_id = frame.get("id")
    if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
        raise BadFrame("error.frame")
    if "button" in frame:
        button = _words(frame["button"], LONGEST_BUTTON, client_id)
        if not button:
            raise BadFrame("error.empty", client_id)
        return Send(client_id, MessageKind.BUTTON, button)
    text = _words(frame.get("text", ""), LONGEST_TEXT, client_id)
    files = _files(frame.get("files", []), client_id)
    if not text and not files:
        raise BadFrame("error.empty", client_id)
    return Send(client_id, MessageKind.PHOTO if files else MessageKind.TEXT, text, files)


def _who(frame: dict[str, object]) -> Entering:
    if "card" in frame:
        return WhoByCard(_words(frame["card"], LONGEST_CARD, ""))
    if "phone" in frame:
        return WhoByPin(_fitting(_PHONE, frame["phone"]), *_secret(frame))
    return Who(_words(frame.get("code"), LONGEST_CODE, ""))


def _secret(frame: dict[str, object]) -> tuple[str, str]:
    return _fitting(_LAST, frame.get("last")), _fitting(_PIN, frame.get("pin"))


def _fitting(form: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise BadFrame("error.frame")
    return value


def _words(value: object, limit: int, client_id: str) -> str:
    if not isinstance(value, str):
        raise BadFrame("error.frame", client_id)
    text = tidy(value)
    if len(text) > limit:
        raise BadFrame("error.too_long", client_id)
    return text


def _files(value: object, client_id: str) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_FILES:
        raise BadFrame("error.frame", client_id)
    if not all(isinstance(item, str) and _FILE_ID.fullmatch(item) for item in value):
        raise BadFrame("error.frame", client_id)
    return tuple(value)


def _seq(frame: dict[str, object]) -> int:
    seq = frame.get("seq", 0)
    if type(seq) is not int or not 0 <= seq < _LARGEST_SEQ:
        raise BadFrame("error.frame")
    return seq


def _thread(frame: dict[str, object]) -> str:
    thread = frame.get("thread") or ""
    if not isinstance(thread, str) or (thread and not _THREAD.fullmatch(thread)):
        raise BadFrame("error.frame")
    return thread


def _pulse(frame: dict[str, object]) -> Pulse:
    hears, speaks = frame.get("hears"), frame.get("speaks")
    if not isinstance(hears, bool) or not isinstance(speaks, bool):
        raise BadFrame("error.frame")
    return Pulse(
        doing=_one_of(Doing, frame.get("doing")),
        hears=hears,
        speaks=speaks,
        level=_number(frame.get("level"), _SOFTEST, 0),
        heard=_number(frame.get("heard"), 0, _LONGEST_AGO),
    )


def _uttered(frame: dict[str, object]) -> Uttered:
    saying = frame.get("id")
    outcome = _one_of(Outcome, frame.get("how"))
    if not isinstance(saying, str) or not _THREAD.fullmatch(saying):
        raise BadFrame("error.frame")
    if outcome not in (Outcome.ALOUD, Outcome.SHOWN, Outcome.CUT):
        raise BadFrame("error.frame")
    return Uttered(saying, outcome)


def _one_of(kind: type[Word], value: object) -> Word:
    try:
        return kind(str(value))
    except ValueError:
        raise BadFrame("error.frame") from None


def _number(value: object, least: int, most: int) -> int | None:
    """Read a whole number that may be missing; what lies outside counts as the nearest within."""
    if value is None:
        return None
    if type(value) is not int:
        raise BadFrame("error.frame")
    return min(max(value, least), most)
