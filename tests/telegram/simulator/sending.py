from tests.telegram.simulator.formatting import parsed, units
from tests.telegram.simulator.shapes import Call, Refused, Thing, bad_request
from tests.telegram.simulator.state import Method, State, chat_of
from tests.telegram.simulator.world import Chat, Message, StoredFile, now

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_DATA = 64  # bytes behind a button
MOST_PHOTO = 10 * 1024 * 1024
MOST_FILE = 50 * 1024 * 1024
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def writable(state: State, call: Call) -> Chat:
    """Find the chat a call writes to; 403 where the bot is not welcome."""
    chat = chat_of(state, call)
    if chat.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    if not chat.open and chat.person is None:
        raise Refused(403, "Forbidden: bot was kicked from the supergroup chat")
    if not chat.open:
        raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
    return chat


def words(call: Call, name: str, most: int, empty: str) -> tuple[str, list[Thing]]:
    """Read a text or caption and its entities, and keep to its length in UTF-16 units."""
    plain, entities = parsed(call.text(name), call.text("parse_mode"))
    given = call.values.get("entities" if name == "text" else "caption_entities")
    if isinstance(given, list):
        entities = given
    if empty and not plain.strip():
        raise bad_request(empty)
    if units(plain) > most:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return plain, entities


def markup_of(call: Call) -> Thing | None:
    """Read the buttons; refuse too much data behind one."""
    markup = call.thing("reply_markup")
    for button in buttons_of(markup):
        data = button.get("callback_data")
        if isinstance(data, str) and not 1 <= len(data.encode()) <= MOST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        if "callback_data" not in button and "url" not in button and len(button) < 2:
            raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    return markup


def buttons_of(markup: Thing | None, kind: str = "inline_keyboard") -> list[Thing]:
    """Return the buttons of all rows."""
    rows = markup.get(kind) if markup else None
    found = [button for row in rows for button in row] if isinstance(rows, list) else []
    return [button if isinstance(button, dict) else {"text": str(button)} for button in found]


def replied_to(chat: Chat, call: Call) -> int | None:
    """Read which message this one replies to."""
    wanted = call.thing("reply_parameters")
    number = wanted.get("message_id") if wanted else None
    if wanted is None or not isinstance(number, int):
        return None
    if number in chat.messages:
        return number
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def file_of(state: State, call: Call, name: str) -> StoredFile:
    """Take the file a call brings, or find the one it names."""
    value = call.text(name)
    upload = call.files.get(value.removeprefix("attach://")) if value.startswith("attach://") else call.files.get(name)
    if upload is None:
        if value in state.world.files:
            return state.world.files[value]
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > (MOST_PHOTO if name == "photo" else MOST_FILE):
        raise Refused(413, "Request Entity Too Large")
    return state.world.store(upload.data, f"{name}s", upload.name, upload.mime)


def file_parts(name: str, file: StoredFile, duration: int = 1) -> Thing:
    """Return the part of a message that describes its file."""
    if name == "photo":
        sizes = ((90, 67), (1280, 960))
        return {"photo": [file.shown() | {"width": wide, "height": high} for wide, high in sizes]}
    if name == "voice":
        return {"voice": file.shown() | {"duration": duration, "mime_type": "audio/ogg"}}
    return {name: file.shown() | {"file_name": file.name, "mime_type": file.mime}}


async def send_message(state: State, call: Call) -> object:
    """Send a text."""
    chat = writable(state, call)
    text, entities = words(call, "text", MOST_TEXT, empty="message text is empty")
    message = _started(state, chat, call)
    message.text, message.entities = text, entities
    return state.world.shown(state.world.keep(message))


async def send_photo(state: State, call: Call) -> object:
    """Send a picture."""
    return _send_file(state, call, "photo")


async def send_voice(state: State, call: Call) -> object:
    """Send a voice note."""
    return _send_file(state, call, "voice")


async def send_document(state: State, call: Call) -> object:
    """Send any file."""
    return _send_file(state, call, "document")


async def send_chat_action(state: State, call: Call) -> object:
    """Show that the bot is writing."""
    chat = writable(state, call)
    if call.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(call.text("action"))
    return True


def _send_file(state: State, call: Call, name: str) -> Thing:
    chat = writable(state, call)
    caption, entities = words(call, "caption", MOST_CAPTION, empty="")
    message = _started(state, chat, call)
    message.file = file_of(state, call, name)
    message.caption, message.entities = caption or None, entities
    message.extra = file_parts(name, message.file, call.number("duration", 1))
    return state.world.shown(state.world.keep(message))


def _started(state: State, chat: Chat, call: Call) -> Message:
    markup, reply_to = markup_of(call), replied_to(chat, call)
    number = state.world.message_id(chat.id)
    return Message(chat.id, number, state.world.bot, now(), markup=markup, reply_to=reply_to)


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendVoice": send_voice,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
}
