"""The systemd units: systemd's own judgement of them, and their ExecStart lines run for real."""

import re
import shlex
import shutil
import subprocess
import tarfile
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.operations.processes import ProcessRow
from integrations.database import open_store
from nlu.types import Engine
from tests.operations.processes import COMMUNITY, LINLI, ROOT, clean, run, running, status, until

UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
EXPOSED = 20  # tenths; systemd calls 2.0 and below "OK", a unit without any limits has 9.6
INSTANCE = {"linli-web@.service": "linli-web@8080.service", "linli-worker@.service": "linli-worker@8090.service"}
INSTALLED = "/opt/linli/bin/linli"


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units as they would stand here: the installed command is the one of this environment."""
    folder = tmp_path / "units"
    folder.mkdir()
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8")
        (folder / unit.name).write_text(text.replace(INSTALLED, str(LINLI)), "utf-8")
    return folder


def analyze(units: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("systemd-analyze")
    assert command, "these tests need systemd-analyze (Debian: systemd)"
    environment = {"PATH": "/usr/bin:/bin", "SYSTEMD_UNIT_PATH": f"{units}:"}
    return subprocess.run(
        [command, *arguments], env=environment, cwd=units, capture_output=True, text=True, check=False
    )


def settings_of(unit: str, instance: str = "") -> dict[str, str]:
    """Return the Environment= lines of a unit."""
    found = re.findall(r"^Environment=(.*)$", (UNITS / unit).read_text("utf-8"), re.MULTILINE)
    return dict(part.split("=", 1) for line in found for part in shlex.split(line.replace("%i", instance)))


def command_of(unit: str) -> list[str]:
    """Return what a unit starts, with the command of this environment."""
    [line] = re.findall(r"^ExecStart=(.*)$", (UNITS / unit).read_text("utf-8"), re.MULTILINE)
    first, *rest = shlex.split(line)
    assert first == INSTALLED
    return [str(LINLI), *rest]


def test_systemd_takes_every_unit(units: Path) -> None:
    names = [INSTANCE.get(name, name) for name in SERVICES]
    done = analyze(units, "verify", *names, "linli-backup.timer")
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_may_do_little(units: Path, name: str) -> None:
    done = analyze(units, "security", "--offline=true", f"--threshold={EXPOSED}", "--no-pager", name)
    assert done.returncode == 0, done.stdout


def test_a_unit_without_limits_would_be_refused(units: Path) -> None:
    (units / "bare.service").write_text("[Service]\nExecStart=/bin/true\n", "utf-8")
    assert analyze(
        units, "security", "--offline=true", f"--threshold={EXPOSED}", "--no-pager", "bare.service"
    ).returncode


def test_the_timer_comes_every_night(units: Path) -> None:
    calendar = re.findall(r"^OnCalendar=(.*)$", (units / "linli-backup.timer").read_text("utf-8"), re.MULTILINE)
    done = analyze(units, "calendar", "--iterations=3", *calendar)
    assert done.returncode == 0
    assert len(re.findall(r"02:30:00", done.stdout)) >= 3


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_unit_sets_is_a_setting_and_every_process_gets_time_to_end(name: str) -> None:
    from bot.settings import Settings

    known = {f"LINLI_{field.upper()}" for field in Settings.model_fields}
    assert set(settings_of(name, "8080")) <= known
    text = (UNITS / name).read_text("utf-8")
    assert "Type=oneshot" in text or int(re.findall(r"TimeoutStopSec=(\d+)", text)[0]) > 15


@pytest.fixture
def folder(tmp_path: Path, understander: Engine, pytestconfig: pytest.Config) -> Path:
    (tmp_path / "models").symlink_to(pytestconfig.cache.mkdir("linli-models"))
    return tmp_path


def archived(folder: Path) -> list[str]:
    """Return what lies in the one backup of a folder."""
    [archive] = folder.glob("linli-*.tar.gz")
    with tarfile.open(archive) as kept:
        return kept.getnames()


async def test_the_small_house_starts_is_backed_up_and_stops_as_its_units_say(folder: Path) -> None:
    port = unused_port()
    known = settings_of("linli.service") | {"LINLI_DATA": str(folder), "LINLI_PORT": str(port)}
    await run(folder, clean(**known), str(LINLI), "import", str(COMMUNITY))
    async with (
        running(folder, clean(**known), *command_of("linli.service")) as process,
        aiohttp.ClientSession() as session,
    ):
        await process.says("Linli is open")
        assert await until(lambda: status(session, f"http://127.0.0.1:{port}/readyz"), lambda code: code == 200)
        backup = [word.replace("/var/backups/linli", str(folder)) for word in command_of("linli-backup.service")]
        await run(folder, clean(**known), *backup)
        assert await process.stop() == 0
    assert archived(folder)


@pytest.mark.parametrize("name", ["linli-web@.service", "linli-worker@.service"])
async def test_a_process_of_a_large_house_starts_from_its_unit_with_its_credential(
    folder: Path, postgres_url: str, name: str
) -> None:
    port = str(unused_port())
    credentials = folder / "credentials"
    credentials.mkdir()
    (credentials / "linli_database").write_text(f"{postgres_url}\n", "utf-8")
    assert "LoadCredential=linli_database:" in (UNITS / name).read_text("utf-8")
    known = settings_of(name, port) | {"LINLI_DATA": str(folder), "CREDENTIALS_DIRECTORY": str(credentials)}
    async with running(folder, clean(**known), *command_of(name)) as process, aiohttp.ClientSession() as session:
        await process.says("Stop with Ctrl-C")
        assert await until(lambda: status(session, f"http://127.0.0.1:{port}/readyz"), lambda code: code == 200)
        assert await process.stop() == 0
    store = open_store(postgres_url)
    [row] = await store.read(lambda db: db.query(ProcessRow).all())
    assert (row.role, row.ended_at is None) == (name.partition("@")[0].removeprefix("linli-"), False)
    store.close()
