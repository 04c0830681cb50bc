"""Runs jobs that are due. APScheduler wakes it and says when recurring ones come back; the database decides what."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.job import Job, Payload
from actions.people import Community
from actions.registry import Registry
from actions.scenario import Scenario
from actions.turn import Work
from bot.engine import Engine
from bot.flush import Flushed, flush
from bot.foreign import blame
from bot.guard import no_network
from bot.jobs import Claimed, claim, fail, finish, next_job, park
from bot.logs import about, carried
from bot.recurring import plan_next
from integrations.database import StoreAway

log = logging.getLogger(__name__)
LOOK = timedelta(seconds=5)
GATHER = 0.02  # seconds from the bell to the look
AWAY = 0.5  # seconds until a database that is out of reach is tried again
JOBS_NEWS = "jobs"
CORE = "bot"  # jobs of the house itself are named bot.NAME


class UnknownJob(LookupError):
    """A scenario is there and does not know its job any more; it lies on the desk."""


class Runner:
    """Claims jobs with a lease, runs each in one transaction with its effect, guarded by its fence."""

    def __init__(self, engine: Engine, core: tuple[Job, ...] = ()) -> None:
        self._engine = engine
        self._core = {job.name: job for job in core}
        self._clock = AsyncIOScheduler(timezone="UTC")
        self._bell = asyncio.Event()
        self._lock = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Plan the recurring jobs and begin to wake up."""
        await self._plan_recurring()
        self._engine.bus.on(JOBS_NEWS, lambda news: self.ring())
        self._clock.start()
        self._clock.add_job(self._plan_recurring, "interval", minutes=10, id="plan", coalesce=True)
        self._clock.add_job(self.ring, "interval", seconds=LOOK.total_seconds(), id="look", coalesce=True)
        self._task = asyncio.create_task(self._run_forever())

    async def stop(self) -> None:
        """Let the running job end and wake up no more."""
        self._clock.shutdown(wait=False)
        async with self._lock:
            if self._task:
                self._task.cancel()

    def ring(self) -> None:
        """Say that a job may be due."""
        self._bell.set()

    async def _run_forever(self) -> None:
        while True:
            self._bell.clear()
            self._engine.counters.beat("runner")
            try:
                await self.drain()
                await self._ring_at_next()
            except StoreAway:
                log.warning("jobs wait for the database")
                await asyncio.sleep(AWAY)
                continue
            await self._bell.wait()
            await asyncio.sleep(GATHER)  # what comes meanwhile is claimed together

    async def drain(self) -> int:
        """Run until nothing is due; return how many jobs ran."""
        total = 0
        async with self._lock:
            while count := await self._round():
                total += count
        return total

    async def _ring_at_next(self) -> None:
        due = await self._engine.store.read(next_job)
        if due is not None and due - self._engine.clock.now() < LOOK:
            trigger = DateTrigger(run_date=due)
            self._clock.add_job(self.ring, trigger, id="next", replace_existing=True, misfire_grace_time=None)

    async def _round(self) -> int:
        now = self._engine.clock.now()
        claimed = await self._engine.store.write(lambda db: claim(db, now))
        for job in claimed:
            with about(job=job.id):
                await self._run(job)
        return len(claimed)

    async def _run(self, job: Claimed) -> None:
        try:
            flushed = await self._engine.store.write(carried(partial(self._in_transaction, job=job)))
        except StoreAway:
            return  # its lease ends, and somebody takes it up
        except Exception as error:  # one job must never stop the others
            known = {"job": job.name, "attempt": job.attempts}
            log.exception("job failed", extra=known | {"fault": blame(error, self._engine.registry)})
            why, now = blame(error, self._engine.registry), self._engine.clock.now()
            await self._engine.store.write(lambda db: fail(db, job, why, now))
            return
        self._engine.announce(job.community_id, flushed)

    def _in_transaction(self, db: Session, job: Claimed) -> Flushed:
        now = self._engine.clock.now()
        if not finish(db, job):
            return Flushed()
        community = db.get_one(Community, job.community_id)
        registry = self._engine.registry_of(community)
        found = self._find(job, registry)
        if found is None:  # its scenario is switched off or has been removed: it waits for it
            park(db, job)
            return Flushed()
        scenario, run = found
        package = scenario.package if scenario else "bot"
        work = Work(db=db, community=community, now=now.astimezone(community.tz), package=package)
        with no_network():
            run(work, job.payload)
        self._plan_again(db, job, now, community)
        return flush(work, registry, now)

    def _find(self, job: Claimed, registry: Registry) -> tuple[Scenario | None, Callable[[Work, Payload], None]] | None:
        owner, _, name = job.name.partition(".")
        if owner == CORE and name in self._core:
            return None, self._core[name].run
        scenario = registry.scenarios.get(owner)
        if scenario is not None and name == "event":
            return scenario, partial(_listen, scenario)
        if scenario is None:
            return None
        found = next((known for known in scenario.jobs if known.name == name), None)
        if found is None:
            raise UnknownJob(f"{owner} has no job {name}")
        return scenario, found.run

    def _recurring(self, community: Community) -> list[tuple[str, Job]]:
        own = [(f"{CORE}.{job.name}", job) for job in self._core.values()]
        scenarios = self._engine.registry_of(community).scenarios.values()
        return [
            (name, job)
            for name, job in own
            + [(f"{scenario.name}.{job.name}", job) for scenario in scenarios for job in scenario.jobs]
            if job.cron
        ]

    async def _plan_recurring(self) -> None:
        now = self._engine.clock.now()

        def write(db: Session) -> None:
            for community in db.scalars(select(Community)).all():
                for name, job in self._recurring(community):
                    plan_next(db, community, name, job, now)

        await self._engine.store.write(write)

    def _plan_again(self, db: Session, done: Claimed, now: datetime, community: Community) -> None:
        for name, job in self._recurring(community):
            if name == done.name:
                plan_next(db, community, name, job, now)


def _listen(scenario: Scenario, work: Work, payload: Payload) -> None:
    kind = next(kind for kind in scenario.listens if kind.__name__ == payload["event"])
    scenario.listens[kind](work, kind(**payload["data"]))
