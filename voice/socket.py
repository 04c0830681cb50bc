"""The socket of a kiosk's voice: sound comes in and words go back, a text comes in and sound goes back.

What is heard is a proposal: the page shows it and sends it over the kiosk's own socket, as if it had been typed.
No sound is written to a disk.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import WSMsgType, web
from pydantic import ValidationError

from bot.channels.web.house import words
from bot.channels.web.pages import language
from bot.channels.web.post import VOICE, post_of, shut_when_revoked
from bot.channels.web.socket import opened
from voice.endpoint import FOR_NUMBERS, Part, Patience, Recording
from voice.frames import FRAMES, LARGEST_SOUND, Cancel, Hush, Listen, Say, Stop
from voice.pitch import Speaker
from voice.speech import Listening, Manner, Spoken

log = logging.getLogger(__name__)
_FAILURES = (RuntimeError, OSError, ValueError, LookupError)  # engines, stores and servers that are away
MOST_SOCKETS = 16  # kiosks that speak at once with one process


@dataclass(frozen=True, slots=True)
class Caught:
    """What somebody said, nothing where it cannot be made out; `danger`: it speaks of danger."""

    text: str = ""
    danger: bool = False


class Ears(Protocol):
    """Makes words of sound (`voice.house.HouseEars`)."""

    async def awake(self) -> None:
        """Wait until they can hear."""
        ...

    async def listen(self, pcm: bytes, listening: Listening, community_id: str) -> Caught:
        """Return what was said in a community; EngineAway where nobody can tell just now."""
        ...


class Lips(Protocol):
    """Makes sound of words (`voice.speak.Speaking`)."""

    def sentences(self, text: str, manner: Manner) -> AsyncIterator[Spoken]:
        """Yield a text sentence by sentence; nothing where nobody can speak just now."""
        ...

    async def speak(self, text: str, manner: Manner) -> bytes | None:
        """Return a whole text as one WAV file; None where nobody can speak just now."""
        ...


@dataclass(frozen=True, slots=True)
class Voices:
    """What this house hears and speaks with; None: it cannot."""

    ears: Ears | None
    lips: Lips | None

    def join(self, application: web.Application) -> None:
        """Let the kiosks of these pages hear and speak, where there is anything to hear or speak with."""
        if self.ears is None and self.lips is None:
            return
        application[VOICES] = self
        application[OPEN] = set()
        application.router.add_get("/kiosk/voice", voice_socket, name=VOICE)
        application.router.add_get("/kiosk/voice/{key:[a-z]{2,20}}.wav", fixed_sentence)
        application.on_shutdown.append(_close)


VOICES: web.AppKey[Voices] = web.AppKey("voices")
OPEN: web.AppKey[set[web.WebSocketResponse]] = web.AppKey("voice_sockets")


async def voice_socket(request: web.Request) -> web.StreamResponse:
    """Hear and speak for one kiosk."""
    post = await post_of(request)
    sockets = request.app[OPEN]
    if len(sockets) >= MOST_SOCKETS:
        raise web.HTTPServiceUnavailable
    socket = await opened(request)
    sockets.add(socket)
    talking = Talking(socket, request.app[VOICES], post.community.id if post.community else "")
    try:
        async with shut_when_revoked(request, post, socket):
            async for message in socket:
                if message.type is WSMsgType.BINARY:
                    await talking.sound(message.data)
                elif message.type is WSMsgType.TEXT:
                    await talking.order(message.data)
    finally:
        sockets.discard(socket)
        talking.end()
    return socket


async def fixed_sentence(request: web.Request) -> web.StreamResponse:
    """Return the sound of one of the page's own sentences, which it keeps for when the house is out of reach."""
    await post_of(request)
    lips, lang = request.app[VOICES].lips, language(request)
    text = words(lang, "kiosk").get(f"say_{request.match_info['key']}")
    if text is None or lips is None:
        raise web.HTTPNotFound
    wav = await lips.speak(text, Manner(lang))
    if wav is None:
        raise web.HTTPServiceUnavailable
    return web.Response(body=wav, content_type="audio/wav", headers={"Cache-Control": "max-age=86400"})


