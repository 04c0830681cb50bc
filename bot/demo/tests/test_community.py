import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.people import Role, StaffRole
from actions.ticket import Author, TicketStatus
from bot.demo.dates import PERIODS, TEXTS, TIMES, ZONE, resolve

Row = dict[str, Any]
NOWS = st.integers(1_704_038_400, 1_988_150_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
HOME = re.compile(r"\d栋\d单元\d{3,4}")
ABSOLUTE = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")
CLOCK = re.compile(r"\d\d:\d\d")
PERIOD = re.compile(r"\d{4}(Q[1-4]|-\d\d)")
CATEGORIES = frozenset(
    {"plumbing", "electrical", "heating", "gas", "door_lock", "window", "appliance", "structure", "network", "intercom"}
    | {"gate", "public_facility", "fire_facility", "ev_charger", "pest", "cleaning"}
)
FEES = frozenset({"property", "water", "electric", "gas", "heating", "parking", "garbage", "shared_electric"})


def load() -> Row:
    path = Path(__file__).parent.parent / "community.json"
    document: Row = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return document


def resolved(now: datetime) -> Row:
    document = resolve(COMMUNITY, now)
    assert isinstance(document, dict)
    return document


def leaves(node: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value with the key it stands under."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from leaves(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, key)
    else:
        yield key, node


def homes_of(resident: Row) -> list[Row]:
    many: list[Row] = resident.get("homes") or [{"home": resident["home"], "role": resident["role"]}]
    return many


def worth(basis: str) -> Decimal:
    """Work out a basis: products joined by plus signs."""
    terms = (re.findall(r"\d+(?:\.\d+)?", term, re.ASCII) for term in basis.split(" + "))
    total = sum((product([Decimal(number) for number in term]) for term in terms), Decimal(0))
    return total.quantize(Decimal("0.01"), ROUND_HALF_UP)


def product(numbers: list[Decimal]) -> Decimal:
    result = Decimal(1)
    for number in numbers:
        result *= number
    return result


COMMUNITY = load()
HOMES = {row["home"]: row["area"] for row in COMMUNITY["homes"]}
RESIDENTS = {row["id"]: row for row in COMMUNITY["residents"]}
STAFF = {row["id"]: row for row in COMMUNITY["staff"]}
ITEMS = [(bill["home"], item) for bill in COMMUNITY["bills"] for item in bill["items"]]


def test_the_community_is_nobody_elses() -> None:
    assert COMMUNITY["community"] == "樟溪苑"
    assert COMMUNITY["community"] != "云栖里小区"
    assert COMMUNITY["name_en"].isascii()
    assert COMMUNITY["zone"] == "Asia/Shanghai"


def test_about_sixty_homes_stand_in_four_buildings() -> None:
    assert 55 <= len(HOMES) <= 65
    assert {home[:2] for home in HOMES} == {building["building"] for building in COMMUNITY["buildings"]}
    assert sum(building["homes"] for building in COMMUNITY["buildings"]) == COMMUNITY["settings"]["households"]


@pytest.mark.parametrize("home", HOMES)
def test_a_home_is_named_in_full_and_its_floor_exists(home: str) -> None:
    assert HOME.fullmatch(home)
    building = next(row for row in COMMUNITY["buildings"] if row["building"] == home[:2])
    assert int(home[2]) <= building["units"]
    assert 1 <= int(home.split("单元")[1][:-2]) <= building["floors"]


def test_every_home_has_a_bill_and_a_resident() -> None:
    assert {bill["home"] for bill in COMMUNITY["bills"]} == set(HOMES)
    assert {tie["home"] for resident in RESIDENTS.values() for tie in homes_of(resident)} == set(HOMES)


def test_every_home_that_is_mentioned_exists() -> None:
    mentioned = [value for key, value in leaves(COMMUNITY) if key == "home"]
    assert set(mentioned) == set(HOMES)


def test_at_least_seventy_residents_show_every_way_of_living() -> None:
    assert len(RESIDENTS) >= 70
    assert {tie["role"] for resident in RESIDENTS.values() for tie in homes_of(resident)} == set(Role)
    assert {"zh", "en", "yue"} <= {resident["lang"] for resident in RESIDENTS.values()}
    assert any(row.get("living_alone") and row.get("age", 0) >= 80 for row in RESIDENTS.values())
    assert any(len(homes_of(resident)) >= 3 for resident in RESIDENTS.values())


def test_every_staff_role_is_there_and_on_duty() -> None:
    assert {row["role"] for row in STAFF.values() if row["duty"]} == set(StaffRole)
    roles = Counter(row["role"] for row in STAFF.values())
    assert roles["repairer"] >= 3
    assert roles["security"] >= 2


def test_somebody_can_repair_every_category() -> None:
    assert {skill for row in STAFF.values() for skill in row.get("skills", [])} == CATEGORIES


def test_who_is_both_staff_and_resident_is_one_person() -> None:
    linked = [row for row in STAFF.values() if "resident" in row]
    assert [row["name"] for row in linked] == [RESIDENTS[row["resident"]]["name"] for row in linked]
    names = Counter(row["name"] for row in [*RESIDENTS.values(), *STAFF.values()])
    assert {name for name, count in names.items() if count > 1} == {row["name"] for row in linked}


@pytest.mark.parametrize(
    "values",
    [
        [row["id"] for row in [*COMMUNITY["residents"], *COMMUNITY["staff"]]],
        [row["phone"] for row in [*COMMUNITY["residents"], *COMMUNITY["staff"]]],
        [row["plate"] for row in COMMUNITY["residents"] if "plate" in row],
        [row["login"] for row in COMMUNITY["staff"]],
        [value for key, value in leaves(COMMUNITY) if key == "key"],
        [row["code"] for row in COMMUNITY["lifts"]],
        [row["name"] for row in COMMUNITY["resources"]],
        [item["receipt"] for _, item in ITEMS if "receipt" in item],
        [(home, item["fee"], item["period"]) for home, item in ITEMS],
    ],
    ids=["ids", "phones", "plates", "logins", "keys", "rescue codes", "resources", "receipts", "charges"],
)
def test_nothing_is_there_twice(values: list[object]) -> None:
    assert len(values) == len(set(values)) > 0


def test_phones_and_plates_are_invented_but_well_formed() -> None:
    people = [*RESIDENTS.values(), *STAFF.values()]
    assert all(re.fullmatch(r"1390000\d{4}", row["phone"]) for row in people)
    plates = [str(value) for key, value in leaves(COMMUNITY) if key == "plate"]
    assert [plate for plate in plates if not re.fullmatch(r"[川渝][AG](YS\d{3}|DY\d{4})", plate)] == []


@pytest.mark.parametrize(("home", "item"), ITEMS)
def test_a_charge_is_what_its_basis_says(home: str, item: Row) -> None:
    assert item["fee"] in FEES
    assert item["amount"] == worth(item["basis"]) == worth(item["basis_en"]) > 0
    assert item["status"] in {"paid", "unpaid"}
    assert ({"paid_at", "receipt", "method"} <= item.keys()) == (item["status"] == "paid")
    if item["fee"] == "property":
        assert item["basis"].startswith(f"{HOMES[home]} m²")


def test_money_has_at_most_two_decimals() -> None:
    amounts = [value for _, value in leaves(COMMUNITY) if isinstance(value, Decimal)]
    assert all(amount == amount.quantize(Decimal("0.01")) for amount in amounts)


def test_the_shared_income_adds_up() -> None:
    income = COMMUNITY["fund"]["shared_income"]
    amounts = [item["amount"] for item in income["items"]]
    assert sum(amount for amount in amounts if amount > 0) == income["income"]
    assert -sum(amount for amount in amounts if amount < 0) == income["spent"]


def test_every_name_and_text_has_two_languages() -> None:
    rows = [*COMMUNITY["notices"], *COMMUNITY["votes"], *COMMUNITY["activities"], *COMMUNITY["resources"]]
    for row in [
        *rows,
        *COMMUNITY["lifts"],
        *COMMUNITY["devices"][-1]["lobby"],
        *COMMUNITY["fund"]["recent"],
        *COMMUNITY["elder"]["services"],
    ]:
        for key in {"title", "body", "name", "place", "item", "options", "result"} & row.keys():
            assert row[f"{key}_en"], key
            assert not re.search(r"[\u4e00-\u9fff]", str(row[f"{key}_en"]))


def test_enough_happens() -> None:
    counts = {
        "tickets": 12,
        "notices": 10,
        "votes": 2,
        "activities": 5,
        "parcels": 6,
        "visitor_passes": 4,
        "bookings": 6,
    }
    assert {kind: len(COMMUNITY[kind]) >= least for kind, least in counts.items()} == dict.fromkeys(counts, True)


@pytest.mark.parametrize("ticket", COMMUNITY["tickets"], ids=lambda ticket: ticket["key"])
def test_a_ticket_is_one_the_desk_knows(ticket: Row) -> None:
    assert ticket["status"] in set(TicketStatus)
    assert ticket["category"] in CATEGORIES
    workers = [row for row in STAFF.values() if row["name"] == ticket.get("worker")]
    assert all(ticket["category"] in row["skills"] for row in workers)
    assert (ticket["status"] in {"open", "cancelled"}) == (not workers)
    assert ("closed" in ticket) == (ticket["status"] in {"done", "cancelled"})
    assert {entry["author"] for entry in ticket["thread"]} <= set(Author)
    assert {entry["by"] for entry in ticket["thread"]} <= {"assistant", ticket["by"], *STAFF}


@pytest.mark.parametrize("booking", COMMUNITY["bookings"], ids=lambda booking: booking["key"])
def test_a_booking_keeps_the_hours_and_the_capacity(booking: Row) -> None:
    resource = next(row for row in COMMUNITY["resources"] if row["name"] == booking["resource"])
    assert resource["open"] <= booking["start"] < booking["end"] <= resource["close"]
    assert booking.get("people", 1) <= resource["capacity"]
    assert booking["by"] in RESIDENTS


def test_high_buildings_have_two_lifts_a_unit_with_a_rescue_code() -> None:
    lifts = Counter((lift["building"], lift["unit"]) for lift in COMMUNITY["lifts"])
    for building in COMMUNITY["buildings"]:
        for unit in range(1, building["units"] + 1):
            assert lifts[(building["building"], f"{unit}单元")] == (2 if building["floors"] > 10 else 1)
    assert all(re.fullmatch(r"\d{6}", lift["code"]) for lift in COMMUNITY["lifts"])


def test_whoever_did_something_may_do_it_for_that_home() -> None:
    for row in [*COMMUNITY["tickets"], *COMMUNITY["visitor_passes"], *COMMUNITY["parcels"]]:
        assert row["home"] in [tie["home"] for tie in homes_of(RESIDENTS[row["by"]])]


@given(NOWS)
def test_no_relative_time_is_left(now: datetime) -> None:
    for key, value in leaves(resolved(now)):
        if key in TIMES:
            assert ABSOLUTE.fullmatch(str(value)) or (key in {"start", "end"} and CLOCK.fullmatch(str(value)))
        if key in PERIODS:
            assert PERIOD.fullmatch(str(value))
        assert key not in TEXTS or "{{" not in str(value)


@given(NOWS)
def test_what_has_happened_lies_in_the_past_in_its_order(now: datetime) -> None:
    moment = f"{now.astimezone(ZONE):%Y-%m-%d %H:%M}"
    community = resolved(now)
    for ticket in community["tickets"]:
        times = [ticket["created"], *(entry["at"] for entry in ticket["thread"])]
        assert times == sorted(times)
        assert times[-1] <= moment
    done = [
        value for key, value in leaves(community) if key in {"paid_at", "created", "closed", "arrived", "maintained"}
    ]
    assert all(str(value) <= moment for value in done)


@given(NOWS)
def test_what_begins_ends_later(now: datetime) -> None:
    community = resolved(now)
    for row in [*community["notices"], *community["votes"], *community["activities"], *community["visitor_passes"]]:
        begin = row.get("from") or row.get("created") or row.get("date", "")
        end = row.get("until") or row.get("deadline") or row.get("end", "")
        assert not ABSOLUTE.fullmatch(end) or begin <= end


@given(NOWS)
def test_bookings_and_activities_are_still_to_come(now: datetime) -> None:
    today = now.astimezone(ZONE).date().isoformat()
    community = resolved(now)
    assert all(row["date"][:10] > today for row in [*community["bookings"], *community["activities"]])


@given(NOWS)
def test_only_old_bills_are_overdue(now: datetime) -> None:
    today = now.astimezone(ZONE).date().isoformat()
    bills = resolved(now)["bills"]
    late = {
        bill["home"] for bill in bills for item in bill["items"] if item["status"] == "unpaid" and item["due"] < today
    }
    assert 3 <= len(late) <= 6
