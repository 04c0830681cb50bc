"""Several processes on one PostgreSQL, here as several houses in one test."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from actions.job import Planned
from actions.message import Message
from actions.ticket import Ticket
from bot.app import App, Parts, Role, build
from bot.conversations import ConversationRow
from bot.inbox import InboxRow
from bot.jobs import JobRow, claim, plan
from bot.outbox import OutboxRow, OutboxState
from bot.settings import Settings
from bot.testing import RecordingChannel
from integrations.bus import PostgresBus
from integrations.clock import SystemClock
from integrations.database import StoreError
from tests.conftest import FirstWord, found_community, toy_registry

SECONDS = 20.0
HOLD = text("UPDATE conversation SET worker = :worker, lease_until = :until")


class Town:
    """Processes that share a database and a messenger."""

    def __init__(self, folder: Path, url: str, stack: AsyncExitStack) -> None:
        self.channel = RecordingChannel("telegram")
        self.community = ""
        self._folder = folder
        self._url = url
        self._stack = stack

    async def open(self, role: Role, *, background: bool = True) -> App:
        registry = toy_registry()
        parts = Parts(
            clock=SystemClock(),
            registry=registry,
            understander=FirstWord(registry),
            channels={"telegram": self.channel},
            background=background,
        )
        settings = Settings(data=self._folder, database=self._url)
        app = await self._stack.enter_async_context(build(settings, parts, role))
        self.community = await app.store.write(found_community)
        return app

    def message(self, app: App, thread: str, number: int, words: str = "note") -> Message:
        return Message(
            community=self.community,
            channel="telegram",
            update_id=f"{thread}:{number}",
            thread=thread,
            sender=thread,
            sent_at=app.clock.now(),
            text=f"{words} {number}",
        )


@pytest_asyncio.fixture
async def town(tmp_path: Path, postgres_url: str) -> AsyncIterator[Town]:
    async with AsyncExitStack() as stack:
        yield Town(tmp_path, postgres_url, stack)


async def until(true: Callable[[], Any]) -> None:
    """Wait until something holds; it is looked at again and again because other processes bring it about."""
    async with asyncio.timeout(SECONDS):
        while not (await found if asyncio.iscoroutine(found := true()) else found):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def tickets(db: Session) -> list[tuple[str, str]]:
    query = select(ConversationRow.thread, Ticket.text).join(Ticket, Ticket.conversation_id == ConversationRow.id)
    return [(thread, words) for thread, words in db.execute(query.order_by(Ticket.created_at, Ticket.id))]


async def test_what_the_web_stores_a_worker_answers(town: Town) -> None:
    web, _worker = await town.open(Role.WEB), await town.open(Role.WORKER)
    await web.engine.accept(town.message(web, "a", 1))
    await until(lambda: town.channel.sent)
    assert [delivery.thread for delivery in town.channel.sent] == ["a"]
    assert web.counters.turns == 0, "the web process makes no turn"


async def test_a_worker_waits_for_those_before_it_that_may_still_come(town: Town) -> None:
    web, _worker = await town.open(Role.WEB), await town.open(Role.WORKER)
    await web.engine.accept(replace(town.message(web, "a", 2), sequence=2, wait=1.0))
    await web.engine.accept(town.message(web, "b", 0))
    await until(lambda: town.channel.sent)
    await web.engine.accept(replace(town.message(web, "a", 1), sequence=1, wait=1.0))
    await until(lambda: len(town.channel.sent) == 3)
    assert await web.store.read(tickets) == [("b", "note 0"), ("a", "note 1"), ("a", "note 2")]


async def test_a_worker_that_waits_for_the_rest_hears_what_the_web_stores(town: Town) -> None:
    web, worker = await town.open(Role.WEB), await town.open(Role.WORKER)
    words = ("喂", "note the tap and", "the door")
    for number, said in enumerate(words):
        await web.engine.accept(replace(town.message(web, "a", number), text=said))
    await until(lambda: town.channel.sent)
    assert await web.store.read(tickets) == [("a", "note the tap and the door")]
    assert worker.counters.turns == 1
    states = await web.store.read(lambda db: db.scalars(select(InboxRow.state).order_by(InboxRow.id)).all())
    assert states == ["joined", "joined", "done"]


async def test_two_workers_keep_the_order_of_every_conversation_and_share_the_work(town: Town) -> None:
    web, one, two = await town.open(Role.WEB), await town.open(Role.WORKER), await town.open(Role.WORKER)
    threads = [f"t{number}" for number in range(12)]
    for number in range(10):
        await asyncio.gather(*(web.engine.accept(town.message(web, thread, number)) for thread in threads))
    await until(lambda: len(town.channel.sent) == 120)
    stored = await web.store.read(tickets)
    assert sorted(stored) == sorted((thread, f"note {number}") for thread in threads for number in range(10))
    for thread in threads:
        replies = [delivery for delivery in town.channel.sent if delivery.thread == thread]
        numbers = [int("".join(filter(str.isdigit, delivery.text))) for delivery in replies]
        assert numbers == sorted(numbers)
    assert one.counters.turns + two.counters.turns == 120
    assert min(one.counters.turns, two.counters.turns) > 0


async def test_the_same_update_in_two_processes_is_one_turn(town: Town) -> None:
    one, two = await town.open(Role.ALL), await town.open(Role.ALL)
    updates = [town.message(one, "a", number) for number in range(20)]
    await asyncio.gather(*(app.engine.accept(update) for update in updates for app in (one, two)))
    await until(lambda: len(town.channel.sent) == 20)
    assert len(await one.store.read(tickets)) == 20
    assert one.counters.repeated + two.counters.repeated == 20


async def test_messages_of_a_process_that_died_are_taken_up_at_once(town: Town) -> None:
    web = await town.open(Role.WEB)
    await web.engine.accept(town.message(web, "a", 1))
    dead = {"worker": "4711", "until": datetime(2999, 1, 1, tzinfo=UTC)}
    await web.store.write(lambda db: db.execute(HOLD, dead))
    await town.open(Role.WORKER)
    await until(lambda: town.channel.sent)


async def test_messages_of_a_process_that_lives_are_left_to_it(town: Town, postgres_url: str) -> None:
    web = await town.open(Role.WEB)
    await web.engine.accept(town.message(web, "a", 1))
    other = PostgresBus(postgres_url)
    await other.start()
    await until(lambda: web.store.read(lambda db: _holds(db, other.me)))
    held = {"worker": other.me, "until": datetime(2999, 1, 1, tzinfo=UTC)}
    await web.store.write(lambda db: db.execute(HOLD, held))
    worker = await town.open(Role.WORKER)
    assert await worker.engine._look(32) == 0
    await other.stop()
    await until(lambda: town.channel.sent)


def _holds(db: Session, me: str) -> bool:
    from bot.claims import _ALIVE

    return me in db.scalars(_ALIVE).all()


async def test_a_worker_that_lost_a_conversation_changes_nothing_in_it(town: Town) -> None:
    app = await town.open(Role.ALL)
    stored = await app.engine.accept(town.message(app, "a", 1, "later"))
    await until(lambda: town.channel.sent)
    assert stored is not None
    handled = await app.store.write(
        lambda db: app.engine._turns.handle(db, stored, None, app.clock.now())  # a second time, after its turn
    )
    assert handled.lost or handled.flushed.outbox == 0
    assert len(await app.store.read(lambda db: db.scalars(select(OutboxRow)).all())) == 1


JOBS = 60
END_LEASES = text("UPDATE job SET lease_until = now() - interval '1 second' WHERE state = 'running'")


def plan_jobs(db: Session, community: str, now: datetime) -> None:
    """Plan a reminder for each of sixty conversations, all due."""
    for number in range(JOBS):
        talk = {"channel": "telegram", "thread": f"t{number}", "state": {}, "created_at": now, "updated_at": now}
        db.add(ConversationRow(id=f"t{number}", community_id=community, **talk))
        plan(db, community, Planned("toy.remind", now, f"t{number}", {"who": f"t{number}"}), now)


def reminded(db: Session) -> list[str]:
    return sorted(db.scalars(select(OutboxRow.thread)))


async def test_two_runners_share_sixty_jobs_and_each_is_done_once(town: Town) -> None:
    one, two = [await town.open(Role.WORKER, background=False) for _ in range(2)]
    await one.store.write(lambda db: plan_jobs(db, town.community, one.clock.now()))

    async def work(app: App) -> int:
        """Claim a few and do them, as often and at the same time as everybody else."""
        jobs = await app.store.write(lambda db: claim(db, app.clock.now(), 3))
        for job in jobs:
            await app.runner._run(job)
        return len(jobs)

    taken = await asyncio.gather(*(work(app) for app in (one, two) for _ in range(JOBS // 6)))
    rest = await asyncio.gather(one.runner.drain(), two.runner.drain())
    assert sum(taken) + sum(rest) == JOBS
    assert sum(taken) > JOBS / 2
    assert await one.store.read(reminded) == sorted(f"t{number}" for number in range(JOBS))
    assert set(await one.store.read(lambda db: db.execute(select(JobRow.state, JobRow.fence)).all())) == {("done", 1)}


async def test_a_runner_that_hangs_until_its_leases_have_ended_does_no_job_a_second_time(town: Town) -> None:
    one, two = [await town.open(Role.WORKER, background=False) for _ in range(2)]
    await one.store.write(lambda db: plan_jobs(db, town.community, one.clock.now()))
    taken = await one.store.write(lambda db: claim(db, one.clock.now(), 20))
    for job in taken[:5]:
        await one.runner._run(job)
    assert await two.runner.drain() == JOBS - 20, "what another runner holds is left to it"
    await two.store.write(lambda db: db.execute(END_LEASES) and None)
    taken_over = await two.store.write(lambda db: claim(db, two.clock.now(), 20))
    for job in taken:
        await one.runner._run(job)
    assert len(await one.store.read(reminded)) == JOBS - 15, "it has lost them, although nobody has done them yet"
    for job in taken_over:
        await two.runner._run(job)
    assert await one.store.read(reminded) == sorted(f"t{number}" for number in range(JOBS))
    fences = await one.store.read(lambda db: db.scalars(select(JobRow.fence)).all())
    assert Counter(fences) == {1: JOBS - 15, 2: 15}


async def test_a_duty_is_done_in_one_process_and_passed_on_when_it_ends(postgres_url: str) -> None:
    at_work: list[str] = []

    async def work(name: str) -> None:
        at_work.append(name)
        try:
            await asyncio.Event().wait()
        finally:
            at_work.remove(name)

    buses = {name: PostgresBus(postgres_url) for name in ("one", "two")}
    duties = []
    for name, bus in buses.items():
        await bus.start()
        duties.append(asyncio.create_task(bus.alone("cook", lambda name=name: work(name))))  # type: ignore[misc]
        await until(lambda: at_work)
    assert at_work == ["one"]
    await buses["one"].stop()
    await until(lambda: at_work == ["two"])
    duties[1].cancel()
    await asyncio.gather(*duties[1:], return_exceptions=True)
    assert at_work == []
    duties[0].cancel()
    await buses["two"].stop()


async def test_a_duty_is_given_up_when_the_database_lets_go_and_taken_up_again(town: Town, postgres_url: str) -> None:
    starts: list[int] = []

    async def work() -> None:
        starts.append(1)
        await asyncio.Event().wait()

    app = await town.open(Role.WEB)
    bus = PostgresBus(postgres_url)
    await bus.start()
    duty = asyncio.create_task(bus.alone("cook", work))
    await until(lambda: starts)
    kill = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    await app.store.write(lambda db: db.execute(kill))
    await until(lambda: len(starts) == 2)
    duty.cancel()
    await bus.stop()


async def test_pages_in_another_process_hear_what_happened(town: Town) -> None:
    web, _worker = await town.open(Role.WEB), await town.open(Role.WORKER)
    with web.live.subscribe(f"desk:{town.community}") as feed:
        await web.engine.accept(town.message(web, "a", 1))
        async with asyncio.timeout(SECONDS):
            kinds = {str((await feed.get())["type"]) for _ in range(2)}
    assert kinds <= {"ticket", "conversation", "resync"}


async def test_a_database_that_goes_and_comes_back_loses_nothing(town: Town) -> None:
    web, worker = await town.open(Role.WEB), await town.open(Role.WORKER)
    kill = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    for number in range(30):
        if number % 10 == 5:
            await worker.store.write(lambda db: db.execute(kill))
        await web.engine.accept(town.message(web, f"t{number % 3}", number))
    await until(lambda: len(town.channel.sent) >= 30)
    stored = await web.store.read(tickets)
    assert sorted(words for _, words in stored) == sorted(f"note {number}" for number in range(30))
    left = select(OutboxRow.id).where(OutboxRow.state != OutboxState.SENT)
    await until(lambda: _nothing(web, left))
    assert len(await web.store.read(lambda db: db.scalars(select(InboxRow)).all())) == 30


async def _nothing(app: App, query: Any) -> bool:
    return await app.store.read(lambda db: db.scalar(query)) is None


@pytest.mark.parametrize("role", [Role.WEB, Role.WORKER])
async def test_many_processes_are_refused_on_sqlite(tmp_path: Path, role: Role) -> None:
    with pytest.raises(StoreError, match="needs PostgreSQL"):
        async with build(Settings(data=tmp_path), Parts(registry=toy_registry()), role):
            pass
