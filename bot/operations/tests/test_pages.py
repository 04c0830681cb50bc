import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request, unused_port
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from bot.operations import health, make_operations, serve_health
from bot.operations.health import Kept
from bot.operations.pages import Operations, may_read
from bot.operations.processes import ProcessRow
from bot.operations.tests.small import SECRET, AwayStore, SmallHouse, ago, heard, job, leaves, ticket
from bot.operations.vitals import STIFF
from integrations.database import StoreAway
from nlu.engines.breaker import Breaker
from nlu.engines.calibration import Calibration
from nlu.engines.rasa import RasaEngine
from nlu.engines.rasa_server import RasaServer
from nlu.engines.rasa_trust import Trust
from nlu.engines.training import train
from nlu.phrases import Example, Phrases

Client = TestClient[Any, Any]


@asynccontextmanager
async def visit(house: SmallHouse) -> AsyncIterator[tuple[Client, Operations]]:
    application = web.Application()
    operations = make_operations(house, application)
    async with TestClient(TestServer(application)) as client:
        yield client, operations


async def ask(client: Client, path: str) -> tuple[int, Any]:
    async with client.get(path) as answer:
        return answer.status, await answer.json()


async def numbers(client: Client) -> dict[tuple[str, ...], float]:
    async with client.get("/metrics") as answer:
        assert answer.status == 200
        body = await answer.text()
    assert SECRET not in body
    families = text_string_to_metric_families(body)
    return {(sample.name, *sample.labels.values()): sample.value for one in families for sample in one.samples}


async def test_a_house_that_is_well_is_alive_and_ready(small: SmallHouse) -> None:
    async with visit(small) as (client, _):
        assert await ask(client, "/healthz") == (200, {"status": "ok"})
        assert await ask(client, "/readyz") == (200, {"status": "ok"})


async def test_a_house_that_stops_is_alive_and_not_ready(plain: SmallHouse) -> None:
    async with visit(plain) as (client, operations):
        operations.drain()
        assert await ask(client, "/healthz") == (200, {"status": "ok"})
        assert await ask(client, "/readyz") == (503, {"status": "not_ready", "not_ready": ["draining"]})


async def test_a_stiff_event_loop_is_not_alive(plain: SmallHouse) -> None:
    async with visit(plain) as (client, operations):
        operations.loop.late = STIFF + 1
        assert await ask(client, "/healthz") == (503, {"status": "dead", "dead": ["event_loop"]})


async def test_a_dead_writer_is_not_alive(plain: SmallHouse) -> None:
    async with visit(plain) as (client, _):
        plain.store.close()
        assert (await ask(client, "/healthz"))[1]["dead"] == ["writer"]


async def test_a_database_out_of_reach_is_not_ready_and_still_alive(plain: SmallHouse) -> None:
    async with visit(plain) as (client, _):
        there, plain.store = plain.store, AwayStore(StoreAway("away"))  # type: ignore[assignment]
        assert await ask(client, "/readyz") == (503, {"status": "not_ready", "not_ready": ["database", "migrations"]})
        assert (await ask(client, "/healthz"))[0] == 200
        assert (await ask(client, "/metrics"))[0] == 503
        plain.store = there


