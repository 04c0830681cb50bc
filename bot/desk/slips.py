"""Sign-in slips: found by name or home, printed once, valid for half an hour."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import segno
from aiohttp import web
from markupsafe import Markup
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from actions.access import Issued, issue
from actions.people import Occupancy, Resident
from actions.place import Home
from actions.turn import Work
from bot.access_log import Seen, note_access
from bot.desk.gate import Desk
from bot.desk.house import PACKAGE, Person
from bot.desk.masking import masked_phone
from bot.desk.thread import homes_of
from bot.desk.vouching import Visit, open_visits

MOST = 30  # residents of one search


@runtime_checkable
class Linked(Protocol):
    """A channel in which an address opens a chat that redeems a code."""

    name: str

    def link(self, start: str = "") -> str | None:
        """Return the address, or None while it is not known."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A resident as the search shows them."""

    id: str
    name: str
    phone: str
    homes: Sequence[tuple[str, str]]


async def residents(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Search residents by name or home."""
    words = request.query.get("q", "").strip()[:40]
    now = desk.now()

    def read(db: Session) -> tuple[list[Found], Sequence[Visit]]:
        return (find_residents(db, person, words) if words else []), open_visits(db, person, now)

    found, visits = await desk.house.store.read(read)
    more, shown = len(found) > MOST, found[:MOST]
    return desk.show("residents.html", person, words=words, found=shown, more=more, most=MOST, visits=visits)


async def slip(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Issue a slip and show it. The code is in this one answer and nowhere else."""
    now, resident_id = desk.now(), request.match_info["id"]

    def write(work: Work) -> tuple[Issued, str, list[tuple[str, str]]] | None:
        resident = work.db.scalar(work.ours(Resident).where(Resident.id == resident_id))
        if resident is None:
            return None
        note_access(work.db, person.staff, resident.id, Seen.SLIP, f"resident:{resident.key}", now)
        return issue(work.db, resident, now, by=person.staff.id), resident.name, homes_of(work.db, resident.id)

    made = await desk.house.engine.act(person.community.id, PACKAGE, write, lang=person.lang)
    if made is None:
        return desk.refuse(person, "error.not_found", 404)
    issued, name, homes = made
    address = desk.house.settings.url.rstrip("/")
    image = qr(f"{address}/in?code={issued.code}") if address else None
    shown: dict[str, Any] = {"slip": issued, "resident": name, "homes": homes, "image": image, "address": address}
    return desk.show("slip.html", person, **shown, links=links(desk, issued))


def links(desk: Desk, issued: Issued) -> list[tuple[str, Markup]]:
    """Draw a code for every messenger that can be opened with one."""
    linked = (channel for channel in desk.house.channels.values() if isinstance(channel, Linked))
    addresses = [(channel.name, channel.link(issued.code)) for channel in linked]
    return [(name, qr(address)) for name, address in addresses if address]


def qr(content: str) -> Markup:
    """Draw a QR code as SVG without any style that the page's policy forbids."""
    out = io.BytesIO()
    segno.make(content, error="m").save(out, kind="svg", xmldecl=False, svgns=True, scale=6, border=2, omitsize=True)
    return Markup(out.getvalue().decode())  # noqa: S704  drawn by us from our own address


def find_residents(db: Session, person: Person, words: str) -> list[Found]:
    """Find residents of this community by a part of their name or home."""
    at_home = (
        select(Occupancy.resident_id)
        .join(Home, Home.id == Occupancy.home_id)
        .where(Home.community_id == person.community.id, Home.name.icontains(words, autoescape=True))
    )
    ours = select(Resident).where(Resident.community_id == person.community.id)
    query = ours.where(or_(Resident.name.icontains(words, autoescape=True), Resident.id.in_(at_home)))
    rows = db.scalars(query.order_by(Resident.name).limit(MOST + 1))
    return [Found(row.id, row.name, masked_phone(row.phone), homes_of(db, row.id)) for row in rows]
