"""Who a visitor of a kiosk is: by a one-time code, by a card, or by telephone number, four digits and PIN."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import bind, locked, redeem, unbind
from actions.card import card_hash, holder, looks_like_card
from actions.homes.handlers import masked_name
from actions.message import KIOSK
from actions.people import Account, Resident
from actions.pin import NOBODY, SHARING, begin_try, end_try, is_locked, secret_of
from actions.quiet import quiet_of
from actions.reply import Button, Reply
from actions.turn import Work
from actions.wording import at
from bot.access_log import Seen, note_kiosk
from bot.channels.web.frames import Entering, Who, WhoByCard, WhoByPin
from bot.channels.web.history import Json
from bot.channels.web.house import PACKAGE, House
from bot.conversations import ConversationRow
from bot.passwords import Busy, HashPool

HASHES: web.AppKey[HashPool] = web.AppKey("kiosk_hashes")
_LONGEST_VISIT = timedelta(hours=1)  # somebody whose kiosk broke down is forgotten after that
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor of a kiosk, and what their sign-in needs of the house."""

    house: House
    hashes: HashPool
    community_id: str
    thread: str
    place: str

    async def act(self, work: Callable[[Work], T]) -> T:
        """Do something in one transaction."""
        return await self.house.engine.act(self.community_id, PACKAGE, work)


async def sign_in(visit: Visit, frame: Entering) -> Json:
    """Let a visitor say who they are; say their name, or why not: `wrong`, `by_card`, `by_pin`, `locked`, `often`.

    Who is known already stays who they are until they go.
    """
    try:
        match frame:
            case Who():
                return await _by_code(visit, frame)
            case WhoByCard():
                return await _by_card(visit, frame)
            case WhoByPin():
                return await _by_pin(visit, frame)
    except Busy:
        return {"why": "often"}


def known_at(db: Session, thread: str) -> Resident | None:
    """Return who is signed in on a kiosk's thread."""
    bound = select(Account.resident_id).where(Account.channel == KIOSK, Account.address == thread)
    return db.scalar(select(Resident).where(Resident.id.in_(bound)))


def name_of(db: Session, thread: str) -> str:
    """Return the masked name of whoever is signed in on a thread, nothing where nobody is."""
    resident = known_at(db, thread)
    return masked_name(resident.name) if resident else ""


def record_of(db: Session, thread: str) -> str:
    """Return what stands in the access log for a visit."""
    row = db.scalar(
        select(ConversationRow.id).where(ConversationRow.channel == KIOSK, ConversationRow.thread == thread)
    )
    return f"conversation:{row}"


def tell_owner(work: Work, resident: Resident, key: str, place: str) -> None:
    """Tell a resident in their own chat what was done at a kiosk in their name; who has no chat is not told."""
    own = select(ConversationRow.id).where(ConversationRow.resident_id == resident.id, ConversationRow.private)
    if work.db.scalar(own.limit(1)) is None:
        return
    lang = resident.reads
    asleep = quiet_of(work.community.settings).covers(work.now)  # read in the morning, "today" would be wrong
    when = at(work.now, work.now - timedelta(days=30) if asleep else work.now, lang)
    where = work.text_in(lang, "told.place" if place else "told.somewhere", place=place)
    text = work.text_in(lang, f"told.{key}", time=when, place=where)
    person = Button(str(work.text_in(lang, "told.person")), "start:human_handoff")
    work.effects.tell(resident.id, Reply(text=text, buttons=(person,), private=True))


def _entered(work: Work, visit: Visit, find: Callable[[Work], Resident | None], way: str) -> Json:
    """Find out who it is, unless that is known already."""
    unbind(work.db, KIOSK, "", before=work.now - _LONGEST_VISIT)
    already = name_of(work.db, visit.thread)
    if already:
        return {"name": already}
    resident = find(work)
    return {"name": masked_name(resident.name), "way": way} if resident else {}


def _come_in(work: Work, visit: Visit, resident: Resident | None, way: Seen) -> Resident | None:
    """Let in who has no one-time code: that is written down and told to the resident."""
    if resident is not None:
        bind(work.db, resident, KIOSK, visit.thread, work.now)
        note_kiosk(work.db, resident, way, record_of(work.db, visit.thread), work.now)
        tell_owner(work, resident, way, visit.place)
    return resident


async def _by_code(visit: Visit, frame: Who) -> Json:
    where = {"community_id": visit.community_id, "channel": KIOSK, "address": visit.thread}

    def enter(work: Work) -> Json:
        entered = _entered(work, visit, lambda work: redeem(work.db, frame.code, work.now, **where, own=True), "code")
        return entered or {"why": "often" if locked(work.db, KIOSK, visit.thread, work.now) else "wrong"}

    return await visit.act(enter)


async def _by_card(visit: Visit, frame: WhoByCard) -> Json:
    if not looks_like_card(frame.card):
        return {"why": "by_card"}
    hashed = await visit.hashes.run(card_hash, frame.card, visit.community_id)

    def find(work: Work) -> Resident | None:
        resident = holder(work.db, visit.community_id, hashed, work.now)
        return _come_in(work, visit, resident, Seen.CARD)

    return await visit.act(lambda work: _entered(work, visit, find, Seen.CARD)) or {"why": "by_card"}


async def _by_pin(visit: Visit, frame: WhoByPin) -> Json:
    begun = await visit.act(lambda work: begin_try(work.db, visit.community_id, frame.phone, work.now))
    if begun is None:
        return {"why": "locked"}
    candidates = [*begun, *[NOBODY] * (SHARING - len(begun))]  # the same work, whoever is asked for
    secret = secret_of(frame.last, frame.pin)
    right = [one for one in candidates if await visit.hashes.matches(one.pin_hash, secret)]

    def find(work: Work) -> Resident | None:
        if len(right) != 1:  # nobody, or two who cannot be told apart
            return None
        resident = end_try(work.db, visit.community_id, frame.phone, right[0], work.now)
        return _come_in(work, visit, resident, Seen.PIN)

    def enter(work: Work) -> Json:
        shut = is_locked(work.db, visit.community_id, frame.phone, work.now)
        return _entered(work, visit, find, Seen.PIN) or {"why": "locked" if shut else "by_pin"}

    return await visit.act(enter)
