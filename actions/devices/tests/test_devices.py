import re
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.devices import alone
from actions.devices.alone import is_value, new_value, switches
from actions.devices.meaning import Change
from actions.devices.models import DeviceEvent
from actions.devices.steps import Refused, backwards, resolved
from actions.devices.words import known, named
from actions.message import MessageKind
from actions.people import Occupancy, Resident
from actions.place import Device
from actions.table import new_id
from bot.testing import Talk, talk_in, texts
from integrations.simulated_home import SimulatedHome
from nlu.types import Engine


@pytest.fixture
def home() -> SimulatedHome:
    return SimulatedHome()


@pytest_asyncio.fixture
async def r1(
    tmp_path: Path, community: dict[str, Any], understander: Engine, home: SimulatedHome
) -> AsyncIterator[Talk]:
    async with talk_in(tmp_path, community, understander=understander, devices={"home": home}) as guest:
        yield await guest.as_resident("R1")


def device(name: str, kind: str = "", **data: object) -> Device:
    return Device(id=new_id(), name=name, kind=kind, data=data)


def events(db: Session) -> list[tuple[str, str]]:
    return [(row.event, row.status) for row in db.scalars(select(DeviceEvent).order_by(DeviceEvent.created_at))]


async def test_what_cannot_be_reached_is_said_with_what_one_can_do(r1: Talk, home: SimulatedHome) -> None:
    home.gone.add("*")
    said = texts(await r1.says("把客厅灯关了"))
    assert "连不上" in said and "墙上的开关" in said and "已经" not in said  # noqa: PT018
    home.gone.clear()
    assert "客厅灯已经关了" in texts(await r1.press("再试一次"))
    assert await r1.read(events) == [("light_off", "failed"), ("light_off", "done")]


async def test_what_does_not_answer_is_never_called_done(r1: Talk, home: SimulatedHome) -> None:
    home.stuck.add("*")
    said = texts(await r1.says("把客厅灯关了"))
    assert "没有回音" in said and "已经" not in said  # noqa: PT018
    assert await r1.read(lambda db: db.scalar(select(Device.data).where(Device.name == "客厅灯"))) == {"state": "on"}


async def test_of_two_lamps_each_is_told_for_itself(r1: Talk, home: SimulatedHome) -> None:
    lamp = await r1.read(lambda db: db.scalar(select(Device.id).where(Device.name == "卧室灯")))
    home.gone.add(f"light.{lamp}")
    said = texts(await r1.says("客厅和卧室的灯都打开"))
    assert "客厅灯已经开了" in said and "抱歉，卧室灯连不上" in said  # noqa: PT018


async def test_the_same_message_twice_moves_once(r1: Talk, home: SimulatedHome) -> None:
    message = r1.message("把客厅灯关了")
    await r1.send(message)
    await r1.send(message)
    assert len(home.told) == 1


async def test_an_outcome_comes_from_devices_only(r1: Talk, home: SimulatedHome) -> None:
    await r1.says("十分钟后关客厅的灯")
    batch = await r1.read(lambda db: db.scalar(select(DeviceEvent.batch)))
    await r1.says(f"call:devices.arrived:{batch}:done", kind=MessageKind.BUTTON)
    assert await r1.read(events) == [("light_off", "planned")]
    assert not home.told


async def test_a_neighbour_neither_cancels_nor_undoes(r1: Talk, home: SimulatedHome) -> None:
    await r1.says("十分钟后关客厅的灯")
    batch = await r1.read(lambda db: db.scalar(select(DeviceEvent.batch)))
    r3 = await r1.as_resident("R3")
    for call in ("unplan", "undo", "again", "drop"):
        said = texts(await r3.says(f"call:devices.{call}:{batch}", kind=MessageKind.BUTTON))
        assert "客厅灯" not in said
    assert await r1.read(events) == [("light_off", "planned")]


async def test_who_has_moved_out_moves_nothing_any_more(r1: Talk, home: SimulatedHome) -> None:
    await r1.says("十分钟后关客厅的灯")

    def move_out(db: Session) -> None:
        resident = db.scalars(select(Resident).where(Resident.key == "R1")).one()
        for tie in db.scalars(select(Occupancy).where(Occupancy.resident_id == resident.id)):
            tie.until = date(2026, 1, 1)

    await r1.app.store.write(move_out)
    await r1.advance(timedelta(minutes=11))
    assert not home.told
    assert await r1.read(events) == [("light_off", "cancelled")]


