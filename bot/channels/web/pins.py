"""The PIN of who is known at a kiosk: set, changed and given up there, by finger; it is never a message."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from actions.people import Resident
from actions.pin import drop_pin, keep_pin, secret_of, telephone, too_easy
from actions.turn import Work
from bot.access_log import Seen, note_kiosk, was_at_kiosk
from bot.channels.web.frames import DropPin, Keeping, SetPin
from bot.channels.web.history import Json
from bot.channels.web.knowing import Visit, known_at, record_of, tell_owner
from bot.passwords import Busy, hasher

UNKNOWN = "unknown"


class Standing(NamedTuple):
    """Who stands at a kiosk, as far as a PIN needs it."""

    resident_id: str
    phone: str
    by_card: bool  # a card may have been found: it is not enough to make a second key with


async def keep(visit: Visit, frame: Keeping) -> Json:
    """Set a PIN or give it up; say `kept` or `dropped`, or why not: `unknown`, `by_card`, `phone`, `easy`, `often`."""
    standing = await visit.house.store.read(lambda db: _standing(db, visit.thread))
    if standing is None:
        return {"why": UNKNOWN}
    if isinstance(frame, DropPin):
        return await visit.act(lambda work: _drop(work, visit, standing))
    refused = _refused(standing, frame)
    if refused:
        return {"why": refused}
    try:
        pin_hash = await visit.hashes.run(hasher().hash, secret_of(frame.last, frame.pin))
    except Busy:
        return {"why": "often"}
    return await visit.act(lambda work: _keep(work, visit, standing, pin_hash))


def _standing(db: Session, thread: str) -> Standing | None:
    resident = known_at(db, thread)
    if resident is None:
        return None
    by_card = was_at_kiosk(db, resident.id, Seen.CARD, record_of(db, thread))
    return Standing(resident.id, telephone(resident.phone), by_card)


def _refused(standing: Standing, frame: SetPin) -> str:
    if standing.by_card:
        return "by_card"
    if not standing.phone:
        return "phone"
    return "easy" if too_easy(frame.pin, frame.last, standing.phone) else ""


def _keep(work: Work, visit: Visit, standing: Standing, pin_hash: str) -> Json:
    resident = _still(work, visit, standing)
    if resident is None:
        return {"why": UNKNOWN}
    keep_pin(work.db, resident, pin_hash, work.now)
    note_kiosk(work.db, resident, Seen.PIN_SET, record_of(work.db, visit.thread), work.now)
    tell_owner(work, resident, "pin_set", visit.place)
    return {"done": "kept"}


def _drop(work: Work, visit: Visit, standing: Standing) -> Json:
    resident = _still(work, visit, standing)
    if resident is None:
        return {"why": UNKNOWN}
    if drop_pin(work.db, resident):
        note_kiosk(work.db, resident, Seen.PIN_SET, record_of(work.db, visit.thread), work.now)
    return {"done": "dropped"}


def _still(work: Work, visit: Visit, standing: Standing) -> Resident | None:
    """Return who was there, unless they have gone or somebody else has come meanwhile."""
    resident = known_at(work.db, visit.thread)
    return resident if resident is not None and resident.id == standing.resident_id else None
