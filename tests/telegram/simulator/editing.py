from tests.telegram.simulator.sending import MOST_TEXT, markup_of, words
from tests.telegram.simulator.shapes import Call, Thing, bad_request
from tests.telegram.simulator.state import Method, State, chat_of, own_message
from tests.telegram.simulator.world import Message, now

MOST_ALERT = 200


async def edit_message_text(state: State, call: Call) -> object:
    """Replace a text; buttons not sent again vanish."""
    message = own_message(state, call, "edit")
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    text, entities = words(call, "text", MOST_TEXT, empty="message text is empty")
    markup = markup_of(call)
    if (text, entities) == (message.text, message.entities) and _same(markup, message.markup):
        raise _not_modified()
    message.text, message.entities = text, entities
    return _edited(state, message, markup)


async def edit_message_reply_markup(state: State, call: Call) -> object:
    """Replace the buttons of a message."""
    message = own_message(state, call, "edit")
    markup = markup_of(call)
    if _same(markup, message.markup):
        raise _not_modified()
    return _edited(state, message, markup)


async def delete_message(state: State, call: Call) -> object:
    """Take a message away."""
    chat = chat_of(state, call)
    if chat.messages.pop(call.number("message_id"), None) is None:
        raise bad_request("message to delete not found")
    state.world.bell.ring()
    return True


async def answer_callback_query(state: State, call: Call) -> object:
    """Answer a pressed button, once."""
    query = state.world.queries.get(call.text("callback_query_id"))
    if query is None or query.answered:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(call.text("text")) > MOST_ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered, query.text = True, call.text("text")
    state.world.bell.ring()
    return True


def _edited(state: State, message: Message, markup: Thing | None) -> Thing:
    message.markup = markup
    message.edited = now()
    message.version += 1
    state.world.bell.ring()
    return state.world.shown(message)


def _same(one: Thing | None, other: Thing | None) -> bool:
    empty: Thing = {"inline_keyboard": []}
    return (one or empty) == (other or empty)


def _not_modified() -> Exception:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
}
