"""Six tasks by voice at the kiosk of the whole house, each from the tap to the record and to the spoken answer.

Real ears, mouth and understanding. The visitors' voice is espeak's, which Whisper hears badly: their sentences are
ones that it makes out. Where LINLI_VOICE_MOUTH_FOLDER names a natural voice (docs/speaking.md), they and the kiosk
speak with that, and what the kiosk said must come back right, the digits in one of the ear's readings. Hearing takes
its time, more than is waited for on a busy machine, so `make test` leaves them out: pytest -m by_voice tests/browser
"""

import re
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import expect
from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.bookings.models import Booking
from actions.bookings.models import Visit as Slot
from actions.charge import Charge
from actions.elevators.models import CallStatus, LiftCall
from actions.emergencies.models import Danger, Escalation
from actions.people import Occupancy, Resident
from actions.ticket import Ticket
from actions.visitors.models import Pass
from nlu.types import Engine
from tests.browser.kiosk_visit import NATURAL, SLOWLY, Visit, samples, visiting
from tests.browser.test_web import CHROMIUM
from tests.operations.processes import until
from voice.conftest import house, whisper_folder
from voice.hear import Hearing, Recipe
from voice.speech import Listening
from voice.spoken import sentences

__all__ = ["house", "whisper_folder"]  # fixtures

pytestmark = [
    pytest.mark.by_voice,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium"),
]
WORST = 0.2  # part of the characters of all answers in a natural voice that may be misheard
WHO = "杨宇航"
ZONE = ZoneInfo("Asia/Shanghai")
YES = re.compile("[是对]")  # one yes is as good as another
NUMERALS = "零一二三四五六七八九十百千两"
T = TypeVar("T")


@pytest_asyncio.fixture
async def visit(house: Path, understander: Engine) -> AsyncIterator[Visit]:
    async with visiting(house, understander) as made:
        made.known = await made.app.store.read(ids)
        yield made


@dataclass
class Ear:
    """The ear that listens to what the kiosk said, and how much of all answers it misheard."""

    hearing: Hearing
    characters: int = 0
    wrong: int = 0


@pytest.fixture(scope="module")
def ear(whisper_folder: Path) -> Iterator[Ear]:
    made = Ear(Hearing(Recipe("whisper", str(whisper_folder))))
    yield made
    made.hearing.close()
    if made.characters:
        rate = made.wrong / made.characters
        sys.stdout.write(f"\n{rate:.1%} of {made.characters} characters misheard\n")
        assert rate <= WORST or not NATURAL


def ids(db: Session) -> set[str]:
    """Return what is there before the visit."""
    tables = (Ticket.id, Pass.id, Booking.id, Slot.id, LiftCall.id, Escalation.id)
    return {known for table in tables for known in db.scalars(select(table))}


async def newest(visit: Visit, table: type[T]) -> T:
    """Wait for a row that the visit has made and return it; there is only one."""

    def rows(db: Session) -> list[T]:
        return [row for row in db.scalars(select(table)) if row.id not in visit.known]  # type: ignore[attr-defined]

    [row] = await until(lambda: visit.app.store.read(rows), bool)
    return row


async def resident(visit: Visit) -> Resident:
    return await visit.app.store.read(lambda db: db.scalars(select(Resident).where(Resident.name == WHO)).one())


async def comes_back(visit: Visit, ear: Ear) -> None:
    """Let the ear hear the last answer that was spoken, and print how much comes back; of a natural voice it must."""
    text, sounds = await visit.spoken()
    heard = [await ear.hearing.hear(samples(wav), Listening(), seconds=60.0) for wav in sounds]
    said, back = written(text), written("".join(one.text for one in heard))
    ear.characters += len(said)
    ear.wrong += (wrong := Levenshtein.distance(said, back))
    lost = "".join(
        lost
        for sentence, one in zip(sentences(text, "zh"), heard, strict=True)
        for lost in min((digits_lost(sentence, reading) for reading in (one.text, *one.others)), key=len)
    )
    sys.stdout.write(f"\n{wrong / len(said):.0%} misheard, digits lost: {lost or 'none'}\n  {said}\n  {back}\n")
    assert not (NATURAL and lost)


def digits_lost(said: str, back: str) -> list[str]:
    """Return the digits that do not come back where they stand, by their sound: who hears 酒 in a number hears 九."""
    spoken, returned = (lazy_pinyin(written(text)) for text in (said, back))
    kept = {
        at
        for block in Levenshtein.opcodes(spoken, returned)
        if block.tag == "equal"
        for at in range(block.src_start, block.src_end)
    }
    return [sign for at, sign in enumerate(written(said)) if sign in NUMERALS and at not in kept]


