"""What processes do at the same moment, and what a database would refuse: alike on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.access import MAX_TRIES, WrongTry, issue, redeem
from actions.people import Account, Community, Occupancy, Resident, Staff
from actions.place import Building, Home
from actions.registry import builtin, registry_of
from actions.table import new_id
from actions.ticket import Author, Counter, Ticket, add_entry, entries, next_number
from bot.desk.board import Filter, read_board
from bot.desk.house import Person
from bot.importing import ImportProblems, load_community
from bot.migrate import migrate
from integrations.database import Store, open_store
from tests.conftest import NOON

AT_ONCE = 8


@pytest_asyncio.fixture
async def store(database_url: str, tmp_path: Path) -> AsyncIterator[Store]:
    opened = open_store(database_url)
    await asyncio.to_thread(migrate, opened.engine(), list(builtin()))
    await opened.write(found)
    yield opened
    opened.close()


def found(db: Session) -> None:
    """Found a community with one home and one resident."""
    db.add(Community(id="c", name="一村", phone=""))
    db.flush()
    db.add(Building(id="b", community_id="c", name="1栋"))
    db.add(Resident(id="r", community_id="c", key="R1", name="钱一"))
    db.flush()
    db.add(Home(id="h", community_id="c", building_id="b", name="1栋101", room="101"))


async def test_two_turns_never_get_the_same_number(store: Store) -> None:
    numbers = await asyncio.gather(*(store.write(lambda db: next_number(db, "c", "ticket")) for _ in range(20)))
    assert sorted(numbers) == list(range(1, 21))
    assert await store.read(lambda db: db.scalar(select(func.count()).select_from(Counter))) == 1


async def test_a_slip_is_used_by_one_of_many_who_try_at_once(store: Store) -> None:
    slip = await store.write(lambda db: issue(db, db.get_one(Resident, "r"), NOON, by="s", home_id="h", role="family"))

    def try_it(number: int) -> Any:
        phone = f"phone{number}"
        return lambda db: redeem(db, slip.code, NOON, community_id="c", channel="web", address=phone) is not None

    won = await asyncio.gather(*(store.write(try_it(number)) for number in range(AT_ONCE)))
    assert won.count(True) == 1
    assert await store.read(lambda db: db.scalar(select(func.count()).select_from(Account))) == 1
    assert await store.read(lambda db: db.scalar(select(func.count()).select_from(Occupancy))) == 1


async def test_one_address_that_uses_two_slips_at_once_is_one_account(store: Store) -> None:
    slips = [await store.write(lambda db: issue(db, db.get_one(Resident, "r"), NOON, by="s")) for _ in range(2)]

    def use(code: str) -> Any:
        return lambda db: redeem(db, code, NOON, community_id="c", channel="web", address="phone") is not None

    assert await asyncio.gather(*(store.write(use(slip.code)) for slip in slips)) == [True, True]
    assert await store.read(lambda db: db.scalars(select(Account.resident_id)).all()) == ["r"]


async def test_every_wrong_try_counts_even_at_the_same_moment(store: Store) -> None:
    def wrong(db: Session) -> bool:
        return redeem(db, "WRNG-CDEF", NOON, community_id="c", channel="web", address="phone") is None

    assert all(await asyncio.gather(*(store.write(wrong) for _ in range(MAX_TRIES + 3))))
    assert await store.read(lambda db: db.scalars(select(WrongTry.count)).all()) == [MAX_TRIES]


async def test_lines_of_one_moment_keep_their_order(store: Store) -> None:
    words = [f"line {number}" for number in range(12)]

    def write(db: Session) -> None:
        ticket = Ticket(id=new_id(), community_id="c", number="T-1", kind="repair", created_at=NOON)
        db.add(ticket)
        db.flush()
        for text in words:
            add_entry(db, ticket, NOON, Author.RESIDENT, text)

    await store.write(write)
    read = await store.read(lambda db: [entry.text for entry in entries(db, db.scalars(select(Ticket)).one())])
    assert read == words


async def test_a_time_comes_back_in_utc(store: Store) -> None:
    await store.write(lambda db: issue(db, db.get_one(Resident, "r"), NOON, by="s"))
    await store.write(lambda db: redeem(db, "WRNG", NOON, community_id="c", channel="web", address="phone"))
    at = await store.read(lambda db: db.scalars(select(WrongTry.created_at)).one())
    assert at.utcoffset() == timedelta()
    assert at == NOON


async def test_the_desk_finds_letters_of_either_size_and_the_latest_first(store: Store) -> None:
    def write(db: Session) -> None:
        db.add(Staff(id="s", community_id="c", key="S1", name="李芳", role="manager", login="li"))
        for number, closed in ((1, None), (2, NOON), (3, NOON + timedelta(days=1))):
            known: dict[str, Any] = {"community_id": "c", "number": f"T-{number}", "kind": "repair", "created_at": NOON}
            db.add(Ticket(id=new_id(), text="WiFi Router", status="done", closed_at=closed, **known))

    def search(db: Session) -> list[str]:
        person = Person(db.get_one(Staff, "s"), db.get_one(Community, "c"), "")
        return [line.ticket.number for line in read_board(db, person, Filter(status="done", words="wifi")).tickets]

    await store.write(write)
    assert await store.read(search) == ["T-3", "T-2", "T-1"]


LONG = "长" * 81
REFUSED = {
    "a long name": ({"community": LONG}, "longer than 80 characters"),
    "a long English name": ({"community": "一村", "name_en": LONG}, "longer than 80 characters"),
    "a large amount": (
        {"bills": [{"home": "1栋101", "fee": "water", "period": "2025Q3", "amount": "21474836.48"}]},
        "is more than 21474836.47",
    ),
    "no amount": ({"bills": [{"home": "1栋101", "fee": "water", "period": "2025Q3", "amount": "NaN"}]}, "NaN"),
    "a large age": ({"residents": [{"id": "R9", "name": "李", "age": 2**31}]}, "age 2147483648 is not a whole number"),
    "a rating in words": ({"tickets": [{"key": "T-9", "home": "1栋101", "rating": "good"}]}, "rating 'good' is not"),
    "a long area": ({"tickets": [{"key": "T-9", "home": "1栋101", "area": LONG}]}, "area .* is longer than 10"),
    "a long section": ({"s" * 50: [1]}, "kind .* is longer than 40"),
    "a number that is none": ({"fund": {"balance": float("nan")}}, "nan is not a number"),
    "a long room": (
        {"homes": [{"home": "门房", "building": "1栋", "room": "9" * 30}]},
        "room .* is longer than 20",
    ),
}


@pytest.mark.parametrize(("document", "why"), REFUSED.values(), ids=REFUSED.keys())
async def test_what_does_not_fit_is_named_before_a_database_refuses_it(
    store: Store, document: dict[str, Any], why: str
) -> None:
    registry = registry_of(builtin())
    with pytest.raises(ImportProblems, match=why):
        await store.write(lambda db: load_community(db, {"community": "一村", **document}, registry, NOON))
    assert await store.read(lambda db: db.scalars(select(Resident.key)).all()) == ["R1"]


async def test_what_no_database_keeps_is_left_out_of_a_file(store: Store) -> None:
    document = {"community": "一村", "residents": [{"id": "R9", "name": "李\0\ud800芳", "note": "a\0b"}]}
    await store.write(lambda db: load_community(db, document, registry_of(builtin()), NOON))
    resident = await store.read(lambda db: db.scalars(select(Resident).where(Resident.key == "R9")).one())
    assert (resident.name, resident.needs) == ("李芳", {"note": "ab"})


async def test_a_member_of_staff_with_a_long_name_has_a_login_that_fits(store: Store) -> None:
    document = {"community": "一村", "staff": [{"name": "长" * 60, "role": "repairer"}]}
    await store.write(lambda db: load_community(db, document, registry_of(builtin()), NOON))
    staff = await store.read(lambda db: db.scalars(select(Staff).where(Staff.role == "repairer")).one())
    assert (len(staff.key), len(staff.login) <= 60) == (40, True)
