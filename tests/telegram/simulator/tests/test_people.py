import pytest

from tests.telegram.simulator import NotHeard, Simulator
from tests.telegram.simulator.shapes import Thing
from tests.telegram.simulator.tests.raw import Raw


async def newest(raw: Raw, kind: str = "message") -> Thing:
    """Poll the newest update's content."""
    content = (await raw.updates(offset=-1))[0][kind]
    assert isinstance(content, dict)
    return content


async def test_a_deep_link_carries_its_payload(sim: Simulator, raw: Raw) -> None:
    await sim.user(7, "王", "en").starts("CODE7")
    message = await newest(raw)
    assert message["text"] == "/start CODE7"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {"id": 7, "is_bot": False, "first_name": "王", "language_code": "en"}
    assert message["chat"] == {"id": 7, "type": "private", "first_name": "王"}


async def test_a_mention_is_marked_in_utf16(sim: Simulator, raw: Raw) -> None:
    group = sim.group(-1001, "一栋")
    await sim.user(7).says("🏠 @linli_test_bot 你好", group)
    message = await newest(raw)
    assert message["entities"] == [{"type": "mention", "offset": 3, "length": 15}]
    await sim.user(7).mentions("漏水了", group)
    assert (await newest(raw))["text"] == "@linli_test_bot 漏水了"


async def test_a_reply_in_a_group_carries_the_bots_message(sim: Simulator, raw: Raw) -> None:
    group = sim.group(-1001, "一栋")
    number = await raw.sent(-1001, "通知")
    await sim.user(7).says("好", group, reply_to=number)
    replied = (await newest(raw))["reply_to_message"]
    assert isinstance(replied, dict)
    assert (replied["text"], replied["from"]["is_bot"]) == ("通知", True)
    assert group.inbox[0].text == "通知"
    assert sim.user(7).inbox == []


async def test_the_bot_is_added_and_removed(sim: Simulator, raw: Raw) -> None:
    group = sim.group(-1001, "一栋")
    await group.adds_bot(by=sim.user(7))
    added, service = await raw.updates()
    assert isinstance(added["my_chat_member"], dict)
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert isinstance(service["message"], dict)
    assert service["message"]["new_chat_members"][0]["is_bot"]
    await group.removes_bot(by=sim.user(7))
    assert isinstance((await newest(raw, "my_chat_member"))["new_chat_member"], dict)
    await group.joins(sim.user(8))
    assert "new_chat_members" in await newest(raw)


async def test_an_edit_comes_as_such(sim: Simulator, raw: Raw) -> None:
    number = await sim.user(7).says("one")
    await sim.user(7).edits(number, "two")
    edited = await newest(raw, "edited_message")
    assert (edited["message_id"], edited["text"]) == (number, "two")
    assert "edit_date" in edited


async def test_everything_a_phone_sends_arrives(sim: Simulator, raw: Raw) -> None:
    user = sim.user(7)
    await user.photo(b"jpeg", "caption")
    await user.voice(b"ogg", 4)
    await user.document(b"pdf", "a.pdf")
    await user.location(30.5, 104.0)
    await user.sticker()
    kinds = [set(update["message"]) for update in await raw.updates()]  # type: ignore[call-overload]
    for kind, found in zip(("photo", "voice", "document", "location", "sticker"), kinds, strict=True):
        assert kind in found


async def test_a_key_of_the_keyboard_below_writes_its_label(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    await raw.sent(7, "hello", reply_markup={"keyboard": [[{"text": "报修"}, {"text": "缴费"}]]})
    assert sim.user(7).inbox[0].labels == ("报修", "缴费")
    assert await sim.user(7).press("报修") == ""
    assert (await newest(raw))["text"] == "报修"


async def test_the_newest_message_with_a_button_is_pressed(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    for data in ("old", "new"):
        await raw.sent(7, reply_markup={"inline_keyboard": [[{"text": "Tap", "callback_data": data}]]})
    await sim.user(7).press("Tap")
    assert (await newest(raw, "callback_query"))["data"] == "new"
    sim.user(7).presses_again(sim.user(7).inbox[0].message_id, "forged")
    assert (await newest(raw, "callback_query"))["data"] == "forged"


async def test_a_message_is_heard_once(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    await raw.sent(7, "hello")
    await sim.user(7).hears("hello")
    with pytest.raises(NotHeard, match="'hello' did not come"):
        await sim.user(7).hears("hello", 0)


async def test_a_missing_button_is_named(sim: Simulator) -> None:
    with pytest.raises(NotHeard, match="no button 'Tap'"):
        await sim.user(7).press("Tap", seconds=0)


async def test_a_press_without_answer_is_named(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    await raw.sent(7, reply_markup={"inline_keyboard": [[{"text": "Tap", "callback_data": "x"}]]})
    query = await sim.user(7).press("Tap")
    with pytest.raises(NotHeard, match="was not answered"):
        await sim.user(7).answered(query, 0)


async def test_messages_are_counted_by_supergroup(sim: Simulator) -> None:
    group = sim.group(-1000000000077)
    assert [await sim.user(7).says("x", where) for where in (group, None, group)] == [1, 1, 2]
