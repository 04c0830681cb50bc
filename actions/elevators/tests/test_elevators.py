from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from actions.announced import Announcement
from actions.elevators.models import LiftCall
from actions.elevators.places import _car, floor_of
from actions.message import MessageKind
from actions.place import Home, Lift
from actions.table import new_id
from bot.testing import Talk, talk_in, texts
from integrations.simulated_lifts import LiftState, SimulatedLift, SimulatedLifts
from nlu.types import Engine


@pytest.fixture
def lifts() -> SimulatedLifts:
    return SimulatedLifts()


@pytest_asyncio.fixture
async def r1(
    tmp_path: Path, community: dict[str, Any], understander: Engine, lifts: SimulatedLifts
) -> AsyncIterator[Talk]:
    async with talk_in(tmp_path, community, understander=understander, devices={"lift": lifts}) as guest:
        yield await guest.as_resident("R1")


async def statuses(talk: Talk) -> list[str]:
    return await talk.read(lambda db: list(db.scalars(select(LiftCall.status))))


@pytest.mark.parametrize("inside", [True, False])
async def test_a_lift_that_has_stopped_is_never_said_to_come(r1: Talk, lifts: SimulatedLifts, inside: bool) -> None:
    lift = lifts.lifts["700101"] = SimulatedLift(floor=4)
    lift.break_down(inside=inside)
    said = texts(await r1.says("叫个电梯下楼"))
    assert "停着不动" in said and "过来了" not in said  # noqa: PT018
    assert await statuses(r1) == ["failed"]


async def test_a_controller_that_is_silent_is_said(r1: Talk, lifts: SimulatedLifts) -> None:
    lifts.gone = True
    assert "没有回应" in texts(await r1.says("叫个电梯下楼"))


async def test_a_call_is_taken_once(r1: Talk, lifts: SimulatedLifts) -> None:
    lift = lifts.lifts["700101"] = SimulatedLift(floor=9)
    message = r1.message("叫个电梯下楼")
    await r1.send(message)
    await r1.send(message)
    assert lift.calls == [1]
    assert await statuses(r1) == ["done"]


async def test_a_button_proves_no_outcome(r1: Talk, lifts: SimulatedLifts) -> None:
    await r1.says("叫个电梯下楼")
    key = (await r1.read(lambda db: list(db.scalars(select(LiftCall.id)))))[0]
    said = texts(await r1.says(f"call:elevators.arrived:{key}:done", kind=MessageKind.BUTTON))
    assert "过来了" not in said


async def test_a_kiosk_calls_for_anybody_who_stands_there(r1: Talk, lifts: SimulatedLifts) -> None:
    guest = Talk(r1.app, r1.clock, r1.channel, r1.sms, r1.community, "kiosk-1", private=False, place="1栋 9层")
    assert "9楼" in texts(await guest.says("叫个电梯下楼"))
    assert lifts.lifts["700101"].calls == [9]


async def at_a_kiosk(r1: Talk, *words: str) -> list[str]:
    """Say something to the kiosk on the ninth floor, as somebody new; return its answers."""
    visit = new_id()
    guest = Talk(r1.app, r1.clock, r1.channel, r1.sms, r1.community, visit, private=False, place="1栋 9层")
    return [texts(await guest.says(one, post="kiosk-key")) for one in words]


async def test_what_a_kiosk_heard_in_one_breath_is_read_back(r1: Talk, lifts: SimulatedLifts) -> None:
    asked, done = await at_a_kiosk(r1, "叫个电梯下楼", "对")
    assert "9楼" in asked and "下楼" in asked and "对吗" in asked  # noqa: PT018
    assert "来9楼" in done
    assert lifts.lifts["700101"].calls == [9]


async def test_what_a_kiosk_heard_wrongly_calls_nothing_and_can_be_put_right(r1: Talk, lifts: SimulatedLifts) -> None:
    _, dropped = await at_a_kiosk(r1, "叫个电梯下楼", "不对")
    assert "过来" not in dropped and await statuses(r1) == []  # noqa: PT018
    _, again, _ = await at_a_kiosk(r1, "叫个电梯下楼", "不对，是上楼", "是的")
    assert "上楼" in again and "对吗" in again  # noqa: PT018
    assert await r1.read(lambda db: list(db.scalars(select(LiftCall.direction)))) == ["up"]


async def test_who_has_answered_up_or_down_is_not_asked_again(r1: Talk, lifts: SimulatedLifts) -> None:
    asked, done = await at_a_kiosk(r1, "叫一下电梯", "下楼")
    assert "上楼还是下楼" in asked and "对吗" not in done  # noqa: PT018
    assert lifts.lifts["700101"].calls == [9]


async def test_what_is_dangerous_pages_more_than_the_dispatcher(r1: Talk) -> None:
    await r1.says("电梯运行时一直有怪声")
    assert [phone for phone, _, _ in r1.sms.sent] == ["13600000002"]
    r1.sms.sent.clear()
    await r1.says("电梯一直在抖")
    assert {phone for phone, _, _ in r1.sms.sent} == {"13600000001", "13600000002", "13600000004"}


def notice(title: str) -> Announcement:
    return Announcement(title, "", "", "", (), None, None)


@pytest.mark.parametrize(
    ("name", "alone", "title", "runs", "side"),
    [
        ("", True, "3栋左侧电梯维修停运", True, "right"),
        ("", True, "3栋电梯维修停运", False, ""),
        ("左梯", False, "3栋左侧电梯维修停运", False, ""),
        ("右梯", False, "3栋左侧电梯维修停运", True, ""),
        ("2号电梯", False, "3栋2号电梯停运维修", False, ""),
        ("1号电梯", False, "3栋2号电梯停运维修", True, ""),
        ("1号电梯", False, "3栋电梯全部停运", False, ""),
    ],
)
def test_a_notice_stops_the_lift_it_names(name: str, alone: bool, title: str, runs: bool, side: str) -> None:
    car = _car(Lift(name=name, unit="1单元", status="running"), [notice(title)], alone=alone)
    assert (car.runs, car.side) == (runs, side)


@pytest.mark.parametrize(("room", "floor"), [("1103", 11), ("301", 3), ("12", None), ("2205A", 22)])
def test_a_room_says_its_floor(room: str, floor: int | None) -> None:
    assert floor_of(Home(room=room)) == floor


def test_a_lift_goes_where_it_was_called_and_opens() -> None:
    lift = SimulatedLift(floor=9)
    assert lift.call(1)
    lift.pass_time(10)
    assert (lift.state, lift.floor) == (LiftState.MOVING, 4)
    lift.pass_time(6)
    assert (lift.state, lift.floor) == (LiftState.OPEN, 1)
    lift.pass_time(10)
    assert lift.state is LiftState.IDLE


def test_the_same_call_twice_is_one_and_a_fault_takes_none() -> None:
    lift = SimulatedLift(floor=9)
    lift.call(1)
    lift.call(1)
    assert lift.calls == [1]
    lift.break_down(inside=True)
    assert not lift.call(3)
    lift.repair()
    assert lift.call(3)
