"""Loads a community file, all of it or nothing, and writes one back. Twice changes nothing."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.loading import Held, Loading, keep
from actions.people import Community, Occupancy, Resident, Role, Staff, StaffRole
from actions.place import Building, Device, Home, Lift, Resource
from actions.registry import Registry
from actions.table import new_id

_ADDRESS = re.compile(r"(?P<building>\d+栋|[A-Za-z]\d*栋|[^\d\s]{1,8}楼)(?:(?P<unit>\d+单元))?(?P<room>[\w-]{1,10})")
_HEADER = ("community", "name_en", "zone", "property_phone", "settings", "now", "now_note")
_CORE = ("homes", "residents", "staff", "resources", "lifts", "devices")
_PEOPLE = frozenset({"id", "name", "home", "homes", "phone", "plate", "plates", "role", "lang", "age"})
STAFF_NAMES = {role: role.replace("_", " ") for role in StaffRole}
HOURS = {"open": "08:00", "close": "22:00"}  # of a resource whose file gives none


class ImportProblems(ValueError):
    """A community file cannot be loaded; the message has one line for every bad row, and nothing was loaded."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def load_community(db: Session, document: Mapping[str, Any], registry: Registry, now: datetime) -> Community:
    """Load a community document in the caller's transaction, or raise ImportProblems."""
    name = document.get("community")
    if not isinstance(name, str) or not name.strip():
        raise ImportProblems(["community: the file does not say what the community is called"])
    community = _community(db, document, name.strip())
    loading = Loading(db, community, now.astimezone(community.tz))
    for section, load in _sections(document, registry).items():
        loading.section = section
        rows = document.get(section, [])
        load(loading, rows if isinstance(rows, list) else [rows])
    if loading.problems:
        raise ImportProblems(loading.problems)
    return community


def _community(db: Session, document: Mapping[str, Any], name: str) -> Community:
    community = db.scalar(select(Community).where(Community.name == name))
    if community is None:
        community = Community(id=new_id(), name=name, settings={})
        db.add(community)
    community.name_en = str(document.get("name_en", community.name_en or ""))
    community.zone = str(document.get("zone", community.zone or "Asia/Shanghai"))
    phone = str(document.get("property_phone", community.phone or ""))
    community.phone = phone if re.search(r"\d", phone) else community.phone or ""
    community.settings = dict(document.get("settings", community.settings or {}))
    db.flush()
    return community


def _sections(document: Mapping[str, Any], registry: Registry) -> dict[str, Callable[[Loading, list[Any]], None]]:
    """Return who reads each section, in an order in which what is pointed to comes first."""
    order: dict[str, Callable[[Loading, list[Any]], None]] = {"homes": _homes(document), "residents": _residents}
    order |= {"staff": _staff, "resources": _resources, "lifts": _lifts, "devices": _devices}
    for scenario in registry.scenarios.values():
        order |= {section: load for section, load in scenario.loads.items() if section in document}
    for section in document:
        if section not in order and section not in _HEADER:
            order[section] = _held(section)
    return order


def _held(section: str) -> Callable[[Loading, list[Any]], None]:
    return lambda loading, rows: keep(loading, section, rows)


def _homes(document: Mapping[str, Any]) -> Callable[[Loading, list[Any]], None]:
    """Homes are those of the section and all that residents, bills, tickets and devices name."""

    def load(loading: Loading, rows: list[Any]) -> None:
        areas = {str(row.get("home")): row.get("area", 0) for row in rows if isinstance(row, dict)}
        for index, name in enumerate(dict.fromkeys([*areas, *_named_homes(document)])):
            home = _home(loading, index, name, areas.get(name, 0))
            if home is not None:
                loading.homes[name] = home

    return load


def _named_homes(document: Mapping[str, Any]) -> Iterable[str]:
    for section in ("residents", "bills", "tickets", "devices"):
        for row in document.get(section) or []:
            if isinstance(row, dict):
                yield from (str(row["home"]),) if row.get("home") else ()
                yield from (str(tie.get("home")) for tie in row.get("homes") or [] if isinstance(tie, dict))


