"""The house in numbers, for Prometheus. No name, no address, no id of anybody is ever a label."""

import asyncio
import platform
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.operations.house import House
from bot.operations.measures import Labels, Measures, measure
from bot.operations.vitals import Loop
from integrations.database import backend
from nlu.engines.breaker import State
from nlu.engines.rasa import RasaEngine
from nlu.engines.rasa_server import Why

FRESH = 5.0  # seconds for which one look at the tables is shown again
LANE = ("channel", "lane")


class Metrics(Collector):
    """Collects what this process counts and what the tables say."""

    def __init__(self, house: House, loop: Loop) -> None:
        self._house = house
        self._loop = loop
        self._measures = Measures()
        self._measured = float("-inf")
        self._lock = asyncio.Lock()
        self._registry = CollectorRegistry(auto_describe=False)
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    async def text(self) -> bytes:
        """Return everything in Prometheus' text form; the tables are looked at every five seconds at most."""
        async with self._lock:
            if time.monotonic() - self._measured > FRESH:
                now = self._house.clock.now()
                self._measures = await self._house.store.read(lambda db: measure(db, now))
                self._measured = time.monotonic()
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Yield every metric."""
        yield from self._process()
        yield from self._turns()
        yield from self._understanding()
        yield from self._work()
        yield from self._people()

    def describe(self) -> Iterator[Metric]:
        """Yield nothing: what there is is known when it is collected."""
        return iter(())

    def _process(self) -> Iterator[Metric]:
        house = self._house
        facts = {"version": version("linli"), "python": platform.python_version(), "role": str(house.role)}
        facts["database"] = backend(house.store.url)
        yield InfoMetricFamily("linli_build", "Which version runs.", facts)
        yield _count("linli_database_commits", "Commits of this process.", house.store.commits)
        yield _gauge("linli_event_loop_late_seconds", "How late the event loop last ran.", self._loop.late)
        ages: dict[Labels, float] = {(part,): house.counters.age(part) or 0.0 for part in house.counters.beats}
        yield _gauges(
            "linli_sign_of_life_age_seconds", "Since a part of this process last showed life.", ("part",), ages
        )
        yield _gauges("linli_processes", "Processes alive.", ("role",), self._measures.processes)

    def _turns(self) -> Iterator[Metric]:
        counters = self._house.counters
        yield _count("linli_messages_accepted", "Messages stored for the first time.", counters.accepted)
        yield _count("linli_messages_repeated", "Messages that were known already.", counters.repeated)
        yield _count("linli_messages_refused", "Messages above a person's rate limit.", counters.refused)
        yield _count("linli_updates_unparsed", "Updates of a channel that nobody could read.", counters.unparsed)
        turns = CounterMetricFamily("linli_turns", "Turns that ended.", labels=("outcome",))
        turns.add_metric(("handled",), counters.turns - counters.handed_over)
        turns.add_metric(("handed_over",), counters.handed_over)
        yield turns
        yield _count("linli_turn_failures", "Attempts at a turn that raised.", counters.failed)
        taken = counters.turn_seconds
        described = "From stored to queued, in seconds."
        yield HistogramMetricFamily("linli_turn_seconds", described, buckets=taken.cumulative(), sum_value=taken.total)
        timing = self._house.engine.timing
        if timing is not None:
            phases = CounterMetricFamily("linli_phase_seconds", "CPU seconds by phase of a turn.", labels=("phase",))
            for name in ("accept", "prepare", "handle", "deliver"):
                phases.add_metric((name,), getattr(timing, name))
            yield phases

    def _understanding(self) -> Iterator[Metric]:
        understood = CounterMetricFamily("linli_understood", "Messages understood, by engine.", labels=("engine",))
        for name, count in sorted(self._house.counters.understood.items()):
            understood.add_metric((name,), count)
        yield understood
        engine = self._house.engine.understander
        if isinstance(engine, RasaEngine):
            asked: dict[Labels, float] = {(state,): float(engine.state is state) for state in State}
            yield _gauges("linli_rasa_breaker", "1 where Rasa's circuit breaker stands.", ("state",), asked)
            failures = CounterMetricFamily("linli_rasa_failures", "Answers of Rasa not used.", labels=("why",))
            for why in Why:
                failures.add_metric((why,), engine.failures[why])
            yield failures

    def _work(self) -> Iterator[Metric]:
        found, counters = self._measures, self._house.counters
        yield _gauge("linli_inbox_waiting", "Messages without a turn.", found.inbox_waiting)
        yield _gauge("linli_inbox_oldest_seconds", "Age of the oldest message without a turn.", found.inbox_oldest)
        yield _gauge("linli_inbox_failed", "Messages no turn could be made of.", found.inbox_failed)
        yield _gauges("linli_outbox_waiting", "What has not left yet.", LANE, found.outbox_waiting)
        yield _gauges("linli_outbox_oldest_seconds", "Age of the oldest that has not left.", LANE, found.outbox_oldest)
        yield _gauges("linli_outbox_retrying", "What failed and comes again.", LANE, found.outbox_retrying)
        yield _gauges("linli_outbox_dead", "What was given up.", LANE, found.outbox_dead)
        yield _count("linli_outbox_sent", "What left.", counters.sent)
        yield _count("linli_outbox_retries", "Tries that failed and come again.", counters.retried)
        yield _count("linli_outbox_given_up", "Tries after which it was given up.", counters.dead)
        yield _gauges("linli_jobs", "Jobs due, a minute overdue, dead.", ("state",), found.jobs)

    def _people(self) -> Iterator[Metric]:
        found = self._measures
        yield _gauge("linli_emergencies_open", "Emergencies that are not over.", found.emergencies_open)
        alone = "Emergencies nobody has taken."
        yield _gauge("linli_emergencies_unacknowledged", alone, found.emergencies_unacknowledged)
        waits = "Age of the oldest emergency nobody has taken."
        yield _gauge("linli_emergency_unacknowledged_seconds", waits, found.emergency_oldest)
        yield _gauges("linli_tickets_open", "Open tickets.", ("kind",), found.tickets)
        yield _gauges("linli_findings_open", "What the auditor has found.", ("kind",), found.findings)


def _count(name: str, described: str, value: float) -> Metric:
    return CounterMetricFamily(name, described, value=value)


def _gauge(name: str, described: str, value: float) -> Metric:
    return GaugeMetricFamily(name, described, value=value)


def _gauges(name: str, described: str, labels: tuple[str, ...], values: Mapping[Labels, float]) -> Metric:
    family = GaugeMetricFamily(name, described, labels=labels)
    for key, value in sorted(values.items()):
        family.add_metric(key, value)
    return family
