"""Ears of other people's libraries: what they are told, and what becomes of what they say."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from speech_recognition import AudioData
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStop
from wyoming.event import Event
from wyoming.server import AsyncEventHandler

from voice.ears.sherpa import SherpaEar
from voice.ears.sphinx import SphinxEar, phones
from voice.ears.vosk import VoskEar
from voice.ears.wyoming import WyomingEar
from voice.field import menu
from voice.speech import Heard, Listening, NoEngine

SOUND = AudioData(bytes(16_000), 16_000, 2)


class FakeKaldi:
    def __init__(self, model: str, rate: int) -> None:
        self.heard = b""

    def SetMaxAlternatives(self, count: int) -> None:  # noqa: N802 (vosk's own name)
        pass

    def AcceptWaveform(self, pcm: bytes) -> None:  # noqa: N802
        self.heard += pcm

    def FinalResult(self) -> str:  # noqa: N802
        assert len(self.heard) == 16_000
        return '{"alternatives": [{"text": "电梯 坏 了"}, {"text": "電機 坏 了"}, {"text": ""}]}'


def test_vosk_is_read_without_the_gaps_between_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = SimpleNamespace(SetLogLevel=lambda level: None, Model=str, KaldiRecognizer=FakeKaldi)
    monkeypatch.setitem(sys.modules, "vosk", fake)
    assert VoskEar(Path("there")).hear(SOUND, Listening()) == Heard("电梯坏了", ("电机坏了",), 0.5)


class FakeSherpa:
    made: dict[str, str]

    @classmethod
    def from_sense_voice(cls, **given: Any) -> "FakeSherpa":
        cls.made = given
        return cls()

    def create_stream(self) -> Any:
        return SimpleNamespace(accept_waveform=self.accept, result=SimpleNamespace(text="電梯壞了。"))

    def accept(self, rate: int, samples: Any) -> None:
        assert (rate, len(samples)) == (16_000, 8_000)

    def decode_stream(self, stream: Any) -> None:
        pass


def test_sherpa_is_given_its_files_and_read_in_simplified_characters(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "sherpa_onnx", SimpleNamespace(OfflineRecognizer=FakeSherpa))
    (tmp_path / "model.int8.onnx").touch()
    assert SherpaEar(tmp_path).hear(SOUND, Listening()).text == "电梯坏了。"
    assert FakeSherpa.made["model"].endswith("model.int8.onnx")


@pytest.mark.parametrize(("module", "ear"), [("vosk", VoskEar), ("sherpa_onnx", SherpaEar)])
def test_a_library_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str, ear: Any
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(NoEngine, match="pip install"):
        ear(tmp_path)


class Handler(AsyncEventHandler):
    """Answers with the language it was asked for and the number of bytes it was sent."""

    lang, size = "", 0

    async def handle_event(self, event: Event) -> bool:
        if Transcribe.is_type(event.type):
            self.lang = str(Transcribe.from_event(event).language)
        elif AudioChunk.is_type(event.type):
            self.size += len(AudioChunk.from_event(event).audio)
        elif AudioStop.is_type(event.type):
            await self.write_event(Transcript(text=f" 電梯 {self.lang} {self.size}").event())
        return True


@pytest.fixture
def wyoming() -> Iterator[str]:
    """A real Wyoming server on loopback."""
    loop, ready, ports = asyncio.new_event_loop(), threading.Event(), []

    async def serve() -> None:
        server = await asyncio.start_server(
            lambda reader, writer: Handler(reader, writer).run(), host="127.0.0.1", port=0
        )
        ports.append(server.sockets[0].getsockname()[1])
        ready.set()
        await stopped.wait()
        server.close()

    stopped = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait()
    yield f"127.0.0.1:{ports[0]}"
    loop.call_soon_threadsafe(stopped.set)
    thread.join()
    loop.close()


def test_a_wyoming_server_is_sent_the_recording_and_its_transcript_is_read(wyoming: str) -> None:
    assert WyomingEar(wyoming).hear(SOUND, Listening()) == Heard("电梯 zh 16000", (), 0.5)


def test_a_wyoming_server_that_is_not_there_is_named() -> None:
    with pytest.raises(NoEngine, match=r"127\.0\.0\.1:1 does not answer"):
        WyomingEar("127.0.0.1:1").hear(SOUND, Listening())


def test_every_phrase_of_the_menu_can_be_told_to_the_smallest_ear() -> None:
    assert all(phones(char) for phrase in menu() for char in phrase)


@pytest.mark.parametrize(("char", "told"), [("水", "SH W EY"), ("是", "SH ER"), ("一", "Y IY"), ("电", "D Y EH N")])
def test_a_syllable_is_told_in_english_phones(char: str, told: str) -> None:
    assert phones(char) == told


def test_the_smallest_ear_hears_one_of_its_phrases_and_is_never_sure() -> None:
    ear = SphinxEar()
    assert ear.hear(SOUND, Listening()) == Heard()
