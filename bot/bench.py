"""A load of mixed conversations through inbox, engine and outbox: what it took, and what was lost or doubled."""

import asyncio
import contextlib
import json
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.access import bind
from actions.people import Resident
from bot.app import MODELS, App, Deaf, Parts, Role, build, installed, understander_of
from bot.bench_house import lived_in
from bot.bench_load import CHANNEL, Counting, Load, Share, push, until_sent
from bot.demo import demo_document
from bot.importing import load_community
from bot.inbox import InboxRow, InboxState
from bot.outbox import OutboxKind, OutboxRow
from bot.settings import Settings
from integrations.cores import own_core
from integrations.database import StoreError, backend


@dataclass(frozen=True, slots=True)
class Measured:
    """What a load took, over all processes, and what went wrong."""

    shares: Sequence[Share]
    lost: int
    duplicated: int
    failed: int

    def to_text(self) -> str:
        """Return a table for people."""
        shares = self.shares
        turns = sum(share.turns for share in shares)
        seconds = max(share.seconds for share in shares)
        waits = [wait for share in shares for wait in share.latencies_ms]
        cpu = {name: sum(share.cpu[name] for share in shares) * 1000 / (turns or 1) for name in shares[0].cpu}
        rows = {
            "processes": f"{len(shares)}",
            "turns": f"{turns}",
            "turns a second": f"{turns / seconds:.1f}",
            "stored to queued, ms": " ".join(f"p{p}={_percentile(waits, p):.1f}" for p in (50, 95, 99)),
            "CPU ms a turn": " ".join(f"{name}={spent:.2f}" for name, spent in cpu.items()),
            "commits": f"{sum(share.commits for share in shares)}",
            "peak memory, MB": " ".join(f"{share.peak_mb:.0f}" for share in shares),
            "lost": f"{self.lost}",
            "duplicated": f"{self.duplicated}",
            "handed to a person after an error": f"{self.failed}",
        }
        return "\n".join(f"{name:<34}{value}" for name, value in rows.items())


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0


async def measure(load: Load, settings: Settings) -> Measured:
    """Run a load in a house of its own and return what it took."""
    if load.processes > 1 and (not load.database or backend(load.database) == "sqlite"):
        raise StoreError("several processes need PostgreSQL: --database postgresql://user@host/empty_database")
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        where = _settings(Path(folder), load.database, settings.scenarios)
        await asyncio.to_thread(_learn, settings, where)
        return await (_alone(load, where) if load.processes == 1 else _together(load, where))


def _settings(data: Path, database: str, scenarios: list[str] | None) -> Settings:
    """Return the settings of a house that is measured: it does not wait for more words, as it would with people."""
    return Settings(data=data, database=database, scenarios=scenarios, fragment_wait=0)


def _learn(settings: Settings, where: Settings) -> None:
    """Learn before the load, and only what the house itself has not learned yet."""
    known = settings.data.absolute() / MODELS
    known.mkdir(parents=True, exist_ok=True)
    (where.data / MODELS).symlink_to(known, target_is_directory=True)
    understander_of(where, installed(where))


async def _alone(load: Load, where: Settings) -> Measured:
    channel = Counting()
    async with _a_house(where, channel) as app:
        await _found(app)
        share = await push(app, load)
        await until_sent(app)
        share.delivered = dict(channel.delivered)
        return await app.store.read(lambda db: _judge(db, [share]))


@contextlib.asynccontextmanager
async def _a_house(where: Settings, channel: Counting) -> AsyncIterator[App]:
    """Open a house as `linli run` would."""
    async with contextlib.AsyncExitStack() as opened:
        if backend(where.database_url) != "sqlite":
            opened.enter_context(own_core(where.data))
        yield await opened.enter_async_context(build(where, Parts(channels={CHANNEL: channel})))


async def _together(load: Load, where: Settings) -> Measured:
    """Let several processes push at once, each a whole house on the same database."""
    async with build(where, Parts(understander=Deaf(), background=False), Role.OFFICE) as app:
        await _found(app)
        children = [await _child(load.part(number), where) for number in range(load.processes)]
        for child in children:
            await _line(child)
        for child in children:
            _tell(child)
        shares = [Share(**json.loads(await _line(child))) for child in children]
        await until_sent(app)
        for child, share in zip(children, shares, strict=True):
            _tell(child)
            share.delivered = {int(key): times for key, times in json.loads(await _line(child)).items()}
            await child.wait()
        return await app.store.read(lambda db: _judge(db, shares))


async def _child(load: Load, where: Settings) -> Process:
    words = json.dumps(asdict(load) | {"data": str(where.data), "database": where.database})
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.bench", words, stdin=PIPE, stdout=PIPE, limit=2**24
    )


async def _line(child: Process) -> str:
    assert child.stdout is not None, "a child has a pipe"  # noqa: S101
    line = await child.stdout.readline()
    if not line:
        raise StoreError("a process of the bench ended early; its reason is above")
    return line.decode()


def _tell(child: Process) -> None:
    assert child.stdin is not None, "a child has a pipe"  # noqa: S101
    child.stdin.write(b"go\n")


async def _be_child(words: str) -> None:
    """Push one share: ready, go, result, go, what was delivered here."""
    given = json.loads(words)
    where = _settings(Path(given.pop("data")), given["database"], None)
    channel = Counting()
    async with _a_house(where, channel) as app:
        await _answer("ready")
        share = await push(app, Load(**given))
        await _answer(json.dumps(asdict(share)))
        await until_sent(app)
        print(json.dumps(channel.delivered), flush=True)


async def _answer(line: str) -> None:
    print(line, flush=True)
    await asyncio.to_thread(sys.stdin.readline)


async def _found(app: App) -> None:
    now = app.clock.now()

    def known(db: Session) -> None:
        load_community(db, lived_in(demo_document(now)), app.registry, now)
        for resident in db.scalars(select(Resident)):
            bind(db, resident, CHANNEL, resident.id, now)

    await app.store.write(known)


def _judge(db: Session, shares: Sequence[Share]) -> Measured:
    answered = select(OutboxRow.cause).where(OutboxRow.cause.is_not(None))
    lost = (
        select(func.count())
        .select_from(InboxRow)
        .where(InboxRow.id.not_in(answered), InboxRow.state != InboxState.JOINED)
    )
    failed = select(func.count()).select_from(InboxRow).where(InboxRow.state == InboxState.FAILED)
    queued = select(OutboxRow.id).where(OutboxRow.kind == OutboxKind.MESSAGE, OutboxRow.channel == CHANNEL)
    delivered: Counter[int] = Counter()
    for share in shares:
        delivered.update(share.delivered)
    return Measured(
        shares=shares,
        lost=(db.scalar(lost) or 0) + len(set(db.scalars(queued)) - set(delivered)),
        duplicated=sum(times - 1 for times in delivered.values()),
        failed=db.scalar(failed) or 0,
    )


if __name__ == "__main__":
    asyncio.run(_be_child(sys.argv[1]))
