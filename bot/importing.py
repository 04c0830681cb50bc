"""Loads a community file, all of it or nothing. Twice changes nothing; what nobody reads yet is held as it came."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from actions.loading import Loading
from actions.people import Community, Resident, Staff
from actions.place import Home
from actions.registry import Registry
from actions.table import CommunityTable, new_id
from bot.exporting import SIGN_INS, export_community
from bot.import_people import load_residents, load_staff
from bot.import_places import (
    load_buildings,
    load_devices,
    load_homes,
    load_implied_homes,
    load_lifts,
    load_resources,
)
from bot.import_rows import Reading, held, hold, release, tidied
from bot.switches import SETTING, choose, chosen

log = logging.getLogger(__name__)
Load = Callable[[Loading, list[Any]], None]
LINES = "_lines"  # of a spreadsheet: the line each row stands on, by section
ZONE = "Asia/Shanghai"  # of a community whose file names none
LONGEST_NAME = 80  # of a community
HEADER = frozenset({"community", "name_en", "zone", "property_phone", "settings", "scenarios", "now", LINES, SIGN_INS})
CORE: Mapping[str, Load] = {
    "buildings": load_buildings,
    "homes": load_homes,
    "residents": load_residents,
    "staff": load_staff,
    "resources": load_resources,
    "lifts": load_lifts,
    "devices": load_devices,
}

__all__ = ["ImportProblems", "export_community", "load_community", "load_held"]


class ImportProblems(ValueError):
    """A community file cannot be loaded; the message has one line for every bad row, and nothing was loaded."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def load_community(db: Session, document: Mapping[str, Any], registry: Registry, now: datetime) -> Community:
    """Load a community document in the caller's transaction, or raise ImportProblems: the caller rolls back.

    A file may hold some sections only; what is known of the community from before stays.
    """
    try:
        document = tidied(document)
    except ValueError as problem:
        raise ImportProblems([f"the file: {problem}"]) from None
    community = _community(db, document)
    loading = _reading(db, community, now, document.get(LINES))
    for section, load in _sections(loading, document, registry):
        loading.section = section
        _run(loading, load, _rows(document.get(section)))
    if loading.problems:
        raise ImportProblems(loading.problems)
    for section in _claims(registry).keys() & document.keys():
        release(loading, section)
    return community


def load_held(db: Session, registry: Registry, now: datetime) -> None:
    """Give held sections to the scenarios that have been installed since, in the caller's transaction.

    A section that a third party's scenario cannot read stays held, and is named in the log.
    """
    for community in db.scalars(select(Community)).all():
        loading = _reading(db, community, now, None)
        for section, load in _claims(registry).items():
            content = held(loading, section)
            if content is not None:
                loading.section = section
                _give(loading, load, _rows(content), registry)
        if loading.problems:
            raise ImportProblems(loading.problems)


def _give(loading: Reading, load: Load, rows: list[Any], registry: Registry) -> None:
    reader = next((one for one in registry.foreign() if one.loads.get(loading.section) is load), None)
    if reader is None:
        _run(loading, load, rows)
        release(loading, loading.section)
        return
    try:
        with loading.db.begin_nested():
            _run(loading, load, rows)
            if loading.problems:
                raise ImportProblems(loading.problems)
            release(loading, loading.section)
    except Exception:  # somebody else's reader must not keep the house from opening
        known = {"section": loading.section, "scenario": reader.name, "distribution": registry.origins[reader.name]}
        log.exception("a section could not be read and stays held", extra=known)
        loading.problems.clear()


def _community(db: Session, document: Mapping[str, Any]) -> Community:
    name = document.get("community")
    if not isinstance(name, str) or not name.strip():
        raise ImportProblems(["community: the file does not say what the community is called"])
    for column, written in (("community", name.strip()), ("name_en", str(document.get("name_en", "")))):
        if len(written) > LONGEST_NAME:
            raise ImportProblems([f"{column}: it is longer than {LONGEST_NAME} characters"])
    community = db.scalar(select(Community).where(Community.name == name.strip()))
    if community is None:
        community = Community(id=new_id(), name=name.strip(), name_en="", zone=ZONE, phone="", settings={})
        db.add(community)
    community.name_en = str(document.get("name_en", community.name_en))
    community.zone = _zone(document.get("zone") or community.zone)
    community.phone = _phone(document.get("property_phone")) or community.phone
    _settle(community, document)
    db.flush()
    return community


