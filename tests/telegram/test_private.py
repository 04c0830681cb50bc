"""Private chats: words, buttons, files and places, from a person's point of view."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from actions.message import MessageKind
from actions.people import Account
from bot.operations.metrics import Metrics
from bot.operations.vitals import Loop
from bot.outbox import OutboxRow, OutboxState
from bot.uploads import Upload, sweep_files
from integrations.storage import FileMissing
from nlu.types import Engine
from tests.telegram.house import Place, open_place, photo
from tests.telegram.simulator import Fault, Simulator
from tests.telegram.simulator.sending import buttons_of

OGG = b"OggS" + bytes(200)
LEAK = "厨房水龙头一直漏水，关不住"


@pytest_asyncio.fixture
async def place(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> AsyncIterator[Place]:
    async with open_place(tmp_path, sim, understander, community) as place:
        yield place
        assert sim.violations == []


async def test_a_slip_opened_as_a_link_binds_the_account(place: Place) -> None:
    user = await place.bound(1001, "R1")
    assert "许明远" in user.inbox[0].text
    accounts = await place.rows(Account)
    assert [(row.channel, row.address) for row in accounts] == [("telegram", "1001")]


async def test_a_slip_works_in_the_middle_of_something_else(place: Place) -> None:
    user = place.sim.user(1001)
    await user.says("楼道的灯坏了")
    await user.hears()
    await user.starts(await place.code("R1"))
    await user.hears("许明远")


async def test_a_used_slip_binds_nobody_else(place: Place) -> None:
    code = await place.code("R1")
    first, second = place.sim.user(1001), place.sim.user(1002)
    await first.starts(code)
    await first.hears("许明远")
    await second.starts(code)
    assert "许明远" not in (await second.hears()).text


async def test_two_accounts_of_one_person_both_work_and_each_hears_its_own(place: Place) -> None:
    phone, tablet = await place.bound(1001, "R1"), await place.bound(1002, "R1")
    await phone.says("这个季度物业费多少")
    await phone.hears("510.15")
    await tablet.says("这个季度物业费多少")
    await tablet.hears("510.15")
    assert len(phone.inbox) == len(tablet.inbox) == 2


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/start", "请问要办什么"),
        ("/start hello", "请问要办什么"),
        ("/help", "厨房漏水了"),
        ("/stop", "没有正在办的事"),
        ("/person", "编号"),
    ],
)
async def test_commands_stand_for_what_people_say(place: Place, command: str, answer: str) -> None:
    user = place.sim.user(1002, "王")
    await user.says(command)
    assert answer in (await user.hears()).text


async def test_the_menu_of_commands_is_there_in_both_languages(place: Place) -> None:
    assert len(place.sim.state.world.commands) == 2


async def test_a_foreign_guest_is_greeted_in_english(place: Place) -> None:
    user = place.sim.user(1003, "Emma", "en")
    await user.starts()
    assert "What can I do for you" in (await user.hears()).text


async def test_a_pressed_button_is_marked_and_pressing_it_again_says_why_not(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.says(LEAK)
    asked = await user.hears("编号")
    first, *_ = buttons_of(place.sim.state.world.chats[1001].messages[asked.message_id].markup)
    data = str(first["callback_data"])
    assert len(data.encode()) <= 64
    await user.press("明天上午")
    await user.hears("明天（")
    await place.settled()
    shown = next(heard for heard in user.inbox if heard.message_id == asked.message_id)
    assert shown.labels == ("✓ 明天上午",)
    before = len(await place.heard())
    await user.press("✓ 明天上午")
    query = user.presses_again(asked.message_id, data)
    await user.hears("已经结束")
    assert await user.answered(query) == ""
    assert len(await place.heard()) == before + 1, "the mark itself is no message"


async def test_a_question_answered_in_words_loses_its_buttons(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.says(LEAK)
    asked = await user.hears("编号")
    assert asked.labels
    await user.says("明天上午都在家")
    await user.hears("明天（")
    await place.settled()
    shown = next(heard for heard in user.inbox if heard.message_id == asked.message_id)
    assert shown.labels == ()


@pytest.mark.parametrize("data", ["0:0", "1:77", "999999:0", "call:homes.code:1", "::", "", "x" * 64, "１:０"])
async def test_a_forged_button_does_nothing_and_is_answered(place: Place, data: str) -> None:
    user = await place.bound(1001, "R1")
    query = user.presses_again(user.inbox[0].message_id, data)
    assert await user.answered(query) == ""
    await user.hears("已经结束")


async def test_a_photo_is_kept_without_its_place_and_the_largest_one_is_taken(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.photo(photo())
    await user.hears("照片收到了")
    (kept,) = await place.rows(Upload)
    assert (kept.channel, kept.thread, kept.media_type) == ("telegram", "1001", "image/jpeg")
    assert b"GPS" not in place.app.storage.get(kept.id)[0]


async def test_a_picture_sent_as_a_file_is_a_photo_too(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.document(photo(), "a.jpg", "image/jpeg")
    await user.hears("照片收到了")


async def test_a_photo_telegram_does_not_give_out_is_asked_for_again(place: Place) -> None:
    user = await place.bound(1001, "R1")
    place.sim.faults.set(error=1.0, methods=("getFile",))
    await user.photo(photo())
    await user.hears("没有传过来")
    await user.photo(photo(), LEAK)
    await user.hears("编号")
    place.sim.faults.clear()
    assert await place.rows(Upload) == []
    assert "没有传过来" in (await place.heard())[-1].body["text"]


@pytest.mark.parametrize("fault", ["hang", "reset"])
async def test_a_photo_under_way_when_the_house_closes_arrives_at_its_next_start(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any], fault: str
) -> None:
    async with open_place(tmp_path, sim, understander, community) as place:
        user = await place.bound(1001, "R1")
        sim.faults.set(methods=("getFile",), **{fault: 1.0})
        await user.photo(photo(), LEAK)
        assert await sim.drained(), "it is acknowledged as soon as the message is stored"
    sim.faults.clear()
    async with open_place(tmp_path, sim, understander, community) as place:
        await user.hears("编号")
        assert len(await place.rows(Upload)) == 1
        assert (await place.heard())[-1].body["text"] == LEAK


async def test_a_photo_that_is_none_is_asked_for_again(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.photo(b"no picture at all")
    await user.hears("没有传过来")


async def test_others_are_answered_while_a_photo_takes_its_time(place: Place) -> None:
    slow, quick = await place.bound(1001, "R1"), await place.bound(1002, "R2")
    place.sim.faults.set(slow=1.0, slow_for=1.5, methods=("getFile",))
    await slow.photo(photo())
    await slow.says("谢谢")
    await quick.says("你好")
    await quick.hears("请问要办什么", 1.2)
    assert len(slow.inbox) == 1
    await slow.hears("照片收到了")
    await slow.hears("不客气")


async def test_a_voice_note_is_answered_honestly_and_kept_a_week_at_most(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.says(LEAK)
    await user.hears("编号")
    await user.voice(OGG)
    honest = await user.hears("语音")
    assert honest.labels == ("找工作人员",)
    await user.hears("接着说")
    await user.says("明天上午")
    await user.hears("明天（")
    (kept,) = await place.rows(Upload)
    assert place.app.storage.get(kept.id)[0] == OGG
    later = place.app.clock.now() + timedelta(days=6, minutes=1)
    await sweep_files(place.app.store, place.app.storage, later)
    assert await place.rows(Upload) == []
    with pytest.raises(FileMissing):
        place.app.storage.get(kept.id)


async def test_a_place_on_the_map_reaches_the_desk(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.location(30.65861, 104.06472)
    await user.hears("位置收到了")
    (heard,) = [row for row in await place.heard() if row.kind == MessageKind.LOCATION]
    assert "30.65861, 104.06472" in heard.body["text"]


async def test_a_place_on_the_map_answers_where_the_danger_is(place: Place) -> None:
    user = await place.bound(1004, "R4")
    await user.says("有人晕倒了，快来人")
    await user.hears()
    await user.location(30.65861, 104.06472)
    await user.hears()
    await place.settled()
    (ticket,) = await place.emergencies()
    assert "30.65861" in ticket.location


async def test_a_sticker_gets_a_plain_answer(place: Place) -> None:
    user = place.sim.user(1002)
    await user.sticker()
    await user.hears("看不懂")


async def test_an_edit_is_a_new_message_only_when_its_words_changed(place: Place) -> None:
    user = await place.bound(1001, "R1")
    place.sim.twice = True
    said = await user.says("你好")
    await user.hears("请问要办什么")
    await user.edits(said, "你好")
    await user.edits(said, "这个季度物业费多少")
    await user.hears("510.15")
    await user.edits(said, "这个季度物业费多少")
    await place.settled()
    assert [row.body["text"] for row in await place.heard()][1:] == ["你好", "这个季度物业费多少"]
    assert len(user.inbox) == 3


async def test_a_blocked_chat_is_given_up_and_others_go_on(place: Place) -> None:
    gone, there = await place.bound(1001, "R1"), await place.bound(1002, "R2")
    await gone.says("你好")
    gone.chat.blocked = True
    await there.says("你好")
    await there.hears("请问要办什么")
    await place.settled()
    states = [row.state for row in await place.rows(OutboxRow, OutboxRow.thread == "1001")]
    assert states[-1] in (OutboxState.DEAD, OutboxState.SENT)
    await gone.says("谢谢")
    await place.settled()
    (*_, last) = await place.rows(OutboxRow, OutboxRow.thread == "1001")
    assert (last.state, last.attempts) == (OutboxState.DEAD, 1)


async def test_an_update_nobody_can_read_does_not_stop_the_others(place: Place) -> None:
    user = place.sim.user(1002)
    place.sim.push({"message": {"message_id": "what", "chat": None, "text": "毒"}})
    place.sim.push({"callback_query": {"id": 1}})
    await user.says("你好")
    await user.hears("请问要办什么")
    assert await place.sim.drained()
    assert place.app.counters.unparsed == 2
    shown = await Metrics(place.app, Loop()).text()
    assert b"linli_updates_unparsed_total 2.0" in shown
    assert len(await place.heard()) == 1


async def test_telegram_saying_wait_is_heeded(place: Place) -> None:
    user = place.sim.user(1002)
    place.sim.faults.set(storm=1.0, retry_after=1)
    place.sim.faults.clear()
    place.sim.faults.next(Fault.STORM)
    await user.says("你好")
    await user.hears("请问要办什么")
    assert not any(send.too_soon for send in place.sim.ledger.sends)
    assert len(place.sim.ledger.accepted(1002)) == 1
