"""Staff vouch for somebody at a kiosk who has no telephone with them."""

from datetime import timedelta

from actions.message import Message
from actions.people import Account, Resident
from bot.access_log import DeskAccess
from bot.conversations import ConversationRow, conversation_id
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import NOW
from bot.desk.tests.test_kiosks import stand
from bot.inbox import store_message
from bot.keys import ApiKey
from bot.rights import Rights, set_rights


async def somebody_at_the_kiosk(visitor: Visitor, *, minutes_ago: int = 0, post: str = "") -> str:
    """Let somebody say something at the kiosk of 1栋 and return their conversation."""
    at = NOW - timedelta(minutes=minutes_ago)

    def arrive(db):  # type: ignore[no-untyped-def]
        found = conversation_id(db, visitor.room.ours, "kiosk", "t" * 32, "zh", at, private=False)
        said = Message(
            community=visitor.room.ours, channel="kiosk", update_id="1", thread="t" * 32, sender="t" * 32,
            sent_at=at, text="我要查费", private=False, place="1栋", post=post,
        )  # fmt: skip
        store_message(db, said, found, at)
        return found

    return str(await visitor.room.store.write(arrive))


async def test_who_is_vouched_for_is_known_at_the_kiosk_and_it_is_written_down(visitor: Visitor) -> None:
    visit = await somebody_at_the_kiosk(visitor)
    await visitor.become("dispatcher")
    assert "替住户登录1栋的一体机" in await visitor.get("/desk/residents?q=郭")
    resident = await visitor.room.one(Resident, community_id=visitor.room.ours)
    page = await visitor.post(f"/desk/residents/{resident.id}/kiosk", 200, visit=visit)
    assert "已经在一体机上登录" in page
    accounts = [row for row in await visitor.room.all(Account) if row.channel == "kiosk"]
    assert [(row.address, row.resident_id) for row in accounts] == [("t" * 32, resident.id)]
    assert [(row.what, row.record) for row in await visitor.room.all(DeskAccess)] == [
        ("kiosk", f"conversation:{visit}")
    ]


async def test_nobody_is_vouched_for_who_has_gone_or_stands_elsewhere(visitor: Visitor) -> None:
    visit = await somebody_at_the_kiosk(visitor, minutes_ago=5)
    await visitor.become("dispatcher")
    assert "替住户登录" not in await visitor.get("/desk/residents?q=郭")
    resident = await visitor.room.one(Resident, community_id=visitor.room.ours)
    for wrong in (visit, "0" * 32, ""):
        await visitor.post(f"/desk/residents/{resident.id}/kiosk", 409, visit=wrong)
    chat = [row for row in await visitor.room.all(ConversationRow) if row.channel != "kiosk"]
    for row in chat[:1]:
        await visitor.post(f"/desk/residents/{resident.id}/kiosk", 409, visit=row.id)
    assert not [row for row in await visitor.room.all(Account) if row.channel == "kiosk"]


async def test_nobody_is_vouched_for_where_nobody_signs_in(visitor: Visitor) -> None:
    gate = await stand(visitor, "大门")
    visit = await somebody_at_the_kiosk(visitor, post=gate)
    await visitor.become("dispatcher")
    assert "替住户登录1栋的一体机" in await visitor.get("/desk/residents?q=郭")
    await visitor.room.store.write(lambda db: set_rights(db, db.get_one(ApiKey, gate), Rights(signs_in=False)))
    assert "替住户登录" not in await visitor.get("/desk/residents?q=郭")
    resident = await visitor.room.one(Resident, community_id=visitor.room.ours)
    await visitor.post(f"/desk/residents/{resident.id}/kiosk", 409, visit=visit)
    assert not [row for row in await visitor.room.all(Account) if row.channel == "kiosk"]
