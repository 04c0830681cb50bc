"""A Wyoming server (github.com/OHF-Voice/wyoming) that hears: on this machine or in the house's own network.

The protocol knows neither keys nor encryption; its address must not be one that others can listen at.
"""

import asyncio

from speech_recognition import AudioData
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient

from nlu.normalize import simplify
from voice.speech import RATE, Heard, Listening, NoEngine

_CHUNK = RATE // 5 * 2  # bytes
_SECONDS = 20.0
_WIDTH = 2


class WyomingEar:
    """Sends a recording to a server and reads what it wrote down."""

    name = "wyoming"

    def __init__(self, place: str) -> None:
        host, _, port = place.rpartition(":")
        if not host:
            raise NoEngine("the ear wyoming needs LINLI_VOICE_WYOMING, such as 127.0.0.1:10300")
        self._host, self._port = host, int(port)

    def hear(self, audio: AudioData, listening: Listening) -> Heard:
        """Return what was said; NoEngine where the server does not answer."""
        raw = audio.get_raw_data(convert_rate=RATE, convert_width=_WIDTH)
        try:
            text = asyncio.run(asyncio.wait_for(self._ask(raw, listening.lang), _SECONDS))
        except (OSError, TimeoutError) as problem:
            raise NoEngine(f"the Wyoming server {self._host}:{self._port} does not answer: {problem}") from problem
        text = text.strip()
        return Heard(simplify(text) if listening.lang == "zh" else text, (), 0.5) if text else Heard()

    async def _ask(self, raw: bytes, lang: str) -> str:
        async with AsyncTcpClient(self._host, self._port) as client:
            await client.write_event(Transcribe(language=lang).event())
            await client.write_event(AudioStart(rate=RATE, width=_WIDTH, channels=1).event())
            for start in range(0, len(raw), _CHUNK):
                chunk = AudioChunk(rate=RATE, width=_WIDTH, channels=1, audio=raw[start : start + _CHUNK])
                await client.write_event(chunk.event())
            await client.write_event(AudioStop().event())
            while (event := await client.read_event()) is not None:
                if Transcript.is_type(event.type):
                    return str(Transcript.from_event(event).text)
        raise OSError("it closed the connection without a transcript")
