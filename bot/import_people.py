"""Sections of a community file about people: residents and staff."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import select

from actions.loading import Loading
from actions.people import Occupancy, Resident, Role, Staff, StaffRole
from bot.import_rows import Row, more, rows_of, several, text, whole, yes

_RESIDENT = frozenset({"id", "name", "home", "homes", "role", "until", "phone", "plate", "plates", "lang", "age"})
_STAFF = frozenset({"id", "name", "role", "login", "phone", "lang", "duty", "active", "skills"})


@cache
def default_staff() -> list[dict[str, str]]:
    """Return the staff of a community whose file names none: one member a role."""
    rows: list[dict[str, str]] = yaml.safe_load(files("bot").joinpath("default_staff.yml").read_text("utf-8"))
    return rows


def load_residents(loading: Loading, rows: list[Any]) -> None:
    """Read `residents`: id, name, home (or homes), role, until, phone, plate, age, lang; what else there is are needs.

    The same id in a second row is the same person with another home.
    """
    seen: dict[str, str] = {}
    for index, row in rows_of(loading, rows, "id, name, home"):
        key, name = text(loading, index, row, "id", Resident, "key"), text(loading, index, row, "name", Resident)
        if not key or not name:
            loading.problem(index, "name" if key else "id", "a resident has an id and a name")
            continue
        if seen.get(key, name) != name:
            loading.problem(
                index, "id", f"{key} is {seen[key]!r} in an earlier row; every person has an id of their own"
            )
            continue
        if key not in seen:
            seen[key] = name
            loading.residents[key] = loading.upsert(Resident, {"key": key}, _facts(loading, index, row, name))
        for tie in _ties(row):
            _occupancy(loading, index, loading.residents[key], tie)


def _facts(loading: Loading, index: int, row: Row, name: str) -> dict[str, object]:
    return {
        "name": name,
        "phone": text(loading, index, row, "phone", Resident),
        "plates": several(row.get("plates") or row.get("plate")),
        "lang": text(loading, index, row, "lang", Resident) or "zh",
        "age": whole(loading, index, row, "age"),
        "needs": {column: value for column, value in row.items() if column not in _RESIDENT},
    }


def _ties(row: Row) -> list[Row]:
    """Return the homes of a row, each with the role and last day it gives or the row's."""
    listed = row.get("homes")
    homes = listed if isinstance(listed, list) else several(listed) or ([row["home"]] if row.get("home") else [])
    usual = {"role": row.get("role"), "until": row.get("until")}
    return [usual | (home if isinstance(home, dict) else {"home": home}) for home in homes]


def _occupancy(loading: Loading, index: int, resident: Resident, tie: Row) -> None:
    home = loading.home(index, tie.get("home"))
    role = str(tie.get("role") or Role.OWNER)
    if role not in set(Role):
        loading.problem(index, "role", f"{role!r} is none of {', '.join(Role)}")
        return
    keys = {"resident_id": resident.id, "home_id": home.id if home else "", "role": role}
    until = _day(loading, index, tie.get("until"))
    if home is not None:
        loading.upsert(Occupancy, keys, {"until": until})


def _day(loading: Loading, index: int, written: object) -> date | None:
    when = loading.time(index, written, "until")
    return when.date() if when else None


def load_staff(loading: Loading, rows: list[Any]) -> None:
    """Read `staff`: id, name, role, login, phone, duty, skills; passwords are set by a command, never by a file.

    A community of which no staff is known gets one member a role: they are paged, and nobody can sign in yet.
    """
    if not rows and not loading.staff:
        rows = default_staff()
    for index, row in rows_of(loading, rows, "name, role, login"):
        name, role = text(loading, index, row, "name", Staff), str(row.get("role") or "")
        if not name or role not in set(StaffRole):
            why = "name the member of staff" if not name else f"{role!r} is none of {', '.join(StaffRole)}"
            loading.problem(index, "role" if name else "name", why)
        elif "password" in row:
            loading.problem(index, "password", "a password has no place in a file; set it with: linli staff password")
        else:
            _member(loading, index, row, name, role)


def _member(loading: Loading, index: int, row: Row, name: str, role: str) -> None:
    key = text(loading, index, row, "id", Staff, "key") or name[:40]
    login = text(loading, index, row, "login", Staff) or f"{key}@{loading.community.name}"[:60]
    here = (Staff.community_id == loading.community.id) & (Staff.key == key)
    if loading.db.scalar(select(Staff).where(Staff.login == login, ~here)) is not None:
        loading.problem(index, "login", f"{login!r} belongs to somebody else; choose another")
        return
    values = {
        "name": name,
        "role": role,
        "login": login,
        "phone": text(loading, index, row, "phone", Staff) or f"ext-{key}"[:30],  # who is paged needs an address
        "lang": text(loading, index, row, "lang", Staff) or "zh",
        "on_duty": yes(row.get("duty"), usual=True),
        "active": yes(row.get("active"), usual=True),
        "skills": several(row.get("skills")),
    }
    loading.staff[key] = loading.upsert(Staff, {"key": key}, values)
    more(loading, key, row, _STAFF)
