import pytest

from tests.telegram.simulator import Simulator
from tests.telegram.simulator.shapes import Thing
from tests.telegram.simulator.tests.raw import Raw


def keyboard(data: str) -> Thing:
    return {"inline_keyboard": [[{"text": "Tap", "callback_data": data}]]}


# What is sent, and how Telegram refuses it.
REFUSED = {
    "too long": ({"text": "长" * 4097}, "400 Bad Request: message is too long"),
    "too long in UTF-16": ({"text": "🏠" * 2049}, "400 Bad Request: message is too long"),
    "empty": ({"text": ""}, "400 Bad Request: message text is empty"),
    "blank": ({"text": " \n "}, "400 Bad Request: message text is empty"),
    "too much behind a button": ({"reply_markup": keyboard("长" * 22)}, "400 Bad Request: BUTTON_DATA_INVALID"),
    "reply to nothing": ({"reply_parameters": {"message_id": 999}}, "400 Bad Request: message to be replied not found"),
    "unknown chat": ({"chat_id": 8}, "400 Bad Request: chat not found"),
    "open tag": (
        {"text": "<b>x", "parse_mode": "HTML"},
        "400 Bad Request: can't parse entities: Can't find end tag for b",
    ),
    "foreign tag": (
        {"text": "<div>x</div>", "parse_mode": "HTML"},
        '400 Bad Request: can\'t parse entities: Unsupported start tag "div"',
    ),
}


@pytest.mark.parametrize(("change", "refusal"), REFUSED.values(), ids=REFUSED.keys())
async def test_telegram_refuses(sim: Simulator, raw: Raw, change: Thing, refusal: str) -> None:
    await sim.user(7).starts()
    assert await raw.refusal("sendMessage", **({"chat_id": 7, "text": "hello"} | change)) == refusal
    assert sim.user(7).inbox == []
    assert [entry.accepted for entry in sim.ledger.sends] == [False]


