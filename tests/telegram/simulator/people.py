import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.telegram.simulator.formatting import units
from tests.telegram.simulator.sending import buttons_of, file_parts
from tests.telegram.simulator.shapes import Thing
from tests.telegram.simulator.state import State
from tests.telegram.simulator.world import Chat, Message, Person, Query, StoredFile, now

if TYPE_CHECKING:
    from tests.telegram.simulator.groups import Group

MARKS = re.compile(r"(?P<bot_command>(?<!\S)/[A-Za-z0-9_]+(@\w+)?)|(?P<mention>@\w{4,})")
PATIENCE = 5.0  # seconds a test waits for a message unless it says otherwise


class NotHeard(AssertionError):
    """Say that an expected message did not come, and what came instead."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the bot as a person sees it now."""

    message_id: int
    text: str  # or the caption
    labels: tuple[str, ...]
    kind: str  # text, photo, voice or document
    data: bytes  # of the file
    edited: bool
    reply_to: int | None


class Mailbox:
    """What the bot wrote into one chat, with a mark of what was heard already."""

    def __init__(self, state: State, chat: Chat) -> None:
        self.state = state
        self.chat = chat
        self._heard: set[tuple[int, int]] = set()

    @property
    def inbox(self) -> list[Heard]:
        """The bot's messages in their present form, oldest first."""
        return [_heard(message) for message in self.state.world.sent(self.chat.id)]

    async def hears(self, text: str = "", seconds: float = PATIENCE) -> Heard:
        """Wait for a message or edit with these words that was not heard before; raises NotHeard."""
        if not await self.state.world.bell.until(lambda: self._fresh(text) is not None, seconds):
            got = "\n".join(f"- {heard.text} {list(heard.labels)}" for heard in self.inbox) or "nothing"
            raise NotHeard(f"{text!r} did not come to chat {self.chat.id} in {seconds} s; there is:\n{got}")
        message = self._fresh(text)
        if message is None:
            raise NotHeard(f"{text!r} vanished")
        self._heard.add((message.id, message.version))
        return _heard(message)

    def button(self, label: str) -> tuple[Message, Thing] | None:
        """Find the newest message with this button, and the button."""
        for message in reversed(list(self.state.world.sent(self.chat.id))):
            for kind in ("inline_keyboard", "keyboard"):
                for button in buttons_of(message.markup, kind):
                    if button.get("text") == label:
                        return message, button
        return None

    def _fresh(self, text: str) -> Message | None:
        for message in self.state.world.sent(self.chat.id):
            if (message.id, message.version) not in self._heard and text in (message.text or message.caption or ""):
                return message
        return None


