"""The Dockerfile's own steps, played in a folder: an installation outside the tree that has everything it needs."""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from nlu.types import Engine
from tests.operations.dockerfile import Image, data_files, steps
from tests.operations.processes import LINLI, ROOT, clean

FILE = ROOT / "deploy" / "Dockerfile"
PACKAGES = ("bot", "nlu", "actions", "integrations", "voice")
NOBODY = 65534


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory, understander: Engine, pytestconfig: pytest.Config) -> Image:
    """Play the Dockerfile once; packages come from uv's own cache, which `make` has filled."""
    folder = tmp_path_factory.mktemp("image")
    made = Image(ROOT, folder, LINLI.parent, clean(UV_OFFLINE="1", UV_LINK_MODE="hardlink"))
    (folder / "var/lib/linli").mkdir(parents=True)
    (folder / "tmp").mkdir()
    (folder / "var/lib/linli/models").symlink_to(pytestconfig.cache.mkdir("linli-models"))
    made.play(steps(FILE.read_text("utf-8")))
    return made


def linli(image: Image, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the image's command as its user, who may write nowhere but in the data folder."""
    command = image.path("/opt/linli/bin/linli")
    known = {name: image.moved(value) for name, value in image.settings.items() if name != "PATH"}
    return subprocess.run(
        [command, *arguments],
        env=clean(PATH="/usr/bin:/bin") | known | more,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        input="",
    )


def test_the_command_answers(image: Image) -> None:
    done = linli(image, "--help")
    assert (done.returncode, "worker" in done.stdout) == (0, True)


def test_what_runs_is_the_installed_copy_and_not_this_tree(image: Image) -> None:
    python = image.path("/opt/linli/bin/python")
    asked = f"import {', '.join(PACKAGES)}; print(*(one.__path__[0] for one in ({', '.join(PACKAGES)})))"
    done = subprocess.run([python, "-c", asked], cwd="/", env=clean(), capture_output=True, text=True, check=True)
    assert all(place.startswith(str(image.path("/opt/linli"))) for place in done.stdout.split())


def test_the_wheel_holds_every_data_file(image: Image) -> None:
    [wheel] = image.path("/tmp/wheel").glob("*.whl")  # noqa: S108  a folder of the image
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = [name for package in PACKAGES for name in data_files(ROOT / package)]
    assert len([name for name in wanted if "/phrases/" in name]) > 10
    assert [name for name in wanted if name not in names] == []
    assert any(name.startswith("bot/migrations/versions/0001") for name in names)
    assert not [name for name in names if "/tests/" in name]


def test_the_house_opens_from_the_image_and_brings_its_database_up_to_date(image: Image, tmp_path: Path) -> None:
    done = linli(image, "migrate", LINLI_DATA=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "the database is up to date\n"), done.stderr
    listed = linli(image, "scenario", "list", LINLI_DATA=str(tmp_path)).stdout
    assert all(name in listed for name in ("conversation", "emergencies", "repairs"))


def test_its_user_is_not_root_and_needs_to_write_only_its_data(image: Image, tmp_path: Path) -> None:
    assert image.user == "linli"
    assert any("--uid 10001" in line and "linli" in line for line in image.ran)
    root = os.geteuid() == 0  # who is nobody else already cannot become somebody else
    data = tmp_path / "data"
    (data / "models").mkdir(parents=True)
    for model in image.path("/var/lib/linli/models").glob("*.npz"):  # those of other tests' scenarios among them
        shutil.copy(model, data / "models")
    for path in (data, *data.rglob("*")) if root else ():
        os.chown(path, NOBODY, NOBODY)
    _open_to_all(tmp_path)
    _open_to_all(image.root)
    line = json.dumps({"id": "u1", "text": "厨房漏水了"}, ensure_ascii=False)
    known = {name: value for name, value in image.settings.items() if name != "PATH"}
    done = subprocess.run(
        [image.path("/opt/linli/bin/linli"), "understand"],
        env=clean(**known, HOME="/nonexistent") | {"LINLI_DATA": str(data)},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        input=line,
        user=NOBODY if root else None,
        group=NOBODY if root else None,
        extra_groups=[] if root else None,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["intents"][0]["name"] == "repair_report", done.stderr


def _open_to_all(folder: Path) -> None:
    """Let another user pass through the folders above; those of a test run are closed to everybody else."""
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)


def test_the_tools_are_those_of_the_makefile(image: Image) -> None:
    wanted = next(line for line in image.ran if line.startswith("pip install")).rpartition(" ")[2]
    assert wanted in (ROOT / "Makefile").read_text("utf-8")


def test_what_is_not_copied_stays_out_of_the_build(image: Image) -> None:
    ignore = (FILE.parent / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    copied = [word for name, rest in steps(FILE.read_text("utf-8")) if name == "COPY" for word in rest.split()[:-1]]
    ours = {word for word in copied if not word.startswith(("--from", "/"))}
    assert ignore[0] == "*"
    assert ours == {line[1:] for line in ignore if line.startswith("!")}
