"""How fast one person, address or key may go.

A `Limit` lives in one process: it spares work, it proves nothing. Whoever speaks more than now and then is measured by
what is stored of them, too, whichever channel or process it came in by.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from actions.message import MessageKind
from actions.people import Account
from bot.conversations import ConversationRow
from bot.counters import Counters
from bot.inbox import InboxRow
from integrations.database import Store
from nlu.emergency import cries_out

KEPT = 10_000  # names that are remembered; the one that was quiet longest is forgotten first
WINDOW = timedelta(seconds=60)  # how far back stored messages are looked at: a bucket is full again long before
NEWEST = 150  # of one conversation at most: the pace lets no more in within the window
TALKS = 20  # of one person at most, those that changed last
_URGENT_BUTTON = "start:emergency"
Danger = Callable[[str], bool]
"""Says whether a text speaks of danger."""
Asks = Callable[[str, str], Awaitable[bool]]
"""Says whether an emergency's question is open in a channel's thread."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Limit:
    """A token bucket a name: `burst` at once, then `rate` a second. It never waits, it only says yes or no."""

    def __init__(self, burst: float, rate: float, now: Callable[[], float] = monotonic) -> None:
        self._burst = burst
        self._rate = rate
        self._now = now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    @property
    def retry_after(self) -> int:
        """Return the whole seconds after which one more passes for certain."""
        return max(1, int(-(-1 // self._rate)))

    def allows(self, name: str, at: float | None = None) -> bool:
        """Take one token of a name at a moment in seconds (now, if none is given); False when there is none."""
        bucket = self._bucket(name, self._now() if at is None else at)
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True

    def has_room(self, name: str, at: float | None = None) -> bool:
        """Say whether the next one would pass, without taking anything."""
        return self._bucket(name, self._now() if at is None else at).tokens >= 1

    def has_room_after(self, taken: Sequence[datetime], since: datetime, now: datetime) -> bool:
        """Say whether the next one would pass after those that were taken, in order; before `since` all were used."""
        tokens, last = 0.0, since
        for at in taken:
            tokens, last = max(0.0, self._filled(tokens, last, at) - 1), at
        return self._filled(tokens, last, now) >= 1

    def _filled(self, tokens: float, since: datetime, now: datetime) -> float:
        return min(self._burst, tokens + max(0.0, (now - since).total_seconds()) * self._rate)

    def _bucket(self, name: str, now: float) -> _Bucket:
        bucket = self._buckets.setdefault(name, _Bucket(self._burst, now))
        self._buckets.move_to_end(name)
        if len(self._buckets) > KEPT:
            self._buckets.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + max(0.0, now - bucket.at) * self._rate)
        bucket.at = now
        return bucket


class Voice(NamedTuple):
    """Who speaks where: an address of a channel, and the thread it speaks in."""

    channel: str
    address: str
    thread: str


class PersonLimits:
    """How fast a person may speak, over all channels and processes: 30 messages at once, then two a second.

    A person is the resident behind an address, else the address. Five messages at once and one in five seconds cost no
    look at the database; what is above that is measured by the stored messages of the last minute.

    Words of danger have a lane beside it (3 at once, then one in 5 s, for each address), and so have answers to an
    emergency's question (as wide as the usual one): fast fingers keep nobody from calling for help or saying where.
    `danger` is `EmbeddedEngine.alarming`, or what an engine without one can tell; `asks` looks into the database.
    """

    retry_after = 1  # seconds

    def __init__(
        self,
        store: Store,
        danger: Danger = cries_out,
        asks: Asks | None = None,
        *,
        counters: Counters | None = None,
        usual: Limit | None = None,
        urgent: Limit | None = None,
    ) -> None:
        self._store = store
        self._danger = danger
        self._asks = asks or _never
        self._counters = counters or Counters()
        self._usual = usual or Limit(30, 2.0)
        self._urgent = urgent or Limit(3, 0.2)
        self._seldom = Limit(5, 0.2)
        self._answers = Limit(30, 2.0)

    async def allows(self, voice: Voice, text: str, now: datetime) -> bool:
        """Say whether what somebody says may come in now; of a button `text` is the value. What may not is counted."""
        passes = (
            await self._keeps_pace(voice, now)
            or self._calls_for_help(voice, text, now)
            or await self._answers_for_help(voice, now)
        )
        self._counters.refused += not passes
        return passes

    async def _keeps_pace(self, voice: Voice, now: datetime) -> bool:
        name, at = _name(voice), now.timestamp()
        if not self._usual.allows(name, at):
            return False
        if self._seldom.allows(name, at):
            return True
        since = now - WINDOW
        said = await self._store.read(lambda db: said_since(db, voice, since))
        return self._usual.has_room_after(said, since, now)

    def _calls_for_help(self, voice: Voice, text: str, now: datetime) -> bool:
        """An empty lane is looked at first: judging words costs more than refusing them."""
        name, at = _name(voice), now.timestamp()
        return self._urgent.has_room(name, at) and self._is_urgent(text) and self._urgent.allows(name, at)

    async def _answers_for_help(self, voice: Voice, now: datetime) -> bool:
        name, at = _name(voice), now.timestamp()
        asked = self._answers.has_room(name, at) and await self._asks(voice.channel, voice.thread)
        return asked and self._answers.allows(name, at)

    def _is_urgent(self, text: str) -> bool:
        return text.startswith(_URGENT_BUTTON) or self._danger(text)


def said_since(db: Session, voice: Voice, since: datetime) -> list[datetime]:
    """Return when a person has said something since a moment, in whatever channel, in order."""
    resident, addresses = _person(db, voice)
    said: list[datetime] = []
    for talk in _talks(db, resident, {*addresses, (voice.channel, voice.thread)}):
        columns = select(InboxRow.created_at, InboxRow.channel, InboxRow.body["sender"].as_string())
        there = columns.where(InboxRow.conversation_id == talk, InboxRow.kind != MessageKind.OUTCOME)
        newest = db.execute(there.order_by(InboxRow.id.desc()).limit(NEWEST)).all()
        said += [at for at, channel, sender in newest if at > since and (channel, sender) in addresses]
    return sorted(said)


def _person(db: Session, voice: Voice) -> tuple[str | None, set[tuple[str, str]]]:
    """Return the resident behind an address, if they are known, and all addresses of theirs."""
    own = aliased(Account)
    query = select(Account).join(own, own.resident_id == Account.resident_id)
    known = db.scalars(query.where(own.channel == voice.channel, own.address == voice.address)).all()
    addresses = {(account.channel, account.address) for account in known}
    return (known[0].resident_id if known else None), addresses | {(voice.channel, voice.address)}


def _talks(db: Session, resident: str | None, threads: Set[tuple[str, str]]) -> Sequence[str]:
    """Return the conversations of some threads and of a resident."""
    there = [and_(ConversationRow.channel == channel, ConversationRow.thread == thread) for channel, thread in threads]
    known = [ConversationRow.resident_id == resident] if resident else []
    query = select(ConversationRow.id).where(or_(*there, *known))
    return db.scalars(query.order_by(ConversationRow.updated_at.desc()).limit(TALKS)).all()


def _name(voice: Voice) -> str:
    return f"{voice.channel}:{voice.address}"


async def _never(channel: str, thread: str) -> bool:
    return False


def danger_of(understander: object) -> Danger:
    """Return how an engine tells words of danger; one that cannot hears only cries for help."""
    alarming: Danger = getattr(understander, "alarming", cries_out)
    return alarming
