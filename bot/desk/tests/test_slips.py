import re
from datetime import timedelta
from pathlib import Path

from actions.access import Slip, redeem
from actions.channel import Delivery
from actions.people import Resident
from bot.access_log import DeskAccess
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import NOW, QuickPasswords, open_desk, open_room


async def test_residents_are_found_by_name_or_home_with_masked_phones(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    for words in ("郭", "1单元101"):
        page = await visitor.get(f"/desk/residents?q={words}")
        assert "郭建军" in page
        assert "13800000001" not in page


async def test_a_slip_is_shown_once_and_opens_the_chat_of_its_resident(visitor: Visitor) -> None:
    me = await visitor.become("dispatcher")
    resident = await visitor.room.one(Resident, community_id=visitor.room.ours)
    page = await visitor.post(f"/desk/residents/{resident.id}/slip", 200)
    code = re.search(r"<b>(\w{4}-\w{4})</b>", page)
    assert code
    slip = await visitor.room.one(Slip)
    assert (slip.issued_by, slip.expires_at) == (me.id, NOW + timedelta(minutes=30))
    assert [row.what for row in await visitor.room.all(DeskAccess)] == ["slip"]
    found = await visitor.room.store.write(
        lambda db: redeem(db, code[1], NOW, community_id=visitor.room.ours, channel="web", address="phone")
    )
    assert found is not None
    assert found.id == resident.id


async def test_the_printed_code_carries_a_link_where_the_house_has_an_address(tmp_path: Path) -> None:
    async with open_room(tmp_path, url="https://linli.example/") as room, open_desk(room) as client:
        visitor = Visitor(room, client, QuickPasswords())
        await visitor.become("manager")
        resident = await room.one(Resident, community_id=room.ours)
        page = await visitor.post(f"/desk/residents/{resident.id}/slip", 200)
        assert "<svg" in page
        assert "style=" not in page
        assert "https://linli.example/in" in page


class Messenger:
    """A channel that a link opens."""

    name = "telegram"

    async def send(self, delivery: Delivery) -> None:
        raise AssertionError("nothing is sent here")

    def link(self, start: str = "") -> str | None:
        return f"https://t.me/linli_bot?start={start}"


async def test_a_messenger_that_a_link_opens_has_a_code_of_its_own(visitor: Visitor) -> None:
    visitor.room.channels["telegram"] = Messenger()
    await visitor.become("manager")
    resident = await visitor.room.one(Resident, community_id=visitor.room.ours)
    page = await visitor.post(f"/desk/residents/{resident.id}/slip", 200)
    assert page.count('class="qr"') == 1
    assert "Telegram" in page
