"""One turn: a message is stored, understood, handled in one transaction, and its replies leave after the commit."""

import asyncio
import logging
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from actions.message import Message, MessageKind
from actions.people import Community
from actions.registry import Registry
from actions.reply import Do, Reply
from actions.turn import SHARED, Turn, Work
from bot.conversations import ConversationRow, conversation_id, speaker
from bot.dialogue import respond
from bot.flush import Flushed, Origin, flush, hand_to_person, put_replies
from bot.guard import no_network
from bot.inbox import Stored, give_up, pending, store_message, take
from bot.live import Live
from bot.outbox import Lane
from bot.policy import decide
from integrations.clock import Clock
from integrations.database import Store
from nlu.types import Engine as Understander
from nlu.types import Hints, Understanding

log = logging.getLogger(__name__)
T = TypeVar("T")
LONGEST = 2000  # characters of a message that are read; the rest stays stored
AT_ONCE = 32  # conversations that are worked on side by side


@dataclass(slots=True)
class Timing:
    """Seconds by phase and how long each turn took from stored to queued; for the bench and the metrics.

    `handle` and `deliver` are CPU seconds of their threads, `prepare` is what the engine says it took.
    """

    prepare: float = 0.0
    handle: float = 0.0
    deliver: float = 0.0
    turns: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Mind:
    """What preparing needs to know of a conversation, kept from its last turn."""

    hints: Hints
    zone: ZoneInfo
    unclear: str = ""


