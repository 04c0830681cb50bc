"""A process that is told to stop while messages come in: it ends by itself, and nothing is lost."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy.orm import Session

from actions.message import Message
from actions.people import Community
from bot.app import Role, build
from bot.inbox import InboxRow
from bot.operations.processes import ProcessRow
from bot.outbox import OutboxRow, OutboxState
from bot.settings import Settings
from integrations.database import open_store
from nlu.types import Engine
from tests.operations.processes import COMMUNITY, LINLI, Process, channel_key, clean, run, running, status, until

MESSAGES = 60


@dataclass
class Place:
    """An installation in a folder, as an operator has it on one machine."""

    folder: Path
    key: str

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder}/linli.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        return clean(LINLI_DATA=str(self.folder), LINLI_PORT="0")


@pytest_asyncio.fixture
async def place(tmp_path: Path, understander: Engine, pytestconfig: pytest.Config) -> AsyncIterator[Place]:
    cache: pytest.Cache = pytestconfig.cache
    (tmp_path / "models").symlink_to(cache.mkdir("linli-models"))
    made = Place(tmp_path, "")
    await run(tmp_path, made.environment, str(LINLI), "import", str(COMMUNITY))
    made.key = await channel_key(made.url)
    yield made


def message(number: int) -> dict[str, str]:
    return {"update_id": f"u{number}", "thread": f"t{number}", "sender": f"s{number}", "text": "转人工"}


async def send(session: aiohttp.ClientSession, url: str, number: int) -> bool:
    """Send one message; False when it was not taken, so that a messenger would send it again."""
    try:
        async with session.post(f"{url}/api/v1/messages", json=message(number)) as answer:
            return answer.status < 300
    except (aiohttp.ClientError, OSError):
        return False


async def replies(session: aiohttp.ClientSession, url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = 0
    while True:
        async with session.get(f"{url}/api/v1/messages", params={"after": after, "limit": 100}) as answer:
            page = await answer.json()
        found += page["messages"]
        after = page["after"]
        if not page["more"]:
            return found


async def opened(process: Process) -> str:
    return await process.says(r"Linli is open: (\S+)")


def handled(db: Session) -> dict[str, str]:
    return {row.update_id.rpartition(":")[2]: row.state for row in db.query(InboxRow)}


async def test_what_was_accepted_before_a_stop_is_answered_after_it(place: Place) -> None:
    headers, taken = {"Authorization": f"Bearer {place.key}"}, set[int]()
    async with aiohttp.ClientSession(headers=headers) as session:
        async with running(place.folder, place.environment, str(LINLI), "run") as first:
            url = await opened(first)

            async def post(number: int) -> None:
                if await send(session, url, number):
                    taken.add(number)
                    if len(taken) == MESSAGES // 3:
                        first.tell(signal.SIGTERM)

            await asyncio.gather(*map(post, range(MESSAGES)))
            assert await first.ended() == 0
        assert len(taken) >= MESSAGES // 3
        store = open_store(place.url)
        assert {f"u{number}" for number in taken} <= set(await store.read(handled))
        [row] = await store.read(lambda db: db.query(ProcessRow).all())
        assert row.ended_at is not None
        store.close()
        async with running(place.folder, place.environment, str(LINLI), "run") as second:
            url = await opened(second)
            assert all(await asyncio.gather(*(send(session, url, number) for number in range(MESSAGES))))
            found = await until(
                lambda: replies(session, url), lambda said: len({one["thread"] for one in said}) == MESSAGES
            )
            assert await second.stop() == 0
    assert set(Counter(one["record"] for one in found if one["record"]).values()) == {1}
    assert len([one for one in found if one["record"]]) == MESSAGES
    store = open_store(place.url)
    assert set((await store.read(handled)).values()) == {"done"}
    store.close()


WAITING = 100  # messages; many more than a worker answers between its first turn and the signal


def said(community: str, number: int, at: datetime) -> Message:
    return Message(
        community=community,
        channel="web",
        update_id=f"u{number}",
        thread=f"t{number}",
        sender=f"s{number}",
        sent_at=at,
        text="转人工",
    )


def answered(db: Session) -> Counter[str]:
    """Count what has left about a record, by thread."""
    return Counter(row.thread for row in db.query(OutboxRow).filter_by(state=OutboxState.SENT) if "record" in row.body)


async def test_a_worker_that_is_stopped_while_messages_wait_leaves_them_to_the_next_one(
    tmp_path: Path, postgres_url: str, understander: Engine, pytestconfig: pytest.Config
) -> None:
    cache: pytest.Cache = pytestconfig.cache
    (tmp_path / "models").symlink_to(cache.mkdir("linli-models"))
    environment = clean(LINLI_DATA=str(tmp_path), LINLI_DATABASE=postgres_url)
    await run(tmp_path, environment, str(LINLI), "import", str(COMMUNITY))
    async with build(Settings(data=tmp_path, database=postgres_url), role=Role.WEB) as web:
        community = await web.store.read(lambda db: db.query(Community).one().id)
        for number in range(WAITING):
            await web.engine.accept(said(community, number, web.clock.now()))
        async with running(tmp_path, environment, str(LINLI), "worker") as first:
            await until(lambda: web.store.read(handled), lambda states: "done" in states.values())
            assert await first.stop() == 0
        states = Counter((await web.store.read(handled)).values())
        assert states["done"] > 0
        assert states["new"] > 0, "it answered everything before it could be stopped"
        async with running(tmp_path, environment, str(LINLI), "worker") as second:
            await until(lambda: web.store.read(answered), lambda threads: len(threads) == WAITING)
            assert await second.stop() == 0
        assert set((await web.store.read(handled)).values()) == {"done"}
        assert set((await web.store.read(answered)).values()) == {1}
        ended = await web.store.read(lambda db: [row.ended_at for row in db.query(ProcessRow).filter_by(role="worker")])
        assert len(ended) == 2
        assert None not in ended


async def test_a_second_signal_ends_the_process_at_once(place: Place) -> None:
    headers = {"Authorization": f"Bearer {place.key}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        aiohttp.ClientSession() as other,
        running(place.folder, place.environment, str(LINLI), "run") as process,
    ):
        url = await opened(process)
        waiting = asyncio.create_task(status(session, f"{url}/api/v1/messages?wait=20"))  # the stop waits for it
        assert await until(lambda: status(other, f"{url}/readyz"), lambda code: code == 200)
        process.tell(signal.SIGTERM)
        await until(lambda: status(other, f"{url}/healthz"), lambda code: code == 0)
        started = time.monotonic()
        process.tell(signal.SIGTERM)
        assert await process.ended() == 1
        assert time.monotonic() - started < 2
        await waiting


async def test_the_lines_of_a_process_are_json_and_hold_no_words_of_residents(place: Place) -> None:
    headers = {"Authorization": f"Bearer {place.key}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        running(place.folder, place.environment, str(LINLI), "run") as process,
    ):
        url = await opened(process)
        assert await send(session, url, 1)
        await until(lambda: replies(session, url), bool)
        assert await process.stop() == 0
    assert all({"at", "level", "logger", "role", "message"} <= set(line) for line in process.logged)
    assert "转人工" not in process.log.read_text("utf-8")
