"""Where somebody stands, which lifts there are, and which of them run."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from actions.announced import Announcement, announced
from actions.loading import Held
from actions.place import Building, Home, Lift
from actions.turn import Turn

GROUND = 1
_PLACE = re.compile(r"(?P<building>[^\s]{1,12}?(?:栋|幢|座|楼))\s*(?P<unit>[^\s单]{1,6}单元)?")
_FLOOR = re.compile(r"(?P<below>负|B|-)?(?P<floor>[0-9]{1,2})\s*(?:层|F|(?<=\d)楼)", re.IGNORECASE)
_SIDES = (("left", re.compile(r"左|\bleft\b", re.IGNORECASE)), ("right", re.compile(r"右|\bright\b", re.IGNORECASE)))
_OTHER = {"left": "right", "right": "left"}
_NUMBERED = re.compile(r"([0-9一二三四]+)\s*号(?:电?梯)|\blift\s+([0-9]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where somebody stands: a unit of a building (empty: all units), and the floor where it is known."""

    building: Building
    unit: str = ""
    floor: int | None = None

    @property
    def name(self) -> str:
        """Return it as people write it: 3栋1单元."""
        return f"{self.building.name}{self.unit}"


@dataclass(frozen=True, slots=True)
class Car:
    """A lift as it is now. `works` is what is announced about it; `side` names it where its row does not."""

    lift: Lift
    runs: bool
    works: Announcement | None = None
    side: str = ""

    @property
    def address(self) -> str:
        """What the controller calls it: its rescue code, else its id."""
        return self.lift.code or self.lift.id


def stands(turn: Turn) -> list[Stand]:
    """Return where the speaker may stand: where the words or the kiosk say, else at their homes."""
    here = _PLACE.match(turn.message.place)
    named = turn.value("building") or (here["building"] if here else None)
    mine = [home for home in turn.homes if named is None or _building(turn, home).name == named]
    if named is None:
        found = {
            (home.building_id, home.unit): Stand(_building(turn, home), home.unit, floor_of(home)) for home in mine
        }
        return list(found.values())
    building = turn.db.scalar(turn.ours(Building).where(Building.name == str(named)))
    if building is None:
        return []
    unit = str(turn.value("unit") or (here["unit"] if here and not turn.value("building") else "") or "")
    unit = unit or (mine[0].unit if len({home.unit for home in mine}) == 1 else "")
    return [Stand(building, unit, _kiosk_floor(turn) if here else None)]


def _building(turn: Turn, home: Home) -> Building:
    return turn.db.get_one(Building, home.building_id)


def _kiosk_floor(turn: Turn) -> int:
    """A kiosk stands in the lobby, unless its place names a floor."""
    said = _FLOOR.search(turn.message.place)
    return (-1 if said["below"] else 1) * int(said["floor"]) if said else GROUND


def floor_of(home: Home) -> int | None:
    """Return the floor of a home by its number: 1103 is on the 11th."""
    digits = re.sub(r"\D", "", home.room)
    return int(digits[:-2]) if len(digits) in (3, 4) else None


def cars(turn: Turn, stand: Stand) -> list[Car]:
    """Return the lifts of a place with what is known about them, those that run first."""
    query = turn.ours(Lift).where(Lift.building_id == stand.building.id)
    rows = [row for row in turn.db.scalars(query.order_by(Lift.unit, Lift.name)) if stand.unit in ("", row.unit)]
    works = [one for one in works_at(turn, stand) if one.holds(turn.now)]
    found = [_car(row, works, alone=_alone(row, rows)) for row in rows]
    return sorted(found, key=lambda car: not car.runs)


def works_at(turn: Turn, stand: Stand) -> list[Announcement]:
    """Return what is announced about the lifts of a place and is not over."""
    return [
        one for one in announced(turn, "elevator_works") if not one.buildings or stand.building.name in one.buildings
    ]


def _alone(row: Lift, rows: Sequence[Lift]) -> bool:
    return sum(other.unit == row.unit for other in rows) == 1


def _car(row: Lift, works: Sequence[Announcement], *, alone: bool) -> Car:
    mine = next((one for one in works if _concerns(one, row, alone=alone)), None)
    side = _side(mine) if mine is not None and alone and not _side_of(row.name) else ""
    if side:  # one row stands for two lifts, of which the notice stops the other
        return Car(row, row.status == "running", mine, _OTHER[side])
    return Car(row, row.status == "running" and mine is None, mine)


def _concerns(one: Announcement, row: Lift, *, alone: bool) -> bool:
    words = one.title + one.body
    unit = re.search(r"[0-9一二三四]+单元", words)
    if unit is not None and row.unit and unit[0] != row.unit:
        return False
    number, named = _NUMBERED.search(one.title), _NUMBERED.search(row.name)
    if number and named:
        return (number[1] or number[2]) == (named[1] or named[2])
    side, own = _side(one), _side_of(row.name)
    return side == own if side and own else alone or not (side or number)


def _side(one: Announcement) -> str:
    return _side_of(one.title)


def _side_of(words: str) -> str:
    return next((side for side, pattern in _SIDES if pattern.search(words)), "")


def more_of(turn: Turn, car: Car) -> dict[str, object]:
    """Return what the community's file says of a lift beside its row: maintained, inspection_due, name_en."""
    building = turn.db.get_one(Building, car.lift.building_id)
    key = f"{building.name}{car.lift.unit}{car.lift.name}"[:80]
    query = select(Held.data).where(Held.community_id == turn.community.id, Held.kind == "lifts.more", Held.key == key)
    data = turn.db.scalar(query)
    return dict(data) if isinstance(data, dict) else {}
