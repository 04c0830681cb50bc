"""Cards at the kiosk: who holds one is known until they go, and hears of it in their own chat."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from actions.card import CardKind, Given, card_hash, cards_of, give_card, new_token, withdraw_card
from actions.people import Community, Resident
from actions.turn import Work
from bot.access_log import DeskAccess
from bot.channels.web.tests.test_kiosk import accounts, code_of, visitor
from bot.channels.web.tests.visit import Json, Site, Wire
from bot.conversations import ConversationRow
from bot.jobs import JobRow
from bot.outbox import OutboxRow

CARD = "0004512233"
NIGHT = timedelta(hours=13)  # 23:00


async def give(site: Site, card: str = CARD, key: str = "R1") -> Given:
    """Give a resident a card, as the desk does."""
    hashed = card_hash(card, site.community)

    def write(work: Work) -> Given:
        found = work.db.scalars(work.ours(Resident).where(Resident.key == key)).one()
        return give_card(work.db, found, hashed, work.now, kind=CardKind.OWN, by="s")

    return await site.app.engine.act(site.community, "bot.channels.web", write)


async def shown(wire: Wire, card: str = CARD) -> Json:
    await wire.send(type="who", card=card)
    return await wire.until("who")


async def told(site: Site, key: str = "R1") -> list[str]:
    """Return what a resident was told in chats of their own."""
    query = (
        select(OutboxRow.body)
        .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
        .where(ConversationRow.private, ConversationRow.resident_id == key)
        .order_by(OutboxRow.id)
    )
    return [body["text"] for body in await site.app.store.read(lambda db: db.scalars(query).all())]


async def log(site: Site) -> list[tuple[str | None, str, str | None]]:
    query = select(DeskAccess).order_by(DeskAccess.at)
    rows = await site.app.store.read(lambda db: db.scalars(query).all())
    return [(row.staff_id, row.what, row.resident_id) for row in rows]


async def own_chat(site: Site, key: str = "R1") -> None:
    """Let a resident have spoken in the web chat, a while ago."""
    wire = await (await site.resident(key)).socket()
    await wire.say("你好", "client-0001")
    site.clock.move(timedelta(minutes=20))


async def test_who_shows_their_card_is_known_until_they_go_and_so_is_the_next(site: Site) -> None:
    await give(site)
    await give(site, "04:A2:9F:11", "R2")
    wire = await visitor(site)
    for card, name, key in ((CARD, "钱**", "钱一民"), ("04a29f11", "N. Q.", "Nora Quinn")):
        assert await shown(wire, card) == {"type": "who", "name": name, "way": "card"}
        assert (await wire.say("你好", f"client-before-{len(key)}"))["text"] == f"{key}@1栋: 你好"
        await wire.send(type="done")
        await wire.send(type="hello", seq=0)
        await wire.until("ready")
        assert (await wire.say("你好", f"client-after-{len(key)}"))["text"] == "?@1栋: 你好"
    assert await accounts(site) == 0


async def test_who_is_known_stays_who_they_are_whatever_card_is_shown_next(site: Site) -> None:
    await give(site, CARD, "R2")
    wire = await visitor(site)
    await wire.send(type="who", code=await code_of(site, "R1"))
    await wire.until("who")
    assert (await shown(wire))["name"] == "钱**"
    assert (await wire.say("我的账", "client-0001"))["text"] == "钱一民@1栋: 我的账"
    assert await log(site) == []


async def test_an_unknown_withdrawn_or_misread_card_and_one_of_elsewhere_are_refused_alike(site: Site) -> None:
    await give(site)

    def elsewhere(db: Any) -> None:
        db.add(Community(id="d" * 32, name="隔壁小区"))
        db.flush()
        db.add(Resident(id="X1", community_id="d" * 32, key="X1", name="外人"))
        db.flush()
        there = card_hash("0009999999", "d" * 32)
        give_card(db, db.get_one(Resident, "X1"), there, site.clock.now(), kind=CardKind.OWN, by="s")

    def withdraw(db: Any) -> bool:
        mine = db.get_one(Resident, "R1")
        return withdraw_card(db, mine, cards_of(db, mine)[0].id)

    wire, other = await visitor(site), await visitor(site)
    await site.app.store.write(elsewhere)
    assert "name" in await shown(wire)
    assert await site.app.store.write(withdraw)
    for card in (CARD, "0009999999", "1234567", "12", "", "!!!"):
        assert await shown(other, card) == {"type": "who", "why": "by_card"}, card


async def test_a_kiosk_at_which_cards_are_guessed_takes_no_more(site: Site) -> None:
    wire = await visitor(site)
    said = [(await shown(wire, f"000000{number:04}"))["why"] for number in range(12)]
    assert said == ["by_card"] * 10 + ["often"] * 2


async def test_a_resident_has_two_cards_and_a_card_one_resident(site: Site) -> None:
    assert await give(site) is Given.DONE
    assert await give(site) is Given.DONE, "the same again changes nothing"
    assert await give(site, CARD, "R2") is Given.ELSEWHERE
    assert await give(site, new_token()) is Given.DONE
    assert await give(site, new_token()) is Given.ENOUGH
    held = await site.app.store.read(lambda db: len(cards_of(db, db.get_one(Resident, "R1"))))
    assert held == 2


async def test_the_resident_is_told_in_their_own_chat_and_it_is_in_the_log(site: Site) -> None:
    await own_chat(site)
    await give(site)
    wire = await visitor(site)
    await shown(wire)
    assert (await told(site))[-1] == (
        "今天（3月4日）10:20，有人在1栋的一体机上用您的卡看了您的信息。不是您的话，请告诉我们。"
    )
    assert await log(site) == [(None, "card", "R1")]
    assert await wire.quiet() == [], "not at the kiosk"


async def test_at_night_it_waits_for_the_morning_and_says_the_day(site: Site) -> None:
    await own_chat(site)
    await give(site)
    site.clock.move(NIGHT)
    await shown(await visitor(site))
    assert len(await told(site)) == 1, "the answer of the chat, and nothing more yet"
    query = select(JobRow).where(JobRow.name == "conversation.tell")
    job = await site.app.store.read(lambda db: db.scalars(query).one())
    assert job.due.isoformat() == "2026-03-05T00:00:00+00:00", "eight in Shanghai"
    assert job.payload["reply"]["text"][0].startswith("周三（3月4日）23:20，有人在1栋的一体机上")


async def test_who_has_no_chat_is_not_given_one(site: Site) -> None:
    await give(site)
    await shown(await visitor(site))
    assert await told(site) == []
    rows = await site.app.store.read(lambda db: db.scalars(select(ConversationRow.channel)).all())
    assert rows == ["kiosk"]


async def test_a_card_says_nothing_that_could_be_copied_from_the_database(site: Site) -> None:
    await give(site)
    query = select(cards_table())
    row = await site.app.store.read(lambda db: str(db.execute(query).one()))
    assert CARD not in row
    assert card_hash(CARD, site.community) != card_hash(CARD, "d" * 32)


def cards_table() -> Any:
    return DeskAccess.metadata.tables["access_card"]


async def test_cards_leave_with_their_resident(site: Site) -> None:
    await give(site, CARD, "R2")

    def erase(db: Any) -> int:
        tables = DeskAccess.metadata.tables
        db.execute(tables["occupancy"].delete().where(tables["occupancy"].c.resident_id == "R2"))
        db.execute(tables["resident"].delete().where(tables["resident"].c.id == "R2"))
        return len(db.execute(select(cards_table())).all())

    assert await site.app.store.write(erase) == 0


@pytest.mark.parametrize("frame", [{"card": 7}, {"card": "1" * 81}, {"phone": "138", "last": "1234", "pin": "482915"}])
async def test_a_sign_in_that_no_page_sends_is_an_error(site: Site, frame: Json) -> None:
    wire = await visitor(site)
    await wire.send(type="who", **frame)
    assert (await wire.until("error"))["code"] in {"frame", "too_long"}
