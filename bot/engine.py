"""A message is stored and queued for its turn, and its replies leave after the commit."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from actions.message import Message, tidy
from actions.people import Community
from actions.registry import Registry, switched_on
from actions.turn import Work
from bot.attempts import Attempts, Fetch
from bot.claims import claim_some, store_claimed
from bot.conversations import conversation_id
from bot.counters import Counters
from bot.flush import Flushed, flush
from bot.guard import no_network
from bot.inbox import Stored, pending, store_message
from bot.live import Live
from bot.mind import Minds, Names
from bot.proving import Proving
from bot.queue import AT_ONCE, AWAY, INBOX, Queue
from bot.turns import Timing, Turns
from bot.watching import Watch
from integrations.bus import Bus, LocalBus
from integrations.clock import Clock
from integrations.database import Store, StoreAway
from nlu.types import Engine as Understander

T = TypeVar("T")
SHARE = 8  # conversations a process takes where others could take them, too
ALONE = -1  # in place of how many turns a conversation has had, where nobody else makes any
LOOK = 1.0  # seconds between looks for messages that other processes have stored
NAMES = "names"


class Engine:
    """Takes messages in, one after the other in each conversation, different conversations side by side.

    `works` False only stores messages: another process makes the turns. `by_sms`: SMS reach telephones here.
    """

    def __init__(
        self,
        store: Store,
        registry: Registry,
        understander: Understander,
        clock: Clock,
        live: Live,
        *,
        bus: Bus | None = None,
        counters: Counters | None = None,
        works: bool = True,
        by_sms: bool = False,
    ) -> None:
        self.store = store
        self.registry = registry
        self.clock = clock
        self.live = live
        self.bus = bus or LocalBus()
        self.counters = counters or Counters()
        self.works = works
        self.on_outbox: Callable[[], None] = lambda: None
        self.on_jobs: Callable[[], None] = lambda: None
        self._minds = Minds(registry)
        self._turns = Turns(self.registry_of, self._minds, self.bus.me if store.shared else None)
        self._turns.proving = Proving(by_sms=by_sms)
        self.attempts = Attempts(store, understander, clock, self._minds, self._turns, self.counters)
        self.queue = Queue(store, registry, self.attempts, self.bus, self.counters, self.announce)
        self._threads: dict[tuple[str, str], str] = {}
        self._bell = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    @property
    def understander(self) -> Understander:
        """What understands messages."""
        return self.attempts.understander

    @understander.setter
    def understander(self, understander: Understander) -> None:
        self.attempts.understander = understander

    @property
    def timing(self) -> Timing | None:
        """Where the time goes, while somebody measures."""
        return self._turns.timing

    @timing.setter
    def timing(self, timing: Timing | None) -> None:
        self._turns.timing = timing

    def watched_by(self, watch: Watch) -> None:
        """Tell somebody what every turn did, in its own thread: for the coverage of dialogs."""
        self._turns.watch = watch

    def registry_of(self, community: Community) -> Registry:
        """Return the scenarios that are switched on for a community."""
        return switched_on(self.registry, (community.settings or {}).get("scenarios"))

    def fetches(self, channel: str, fetch: Fetch) -> None:
        """Say who brings in what messages of a channel refer to."""
        self.attempts.fetches(channel, fetch)

    async def accept(self, message: Message) -> Stored | None:
        """Store a message durably and start its turn; None when the channel has delivered it before.

        Raises StoreAway when the database is out of reach: then nothing may be acknowledged.
        """
        message = tidy(message)
        thread = (message.channel, message.thread)
        known = self._threads.get(thread)
        try:
            stored, found, turns = await self.store.put(partial(self._keep, message=message, known=known))
        except IntegrityError:  # the conversation that was remembered has been deleted with its retention
            if known is None:
                raise
            self._threads.pop(thread, None)
            return await self.accept(message)
        self._remember_thread(thread, found)
        if stored is None:
            self.counters.repeated += 1
            return None
        self.counters.accepted += 1
        if turns is None:
            self.bus.publish(INBOX)
        else:
            if turns is not ALONE:
                self._minds.check(found, turns)
            self.queue.put(stored)
        return stored

    def _keep(self, db: Session, message: Message, known: str | None) -> tuple[Stored | None, str, int | None]:
        """Store a message; the last of the result is None when another process makes its turn."""
        started = time.thread_time()
        kept = self._stored(db, message, known)
        if self.timing is not None:
            self.timing.accept += time.thread_time() - started
        return kept

    def _stored(self, db: Session, message: Message, known: str | None) -> tuple[Stored | None, str, int | None]:
        now, lang = self.clock.now(), message.lang or "zh"
        channel, thread, private = message.channel, message.thread, message.private
        found = known or conversation_id(db, message.community, channel, thread, lang, now, private=private)
        if self.works and self.store.shared and (found in self.queue or self.queue.busy < AT_ONCE):
            stored, turns = store_claimed(db, message, found, self.bus.me, now)
            return stored, found, turns
        return store_message(db, message, found, now), found, None if self.store.shared or not self.works else ALONE

    async def start(self, *, looking: bool = True) -> int:
        """Take up the turns of messages that were stored and not handled; return how many are known at once.

        Where other processes store messages too, go on looking for them, unless `looking` is False.
        """
        self.bus.on(NAMES, lambda news: self._minds.forget_names(str(news.get("community", ""))))
        if not self.works:
            return 0
        if self.store.shared and looking:
            self.bus.on(INBOX, lambda news: self._bell.set())
            self._looking = asyncio.create_task(self._look_forever())
            return 0
        return await self.recover()

    async def recover(self) -> int:
        """Take up what waits and nobody works on; return how many conversations or messages that are."""
        if not self.works:
            self.bus.publish(INBOX)
            return 0
        if self.store.shared:
            return await self._look(AT_ONCE)
        waiting = await self.store.read(pending)
        for stored in waiting:
            self.queue.put(stored)
        return len(waiting)

    async def idle(self) -> None:
        """Wait until no turn is running or waiting."""
        await self.queue.idle()

    async def settled(self, thread: str, channel: str) -> None:
        """Wait until one thread's messages have been handled."""
        await self.queue.settled(self._threads.get((channel, thread), ""))

    async def stop(self) -> None:
        """Finish the turns that are running; what waits, be it for a file, stays stored for the next start."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self.queue.stop()

    async def act(self, community_id: str, package: str, work: Callable[[Work], T], *, lang: str = "zh") -> T:
        """Run work of the desk, a job or a sign-in in one transaction, with its effects, events and jobs."""
        now = self.clock.now()

        def run(db: Session) -> tuple[T, Flushed]:
            community = db.get_one(Community, community_id)
            at_work = Work(db=db, community=community, now=now.astimezone(community.tz), package=package, lang=lang)
            with no_network():
                result = work(at_work)
            return result, flush(at_work, self.registry_of(community), now)

        result, flushed = await self.store.write(run)
        self.announce(community_id, flushed)
        return result

    async def names(self, community_id: str) -> Names:
        """Return the community's own names, by slot and value."""
        return await self.store.read(lambda db: self._minds.read_names(db, db.get_one(Community, community_id)))

    def forget_names(self, community_id: str) -> None:
        """Read the community's names afresh at the next message (after an import), in every process."""
        self._minds.forget_names(community_id)
        self.bus.publish(NAMES, {"community": community_id})

    def announce(self, community_id: str, flushed: Flushed) -> None:
        """Tell the sender, the runner and open desks what a commit left for them."""
        self.on_outbox()
        if flushed.jobs:
            self.on_jobs()
        for kind, key in flushed.touched:
            self.live.publish(f"desk:{community_id}", {"type": kind, "id": key})

    def _remember_thread(self, thread: tuple[str, str], found: str) -> None:
        if len(self._threads) > 10_000:
            self._threads.clear()
        self._threads[thread] = found

    async def _look_forever(self) -> None:
        """Take conversations that wait and that nobody works on, when somebody rings and every now and then."""
        while True:
            self._bell.clear()
            room = SHARE - self.queue.busy
            with contextlib.suppress(StoreAway):
                if room <= 0 or not await self._look(room):
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._bell.wait(), LOOK)
                continue
            await asyncio.sleep(AWAY)

    async def _look(self, room: int) -> int:
        now = self.clock.now()

        def claim(db: Session) -> tuple[dict[str, int], list[Stored]]:
            claimed = dict(claim_some(db, self.bus.me, now, room))
            return claimed, pending(db, *claimed) if claimed else []

        claimed, waiting = await self.store.write(claim)
        for conversation, turns in claimed.items():
            self._minds.check(conversation, turns)
        for stored in waiting:
            self.queue.put(stored)
        return len(claimed)
