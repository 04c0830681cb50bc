from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from sqlalchemy.exc import OperationalError

from bot.operations.heartbeat import Heartbeat
from bot.operations.processes import ProcessRow, alive, forget
from bot.operations.tests.small import NOW, AwayStore, SmallHouse, ago, leaves, process
from bot.operations.vitals import AUDITOR, DATABASE, RUNNER, SENDER
from integrations.database import StoreAway

ALL = (DATABASE, AUDITOR, RUNNER, SENDER)


class Watch:
    """The watch outside: counts the calls."""

    def __init__(self, status: int = 200) -> None:
        self.calls = 0
        self.status = status

    async def take(self, request: web.Request) -> web.Response:
        self.calls += 1
        return web.Response(status=self.status)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
        application = web.Application()
        application.add_routes([web.get("/ping", self.take)])
        async with TestServer(application) as server, aiohttp.ClientSession() as client:
            yield client, str(server.make_url("/ping"))


def lively(house: SmallHouse, *parts: str) -> Heartbeat:
    for part in parts:
        house.counters.beat(part)
    return Heartbeat(house)


async def test_a_process_is_in_the_table_while_it_runs_and_says_goodbye(small: SmallHouse) -> None:
    heartbeat = Heartbeat(small)
    async with heartbeat.running():
        [row] = await small.store.read(lambda db: alive(db, small.clock.now()))
        assert (row.role, row.id, row.started_at) == ("all", heartbeat.me.id, NOW)
        small.clock.at += timedelta(seconds=50)
        await heartbeat.beat()
    [row] = await small.all(ProcessRow)
    assert (row.seen_at, row.ended_at) == (small.clock.at, small.clock.at)
    assert [str(one.kind) for one in await small.audit()] == ["nobody_works"]  # as a cron outside would see it


async def test_a_process_that_was_killed_is_found(small: SmallHouse) -> None:
    await Heartbeat(small).beat()
    small.clock.at += timedelta(seconds=61)
    await Heartbeat(small).beat()
    assert await small.audit() == []  # the second one has taken its place
    small.clock.at += timedelta(seconds=61)
    assert [str(one.kind) for one in await small.audit()] == ["nobody_works", "process_gone", "process_gone"]


async def test_processes_that_are_no_more_are_struck_off_after_a_day(plain: SmallHouse) -> None:
    await plain.add(process("web", ago(days=3), ago(hours=25)), process("web", ago(days=3), ago(hours=23)))
    await plain.store.write(lambda db: forget(db, NOW))
    assert [row.seen_at for row in await plain.all(ProcessRow)] == [ago(hours=23)]


async def test_the_watch_is_called_while_every_part_lives(plain: SmallHouse) -> None:
    watch = Watch()
    async with watch.open() as (client, url):
        assert await lively(plain, *ALL).call(client, url)
    assert watch.calls == 1


@pytest.mark.parametrize("dead", ALL)
async def test_the_watch_hears_nothing_when_a_part_is_silent(plain: SmallHouse, dead: str) -> None:
    watch, heartbeat = Watch(), lively(plain, *(part for part in ALL if part != dead))
    async with watch.open() as (client, url):
        assert not await heartbeat.call(client, url)
    assert (watch.calls, heartbeat.quiet) == (0, [dead])


@pytest.mark.parametrize("dead", ALL)
async def test_the_watch_hears_nothing_when_a_part_stopped_long_ago(plain: SmallHouse, dead: str) -> None:
    watch, heartbeat = Watch(), lively(plain, *ALL)
    plain.counters.beats[dead] -= 1000
    async with watch.open() as (client, url):
        assert not await heartbeat.call(client, url)
    assert watch.calls == 0


async def test_a_worker_that_does_not_send_is_not_blamed_for_it(plain: SmallHouse) -> None:
    plain.role = "worker"
    watch = Watch()
    async with watch.open() as (client, url):
        assert await lively(plain, DATABASE, AUDITOR, RUNNER).call(client, url)


async def test_pages_without_workers_call_for_themselves(plain: SmallHouse) -> None:
    plain.role = "web"
    watch = Watch()
    async with watch.open() as (client, url):
        assert await lively(plain, DATABASE, AUDITOR).call(client, url)


async def test_the_watch_hears_nothing_when_nobody_in_the_house_sends(plain: SmallHouse) -> None:
    plain.role = "worker"
    await plain.add(leaves(ago(minutes=6)))
    watch, heartbeat = Watch(), lively(plain, DATABASE, AUDITOR, RUNNER)
    async with watch.open() as (client, url):
        assert not await heartbeat.call(client, url)
    assert heartbeat.quiet == [SENDER]


@pytest.mark.parametrize("status", [404, 500])
async def test_a_watch_that_refuses_stops_nothing(plain: SmallHouse, status: int) -> None:
    watch = Watch(status)
    async with watch.open() as (client, url):
        assert not await lively(plain, *ALL).call(client, url)
    assert watch.calls == 1


async def test_a_watch_that_is_not_there_stops_nothing(plain: SmallHouse, caplog: pytest.LogCaptureFixture) -> None:
    heartbeat = lively(plain, *ALL)
    async with aiohttp.ClientSession() as client:
        assert not await heartbeat.call(client, f"http://127.0.0.1:{unused_port()}/secret-path")
        assert not await heartbeat.call(client, "not an address secret-path")
    assert "secret-path" not in caplog.text


@pytest.mark.parametrize("failure", [StoreAway("away"), OperationalError("x", {}, OSError())])
async def test_a_database_that_is_away_is_no_sign_of_life(plain: SmallHouse, failure: Exception) -> None:
    heartbeat = lively(plain, AUDITOR, RUNNER, SENDER)
    plain.store = AwayStore(failure)  # type: ignore[assignment]
    assert not await heartbeat.beat()
    async with aiohttp.ClientSession() as client:
        assert not await heartbeat.call(client, "http://127.0.0.1:1/")
    assert heartbeat.quiet == [DATABASE]
