"""Telegram's limits are kept, and strangers of a house with several communities find their way."""

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import issue
from actions.people import Account, Community, Resident
from actions.table import new_id
from bot.limits import Limit, PersonLimits
from bot.outbox import OutboxRow
from nlu.types import Engine
from tests.telegram.house import Place, open_place
from tests.telegram.simulator import Simulator, User
from tests.telegram.simulator.sending import buttons_of


async def test_a_burst_is_answered_at_the_pace_telegram_allows(
    tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> None:
    sim.limits.enforce = True
    async with open_place(tmp_path, sim, understander, community, hurried=False) as place:
        users = [sim.user(number) for number in (1001, 1002, 1003)]
        for text in ("你好", "谢谢", "你好"):
            await asyncio.gather(*(user.says(text) for user in users))
        await place.settled()
        assert [len(user.inbox) for user in users] == [3, 3, 3]
    assert sim.breaches() == []
    assert not [send for send in sim.ledger.sends if send.status != 200]
    assert sim.violations == []


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
