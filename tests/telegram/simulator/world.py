import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from tests.telegram.simulator.shapes import Thing, pruned

SUPERGROUPS = -1_000_000_000_000  # ids of supergroups lie below


@dataclass(frozen=True, slots=True)
class Person:
    """An account of Telegram: a human or the bot."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    is_bot: bool = False

    def shown(self) -> Thing:
        """Return the `User` object."""
        thing: Thing = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return pruned(thing | {"username": self.username, "language_code": self.language_code})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file Telegram keeps."""

    file_id: str
    data: bytes
    name: str
    mime: str
    path: str

    def shown(self) -> Thing:
        """Return the `File` object's common part."""
        return {"file_id": self.file_id, "file_unique_id": f"u{self.file_id}", "file_size": len(self.data)}


@dataclass(slots=True)
class Message:
    """One message of a chat; `version` grows with every edit, `extra` carries media and service parts."""

    chat: int
    id: int
    sender: Person
    date: int
    text: str | None = None
    caption: str | None = None
    entities: list[Thing] = field(default_factory=list)
    extra: Thing = field(default_factory=dict)
    file: StoredFile | None = None
    markup: Thing | None = None
    reply_to: int | None = None
    edited: int | None = None
    version: int = 0


@dataclass(slots=True)
class Chat:
    """A private chat with a person, or a group."""

    id: int
    title: str = ""
    person: Person | None = None
    open: bool = False  # the bot may write: the person has started it, or it is a member
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)

    def shown(self) -> Thing:
        """Return the `Chat` object."""
        if self.person is None:
            return {"id": self.id, "type": "supergroup" if self.id < SUPERGROUPS else "group", "title": self.title}
        names: Thing = {"first_name": self.person.first_name, "username": self.person.username}
        return pruned({"id": self.id, "type": "private", **names})


@dataclass(slots=True)
class Query:
    """A pressed button, and what the bot answered."""

    id: str
    person: int
    answered: bool = False
    text: str = ""


class Bell:
    """Wakes those who wait for a change."""

    def __init__(self) -> None:
        self._sleepers: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake everybody."""
        for sleeper in self._sleepers:
            if not sleeper.done():
                sleeper.set_result(None)
        self._sleepers = set()

    async def until(self, true: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is true; False when the time is over."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not true():
            left = end - loop.time()
            if left <= 0:
                return False
            await self._one_ring(left)
        return True

    async def _one_ring(self, seconds: float) -> None:
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.add(sleeper)
        try:
            await asyncio.wait((sleeper,), timeout=seconds)
        finally:
            self._sleepers.discard(sleeper)


class World:
    """Everything Telegram knows: people, chats, messages, files, pressed buttons, commands."""

    def __init__(self, bot: Person) -> None:
        self.bot = bot
        self.people: dict[int, Person] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.paths: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[str, object] = {}
        self.bell = Bell()
        self._ids = count(1)
        self._names = count(1)

    def private_chat(self, person: Person) -> Chat:
        """Return a person's chat with the bot; made when it is new."""
        self.people[person.id] = person
        return self.chats.setdefault(person.id, Chat(person.id, person=person))

    def group(self, number: int, title: str) -> Chat:
        """Return a group; made when it is new."""
        return self.chats.setdefault(number, Chat(number, title=title, open=True))

    def keep(self, message: Message) -> Message:
        """Keep a message in its chat."""
        self.chats[message.chat].messages[message.id] = message
        self.bell.ring()
        return message

    def message_id(self, chat: int) -> int:
        """Give the next message id: counted by supergroup, elsewhere over all chats of the bot."""
        if chat < SUPERGROUPS:
            return max(self.chats[chat].messages, default=0) + 1
        return next(self._ids)

    def message(self, chat: int, number: int) -> Message | None:
        """Find a message."""
        known = self.chats.get(chat)
        return known.messages.get(number) if known else None

    def sent(self, chat: int) -> Iterator[Message]:
        """Yield what the bot wrote into a chat, oldest first."""
        return (message for message in self.chats[chat].messages.values() if message.sender.is_bot)

    def store(self, data: bytes, folder: str, name: str, mime: str) -> StoredFile:
        """Keep a file and give it an id and a path."""
        number = next(self._names)
        stored = StoredFile(f"FILE{number:08d}", data, name, mime, f"{folder}/file_{number}_{name}")
        self.files[stored.file_id] = self.paths[stored.path] = stored
        return stored

    def new_id(self) -> str:
        """Give an id for a pressed button."""
        return f"9{next(self._names):017d}"

    def shown(self, message: Message, deep: bool = True) -> Thing:
        """Return the `Message` object, with the message it replies to."""
        replied = self.message(message.chat, message.reply_to) if deep and message.reply_to else None
        words = "caption_entities" if message.caption is not None else "entities"
        inline = message.markup if message.markup and "inline_keyboard" in message.markup else None
        return pruned(
            {
                "message_id": message.id,
                "from": message.sender.shown(),
                "chat": self.chats[message.chat].shown(),
                "date": message.date,
                "edit_date": message.edited,
                "reply_to_message": self.shown(replied, deep=False) if replied else None,
                "text": message.text,
                "caption": message.caption,
                words: message.entities or None,
                "reply_markup": inline,
                **message.extra,
            }
        )


def now() -> int:
    """Return the date Telegram writes on things: whole seconds since 1970."""
    return int(time.time())
