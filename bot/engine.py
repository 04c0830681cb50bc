"""One turn: a message is stored, understood, handled in one transaction, and its replies leave after the commit."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from actions.message import Message, MessageKind, tidy
from actions.people import Community
from actions.registry import Registry, switched_on
from actions.reply import Do
from actions.turn import Work
from bot.claims import claim_some, release, store_claimed
from bot.conversations import conversation_id
from bot.counters import Counters
from bot.flush import Flushed, flush
from bot.foreign import blame
from bot.guard import no_network
from bot.inbox import Stored, Taken, pending, store_message
from bot.live import Live
from bot.logs import about, carried
from bot.mind import Minds, Names
from bot.turns import LONGEST, Handled, Timing, Turns
from integrations.bus import Bus, LocalBus
from integrations.clock import Clock
from integrations.database import Store, StoreAway
from nlu.types import Engine as Understander
from nlu.types import Understanding

log = logging.getLogger(__name__)
T = TypeVar("T")
Fetch = Callable[[Stored], Awaitable[Stored]]
"""Brings in what a message of a channel refers to, or writes down that it could not be had."""
AT_ONCE = 32  # conversations that are worked on side by side
SHARE = 8  # conversations a process takes where others could take them, too
ALONE = -1  # in place of how many turns a conversation has had, where nobody else makes any
ENOUGH = 2  # failures of a turn; then a person is told
LOOK = 1.0  # seconds between looks for messages that other processes have stored
AWAY = 0.5  # seconds until a database that is out of reach is tried again
OPENS = 30.0  # seconds after which a channel that is to fetch a file is taken for one that is closed
WORDS = frozenset({MessageKind.TEXT, MessageKind.PHOTO, MessageKind.VOICE})  # kinds that may hold some
INBOX = "inbox"
NAMES = "names"


class Engine:
    """Takes messages in, one after the other in each conversation, different conversations side by side.

    `works` False only stores messages: another process makes the turns.
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
    ) -> None:
        self.store = store
        self.registry = registry
        self.understander = understander
        self.clock = clock
        self.live = live
        self.bus = bus or LocalBus()
        self.counters = counters or Counters()
        self.works = works
        self.hears: Fetch | None = None  # writes a recording down, where somebody can
        self.on_outbox: Callable[[], None] = lambda: None
        self.on_jobs: Callable[[], None] = lambda: None
        self._minds = Minds(registry)
        self._turns = Turns(self.registry_of, self._minds, self.bus.me if store.shared else None)
        self._waiting: dict[str, dict[int, Stored]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._aside: set[str] = set()  # conversations that wait for something outside and keep nobody from working
        self._fetchers: dict[str, Fetch] = {}
        self._opened = asyncio.Event()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._threads: dict[tuple[str, str], str] = {}
        self._bell = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def timing(self) -> Timing | None:
        """Where the time goes, while somebody measures."""
        return self._turns.timing

    @timing.setter
    def timing(self, timing: Timing | None) -> None:
        self._turns.timing = timing

    def registry_of(self, community: Community) -> Registry:
        """Return the scenarios that are switched on for a community."""
        return switched_on(self.registry, (community.settings or {}).get("scenarios"))

    def fetches(self, channel: str, fetch: Fetch) -> None:
        """Say who brings in what messages of a channel refer to."""
        self._fetchers[channel] = fetch
        self._opened.set()

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
            self._queue(stored)
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
        if self.works and self.store.shared and (found in self._tasks or self._busy < AT_ONCE):
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
            self._queue(stored)
        return len(waiting)

    async def idle(self) -> None:
        """Wait until no turn is running or waiting."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())

    async def settled(self, thread: str, channel: str) -> None:
        """Wait until one thread's messages have been handled."""
        task = self._tasks.get(self._threads.get((channel, thread), ""))
        if task is not None:
            await asyncio.shield(task)

    async def stop(self) -> None:
        """Finish the turns that are running; what waits, be it for a file, stays stored for the next start."""
        self._stopping = True
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        tasks = tuple(self._tasks.values())
        for conversation in self._aside:
            self._tasks[conversation].cancel()
        await asyncio.gather(*(_ended(task) for task in tasks))

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
            room = SHARE - self._busy
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
            self._queue(stored)
        return len(claimed)

    def _queue(self, stored: Stored) -> None:
        conversation = stored.conversation_id
        self._waiting.setdefault(conversation, {})[stored.id] = stored
        if conversation not in self._tasks and not self._stopping:
            self._tasks[conversation] = asyncio.create_task(self._drain(conversation))

    async def _drain(self, conversation: str) -> None:
        """Make the turns of one conversation, in order, until nothing waits."""
        waiting, handled = self._waiting[conversation], None
        try:
            while waiting and not self._stopping:
                stored = min(waiting.values(), key=lambda one: one.place)
                if (early := stored.ready - time.perf_counter()) > 0:
                    with self._waits_outside(conversation):
                        await asyncio.sleep(early)
                    continue
                with about(inbox=stored.id):
                    handled = await self._turn(stored)
                if handled.lost:
                    waiting.clear()
                await self._go_on(waiting, stored, handled)
        finally:
            if not waiting:
                self._waiting.pop(conversation, None)
            del self._tasks[conversation]
            if self.store.shared and not (handled and (handled.lost or handled.taken is Taken.LAST)):
                await self._give_back(conversation)

    async def _go_on(self, waiting: dict[int, Stored], stored: Stored, handled: Handled) -> None:
        """Strike off what was handled; look up what else waits where another process may have stored it."""
        if handled.taken is not Taken.EARLIER:
            waiting.pop(stored.id, None)
        more = handled.taken is Taken.MORE and not waiting and self.store.shared
        if more or handled.taken is Taken.EARLIER:
            with contextlib.suppress(StoreAway):
                found = await self.store.read(lambda db: pending(db, stored.conversation_id))
                waiting.update({one.id: one for one in found if one.id not in waiting})

    async def _give_back(self, conversation: str) -> None:
        with contextlib.suppress(StoreAway):
            await self.store.write(lambda db: release(db, [conversation], self.bus.me))
        self.bus.publish(INBOX)

    async def _turn(self, stored: Stored) -> Handled:
        """Make one turn of a message; what fails twice goes to a person, what finds no database waits for it."""
        failures = [stored.message.fault] * ENOUGH if stored.message.fault else []
        while True:
            try:
                if len(failures) < ENOUGH:
                    stored = await self._heard(await self._fetched(stored))
                async with self._slots:
                    handled = await self._try(stored, failures)
                break
            except StoreAway:
                await asyncio.sleep(AWAY)
            except Exception as error:  # one message must never stop the others
                failures.append(blame(error, self.registry))
                self.counters.failed += 1
                known = {"conversation": stored.conversation_id, "attempt": len(failures), "fault": failures[-1]}
                log.exception("turn failed", extra=known)
                if len(failures) > ENOUGH + 1:
                    return Handled(Taken.GONE, lost=True)  # not even a person can be told now; it stays stored
        if handled.taken in (Taken.LAST, Taken.MORE):
            self._count(stored)
            self.announce(stored.message.community, handled.flushed)
        return handled

    async def _fetched(self, stored: Stored) -> Stored:
        """Have a message's channel bring in the file it refers to; a channel that is closed brings nothing."""
        if not stored.message.fetch:
            return stored
        with self._waits_outside(stored.conversation_id):
            fetch = await self._fetcher(stored.message.channel)
            if fetch is not None:
                stored = self._waiting[stored.conversation_id][stored.id] = await fetch(stored)
        return stored

    async def _heard(self, stored: Stored) -> Stored:
        """Have a recording written down."""
        message = stored.message
        if self.hears is None or message.kind is not MessageKind.VOICE or message.text or not message.files:
            return stored
        with self._waits_outside(stored.conversation_id):
            stored = self._waiting[stored.conversation_id][stored.id] = await self.hears(stored)
        return stored

    async def _fetcher(self, channel: str) -> Fetch | None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(OPENS):
                while channel not in self._fetchers:
                    self._opened.clear()
                    await self._opened.wait()
        return self._fetchers.get(channel)

    @property
    def _busy(self) -> int:
        return len(self._tasks) - len(self._aside)

    @contextlib.contextmanager
    def _waits_outside(self, conversation: str) -> Iterator[None]:
        self._aside.add(conversation)
        if self._stopping:
            self._tasks[conversation].cancel()
        try:
            yield
        finally:
            self._aside.discard(conversation)

    async def _try(self, stored: Stored, failures: list[str]) -> Handled:
        now = self.clock.now()
        if len(failures) < ENOUGH:
            meant = await self._prepare(stored)
            handle = partial(self._turns.handle, stored=stored, understanding=meant, now=now)
            return await self.store.write(carried(handle))
        self.counters.handed_over += 1
        return await self.store.write(partial(self._turns.hand_over, stored=stored, failure=failures[0], now=now))

    def _count(self, stored: Stored) -> None:
        seconds = time.perf_counter() - stored.at
        self.counters.turns += 1
        self.counters.turn_seconds.observe(seconds)
        if self.timing is not None:
            self.timing.turns.append(seconds)

    async def _prepare(self, stored: Stored) -> Understanding | None:
        message = stored.message
        chosen = message.kind is MessageKind.BUTTON and message.text.startswith(f"{Do.START}:")
        if message.kind not in WORDS and not chosen:
            return None
        mind = self._minds.get(stored.conversation_id, message.community)
        if mind is None:
            mind = await self.store.read(lambda db: self._minds.recall(db, stored.conversation_id, message.community))
        text = (mind.unclear if chosen else message.text)[:LONGEST]
        if not any(map(str.isalnum, text)):
            return None
        now = self.clock.now()
        understood = await self.understander.understand(text, message.lang, now.astimezone(mind.zone), mind.hints)
        self.counters.understood[understood.engine] += 1
        if self.timing is not None:
            self.timing.prepare += understood.ms / 1000
        return understood


async def _ended(task: asyncio.Task[None]) -> None:
    """Wait for a task; that it was cancelled is no failure."""
    await asyncio.wait((task,))
    if not task.cancelled():
        task.result()
