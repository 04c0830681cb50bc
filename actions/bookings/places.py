"""A resource as it is booked: how many there are, when it is open, what it costs. What no file says has a default."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from actions.bookings.kinds import ALL_DAY, BY_NUMBER, COURTS, SHARED, kind_of
from actions.place import Resource
from actions.turn import Work

USUAL = (8 * 60, 22 * 60)  # minutes of the day, offered where no file gives hours
POSSIBLE = (6 * 60, 23 * 60)  # what can be had then: hours that nobody wrote down are not closed
DAY = 24 * 60
PLACES = 20  # of a pool or a gym whose capacity nobody wrote down
AHEAD = 60  # days
_LONGEST = {"charging_bay": 12 * 60, "guest_parking": 3 * DAY, "guest_suite": 7 * DAY}  # minutes
_RANGE = re.compile(r"(\d+)\s*[-–~至到]\s*(\d+)\s*号?")
_NUMBER = re.compile(r"(\d+)号$|([A-Z]|\d+)(?:场|号场)?$", re.IGNORECASE)
_SAID = re.compile(
    r"(\d+)号?(?:[场桌台桩道机炉厅房室]|车?位|(?:羽毛|网|篮|乒乓|足|台|壁)球)"
    r"|[场桌台桩道机炉厅房室馆位](\d+)号|(?:no\.? ?|#|court |bay )(\d+)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What can be booked. Times of day are minutes since midnight, `price` is fen for each begun `minutes`."""

    id: str
    name: str
    name_en: str
    kind: str
    aliases: tuple[str, ...]
    group: tuple[str, ...]
    units: tuple[int, ...]
    holds: int | None
    opens: int | None
    closes: int | None
    minutes: int
    longest: int
    ahead: int
    price: int
    rules: str
    rules_en: str

    @property
    def shared(self) -> bool:
        """Say whether many come at the same time, so that each person takes one unit."""
        return self.kind in SHARED

    @property
    def hours(self) -> tuple[int, int]:
        """Return when it is open, as far as anybody says so."""
        if self.opens is not None and self.closes is not None:
            return self.opens, self.closes
        return (0, DAY) if self.kind in ALL_DAY else USUAL

    @property
    def bookable(self) -> tuple[int, int]:
        """Return between which times it can be had; wider than the usual hours where nobody wrote any down."""
        return self.hours if self.opens is not None or self.kind in ALL_DAY else POSSIBLE

    def title(self, lang: str) -> str:
        """Return the name in a language."""
        return self.name_en if lang == "en" and self.name_en else self.name

    def cost(self, minutes: int) -> int:
        """Return the price of so many minutes, in fen: each begun part counts.

        >>> place_of("球场", {"price": 15, "minutes": 60}).cost(90)
        3000
        """
        return self.price * -(-minutes // self.minutes)

    def is_open(self, starts: datetime, ends: datetime) -> bool:
        """Say whether it can be had the whole time."""
        return self._within(self.bookable, starts, ends)

    def keeps(self, starts: datetime, ends: datetime) -> bool:
        """Say whether a time lies in the hours that are said and offered."""
        return self._within(self.hours, starts, ends)

    def _within(self, hours: tuple[int, int], starts: datetime, ends: datetime) -> bool:
        opens, closes = hours
        if (opens, closes) == (0, DAY):
            return True
        midnight = datetime.combine(starts.date(), time(), tzinfo=starts.tzinfo)
        return midnight + timedelta(minutes=opens) <= starts and ends <= midnight + timedelta(minutes=closes)


def place_of(name: str, data: Mapping[str, Any], key: str = "") -> Place:
    """Read a resource of a community file.

    >>> place_of("充电车位1-6号", {}).units, place_of("会议室", {"capacity": 12}).units
    ((1, 2, 3, 4, 5, 6), (1,))
    """
    name_en = str(data.get("name_en") or "")
    aliases = data.get("aliases")
    aliases = tuple(map(str, aliases)) if isinstance(aliases, list) else ()
    kind = kind_of(name, name_en, *aliases) or kind_of(str(data.get("kind") or ""))
    capacity = _whole(data.get("capacity"))
    opens, closes = _clock(data.get("open")), _clock(data.get("close"))
    if opens is not None or closes is not None:
        opens, closes = USUAL[0] if opens is None else opens, USUAL[1] if closes is None else closes
        closes += DAY if closes <= opens else 0
    longest = 4 * 60 if kind in COURTS else _LONGEST.get(kind, 16 * 60)
    return Place(
        id=key,
        name=name,
        name_en=name_en,
        kind=kind,
        aliases=aliases,
        group=tuple(str(data[column]) for column in ("group", "group_en") if data.get(column)),
        units=_units(name, kind, capacity, _whole(data.get("count"))),
        holds=None if kind in BY_NUMBER else capacity,
        opens=opens,
        closes=closes,
        minutes=_whole(data.get("minutes")) or 60,
        longest=_whole(data.get("longest")) or longest,
        ahead=_whole(data.get("ahead")) or AHEAD,
        price=_fen(data.get("price")),
        rules=str(data.get("rules") or ""),
        rules_en=str(data.get("rules_en") or data.get("rules") or ""),
    )


def places_of(work: Work) -> list[Place]:
    """Return what the community has, by name."""
    rows = work.db.scalars(work.ours(Resource).order_by(Resource.name))
    return [place_of(row.name, row.data, row.id) for row in rows]


def named(places: Sequence[Place], values: Iterable[str], text: str) -> list[Place]:
    """Return the places that are meant: the one that is named in full, else those of a group, else those of a kind.

    `values` are what understanding found: names of the community, and kinds.
    """
    said, values = _plain(text), list(values)
    full = [place for place in places if any(_plain(word) in said for word in (place.name, place.name_en) if word)]
    full = full or [place for place in places if any(_plain(word) in said for word in place.aliases)]
    if full:
        longest = max(len(place.name) for place in full)
        return [place for place in full if len(place.name) == longest]
    found = [place for place in places if any(_plain(word) in said for word in place.group)]
    found = found or [place for place in places if place.kind and place.kind in values]
    found = found or [place for place in places if place.name in values]
    number = _number(_SAID, text)
    return [place for place in found if number and number == _number(_NUMBER, place.name)] or found


def unit_in(text: str, place: Place) -> int | None:
    """Return the unit that is named where there are several: 充电车位3号."""
    number = _number(_SAID, text)
    return int(number) if number.isdigit() and len(place.units) > 1 and int(number) in place.units else None


def numbered(place: Place, unit: int, lang: str) -> str:
    """Name one of several under one name.

    >>> numbered(place_of("充电车位1-6号", {}), 3, "zh"), numbered(place_of("访客车位", {"count": 4}), 2, "en")
    ('充电车位3号', '访客车位 no. 2')
    """
    title = _RANGE.sub("", place.title(lang)).strip()
    return f"{title} no. {unit}" if lang == "en" else f"{title}{unit}号"


def common(places: Sequence[Place], lang: str) -> str:
    """Name several places of one kind: 羽毛球场 for 羽毛球场1号 and 羽毛球场2号."""
    titles = [place.title(lang) for place in places]
    if len(titles) == 1:
        return titles[0]
    shared = titles[0]
    while shared and not all(title.startswith(shared) for title in titles):
        shared = shared[:-1]
    return shared.strip() if len(shared.strip()) > 1 else titles[0]


def _units(name: str, kind: str, capacity: int | None, count: int | None) -> tuple[int, ...]:
    found = _RANGE.search(name)
    if found and int(found[1]) < int(found[2]) < int(found[1]) + 500:
        return tuple(range(int(found[1]), int(found[2]) + 1))
    if kind in SHARED:
        count = count or capacity or PLACES
    elif kind in BY_NUMBER:
        count = count or capacity
    return tuple(range(1, (count or 1) + 1))


_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


def _number(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text.translate(_DIGITS))
    return next((one.upper() for one in found.groups() if one), "") if found else ""


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _clock(value: object) -> int | None:
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", str(value or ""))
    minutes = int(found[1]) * 60 + int(found[2]) if found else None
    return DAY if minutes == DAY - 1 else minutes


def _fen(value: object) -> int:
    try:
        yuan = Decimal(str(value or 0))
    except InvalidOperation:
        return 0
    return int(yuan * 100) if yuan.is_finite() and yuan > 0 else 0
