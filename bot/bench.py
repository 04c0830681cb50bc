"""A load of mixed conversations through inbox, engine and outbox: what it took, and what was lost or doubled."""

import asyncio
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.access import bind
from actions.channel import Delivery
from actions.message import Message
from actions.people import Community, Resident
from bot.app import App, Parts, build
from bot.demo import open_demo
from bot.engine import Timing
from bot.inbox import InboxRow, InboxState
from bot.outbox import OutboxKind, OutboxRow
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Load:
    """How hard to push: `rate` messages a second, 0 for as fast as `clients` at once can."""

    turns: int
    clients: int
    rate: float
    database: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What a load took: seconds, milliseconds where the name says so, megabytes, counts."""

    turns: int
    seconds: float
    latencies_ms: Sequence[float]
    prepare_ms: float
    handle_ms: float
    deliver_ms: float
    commits: int
    peak_mb: float
    lost: int
    duplicated: int
    failed: int

    def to_text(self) -> str:
        """Return a table for people."""
        rows = {
            "turns": f"{self.turns}",
            "turns a second": f"{self.turns / self.seconds:.1f}",
            "stored to queued, ms": " ".join(f"p{p}={_percentile(self.latencies_ms, p):.1f}" for p in (50, 95, 99)),
            "CPU ms a turn": f"prepare={self.prepare_ms:.2f} handle={self.handle_ms:.2f} deliver={self.deliver_ms:.2f}",
            "commits": f"{self.commits}",
            "peak memory, MB": f"{self.peak_mb:.0f}",
            "lost": f"{self.lost}",
            "duplicated": f"{self.duplicated}",
            "handed to a person after an error": f"{self.failed}",
        }
        return "\n".join(f"{name:<34}{value}" for name, value in rows.items())


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0


class _Counting:
    """A channel that counts what it was given."""

    name = "bench"

    def __init__(self) -> None:
        self.delivered: Counter[int] = Counter()

    async def send(self, delivery: Delivery) -> None:
        """Count a delivery."""
        self.delivered[delivery.id] += 1


async def measure(load: Load, settings: Settings) -> Measured:
    """Run a load in a house of its own and return what it took."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        channel = _Counting()
        where = Settings(data=Path(folder), database=load.database, scenarios=settings.scenarios)
        async with build(where, Parts(channels={channel.name: channel})) as app:
            await open_demo(app)
            community, residents = await app.store.write(lambda db: _residents(db, channel.name, app))
            script = _script(load.turns, community, residents)
            await _warm_up(app, community)
            return await _push(app, channel, load, script)


async def _warm_up(app: App, community: str) -> None:
    for number, text in enumerate(("你好", "hello there", "水管坏了")):
        await app.engine.accept(_message(community, f"warm:{number}", "warm", text, app))
    await app.engine.idle()


def _residents(db: Session, channel: str, app: App) -> tuple[str, list[str]]:
    community = db.scalars(select(Community)).one()
    residents = db.scalars(select(Resident).where(Resident.community_id == community.id)).all()
    for resident in residents:
        bind(db, resident, channel, resident.id, app.clock.now())
    return community.id, [resident.id for resident in residents]


def _script(turns: int, community: str, residents: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Return conversations as (thread, text) lists, the same ones for the same size."""
    chance = random.Random(20250917)  # noqa: S311  a load that is the same at every run, no secret
    kinds = yaml.safe_load(files("bot").joinpath("bench_messages.yml").read_text("utf-8"))
    weights = [kind[0] for kind in kinds]
    conversations: list[list[tuple[str, str]]] = []
    made = 0
    while made < turns:
        _, who, texts = chance.choices(kinds, weights)[0]
        thread = chance.choice(residents) if who == "resident" else f"guest-{made}"
        conversation = [(thread, text) for text in texts[: turns - made]]
        conversations.append(conversation)
        made += len(conversation)
    return conversations


def _message(community: str, update: str, thread: str, text: str, app: App) -> Message:
    return Message(
        community=community,
        channel="bench",
        update_id=update,
        thread=thread,
        sender=thread,
        sent_at=app.clock.now(),
        text=text,
    )


async def _push(app: App, channel: _Counting, load: Load, script: list[list[tuple[str, str]]]) -> Measured:
    community = await app.store.read(lambda db: db.scalars(select(Community.id)).one())
    timing = app.engine.timing = Timing()
    commits, started = app.store.commits, time.perf_counter()
    queue = iter(enumerate(script))
    pace = _Pace(load.rate)

    async def client() -> None:
        for number, conversation in queue:
            for step, (thread, text) in enumerate(conversation):
                await pace.wait()
                await app.engine.accept(_message(community, f"{number}:{step}", thread, text, app))
                if not load.rate:
                    await app.engine.settled(thread, "bench")

    await asyncio.gather(*(client() for _ in range(load.clients)))
    await app.engine.idle()
    seconds = time.perf_counter() - started
    app.engine.timing = None
    await app.sender.drain()
    return await _report(app, channel, timing, seconds, app.store.commits - commits, load.turns)


class _Pace:
    """Lets messages through at an even rate, whatever became of the earlier ones."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._next = time.perf_counter()

    async def wait(self) -> None:
        """Wait for the next place in the row."""
        if not self._gap:
            return
        self._next = max(self._next + self._gap, time.perf_counter() - 1)
        await asyncio.sleep(max(0.0, self._next - time.perf_counter()))


async def _report(app: App, channel: _Counting, timing: Timing, seconds: float, commits: int, turns: int) -> Measured:
    def count(db: Session) -> tuple[int, int, set[int]]:
        answered = select(OutboxRow.cause).where(OutboxRow.cause.is_not(None))
        lost = select(func.count()).select_from(InboxRow).where(InboxRow.id.not_in(answered))
        failed = select(func.count()).select_from(InboxRow).where(InboxRow.state == InboxState.FAILED)
        queued = select(OutboxRow.id).where(OutboxRow.kind == OutboxKind.MESSAGE, OutboxRow.channel == channel.name)
        return db.scalar(lost) or 0, db.scalar(failed) or 0, set(db.scalars(queued))

    lost, failed, queued = await app.store.read(count)
    undelivered = len(queued - set(channel.delivered))
    doubled = sum(times - 1 for times in channel.delivered.values())
    made = len(timing.turns) or 1
    return Measured(
        turns=turns,
        seconds=seconds,
        latencies_ms=[second * 1000 for second in timing.turns],
        prepare_ms=timing.prepare / made * 1000,
        handle_ms=timing.handle / made * 1000,
        deliver_ms=timing.deliver / made * 1000,
        commits=commits,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        lost=lost + undelivered,
        duplicated=doubled,
        failed=failed,
    )
