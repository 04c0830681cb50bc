"""Telegram's limits are kept, what hangs there holds up nothing else, and strangers find their way."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import issue
from actions.message import Message
from actions.people import Account, Community, Resident
from actions.table import new_id
from bot.channels.telegram.sending import parts_of
from bot.conversations import ConversationRow
from bot.limits import Limit, PersonLimits
from bot.outbox import Lane, OutboxKind, OutboxRow, OutboxState
from integrations.sms import FakeSms
from nlu.types import Engine
from tests.telegram.house import Place, open_place, until
from tests.telegram.simulator import Fault, Simulator, User
from tests.telegram.simulator.sending import buttons_of

LONG = "今天上午十点停水。" * 1000
SOON = 1.0  # seconds in which what nothing holds up has left


@pytest_asyncio.fixture
async def paced(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> AsyncIterator[Place]:
    """A house at Telegram's own pace, and a Telegram that refuses what is faster."""
    sim.limits.enforce = True
    async with open_place(tmp_path, sim, understander, community, hurried=False) as place:
        yield place
        assert sim.breaches() == []
        assert not [send for send in sim.ledger.sends if send.too_soon]
        assert sim.violations == []


async def put(place: Place, text: str, *threads: str, lane: Lane = Lane.NORMAL) -> None:
    """Lay something in the outbox for threads that are known."""
    now = place.app.clock.now()

    def write(db: Any) -> None:
        for talk in db.query(ConversationRow).filter(ConversationRow.thread.in_(threads)):
            known = {"community_id": talk.community_id, "conversation_id": talk.id, "thread": talk.thread}
            body = {"text": text, "lang": "zh"}
            row = OutboxRow(**known, channel="telegram", lane=lane, body=body, due=now, created_at=now)
            row.kind = OutboxKind.MESSAGE
            db.add(row)

    await place.app.store.write(write)
    place.app.sender.ring()


def refused(sim: Simulator) -> int:
    return sum(send.status == 429 for send in sim.ledger.sends)


async def test_a_burst_is_answered_at_the_pace_telegram_allows(paced: Place, sim: Simulator) -> None:
    users = [sim.user(number) for number in (1001, 1002, 1003)]
    for text in ("你好", "谢谢", "你好"):
        await asyncio.gather(*(user.says(text) for user in users))
        await asyncio.gather(*(user.hears() for user in users))  # two that wait together are answered as one
    await paced.settled()
    assert [len(user.inbox) for user in users] == [3, 3, 3]
    assert refused(sim) == 0


async def test_neighbours_in_a_group_share_its_pace(paced: Place, sim: Simulator) -> None:
    group, alone = sim.group(-1001, "一栋"), sim.user(1009)
    await asyncio.gather(*(sim.user(number).mentions("你好", group) for number in (1001, 1002, 1003, 1004)))
    await alone.says("你好")
    await alone.hears()
    await paced.settled()
    sent = sim.ledger.accepted(-1001)
    assert len(sent) == 4
    assert all(later.at - earlier.at > 0.95 for earlier, later in pairwise(sent))
    assert refused(sim) == 0


async def test_the_parts_of_a_long_text_leave_one_a_second(paced: Place, sim: Simulator) -> None:
    user = sim.user(1001)
    await user.says("你好")
    await user.hears()
    await put(paced, LONG, "1001")
    await paced.settled()
    assert [send.text for send in sim.ledger.accepted(1001)][1:] == parts_of(LONG)
    assert refused(sim) == 0


async def test_what_answers_nothing_in_the_outbox_keeps_to_the_pace_too(paced: Place, sim: Simulator) -> None:
    user = sim.user(1001)
    await user.says("你好")
    for number in range(5):
        paced.telegram.notice(1001, f"请稍等 {number % 2}")
    await paced.settled()
    texts = [send.text for send in sim.ledger.accepted(1001)]
    assert sorted(text for text in texts if "请稍等" in text) == ["请稍等 0", "请稍等 1"], "the same words wait once"
    assert refused(sim) == 0


