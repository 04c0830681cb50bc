"""A mouth that another server has: Wyoming, the protocol of Home Assistant's voices. It has no password: LAN only."""

import asyncio

from speech_recognition import AudioData
from wyoming.audio import AudioChunk, AudioChunkConverter, AudioStop
from wyoming.client import AsyncClient
from wyoming.error import Error
from wyoming.tts import Synthesize, SynthesizeVoice

from voice.mouths.sound import Silent, checked
from voice.speech import Manner, NoEngine

_LANGUAGES = {"zh": "zh-CN", "yue": "zh-HK", "en": "en-US"}
_SECONDS = 20.0


class Wyoming:
    """Asks a Wyoming server for each sentence. How fast it speaks is a setting of that server."""

    name = "wyoming"

    def __init__(self, uri: str) -> None:
        if not uri.startswith(("tcp://", "unix://")):
            raise NoEngine("set LINLI_VOICE_MOUTH_URL to a Wyoming server, such as tcp://127.0.0.1:10200")
        self._uri = uri

    def speak(self, text: str, manner: Manner) -> AudioData:
        """Return the sound; OSError where the server cannot be reached, Silent where it gives none."""
        return checked(asyncio.run(self._asked(text, manner)), text)

    async def _asked(self, text: str, manner: Manner) -> AudioData:
        voice = SynthesizeVoice(language=_LANGUAGES.get(manner.lang, manner.lang))
        async with asyncio.timeout(_SECONDS), AsyncClient.from_uri(self._uri) as client:
            await client.write_event(Synthesize(text=text, voice=voice).event())
            return await _received(client)


async def _received(client: AsyncClient) -> AudioData:
    """Gather the chunks; the rate is that of the first."""
    frames, converter = bytearray(), AudioChunkConverter(width=2, channels=1)
    rate = 0
    while (event := await client.read_event()) is not None:
        if Error.is_type(event.type):
            raise Silent(f"the server says: {Error.from_event(event).text}")
        if AudioStop.is_type(event.type):
            break
        if AudioChunk.is_type(event.type):
            chunk = converter.convert(AudioChunk.from_event(event))
            rate = rate or chunk.rate
            frames += chunk.audio
    if not rate:
        raise Silent("the server gave no sound")
    return AudioData(bytes(frames), rate, 2)
