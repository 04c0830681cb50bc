"""A resident's cards and PIN for the kiosk: issued and withdrawn at the desk, and who came in with them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.card import (
    MOST,
    AccessCard,
    CardKind,
    Given,
    card_hash,
    cards_of,
    give_card,
    looks_like_card,
    new_token,
    withdraw_card,
)
from actions.people import Resident
from actions.pin import drop_pin, has_pin
from actions.turn import Work
from bot.access_log import Seen, last_entries, note_access
from bot.desk.gate import Desk, form_of, see_other
from bot.desk.house import PACKAGE, Person
from bot.desk.slips import qr
from bot.desk.thread import homes_of

T = TypeVar("T")
_REFUSED = {Given.ELSEWHERE: "cards.elsewhere", Given.ENOUGH: "cards.enough"}


@dataclass(frozen=True, slots=True)
class Holder:
    """A resident and what they sign in with at a kiosk."""

    id: str
    name: str
    homes: Sequence[tuple[str, str]]
    cards: Sequence[AccessCard]
    pin: bool
    entries: Sequence[tuple[str, datetime, str]]  # how, when, who vouched

    @property
    def full(self) -> bool:
        """Say whether they have as many cards as anybody may have."""
        return len(self.cards) >= MOST


async def cards(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show a resident's cards, whether they have a PIN, and who came in as them."""
    return await _page(desk, request, person)


async def give(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Give a resident the card that lies on the reader."""
    said = (await form_of(request)).get("card", "")[:80]
    if not looks_like_card(said):
        return await _page(desk, request, person, "cards.unreadable", 400)
    given = await _give(desk, request, person, said, CardKind.OWN)
    if given is None:
        return desk.refuse(person, "error.not_found", 404)
    if given is not Given.DONE:
        return await _page(desk, request, person, _REFUSED[given], 409)
    return see_other(_path(request))


async def make(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Make a card and show it to be printed. What it says is in this one answer and nowhere else."""
    token = new_token()
    given = await _give(desk, request, person, token, CardKind.PRINTED)
    if given is None:
        return desk.refuse(person, "error.not_found", 404)
    if given is not Given.DONE:
        return await _page(desk, request, person, _REFUSED[given], 409)
    holder = await desk.house.store.read(lambda db: _holder(db, person, request.match_info["id"]))
    return desk.show("card.html", person, image=qr(token), holder=holder)


async def end(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Withdraw a card: who finds it can do nothing with it."""
    card_id = request.match_info["card"]
    return await _end(desk, request, person, Seen.CARD_ENDED, lambda work, who: withdraw_card(work.db, who, card_id))


async def end_pin(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Withdraw a PIN; the resident may set another one at the kiosk."""
    return await _end(desk, request, person, Seen.PIN_ENDED, lambda work, who: drop_pin(work.db, who))


async def _give(desk: Desk, request: web.Request, person: Person, said: str, kind: CardKind) -> Given | None:
    hashed = await asyncio.to_thread(card_hash, said, person.community.id)

    def write(work: Work, resident: Resident) -> Given:
        given = give_card(work.db, resident, hashed, work.now, kind=kind, by=person.staff.id)
        if given is Given.DONE:
            note_access(work.db, person.staff, resident.id, Seen.CARD_GIVEN, f"resident:{resident.key}", work.now)
        return given

    return await _with(desk, request, person, write)


async def _end(
    desk: Desk, request: web.Request, person: Person, what: Seen, withdraw: Callable[[Work, Resident], bool]
) -> web.StreamResponse:
    def write(work: Work, resident: Resident) -> bool:
        gone = withdraw(work, resident)
        if gone:
            note_access(work.db, person.staff, resident.id, what, f"resident:{resident.key}", work.now)
        return gone

    if not await _with(desk, request, person, write):
        return desk.refuse(person, "error.not_found", 404)
    return see_other(_path(request))


async def _with(desk: Desk, request: web.Request, person: Person, write: Callable[[Work, Resident], T]) -> T | None:
    """Do something with the resident of the page in one transaction; None when they are none of ours."""

    def work_on(work: Work) -> T | None:
        resident = work.db.scalar(work.ours(Resident).where(Resident.id == request.match_info["id"]))
        return write(work, resident) if resident is not None else None

    return await desk.house.engine.act(person.community.id, PACKAGE, work_on, lang=person.lang)


async def _page(
    desk: Desk, request: web.Request, person: Person, problem: str = "", status: int = 200
) -> web.StreamResponse:
    holder = await desk.house.store.read(lambda db: _holder(db, person, request.match_info["id"]))
    if holder is None:
        return desk.refuse(person, "error.not_found", 404)
    message = person.text(problem) if problem else ""
    return desk.show("cards.html", person, status=status, holder=holder, message=message, most=MOST)


def _holder(db: Session, person: Person, resident_id: str) -> Holder | None:
    ours = select(Resident).where(Resident.community_id == person.community.id, Resident.id == resident_id)
    resident = db.scalar(ours)
    if resident is None:
        return None
    entries = [(row.what, row.at, name) for row, name in last_entries(db, resident)]
    cards, homes = cards_of(db, resident), homes_of(db, resident.id)
    return Holder(resident.id, resident.name, homes, cards, has_pin(db, resident), entries)


def _path(request: web.Request) -> str:
    return f"/desk/residents/{request.match_info['id']}/cards"