async def test_a_notice_is_let_go_where_its_chat_has_to_wait_long(paced: Place, sim: Simulator) -> None:
    sim.faults.set(retry_after=30)
    sim.faults.next(Fault.STORM)
    paced.telegram.notice(1001, "请稍等")
    await paced.telegram.errands.idle()
    paced.telegram.notice(1001, "请再等等")
    await paced.telegram.errands.idle()
    assert [send.status for send in sim.ledger.sends] == [429]


async def test_strangers_who_write_fast_are_told_where_to_turn_at_the_pace_of_their_chat(
    paced: Place, sim: Simulator
) -> None:
    await paced.app.store.write(lambda db: db.add(Community(id=new_id(), name="另一个小区", phone="028-1")))
    user = sim.user(1001)
    for _ in range(5):
        await user.says("你好")
    await user.hears("登记单")
    await paced.settled()
    assert 1 <= len(user.inbox) <= 3
    assert refused(sim) == 0


async def test_a_storm_is_waited_for_in_each_chat_by_itself(paced: Place, sim: Simulator) -> None:
    group, users = sim.group(-1001, "一栋"), [sim.user(number) for number in (1001, 1002, 1003)]
    sim.faults.set(retry_after=2)
    sim.faults.next(Fault.STORM)
    await users[0].mentions("你好", group)
    await until(lambda: _refused(sim))
    for user in users[1:]:
        await user.mentions("你好", group)
    await users[0].says("你好")
    await users[0].hears()
    told = next(send.at for send in sim.ledger.sends if send.status == 429)
    assert sim.ledger.accepted(1001)[0].at - told < 2, "another chat goes on"
    await paced.settled()
    sent = sim.ledger.accepted(-1001)
    assert len(sent) == 3
    assert min(send.at for send in sent) - told > 1.9
    assert refused(sim) == 1, "nobody else in the group ran into it"


async def _refused(sim: Simulator) -> bool:
    return refused(sim) > 0


async def test_a_storm_over_everything_loses_nothing(paced: Place, sim: Simulator) -> None:
    users = [sim.user(number) for number in range(1001, 1009)]
    sim.faults.set(retry_after=1)
    sim.faults.next(Fault.STORM, 6)
    await asyncio.gather(*(user.says("你好") for user in users))
    await paced.settled()
    assert [len(user.inbox) for user in users] == [1] * len(users)
    assert sim.repeats() == []


