"""Fixtures of what is spoken: Whisper's weights, fetched once, and a voice that is always there."""

import io
import shutil
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from speech_recognition import AudioData

from voice.models import WHISPER
from voice.speech import RATE
from voice.whisper_files import NotFetched, fetch

Speak = Callable[..., bytes]


@pytest.fixture(scope="session")
def whisper_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whisper's weights, kept between test runs; several workers that want them at once wait for the first."""
    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)
    folder = (cache.mkdir("linli-voice") if cache else tmp_path_factory.mktemp("voice")) / WHISPER
    try:
        fetch(folder)
    except NotFetched as problem:
        pytest.skip(f"no weights: {problem}")
    return folder


@pytest.fixture
def house(tmp_path: Path, whisper_folder: Path, pytestconfig: pytest.Config) -> Path:
    """The data folder of a house that hears, and that has learned before."""
    folder = tmp_path / "data"
    (folder / "voice").mkdir(parents=True)
    (folder / "voice" / WHISPER).symlink_to(whisper_folder)
    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)
    if cache:
        (folder / "models").symlink_to(cache.mkdir("linli-models"))
    return folder


@pytest.fixture(scope="session")
def speak() -> Speak:
    """Speak with espeak-ng: 16-bit samples of one channel at 16 kHz, with a little silence around them."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")

    def say(text: str, voice: str = "cmn-latn-pinyin+f3") -> bytes:
        said = subprocess.run(
            ["espeak-ng", "-v", voice, "-s", "140", "--stdout", text], check=True, capture_output=True
        )
        with wave.open(io.BytesIO(said.stdout)) as opened:
            audio = AudioData(opened.readframes(10**8), opened.getframerate(), 2)
        silence = bytes(2 * int(0.3 * RATE))
        return silence + bytes(audio.get_raw_data(convert_rate=RATE, convert_width=2)) + silence

    return say
