"""Real processes of the house, started as an operator starts them."""

import asyncio
import contextlib
import json
import os
import re
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from sqlalchemy.orm import Session

from actions.people import Community
from bot.keys import new_channel_key
from integrations.database import open_store

LINLI = Path(sys.executable).with_name("linli")
ROOT = Path(__file__).parents[2]
COMMUNITY = ROOT / "tests" / "data" / "community.json"
PATIENCE = 180.0  # seconds a process may take to start or to end on a machine that does much else
T = TypeVar("T")


def clean(**given: str) -> dict[str, str]:
    """Return an environment with these settings and none of this test run's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "PYTEST"))}
    return kept | given


@dataclass
class Process:
    """One process of the house."""

    process: asyncio.subprocess.Process
    log: Path
    lines: list[str] = field(default_factory=list)

    async def says(self, pattern: str) -> str:
        """Wait for a line on standard output and return what the pattern found."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            async for line in self.process.stdout:
                self.lines.append(line.decode().rstrip())
                if found := re.search(pattern, self.lines[-1]):
                    return found[1] if found.groups() else found[0]
        raise AssertionError(f"it ended: {self.lines} {self.log.read_text()[-2000:]}")

    def tell(self, what: signal.Signals) -> None:
        """Send a signal."""
        self.process.send_signal(what)

    async def ended(self) -> int:
        """Wait for its end and return the exit code."""
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    async def stop(self) -> int:
        """Ask it to stop, as systemd and Docker do."""
        with contextlib.suppress(ProcessLookupError):
            self.tell(signal.SIGTERM)
        return await self.ended()

    @property
    def logged(self) -> list[dict[str, Any]]:
        """What it wrote to its log."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]


@contextlib.asynccontextmanager
async def running(folder: Path, environment: Mapping[str, str], *command: str) -> AsyncIterator[Process]:
    """Run a command until left; what still runs then is killed."""
    log = folder / f"{secrets.token_hex(4)}.log"
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *command, env=dict(environment), cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=errors
        )
    try:
        yield Process(process, log)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def run(folder: Path, environment: Mapping[str, str], *command: str) -> str:
    """Run a command to its end and return what it printed; anything but success fails the test."""
    async with running(folder, environment, *command) as started:
        assert started.process.stdout is not None
        out = (await started.process.stdout.read()).decode()
        assert await started.ended() == 0, out + started.log.read_text()
        return out


async def until(asked: Callable[[], Awaitable[T]], wanted: Callable[[T], bool]) -> T:
    """Ask until the answer is as wanted."""
    async with asyncio.timeout(PATIENCE):
        while not wanted(answer := await asked()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)  # another process is asked: there is no event to wait for
    return answer


async def status(session: aiohttp.ClientSession, url: str) -> int:
    """Return the status of a page; 0 when nobody listens."""
    try:
        async with session.get(url) as answer:
            return answer.status
    except aiohttp.ClientConnectionError:
        return 0


async def channel_key(url: str) -> str:
    """Make a key for the community in a database nobody has open."""

    def make(db: Session) -> str:
        return new_channel_key(db, "gateway", db.query(Community).one(), datetime.now(UTC)).secret

    store = open_store(url)
    try:
        return await store.write(make)
    finally:
        store.close()
