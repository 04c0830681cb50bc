"""The composition root: the only file that knows every concrete class."""

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from actions.channel import Channel
from actions.registry import Registry, discover, registry_of
from actions.scenario import Scenario
from bot.engine import Engine
from bot.importing import load_held
from bot.live import Live
from bot.migrate import migrate
from bot.retention import RETENTION
from bot.runner import Runner
from bot.sender import Sender
from bot.settings import Settings
from integrations.clock import Clock, SystemClock
from integrations.database import Store, open_store
from integrations.devices import DeviceAdapter
from integrations.sms import LogSms, SmsProvider
from integrations.storage import Storage
from nlu.engines.embedded import train
from nlu.phrases import Phrases, read
from nlu.types import Engine as Understander

log = logging.getLogger(__name__)


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
    background: bool = True  # False: nothing runs by itself, drain() does it


def installed(settings: Settings) -> Registry:
    """Return the scenarios that are installed and switched on."""
    return registry_of((found.scenario for found in discover()), settings.scenarios)


def phrase_files(scenarios: Iterable[Scenario]) -> list[Path]:
    """Return the training phrases of scenarios."""
    folders = (Path(str(files(scenario.package))) / "phrases" for scenario in scenarios)
    return sorted(path for folder in folders if folder.is_dir() for path in folder.glob("*.yml"))


def phrases_of(registry: Registry) -> Phrases:
    """Read the training phrases of the scenarios that are switched on."""
    return read(phrase_files(registry.scenarios.values()))


def understander_of(settings: Settings, registry: Registry) -> Understander:
    """Train the engine, or load it when nothing has changed since."""
    return train(phrases_of(registry), settings.data / "models")


@contextlib.asynccontextmanager
async def build(settings: Settings, parts: Parts | None = None) -> AsyncIterator[App]:
    """Put the house together, open it, and close it in order."""
    parts = parts or Parts()
    registry = parts.registry or installed(settings)
    understander = parts.understander
    if understander is None:
        understander = await asyncio.to_thread(understander_of, settings, registry)
    store = open_store(settings.database_url)
    try:
        await asyncio.to_thread(migrate, store.engine(), registry.scenarios.values())
        await store.write(lambda db: load_held(db, registry, (parts.clock or SystemClock()).now()))
        app = _assemble(settings, parts, registry, understander, store)
        gc.collect()
        gc.freeze()  # the model stays as long as the process: without it a full collection stops every turn for 50 ms
        async with _running(app, background=parts.background):
            yield app
    finally:
        store.close()


def _assemble(settings: Settings, parts: Parts, registry: Registry, understander: Understander, store: Store) -> App:
    clock = parts.clock or SystemClock()
    live = Live()
    engine = Engine(store, registry, understander, clock, live)
    channels: dict[str, Channel] = dict(parts.channels or {})
    sms = parts.sms or LogSms(settings.data / "sms.jsonl")
    sender = Sender(engine, channels, sms, parts.devices or {})
    runner = Runner(engine, (RETENTION,))
    storage = Storage(settings.data / "files")
    return App(settings, store, registry, engine, sender, runner, live, storage, clock, channels)


@contextlib.asynccontextmanager
async def _running(app: App, *, background: bool) -> AsyncIterator[None]:
    recovered = await app.engine.recover()
    if recovered:
        log.info("messages that waited are being answered", extra={"count": recovered})
    if background:
        app.engine.on_outbox = app.sender.ring
        app.engine.on_jobs = app.runner.ring
        await app.sender.start()
        await app.runner.start()
    try:
        yield
    finally:
        await app.engine.stop()
        if background:
            await app.runner.stop()
            await app.sender.stop()
