"""The composition root: the only file that knows every concrete class."""

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from sqlalchemy.orm import Session

from actions.channel import Channel
from actions.phrases import phrases_of
from actions.registry import HOUSE, Registry
from actions.texts import load_texts
from bot.adapters import adapters
from bot.api.channel import ApiChannel
from bot.channels.kept import KeptChannel
from bot.conversations import asks_about_danger
from bot.counters import Counters
from bot.engine import Engine
from bot.foreign import migrate_house, usable
from bot.importing import load_held
from bot.limits import PersonLimits, danger_of
from bot.live import Live
from bot.operations.auditor import AUDIT
from bot.rasa.choosing import chosen
from bot.retention import RETENTION
from bot.runner import JOBS_NEWS, Runner
from bot.sender import OUTBOX_NEWS, Sender
from bot.settings import Settings
from bot.switches import wake_served
from bot.uploads import write_down
from integrations.bus import Bus, open_bus
from integrations.clock import Clock, SystemClock
from integrations.database import Store, StoreError, open_store
from integrations.devices import DeviceAdapter
from integrations.postgres import only_here
from integrations.sms import LogSms, SmsProvider
from integrations.storage import Storage
from integrations.transcriber import Transcriber
from nlu.emergency import Net, cries_out
from nlu.engines.training import begin, train
from nlu.types import Engine as Understander
from nlu.types import Hints, Understanding

log = logging.getLogger(__name__)
KEPT = ("web", "kiosk")  # channels whose people read from the outbox
_COLLECT = 20_000, 20, 50  # objects between collections: with Python's 700 they take a tenth of a busy process
MODELS = "models"  # folder of what has been learned, under the data


