"""What an update says, and whether it is meant for us. Pure: nothing is fetched, stored or answered here."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from aiogram.enums import ChatType, ContentType, MessageEntityType
from aiogram.types import Message, MessageEntity, PhotoSize, Update

from actions.access import looks_like_code
from actions.message import MessageKind
from bot.channels.telegram.house import say
from bot.channels.web.frames import tidy

LONGEST = 4096  # characters Telegram takes in one message
MARKED = "x"  # what a button carries that shows what was chosen
WORDLESS = frozenset(
    {
        *(ContentType.ANIMATION, ContentType.AUDIO, ContentType.CHECKLIST, ContentType.DICE, ContentType.DOCUMENT),
        *(ContentType.GAME, ContentType.PAID_MEDIA, ContentType.POLL, ContentType.STICKER, ContentType.STORY),
        *(ContentType.VIDEO, ContentType.VIDEO_NOTE),
    }
)
"""Things people send on purpose that we cannot read: they get an answer. What Telegram itself reports gets none."""
COMMANDS = ("start", "help", "person", "stop")
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)
_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself, as Telegram names it."""

    id: int
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Something said to us. `file` is Telegram's id of a photo or a recording, `code` a one-time code of a slip."""

    update_id: int
    chat: int
    user: int
    ref: int  # Telegram's id of the message; of a button: of the message it stands under
    private: bool
    sent_at: datetime | None
    kind: MessageKind = MessageKind.TEXT
    text: str = ""
    lang: str | None = None
    spoken_to: str = "zh"  # language of the person's own Telegram, for our few words about a message
    file: str = ""
    code: str = ""
    query: str = ""
    edited: bool = False

    @property
    def thread(self) -> str:
        """The conversation: a private chat, or one person in a group."""
        return str(self.chat) if self.private else f"{self.chat}:{self.user}"


def chat_of(thread: str) -> str:
    """Return the chat in which a thread takes place.

    >>> chat_of("-1001:42"), chat_of("42")
    ('-1001', '42')
    """
    return thread.partition(":")[0]


def is_group(thread: str) -> bool:
    """Say whether others read what is said in a thread."""
    return thread.startswith("-")


def read(update: Update, me: Me, photo_limit: int) -> Incoming | None:
    """Return what is said to us, or None. `photo_limit` is the largest photo in bytes."""
    if update.callback_query is not None:
        return _pressed(update)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot or message.sender_chat is not None:
        return None
    private = message.chat.type == ChatType.PRIVATE
    words = _words(message, me, private=private)
    if words is None:
        return None
    language = message.from_user.language_code or "zh"
    incoming = Incoming(
        update_id=update.update_id,
        chat=message.chat.id,
        user=message.from_user.id,
        ref=message.message_id,
        private=private,
        sent_at=_aware(message.date),
        text=tidy(words)[:LONGEST],
        spoken_to="zh" if language.startswith("zh") else "en",
    )
    return _edited(incoming, message) if update.edited_message else _said(incoming, message, photo_limit)


def bare(update: Update) -> Incoming | None:
    """Return words of a private chat as they are, for a person, where reading them fails; None in a group."""
    query = update.callback_query
    message = update.message or update.edited_message if query is None else query.message
    sender = query.from_user if query is not None else getattr(message, "from_user", None)
    if message is None or sender is None or sender.is_bot or message.chat.type != ChatType.PRIVATE:
        return None
    words = query.data if query is not None else getattr(message, "text", None) or getattr(message, "caption", None)
    return Incoming(
        update_id=update.update_id,
        chat=message.chat.id,
        user=sender.id,
        ref=message.message_id,
        private=True,
        sent_at=None,
        kind=MessageKind.TEXT if query is None else MessageKind.BUTTON,
        text=words or "",
    )