async def test_what_was_due_while_the_house_was_down_is_said_and_not_done(r1: Talk, home: SimulatedHome) -> None:
    await r1.says("十分钟后关客厅的灯")
    said = texts(await r1.advance(timedelta(hours=3)))
    assert "没有按时动" in said
    assert not home.told


async def test_nobody_at_a_screen_without_a_name_moves_anything(r1: Talk, home: SimulatedHome) -> None:
    guest = Talk(r1.app, r1.clock, r1.channel, r1.sms, r1.community, "kiosk-1", private=False)
    await guest.says("把客厅灯关了")
    await guest.says("客厅空调开着吗")
    assert not home.told


async def test_the_commands_of_one_home_name_only_its_own_entities(r1: Talk, home: SimulatedHome) -> None:
    await r1.says("把所有的灯都关了")
    mine = await r1.read(
        lambda db: {f"light.{one}" for one in db.scalars(select(Device.id).where(Device.name.like("%灯")))}
    )
    assert {str(step["entity"]) for step in home.told} == mine


async def test_an_entity_of_the_file_is_the_address(r1: Talk, home: SimulatedHome) -> None:
    def wire(db: Session) -> None:
        row = db.scalars(select(Device).where(Device.name == "客厅灯")).one()
        row.data = {**row.data, "entity": "light.ke_ting"}

    await r1.app.store.write(wire)
    await r1.says("把客厅灯关了")
    assert [step["entity"] for step in home.told] == ["light.ke_ting"]


@pytest.mark.parametrize(
    ("row", "kind", "room"),
    [
        (device("客厅灯"), "light", "living_room"),
        (device("主卧空调"), "climate", "master_bedroom"),
        (device("客厅窗帘"), "curtain", "living_room"),
        (device("新风", "climate"), "switch", ""),
        (device("hall light"), "light", "entrance"),
        (device("小夜灯", room="儿童房"), "light", "kids_room"),
        (device("入户门锁", "door"), "door", ""),
        (device("冰箱"), "", ""),
    ],
    ids=lambda value: value.name if isinstance(value, Device) else None,
)
def test_a_device_is_read_from_its_name(row: Device, kind: str, room: str) -> None:
    assert (known(row).kind, known(row).room) == (kind, room)


def test_a_name_inside_another_is_not_meant() -> None:
    devices = [known(device("灯", "light")), known(device("客厅灯", "light"))]
    assert [one.device.name for one in named(devices, "把客厅灯关了")] == ["客厅灯"]


@pytest.mark.parametrize(
    ("row", "change", "told"),
    [
        (device("客厅灯", state="on", value=40), Change("brighter"), Change("brightness", 70)),
        (device("客厅灯", state="on", value=90), Change("brighter"), Change("brightness", 100)),
        (device("客厅灯", state="on", value=20), Change("dimmer"), Change("brightness", 10)),
        (device("客厅灯", state="off"), Change("brighter"), Change("on")),
        (device("客厅空调", state="on", value=29), Change("warmer", 2), Change("temperature", 30)),
        (device("客厅空调", state="on", value=30), Change("warmer"), Refused("at_the_end")),
        (device("客厅空调", state="off"), Change("cooler"), Change("cool", 26)),
        (device("客厅空调", state="on"), Change("temperature", 31), Refused("out_of_range")),
        (device("客厅灯", state="on"), Change("temperature", 26), Refused("cannot")),
        (device("客厅灯", state="on"), Change("scene", "movie"), Refused("no_scene")),
    ],
)
def test_a_bit_more_depends_on_how_it_is(row: Device, change: Change, told: Change | Refused) -> None:
    assert resolved(known(row), change) == told


@pytest.mark.parametrize(
    ("before", "kind", "back"),
    [
        ({"state": "on", "value": 60}, "light", Change("brightness", 60)),
        ({"state": "closed", "value": None}, "curtain", Change("close")),
        ({"state": "", "value": None}, "light", None),
    ],
)
def test_undoing_goes_back_to_how_it_was(before: dict[str, Any], kind: str, back: Change | None) -> None:
    assert backwards(before, kind) == back


