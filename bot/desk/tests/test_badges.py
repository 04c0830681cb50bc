import re
from datetime import timedelta

import pytest

from actions.access import MAX_TRIES
from actions.badge import StaffAccount, StaffSlip, is_badge, redeem_badge
from actions.people import Staff, StaffRole
from bot.access_log import DeskAccess
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import NOW


async def code_of(visitor: Visitor) -> str:
    page = await visitor.post("/desk/me/code", 200)
    found = re.search(r"<b>(\w{4}-\w{4})</b>", page)
    assert found
    return found[1]


async def redeemed(visitor: Visitor, code: str, *, address: str = "phone", later: int = 0) -> str | None:
    where = {"community_id": visitor.room.ours, "channel": "telegram", "address": address}
    now = NOW + timedelta(minutes=later)

    def write(db: object) -> str | None:
        staff = redeem_badge(db, code, now, **where)  # type: ignore[arg-type]
        return staff.key if staff else None

    return await visitor.room.store.write(write)


async def test_a_code_ties_a_chat_to_whoever_is_signed_in_once(visitor: Visitor) -> None:
    me = await visitor.become("dispatcher")
    assert "还没有绑定" in await visitor.get("/desk/me")
    code = await code_of(visitor)
    assert code not in str([row.code_hash for row in await visitor.room.all(StaffSlip)])
    assert await visitor.room.store.read(lambda db: is_badge(db, code.lower(), visitor.room.ours))
    assert await redeemed(visitor, code.lower()) == "dispatcher"
    assert await redeemed(visitor, code, address="somebody else") is None
    account = await visitor.room.one(StaffAccount)
    assert (account.staff_id, account.channel, account.address) == (me.id, "telegram", "phone")
    page = await visitor.get("/desk/me")
    assert "Telegram" in page
    assert code not in page


async def test_a_new_code_makes_the_earlier_one_void_and_an_old_one_is_over(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    first, second = await code_of(visitor), await code_of(visitor)
    assert await redeemed(visitor, first) is None
    assert await redeemed(visitor, second, later=30) is None
    assert await visitor.room.all(StaffAccount) == []


async def test_many_wrong_codes_lock_the_chat_also_for_the_right_one(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    code = await code_of(visitor)
    for _ in range(MAX_TRIES):
        assert await redeemed(visitor, "AAAA-2222") is None
    assert await redeemed(visitor, code) is None
    assert await redeemed(visitor, code, address="another") == "dispatcher"


async def test_who_has_left_ties_nothing_and_nobody_of_another_community_does(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    code = await code_of(visitor)
    where = {"channel": "telegram", "address": "x"}
    room = visitor.room
    there = await room.store.write(lambda db: redeem_badge(db, code, NOW, community_id=room.theirs, **where))
    assert there is None
    await room.store.write(lambda db: setattr(db.query(Staff).filter_by(key="dispatcher").one(), "active", False))
    assert await redeemed(visitor, code) is None


async def test_a_chat_is_untied_by_its_owner_only(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    await redeemed(visitor, await code_of(visitor))
    account = await visitor.room.one(StaffAccount)
    await visitor.become("manager")
    await visitor.post(f"/desk/me/chats/{account.id}/end", 404)
    assert len(await visitor.room.all(StaffAccount)) == 1
    await visitor.become("dispatcher")
    await visitor.post(f"/desk/me/chats/{account.id}/end")
    assert await visitor.room.all(StaffAccount) == []
    assert [row.what for row in await visitor.room.all(DeskAccess)] == ["chat"]


@pytest.mark.parametrize("role", [StaffRole.COMMITTEE])
async def test_the_committee_has_no_chat_of_its_own(visitor: Visitor, role: StaffRole) -> None:
    await visitor.become(role)
    await visitor.get("/desk/me", 403)
    await visitor.post("/desk/me/code", 403)
