import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from actions.card import CardKind, give_card
from actions.loading import Held, Loading
from actions.people import Community, Occupancy, Resident, Staff, StaffRole
from actions.pin import keep_pin
from actions.place import Building, Device, Home, Lift, Resource
from actions.registry import Registry, builtin, registry_of
from actions.scenario import Scenario
from actions.table import Base
from bot.demo import demo_document
from bot.importing import ImportProblems, export_community, load_community, load_held
from bot.revision import import_models
from bot.testing_tables import create_tables
from integrations.sqlite import sqlite_engine

NOW = datetime.fromisoformat("2026-03-04T10:00:00+08:00")
TEST = Path(__file__).parents[1] / "data" / "community.json"
SMALL: dict[str, Any] = {"community": "小院", "homes": [{"home": "1栋1单元101"}, {"home": "1栋2单元201"}]}
NONE = registry_of([])
ALL = registry_of(builtin())


def parking_of(seen: list[Any]) -> Registry:
    """A scenario that reads the section `parking`."""

    def load(loading: Loading, rows: list[Any]) -> None:
        for index, row in enumerate(rows):
            if row.get("slot") == "bad":
                loading.problem(index, "slot", "it is bad")
            if row.get("slot") == "odd":
                row["slot"].append(1)
        seen.extend(rows)

    return registry_of(
        [Scenario(package="scene_parking", title={"zh": "停车"}, intents={}, handlers={}, loads={"parking": load})]
    )


