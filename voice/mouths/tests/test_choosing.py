import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from voice.mouths.choosing import NoMouth, chosen, make, speaks
from voice.mouths.sound import seconds
from voice.speech import Manner, NoEngine


@pytest.mark.parametrize(
    ("name", "url", "files", "wanted"),
    [
        ("auto", "", [], "espeak"),
        ("auto", "", ["zh_CN-x.onnx", "zh_CN-x.onnx.json"], "piper"),
        ("auto", "", ["kokoro.onnx", "voices.bin", "config.json"], "kokoro"),
        ("auto", "tcp://127.0.0.1:10200", ["kokoro.onnx"], "wyoming"),
        ("auto", "", ["fastspeech2_quan.onnx"], "fastspeech"),
        ("espeak", "tcp://127.0.0.1:10200", ["kokoro.onnx"], "espeak"),
    ],
)
def test_the_best_voice_that_is_there_speaks(
    tmp_path: Path, name: str, url: str, files: list[str], wanted: str
) -> None:
    for file in files:
        (tmp_path / file).touch()
    assert chosen(name, tmp_path, url) == wanted


@pytest.mark.parametrize(
    ("name", "lang", "does"),
    [
        ("espeak", "yue", True),
        ("kokoro", "en", True),
        ("kokoro", "yue", False),
        ("fastspeech", "en", False),
        ("piper", "zh", True),
        ("piper", "en", False),
        ("wyoming", "yue", True),
    ],
)
def test_a_mouth_is_not_asked_for_a_language_it_does_not_speak(
    tmp_path: Path, name: str, lang: str, does: bool
) -> None:
    (tmp_path / "zh_CN-x.onnx").touch()
    assert speaks(name, lang, tmp_path) is does


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("kokoro", "no kokoro.onnx, voices.bin"),
        ("piper", "pip install piper-tts"),
        ("wyoming", "LINLI_VOICE"),
    ],
)
def test_a_mouth_that_cannot_be_had_says_what_to_do(tmp_path: Path, name: str, says: str) -> None:
    mouth = make(name, tmp_path, "")
    assert isinstance(mouth, NoMouth)
    with pytest.raises(NoEngine, match=says):
        mouth.speak("好。", Manner())


def test_kokoro_without_its_packages_names_them(tmp_path: Path) -> None:
    for file in ("kokoro.onnx", "voices.bin", "config.json"):
        (tmp_path / file).touch()
    with pytest.raises(NoEngine, match="pip install kokoro-onnx"):
        make("kokoro", tmp_path, "").speak("好。", Manner())


def tone(length: float) -> np.ndarray:
    return np.sin(np.arange(int(22050 * length)) / 20)


@dataclass
class PiperVoice:
    """As in piper-tts 1.3 and newer: chunks of a voice that was loaded from a file."""

    @classmethod
    def load(cls, path: str) -> "PiperVoice":
        assert path.endswith("zh_CN-x.onnx")
        return cls()

    def synthesize(self, text: str, syn_config: SimpleNamespace) -> list[SimpleNamespace]:
        frames = (tone(0.1 * len(text) * syn_config.length_scale) * 9000 * syn_config.volume).astype("<i2").tobytes()
        return [SimpleNamespace(audio_int16_bytes=frames, sample_rate=22050)]


def test_piper_speaks_more_slowly_when_asked_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = ModuleType("piper")
    monkeypatch.setattr(package, "PiperVoice", PiperVoice, raising=False)
    monkeypatch.setattr(package, "SynthesisConfig", SimpleNamespace, raising=False)
    monkeypatch.setitem(sys.modules, "piper", package)
    (tmp_path / "zh_CN-x.onnx").touch()
    with pytest.raises(NoEngine, match="zh_CN-huayan-medium"):
        make("piper", tmp_path, "").speak("好。", Manner())
    (tmp_path / "zh_CN-x.onnx.json").touch()
    mouth = make("piper", tmp_path, "")
    usual, slow = (seconds(mouth.speak("您好，请说。", Manner(pace=pace))) for pace in (240, 120))
    assert slow == pytest.approx(2 * usual, rel=0.01)


class Model:
    """As in kokoro-onnx 0.4: sounds in, samples from -1 to 1 out."""

    def __init__(self, model: str, voices: str, vocab_config: str) -> None:
        self.files = (model, voices, vocab_config)

    def get_voices(self) -> list[str]:
        return ["am_adam", "zf_001"]

    def create(self, sounds: str, voice: str, speed: float, is_phonemes: bool) -> tuple[np.ndarray, int]:
        assert (voice, is_phonemes) == ("zf_001", True)
        return tone(0.2 * len(sounds) / speed), 24000


def test_kokoro_speaks_at_the_pace_that_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packages = {"kokoro_onnx": ModuleType("kokoro_onnx"), "misaki": ModuleType("misaki")}
    monkeypatch.setattr(packages["kokoro_onnx"], "Kokoro", Model, raising=False)
    sounds = SimpleNamespace(ZHG2P=lambda version, en_callable: lambda text: (text, None))
    monkeypatch.setattr(packages["misaki"], "zh", sounds, raising=False)
    for name, package in packages.items():
        monkeypatch.setitem(sys.modules, name, package)
    for file in ("kokoro.onnx", "voices.bin", "config.json"):
        (tmp_path / file).touch()
    mouth = make("kokoro", tmp_path, "")
    usual, slow = (seconds(mouth.speak("您好，请说。", Manner(pace=pace))) for pace in (250, 125))
    assert slow == pytest.approx(2 * usual, rel=0.01)
