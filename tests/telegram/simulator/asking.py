import json

from tests.telegram.simulator.shapes import Call, Refused, Thing, bad_request, pruned
from tests.telegram.simulator.state import Method, State, chat_of

MOST_DOWNLOAD = 20 * 1024 * 1024
MOST_COMMANDS = 100


async def get_me(state: State, call: Call) -> object:
    """Say who the bot is."""
    return state.world.bot.shown() | {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(state: State, call: Call) -> object:
    """Hand over what is new, after waiting for it."""
    if state.webhook.hook.url:
        why = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        raise Refused(409, f"Conflict: {why}")
    return await state.updates.poll(call)


async def set_webhook(state: State, call: Call) -> object:
    """Push updates from now on."""
    if call.flag("drop_pending_updates"):
        state.updates.pending.clear()
    state.updates.allow(call.names("allowed_updates"))
    await state.webhook.set(call)
    return True


async def delete_webhook(state: State, call: Call) -> object:
    """Stop pushing updates."""
    if call.flag("drop_pending_updates"):
        state.updates.pending.clear()
    await state.webhook.drop()
    return True


async def get_webhook_info(state: State, call: Call) -> object:
    """Say how the pushing goes."""
    return state.webhook.info()


async def get_file(state: State, call: Call) -> object:
    """Give the path of a file."""
    file = state.world.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > MOST_DOWNLOAD:
        raise bad_request("file is too big")
    return file.shown() | {"file_path": file.path}


async def set_my_commands(state: State, call: Call) -> object:
    """Keep the list of commands for a scope and a language."""
    commands = call.values.get("commands")
    if isinstance(commands, list) and len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    state.world.commands[_scope(call)] = commands
    return True


async def get_my_commands(state: State, call: Call) -> object:
    """Give the list of commands of a scope and a language."""
    return state.world.commands.get(_scope(call), [])


async def delete_my_commands(state: State, call: Call) -> object:
    """Forget the list of commands of a scope and a language."""
    state.world.commands.pop(_scope(call), None)
    return True


async def get_chat(state: State, call: Call) -> object:
    """Describe a chat in full."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full: Thing = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    return chat_of(state, call).shown() | full


async def get_chat_member(state: State, call: Call) -> object:
    """Say what a person is in a chat."""
    chat = chat_of(state, call)
    person = state.world.people.get(call.number("user_id"))
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    there = chat.open if person.is_bot else True
    return {"status": "member" if there else "left", "user": person.shown()}


async def get_chat_member_count(state: State, call: Call) -> object:
    """Count those who ever wrote into a chat, and the bot."""
    return len({message.sender.id for message in chat_of(state, call).messages.values()} | {state.world.bot.id})


async def leave_chat(state: State, call: Call) -> object:
    """Leave a group."""
    chat = chat_of(state, call)
    if chat.person is not None:
        raise bad_request("chat member status can't be changed in private chats")
    chat.open = False
    return True


async def say_yes(state: State, call: Call) -> object:
    """Answer logOut and close, which mean nothing here."""
    return True


def _scope(call: Call) -> str:
    return json.dumps(pruned({"scope": call.thing("scope"), "language": call.text("language_code") or None}))


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "logOut": say_yes,
    "close": say_yes,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