def _home(loading: Loading, index: int, name: str, area: object) -> Home | None:
    found = _ADDRESS.fullmatch(name)
    if found is None:
        loading.problem(index, "home", f"{name!r} is not an address like 7栋2单元1103")
        return None
    building = loading.upsert(Building, {"name": found["building"]}, {})
    values = {"building_id": building.id, "unit": found["unit"] or "", "room": found["room"]}
    if area:
        values["area"] = loading.fen(index, area, "area")  # two decimals, like money: 0.01 m2
    return loading.upsert(Home, {"name": name}, values)


def _residents(loading: Loading, rows: list[Any]) -> None:
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or not row.get("id") or not row.get("name"):
            loading.problem(index, "id, name", "a resident has an id and a name")
            continue
        plates = row.get("plates") or ([row["plate"]] if row.get("plate") else [])
        values: dict[str, object] = {
            "name": str(row["name"]),
            "phone": str(row.get("phone") or ""),
            "plates": list(plates),
        }
        values |= {"lang": row.get("lang") or "zh", "age": row.get("age")}
        values |= {"needs": {key: value for key, value in row.items() if key not in _PEOPLE}}
        resident = loading.upsert(Resident, {"key": str(row["id"])}, values)
        loading.residents[resident.key] = resident
        for tie in row.get("homes") or ([{"home": row["home"], "role": row.get("role")}] if row.get("home") else []):
            _occupancy(loading, index, resident, tie)


def _occupancy(loading: Loading, index: int, resident: Resident, tie: Mapping[str, Any]) -> None:
    home = loading.home(index, tie.get("home"))
    role = tie.get("role") or Role.OWNER
    if role not in set(Role):
        loading.problem(index, "role", f"{role!r} is none of {', '.join(Role)}")
        return
    until = tie.get("until")
    if home is not None:
        values = {"until": date.fromisoformat(str(until)) if until else None}
        loading.upsert(Occupancy, {"resident_id": resident.id, "home_id": home.id, "role": str(role)}, values)


def _staff(loading: Loading, rows: list[Any]) -> None:
    """A file without staff gets one member a role, without a password: they are paged, and nobody can sign in yet."""
    known = rows or [{"id": f"staff-{role}", "name": role, "role": str(role), "phone": ""} for role in StaffRole]
    for index, row in enumerate(known):
        role = row.get("role") if isinstance(row, dict) else None
        if role not in set(StaffRole) or not row.get("name"):
            loading.problem(index, "role", f"{role!r} is none of {', '.join(StaffRole)}, or the name is missing")
            continue
        key = str(row.get("id") or row["name"])
        login = str(row.get("login") or f"{key}@{loading.community.name}")
        values = {"name": str(row["name"]), "role": str(role), "login": login, "lang": row.get("lang") or "zh"}
        values |= {"phone": str(row.get("phone") or f"ext-{key}"), "on_duty": bool(row.get("duty", True))}
        values |= {"skills": list(row.get("skills") or [])}
        loading.staff[key] = loading.upsert(Staff, {"key": key}, values)


def _resources(loading: Loading, rows: list[Any]) -> None:
    for row in rows:
        named = row if isinstance(row, dict) else {"name": str(row)}
        data = HOURS | {key: value for key, value in named.items() if key != "name"}
        loading.upsert(Resource, {"name": str(named["name"])}, {"data": data})


def _lifts(loading: Loading, rows: list[Any]) -> None:
    """A file without lifts gets one a unit."""
    units = {(home.building_id, home.unit) for home in loading.homes.values()}
    names = {building.id: building.name for building in _buildings(loading)}
    known = rows or [{"building": names[building], "unit": unit} for building, unit in sorted(units)]
    for index, row in enumerate(known):
        building = next((key for key, name in names.items() if name == row.get("building")), None)
        if building is None:
            loading.problem(index, "building", f"there is no building {row.get('building')!r}")
            continue
        keys = {"building_id": building, "unit": str(row.get("unit") or ""), "name": str(row.get("name") or "")}
        values = {"code": str(row.get("code") or ""), "status": str(row.get("status") or "running")}
        loading.upsert(Lift, keys, values)
        extra = {key: value for key, value in row.items() if key not in {"building", "unit", "name", "code", "status"}}
        if extra:
            key = f"{row.get('building')}{row.get('unit') or ''}{row.get('name') or ''}"
            loading.upsert(Held, {"kind": "lift_details", "key": key[:80]}, {"data": extra})


def _buildings(loading: Loading) -> Iterable[Building]:
    return loading.db.scalars(select(Building).where(Building.community_id == loading.community.id)).all()