@contextmanager
def new_db() -> Iterator[Session]:
    import_models("bot")
    engine = create_engine("sqlite://")
    create_tables(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def db() -> Iterator[Session]:
    with new_db() as session:
        yield session


def load(db: Session, document: dict[str, Any], registry: Registry = NONE) -> Community:
    return load_community(db, document, registry, NOW)


def problems(db: Session, document: dict[str, Any], registry: Registry = NONE) -> tuple[str, ...]:
    with pytest.raises(ImportProblems) as caught:
        load(db, SMALL | document, registry)
    return caught.value.problems


def contents(db: Session) -> dict[str, list[Any]]:
    """Return every row of every table."""
    return {table.name: sorted(map(str, db.execute(select(table)).all())) for table in Base.metadata.sorted_tables}


def counts(db: Session) -> dict[str, int]:
    return {table: len(rows) for table, rows in contents(db).items()}


def documents() -> list[Any]:
    test = json.loads(TEST.read_text("utf-8"))
    return [pytest.param(test, id="test community"), pytest.param(demo_document(NOW), id="demo community")]


@pytest.mark.parametrize("document", documents())
def test_loading_twice_changes_nothing(db: Session, document: dict[str, Any]) -> None:
    load(db, document, ALL)
    before = contents(db)
    load(db, document, ALL)
    assert contents(db) == before


@pytest.mark.parametrize("registry", [NONE, ALL], ids=["bare house", "all scenarios"])
@pytest.mark.parametrize("document", documents())
def test_what_was_exported_loads_to_the_same_community(
    db: Session, document: dict[str, Any], registry: Registry
) -> None:
    first = export_community(db, load(db, document, registry), registry)
    with new_db() as other:
        assert export_community(other, load(other, json.loads(json.dumps(first)), registry), registry) == first
        assert counts(other) == counts(db)


@pytest.mark.parametrize("document", documents())
def test_every_section_that_is_read_is_also_written(db: Session, document: dict[str, Any]) -> None:
    exported = export_community(db, load(db, document, ALL), ALL)
    assert document.keys() - {"now"} <= exported.keys()


@pytest.mark.parametrize("document", documents())
def test_no_section_of_a_file_is_dropped(db: Session, document: dict[str, Any]) -> None:
    exported = export_community(db, load(db, document), NONE)
    assert document.keys() - {"now"} <= exported.keys()
    for section in document.keys() - {"now", "homes", "residents", "staff", "resources", "lifts", "devices"}:
        assert exported[section] == document[section]


def test_residents_live_where_the_file_says(db: Session) -> None:
    load(db, json.loads(TEST.read_text("utf-8")))
    ties = db.execute(
        select(Resident.key, Home.name, Occupancy.role)
        .select_from(Occupancy)
        .join(Resident, Resident.id == Occupancy.resident_id)
        .join(Home, Home.id == Occupancy.home_id)
        .order_by(Resident.key, Home.name)
    ).all()
    assert [tuple(tie) for tie in ties] == [
        ("R1", "1栋1单元101", "owner"),
        ("R2", "1栋1单元102", "owner"),
        ("R3", "2栋1单元301", "tenant"),
        ("R4", "2栋1单元302", "owner"),
        ("R4", "2栋1单元303", "owner"),
    ]


def test_a_resident_keeps_what_the_core_has_no_column_for(db: Session) -> None:
    load(db, SMALL | {"residents": [{"id": "R1", "name": "方", "age": "79", "living_alone": True, "diet": "清淡"}]})
    resident = db.scalars(select(Resident)).one()
    assert (resident.age, resident.needs) == (79, {"living_alone": True, "diet": "清淡"})


def test_two_rows_with_one_id_are_one_person_with_two_homes(db: Session) -> None:
    rows = [
        {"id": "R1", "name": "方", "home": "1栋1单元101", "plate": "浙A1、浙A2"},
        {"id": "R1", "name": "方", "home": "1栋2单元201"},
    ]
    load(db, SMALL | {"residents": rows})
    assert db.scalars(select(Resident)).one().plates == ["浙A1", "浙A2"]
    assert len(db.scalars(select(Occupancy)).all()) == 2


def test_homes_are_also_those_that_other_sections_name(db: Session) -> None:
    load(db, {"community": "小院", "bills": [{"home": "7栋2单元1103"}], "devices": [{"home": "8栋101", "list": []}]})
    homes = {home.name: (home.unit, home.room) for home in db.scalars(select(Home))}
    assert homes == {"7栋2单元1103": ("2单元", "1103"), "8栋101": ("", "101")}
    assert {building.name for building in db.scalars(select(Building))} == {"7栋", "8栋"}


def test_a_home_may_be_written_in_several_ways(db: Session) -> None:
    rows = [
        {"id": "R1", "name": "方", "home": "7号楼 2单元 1103室"},
        {"id": "R2", "name": "许", "home": "7栋2单元1103"},
    ]
    load(db, {"community": "小院", "residents": rows})
    assert [home.name for home in db.scalars(select(Home))] == ["7栋2单元1103"]


def test_a_home_with_an_unusual_address_names_its_parts(db: Session) -> None:
    home = {"home": "荷园别墅12", "building": "荷园", "room": "12", "area": 210.55, "garden": True}
    community = load(db, {"community": "小院", "homes": [home]})
    assert db.scalars(select(Home.area)).one() == 21055
    assert export_community(db, community, NONE)["homes"] == [home | {"unit": ""}]


def test_a_file_without_staff_gets_one_member_a_role_who_cannot_sign_in(db: Session) -> None:
    load(db, SMALL)
    staff = db.scalars(select(Staff)).all()
    assert {member.role for member in staff} == set(StaffRole)
    assert all(member.phone and member.on_duty and not member.password for member in staff)


def test_a_file_without_lifts_gets_one_a_unit(db: Session) -> None:
    load(db, SMALL)
    assert sorted(lift.unit for lift in db.scalars(select(Lift))) == ["1单元", "2单元"]


def test_a_later_file_without_staff_and_lifts_leaves_them_alone(db: Session) -> None:
    staff = {"id": "S1", "name": "沈", "role": "manager", "login": "shen", "duty": "否", "skills": "gas、lift"}
    load(db, SMALL | {"staff": [staff], "lifts": [{"building": "1栋", "name": "东梯", "code": "700101"}]})
    load(db, SMALL)
    member = db.scalars(select(Staff)).one()
    assert (member.on_duty, member.skills) == (False, ["gas", "lift"])
    assert [lift.code for lift in db.scalars(select(Lift))] == ["700101"]


def test_a_password_that_was_set_survives_a_second_loading(db: Session) -> None:
    staff = {"id": "S1", "name": "沈", "role": "manager", "login": "shen"}
    community = load(db, SMALL | {"staff": [staff]})
    db.scalars(select(Staff)).one().password = "$argon2id$x"
    load(db, SMALL | {"staff": [staff]})
    assert db.scalars(select(Staff.password)).one() == "$argon2id$x"
    assert "argon2id" not in json.dumps(export_community(db, community, NONE))


def test_hours_that_no_file_gives_are_not_made_up(db: Session) -> None:
    load(db, SMALL | {"resources": ["露台", {"name": "球馆", "open": "09:00"}]})
    assert {row.name: row.data for row in db.scalars(select(Resource))} == {"露台": {}, "球馆": {"open": "09:00"}}


def test_devices_are_read_from_words_and_from_columns(db: Session) -> None:
    listed = ["客厅空调 on 26", "living room light off", {"name": "新风", "kind": "fan"}]
    lobby = {"lobby": ["南门"], "names_en": {"南门": "south gate"}}
    single = {"home": "1栋2单元201", "name": "门锁", "state": "locked"}
    load(db, SMALL | {"devices": [{"home": "1栋1单元101", "list": listed}, lobby, single]})
    found = {device.name: (device.kind, device.data) for device in db.scalars(select(Device))}
    assert found == {
        "客厅空调": ("", {"state": "on", "value": 26}),
        "living room light": ("", {"state": "off"}),
        "新风": ("fan", {}),
        "南门": ("", {"name_en": "south gate"}),
        "门锁": ("", {"state": "locked"}),
    }


def test_what_no_scenario_reads_is_held_and_given_to_the_one_that_comes(db: Session) -> None:
    rows = [{"name": "甲", "slot": "1"}, {"name": "甲", "slot": "2"}]
    load(db, SMALL | {"parking": rows, "fund": {"balance_total": 1.5}})
    seen: list[Any] = []
    load_held(db, parking_of(seen), NOW)
    assert seen == rows
    assert [row.kind for row in db.scalars(select(Held)) if row.kind != "staff.more"] == ["fund"]
    load_held(db, parking_of(seen), NOW)
    assert seen == rows


def test_a_section_that_is_no_list_is_read_as_one_row(db: Session) -> None:
    seen: list[Any] = []
    load(db, SMALL | {"parking": {"slot": "1"}}, parking_of(seen))
    assert seen == [{"slot": "1"}]


def test_a_held_list_that_became_shorter_leaves_nothing_behind(db: Session) -> None:
    load(db, SMALL | {"parking": [{"slot": 1}, {"slot": 2}]})
    community = load(db, SMALL | {"parking": [{"slot": 3}]})
    assert export_community(db, community, NONE)["parking"] == [{"slot": 3}]


def test_two_communities_keep_their_homes_apart(db: Session) -> None:
    load(db, SMALL)
    load(db, SMALL | {"community": "大院"})
    assert len(db.scalars(select(Home)).all()) == 4


BAD = [
    ({"homes": [{"home": "门房"}]}, "homes, row 1, home: '门房' is not an address such as 7栋2单元1103"),
    ({"homes": [{"home": "1栋101", "area": "大"}]}, "homes, row 1, area: '大' is not an amount"),
    ({"homes": ["1栋101"]}, "homes, row 1, home, area: a row of homes is a group of columns"),
    ({"buildings": [{"floors": 3}]}, "buildings, row 1, building: name the building"),
    ({"residents": [{"name": "方"}]}, "residents, row 1, id: a resident has an id and a name"),
    ({"residents": [{"id": "R1", "name": "方" * 61}]}, "residents, row 1, name: it is longer than 60 characters"),
    ({"residents": [{"id": "R1", "name": "方", "age": "很大"}]}, "residents, row 1, age: '很大' is not a whole number"),
    ({"residents": [{"id": "R1", "name": "方"}, {"id": "R1", "name": "许"}]}, "residents, row 2, id: R1 is '方'"),
    ({"residents": [{"id": "R1", "name": "方", "home": "1栋1单元101", "role": "king"}]}, "'king' is none of owner"),
    (
        {"residents": [{"id": "R1", "name": "方", "home": "1栋1单元101", "until": "soon"}]},
        "until: 'soon' is not a time",
    ),
    ({"staff": [{"name": "沈", "role": "boss"}]}, "staff, row 1, role: 'boss' is none of manager"),
    ({"staff": [{"role": "manager"}]}, "staff, row 1, name: name the member of staff"),
    ({"staff": [{"name": "沈", "role": "admin", "password": "x"}]}, "staff, row 1, password: a password has no place"),
    (
        {"staff": [{"name": "沈", "role": "admin", "login": "a"}, {"name": "丁", "role": "admin", "login": "a"}]},
        "staff, row 2, login: 'a' belongs to somebody else",
    ),
    ({"resources": [{"open": "08:00"}]}, "resources, row 1, name: name what can be booked"),
    ({"lifts": [{"building": "9栋"}]}, "lifts, row 1, building: there is no building '9栋'"),
    ({"devices": ["灯"]}, "devices, row 1, home, list"),
    ({"devices": [{"home": "1栋1单元101", "list": [{"state": "on"}]}]}, "devices, row 1, name: name the device"),
    ({"community": ""}, "community: the file does not say what the community is called"),
    ({"zone": "Asia/Nowhere"}, "zone: 'Asia/Nowhere' is not a time zone"),
    ({"settings": ["x"]}, "settings: they are a group of names and values"),
    ({"parking": [{"slot": "bad"}]}, "parking, row 1, slot: it is bad"),
    ({"parking": [{"slot": "odd"}]}, "parking: a row has another form than expected"),
]


@pytest.mark.parametrize(("document", "why"), BAD, ids=[why[:50] for _, why in BAD])
def test_a_bad_row_is_named(db: Session, document: dict[str, Any], why: str) -> None:
    found = problems(db, document, parking_of([]))
    assert len(found) == 1
    assert why in found[0]


def test_every_bad_row_is_named_at_once(db: Session) -> None:
    found = problems(
        db, {"residents": [{"name": "a"}, {"id": "R1"}], "resources": [""], "_lines": {"residents": [2, 4]}}
    )
    assert [why.split(":")[0] for why in found] == [
        "residents, row 2, id",
        "residents, row 4, name",
        "resources, row 1, name",
    ]


def test_with_one_bad_row_nothing_is_loaded(tmp_path: Path) -> None:
    engine = sqlite_engine(f"sqlite:///{tmp_path}/linli.sqlite3")
    create_tables(engine)
    document = deepcopy(json.loads(TEST.read_text("utf-8")))
    document["residents"][2].pop("name")
    with Session(engine) as db, pytest.raises(ImportProblems), db.begin():
        load(db, document)
    with Session(engine) as db:
        assert not any(contents(db).values())
    engine.dispose()


def test_the_export_names_who_has_a_card_or_a_pin_and_loading_it_gives_nobody_any(db: Session) -> None:
    people = [{"id": key, "name": f"住户{key}", "home": "1栋1单元101"} for key in ("R1", "R2", "R3")]
    community = load(db, SMALL | {"residents": people})
    one, two = (db.scalars(select(Resident).where(Resident.key == key)).one() for key in ("R1", "R2"))
    for card in ("a" * 64, "b" * 64):
        give_card(db, one, card, NOW, kind=CardKind.OWN, by="s")
    keep_pin(db, one, "argon2id", NOW)
    keep_pin(db, two, "argon2id", NOW)
    exported = export_community(db, community, NONE)
    assert exported["kiosk_sign_ins"] == [
        {"id": "R1", "cards": 2, "pin": True},
        {"id": "R2", "cards": 0, "pin": True},
    ]
    assert "argon2id" not in json.dumps(exported)
    with new_db() as other:
        again = load(other, exported)
        assert "kiosk_sign_ins" not in export_community(other, again, NONE)
        assert other.scalars(select(Held).where(Held.kind == "kiosk_sign_ins")).all() == []
