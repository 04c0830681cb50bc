import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from bot.settings import Settings
from nlu.types import Certainty, Hints, Intent, Understanding
from voice.hear import Hearing, ear_of
from voice.notes import LONGEST, NoteTranscriber, decoded
from voice.worker import EngineAway

Speak = Callable[..., bytes]
RATE = 16_000


class Anything:
    """Takes everything for a request for repairs."""

    name = "anything"

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        return Understanding(text, "zh", (Intent("repair_report", 0.95),), Certainty.SURE)


def packed(pcm: bytes, kind: str = "ogg", codec: str = "libopus", rate: int = 48_000) -> bytes:
    """Return samples as a messenger sends them."""
    out = io.BytesIO()
    with av.open(out, "w", format=kind) as container:
        stream: Any = container.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.frombuffer(pcm, np.int16)[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE
        for piece in av.AudioResampler(format=stream.format, layout="mono", rate=rate).resample(frame):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "codec", "rate"), [("ogg", "libopus", 48_000), ("webm", "libopus", 48_000), ("adts", "aac", 44_100)]
)
def test_what_messengers_send_becomes_samples_at_16_khz(kind: str, codec: str, rate: int) -> None:
    tone = (0.3 * 32767 * np.sin(np.arange(2 * RATE) / 20)).astype("<i2").tobytes()
    pcm = decoded(packed(tone, kind, codec, rate))
    assert abs(len(pcm) / 2 / RATE - 2) < 0.2
    assert np.abs(np.frombuffer(pcm, np.int16)).max() > 5000


def test_only_the_first_minute_of_a_note_is_heard() -> None:
    assert len(decoded(packed(bytes(2 * RATE * (LONGEST + 5))))) == LONGEST * RATE * 2


async def test_a_spoken_note_is_written_down(house: Path, speak: Speak) -> None:
    recipe = ear_of(Settings(data=house))
    assert recipe is not None
    hearing = Hearing(recipe)
    try:
        note = packed(speak("我要报修"))
        assert "我要报修" in await NoteTranscriber(hearing, Anything()).transcribe(note, "audio/ogg")
    finally:
        hearing.close()


class Broken:
    """An ear whose process dies."""

    async def hear(self, *given: object) -> None:
        raise EngineAway("it died")

    def close(self) -> None:
        pass


@pytest.mark.parametrize("recording", [b"no recording at all", packed(bytes(2 * RATE))], ids=["junk", "ear away"])
async def test_what_cannot_be_written_down_is_nothing_and_no_failure(recording: bytes) -> None:
    assert await NoteTranscriber(Broken(), Anything()).transcribe(recording, "audio/ogg") == ""  # type: ignore[arg-type]
