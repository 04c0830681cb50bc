"""Staff in their own messenger: take an emergency, take a resident who waits, speak with them, give back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from actions.badge import StaffAccount, issue_badge
from actions.emergencies.models import Escalation
from actions.message import MessageKind
from actions.people import Staff
from actions.registry import Registry
from actions.ticket import Ticket
from bot.conversations import ConversationRow
from bot.testing import Talk, talk_in, texts
from nlu.coming import Coming, coming, gives_back
from nlu.types import Engine

FIRE = "1栋1单元101着火了，快来人"


@pytest_asyncio.fixture
async def house(
    tmp_path: Path, community: dict[str, Any], understander: Engine, scenarios: Registry
) -> AsyncIterator[Talk]:
    async with talk_in(tmp_path, community, understander=understander, registry=scenarios) as talk:
        yield talk


async def crew(house: Talk, key: str, *, private: bool = True) -> Talk:
    """Return a chat that a member of staff has tied to themselves with a code of the desk."""

    def issue(db: Any) -> str:
        return issue_badge(db, db.scalars(select(Staff).where(Staff.key == key)).one(), house.clock.now()).code

    code = await house.app.store.write(issue)
    talk = replace(house, sender=f"phone-{key}", private=True, last=[])
    assert "绑定到您的工作账号" in texts(await talk.says(code))
    return replace(talk, private=private)


async def one(house: Talk, table: Any, **where: object) -> Any:
    return await house.read(lambda db: db.query(table).filter_by(**where).one())


@pytest.mark.parametrize("words", ["我来", "收到，马上到", "on my way", "E-1 我去", "button"])
async def test_the_guard_takes_it_from_their_chat_and_only_then_the_resident_hears_a_name(
    house: Talk, words: str
) -> None:
    guard = await crew(house, "S4")
    resident = await house.as_resident("R1")
    said = await resident.says(FIRE)
    assert "范建国" not in texts(said)
    assert "请马上接单" in guard.mine()[-1].text
    assert [button.label for button in guard.mine()[-1].buttons] == ["我来", "我来不了"]
    said = await (guard.press("我来") if words == "button" else guard.says(words))
    assert "E-1" in texts(said)
    assert resident.mine()[-1].text == "范建国（保安）已经接到，正在赶来。"
    assert (await one(house, Escalation)).status == "acknowledged"
    before = len(house.sms.sent)
    assert await resident.advance(timedelta(minutes=10)) == []
    assert len(house.sms.sent) == before


async def test_of_two_who_answer_one_has_it_and_the_second_is_told_who(house: Talk) -> None:
    guard, dispatcher = await crew(house, "S4"), await crew(house, "S2")
    resident = await house.as_resident("R1")
    await resident.says(FIRE)
    await guard.says("我来")
    assert "范建国已接单，您不用再接" in dispatcher.mine()[-1].text
    assert "范建国已经接了，您不用去" in texts(await dispatcher.says("我马上到"))
    assert "已经由您负责" in texts(await guard.says("我来"))
    assert [sent.text for sent in resident.mine() if "赶来" in sent.text] == ["范建国（保安）已经接到，正在赶来。"]
    ticket = await one(house, Ticket, kind="emergency")
    assert ticket.assignee_id == (await one(house, Staff, key="S4")).id


async def test_a_bare_ok_promises_nobody_and_is_asked_about(house: Talk) -> None:
    guard, resident = await crew(house, "S4"), await house.as_resident("R1")
    await resident.says(FIRE)
    assert "您自己过去吗" in texts(await guard.says("收到"))
    assert (await one(house, Escalation)).status == "open"
    assert "您自己过去吗" not in texts(resident.mine())
    await guard.press("我去E-1（着火，1栋1单元101）")
    assert (await one(house, Escalation)).status == "acknowledged"


async def test_who_cannot_come_is_written_down_and_the_climb_goes_on(house: Talk) -> None:
    guard, resident = await crew(house, "S4"), await house.as_resident("R1")
    await resident.says(FIRE)
    assert "继续呼叫别人" in texts(await guard.says("我来不了"))
    assert "呼叫更多人" in texts(await resident.advance(timedelta(seconds=30)))
    assert (await one(house, Escalation)).status == "open"


@pytest.mark.parametrize("sender", ["guest", "R2"])
async def test_nobody_but_the_staff_takes_it(house: Talk, sender: str) -> None:
    await crew(house, "S4")
    await (await house.as_resident("R1")).says(FIRE)
    other = house if sender == "guest" else await house.as_resident(sender)
    assert "只给值班人员用" in texts(await other.says("call:emergencies.take:E-1", kind=MessageKind.BUTTON))
    assert "E-1" not in texts(await other.says("我来"))
    assert (await one(house, Escalation)).status == "open"


async def test_staff_who_were_not_called_take_nothing_here(house: Talk) -> None:
    repairer = await crew(house, "S3")
    await (await house.as_resident("R1")).says(FIRE)
    assert "没有呼叫您" in texts(await repairer.says("call:emergencies.take:E-1", kind=MessageKind.BUTTON))
    assert (await one(house, Escalation)).status == "open"
    await repairer.advance(timedelta(seconds=30))
    assert "E-1由您负责" in texts(await repairer.press("我来"))


async def test_in_a_group_or_after_leaving_nothing_is_taken(house: Talk) -> None:
    guard, resident = await crew(house, "S4"), await house.as_resident("R1")
    await resident.says(FIRE)
    await replace(guard, private=False).says("我来", thread="group")
    assert (await one(house, Escalation)).status == "open"
    await house.app.store.write(lambda db: setattr(db.query(Staff).filter_by(key="S4").one(), "active", False))
    await guard.says("我来")
    assert (await one(house, Escalation)).status == "open"


async def test_two_calls_are_asked_about_and_a_number_names_one(house: Talk) -> None:
    guard = await crew(house, "S4")
    await (await house.as_resident("R1")).says(FIRE)
    await (await house.as_resident("R2")).says("救命，我被困在电梯里了")
    said = await guard.says("我来")
    assert "您去哪一起" in texts(said)
    assert len(said[-1].buttons) == 2
    assert "E-2由您负责" in texts(await guard.says("E-2我来"))
    assert "E-1由您负责" in texts(await guard.says("我来"))


async def test_a_silent_call_tells_whoever_comes_to_be_silent(house: Talk) -> None:
    guard, resident = await crew(house, "S4"), await house.as_resident("R1")
    await resident.says("我老公打我，别打电话，他在旁边")
    assert "老公" not in texts(guard.mine())
    said = texts(await guard.says("我来"))
    assert "不要联系住户" in said
    assert "老公" not in said
    assert resident.mine()[-1].text == "范建国已接单。"


async def test_a_repeated_press_changes_nothing(house: Talk) -> None:
    guard, resident = await crew(house, "S4"), await house.as_resident("R1")
    await resident.says(FIRE)
    await guard.says("我来", update_id="same")
    before = len(resident.mine())
    await guard.says("我来", update_id="same")
    assert len(resident.mine()) == before


async def test_staff_take_a_resident_speak_and_give_back(house: Talk) -> None:
    dispatcher, resident = await crew(house, "S2"), await house.as_resident("R1")
    await resident.says("厨房水管漏水了")
    await resident.says("转人工")
    assert [button.label for button in dispatcher.mine()[-1].buttons] == ["接手H-1"]
    said = texts(await dispatcher.press("接手H-1"))
    assert "厨房水管漏水了" in said
    assert "丁晓峰" in resident.mine()[-1].text
    await dispatcher.says("您好，我马上联系师傅")
    assert (resident.mine()[-1].text, resident.mine()[-1].author) == ("您好，我马上联系师傅", "丁晓峰")
    assert dispatcher.last == []
    assert await resident.says("好的，着急") == []
    assert dispatcher.mine()[-1].text == "H-1住户说：好的，着急"
    assert "已经交回" in texts(await dispatcher.says("交回"))
    assert "已经离开" in resident.mine()[-1].text
    assert (await one(house, Ticket, number="H-1")).status == "done"
    before = len(resident.mine())
    await dispatcher.says("你好")
    assert len(resident.mine()) == before


async def test_a_resident_is_taken_once_and_one_at_a_time(house: Talk) -> None:
    dispatcher = await crew(house, "S2")
    await (await house.as_resident("R1")).says("转人工")
    await (await house.as_resident("R2")).says("转人工")
    await dispatcher.press("接手H-1")
    assert "先说“交回”" in texts(await dispatcher.press("接手H-2"))
    assert (await one(house, Ticket, number="H-2")).status == "open"
    manager = await crew(house, "S1")
    assert "已经由丁晓峰接手" in texts(await manager.says("call:staff.claim:H-1", kind=MessageKind.BUTTON))


async def test_what_the_desk_takes_over_no_longer_goes_through_the_phone(house: Talk) -> None:
    from bot.desk.handover import take_over
    from bot.desk.house import PACKAGE, Person

    dispatcher, resident = await crew(house, "S2"), await house.as_resident("R1")
    await resident.says("转人工")
    await dispatcher.press("接手H-1")
    ticket, manager = await one(house, Ticket, number="H-1"), await one(house, Staff, key="S1")
    owner = (await one(house, Staff, key="S2")).id

    def over(work: Any) -> None:
        row = work.db.get_one(ConversationRow, ticket.conversation_id)
        take_over(work, Person(manager, work.community, ""), row, owner)

    await house.app.engine.act(house.community, PACKAGE, over)
    await house.app.drain()
    assert "不再发给住户" in dispatcher.mine()[-1].text
    before = len(resident.mine())
    await dispatcher.says("今天停水吗")
    assert len(resident.mine()) == before


async def test_a_resident_cannot_claim_or_hear_another(house: Talk) -> None:
    await (await house.as_resident("R1")).says("转人工")
    other = await house.as_resident("R2")
    said = texts(await other.says("call:staff.claim:H-1", kind=MessageKind.BUTTON))
    assert "H-1" not in said
    assert (await one(house, Ticket, number="H-1")).status == "open"


async def test_a_chat_can_be_tied_to_somebody_else_later(house: Talk) -> None:
    await crew(house, "S4")

    def issue(db: Any) -> str:
        return issue_badge(db, db.scalars(select(Staff).where(Staff.key == "S2")).one(), house.clock.now()).code

    code = await house.app.store.write(issue)
    talk = replace(house, sender="phone-S4", last=[])
    assert "丁晓峰" in texts(await talk.says(code))
    rows = await house.read(lambda db: db.query(StaffAccount).all())
    assert [row.staff_id for row in rows] == [(await one(house, Staff, key="S2")).id]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我来", Coming.COMES),
        ("收到，马上到", Coming.COMES),
        ("我马上过去处理", Coming.COMES),
        ("on my way!", Coming.COMES),
        ("got it, I'm coming", Coming.COMES),
        ("好的", Coming.HEARD),
        ("OK", Coming.HEARD),
        ("我去不了", Coming.CANNOT),
        ("收到，但是我过不去", Coming.CANNOT),
        ("I can't come", Coming.CANNOT),
        ("谁来", None),
        ("我来问一下电费", None),
        ("你来吗", None),
        ("I can't find the meter", None),
        ("让王强去", None),
    ],
)
def test_what_an_answer_to_a_call_says(text: str, kind: Coming | None) -> None:
    assert coming(text) is kind


def test_giving_back_says_nothing_else() -> None:
    assert gives_back("交回")
    assert gives_back("hand back")
    assert not gives_back("请把钥匙交回物业")
