"""One process's share of a load: conversations as residents have them, and what answering them took."""

import asyncio
import random
import resource
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.channel import Delivery
from actions.message import Message
from actions.people import Community, Resident
from bot.app import App
from bot.inbox import InboxRow, InboxState
from bot.outbox import OutboxRow, OutboxState
from bot.turns import Timing

CHANNEL = "bench"
LONGEST = 120.0  # seconds the outbox may take to empty


@dataclass(frozen=True, slots=True)
class Load:
    """How hard to push: `rate` messages a second, 0 for as fast as `clients` at once can.

    With several `processes` (PostgreSQL) each is a whole house with its share of the load, on the same database.
    """

    turns: int
    clients: int
    rate: float
    database: str
    processes: int = 1
    share: int = 0

    def part(self, share: int) -> "Load":
        """Return what one of the processes has to do."""
        turns, clients = self.turns // self.processes, max(1, self.clients // self.processes)
        return replace(self, turns=turns, clients=clients, rate=self.rate / self.processes, share=share)


@dataclass(slots=True)
class Share:
    """What one process measured: seconds, CPU seconds by phase, milliseconds of each turn, megabytes."""

    turns: int
    seconds: float
    latencies_ms: list[float]
    cpu: dict[str, float]
    commits: int
    peak_mb: float
    delivered: dict[int, int] = field(default_factory=dict)


class Counting:
    """A messenger that counts what it was given."""

    name = CHANNEL

    def __init__(self) -> None:
        self.delivered: Counter[int] = Counter()

    async def send(self, delivery: Delivery) -> None:
        """Count a delivery."""
        self.delivered[delivery.id] += 1


async def push(app: App, load: Load) -> Share:
    """Push a share of a load and return what it took, when every turn has been made."""
    community, residents = await app.store.read(_people)
    script = _script(load, residents)
    await _warm_up(app, community, load)
    timing = app.engine.timing = Timing()
    commits, spent, started = app.store.commits, time.process_time(), time.perf_counter()
    queue = iter(enumerate(script))
    pace = _Pace(load.rate)

    async def client() -> None:
        for number, conversation in queue:
            for step, (thread, text) in enumerate(conversation):
                await pace.wait()
                await app.engine.accept(_message(community, f"{load.share}:{number}:{step}", thread, text, app))
                if not load.rate:
                    await app.engine.settled(thread, CHANNEL)

    await asyncio.gather(*(client() for _ in range(load.clients)))
    await _until_handled(app)
    seconds, spent = time.perf_counter() - started, time.process_time() - spent
    app.engine.timing = None
    known = {"accept": timing.accept, "prepare": timing.prepare, "handle": timing.handle, "deliver": timing.deliver}
    return Share(
        turns=load.turns,
        seconds=seconds,
        latencies_ms=[second * 1000 for second in timing.turns],
        cpu=known | {"all": spent},
        commits=app.store.commits - commits,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


async def until_sent(app: App) -> None:
    """Wait until nothing of the load is left in the outbox."""
    waiting = select(OutboxRow.id).where(OutboxRow.channel == CHANNEL, OutboxRow.state == OutboxState.NEW).limit(1)
    async with asyncio.timeout(LONGEST):
        while await app.store.read(lambda db: db.scalar(waiting)) is not None:  # noqa: ASYNC110  others send, too
            await asyncio.sleep(0.1)


async def _until_handled(app: App) -> None:
    """Wait until no message waits for its turn, here or in another process."""
    waiting = select(InboxRow.id).where(InboxRow.state == InboxState.NEW).limit(1)
    await app.engine.idle()
    async with asyncio.timeout(LONGEST):
        while await app.store.read(lambda db: db.scalar(waiting)) is not None:
            await asyncio.sleep(0.01)
            await app.engine.idle()


async def _warm_up(app: App, community: str, load: Load) -> None:
    for number, text in enumerate(("你好", "hello there", "水管坏了")):
        await app.engine.accept(_message(community, f"warm:{load.share}:{number}", f"warm-{load.share}", text, app))
    await app.engine.idle()


def _people(db: Session) -> tuple[str, list[str]]:
    community = db.scalars(select(Community)).one()
    residents = select(Resident.id).where(Resident.community_id == community.id).order_by(Resident.key)
    return community.id, list(db.scalars(residents))


def _script(load: Load, residents: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Return conversations as (thread, text) lists, the same ones for the same size and share."""
    chance = random.Random(20250917 + load.share)  # noqa: S311  a load that is the same at every run, no secret
    kinds = yaml.safe_load(files("bot").joinpath("bench_messages.yml").read_text("utf-8"))
    weights = [kind[0] for kind in kinds]
    mine = residents[load.share :: load.processes]
    conversations: list[list[tuple[str, str]]] = []
    made = 0
    while made < load.turns:
        _, who, texts = chance.choices(kinds, weights)[0]
        thread = chance.choice(mine) if who == "resident" else f"guest-{load.share}-{made}"
        conversation = [(thread, text) for text in texts[: load.turns - made]]
        conversations.append(conversation)
        made += len(conversation)
    return conversations


def _message(community: str, update: str, thread: str, text: str, app: App) -> Message:
    return Message(
        community=community,
        channel=CHANNEL,
        update_id=update,
        thread=thread,
        sender=thread,
        sent_at=app.clock.now(),
        text=text,
    )


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
