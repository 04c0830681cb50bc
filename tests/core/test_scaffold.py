"""A scaffolded scenario works from the first minute: it passes its check, talks, and its own tests pass."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import create_engine

from actions.conversation import scenario as conversation
from actions.phrases import phrases_of
from actions.registry import Registry, registry_of
from actions.scenario import Scenario
from actions.table import tables
from bot.app import Parts, build
from bot.checks import check_scenario
from bot.cli import main
from bot.dialogs import dialog_files, play_dialog, read_dialog
from bot.migrate import migrate
from bot.revision import changes, import_models, owns
from bot.scaffold import CannotScaffold, checkout, new_scenario
from bot.settings import Settings
from bot.testing import FakeClock, RecordingChannel, Talk
from integrations.sms import FakeSms
from nlu.engines.training import train
from tests.conftest import NOON, found_community
from tests.scaffolds import NAME, PROJECT, Scaffold, describe, distribution, imported, in_house

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=[distribution, in_house], ids=["distribution", "folder"])
def scaffold(request: pytest.FixtureRequest, tmp_path: Path) -> Scaffold:
    write: Callable[[Path], Scaffold] = request.param
    return write(tmp_path / "place")


@pytest.fixture
def scenario(scaffold: Scaffold) -> Iterator[Scenario]:
    with imported(scaffold) as found:
        yield found


@pytest.fixture
def registry(scenario: Scenario) -> Registry:
    return registry_of([conversation, scenario])


@pytest.fixture(scope="session")
def models(pytestconfig: pytest.Config) -> Path | None:
    """Where trained models are kept."""
    return pytestconfig.cache.mkdir("linli-models") if pytestconfig.cache else None


@pytest_asyncio.fixture
async def guest(registry: Registry, tmp_path: Path, models: Path | None) -> AsyncIterator[Talk]:
    channel, clock, sms = RecordingChannel(), FakeClock(NOON), FakeSms()
    parts = Parts(
        clock=clock,
        understander=train(phrases_of(registry), models),
        registry=registry,
        sms=sms,
        channels={channel.name: channel},
        background=False,
    )
    async with build(Settings(data=tmp_path / "data"), parts) as app:
        yield Talk(app, clock, channel, sms, await app.store.write(found_community))


def test_it_passes_its_check(scenario: Scenario, registry: Registry) -> None:
    assert scenario.name == NAME
    assert check_scenario(scenario, registry) == []


async def test_it_talks_as_its_dialog_says(guest: Talk, registry: Registry, scenario: Scenario) -> None:
    (file,) = dialog_files(registry_of([scenario]))
    assert await play_dialog(guest, read_dialog(file), registry) == []


async def test_it_talks_english(guest: Talk) -> None:
    said = await guest.says("I'd like to borrow a ladder")
    assert said[-1].record == f"{NAME}:L-1"
    assert "We keep the ladder for you, number L-1" in said[-1].text


def test_its_migration_makes_exactly_its_table(scenario: Scenario, tmp_path: Path) -> None:
    import_models("bot")
    engine = create_engine(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    migrate(engine, [scenario])
    with engine.connect() as connection:
        assert changes(connection, scenario.package).as_diffs() == []
    engine.dispose()


def test_it_is_forgotten_after_the_test(tmp_path: Path) -> None:
    written = distribution(tmp_path)
    for _ in range(2):
        with imported(written):
            assert [owner for owner in tables() if owns(written.package, owner.__module__)]
        assert not [owner for owner in tables() if owns(written.package, owner.__module__)]


def test_the_tests_it_writes_pass(tmp_path: Path, models: Path | None) -> None:
    """Run them as its author would: in a process of its own, beside the installed house."""
    written = distribution(tmp_path)
    describe(written)
    if models is not None:  # what was learned before is not learned again
        known = written.home / ".pytest_cache" / "d"
        known.mkdir(parents=True)
        (known / "linli-models").symlink_to(models)
    done = run(written, "-m", "pytest", "-q", "-W", "error")
    assert done.returncode == 0, done.stdout
    assert "17 passed" in done.stdout


@pytest.mark.parametrize("write", [distribution, in_house], ids=["distribution", "folder"])
def test_the_code_it_writes_passes_the_linters(tmp_path: Path, write: Callable[[Path], Scaffold]) -> None:
    written = write(tmp_path)
    ours = ["--config", str(ROOT / "pyproject.toml"), "--config", "lint.isort.known-first-party=['actions', 'bot']"]
    options = [] if write is distribution else ours
    for command in (["check", "--select", "E,F,I,W"], ["format", "--check"]):
        ruff = [str(Path(sys.executable).parent / "ruff"), *command, "--no-cache", *options, str(written.home)]
        done = subprocess.run(ruff, capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stdout


def run(written: Scaffold, *arguments: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "PYTEST_"))}
    env = clean | {"PYTHONPATH": str(written.home), "LINLI_SCENARIOS": f'["conversation", "{NAME}"]'}
    return subprocess.run([sys.executable, *arguments], cwd=written.home, env=env, capture_output=True, text=True)


BAD = {
    "capital letters": ("Laundry", "small letters"),
    "a hyphen": ("my-laundry", "small letters"),
    "a path": ("../laundry", "small letters"),
    "a word of Python": ("class", "small letters"),
    "too long": ("l" * 21, "at most 20"),
    "nothing": ("", "small letters"),
    "a scenario there is": ("fees", "there is a scenario fees already"),
    "a file of the SDK": ("form", "belongs to the SDK"),
}


@pytest.mark.parametrize(("name", "why"), BAD.values(), ids=BAD)
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(CannotScaffold, match=why):
        new_scenario(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    new_scenario(NAME, tmp_path)
    mine = tmp_path / PROJECT / "README.md"
    mine.write_text("mine")
    with pytest.raises(CannotScaffold, match="exists already"):
        new_scenario(NAME, tmp_path)
    assert mine.read_text() == "mine"


def test_without_a_place_it_goes_into_the_checkout() -> None:
    assert checkout() == ROOT / "actions"


def test_the_command_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "new", NAME, "--in", str(tmp_path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert str(tmp_path / PROJECT / "pyproject.toml") in said
    assert said[-2:] == [f"Install it with: pip install -e {tmp_path / PROJECT}", f"Now: linli scenario check {NAME}"]


def test_the_command_says_in_one_sentence_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "new", "Laundry", "--in", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("linli: 'Laundry' cannot name a scenario")
