"""Delivery under faults: what residents said through Telegram is done once and answered in order, whatever dies.

    python bench/faults.py --database sqlite      --messages 10000 --kills 60 --cuts 5
    python bench/faults.py --database postgresql  --messages 10000 --kills 60 --cuts 5

The house runs as real processes (`linli run` on SQLite; two `linli web` behind a load balancer, with the webhook, and
two `linli worker` on PostgreSQL) against the simulator of the Bot API in tests/telegram, itself a process. While 10,000
messages of 500 people come in, many of them in quick succession and every update twice, processes are killed with -9
and started again, the messenger answers 429 in storms, accepts messages and never says so, and the database is away for
30 seconds at a time. At the end every message is looked up in the database and every reply in the simulator's ledger;
bench/verdict.py says what must hold.

So that each effect can be told from all others, messages are numbered notes of a scenario that writes one ticket and
answers with its number; the engine that understands them is a first-word one. Everything else is what residents use.
"""

import argparse
import asyncio
import contextlib
import json
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from math import ceil
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import aiohttp
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.conversation import scenario as conversation
from actions.people import Community
from actions.registry import Registry, registry_of
from actions.table import new_id
from actions.ticket import Ticket
from bench.houses import ROOT, Database, Door, House, PostgresServer, SqliteFile
from bench.verdict import Cut, Evidence, Kill, Line, Try, judge, passed, table
from bot.app import Deaf, Parts, Role, build
from bot.conversations import ConversationRow
from bot.inbox import InboxRow
from bot.logs import set_up_logs
from bot.outbox import OutboxRow, OutboxState
from bot.server import serve
from bot.settings import Settings, load_settings
from integrations.database import open_store

SECRET = "a-secret-for-the-bench"
CUT = 30.0  # seconds a database is away
STORM = 10.0  # seconds a storm of 429 lasts
REST = 45.0  # seconds between storms
QUIET = 60.0  # seconds without any answer after which nothing more is expected
LOOK = 0.3  # seconds between looks at how far things are
SHUFFLE = 0.25  # seconds within which an update is brought; a webhook's may overtake each other by 0.3
IN_CUTS = 1 / 4  # of all kills fall into cuts
AGAIN = 0.4  # chance that the one who wrote writes at once again


def main() -> None:
    given = parser().parse_args()
    if given.child:
        asyncio.run(be_child(Role(given.child)))
        return
    with tempfile.TemporaryDirectory(prefix="linli-faults-") as folder:
        lines = asyncio.run(Trial(given, Path(folder)).run())
    print(table(lines))
    print("passed" if passed(lines) else "FAILED")
    raise SystemExit(not passed(lines))


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    found.add_argument("--mode", choices=["polling", "webhook"], help="SQLite polls, PostgreSQL takes the webhook")
    found.add_argument("--webs", type=int, default=2, help="processes that serve pages, on PostgreSQL")
    found.add_argument("--workers", type=int, default=2, help="processes that make turns and send, on PostgreSQL")
    found.add_argument("--messages", type=int, default=10_000)
    found.add_argument("--people", type=int, default=500)
    found.add_argument("--rate", type=float, default=30.0, help="messages a second")
    found.add_argument("--kills", type=int, default=60)
    found.add_argument("--cuts", type=int, default=5)
    found.add_argument("--seed", type=int, default=7)
    found.add_argument("--child", default="", help=argparse.SUPPRESS)
    return found


def scenarios() -> Registry:
    from tests.toy import scenario as toy

    return registry_of([conversation, toy])


async def be_child(role: Role) -> None:
    from tests.conftest import FirstWord

    set_up_logs("ERROR")
    logging.getLogger("bot.channels.telegram.channel").setLevel(logging.INFO)
    registry = scenarios()
    await serve(load_settings(), lambda line: None, role, Parts(registry=registry, understander=FirstWord(registry)))