@pytest.mark.parametrize(
    ("kind", "text", "change"),
    [
        ("climate", "那就27吧", Change("temperature", 27)),
        ("climate", "二十二度", Change("temperature", 22)),
        ("climate", "no, make it 24 please", Change("temperature", 24)),
        ("climate", "twenty-one", Change("temperature", 21)),
        ("climate", "高一点", Change("warmer")),
        ("climate", "再低点吧", Change("cooler")),
        ("climate", "a bit lower please", Change("cooler")),
        ("climate", "up", None),  # that may be the lift
        ("light", "高一点", None),
        ("climate", "31", None),
        ("climate", "不要26", None),
        ("climate", "26号", None),
        ("climate", "2栋", None),
        ("curtain", "开到百分之三十", Change("position", 30)),
        ("curtain", "halfway", Change("position", 50)),
        ("light", "fifty percent", Change("brightness", 50)),
        ("light", "3", None),
        ("switch", "50", None),
    ],
)
def test_a_number_alone_is_a_value_of_some_devices(kind: str, text: str, change: Change | None) -> None:
    assert new_value(kind, text) == change


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("好了没", True),
        ("到底关上了吗？", True),
        ("有没有打开", True),
        ("is it still on?", True),
        ("did it work", True),
        ("好吧", False),
        ("门开了没", False),
        ("开会了吗", False),
        ("is it going to rain", False),
    ],
)
def test_asking_how_it_is_names_nothing_else(text: str, fits: bool) -> None:
    assert (re.fullmatch(alone.HOW_IT_IS, text.strip("？?")) is not None) is fits


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("关掉吧", True),
        ("好，打开", True),
        ("off please", True),
        ("不关了", False),
        ("关灯", False),
        ("算了", False),
        ("那就" * 40, False),
    ],
)
def test_on_or_off_alone_is_an_answer(text: str, bare: bool) -> None:
    assert switches(text) is bare
    assert not is_value(text)


async def test_a_lamp_that_cannot_be_reached_is_looked_at_again(r1: Talk, home: SimulatedHome) -> None:
    home.gone.add("*")
    await r1.says("把客厅灯关了")
    assert "客厅灯现在连不上" in texts(await r1.says("关了没"))


async def said_aloud(talk: Talk, *words: str) -> str:
    """Say something that reaches the assistant through a microphone; return the last answer."""
    return [texts(await talk.says(one, kind=MessageKind.VOICE)) for one in words][-1]


async def test_what_was_only_heard_is_read_back_before_it_moves(r1: Talk, home: SimulatedHome) -> None:
    said = await said_aloud(r1, "把客厅灯关了")
    assert "关客厅灯" in said and "对吗" in said and not home.told  # noqa: PT018
    assert "客厅灯已经关了" in await said_aloud(r1, "对的")
    assert await r1.read(events) == [("light_off", "done")]


async def test_what_was_heard_wrongly_moves_nothing(r1: Talk, home: SimulatedHome) -> None:
    assert "没有动" in await said_aloud(r1, "把客厅灯关了", "不是")
    assert not home.told


async def test_what_was_heard_is_put_right_before_it_moves(r1: Talk, home: SimulatedHome) -> None:
    said = await said_aloud(r1, "把客厅灯关了", "不是，是卧室灯")
    assert "关卧室灯" in said and not home.told  # noqa: PT018
    assert "卧室灯已经关了" in await said_aloud(r1, "嗯，是的")
    assert await r1.read(events) == [("light_off", "done")]


async def test_a_time_that_was_heard_is_read_back(r1: Talk) -> None:
    said = await said_aloud(r1, "今晚十点把客厅灯关了")
    assert "22:00" in said and "关客厅灯" in said and "对吗" in said  # noqa: PT018
    assert "记下了" in await said_aloud(r1, "对")
    assert await r1.read(events) == [("light_off", "planned")]


async def test_what_is_pressed_at_a_kiosk_is_read_back_too(r1: Talk, home: SimulatedHome) -> None:
    await r1.says("关灯", kind=MessageKind.VOICE)
    said = texts(await r1.says("fill:which=all", kind=MessageKind.BUTTON, post="key"))
    assert "对吗" in said and not home.told  # noqa: PT018


async def test_what_is_typed_moves_at_once(r1: Talk) -> None:
    assert "客厅灯已经关了" in texts(await r1.says("把客厅灯关了"))
