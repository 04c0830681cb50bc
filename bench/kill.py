"""kill -9 under load: every accepted message has exactly one effect and at least one reply, however often it dies.

    python bench/kill.py --kills 50

A child process is the house (real inbox, engine, jobs, outbox on SQLite). The parent feeds it messages, every fifth one
twice, kills it at random points, starts it again on the same files, and at the end counts rows and deliveries.
A message counts as accepted when the child has said so; one that was not is sent again, as a messenger would.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.channel import Delivery
from actions.message import Message
from actions.people import Community
from actions.ticket import Ticket
from bot.app import Parts, build
from bot.demo import open_demo
from bot.inbox import InboxRow
from bot.outbox import OutboxRow, OutboxState
from bot.settings import Settings

ASK = "转人工"  # opens exactly one handoff ticket in each conversation


class Reporting:
    """A channel that tells the parent of every delivery before it says yes."""

    name = "bench"

    async def send(self, delivery: Delivery) -> None:
        say({"sent": delivery.id})


def say(line: dict[str, object]) -> None:
    os.write(1, (json.dumps(line) + "\n").encode())


async def child(folder: Path) -> None:
    async with build(Settings(data=folder), Parts(channels={"bench": Reporting()})) as app:
        await open_demo(app)
        community = await app.store.read(lambda db: db.scalars(select(Community.id)).one())
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        say({"ready": True})
        async for line in reader:
            update = line.decode().strip()
            if update == "end":
                break
            message = Message(
                community=community,
                channel="bench",
                update_id=update,
                thread=update,
                sender=update,
                sent_at=app.clock.now(),
                text=ASK,
            )
            task = asyncio.create_task(app.engine.accept(message))
            task.add_done_callback(lambda done, update=update: done.cancelled() or say({"accepted": update}))
        for _ in range(200):
            await app.engine.idle()
            await app.sender.drain()
            if not await app.store.read(waiting):
                break
        say({"counts": await app.store.read(count)})


def waiting(db: Session) -> int:
    new = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == OutboxState.NEW)
    return (db.scalar(new.where(OutboxRow.channel == "bench")) or 0) + len(
        db.scalars(select(InboxRow.id).where(InboxRow.state == "new")).all()
    )


def count(db: Session) -> dict[str, object]:
    threads = select(InboxRow.update_id, func.count(Ticket.id)).outerjoin(
        Ticket, (Ticket.conversation_id == InboxRow.conversation_id) & (Ticket.kind == "handoff")
    )
    tickets = {update: number for update, number in db.execute(threads.group_by(InboxRow.id)).all()}  # noqa: C416
    replies = select(InboxRow.update_id, OutboxRow.id).join(OutboxRow, OutboxRow.cause == InboxRow.id)
    answers = [[key, number] for key, number in db.execute(replies).all()]
    return {"tickets": tickets, "replies": answers}


@dataclass
class Tally:
    accepted: set[str] = field(default_factory=set)
    sent: Counter[int] = field(default_factory=Counter)
    kills: int = 0
    counts: dict[str, object] = field(default_factory=dict)


@contextlib.asynccontextmanager
async def house(folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--child", str(folder),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**26,
    )  # fmt: skip
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()


async def listen(process: asyncio.subprocess.Process, tally: Tally, ready: asyncio.Event) -> None:
    assert process.stdout
    async for raw in process.stdout:
        with contextlib.suppress(json.JSONDecodeError):
            line = json.loads(raw)
            if "ready" in line:
                ready.set()
            elif "accepted" in line:
                tally.accepted.add(line["accepted"])
            elif "sent" in line:
                tally.sent[line["sent"]] += 1
            else:
                tally.counts = line["counts"]


async def life(folder: Path, tally: Tally, due: list[str], chance: random.Random, *, last: bool) -> None:
    """One life of the house: feed it what is not accepted yet, kill it at a random point (or let it finish)."""
    async with house(folder) as process:
        ready = asyncio.Event()
        listening = asyncio.create_task(listen(process, tally, ready))
        await asyncio.wait_for(ready.wait(), 60)
        assert process.stdin
        deadline = time.monotonic() + chance.uniform(0.005, 0.6)
        for number, update in enumerate(due):
            repeats = 2 if number % 5 == 0 else 1
            process.stdin.write(f"{update}\n".encode() * repeats)
            if number % 4 == 0:
                await asyncio.sleep(0.003)
            if not last and time.monotonic() > deadline:
                break
        if last:
            process.stdin.write(b"end\n")
            await asyncio.wait_for(listening, 300)
            return
        await asyncio.sleep(max(0.0, deadline - time.monotonic()))
        process.send_signal(signal.SIGKILL)
        tally.kills += 1
        await listening


async def parent(kills: int, messages: int, seed: int) -> int:
    chance, tally = random.Random(seed), Tally()
    every = [f"m{number}" for number in range(messages)]
    with tempfile.TemporaryDirectory(prefix="linli-kill-") as folder:
        for life_number in range(kills + 1):
            share = every[: (life_number + 1) * messages // (kills + 1)]
            due = [update for update in share if update not in tally.accepted]
            await life(Path(folder), tally, due, chance, last=life_number == kills)
    return report(tally, every, seed)


def report(tally: Tally, every: list[str], seed: int) -> int:
    tickets: dict[str, int] = tally.counts["tickets"]  # type: ignore[assignment]
    replies: dict[str, list[int]] = {}
    for update, number in tally.counts["replies"]:  # type: ignore[attr-defined]
        replies.setdefault(update, []).append(number)
    lost = [update for update in tally.accepted if update not in tickets]
    wrong = [update for update, number in tickets.items() if number != 1]
    silent = [update for update in tally.accepted if not any(tally.sent[n] for n in replies.get(update, []))]
    again = sum(times - 1 for times in tally.sent.values())
    print(f"seed {seed}: kills {tally.kills}, messages {len(every)}, accepted {len(tally.accepted)}")
    print(f"accepted and lost {len(lost)}, not exactly one effect {len(wrong)}, without a reply {len(silent)}")
    print(f"replies delivered more than once {again} (those that were between sent and marked: four a kill at most)")
    return 1 if lost or wrong or silent or len(tally.accepted) != len(every) else 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kills", type=int, default=50)
    arguments.add_argument("--messages", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    arguments.add_argument("--child", type=Path)
    given = arguments.parse_args()
    if given.child:
        asyncio.run(child(given.child))
    else:
        sys.exit(asyncio.run(parent(given.kills, given.messages, given.seed)))
