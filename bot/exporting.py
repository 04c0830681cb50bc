"""Writes a community in the form that can be loaded again, to the same rows."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.card import AccessCard
from actions.loading import Held
from actions.people import Community, Occupancy, Resident, Staff
from actions.pin import KioskPin
from actions.place import Building, Device, Home, Lift, Resource
from actions.registry import Registry
from actions.table import CommunityTable
from bot.import_places import address, lift_key
from bot.import_rows import WHOLE
from bot.switches import SETTING, chosen

T = TypeVar("T", bound=CommunityTable)
Document = dict[str, Any]
SIGN_INS = "kiosk_sign_ins"  # section that is written for who reads the file, and read by nobody
_MORE = ".more"


def export_community(db: Session, community: Community, registry: Registry) -> Document:
    """Return a community as a document that load_community reads to the same rows; no passwords, no conversations.

    Of cards and PINs it says who has them.
    """
    house = _House(db, community)
    document: Document = {"community": community.name, "name_en": community.name_en, "zone": community.zone}
    settings, names = dict(community.settings), chosen(community)
    settings.pop(SETTING, None)
    document |= {"property_phone": community.phone, "settings": settings}
    document |= {SETTING: list(names)} if names is not None else {}
    document["buildings"] = [house.more("buildings", name, {"building": name}) for name in house.buildings.values()]
    document["homes"] = [house.home(home) for home in house.all(Home, "name")]
    document["residents"] = [house.resident(resident) for resident in house.all(Resident, "key")]
    document["staff"] = [house.more("staff", staff.key, _staff(staff)) for staff in house.all(Staff, "key")]
    document["resources"] = [{"name": row.name} | row.data for row in house.all(Resource, "name")]
    document["lifts"] = sorted(house.lifts(), key=lambda row: (row["building"], row["unit"], row["name"]))
    document["devices"] = list(house.devices())
    for scenario in registry.scenarios.values():
        for section, write in scenario.exports.items():
            document[section] = list(write(db, community))
    document |= house.sign_ins()
    held = house.held()
    return document | {section: held[section] for section in held if section not in document}


class _House:
    """The rows of one community, and the columns that are held beside them."""

    def __init__(self, db: Session, community: Community) -> None:
        self._db = db
        self._community = community
        self.buildings = {building.id: building.name for building in self.all(Building, "name")}
        self._homes = {home.id: home.name for home in self.all(Home, "name")}
        self._held = self.all(Held, "kind", "key")
        self._more: dict[tuple[str, str], Document] = {
            (row.kind, row.key): row.data for row in self._held if row.kind.endswith(_MORE)
        }

    def all(self, table: type[T], *order: str) -> list[T]:
        """Return a table's rows in an order that does not change."""
        columns = table.__table__.columns
        query = select(table).where(table.community_id == self._community.id)
        return list(self._db.scalars(query.order_by(*(columns[name] for name in order))))

    def more(self, section: str, key: str, row: Document) -> Document:
        """Return a row with the columns that are held for it."""
        return row | self._more.get((f"{section}{_MORE}", key[:80]), {})

    def held(self) -> Document:
        """Return the sections that nobody reads yet, as they came."""
        found: Document = {}
        for row in self._held:
            if row.kind.endswith(_MORE):
                continue
            if row.key == WHOLE:
                found[row.kind] = row.data
            else:
                found.setdefault(row.kind, []).append(row.data)
        return found

    def home(self, home: Home) -> Document:
        """Return a home; its parts where its name does not say them."""
        area = {"area": home.area / 100} if home.area else {}
        parts = (self.buildings[home.building_id], home.unit, home.room)
        apart = {} if address(home.name) == parts else dict(zip(("building", "unit", "room"), parts, strict=True))
        return self.more("homes", home.name, {"home": home.name} | area | apart)

    def resident(self, resident: Resident) -> Document:
        """Return a resident with their homes."""
        query = select(Occupancy).where(Occupancy.resident_id == resident.id)
        ties = [self._tie(tie) for tie in self._db.scalars(query)]
        row: Document = {"id": resident.key, "name": resident.name, "phone": resident.phone}
        row |= {"plates": resident.plates, "lang": resident.lang}
        row |= {"age": resident.age} if resident.age is not None else {}
        return row | {"homes": sorted(ties, key=lambda tie: (tie["home"], tie["role"]))} | resident.needs

    def sign_ins(self) -> Document:
        """Return who has cards or a PIN for the kiosk, where anybody has; no file sets them."""
        cards = Counter(card.resident_id for card in self.all(AccessCard, "id"))
        pins = {pin.resident_id for pin in self.all(KioskPin, "id")}
        known = [one for one in self.all(Resident, "key") if one.id in cards.keys() | pins]
        rows = [{"id": one.key, "cards": cards[one.id], "pin": one.id in pins} for one in known]
        return {SIGN_INS: rows} if rows else {}

    def _tie(self, tie: Occupancy) -> Document:
        until = {"until": tie.until.isoformat()} if tie.until else {}
        return {"home": self._homes[tie.home_id], "role": tie.role} | until

    def lifts(self) -> Iterator[Document]:
        """Yield the lifts."""
        for lift in self.all(Lift, "name"):
            row: Document = {"building": self.buildings[lift.building_id], "unit": lift.unit, "name": lift.name}
            key = lift_key(row["building"], lift.unit, lift.name)
            yield self.more("lifts", key, row | {"code": lift.code, "status": lift.status})

    def devices(self) -> Iterator[Document]:
        """Yield the devices of each home, and those of the lobby."""
        groups: dict[str, list[Document]] = {}
        for device in self.all(Device, "name"):
            kind = {"kind": device.kind} if device.kind else {}
            home = self._homes[device.home_id] if device.home_id else ""
            groups.setdefault(home, []).append({"name": device.name} | kind | device.data)
        for home, items in sorted(groups.items()):
            yield self.more("devices", home, {"home": home, "list": items} if home else {"lobby": items})


def _staff(staff: Staff) -> Document:
    row = {"id": staff.key, "name": staff.name, "role": staff.role, "login": staff.login, "phone": staff.phone}
    rest = {"lang": staff.lang, "duty": staff.on_duty, "active": staff.active, "skills": staff.skills}
    return row | rest