def notes(people: int, count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield numbered notes of people who take turns, and often write some more at once."""
    who = 0
    for number in range(1, count + 1):
        yield {"chat": 10_001 + who % people, "text": f"note {number}"}
        who += chance.random() >= AGAIN


class Trial:
    """One run: the house, the messenger, and everything that goes wrong."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self.given = given
        self.folder = folder
        self.chance = random.Random(given.seed)
        self.database: Database = SqliteFile(folder) if given.database == "sqlite" else PostgresServer(folder)
        self.webhook = (given.mode or ("polling" if given.database == "sqlite" else "webhook")) == "webhook"
        self.door = Door()
        self.houses: list[House] = []
        self.kills: list[Kill] = []
        self.cuts: list[Cut] = []
        self.over = asyncio.Event()
        self.sender = ""  # name of the process that sent when that was last known
        self.in_turn = 0
        self.rough = 1  # reasons for which updates are not shuffled now; the first is that nobody is there yet
        self.taken = 0  # messages that the house has taken for certain
        self.tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> list[Line]:
        started = time.monotonic()
        self.database.open()
        simulator = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.telegram.simulator", stdout=asyncio.subprocess.PIPE, cwd=ROOT
        )
        try:
            assert simulator.stdout
            self.address = (await simulator.stdout.readline()).decode().strip()
            async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as self.client:
                await self._under_fire()
                lines = await self._judge()
        finally:
            for house in self.houses:
                await house.end()
            await self.door.close()
            simulator.terminate()
            await simulator.wait()
            self.database.close()
        return [*self._setting(), *lines, Line("seconds", round(time.monotonic() - started))]

    async def _under_fire(self) -> None:
        await self._open()
        await self._control("options", {"twice": True, "enforce": True})
        await self._until_smooth()
        said = list(notes(self.given.people, self.given.messages, self.chance))
        await self._control("bulk", {"messages": said, "rate": self.given.rate})
        watching = asyncio.create_task(self._watch())
        await asyncio.gather(self._storms(), self._kill_now_and_then(), self._cut_now_and_then())
        await self._control("faults", {"clear": True})
        await self._until_quiet()
        for task in (watching, *self.tasks):
            task.cancel()

    # --- the house

    async def _open(self) -> None:
        await self._found()
        settings = {
            "LINLI_DATA": str(self.folder / "data"),
            "LINLI_DATABASE": self.database.url,
            "LINLI_TELEGRAM_TOKEN": (await self._state())["token"],
            "PYTHONPATH": str(ROOT),
        }
        if self.webhook:
            settings |= {
                "LINLI_TELEGRAM_MODE": "webhook",
                "LINLI_TELEGRAM_WEBHOOK_SECRET": SECRET,
                "LINLI_URL": await self.door.open(self.client),
            }
        roles = [Role.WEB] * self.given.webs + [Role.WORKER] * self.given.workers
        for number, role in enumerate(roles if self.database.crashes else [Role.ALL]):
            name = str(role) if role is Role.ALL else f"{role}-{number}"
            command = [str(Path(__file__)), "--child", role]
            own = settings | {"LINLI_TELEGRAM_API": f"{self.address}/by/{name}"}
            self.houses.append(House(role, name, command, own, self.folder / f"{name}.log"))
        self.door.ports = [house.port for house in self.houses if house.role.serves]
        for house in self.houses:
            await house.start()

    async def _found(self) -> None:
        """Give the empty database a community."""
        where = Settings(data=self.folder / "data", database=self.database.url)
        parts = Parts(registry=scenarios(), understander=Deaf(), background=False)
        async with build(where, parts, Role.OFFICE) as app:
            await app.store.write(lambda db: db.add(Community(id=new_id(), name="试炼小区", phone="028-00000000")))

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            for house in self.houses:
                await house.restart_if_dead()

    # --- what goes wrong

    async def _kill_now_and_then(self) -> None:
        """Spread the kills over the messages, whatever the time they take."""
        count = self.given.kills - sum(self._kills_in_cuts())
        for number in range(count):
            await self._answered((number + self.chance.uniform(0.2, 0.8)) / count)
            await self._kill()

    async def _cut_now_and_then(self) -> None:
        for number, kills in enumerate(self._kills_in_cuts()):
            await self._answered((number + 0.5) / self.given.cuts)
            await self._in_order()
            await self._cut(kills)
            self._shuffle_soon()
        await self._answered(0.98)
        self.over.set()

    def _kills_in_cuts(self) -> list[int]:
        cuts, kills = self.given.cuts, ceil(self.given.kills * IN_CUTS)
        return [(number + 1) * kills // cuts - number * kills // cuts for number in range(cuts)]

    async def _cut(self, kills: int) -> None:
        moments = sorted(self.chance.uniform(1.0, CUT - 1.0) for _ in range(kills))
        self.sender = await self.database.sender() or self.sender
        away = time.monotonic()
        await self.database.leave()
        gone = time.monotonic()
        for moment in moments:
            await asyncio.sleep(away + moment - time.monotonic())
            await self._kill()
        await asyncio.sleep(away + CUT - time.monotonic())
        await self.database.come_back()
        self.cuts.append(Cut(away, gone, time.monotonic(), self.database.crashes))

    async def _kill(self) -> None:
        """Kill the process that sends, the next time another one in turn."""
        self.in_turn += 1
        while True:
            self.sender = await self.database.sender() or self.sender
            house = self._next_to_die()
            if house.role.serves:
                await self._in_order()
            killed = await house.kill()
            if killed:
                self.kills.append(Kill(time.monotonic(), house.name, house.name == self.sender))
            if not house.role.serves:
                await self._in_order()
            self._shuffle_soon()
            if killed:
                return
            await asyncio.sleep(LOOK)

    def _next_to_die(self) -> House:
        alive = [house for house in self.houses if house.alive] or self.houses
        sends = [house for house in alive if house.name == self.sender and self.in_turn % 2]
        return sends[0] if sends else alive[self.in_turn // 2 % len(alive)]

    async def _storms(self) -> None:
        """429 in storms; between them now and then an answer that never comes, or comes too late."""
        while not self.over.is_set():
            await self._control("faults", {"clear": True, "drop": 0.002, "hang": 0.001, "hang_for": 25.0})
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.over.wait(), REST)
                return
            await self._control("faults", {"clear": True, "storm": 0.5, "retry_after": 2})
            await asyncio.sleep(STORM)

    # --- what comes in disorder

    async def _in_order(self) -> None:
        """Let updates come in order until all goes well again: what is not taken at once may come seconds late."""
        self.rough += 1
        if self.webhook:
            await self._control("options", {"jitter": 0.0})
            await asyncio.sleep(2 * SHUFFLE)

    def _shuffle_soon(self) -> None:
        """Shuffle updates again when every process is there and all that has been said is taken."""
        task = asyncio.create_task(self._until_smooth())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _until_smooth(self) -> None:
        while not all(house.connected for house in self.houses):  # noqa: ASYNC110
            await asyncio.sleep(LOOK)
        said = (await self._counts())["said"]
        while not await self._all_taken(said):  # noqa: ASYNC110
            await asyncio.sleep(LOOK)
        self.rough -= 1
        if self.webhook and not self.rough:
            await self._control("options", {"jitter": SHUFFLE})

    async def _all_taken(self, said: int) -> bool:
        """Say whether the first so many messages have been taken; those that were are not asked for again."""
        left = await self._lines(f"said?open=1&after={self.taken}")
        if all(one["seq"] > said for one in left):
            self.taken = max(self.taken, said)
        return self.taken >= said

    # --- what is known from outside

    async def _answered(self, part: float) -> None:
        """Wait until a part of all messages has been answered."""
        while (await self._counts())["accepted"] < part * self.given.messages:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)

    async def _until_quiet(self) -> None:
        """Wait until everything is said and answered, or nothing has moved for a minute."""
        last, since = -1, time.monotonic()
        while time.monotonic() - since < QUIET:
            await asyncio.sleep(1)
            state = await self._counts()
            if state["accepted"] != last:
                last, since = state["accepted"], time.monotonic()
            elif not state["pending"] and time.monotonic() - since > 5 and await self._all_answered(last):
                return

    async def _all_answered(self, accepted: int) -> bool:
        messages: int = self.given.messages
        return accepted - len(await self._lines("repeats")) >= messages

    async def _control(self, name: str, body: dict[str, Any]) -> Any:
        async with self.client.post(f"{self.address}/control/{name}", json=body) as answer:
            return await answer.json()

    async def _counts(self) -> Any:
        async with self.client.get(f"{self.address}/control/counts") as answer:
            return await answer.json()

    async def _state(self) -> Any:
        async with self.client.get(f"{self.address}/control/state") as answer:
            return await answer.json()

    async def _lines(self, name: str) -> list[dict[str, Any]]:
        async with self.client.get(f"{self.address}/control/{name}") as answer:
            return [json.loads(line) for line in (await answer.text()).splitlines()]

    # --- the end

    def _setting(self) -> list[Line]:
        given, roles = self.given, Counter(house.role for house in self.houses)
        return [
            Line("database, updates", f"{given.database}, {'webhook' if self.webhook else 'polling'}"),
            Line("processes", ", ".join(f"{count} {role}" for role, count in roles.items())),
            Line("kills and cuts as asked for", len(self.kills) + len(self.cuts), self._all_harm_done()),
        ]

    def _all_harm_done(self) -> bool:
        return (len(self.kills), len(self.cuts)) == (self.given.kills, self.given.cuts)

    async def _judge(self) -> list[Line]:
        for house in self.houses:
            await house.end()
        state = await self._state()
        store = await asyncio.to_thread(open_store, self.database.url)
        read = await store.read(what_was_done)
        store.close()
        evidence = Evidence(
            said={(one["chat"], one["text"]): one["update_id"] for one in await self._lines("said")},
            tries=[attempt(line) for line in await self._lines("ledger")],
            kills=self.kills,
            cuts=self.cuts,
            pushes=self.door.pushes,
            lives=[life for house in self.houses for life in house.ended_alone],
            violations=state["violations"],
            breaches=state["breaches"],
            **read,
        )
        pace = state["pace"]
        return [*judge(evidence), Line("most messages in a second", pace["most_a_second"])]


