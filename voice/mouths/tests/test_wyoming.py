"""Against a real Wyoming server on loopback: the package's own, with a handler that answers in tones."""

import asyncio
import math
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.server import AsyncEventHandler, AsyncTcpServer
from wyoming.tts import Synthesize

from voice.mouths.sound import Silent, seconds
from voice.mouths.wyoming import Wyoming
from voice.speech import Manner, NoEngine

ASKED: list[Synthesize] = []


class Handler(AsyncEventHandler):
    """Answers each text with a second of tone in stereo, with nothing, or with an error, by the text."""

    async def handle_event(self, event: Event) -> bool:
        if not Synthesize.is_type(event.type):
            return True
        asked = Synthesize.from_event(event)
        ASKED.append(asked)
        if "错" in asked.text:
            await self.write_event(Error(text="no such voice").event())
            return True
        await self.write_event(AudioStart(rate=24000, width=2, channels=2).event())
        for _ in range(0 if "空" in asked.text else 10):
            wave = (int(9000 * math.sin(at / 20)) for at in range(2400))
            stereo = b"".join(struct.pack("<hh", one, one) for one in wave)
            await self.write_event(AudioChunk(rate=24000, width=2, channels=2, audio=stereo).event())
        await self.write_event(AudioStop().event())
        return True


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    server = AsyncTcpServer("127.0.0.1", 0)
    await server.start(Handler)
    assert isinstance(server._server, asyncio.Server)
    port = server._server.sockets[0].getsockname()[1]
    try:
        yield f"tcp://127.0.0.1:{port}"
    finally:
        await server.stop()


async def test_it_asks_for_the_text_in_its_language_and_gives_one_channel() -> None:
    async with served() as address:
        audio = await asyncio.to_thread(Wyoming(address).speak, "您好，请说。", Manner("yue"))
    assert (ASKED[-1].text, ASKED[-1].voice and ASKED[-1].voice.language) == ("您好，请说。", "zh-HK")
    assert (audio.sample_rate, audio.sample_width, round(seconds(audio), 1)) == (24000, 2, 1.0)


@pytest.mark.parametrize(("text", "why"), [("空", "gave no sound"), ("错", "no such voice")])
async def test_no_sound_is_told_and_not_taken_for_speech(text: str, why: str) -> None:
    async with served() as address:
        with pytest.raises(Silent, match=why):
            await asyncio.to_thread(Wyoming(address).speak, text, Manner())


async def test_a_server_that_is_away_is_an_error_of_the_network() -> None:
    async with served() as address:
        pass
    with pytest.raises(OSError, match=r"[Cc]onnect"):
        await asyncio.to_thread(Wyoming(address).speak, "您好。", Manner())


def test_without_an_address_it_says_what_to_set() -> None:
    with pytest.raises(NoEngine, match="LINLI_VOICE_MOUTH_URL"):
        Wyoming("")