class Talking:
    """One kiosk's ears and lips: one recording and one speech at a time."""

    def __init__(self, socket: web.WebSocketResponse, voices: Voices, community_id: str) -> None:
        self._socket, self._voices, self._community_id = socket, voices, community_id
        self._speaker = Speaker()
        self._asked: Listen | None = None
        self._recording: Recording | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._saying: asyncio.Task[None] | None = None
        self._waking = asyncio.create_task(self._wake())

    async def _wake(self) -> None:
        """Say what this house can do: speak at once, hear when its ears are awake."""
        ears, speaks = self._voices.ears, self._voices.lips is not None
        await self._tell(type="ready", hears=False, speaks=speaks)
        if ears is not None:
            await ears.awake()
            await self._tell(type="ready", hears=True, speaks=speaks)

    async def order(self, raw: str) -> None:
        """Do what the page asks for."""
        try:
            frame = FRAMES.validate_json(raw)
        except ValidationError:
            await self._tell(type="error", code="frame")
            return
        match frame:
            case Listen():
                await self._listen(frame)
            case Stop():
                await self._finish()
            case Cancel():
                self._forget()
            case Say():
                await self._say(frame)
            case Hush():
                self._break_off()

    async def sound(self, pcm: bytes) -> None:
        """Take a piece of the recording that is under way."""
        if self._recording is None or len(pcm) > LARGEST_SOUND:
            return
        for part in self._recording.take(pcm):
            if part is Part.BEGAN:
                await self._tell(type="speech", id=self._id)
            else:
                await self._finish()

    def end(self) -> None:
        """Forget everything: the page has gone."""
        self._waking.cancel()
        self._forget()
        self._break_off()

    @property
    def _id(self) -> str:
        return self._asked.id if self._asked else ""

    async def _listen(self, frame: Listen) -> None:
        self._forget()
        self._break_off()  # half duplex: the kiosk never hears itself
        if self._voices.ears is None:
            await self._tell(type="heard", id=frame.id, why="deaf")
            return
        self._asked = frame
        self._recording = Recording(FOR_NUMBERS if frame.number else Patience())

    async def _finish(self) -> None:
        """Close the recording and hear what is in it."""
        asked, recording = self._asked, self._recording
        self._asked = self._recording = None
        if asked is None or recording is None:
            return
        pcm = recording.spoken()
        if not pcm:
            await self._tell(type="heard", id=asked.id, why="silence")
            return
        await self._tell(type="ended", id=asked.id)
        self._hearing = asyncio.create_task(self._hear(asked, pcm))

    async def _hear(self, asked: Listen, pcm: bytes) -> None:
        ears = self._voices.ears
        listening = Listening(lang=asked.lang, choices=tuple(asked.choices))
        try:
            caught = await ears.listen(pcm, listening, self._community_id) if ears else Caught()
        except _FAILURES as problem:  # whatever it was, the page waits for an answer
            log.warning("a recording was not heard", extra={"why": type(problem).__name__})
            await self._tell(type="heard", id=asked.id, why="deaf")
            return
        if caught.text:
            other = self._is_other(asked, pcm)
            await self._tell(type="heard", id=asked.id, text=caught.text, danger=caught.danger, other=other)
        else:
            await self._tell(type="heard", id=asked.id, why="unclear")

    def _is_other(self, asked: Listen, pcm: bytes) -> bool:
        """Say whether somebody else speaks than who has said who they are; every stranger is the first of a visit."""
        if not asked.same:
            self._speaker.forget()
        return self._speaker.is_other(pcm)

    def _forget(self) -> None:
        self._asked = self._recording = None
        if self._hearing is not None:
            self._hearing.cancel()

    async def _say(self, frame: Say) -> None:
        self._break_off()
        if self._voices.lips is None:
            await self._tell(type="said", id=frame.id, why="mute")
            return
        self._saying = asyncio.create_task(self._speak(self._voices.lips, frame))

    async def _speak(self, lips: Lips, frame: Say) -> None:
        silent = True
        try:
            async for spoken in lips.sentences(frame.text, Manner(frame.lang, frame.pace, frame.volume)):
                silent = False
                await self._tell(type="sound", id=frame.id)
                with contextlib.suppress(ConnectionError):
                    await self._socket.send_bytes(spoken.wav)
        except _FAILURES as problem:  # the page waits for the end
            log.warning("a sentence was not spoken", extra={"why": type(problem).__name__})
        await self._tell(type="said", id=frame.id, why="mute" if silent else "")

    def _break_off(self) -> None:
        if self._saying is not None:
            self._saying.cancel()
            self._saying = None

    async def _tell(self, **event: Any) -> None:
        with contextlib.suppress(ConnectionError):
            await self._socket.send_str(json.dumps(event, ensure_ascii=False))


async def _close(application: web.Application) -> None:
    sockets = application[OPEN]
    for socket in list(sockets):
        await socket.close()
