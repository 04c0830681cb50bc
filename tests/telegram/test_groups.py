"""Groups: answers only when called, and nothing else is kept."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio
from sqlalchemy import select

from actions.badge import issue_badge
from actions.people import Resident, Staff
from actions.ticket import Ticket
from bot.conversations import ConversationRow
from nlu.types import Engine
from tests.telegram.house import Place, database_bytes, open_place
from tests.telegram.simulator import Group, Simulator
from tests.telegram.simulator.sending import buttons_of

CANARY = "金丝雀昨晚在三楼吵架"


@pytest_asyncio.fixture
async def place(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> AsyncIterator[Place]:
    async with open_place(tmp_path, sim, understander, community) as place:
        yield place
        assert sim.violations == []


def group_of(place: Place) -> Group:
    return place.sim.group(-1001234567890, "一栋邻居")


async def test_what_neighbours_say_to_each_other_leaves_no_trace(place: Place, tmp_path: Path) -> None:
    group, user = group_of(place), place.sim.user(1001)
    said = await user.says(CANARY, group)
    await user.says(f"@somebody_else_bot {CANARY}", group)
    await user.says(f"/help@somebody_else_bot {CANARY}", group)
    await user.says(f"/help {CANARY}", group)
    await user.edits(said, f"{CANARY}！", group)
    await user.photo(b"not even looked at", CANARY, group)
    await user.location(30.0, 104.0, group)
    await group.joins(user)
    await user.mentions("你好", group)
    await group.hears("请问要办什么")
    await place.settled()
    assert [row.body["text"] for row in await place.heard()] == ["你好"]
    assert CANARY.encode() not in database_bytes(tmp_path)
    assert CANARY.encode("unicode_escape") not in database_bytes(tmp_path)
    assert not list((tmp_path / "files").rglob("*.*"))


async def test_a_mention_a_reply_and_a_command_call(place: Place) -> None:
    group, user = group_of(place), place.sim.user(1001)
    said = await user.says("请问 @LINLI_test_bot 谢谢", group)
    first = await group.hears("不客气")
    assert first.reply_to == said
    again = await user.says("谢谢", group, reply_to=first.message_id)
    assert (await group.hears("不客气")).reply_to == again
    called = await user.says("/help@linli_test_bot", group)
    assert (await group.hears("厨房漏水了")).reply_to == called
    assert [row.body["text"] for row in await place.heard()] == ["请问  谢谢", "谢谢", "帮助"]


async def test_each_person_has_a_conversation_of_their_own_in_a_group(place: Place) -> None:
    group, one, two = group_of(place), place.sim.user(1001), place.sim.user(1002)
    for user in (one, two):
        await user.mentions("你好", group)
        await group.hears("请问要办什么")
    rows = await place.rows(ConversationRow)
    assert {(row.thread, row.private) for row in rows} == {(f"{group.id}:1001", False), (f"{group.id}:1002", False)}


async def test_private_facts_go_to_the_private_chat(place: Place) -> None:
    group, user = group_of(place), await place.bound(1001, "R1")
    await user.mentions("这个季度物业费多少", group)
    shown = await group.hears("个人")
    assert "510.15" not in shown.text
    await user.hears("510.15")
    assert all("510.15" not in heard.text for heard in group.inbox)


async def test_whoever_never_wrote_in_private_is_shown_how(place: Place) -> None:
    group, user = group_of(place), place.sim.user(1009)
    await user.mentions("登记住房", group)
    heard = await group.hears()
    assert heard.labels == ("点这里，单独问我",)
    (button,) = buttons_of(place.sim.state.world.chats[group.id].messages[heard.message_id].markup)
    assert button["url"] == "https://t.me/linli_test_bot?start=private"


async def test_another_persons_button_is_not_pressed_by_a_neighbour(place: Place) -> None:
    group, owner, other = group_of(place), place.sim.user(1001), place.sim.user(1002)
    await owner.mentions("帮助", group)
    await group.hears("厨房漏水了")
    query = await other.press("找工作人员", group)
    assert "另一位邻居" in await other.answered(query)
    await place.settled()
    assert len(await place.heard()) == 1
    query = await owner.press("找工作人员", group)
    assert await owner.answered(query) == ""
    await group.hears("编号")


async def test_a_name_is_not_said_in_a_group(place: Place) -> None:
    group, user = group_of(place), await place.bound(1001, "R1")
    await user.mentions("你好", group)
    assert "许明远" not in (await group.hears()).text
    (resident,) = await place.rows(Resident, Resident.key == "R1")
    assert resident.name == "许明远"


async def test_a_complaint_in_a_group_is_for_staff_to_look_at_and_tells_nothing_private(place: Place) -> None:
    group, user = group_of(place), await place.bound(1001, "R1")
    await user.mentions("我要投诉，楼上半夜总是装修", group)
    heard = await group.hears()
    await place.settled()
    (ticket,) = await place.rows(Ticket, Ticket.kind == "complaint", Ticket.id.not_in(place.imported))
    assert "许明远" not in heard.text
    assert ticket.resident_id is not None


async def test_news_of_what_was_asked_in_a_group_is_told_in_private(place: Place) -> None:
    group, user = group_of(place), await place.bound(1001, "R1")
    await user.mentions("厨房水管漏水了", group)
    await group.hears()
    before = len(group.inbox)
    await user.says("好的", group)  # said to the neighbours: nobody called us
    await place.settled()
    assert len(group.inbox) == before
    assert [row.body["text"] for row in await place.heard()][-1] == "厨房水管漏水了"


async def test_staff_in_a_group_take_nothing_there(place: Place) -> None:
    group, guard = group_of(place), place.sim.user(2001, "范建国")
    await guard.starts(await badge(place, "S4"))
    assert "绑定到您的工作账号" in (await guard.hears()).text
    resident = await place.bound(1001, "R1")
    await resident.says("1栋1单元101着火了，快来人")
    await guard.hears("请马上接单")
    await guard.mentions("我来", group)
    await place.settled()
    (ticket,) = await place.emergencies()
    assert ticket.status == "open"
    await guard.press("我来")
    await guard.hears("由您负责")
    await resident.hears("范建国（保安）已经接到，正在赶来。")


async def badge(place: Place, key: str) -> str:
    """Issue a code to a member of staff, as the desk does to whoever is signed in."""

    def write(db: Any) -> str:
        staff = db.scalars(select(Staff).where(Staff.key == key)).one()
        return issue_badge(db, staff, place.app.clock.now()).code

    return await place.app.store.write(write)
