from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from actions.people import Occupancy, Resident, Staff
from actions.place import Device, Home
from actions.registry import registry_of
from bot.importing import ImportProblems, load_community
from bot.spreadsheet import UnreadableFile, read_document
from tests.core.test_importing import NOW, new_db

Sheet = list[list[object]]
NONE = registry_of([])


def book(folder: Path, **sheets: Sheet) -> Path:
    made = Workbook()
    del made["Sheet"]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "community.xlsx"
    made.save(path)
    return path


COMMUNITY: Sheet = [["name", "property_phone", "settings.office_hours"], ["青禾里", "0571-5550100", "08:00-20:00"]]


def test_a_workbook_is_a_community(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        community=COMMUNITY,
        homes=[["home", "area"], ["1栋1单元101", 89.5], ["1栋1单元102", 62]],
        residents=[
            ["id", "name", "home", "role", "phone", "plate"],
            ["R1", "许", "1栋1单元101", "owner", 13700000001.0, "浙A1、浙A2"],
            ["R1", "许", "1栋1单元102", "owner", 13700000001.0, None],
        ],
        staff=[["name", "role", "duty", "skills"], ["鲁", "repairer", "否", "gas, lift"]],
        devices=[["home", "name", "state"], ["1栋1单元101", "客厅灯", "on"]],
    )
    with new_db() as db:
        community = load_community(db, read_document(path), NONE, NOW)
        assert (community.phone, community.settings) == ("0571-5550100", {"office_hours": "08:00-20:00"})
        assert sorted(db.scalars(select(Home.area))) == [6200, 8950]
        resident = db.scalars(select(Resident)).one()
        assert (resident.phone, resident.plates) == ("13700000001", ["浙A1", "浙A2"])
        assert len(db.scalars(select(Occupancy)).all()) == 2
        staff = db.scalars(select(Staff)).one()
        assert (staff.on_duty, staff.skills) == (False, ["gas", "lift"])
        assert db.scalars(select(Device)).one().data == {"state": "on"}


def test_a_bad_row_is_named_by_the_line_its_author_sees(tmp_path: Path) -> None:
    rows: Sheet = [["id", "name", "home"], ["R1", "许", "1栋1单元101"], [None, None, None], ["R2", None, "1栋1单元101"]]
    document = read_document(book(tmp_path, community=COMMUNITY, residents=rows))
    with new_db() as db, pytest.raises(ImportProblems, match="residents, row 4, name: a resident has"):
        load_community(db, document, NONE, NOW)


def test_cells_become_what_json_holds(tmp_path: Path) -> None:
    cells = [
        date(2026, 3, 4),
        datetime.fromisoformat("2026-03-04 09:30"),
        time(19, 0),
        5.0,
        5.5,
        True,
        '["a", "b"]',
        "[x",
        " y ",
    ]
    document = read_document(book(tmp_path, things=[[f"c{number}" for number in range(len(cells))], list(cells)]))
    assert list(document["things"][0].values()) == [
        "2026-03-04",
        "2026-03-04 09:30",
        "19:00",
        5,
        5.5,
        True,
        ["a", "b"],
        "[x",
        "y",
    ]


def test_a_json_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "community.json"
    path.write_text('\ufeff{"community": "青禾里"}', encoding="utf-8")
    assert read_document(path) == {"community": "青禾里"}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.json", b'{\n "a": 1,\n}', "line 3, column 1"),
        ("a.json", b"[1]", "is a list"),
        ("a.json", '{\n"名": 1}'.encode("gb18030"), "line 2: this is not UTF-8"),
        ("a.xlsx", b"hello", "is no Excel workbook"),
        ("a.csv", b"", "neither .json nor .xlsx"),
        ("missing.json", None, "there is no file"),
    ],
)
def test_an_unreadable_file_is_explained(tmp_path: Path, name: str, content: bytes | None, why: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    assert why in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_column_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="sheet homes, row 2: column 2 has no field name"):
        read_document(book(tmp_path, homes=[["home", None], ["1栋101", 5]]))


def test_the_community_sheet_has_one_row(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="this one has 2"):
        read_document(book(tmp_path, community=[["name"], ["a"], ["b"]]))