def amounts(db: Session) -> set[int]:
    """Return what the resident's homes owe, in fen."""
    homes = select(Occupancy.home_id).join(Resident, Resident.id == Occupancy.resident_id).where(Resident.name == WHO)
    return set(db.scalars(select(Charge.amount).where(Charge.home_id.in_(homes))))


def written(text: str) -> str:
    """Write a text as it is said, without its pauses."""
    return re.sub(r"[\W_]", "", "".join(sentences(text, "zh")))


async def test_a_repair_that_is_told_becomes_a_ticket(visit: Visit, ear: Ear) -> None:
    visit.put("小区路灯坏了", 140)
    await visit.tap()
    await visit.heard("灯坏了")
    reply = await visit.answered("编号")
    ticket = await newest(visit, Ticket)
    assert (ticket.kind, ticket.number in reply) == ("repair", True)
    await comes_back(visit, ear)


async def test_a_bill_is_told_to_who_has_signed_in(visit: Visit, ear: Ear) -> None:
    visit.put("查一下物业费", 140)
    await visit.tap()
    await visit.heard("物业费")
    assert "元" not in await visit.answered("登录")
    await visit.signs_in(WHO)
    reply = await visit.answered("元")  # what was asked before is answered now
    [amount] = re.findall(r"，(\d+\.\d\d)元", reply)
    assert int(amount.replace(".", "")) in await visit.app.store.read(amounts)
    await comes_back(visit, ear)


async def test_a_visitor_is_expected_after_a_spoken_yes(visit: Visit, ear: Ear) -> None:
    visit.put("我妈妈明天来看我", 130)
    await visit.tap()
    await visit.heard("妈妈")
    await visit.answered("登录")
    await visit.signs_in(WHO)
    visit.put("是的")
    await visit.answered("跟您核对一下")
    await visit.heard(YES)
    reply = await visit.answered("访客证办好了")
    made = await newest(visit, Pass)
    tomorrow = visit.app.clock.now().astimezone(ZONE).date() + timedelta(days=1)
    assert (made.name, made.starts.astimezone(ZONE).date()) == ("妈妈", tomorrow)
    assert made.number in reply
    assert made.resident_id == (await resident(visit)).id
    assert made.code in reply
    await comes_back(visit, ear)


async def test_a_court_is_booked_by_voice_and_by_the_two_huge_keys(visit: Visit, ear: Ear) -> None:
    visit.put("我想订明天下午的羽毛球场")
    await visit.tap()
    await visit.heard("羽毛球")
    await visit.answered("登录")
    await visit.signs_in(WHO)
    await visit.answered("从几点开始")
    visit.put("两个小时")
    await visit.writes("三点")  # Whisper makes out no hour of espeak's, however it is said
    await visit.answered("用多久")
    await visit.heard("2个小时")
    await visit.answered("可以吗")
    keys = visit.page.locator("#choices button")
    await expect(keys).to_have_text(["是的", "不是"])
    await keys.first.click()
    reply = await visit.answered("订好了")
    booking, slot = await newest(visit, Booking), await newest(visit, Slot)
    assert booking.number in reply
    assert booking.resident_id == (await resident(visit)).id
    assert (slot.starts.astimezone(ZONE).hour, slot.ends - slot.starts) == (15, timedelta(hours=2))
    await comes_back(visit, ear)


async def test_a_lift_is_called_and_comes(visit: Visit, ear: Ear) -> None:
    visit.put("我要坐电梯上楼", 140)
    await visit.tap()
    await visit.heard("电梯")
    visit.put("是的")
    await visit.answered("您要上楼，对吗")
    await visit.heard(YES)
    await visit.answered("电梯已经到了")
    call = await newest(visit, LiftCall)
    assert (call.direction, call.floor, call.status) == ("up", 1, CallStatus.DONE)
    await comes_back(visit, ear)


async def test_a_cry_for_help_counts_down_and_calls(visit: Visit, ear: Ear) -> None:
    visit.put("我被困在电梯里了")
    await visit.tap()
    await expect(visit.page.locator("#danger-title")).to_have_text("数到零，就帮您叫人", timeout=SLOWLY)
    visit.put("")
    await expect(visit.page.locator("#danger-title")).to_have_text("已经在叫人了，请看下面的话", timeout=SLOWLY)
    await visit.heard("困在电梯里")
    called = await newest(visit, Escalation)
    assert called.type == Danger.ELEVATOR_TRAPPED
    assert called.notify
    await visit.answered("已经通知")
    await comes_back(visit, ear)