class Role(StrEnum):
    """What a process does of the house's work."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"
    OFFICE = "office"  # a command that reads or writes beside the others

    @property
    def serves(self) -> bool:
        """Whether it serves pages."""
        return self in (Role.ALL, Role.WEB)

    @property
    def works(self) -> bool:
        """Whether it makes turns, runs jobs, sends and polls."""
        return self in (Role.ALL, Role.WORKER)


@dataclass(slots=True)
class App:
    """The running house, handed to the web pages and the desk as a whole."""

    settings: Settings
    store: Store
    registry: Registry
    engine: Engine
    sender: Sender
    runner: Runner
    live: Live
    storage: Storage
    clock: Clock
    channels: dict[str, Channel]
    role: Role
    bus: Bus
    counters: Counters
    limits: PersonLimits

    def hear_with(self, transcriber: Transcriber) -> None:
        """Have recordings that people send written down."""
        self.engine.attempts.hears = partial(write_down, self.store, self.storage, transcriber)

    async def drain(self) -> None:
        """Do everything that is due: turns, jobs, what lies in the outbox."""
        done = 1
        while done:
            await self.engine.idle()
            done = await self.runner.drain() + await self.sender.drain()


@dataclass(frozen=True, slots=True)
class Parts:
    """What a test or a command puts in place of the real thing."""

    clock: Clock | None = None
    understander: Understander | None = None
    registry: Registry | None = None
    sms: SmsProvider | None = None
    channels: Mapping[str, Channel] | None = None
    devices: Mapping[str, DeviceAdapter] | None = None
    transcriber: Transcriber | None = None
    store: Store | None = None  # an open one with tables of this version; who opened it closes it
    background: bool = True  # False: nothing runs by itself, drain() does it


def installed(settings: Settings) -> Registry:
    """Return the scenarios that are installed and switched on."""
    return usable(settings.scenarios)


def understander_of(settings: Settings, registry: Registry) -> Understander:
    """Train the engine, or load it when nothing has changed since."""
    return chosen(settings, train(phrases_of(registry), settings.data / MODELS))


def _at_once(settings: Settings, registry: Registry) -> Understander:
    """Return an engine that answers at once, and learns meanwhile where it has not learned these phrases yet."""
    return chosen(settings, begin(phrases_of(registry), settings.data / MODELS))


def listening(registry: Registry) -> Understander:
    """Return what a process needs that stores messages and makes no turns: the words of danger, without a model."""
    return Deaf(Net(phrases_of(registry).words))


@contextlib.asynccontextmanager
async def build(settings: Settings, parts: Parts | None = None, role: Role = Role.ALL) -> AsyncIterator[App]:
    """Put the house together, open it, and close it in order."""
    parts = parts or Parts()
    registry = parts.registry or installed(settings)
    store = parts.store or open_store(settings.database_url)
    try:
        if role in (Role.WEB, Role.WORKER) and not store.shared:
            raise StoreError(
                f"`linli {role}` is for many processes and needs PostgreSQL (LINLI_DATABASE=postgresql://...); "
                "on SQLite one process does everything: linli run"
            )
        if parts.store is None:
            await asyncio.to_thread(migrate_house, store.engine(), registry)
            await store.write(lambda db: _furnish(db, registry, (parts.clock or SystemClock()).now()))
        understander = parts.understander
        if understander is None:
            make = partial(_at_once, settings) if role.works else listening
            understander = await asyncio.to_thread(make, registry)
        if role.works:
            await asyncio.to_thread(_read_texts, registry)
        app = _assemble(settings, parts, registry, understander, store, role)
        if parts.store is None:
            _spare_collections()
        async with _running(app, background=parts.background):
            yield app
    finally:
        if parts.store is None:
            store.close()


def _spare_collections() -> None:
    """Look for garbage rarely, and never in what is here now: the model stays as long as the process.

    Without it a full collection stops every turn for 50 ms.
    """
    gc.collect()
    gc.set_threshold(*_COLLECT)
    gc.freeze()


def _read_texts(registry: Registry) -> None:
    """Read what our scenarios say before anybody waits for it; those of others are read when they are needed."""
    for name, scenario in registry.scenarios.items():
        if registry.origins[name] == HOUSE:
            load_texts(scenario.package)


def _furnish(db: Session, registry: Registry, now: datetime) -> None:
    """Give scenarios that are new here what a community file held for them, in one process at a time."""
    only_here(db, "furnish")
    load_held(db, registry, now)
    wake_served(db, registry)


def _assemble(
    settings: Settings, parts: Parts, registry: Registry, understander: Understander, store: Store, role: Role
) -> App:
    clock = parts.clock or SystemClock()
    bus, counters = open_bus(settings.database_url), Counters()
    live = Live(bus=bus)
    sms = parts.sms or LogSms(settings.data / "sms.jsonl")
    engine = Engine(
        store, registry, understander, clock, live, bus=bus, counters=counters, works=role.works, by_sms=sms.delivers
    )
    engine.queue.joining.longest = settings.fragment_wait if parts.background else 0.0
    channels: dict[str, Channel] = {name: KeptChannel(name, live) for name in KEPT}
    channels |= {ApiChannel.name: ApiChannel(store, live, clock)} | dict(parts.channels or {})
    sender = Sender(engine, channels, sms, adapters(settings) if parts.devices is None else parts.devices)
    runner = Runner(engine, (RETENTION, AUDIT))
    storage = Storage(settings.data / "files")
    app = App(
        settings=settings,
        store=store,
        registry=registry,
        engine=engine,
        sender=sender,
        runner=runner,
        live=live,
        storage=storage,
        clock=clock,
        channels=channels,
        role=role,
        bus=bus,
        counters=counters,
        limits=PersonLimits(store, danger_of(understander), partial(_asks_about_danger, store), counters=counters),
    )
    if parts.transcriber is not None:
        app.hear_with(parts.transcriber)
    return app


async def _asks_about_danger(store: Store, channel: str, thread: str) -> bool:
    return await store.read(lambda db: asks_about_danger(db, channel, thread))


@contextlib.asynccontextmanager
async def _running(app: App, *, background: bool) -> AsyncIterator[None]:
    await app.bus.start()
    recovered = await app.engine.start(looking=background)
    if recovered:
        log.info("messages that waited are being answered", extra={"count": recovered})
    if background:
        app.engine.on_outbox = _ringing(app.sender.ring, app.bus, OUTBOX_NEWS)
        app.engine.on_jobs = _ringing(app.runner.ring, app.bus, JOBS_NEWS)
    if background and app.role.works:
        await app.sender.start()
        await app.runner.start()
    try:
        yield
    finally:
        await app.engine.stop()
        if background and app.role.works:
            await app.runner.stop()
            await app.sender.stop()
        await app.bus.stop()


def _ringing(ring: Callable[[], None], bus: Bus, news: str) -> Callable[[], None]:
    """Ring here, where it helps at once, and in the processes that may have the duty."""

    def both() -> None:
        ring()
        bus.publish(news)

    return both


class Deaf:
    """An engine for processes in which nobody's words are understood; it may still know the words of danger."""

    name = "none"

    def __init__(self, net: Net | None = None) -> None:
        self.alarming = net.alarming if net else cries_out

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Refuse."""
        raise StoreError("this process understands nothing; the workers do")
