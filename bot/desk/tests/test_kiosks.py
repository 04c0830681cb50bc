"""The page of the kiosks: who may see it and speak, and what it says about each."""

import html
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from actions.people import Community
from bot.access_log import DeskAccess
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import CANARY, NOW
from bot.keys import ApiKey, new_kiosk_key
from bot.pulses import Doing, Pulse, note_pulse
from bot.rights import Rights, set_rights
from bot.sayings import KioskSaying


async def stand(visitor: Visitor, place: str = "1栋", *, theirs: bool = False, **told: Any) -> str:
    """Enroll a kiosk that tells of itself and return its key's id."""
    room, at = visitor.room, told.pop("at", NOW)
    known: dict[str, Any] = {"doing": Doing.REST, "hears": True, "speaks": True}
    pulse = Pulse(**(known | told))

    def write(db: Session) -> str:
        community = db.get_one(Community, room.theirs if theirs else room.ours)
        key = new_kiosk_key(db, place, community, NOW).key
        db.flush()
        note_pulse(db, community.id, key.id, pulse, at)
        return key.id

    return await room.store.write(write)


async def test_before_the_first_kiosk_the_page_says_how_to_enroll_one(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    page = await visitor.get("/desk/kiosks")
    assert "还没有一体机" in page
    assert "linli kiosk enroll --place 1栋" in page


async def test_each_kiosk_says_where_it_is_and_how(visitor: Visitor) -> None:
    await stand(visitor, "1栋", level=-31, heard=600)
    await stand(visitor, "2栋", at=NOW - timedelta(minutes=28))
    await stand(visitor, "3栋", doing=Doing.ALARM, hears=False)
    await visitor.become("dispatcher")
    page = html.unescape(await visitor.get("/desk/kiosks"))
    first, second, third = page.split("<h2>")[1:]
    assert all(words in first for words in ("1栋", "正常", "没人在用", "09:50 最后听到有人说话", "麦克风 -31 分贝"))
    assert "09:32 起连不上" in second
    assert "没人在用" not in second, "nobody knows"
    assert all(words in third for words in ("屏幕上有求助", "听不见", "有人在用"))


async def test_what_a_kiosk_may_do_is_shown(visitor: Visitor) -> None:
    gate, hall = await stand(visitor, "大门"), await stand(visitor, "1栋")

    def limit(db: Session) -> None:
        set_rights(db, db.get_one(ApiKey, gate), Rights(signs_in=False, only=("probe", "laundry")))
        set_rights(db, db.get_one(ApiKey, hall), Rights(only=()))

    await visitor.room.store.write(limit)
    await visitor.become("dispatcher")
    hall_shown, gate_shown = html.unescape(await visitor.get("/desk/kiosks")).split("<h2>")[1:]
    assert all(
        words in gate_shown
        for words in ("不能登录", "只办这些", visitor.room.registry.scenarios["probe"].title["zh"], "laundry")
    )
    assert "不能登录" not in hall_shown
    assert "求助、找工作人员" in hall_shown


async def test_the_part_that_changes_comes_alone(visitor: Visitor) -> None:
    await stand(visitor)
    await visitor.become("dispatcher")
    answer = await (await visitor.client.get("/desk/kiosks?part=all")).json()
    assert set(answer["parts"]) == {"kiosks"}
    assert "1栋" in answer["parts"]["kiosks"]
    assert "<html" not in answer["parts"]["kiosks"]


async def test_who_spoke_is_shown_and_written_down(visitor: Visitor) -> None:
    key = await stand(visitor)
    staff = await visitor.become("security")
    await visitor.post(f"/desk/kiosks/{key}/say", words="  请在大堂\n稍等 ")
    page = await visitor.get("/desk/kiosks")
    assert "请在大堂 稍等" in page
    assert staff.name in page
    saying = await visitor.room.one(KioskSaying)
    assert [(row.what, row.record, row.staff_id) for row in await visitor.room.all(DeskAccess)] == [
        ("saying", f"saying:{saying.id}", staff.id)
    ]


async def test_nothing_and_too_much_are_refused_with_the_reason(visitor: Visitor) -> None:
    key = await stand(visitor)
    await visitor.become("dispatcher")
    assert "请写要说的话" in await visitor.post(f"/desk/kiosks/{key}/say", 400, words=" \u202e ")
    assert "不超过120个字" in await visitor.post(f"/desk/kiosks/{key}/say", 400, words="等" * 121)
    assert await visitor.room.all(KioskSaying) == []


async def test_repairers_and_the_committee_speak_to_no_kiosk(visitor: Visitor) -> None:
    key = await stand(visitor)
    for role in ("repairer", "committee"):
        await visitor.become(role)
        await visitor.get("/desk/kiosks", 403)
        await visitor.post(f"/desk/kiosks/{key}/say", 403, words="请稍等")
    assert await visitor.room.all(KioskSaying) == []


async def test_another_communitys_kiosk_is_neither_seen_nor_spoken_to(visitor: Visitor) -> None:
    key = await stand(visitor, CANARY, theirs=True)
    await visitor.become("manager")
    assert CANARY not in await visitor.get("/desk/kiosks")
    assert CANARY not in await visitor.post(f"/desk/kiosks/{key}/say", 404, words="请稍等")
    assert await visitor.room.all(KioskSaying) == []
