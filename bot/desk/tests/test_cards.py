"""Cards and PINs at the desk: issued, printed and withdrawn, each written down."""

import re
from datetime import timedelta

from actions.card import AccessCard, card_hash, holder
from actions.people import Resident
from actions.pin import KioskPin, begin_try, keep_pin
from bot.access_log import DeskAccess, Seen, note_access, note_kiosk
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import CANARY, NOW

CARD = "0004512233"


async def path_of(visitor: Visitor) -> tuple[Resident, str]:
    resident = await visitor.room.one(Resident, community_id=visitor.room.ours)
    return resident, f"/desk/residents/{resident.id}"


async def whose(visitor: Visitor, card: str) -> str | None:
    """Return whom a card makes known at a kiosk."""
    hashed = card_hash(card, visitor.room.ours)
    found = await visitor.room.store.write(lambda db: holder(db, visitor.room.ours, hashed, NOW))
    return found.name if found else None


async def noted(visitor: Visitor) -> list[str]:
    return [row.what for row in await visitor.room.all(DeskAccess)]


async def test_a_card_at_the_reader_is_given_and_withdrawn(visitor: Visitor) -> None:
    me = await visitor.become("dispatcher")
    resident, path = await path_of(visitor)
    assert f"{path}/cards" in await visitor.get("/desk/residents?q=郭")
    assert "还没有卡" in await visitor.get(f"{path}/cards")
    await visitor.post(f"{path}/cards", card=CARD)
    assert await whose(visitor, CARD) == "郭建军"
    card = await visitor.room.one(AccessCard)
    assert (card.issued_by, card.resident_id) == (me.id, resident.id)
    page = await visitor.get(f"{path}/cards")
    assert "自己的卡" in page
    assert CARD not in page
    await visitor.post(f"{path}/cards/{card.id}/end")
    assert await whose(visitor, CARD) is None
    await visitor.post(f"{path}/cards/{card.id}/end", 404)
    assert await noted(visitor) == ["card_given", "card_ended"]


async def test_a_printed_card_is_shown_once_and_has_no_name_on_it(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    _, path = await path_of(visitor)
    page = await visitor.post(f"{path}/card", 200)
    assert "<svg" in page
    assert "郭建军" not in page[page.index("<article") : page.index("</article>")]
    assert "打印的卡" in await visitor.get(f"{path}/cards")
    assert "<svg" not in re.sub(r"<svg class.*?</svg>", "", await visitor.get(f"{path}/cards"))


async def test_a_third_card_one_of_somebody_elses_and_one_that_cannot_be_read_are_refused(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    _, path = await path_of(visitor)
    other = Resident(id="a" * 32, community_id=visitor.room.ours, key="R2", name="邻居")
    await visitor.room.add(other)
    await visitor.post(f"/desk/residents/{other.id}/cards", card=CARD)
    assert "别的住户" in await visitor.post(f"{path}/cards", 409, card=CARD)
    for unreadable in ("", "12", "482915", "好" * 9):
        assert "没有读出" in await visitor.post(f"{path}/cards", 400, card=unreadable)
    for card in ("0004512234", "04:A2:9F:11", "04a29f11"):  # the last is the second one again
        await visitor.post(f"{path}/cards", card=card)
    assert "已经够了" in await visitor.post(f"{path}/cards", 409, card="0004512235")
    assert "已经够了" in await visitor.post(f"{path}/card", 409)
    assert "给这张卡" not in await visitor.get(f"{path}/cards")
    mine = await visitor.room.one(AccessCard, resident_id=other.id)
    await visitor.post(f"{path}/cards/{mine.id}/end", 404)
    assert await whose(visitor, CARD) == "邻居"


async def test_a_pin_is_withdrawn_with_its_lock(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    resident, path = await path_of(visitor)
    ours = visitor.room.ours
    assert "还没有设密码" in await visitor.get(f"{path}/cards")
    await visitor.post(f"{path}/pin/end", 404)

    def lock_out(db):  # type: ignore[no-untyped-def]
        keep_pin(db, db.get_one(Resident, resident.id), "argon2", NOW)
        return [begin_try(db, ours, "13800000001", NOW) for _ in range(6)][-1]

    assert await visitor.room.store.write(lock_out) is None
    assert "已经设了密码" in await visitor.get(f"{path}/cards")
    await visitor.post(f"{path}/pin/end")
    assert await visitor.room.all(KioskPin) == []
    assert await visitor.room.store.write(lambda db: begin_try(db, ours, "13800000001", NOW)) == []
    assert await noted(visitor) == ["pin_ended"]


async def test_the_page_says_who_came_in_lately_and_how(visitor: Visitor) -> None:
    me = await visitor.become("dispatcher")
    resident, path = await path_of(visitor)

    def come_in(db):  # type: ignore[no-untyped-def]
        who = db.get_one(Resident, resident.id)
        note_kiosk(db, who, Seen.CARD, "conversation:1", NOW - timedelta(minutes=9))
        note_kiosk(db, who, Seen.PIN, "conversation:2", NOW - timedelta(minutes=8))
        note_access(db, me, who.id, Seen.KIOSK, "conversation:3", NOW - timedelta(minutes=7))
        note_access(db, me, who.id, Seen.CONTACT, "ticket:4", NOW)

    await visitor.room.store.write(come_in)
    page = await visitor.get(f"{path}/cards")
    assert re.findall(r"<td>(刷卡|手机号和密码|.*当面认出来的)</td>", page) == [
        f"{me.name}当面认出来的",
        "手机号和密码",
        "刷卡",
    ]


async def test_cards_are_the_offices_and_of_ones_own_community(visitor: Visitor) -> None:
    _, path = await path_of(visitor)
    theirs = await visitor.room.one(Resident, community_id=visitor.room.theirs)
    await visitor.become("repairer")
    await visitor.get(f"{path}/cards", 403)
    await visitor.post(f"{path}/cards", 403, card=CARD)
    await visitor.become("dispatcher")
    assert CANARY not in await visitor.get(f"/desk/residents/{theirs.id}/cards", 404)
    for action in ("cards", "card", "pin/end", f"cards/{'0' * 32}/end"):
        await visitor.post(f"/desk/residents/{theirs.id}/{action}", 404, card=CARD)
    assert await visitor.room.all(AccessCard) == []
    assert await noted(visitor) == []