async def test_a_database_that_takes_too_long_is_not_ready(plain: SmallHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.operations.heartbeat.WRITE", 0.0)
    async with visit(plain) as (client, _):
        assert "database" in (await ask(client, "/readyz"))[1]["not_ready"]


async def test_a_database_of_another_version_is_not_ready(small: SmallHouse) -> None:
    async with visit(small) as (client, _):
        await small.store.write(lambda db: db.execute(text("UPDATE version_core SET version_num = '0001'")) and None)
        assert (await ask(client, "/readyz"))[1]["not_ready"] == ["migrations"]


async def test_a_database_that_lost_a_table_is_not_ready_and_the_log_says_what_to_do(
    small: SmallHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(health.log, "error", told.append)
    async with visit(small) as (client, _):
        await small.store.write(lambda db: db.execute(text("DROP TABLE api_delivery")) and None)
        assert (await ask(client, "/readyz"))[1]["not_ready"] == ["migrations"]
    assert "lacks api_delivery although it stands at this version: restore a backup" in "".join(told)


async def test_a_model_that_is_not_there_is_not_ready(plain: SmallHouse) -> None:
    class Broken:
        name = "broken"

        async def understand(self, *given: object) -> Any:
            raise RuntimeError("no model")

    plain.engine.understander = Broken()
    async with visit(plain) as (client, _):
        assert (await ask(client, "/readyz"))[1]["not_ready"] == ["model"]


async def test_who_asks_often_makes_no_load(plain: SmallHouse) -> None:
    async with visit(plain) as (client, _):
        before = plain.store.commits
        assert {(await ask(client, "/readyz"))[0] for _ in range(20)} == {200}
        assert plain.store.commits - before == 1


async def test_those_who_ask_together_wait_for_one_answer() -> None:
    asked = []

    async def check() -> bool:
        asked.append(1)
        await asyncio.sleep(0)
        return True

    kept = Kept(check, 60)
    assert all(await asyncio.gather(*(kept.good() for _ in range(9))))
    assert len(asked) == 1


async def test_the_numbers_are_what_the_tables_and_counters_say(small: SmallHouse) -> None:
    counters = small.counters
    counters.accepted, counters.repeated, counters.turns, counters.handed_over = 9, 2, 8, 1
    for seconds in (0.004, 0.02, 0.02, 99.0):
        counters.turn_seconds.observe(seconds)
    await small.add(
        heard(ago(minutes=2)),
        leaves(ago(minutes=3)),
        leaves(ago(minutes=1), attempts=2),
        leaves(ago(minutes=9), state="dead", channel="telegram", lane="emergency"),
        job(ago(minutes=9)),
        job(ago(seconds=9)),
        job(ago(minutes=9), state="dead"),
        ticket("E-1", ago(minutes=4), kind="emergency"),
        ticket("E-2", ago(minutes=5), kind="emergency", status="assigned"),
        ticket("T-1", ago(minutes=5)),
        ticket("T-2", ago(minutes=5), status="done"),
    )
    async with visit(small) as (client, operations):
        await operations.auditor.look()
        found = await numbers(client)
    assert {name: found[name] for name in EXPECTED} == EXPECTED
    assert found["linli_findings_open", "job_overdue"] == 1
    assert found["process_resident_memory_bytes",] > 0
    assert found["process_cpu_seconds_total",] > 0
    assert found["linli_database_commits_total",] > 0


EXPECTED: dict[tuple[str, ...], float] = {
    ("linli_messages_accepted_total",): 9,
    ("linli_messages_repeated_total",): 2,
    ("linli_turns_total", "handled"): 7,
    ("linli_turns_total", "handed_over"): 1,
    ("linli_turn_seconds_bucket", "0.005"): 1,
    ("linli_turn_seconds_bucket", "0.025"): 3,
    ("linli_turn_seconds_bucket", "30.0"): 3,
    ("linli_turn_seconds_bucket", "+Inf"): 4,
    ("linli_turn_seconds_count",): 4,
    ("linli_inbox_waiting",): 1,
    ("linli_inbox_oldest_seconds",): 120,
    ("linli_outbox_waiting", "web", "normal"): 2,
    ("linli_outbox_oldest_seconds", "web", "normal"): 180,
    ("linli_outbox_retrying", "web", "normal"): 1,
    ("linli_outbox_dead", "telegram", "emergency"): 1,
    ("linli_jobs", "due"): 2,
    ("linli_jobs", "overdue"): 1,
    ("linli_jobs", "dead"): 1,
    ("linli_emergencies_open",): 2,
    ("linli_emergencies_unacknowledged",): 1,
    ("linli_emergency_unacknowledged_seconds",): 240,
    ("linli_tickets_open", "repair"): 1,
    ("linli_processes", "all"): 1,
}


async def test_the_tables_are_looked_at_every_five_seconds_at_most(plain: SmallHouse) -> None:
    async with visit(plain) as (client, _):
        assert (await numbers(client))["linli_inbox_waiting",] == 0
        await plain.add(heard(ago(minutes=1)))
        assert (await numbers(client))["linli_inbox_waiting",] == 0


@pytest.mark.parametrize(
    ("address", "headers", "token", "shown"),
    [
        pytest.param("127.0.0.1", {}, "", True, id="this machine"),
        pytest.param("::1", {}, "", True, id="this machine by its other address"),
        pytest.param("127.0.0.1", {"X-Forwarded-For": "1.2.3.4"}, "", False, id="a proxy for somebody"),
        pytest.param("127.0.0.1", {"Forwarded": "for=1.2.3.4"}, "", False, id="a proxy by the newer name"),
        pytest.param("10.0.0.8", {}, "", False, id="another machine"),
        pytest.param("10.0.0.8", {"Authorization": "Bearer "}, "", False, id="an empty token is none"),
        pytest.param("10.0.0.8", {"Authorization": "Bearer t0ken"}, "t0ken", True, id="another machine with the token"),
        pytest.param("10.0.0.8", {"Authorization": "Bearer other"}, "t0ken", False, id="with another token"),
        pytest.param("10.0.0.8", {"Authorization": "Bearer 口令"}, "口令", True, id="a token in any letters"),
    ],
)
def test_the_numbers_are_shown_to(address: str, headers: dict[str, str], token: str, shown: bool) -> None:
    request = make_mocked_request("GET", "/metrics", headers=headers).clone(remote=address)
    assert may_read(request, token) is shown


async def test_to_others_there_is_no_such_page(plain: SmallHouse) -> None:
    async with visit(plain) as (client, _), client.get("/metrics", headers={"X-Real-IP": "1.2.3.4"}) as answer:
        assert answer.status == 404


async def test_a_worker_has_a_small_server_of_its_own(plain: SmallHouse) -> None:
    plain.role, port = "worker", unused_port()
    plain.given["health_port"] = port
    runner, operations = await serve_health(plain)
    async with (
        TestClient(TestServer(web.Application())) as browser,
        browser.session.get(f"http://127.0.0.1:{port}/readyz") as answer,
    ):
        assert (answer.status, runner.addresses) == (200, [("127.0.0.1", port)])
    operations.drain()
    await runner.cleanup()
    assert [row.ended_at for row in await plain.all(ProcessRow)] == [plain.clock.at]


async def test_without_a_port_there_is_no_server_and_the_watch_goes_on(plain: SmallHouse) -> None:
    plain.role = "worker"
    runner, _ = await serve_health(plain)
    assert (runner.addresses, len(await plain.all(ProcessRow))) == ([], 1)
    await runner.cleanup()


async def test_rasa_is_counted_and_its_silence_makes_nobody_unready(small: SmallHouse) -> None:
    said = [Example(f"{word}{number}", word, "zh") for word in ("greeting", "thanks") for number in range(12)]
    own, server = train(Phrases(tuple(said), {}), None), RasaServer("http://127.0.0.1:1", "token")
    trust = Trust(own.model.intents, Calibration(1.0))
    small.engine.understander = RasaEngine(own, server, trust, Breaker(failures=1))
    async with visit(small) as (client, _):
        assert await ask(client, "/readyz") == (200, {"status": "ok"})
        small.counters.understood["embedded"] += 1
        found = await numbers(client)
    server.close()
    own.close()
    assert found["linli_understood_total", "embedded"] == 1
    assert (found["linli_rasa_breaker", "open"], found["linli_rasa_breaker", "closed"]) == (1, 0)
    assert found["linli_rasa_failures_total", "unreachable"] == 1