class Engine:
    """Takes messages in, one after the other in each conversation, different conversations side by side."""

    def __init__(self, store: Store, registry: Registry, understander: Understander, clock: Clock, live: Live) -> None:
        self.store = store
        self.registry = registry
        self.understander = understander
        self.clock = clock
        self.live = live
        self.timing: Timing | None = None
        self.on_outbox: Callable[[], None] = lambda: None
        self.on_jobs: Callable[[], None] = lambda: None
        self._waiting: defaultdict[str, deque[Stored]] = defaultdict(deque)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._minds: dict[str, _Mind] = {}
        self._threads: dict[tuple[str, str], str] = {}
        self._names: dict[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = {}
        self._stopping = False

    async def accept(self, message: Message) -> Stored | None:
        """Store a message durably and start its turn; None when the channel has delivered it before."""
        thread = (message.channel, message.thread)
        known = self._threads.get(thread)
        now = self.clock.now()

        def keep(db: Session) -> tuple[Stored | None, str]:
            lang = message.lang or "zh"
            found = known or conversation_id(db, message.community, message.channel, message.thread, lang, now)
            return store_message(db, message, found, now), found

        try:
            stored, found = await self.store.write(keep)
        except IntegrityError:  # the conversation that was remembered has been deleted with its retention
            if known is None:
                raise
            self._threads.pop(thread)
            return await self.accept(message)
        self._remember_thread(thread, found)
        if stored is not None:
            self._queue(stored)
        return stored

    async def recover(self) -> int:
        """Start the turns of messages that were stored and not handled when the last process ended."""
        waiting = await self.store.read(pending)
        for stored in waiting:
            if all(stored.id != other.id for other in self._waiting[stored.conversation_id]):
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
        """Finish the turns that are running; what waits stays stored for the next start."""
        self._stopping = True
        await self.idle()

    async def act(self, community_id: str, package: str, work: Callable[[Work], T], *, lang: str = "zh") -> T:
        """Run work of the desk, a job or a sign-in in one transaction, with its effects, events and jobs."""
        now = self.clock.now()

        def run(db: Session) -> tuple[T, Flushed]:
            community = db.get_one(Community, community_id)
            at_work = Work(db=db, community=community, now=now.astimezone(community.tz), package=package, lang=lang)
            with no_network():
                result = work(at_work)
            return result, flush(at_work, self.registry, now)

        result, flushed = await self.store.write(run)
        self.announce(community_id, flushed)
        return result

    async def names(self, community_id: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Return the community's own names, by slot and value."""
        return await self.store.read(lambda db: self._read_names(db, db.get_one(Community, community_id)))

    def forget_names(self, community_id: str) -> None:
        """Read the community's names afresh at the next message (after an import)."""
        self._names.pop(community_id, None)

    def _remember_thread(self, thread: tuple[str, str], found: str) -> None:
        if len(self._threads) > 10_000:
            self._threads.clear()
        self._threads[thread] = found

    def _queue(self, stored: Stored) -> None:
        self._waiting[stored.conversation_id].append(stored)
        if stored.conversation_id not in self._tasks and not self._stopping:
            task = asyncio.create_task(self._drain(stored.conversation_id))
            self._tasks[stored.conversation_id] = task

    async def _drain(self, conversation: str) -> None:
        try:
            while self._waiting[conversation] and not self._stopping:
                async with self._slots:
                    await self._turn(self._waiting[conversation].popleft())
        finally:
            if not self._waiting[conversation]:
                del self._waiting[conversation]
            del self._tasks[conversation]

    async def _turn(self, stored: Stored) -> None:
        """Make one turn of a message; what fails twice goes to a person."""
        failure = ""
        for attempt in (1, 2):
            try:
                understanding = await self._prepare(stored)
                flushed = await self.store.write(partial(self._handle, stored=stored, understanding=understanding))
                break
            except Exception as error:  # one message must never stop the others
                log.exception("turn failed", extra={"conversation": stored.conversation_id, "attempt": attempt})
                failure = type(error).__name__
        else:
            flushed = await self.store.write(partial(self._hand_over, stored=stored, failure=failure))
        if self.timing is not None:
            self.timing.turns.append(time.perf_counter() - stored.at)
        self.announce(stored.message.community, flushed)

    async def _prepare(self, stored: Stored) -> Understanding | None:
        message = stored.message
        chosen = message.kind is MessageKind.BUTTON and message.text.startswith(f"{Do.START}:")
        if message.kind not in (MessageKind.TEXT, MessageKind.PHOTO) and not chosen:
            return None
        mind = self._minds.get(stored.conversation_id)
        if mind is None or message.community not in self._names:
            mind = await self.store.read(lambda db: self._recall(db, stored))
        text = (mind.unclear if chosen else message.text)[:LONGEST]
        if not any(map(str.isalnum, text)):
            return None
        now = self.clock.now()
        understood = await self.understander.understand(text, message.lang, now.astimezone(mind.zone), mind.hints)
        if self.timing is not None:
            self.timing.prepare += understood.ms / 1000
        return understood

    def _recall(self, db: Session, stored: Stored) -> _Mind:
        community = db.get_one(Community, stored.message.community)
        if community.id not in self._names:
            self._names[community.id] = self._read_names(db, community)
        row = db.get_one(ConversationRow, stored.conversation_id)
        mind = self._mind_of(row, community)
        self._keep_mind(stored.conversation_id, mind)
        return mind

    def _read_names(self, db: Session, community: Community) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        names: dict[str, dict[str, tuple[str, ...]]] = {}
        for scenario in self.registry.scenarios.values():
            if scenario.names:
                for slot, values in scenario.names(db, community).items():
                    names.setdefault(slot, {}).update(values)
        return names

    def _mind_of(self, row: ConversationRow, community: Community) -> _Mind:
        opened = (row.state or {}).get("open") or {}
        intent = next((name for name, answer in self.registry.answers.items() if _is_form(answer[1], opened)), None)
        hints = Hints(intent, opened.get("asked"), self._names.get(community.id, {}))
        return _Mind(hints, community.tz, (row.state or {}).get("unclear", ""))

    def _keep_mind(self, conversation: str, mind: _Mind) -> None:
        if len(self._minds) > 10_000:
            self._minds.clear()
        self._minds[conversation] = mind

    def _handle(self, db: Session, stored: Stored, understanding: Understanding | None) -> Flushed:
        """Handle one message: everything it changes, in the transaction of the caller."""
        started = time.thread_time()
        if not take(db, stored):
            return Flushed()
        now = self.clock.now()
        turn, row = self._turn_of(db, stored, understanding, now)
        with no_network():
            step = decide(turn.conversation, turn.message, understanding, self.registry)
            turn.message = _meant(turn)
            replies = [_fit(turn, reply) for reply in respond(turn, step, self.registry)]
        self._finish(turn, row, stored, replies, now)
        flushed = flush(turn, self.registry, now)
        if self.timing is not None:
            self.timing.handle += time.thread_time() - started
        return flushed

    def _turn_of(
        self, db: Session, stored: Stored, understanding: Understanding | None, now: datetime
    ) -> tuple[Turn, ConversationRow]:
        message = stored.message
        row = db.get_one(ConversationRow, stored.conversation_id, with_for_update={"skip_locked": False})
        community = db.get_one(Community, row.community_id)
        resident = speaker(db, message.channel, message.sender)
        if resident is not None and resident.community_id != row.community_id:
            resident = None
        conversation = row.load()
        conversation.resident_id = resident.id if resident else None
        conversation.lang = _language(conversation.lang, conversation.settings, message, understanding)
        turn = Turn(
            db=db,
            community=community,
            now=now.astimezone(community.tz),
            package=SHARED,
            lang=conversation.lang,
            message=message,
            conversation=conversation,
            resident=resident,
            understanding=understanding,
        )
        return turn, row

    def _finish(self, turn: Turn, row: ConversationRow, stored: Stored, replies: list[Reply], now: datetime) -> None:
        if replies:
            turn.conversation.last = str(replies[-1].text)
            turn.conversation.last_asked = replies[-1].asks
        row.save(turn.conversation, now)
        lane = Lane.EMERGENCY if any(_urgent(reply) for reply in replies) else Lane.NORMAL
        origin = Origin(row.id, row.channel, row.thread, stored.id)
        put_replies(turn.db, row.community_id, origin, replies, turn.conversation.lang, now, lane=lane)
        self._keep_mind(row.id, self._mind_of(row, turn.community))

    def _hand_over(self, db: Session, stored: Stored, failure: str) -> Flushed:
        if not give_up(db, stored, failure):
            return Flushed()
        now = self.clock.now()
        row = db.get_one(ConversationRow, stored.conversation_id)
        community = db.get_one(Community, row.community_id)
        origin = Origin(row.id, row.channel, row.thread, stored.id)
        work = Work(db=db, community=community, now=now.astimezone(community.tz), package=SHARED, lang=row.lang)
        replies = hand_to_person(work, origin, row)
        put_replies(db, row.community_id, origin, replies, row.lang, now, lane=Lane.NORMAL)
        return flush(work, self.registry, now)

    def announce(self, community_id: str, flushed: Flushed) -> None:
        """Tell the sender, the runner and open desks what a commit left for them."""
        self.on_outbox()
        if flushed.jobs:
            self.on_jobs()
        for kind, key in flushed.touched:
            self.live.publish(f"desk:{community_id}", {"type": kind, "id": key})


def _meant(turn: Turn) -> Message:
    """Return the message a turn is about: a button under a clarifying question stands for what was said before it."""
    said, turn.conversation.unclear = turn.conversation.unclear, ""
    if turn.message.kind is MessageKind.BUTTON and turn.understanding is not None:
        return replace(turn.message, kind=MessageKind.TEXT, text=said)
    return turn.message


def _is_form(answer: object, opened: dict[str, object]) -> bool:
    return bool(opened) and getattr(answer, "full_name", None) == opened["form"]


def _urgent(reply: Reply) -> bool:
    return bool(reply.record and reply.record.startswith(("emergency", "escalation")))


def _fit(turn: Turn, reply: Reply) -> Reply:
    """Keep personal facts from a group, and at a kiosk from a speaker it does not know."""
    if reply.private and not turn.message.private and (turn.resident is None or turn.message.channel != "kiosk"):
        return Reply(text=turn.shared_text("private_elsewhere"))
    return reply


def _language(current: str, settings: dict[str, object], message: Message, understanding: Understanding | None) -> str:
    """Answer in the language of the message, unless the resident chose one."""
    chosen = settings.get("lang")
    if isinstance(chosen, str):
        return chosen
    if understanding is None or (understanding.lang == "en" and len(message.text.split()) < 2):
        return current
    return understanding.lang
