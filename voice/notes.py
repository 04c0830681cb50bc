"""Voice notes of messengers, written down by the house's ear."""

import asyncio
import io
import logging
from datetime import datetime

import av
from av.audio.resampler import AudioResampler

from nlu.types import Engine, Hints
from voice.hear import Hearing
from voice.listener import Listener
from voice.speech import RATE, NoEngine
from voice.worker import EngineAway

log = logging.getLogger(__name__)
LONGEST = 60  # seconds of a note that are heard
_SECONDS = 60.0  # that writing one down may take
_WIDTH = 2  # bytes of a sample
_PIECE = 25 * RATE * _WIDTH  # bytes that an ear hears at once


class NoteTranscriber:
    """Writes notes down: one piece after the other, each the way the understanding makes sense of it."""

    def __init__(self, hearing: Hearing, engine: Engine, seconds: float = _SECONDS) -> None:
        self._hearing, self._listener, self._seconds = hearing, Listener(hearing, engine), seconds

    async def transcribe(self, recording: bytes, media_type: str) -> str:
        """Return what is said in ogg, webm, m4a or whatever else FFmpeg reads; nothing where it cannot be made out."""
        try:
            async with asyncio.timeout(self._seconds):
                pcm = await asyncio.to_thread(decoded, recording)
                return "".join([await self._piece(pcm[at : at + _PIECE]) for at in range(0, len(pcm), _PIECE)])
        except (av.error.FFmpegError, EngineAway, NoEngine, TimeoutError) as problem:
            log.warning("a voice note was not written down", extra={"why": type(problem).__name__})
            return ""

    async def _piece(self, pcm: bytes) -> str:
        said = await self._listener.listen(pcm, datetime.now().astimezone(), Hints())
        return said.text


def decoded(recording: bytes) -> bytes:
    """Return the first LONGEST seconds of a recording as 16-bit samples of one channel at 16 kHz; FFmpegError."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    most, pcm = LONGEST * RATE * _WIDTH, bytearray()
    with av.open(io.BytesIO(recording), "r") as container:
        if not container.streams.audio:
            return b""
        for frame in container.decode(audio=0):
            for piece in resampler.resample(frame):
                pcm += bytes(piece.planes[0])[: piece.samples * _WIDTH]
            if len(pcm) >= most:
                break
        else:
            for piece in resampler.resample(None):
                pcm += bytes(piece.planes[0])[: piece.samples * _WIDTH]
    return bytes(pcm[:most])
