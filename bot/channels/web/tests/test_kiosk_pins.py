"""The PIN for the kiosk: set there by who is known, asked for with the telephone number and four digits afterwards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.access import WrongTry
from actions.people import Resident
from actions.pin import SHARING, KioskPin, begin_try, keep_pin
from bot.channels.web.kiosk import TRIES
from bot.channels.web.tests.test_kiosk import accounts, code_of, visitor
from bot.channels.web.tests.test_kiosk_cards import CARD, give, log, own_chat, shown, told
from bot.channels.web.tests.visit import MORNING, Json, Site, Wire, found, open_site
from bot.migrate import migrate
from bot.passwords import HashPool, right
from integrations.database import open_store

PHONES = {"R1": "138 0000-0001", "R2": "13800000002"}
FIRST, SECOND = "13800000001", "13800000002"
LAST, PIN = "123X", "482915"
UNKNOWN = "13911112222"


@dataclass(slots=True)
class Counted:
    """Compares for real, and counts."""

    times: int = 0

    def __call__(self, hashed: str, secret: str) -> bool:
        self.times += 1
        return right(hashed, secret)


@asynccontextmanager
async def counting(folder: Path) -> AsyncIterator[tuple[Site, Counted]]:
    counted = Counted()
    async with open_site(folder, hashes=HashPool(workers=1, compare=counted)) as site:
        await phones(site)
        yield site, counted


async def phones(site: Site, **given: str) -> None:
    def write(db: Any) -> None:
        for key, phone in (PHONES | given).items():
            db.execute(update(Resident).where(Resident.id == key).values(phone=phone))

    await site.app.store.write(write)


async def known(site: Site, key: str = "R1") -> Wire:
    """Return a kiosk at which a resident is known by their code."""
    wire = await visitor(site)
    await wire.send(type="who", code=await code_of(site, key))
    assert "name" in await wire.until("who")
    return wire


async def set_pin(site: Site, key: str = "R1", pin: str = PIN, last: str = LAST) -> Json:
    wire = await known(site, key)
    await wire.send(type="pin", last=last, pin=pin)
    done = await wire.until("pin")
    await wire.send(type="done")
    await wire.quiet()
    return done


async def enter(wire: Wire, phone: str = FIRST, last: str = LAST, pin: str = PIN) -> Json:
    await wire.send(type="who", phone=phone, last=last, pin=pin)
    return await wire.until("who")


async def fresh(site: Site) -> Wire:
    """Return a kiosk of its own: the limit of the last one does not count for it."""
    site.server.app[TRIES]._buckets.clear()
    return await visitor(site)


async def test_who_set_a_pin_comes_in_without_a_phone_until_they_go(site: Site) -> None:
    await phones(site)
    assert await set_pin(site) == {"type": "pin", "done": "kept"}
    assert await set_pin(site, "R2", "739164", "5678") == {"type": "pin", "done": "kept"}
    wire = await visitor(site)
    for phone, last, pin, name in ((FIRST, "123x", PIN, "钱一民"), (SECOND, "5678", "739164", "Nora Quinn")):
        assert (await enter(wire, phone, last, pin))["way"] == "pin"
        assert (await wire.say("我的账", f"client-{phone}"))["text"] == f"{name}@1栋: 我的账"
        await wire.send(type="done")
        await wire.send(type="hello", seq=0)
        await wire.until("ready")
        assert (await wire.say("我的账", f"after-{phone}"))["text"] == "?@1栋: 我的账"
    assert await accounts(site) == 0


@pytest.mark.parametrize(
    ("phone", "last", "pin"),
    [(FIRST, "1234", PIN), (FIRST, LAST, "482916"), (SECOND, LAST, PIN), (UNKNOWN, LAST, PIN)],
    ids=["four digits", "pin", "somebody else's number", "nobody's number"],
)
async def test_wrong_in_any_part_is_the_same_answer_after_the_same_work(
    tmp_path: Path, phone: str, last: str, pin: str
) -> None:
    async with counting(tmp_path) as (site, counted):
        await set_pin(site)
        await set_pin(site, "R2", "739164", "5678")
        counted.times = 0
        assert await enter(await visitor(site), phone, last, pin) == {"type": "who", "why": "by_pin"}
        assert counted.times == SHARING


async def test_two_with_one_number_cost_the_same_and_are_told_apart(tmp_path: Path) -> None:
    async with counting(tmp_path) as (site, counted):
        await phones(site, R2=FIRST)
        await set_pin(site)
        await set_pin(site, "R2", "739164", "5678")
        for last, pin, name in (("5678", "739164", "N. Q."), (LAST, PIN, "钱**"), (LAST, "739164", None)):
            counted.times = 0
            assert (await enter(await visitor(site), FIRST, last, pin)).get("name") == name
            assert counted.times == SHARING


async def test_two_who_cannot_be_told_apart_are_nobody(site: Site) -> None:
    await phones(site, R2=FIRST)
    for key in ("R1", "R2"):
        await set_pin(site, key)
    assert await enter(await visitor(site)) == {"type": "who", "why": "by_pin"}


@pytest.mark.parametrize("phone", [FIRST, UNKNOWN], ids=["somebody's", "nobody's"])
async def test_five_wrong_tries_lock_the_number_for_half_an_hour_even_for_the_right_pin(site: Site, phone: str) -> None:
    await phones(site)
    await set_pin(site)
    wire = await visitor(site)
    said = [(await enter(wire, phone, LAST, f"58291{number}"))["why"] for number in range(6)]
    assert said == ["by_pin"] * 4 + ["locked"] * 2
    assert await enter(await fresh(site), phone) == {"type": "who", "why": "locked"}
    await wire.send(type="who", code=await code_of(site, "R2"))
    assert (await wire.until("who"))["name"] == "N. Q.", "a code still works here, and others are not locked"
    site.clock.move(timedelta(minutes=31))
    assert ("name" in await enter(await fresh(site), phone)) is (phone == FIRST)


async def test_the_lock_holds_at_two_kiosks_at_the_same_moment(tmp_path: Path) -> None:
    async with counting(tmp_path) as (site, counted):
        await set_pin(site)
        wires = [await visitor(site) for _ in range(2)]
        counted.times = 0
        for number in range(4):
            for wire in wires:
                await wire.send(type="who", phone=FIRST, last=LAST, pin=f"58291{number}")
        said = [[(await wire.until("who"))["why"] for _ in range(4)] for wire in wires]
        assert sorted(said[0] + said[1]).count("locked") >= 3
        assert counted.times == 5 * SHARING, "no sixth try is looked at, wherever it is made"


async def test_tries_that_come_together_are_each_counted(database_url: str) -> None:
    store = open_store(database_url)
    migrate(store.engine(), [])
    try:
        community = await store.write(found)
        begun = await asyncio.gather(
            *(store.write(lambda db: begin_try(db, community, FIRST, MORNING)) for _ in range(8))
        )
        assert sum(one is None for one in begun) == 3
    finally:
        store.close()


async def test_a_right_try_is_not_counted_as_wrong(site: Site) -> None:
    await phones(site)
    await set_pin(site)
    for _ in range(6):
        assert "name" in await enter(await fresh(site))
    assert [row.count for row in await tries(site)] == [0]


async def tries(site: Site) -> list[WrongTry]:
    query = select(WrongTry).where(WrongTry.channel == "pin")
    return list(await site.app.store.read(lambda db: db.scalars(query).all()))


async def test_a_new_pin_works_at_once_and_the_old_one_no_more(site: Site) -> None:
    await phones(site)
    await set_pin(site)
    wire = await visitor(site)
    for _ in range(5):
        await enter(wire, pin="582916")
    await set_pin(site, pin="739164")
    assert "name" in await enter(await fresh(site), pin="739164"), "the lock has gone with the old one"
    assert "why" in await enter(await fresh(site))


async def test_a_housemate_with_the_same_number_does_not_lift_the_lock(site: Site) -> None:
    await phones(site, R2=FIRST)
    await set_pin(site)
    await set_pin(site, "R2", "739164", "5678")
    wire = await visitor(site)
    for _ in range(5):
        await enter(wire, pin="582916")
    await set_pin(site, "R2", "739165", "5678")
    assert (await enter(await fresh(site), pin="582917"))["why"] == "locked"


async def test_who_wants_no_pin_any_more_has_none(site: Site) -> None:
    await phones(site)
    await set_pin(site)
    wire = await known(site)
    for _ in range(2):
        await wire.send(type="pin", drop=True)
        assert await wire.until("pin") == {"type": "pin", "done": "dropped"}
    assert "why" in await enter(await visitor(site))
    assert await site.app.store.read(lambda db: db.query(KioskPin).count()) == 0


async def test_a_pin_leaves_with_its_resident(site: Site) -> None:
    await phones(site)

    def erase(db: Any) -> int:
        keep_pin(db, db.get_one(Resident, "R2"), "argon2id", site.clock.now())
        tables = KioskPin.metadata.tables
        db.execute(tables["occupancy"].delete().where(tables["occupancy"].c.resident_id == "R2"))
        db.execute(tables["resident"].delete().where(tables["resident"].c.id == "R2"))
        return int(db.query(KioskPin).count())

    assert await site.app.store.write(erase) == 0


@pytest.mark.parametrize("pin", ["111111", "345678", "654321", "000001", "812394"])
async def test_an_easy_pin_is_refused(site: Site, pin: str) -> None:
    await phones(site)
    assert await set_pin(site, pin=pin, last="1239") == {"type": "pin", "why": "easy"}
    assert "why" in await enter(await visitor(site), last="1239", pin=pin)


async def test_who_is_not_known_came_by_card_or_has_no_mobile_number_sets_none(site: Site) -> None:
    await phones(site, R2="028-80000000")
    wire = await visitor(site)
    await wire.send(type="pin", last=LAST, pin=PIN)
    assert (await wire.until("pin"))["why"] == "unknown"
    await give(site)
    await shown(wire)
    await wire.send(type="pin", last=LAST, pin=PIN)
    assert (await wire.until("pin"))["why"] == "by_card", "a card that was found is no way to a second key"
    assert (await set_pin(site, "R2"))["why"] == "phone"
    assert await site.app.store.read(lambda db: db.query(KioskPin).count()) == 0


async def test_nothing_of_it_stands_in_the_database_in_clear_or_in_a_message(site: Site) -> None:
    await phones(site)
    await set_pin(site)
    await enter(await visitor(site))

    def everything(db: Any) -> str:
        tables = KioskPin.metadata.sorted_tables
        there = set(db.connection().dialect.get_table_names(db.connection()))
        return str([db.execute(select(table)).all() for table in tables if table.name in there])

    kept = await site.app.store.read(everything)
    assert "argon2id" in kept
    assert PIN not in kept
    assert LAST not in kept
    assert FIRST not in kept, "nor the number that was entered"


async def test_the_resident_hears_that_a_pin_was_set_and_used(site: Site) -> None:
    await phones(site)
    await own_chat(site)
    await set_pin(site)
    await enter(await visitor(site))
    assert (await told(site))[-2:] == [
        "今天（3月4日）10:20，有人在1栋的一体机上给您定了登录密码。不是您的话，请告诉我们。",
        "今天（3月4日）10:20，有人在1栋的一体机上用您的手机号和密码看了您的信息。不是您的话，请告诉我们。",
    ]
    assert await log(site) == [(None, "pin_set", "R1"), (None, "pin", "R1")]


async def test_a_card_opens_for_its_own_community_and_number_only(site: Site) -> None:
    await phones(site)
    await give(site)
    await set_pin(site, "R2", "739164", "5678")
    one, two = await visitor(site), await visitor(site)
    assert (await shown(one, CARD))["name"] == "钱**"
    assert (await enter(two, SECOND, "5678", "739164"))["name"] == "N. Q."
    first, second = await one.say("我的账", "client-0001"), await two.say("我的账", "client-0001")
    assert (first["text"], second["text"]) == ("钱一民@1栋: 我的账", "Nora Quinn@1栋: 我的账")
    assert await one.quiet() == await two.quiet() == [], "neither hears anything of the other"