def attempt(line: dict[str, Any]) -> Try:
    """Read a line of the simulator's ledger."""
    return Try(**{name.name: line[name.name] for name in fields(Try)})


def what_was_done(db: Session) -> dict[str, Any]:
    """Read messages, effects, answers and what is left over from the house's own tables."""
    home = (ConversationRow, ConversationRow.id == Ticket.conversation_id)
    tickets = db.execute(select(ConversationRow.thread, Ticket.text, Ticket.number).join(*home).select_from(Ticket))
    in_order = sorted(tickets, key=lambda one: int(one.number.removeprefix("T-")))
    inbox = {row.id: (int(row.body["thread"]), row.body["text"]) for row in db.scalars(select(InboxRow))}
    outbox = db.execute(select(OutboxRow.thread, OutboxRow.body, OutboxRow.cause).where(OutboxRow.cause.is_not(None)))
    left = select(OutboxRow.state, func.count()).where(OutboxRow.state != OutboxState.SENT).group_by(OutboxRow.state)
    return {
        "inbox": list(inbox.values()),
        "effects": [(int(one.thread), one.text) for one in in_order],
        "answers": {(int(thread), body["text"]): inbox[cause] for thread, body, cause in outbox},
        "unsent": {str(state): count for state, count in db.execute(left)},
    }


if __name__ == "__main__":
    main()