def _settle(community: Community, document: Mapping[str, Any]) -> None:
    """Take settings and switched-on scenarios over; each stays as it is where the file does not name it."""
    settings = document.get("settings", community.settings)
    if not isinstance(settings, dict):
        raise ImportProblems(["settings: they are a group of names and values"])
    names = document.get(SETTING, settings.get(SETTING, chosen(community)))
    if names is not None and not (isinstance(names, list | tuple) and all(_is_scenario(name) for name in names)):
        raise ImportProblems(["scenarios: they are a list of names, such as fees; leave it out to switch all on"])
    community.settings = settings
    choose(community, names)


def _is_scenario(name: object) -> bool:
    return isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) is not None


def _zone(name: object) -> str:
    try:
        return ZoneInfo(str(name)).key
    except (ZoneInfoNotFoundError, ValueError):
        raise ImportProblems([f"zone: {name!r} is not a time zone, such as {ZONE}"]) from None


def _phone(written: object) -> str:
    """Return a phone number; words that stand in its place are none."""
    return str(written)[:30] if re.search(r"\d{3}", str(written)) else ""


def _reading(db: Session, community: Community, now: datetime, lines: Mapping[str, list[int]] | None) -> Reading:
    loading = Reading(db, community, now.astimezone(community.tz), lines=lines or {})
    loading.homes = {home.name: home for home in _known(db, Home, community)}
    loading.residents = {resident.key: resident for resident in _known(db, Resident, community)}
    loading.staff = {staff.key: staff for staff in _known(db, Staff, community)}
    return loading


def _known(db: Session, table: type[Any], community: Community) -> Iterable[Any]:
    assert issubclass(table, CommunityTable)  # noqa: S101  so that no community sees another's
    return db.scalars(select(table).where(table.community_id == community.id))


def _sections(loading: Loading, document: Mapping[str, Any], registry: Registry) -> Iterator[tuple[str, Load]]:
    """Yield who reads each section: what is pointed to first, what scenarios read last, what nobody reads is held."""
    claims = {section: load for section, load in _claims(registry).items() if section in document}
    yield "buildings", load_buildings
    yield "homes", load_homes
    for section in dict.fromkeys(("residents", "devices", "bills", "tickets", *claims)):
        yield section, load_implied_homes
    yield from ((section, load) for section, load in CORE.items() if section not in {"buildings", "homes"})
    yield from claims.items()
    for section in sorted(document.keys() - HEADER - CORE.keys() - claims.keys()):
        yield section, _holds(document[section])


def _claims(registry: Registry) -> dict[str, Load]:
    return {section: load for scenario in registry.scenarios.values() for section, load in scenario.loads.items()}


def _holds(content: object) -> Load:
    return lambda loading, rows: hold(loading, loading.section, content)


def _rows(content: object) -> list[Any]:
    """Return a section as rows; one that is no list is one row."""
    if content is None:
        return []
    return content if isinstance(content, list) else [content]


def _run(loading: Loading, load: Load, rows: list[Any]) -> None:
    """Read one section; a row of another form than its reader expects is a problem of the file, not a crash."""
    try:
        load(loading, rows)
        loading.db.flush()
    except IntegrityError as refusal:
        why = f"{loading.section}: two rows claim what only one can have ({refusal.orig})"
        raise ImportProblems([*loading.problems, why]) from None
    except DataError as refusal:
        why = f"{loading.section}: something is too long or too large for its column ({refusal.orig})"
        raise ImportProblems([*loading.problems, why]) from None
    except (AttributeError, KeyError, TypeError) as failure:
        loading.problems.append(f"{loading.section}: a row has another form than expected ({failure!r})")