class User(Mailbox):
    """A person with Telegram on the phone."""

    def __init__(self, state: State, person: Person) -> None:
        super().__init__(state, state.world.private_chat(person))
        self.person = person
        self.id = person.id

    async def starts(self, payload: str = "") -> int:
        """Press the start button of the bot, or open a deep link with a payload."""
        return await self.says(f"/start {payload}".strip())

    async def says(self, text: str, group: "Group | None" = None, reply_to: int | None = None) -> int:
        """Write a text in private or in a group; return its message id."""
        return self._tell(group, reply_to, text=text, entities=marks(text))

    async def mentions(self, text: str, group: "Group") -> int:
        """Write a text to a group that calls the bot by name."""
        return await self.says(f"@{self.state.world.bot.username} {text}", group)

    async def photo(self, data: bytes, caption: str = "", group: "Group | None" = None) -> int:
        """Send a picture."""
        file = self.state.world.store(data, "photos", "photo.jpg", "image/jpeg")
        return self._tell(group, None, caption=caption or None, file=file, extra=file_parts("photo", file))

    async def voice(self, data: bytes, duration: int = 3, group: "Group | None" = None) -> int:
        """Send a voice note of `duration` seconds."""
        file = self.state.world.store(data, "voice", "voice.oga", "audio/ogg")
        return self._tell(group, None, file=file, extra=file_parts("voice", file, duration))

    async def document(self, data: bytes, name: str, mime: str = "application/pdf", caption: str = "") -> int:
        """Send a file."""
        file = self.state.world.store(data, "documents", name, mime)
        return self._tell(None, None, caption=caption or None, file=file, extra=file_parts("document", file))

    async def location(self, lat: float, lon: float, group: "Group | None" = None) -> int:
        """Send a place."""
        return self._tell(group, None, extra={"location": {"latitude": lat, "longitude": lon}})

    async def sticker(self) -> int:
        """Send a sticker, which says nothing."""
        shape: Thing = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._tell(None, None, extra={"sticker": shape | {"file_id": "STICKER", "file_unique_id": "uS"}})

    async def edits(self, message_id: int, text: str, group: "Group | None" = None) -> None:
        """Change a text written before."""
        chat = group.chat if group else self.chat
        message = chat.messages[message_id]
        message.text, message.entities, message.edited = text, marks(text), now()
        message.version += 1
        self._update({"edited_message": self.state.world.shown(message)}, message)

    async def press(self, label: str, group: "Group | None" = None, seconds: float = PATIENCE) -> str:
        """Press a button on the newest message that has it, waiting for it; return the id of the query."""
        box: Mailbox = group or self
        if not await self.state.world.bell.until(lambda: box.button(label) is not None, seconds):
            raise NotHeard(f"no button {label!r}; there is {[heard.labels for heard in box.inbox]}")
        message, button = box.button(label) or (None, {})
        if message is None or "callback_data" not in button:  # a key of the keyboard below just writes its label
            await self.says(label, group)
            return ""
        return self.presses_again(message.id, str(button["callback_data"]), group)

    def presses_again(self, message_id: int, data: str, group: "Group | None" = None) -> str:
        """Send a press with any data on any message, as an old or forged client may."""
        chat = group.chat if group else self.chat
        query = Query(self.state.world.new_id(), self.id)
        self.state.world.queries[query.id] = query
        message = chat.messages[message_id]
        body: Thing = {"id": query.id, "from": self.person.shown(), "message": self.state.world.shown(message)}
        body |= {"chat_instance": str(chat.id * 7919), "data": data}
        number = self.state.updates.add({"callback_query": body})
        self.state.ledger.heard(chat.id, self.id, message.id, number, data)
        return query.id

    @property
    def alerts(self) -> list[str]:
        """What the bot answered to pressed buttons, in order; without the unanswered."""
        mine = (query for query in self.state.world.queries.values() if query.person == self.id)
        return [query.text for query in mine if query.answered]

    async def answered(self, query: str, seconds: float = PATIENCE) -> str:
        """Wait until a pressed button is answered; return the text."""
        known = self.state.world.queries[query]
        if not await self.state.world.bell.until(lambda: known.answered, seconds):
            raise NotHeard(f"the pressed button {query} was not answered in {seconds} s")
        return known.text

    async def blocks(self) -> None:
        """Block the bot."""
        self._set_blocked(True)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._set_blocked(False)

    def _set_blocked(self, blocked: bool) -> None:
        self.chat.blocked = blocked
        self.state.updates.add(membership(self.state, self.chat, self.person, kicked=blocked))

    def _tell(
        self,
        group: "Group | None",
        reply_to: int | None,
        *,
        text: str | None = None,
        caption: str | None = None,
        entities: list[Thing] | None = None,
        extra: Thing | None = None,
        file: StoredFile | None = None,
    ) -> int:
        chat = group.chat if group else self.chat
        self.chat.open = self.chat.open or group is None
        message = Message(chat.id, self.state.world.message_id(chat.id), self.person, now(), text, caption)
        message.entities, message.extra, message.file, message.reply_to = entities or [], extra or {}, file, reply_to
        self.state.world.keep(message)
        self._update({"message": self.state.world.shown(message)}, message)
        return message.id

    def _update(self, body: Thing, message: Message) -> None:
        number = self.state.updates.add(body)
        self.state.ledger.heard(message.chat, self.id, message.id, number, message.text or message.caption or "")


def marks(text: str) -> list[Thing]:
    """Find the commands and mentions Telegram marks in a text."""
    return [
        {"type": str(found.lastgroup), "offset": units(text[: found.start()]), "length": units(found.group())}
        for found in MARKS.finditer(text)
    ]


def membership(state: State, chat: Chat, person: Person, kicked: bool) -> Thing:
    """Build the `my_chat_member` update: the bot was let in, or thrown out."""
    bot = state.world.bot.shown()
    inside: Thing = {"status": "member", "user": bot}
    outside: Thing = {"status": "kicked", "user": bot, "until_date": 0}
    old, new = (inside, outside) if kicked else (outside, inside)
    change: Thing = {"chat": chat.shown(), "from": person.shown(), "date": now()}
    return {"my_chat_member": change | {"old_chat_member": old, "new_chat_member": new}}


def _heard(message: Message) -> Heard:
    buttons = [*buttons_of(message.markup), *buttons_of(message.markup, "keyboard")]
    kinds = [name for name in ("photo", "voice", "document") if name in message.extra]
    return Heard(
        message_id=message.id,
        text=message.text or message.caption or "",
        labels=tuple(str(button.get("text")) for button in buttons),
        kind=kinds[0] if kinds else "text",
        data=message.file.data if message.file else b"",
        edited=message.edited is not None,
        reply_to=message.reply_to,
    )
