import io
import json
import shutil
import wave
from pathlib import Path

import pytest

from bot.cli import main

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed: make espeak")


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    monkeypatch.setattr("voice.mouths.espeak.Espeak._begin", lambda self: None)  # threads of this process kill pyttsx3
    return tmp_path / "said.wav"


def length(file: Path) -> float:
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        return float(sound.getnframes() / sound.getframerate())


def test_it_says_what_it_says_and_how_long_that_takes(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", "编号R-12。请稍等。", "--out", str(out)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["file"], row["engine"], row["said"]) == (str(out), "espeak", ["编号阿儿、一、二。", "请稍等。"])
    assert row["seconds"] == pytest.approx(length(out), abs=0.01)


def test_the_language_is_that_of_the_letters(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", "Room 501.", "--out", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["said"] == ["Room five oh one."]


def test_a_slower_pace_takes_longer(out: Path) -> None:
    lengths = []
    for pace in ("130", "260"):
        assert main(["say", "师傅明天上午来，请您在家等。", "--pace", pace, "--out", str(out)]) == 0
        lengths.append(length(out))
    assert lengths[0] > 1.6 * lengths[1]


def test_a_text_is_read_from_standard_input(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("好的。"))
    assert main(["say", "-", "--lang", "yue", "--out", str(out)]) == 0
    assert length(out) > 0.2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["🙂"], "nothing to say"),
        (["好", "--pace", "5000"], "60 to 400"),
        (["好", "--engine", "kokoro"], "has no kokoro.onnx"),
        (["好", "--engine", "wyoming"], "LINLI_VOICE_MOUTH_URL"),
    ],
)
def test_what_does_not_work_is_one_sentence(
    out: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(["say", *arguments, "--out", str(out)]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
    assert not out.exists()