async def test_the_longest_text_and_button_pass(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    await raw.sent(7, "长" * 4096, reply_markup=keyboard("x" * 64))


async def test_html_becomes_text_with_marks(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    sent = await raw.result("sendMessage", chat_id=7, text="🏠 <b>a &amp; b</b>", parse_mode="HTML")
    assert isinstance(sent, dict)
    assert sent["text"] == "🏠 a & b"
    assert sent["entities"] == [{"type": "bold", "offset": 3, "length": 5}]


async def test_a_bot_cannot_write_first(sim: Simulator, raw: Raw) -> None:
    sim.user(7)
    refusal = await raw.refusal("sendMessage", chat_id=7, text="hello")
    assert refusal == "403 Forbidden: bot can't initiate conversation with a user"


async def test_a_bot_that_is_blocked_hears_so(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    await sim.user(7).blocks()
    assert await raw.refusal("sendMessage", chat_id=7, text="hello") == "403 Forbidden: bot was blocked by the user"
    await sim.user(7).unblocks()
    await raw.sent(7)


async def test_a_removed_bot_cannot_write_to_the_group(sim: Simulator, raw: Raw) -> None:
    group = sim.group(-1001, "一栋")
    await raw.sent(-1001, "hello")
    await group.removes_bot(by=sim.user(7))
    assert (await raw.refusal("sendMessage", chat_id=-1001, text="hello")).startswith("403 Forbidden: bot was kicked")
    await group.adds_bot(by=sim.user(7))
    await raw.result("leaveChat", chat_id=-1001)
    assert (await raw.refusal("sendMessage", chat_id=-1001, text="hello")).startswith("403")


async def test_a_button_is_answered_once(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    await raw.sent(7, reply_markup=keyboard("x"))
    query = await sim.user(7).press("Tap")
    await raw.result("answerCallbackQuery", callback_query_id=query, text="done")
    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await raw.refusal("answerCallbackQuery", callback_query_id=query) == too_old
    assert await raw.refusal("answerCallbackQuery", callback_query_id="404") == too_old
    assert sim.user(7).alerts == ["done"]


async def test_an_edit_takes_the_buttons_away(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    number = await raw.sent(7, "hello", reply_markup=keyboard("x"))
    await raw.result("editMessageText", chat_id=7, message_id=number, text="changed")
    heard = await sim.user(7).hears("changed")
    assert (heard.labels, heard.edited) == ((), True)
    refusal = await raw.refusal("editMessageText", chat_id=7, message_id=number, text="changed")
    assert refusal.startswith("400 Bad Request: message is not modified")


async def test_buttons_can_change_alone(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    number = await raw.sent(7, "hello", reply_markup=keyboard("x"))
    await raw.result("editMessageReplyMarkup", chat_id=7, message_id=number)
    assert sim.user(7).inbox[0].labels == ()
    assert "not modified" in await raw.refusal("editMessageReplyMarkup", chat_id=7, message_id=number)


async def test_only_own_messages_that_exist_can_be_edited(sim: Simulator, raw: Raw) -> None:
    said = await sim.user(7).says("mine")
    assert "can't be edited" in await raw.refusal("editMessageText", chat_id=7, message_id=said, text="x")
    assert "to edit not found" in await raw.refusal("editMessageText", chat_id=7, message_id=99, text="x")


async def test_a_message_is_deleted_once(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    number = await raw.sent(7)
    await raw.result("deleteMessage", chat_id=7, message_id=number)
    assert sim.user(7).inbox == []
    assert "to delete not found" in await raw.refusal("deleteMessage", chat_id=7, message_id=number)


async def test_a_photo_of_a_resident_can_be_fetched(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).photo(b"jpeg", "厨房漏水")
    message = (await raw.updates())[0]["message"]
    assert isinstance(message, dict)
    file = await raw.result("getFile", file_id=message["photo"][-1]["file_id"])
    assert isinstance(file, dict)
    async with raw.session.get(f"{raw.base}/file/bot{raw.token}/{file['file_path']}") as answer:
        assert await answer.read() == b"jpeg"
    assert "wrong file_id" in await raw.refusal("getFile", file_id="unknown")


async def test_a_file_can_be_sent_again_by_its_id(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).voice(b"ogg")
    message = (await raw.updates())[0]["message"]
    assert isinstance(message, dict)
    await raw.result("sendVoice", chat_id=7, voice=message["voice"]["file_id"])
    assert (await sim.user(7).hears()).data == b"ogg"
    assert "wrong file" in await raw.refusal("sendPhoto", chat_id=7, photo="https://example.org/a.jpg")


async def test_commands_are_kept_by_language(raw: Raw) -> None:
    commands = [{"command": "help", "description": "帮助"}]
    await raw.result("setMyCommands", commands=commands, language_code="zh")
    assert await raw.result("getMyCommands", language_code="zh") == commands
    assert await raw.result("getMyCommands") == []
    await raw.result("deleteMyCommands", language_code="zh")
    assert await raw.result("getMyCommands", language_code="zh") == []


async def test_chats_and_members_are_described(sim: Simulator, raw: Raw) -> None:
    sim.group(-1000000000077, "一栋")
    await sim.user(7, "王").says("hi", sim.group(-1000000000077))
    chat = await raw.result("getChat", chat_id=-1000000000077)
    assert isinstance(chat, dict)
    assert (chat["type"], chat["title"]) == ("supergroup", "一栋")
    member = await raw.result("getChatMember", chat_id=-1000000000077, user_id=7)
    assert isinstance(member, dict)
    assert (member["status"], member["user"]["first_name"]) == ("member", "王")
    assert await raw.result("getChatMemberCount", chat_id=-1000000000077) == 2


async def test_writing_is_shown(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    await raw.result("sendChatAction", chat_id=7, action="typing")
    assert sim.user(7).chat.actions == ["typing"]
    assert "wrong parameter" in await raw.refusal("sendChatAction", chat_id=7, action="dancing")
