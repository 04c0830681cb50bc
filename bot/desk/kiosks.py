"""The kiosks of a community: how each is, and a sentence that staff have one say to whoever stands there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Staff
from actions.turn import Work
from bot.access_log import Seen, note_access
from bot.channels.web.channel import HUB
from bot.channels.web.deskline import tell_kiosk
from bot.channels.web.frames import tidy
from bot.desk.gate import Desk, form_of, see_other
from bot.desk.house import Person, change
from bot.keys import ApiKey, KeyKind
from bot.pulses import Doing, KioskPulse, State, kiosks_of, states_of
from bot.rights import Rights, rights_of
from bot.sayings import LONGEST, KioskSaying, Outcome, TooMany, last_sayings, new_saying

PATH = "/desk/kiosks"
SHOWN = 3  # sentences of each kiosk


class Gone(LookupError):
    """There is no such kiosk here, or its key opens no more."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of staff, and what became of it."""

    text: str
    by: str
    at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Kiosk:
    """One kiosk as the page shows it."""

    id: str  # of its key
    place: str
    states: tuple[State, ...]
    pulse: KioskPulse | None
    said: Sequence[Said]
    rights: Rights

    @property
    def is_there(self) -> bool:
        """Say whether it is in reach now."""
        return State.NEW not in self.states and State.LOST not in self.states

    @property
    def in_use(self) -> bool:
        """Say whether somebody stands there."""
        return self.is_there and self.pulse is not None and self.pulse.doing != Doing.REST


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that was not taken, to be put right."""

    kiosk: str = ""
    why: str = ""
    words: str = ""


async def kiosks(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show every kiosk, or the part that changed."""
    if "part" not in request.query:
        return await _show(desk, person)
    drawn = desk.draw("_kiosks.html", person, **await _values(desk, person, Refused()))
    return web.json_response({"parts": {"kiosks": drawn}, "alarms": 0}, headers={"Cache-Control": "no-store"})


async def speak(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Have a kiosk say a sentence; who did is written down."""
    key_id, now = request.match_info["id"], desk.now()
    words = " ".join(tidy((await form_of(request)).get("words", "")).split())
    if not words or len(words) > LONGEST:
        why = person.text("kiosks.too_long" if words else "kiosks.empty", count=LONGEST)
        return await _show(desk, person, Refused(key_id, why, words), 400)

    def work_on(work: Work) -> KioskSaying:
        ours = (ApiKey.id == key_id, ApiKey.community_id == person.community.id, ApiKey.kind == KeyKind.KIOSK)
        opens = (ApiKey.revoked_at.is_(None), ApiKey.expires_at > now)
        if work.db.scalar(select(ApiKey.id).where(*ours, *opens).with_for_update()) is None:
            raise Gone(key_id)
        saying, is_new = new_saying(work.db, person.staff, key_id, words, now)
        if is_new:
            note_access(work.db, person.staff, None, Seen.SAYING, f"saying:{saying.id}", now)
        return saying

    try:
        saying = await change(desk.house, person, work_on, touched=("kiosk", key_id))
    except Gone:
        return desk.refuse(person, "kiosks.gone", 404)
    except TooMany:
        return await _show(desk, person, Refused(key_id, person.text("kiosks.too_many"), words), 409)
    hub = request.app.get(HUB)
    if hub is not None:
        tell_kiosk(hub, saying, now)
    return see_other(f"{PATH}#kiosk-{key_id}")


def read_kiosks(db: Session, person: Person, now: datetime) -> Sequence[Kiosk]:
    """Read how the kiosks of a community are."""
    return [
        Kiosk(key.id, key.label, states_of(pulse, now), pulse, _said(db, key.id, now), rights_of(db, key.id))
        for key, pulse in kiosks_of(db, person.community.id, now)
    ]


def _said(db: Session, key_id: str, now: datetime) -> Sequence[Said]:
    return [
        Said(row.text, db.get_one(Staff, row.staff_id).name, row.created_at, row.became(now))
        for row in last_sayings(db, key_id, SHOWN)
    ]


async def _show(desk: Desk, person: Person, refused: Refused | None = None, status: int = 200) -> web.Response:
    values = await _values(desk, person, refused or Refused())
    return desk.show("kiosks.html", person, status=status, **values)


async def _values(desk: Desk, person: Person, refused: Refused) -> dict[str, object]:
    found = await desk.house.store.read(lambda db: read_kiosks(db, person, desk.now()))
    titles = {name: one.title.get(person.lang, name) for name, one in desk.house.registry.scenarios.items()}
    return {"kiosks": found, "refused": refused, "longest": LONGEST, "titles": titles}
