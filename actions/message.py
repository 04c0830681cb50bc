from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

KIOSK = "kiosk"  # the channel of the screens that speak in lobbies


class MessageKind(StrEnum):
    """What came in."""

    TEXT = "text"
    BUTTON = "button"
    PHOTO = "photo"
    VOICE = "voice"
    LOCATION = "location"
    OUTCOME = "outcome"  # of a command: done, failed, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message addressed to the assistant, as a channel hands it over.

    `update_id` is the channel's own id: the same one twice is the same message. `thread` is the channel's name for the
    conversation, `sender` its name for the speaker. `private` is False where others see or hear the reply (a group, a
    kiosk). For a button `text` is its value, for a photo `files` are ids in the storage and `text` is the caption.
    """

    community: str
    channel: str
    update_id: str
    thread: str
    sender: str
    sent_at: datetime
    kind: MessageKind = MessageKind.TEXT
    text: str = ""
    files: tuple[str, ...] = ()
    lang: str | None = None
    private: bool = True
    sequence: int = 0  # the channel's own order, where it has one; 0 elsewhere
    wait: float = 0.0  # seconds in which earlier ones of the channel may still arrive
    place: str = ""  # where a kiosk stands, a home or building name
    post: str = ""  # the key of that kiosk: what may be done there hangs on it
    ref: str = ""  # the channel's own id of the message: for a reply to it, and for a later version of it
    fetch: str = ""  # the channel's own name of a file that it brings in before the turn
    fault: str = ""  # how the channel's own code failed at it: no turn is made of it, a person takes it

    @property
    def by_ear(self) -> bool:
        """Say whether its words were heard by a machine, and may be other words: a voice note, or said to a kiosk."""
        return self.kind is MessageKind.VOICE or (self.kind is MessageKind.TEXT and self._at_kiosk)

    @property
    def may_be_misheard(self) -> bool:
        """Say whether what it asks for was only heard: at a kiosk even what is pressed began with what was said."""
        return self.by_ear or self._at_kiosk

    @property
    def _at_kiosk(self) -> bool:
        return bool(self.post) or self.channel == KIOSK  # one that is only tried out has no key


def tidy(message: Message) -> Message:
    """Return a message without what a database cannot hold: NUL characters and halves of surrogate pairs."""
    clean = {name: _storable(getattr(message, name)) for name in ("update_id", "thread", "sender", "text")}
    changed = {name: value for name, value in clean.items() if value != getattr(message, name)}
    return replace(message, **changed) if changed else message  # type: ignore[arg-type]  # they are all strings


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