def _pressed(update: Update) -> Incoming | None:
    query = update.callback_query
    if query is None or query.message is None or query.from_user.is_bot:
        return None
    chat = query.message.chat
    return Incoming(
        update_id=update.update_id,
        chat=chat.id,
        user=query.from_user.id,
        ref=query.message.message_id,
        private=chat.type == ChatType.PRIVATE,
        sent_at=None,
        kind=MessageKind.BUTTON,
        text=query.data or "",
        spoken_to="zh" if (query.from_user.language_code or "zh").startswith("zh") else "en",
        query=query.id,
    )


def _aware(date: datetime) -> datetime:
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _words(message: Message, me: Me, *, private: bool) -> str | None:
    """Return the words without what calls us; None in a group that does not call us."""
    text = message.text or message.caption or ""
    if private:
        return text
    command = _COMMAND.fullmatch(text)
    if command and (command[2] or "").lower() == me.username.lower():
        return text
    calls = [entity for entity in message.entities or message.caption_entities or () if _calls(entity, text, me)]
    if calls:
        return _without(text, calls)
    replied = message.reply_to_message
    ours = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    return text if ours and replied and replied.forum_topic_created is None else None


def _calls(entity: MessageEntity, text: str, me: Me) -> bool:
    if entity.type == MessageEntityType.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntityType.MENTION and entity.extract_from(text).lower() == f"@{me.username}".lower()


def _without(text: str, calls: list[MessageEntity]) -> str:
    """Take names out; Telegram counts in halves of UTF-16."""
    raw = text.encode("utf-16-le")
    for entity in sorted(calls, key=lambda call: -call.offset):
        raw = raw[: entity.offset * 2] + raw[(entity.offset + entity.length) * 2 :]
    return raw.decode("utf-16-le", "ignore").strip(" \n,，:：、")


def _edited(incoming: Incoming, message: Message) -> Incoming | None:
    """A new version counts by its words alone: a photo is not fetched twice, a place that moves says nothing new."""
    if not incoming.text or message.location is not None:
        return None
    return replace(incoming, edited=True)


def _said(incoming: Incoming, message: Message, photo_limit: int) -> Incoming | None:
    if message.photo:
        return replace(incoming, kind=MessageKind.PHOTO, file=_largest(message.photo, photo_limit))
    if message.document is not None and message.document.mime_type in _PICTURES:
        return replace(incoming, kind=MessageKind.PHOTO, file=message.document.file_id)
    if message.voice is not None:
        return replace(incoming, kind=MessageKind.VOICE, text="", file=message.voice.file_id)
    if message.location is not None:
        return replace(incoming, kind=MessageKind.LOCATION, text=_place(incoming, message))
    if message.contact is not None:
        return replace(incoming, text=tidy(message.contact.phone_number)[:40])
    if message.text:
        return _commanded(incoming)
    return incoming if message.content_type in WORDLESS else None


def _largest(sizes: list[PhotoSize], limit: int) -> str:
    fitting = [size for size in sizes if (size.file_size or 0) <= limit] or sizes[:1]
    return max(fitting, key=lambda size: size.width * size.height).file_id


def _place(incoming: Incoming, message: Message) -> str:
    found = message.location
    if found is None:
        return ""
    named = (message.venue.title, message.venue.address) if message.venue else ()
    place = " ".join((f"{found.latitude:.5f}, {found.longitude:.5f}", *(tidy(part) for part in named if part)))
    return say(incoming.spoken_to, "location", place=place)[:300]


def _commanded(incoming: Incoming) -> Incoming:
    command = _COMMAND.fullmatch(incoming.text)
    if command is None:
        return incoming
    name, rest = command[1].lower(), (command[3] or "").strip()
    if name == "start" and looks_like_code(rest):
        return replace(incoming, kind=MessageKind.BUTTON, text=f"call:homes.code:{rest}", code=rest)
    if name in COMMANDS:
        return replace(incoming, text=say(incoming.spoken_to, f"command.{name}"), lang=incoming.spoken_to)
    return replace(incoming, text=rest or name)