def _devices(loading: Loading, rows: list[Any]) -> None:
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            loading.problem(index, "home", "a row of devices names a home and lists its devices")
            continue
        home = loading.home(index, row["home"]) if row.get("home") else None
        if row.get("home") and home is None:
            continue
        for item in row.get("list") or row.get("lobby") or []:
            _device(loading, home, item)


def _device(loading: Loading, home: Home | None, item: Any) -> None:
    if isinstance(item, dict):
        name, data = str(item.get("name")), {key: value for key, value in item.items() if key != "name"}
    else:
        name, data = _device_words(str(item))
    keys = {"home_id": home.id if home else None, "name": name}
    loading.upsert(Device, keys, {"kind": str(data.pop("kind", "")), "data": data})


def _device_words(text: str) -> tuple[str, dict[str, Any]]:
    """Read 客厅空调 on 26 as a name, a state and a value."""
    found = re.fullmatch(
        r"(?P<name>.+?)(?:\s+(?P<state>on|off|open|closed|locked|unlocked)(?:\s+(?P<value>\d+))?)?", text
    )
    if found is None:
        return text, {"source": text}
    value = int(found["value"]) if found["value"] else None
    return found["name"], {"state": found["state"], "value": value}


def export_community(db: Session, community: Community, registry: Registry) -> dict[str, Any]:
    """Return a community as a document that load_community reads to the same rows."""
    document: dict[str, Any] = {"community": community.name, "name_en": community.name_en, "zone": community.zone}
    document |= {"property_phone": community.phone, "settings": community.settings}
    homes = _all(db, Home, community)
    names = {home.id: home.name for home in homes}
    document["homes"] = [{"home": home.name, "area": home.area / 100} for home in homes]
    document["residents"] = [_resident_out(db, resident, names) for resident in _all(db, Resident, community)]
    document["staff"] = [_staff_out(staff) for staff in _all(db, Staff, community)]
    document["resources"] = [{"name": row.name} | row.data for row in _all(db, Resource, community)]
    document["lifts"] = list(_lifts_out(db, community))
    document["devices"] = list(_devices_out(db, community, names))
    for scenario in registry.scenarios.values():
        for section, write in scenario.exports.items():
            document[section] = list(write(db, community))
    for held in _all(db, Held, community):
        if held.kind != "lift_details":
            document.setdefault(held.kind, []).append(held.data)
    return document


def _all(db: Session, table: Any, community: Community) -> list[Any]:
    return list(db.scalars(select(table).where(table.community_id == community.id).order_by(table.id)))


def _resident_out(db: Session, resident: Resident, names: Mapping[str, str]) -> dict[str, Any]:
    ties = db.scalars(select(Occupancy).where(Occupancy.resident_id == resident.id).order_by(Occupancy.id))
    homes = [
        {"home": names[tie.home_id], "role": tie.role} | ({"until": tie.until.isoformat()} if tie.until else {})
        for tie in ties
    ]
    row = {"id": resident.key, "name": resident.name, "phone": resident.phone, "plates": resident.plates}
    return row | {"lang": resident.lang, "age": resident.age, "homes": homes} | resident.needs


def _staff_out(staff: Staff) -> dict[str, Any]:
    row = {"id": staff.key, "name": staff.name, "role": staff.role, "login": staff.login, "phone": staff.phone}
    return row | {"lang": staff.lang, "duty": staff.on_duty, "skills": staff.skills}


def _lifts_out(db: Session, community: Community) -> Iterable[dict[str, Any]]:
    names = {building.id: building.name for building in _all(db, Building, community)}
    details = {row.key: row.data for row in _all(db, Held, community) if row.kind == "lift_details"}
    for lift in _all(db, Lift, community):
        row = {"building": names[lift.building_id], "unit": lift.unit, "name": lift.name, "code": lift.code}
        yield row | {"status": lift.status} | details.get(f"{row['building']}{lift.unit}{lift.name}", {})


def _devices_out(db: Session, community: Community, names: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    by_home: dict[str | None, list[dict[str, Any]]] = {}
    for device in _all(db, Device, community):
        kind = {"kind": device.kind} if device.kind else {}
        by_home.setdefault(device.home_id, []).append({"name": device.name} | kind | device.data)
    for home, items in by_home.items():
        yield {"home": names[home], "list": items} if home else {"lobby": items}
