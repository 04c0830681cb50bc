"""Sections of a community file about places and things: homes, buildings, resources, lifts, devices."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from actions.loading import Loading
from actions.place import Building, Device, Home, Lift, Resource
from bot.import_rows import Row, more, rows_of, several, text

_HOME = frozenset({"home", "area", "building", "unit", "room"})
_LIFT = frozenset({"building", "unit", "name", "code", "status"})
_DEVICES = frozenset({"home", "list", "lobby", "names_en"})
_ADDRESS = re.compile(
    r"(?P<building>[^\s栋幢座楼]{1,12}(?:栋|幢|座|楼))(?P<unit>[^\s单]{1,6}单元)?(?P<room>[0-9A-Za-z-]{1,12})(?:室|号)?"
)
_OTHER_WORDS = re.compile(r"(\d+)(?:号楼|号院|幢|座)")
_STATE = re.compile(r"(?P<name>.+?)(?:\s+(?P<state>on|off|open|closed|locked|unlocked)(?:\s+(?P<value>\d+))?)?")


def address(written: str) -> tuple[str, str, str] | None:
    """Read building, unit and room out of an address; None when it has another form.

    >>> address("7栋2单元1103"), address("7号楼 2单元 1103室"), address("A座1805"), address("门房")
    (('7栋', '2单元', '1103'), ('7栋', '2单元', '1103'), ('A座', '', '1805'), None)
    """
    found = _ADDRESS.fullmatch(_OTHER_WORDS.sub(r"\1栋", "".join(written.split())))
    return (found["building"], found["unit"] or "", found["room"]) if found else None


def load_homes(loading: Loading, rows: list[Any]) -> None:
    """Read `homes`: home, area in m2; building, unit and room where the address does not say them."""
    for index, row in rows_of(loading, rows, "home, area"):
        home = _home(loading, index, row)
        if home is not None:
            more(loading, home.name, row, _HOME)


def load_implied_homes(loading: Loading, rows: list[Any]) -> None:
    """Make the homes that the rows of another section name."""
    for index, row in enumerate(rows):
        for name in named_homes(row):
            if name not in loading.homes:
                _home(loading, index, {"home": name})


def named_homes(row: object) -> Iterator[str]:
    """Yield the homes that a row names, as `home` or as a list of `homes`."""
    if not isinstance(row, Mapping):
        return
    if row.get("home"):
        yield str(row["home"])
    ties = row.get("homes")
    for tie in ties if isinstance(ties, list) else several(ties):
        name = tie.get("home") if isinstance(tie, Mapping) else tie
        if name:
            yield str(name)


def _home(loading: Loading, index: int, row: Row) -> Home | None:
    written = str(row.get("home") or "").strip()
    parts = address(written)
    if row.get("building") and row.get("room"):
        parts = (str(row["building"]), str(row.get("unit") or ""), str(row["room"]))
    if not written or parts is None:
        loading.problem(index, "home", f"{written!r} is not an address such as 7栋2单元1103; give building and room")
        return None
    building = loading.upsert(Building, {"name": parts[0]}, {})
    name = "".join(parts) if address(written) else written
    values: dict[str, object] = {"building_id": building.id, "unit": parts[1], "room": parts[2]}
    if row.get("area"):
        values["area"] = loading.fen(index, row["area"], "area")  # 0.01 m2 has two decimals, as money has
    home = loading.upsert(Home, {"name": name}, values)
    loading.homes[written] = loading.homes[name] = home
    return home


def load_buildings(loading: Loading, rows: list[Any]) -> None:
    """Read `buildings`: building; what else is known of one is held."""
    for index, row in rows_of(loading, rows, "building"):
        name = text(loading, index, row, "building", Building, "name")
        if not name:
            loading.problem(index, "building", "name the building, such as 7栋")
            continue
        loading.upsert(Building, {"name": name}, {})
        more(loading, name, row, frozenset({"building"}))


def load_resources(loading: Loading, rows: list[Any]) -> None:
    """Read `resources`: a name alone, or with hours and whatever else is known."""
    for index, given in enumerate(rows):
        row: Row = given if isinstance(given, Mapping) else {"name": given}
        name = text(loading, index, row, "name", Resource)
        if not name:
            loading.problem(index, "name", "name what can be booked, such as 羽毛球场")
            continue
        loading.upsert(Resource, {"name": name}, {"data": {k: v for k, v in row.items() if k != "name"}})


def load_lifts(loading: Loading, rows: list[Any]) -> None:
    """Read `lifts`: building, unit, name, code, status; a community of which no lift is known gets one a unit."""
    buildings = {building.name: building.id for building in _all(loading, Building)}
    if not rows and not any(True for _ in _all(loading, Lift)):
        rows = list(_one_a_unit(loading, buildings))
    for index, row in rows_of(loading, rows, "building, unit, name, code"):
        building = buildings.get(str(row.get("building")))
        if building is None:
            loading.problem(index, "building", f"there is no building {row.get('building')!r} among the homes")
            continue
        unit, name = (text(loading, index, row, column, Lift) for column in ("unit", "name"))
        values = {"code": text(loading, index, row, "code", Lift)}
        values["status"] = text(loading, index, row, "status", Lift) or "running"
        loading.upsert(Lift, {"building_id": building, "unit": unit, "name": name}, values)
        more(loading, lift_key(str(row["building"]), unit, name), row, _LIFT)


def lift_key(building: str, unit: str, name: str) -> str:
    """Name a lift among all of a community."""
    return f"{building}{unit}{name}"


def _one_a_unit(loading: Loading, buildings: Mapping[str, str]) -> Iterator[Row]:
    names = {key: name for name, key in buildings.items()}
    for name, unit in sorted({(names[home.building_id], home.unit) for home in loading.homes.values()}):
        yield {"building": name, "unit": unit}


def load_devices(loading: Loading, rows: list[Any]) -> None:
    """Read `devices`: the list of a home or of the lobby, or one device a row; 客厅空调 on 26 is name, state, value."""
    for index, row in rows_of(loading, rows, "home, list"):
        home = loading.home(index, row["home"]) if row.get("home") else None
        if row.get("home") and home is None:
            continue
        if "list" not in row and "lobby" not in row:
            _device(loading, index, home, {name: value for name, value in row.items() if name != "home"}, {})
            continue
        names = row.get("names_en") or {}
        listed = row.get("list") or row.get("lobby")
        for item in listed if isinstance(listed, list) else several(listed):
            _device(loading, index, home, item, names)
        more(loading, home.name if home else "", row, _DEVICES)


def _device(loading: Loading, index: int, home: Home | None, item: object, names: Mapping[str, str]) -> None:
    data = dict(item) if isinstance(item, Mapping) else _words(str(item))
    name = text(loading, index, data, "name", Device)
    if not name:
        loading.problem(index, "name", "name the device, such as 客厅灯")
        return
    if name in names:
        data["name_en"] = names[name]
    kind = text(loading, index, data, "kind", Device)
    rest = {key: value for key, value in data.items() if key not in {"name", "kind"} and value is not None}
    loading.upsert(Device, {"home_id": home.id if home else None, "name": name}, {"kind": kind, "data": rest})


def _words(written: str) -> dict[str, Any]:
    found = _STATE.fullmatch(written.strip())
    if found is None:
        return {"name": written}
    return {"name": found["name"], "state": found["state"], "value": int(found["value"]) if found["value"] else None}


def _all(loading: Loading, table: type[Any]) -> Iterable[Any]:
    return loading.db.scalars(select(table).where(table.community_id == loading.community.id))