async def test_calls_for_help_and_the_web_chat_go_on_while_telegram_hangs(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> None:
    async with open_place(tmp_path, sim, understander, community) as place:
        users = [sim.user(number) for number in range(1001, 1008)]
        sms = place.app.sender._sms
        assert isinstance(sms, FakeSms)
        community_id = await place.app.store.read(lambda db: db.scalars(select(Community.id)).one())
        sim.faults.set(hang=1.0)
        await asyncio.gather(*(user.says("着火了，快来人") for user in users[:6]))
        await until(lambda: _paged(sms, 6))
        for number in range(2):
            sms.sent.clear()
            await place.app.engine.accept(_web(place, community_id, f"guest-{number}", "有人晕倒了，快来人"))
            await place.app.engine.idle()
            await until(lambda: _paged(sms, 1), SOON)
            await until(lambda: _told(place), SOON)
        assert not [send for send in sim.ledger.sends if send.answered]


async def _paged(sms: FakeSms, count: int) -> bool:
    return len(sms.sent) >= count


async def _told(place: Place) -> bool:
    rows = await place.rows(OutboxRow, OutboxRow.channel == "web")
    return {row.state for row in rows} == {OutboxState.SENT}


def _web(place: Place, community: str, guest: str, text: str) -> Message:
    return Message(
        community=community,
        channel="web",
        update_id=guest,
        thread=guest,
        sender=guest,
        sent_at=place.app.clock.now(),
        text=text,
    )


async def test_an_emergency_overtakes_a_notice_to_everybody(paced: Place, sim: Simulator) -> None:
    users = [sim.user(number) for number in range(1001, 1041)]
    await asyncio.gather(*(user.says("你好") for user in users))
    await paced.settled()
    before = len(sim.ledger.sends)
    await put(paced, "明天停水。", *(f"{user.id}" for user in users[1:]))
    await put(paced, "有人来了。", f"{users[0].id}", lane=Lane.EMERGENCY)
    await paced.settled()
    texts = [send.text for send in sim.ledger.sends[before:]]
    assert len(texts) == len(users)
    assert texts.index("有人来了。") < 10
    assert refused(sim) == 0


async def test_with_several_communities_a_slip_says_which(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> None:
    async with open_place(tmp_path, sim, understander, community) as place:
        now = place.app.clock.now()
        other = Community(id=new_id(), name="另一个小区", phone="028-1")
        neighbour = Resident(id=new_id(), community_id=other.id, key="N1", name="邹远")

        def found(db: Any) -> str:
            db.add(other)
            db.flush()
            db.add(neighbour)
            db.flush()
            return issue(db, neighbour, now, by="desk").code

        code = await place.app.store.write(found)
        stranger, guest = sim.user(1001), sim.user(1002)
        await stranger.says("你好")
        await stranger.hears("登记单")
        assert await place.heard() == []
        await guest.starts(code)
        await guest.hears("邹远")
        (account,) = await place.rows(Account)
        assert account.community_id == neighbour.community_id
        await stranger.starts(await place.code("R1"))
        await stranger.hears("许明远")


def spent() -> Limit:
    """A limit that nobody passes."""
    return Limit(0.5, 1e-9)


def clarified(db: Session) -> int:
    """Let the last reply offer an emergency, as a clarifying question does."""
    row = db.scalars(select(OutboxRow).order_by(OutboxRow.id.desc())).first()
    assert row is not None
    row.body = row.body | {"buttons": [["紧急求助", "start:emergency"]]}
    return row.id


def offered(place: Place, user: User, message: int, label: str) -> str:
    """What Telegram carries with a button of ours."""
    buttons = buttons_of(place.sim.state.world.chats[user.id].messages[message].markup)
    return next(str(button["callback_data"]) for button in buttons if label in str(button["text"]))


async def test_the_button_for_an_emergency_passes_above_the_pace(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> None:
    async with open_place(tmp_path, sim, understander, community) as place:
        user = await place.bound(1001, "R1")
        number = await place.app.store.write(clarified)
        place.app.limits._usual = spent()
        before = place.app.counters.refused
        await user.says("谢谢")
        assert "太快" in (await user.hears()).text
        query = user.presses_again(user.inbox[0].message_id, f"{number}:0")
        assert await user.answered(query) == ""
        await place.settled()
        assert place.app.counters.refused == before + 1
        assert len(await place.emergencies()) == 1


async def test_the_answer_to_an_emergencys_question_passes_above_every_pace(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> None:
    async with open_place(tmp_path, sim, understander, community) as place:
        user = await place.bound(1001, "R1")
        await user.says("着火了，快来人")
        asked = await user.hears("在哪里")
        await place.settled()
        place.app.limits._usual = place.app.limits._urgent = spent()
        query = user.presses_again(asked.message_id, offered(place, user, asked.message_id, "在家"))
        assert await user.answered(query) == ""
        await place.settled()
        (ticket,) = await place.emergencies()
        assert "101" in ticket.location, "and so somebody finds the place"


async def test_who_writes_too_fast_is_told_once_and_counted_and_a_call_for_help_comes_in(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> None:
    async with open_place(tmp_path, sim, understander, community) as place:
        user = await place.bound(1001, "R1")
        app, started = place.app, len(await place.heard())
        app.limits = PersonLimits(app.store, counters=app.counters, usual=Limit(5, 0.0001))
        for _ in range(8):
            await user.says("谢谢")
        await user.says("有人晕倒了")
        await place.settled()
        heard = [row.body["text"] for row in await place.heard()][started:]
        assert heard == ["谢谢"] * 5 + ["有人晕倒了"]
        assert app.counters.refused == 3
        assert len([said for said in user.inbox if "发得太快" in said.text]) == 1
